"""A description of a day: what of a state, an instrument, a period or a duty runs then, for certain or perhaps."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from servanda.ontology.namespaces import ID, SV

Rows = Callable[[str], list[dict[str, str]]]
BINDING = "binding/IDN/icrmw/2012-09-01"  # ratified on 31 May 2012; ICRMW art. 87(2): the first day of the month after three months
DUTY = "duty/IDN/icrmw-25-1/2012-09-01"


def on(client: httpx.Client, thing: str, day: str) -> Graph:
    response = client.get(f"/data/{thing}.ttl", params={"on": day})
    assert response.status_code == 200, response.text
    return Graph().parse(data=response.content, format="turtle")


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


@pytest.mark.parametrize("thing", ["state/IDN", "instrument/icrmw"])
def test_a_state_and_an_instrument_show_the_periods_that_run_on_the_day(client: httpx.Client, thing: str) -> None:
    before, after = on(client, thing, "2012-08-31"), on(client, thing, "2012-09-01")
    assert not list(before.predicate_objects(ID[BINDING]))
    assert (ID[BINDING], SV.runsOn, day("2012-09-01")) in after
    assert (ID[BINDING], SV.party, ID["state/IDN"]) in after
    assert (ID[BINDING], SV.instrument, ID["instrument/icrmw"]) in after


@pytest.mark.parametrize("thing", [BINDING, DUTY])
def test_a_period_and_a_duty_say_whether_they_run(client: httpx.Client, thing: str) -> None:
    assert (ID[thing], SV.doesNotRunOn, day("2012-08-31")) in on(client, thing, "2012-08-31")
    assert (ID[thing], SV.runsOn, day("2012-09-01")) in on(client, thing, "2012-09-01")


def test_a_day_that_the_sources_leave_open_is_not_known(client: httpx.Client, rows: Rows) -> None:
    (open_one,) = rows(
        "PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT ?period ?earliest { ?period a sv:BindingPeriod ; "
        "sv:boundFromEarliest ?earliest ; sv:boundFromLatest ?latest . FILTER(?earliest < ?latest) } ORDER BY ?period LIMIT 1"
    )
    thing = open_one["period"].removeprefix(str(ID))
    graph = on(client, thing, open_one["earliest"])
    assert (URIRef(open_one["period"]), SV.mayRunOn, day(open_one["earliest"])) in graph
    assert (URIRef(open_one["period"]), SV.runsOn, None) not in graph


def test_what_depends_on_no_day_is_the_same_on_any(client: httpx.Client) -> None:
    assert client.get("/data/topic/wages.ttl?on=1990-01-01").content == client.get("/data/topic/wages.ttl").content


def test_the_page_shows_the_day_in_both_languages(client: httpx.Client) -> None:
    english = client.get(f"/data/{BINDING}.html?on=2012-08-31&language=en").text
    assert "<h2>On 2012-08-31</h2>" in english
    assert "<td>2012-09-01</td><td></td><td>no</td>" in english
    assert "<h2>Pada 2012-08-31</h2>" in client.get(f"/data/{BINDING}.html?on=2012-08-31&language=id").text


def test_the_day_goes_along_from_the_name_to_the_description(client: httpx.Client) -> None:
    response = client.get("/id/state/IDN?on=2023-01-01", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["location"]) == (303, "/data/state/IDN.ttl?on=2023-01-01")
    assert client.get("/id/state/IDN?on=yesterday", headers={"Accept": "text/turtle"}).status_code == 400


def test_the_name_of_a_dated_thing_is_a_timegate(client: httpx.Client) -> None:
    """RFC 7089: the day asked for by Accept-Datetime leads to what was so, which names its time and its original."""
    asked = {"Accept": "text/turtle", "Accept-Datetime": "Sun, 01 Jan 2023 10:00:00 GMT"}
    gate = client.get("/id/state/IDN", headers=asked)
    assert gate.headers["location"] == "/data/state/IDN.ttl?on=2023-01-01"
    assert "accept-datetime" in gate.headers["vary"].lower()
    memento = client.get(gate.headers["location"])
    assert memento.headers["memento-datetime"] == "Sun, 01 Jan 2023 00:00:00 GMT"
    assert '</id/state/IDN>; rel="original timegate"' in memento.headers["link"]
    assert client.get("/id/state/IDN", headers={**asked, "Accept-Datetime": "soon"}).status_code == 400
