"""What a user of the API relies on: answers that can be checked and cited, and errors that say what to mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

BASE = "https://w3id.org/servanda/"
ID = f"{BASE}id/"
FORCED_LABOUR = "/api/states/SAU/duties?on=2023-01-01&topic=forced-labour"

Rows = Callable[[str], list[dict[str, str]]]

#: One address for each route that answers in JSON.
ROUTES = [
    "/api/states",
    FORCED_LABOUR,
    "/api/states/SAU/duties?on=2023-01-01&instrument=ilo-p029",
    "/api/states/SAU/binding/ilo-c029?on=2023-01-01",
    "/api/states/IDN/binding/icrmw?on=2012-08-31",
    "/api/instruments?on=2023-01-01",
    "/api/instruments/icrmw/parties?on=2023-01-01",
    "/api/instruments/ilo-c189/obligations",
    "/api/paths?source=SAU&target=topic/forced-labour&on=2023-01-01",
]


def get(client: httpx.Client, address: str) -> dict[str, Any]:
    """The JSON that an address answers with."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    body: dict[str, Any] = response.json()
    return body


def as_rows(several: list[dict[str, Any]]) -> list[dict[str, str]]:
    """JSON answers as SPARQL writes them: a row leaves out what is not bound, and every value is text."""
    words = {True: "true", False: "false"}
    return [
        {name: words[value] if isinstance(value, bool) else str(value) for name, value in each.items() if value is not None}
        for each in several
    ]


# --- the question of the first page -----------------------------------------------------------------------------------------------


def test_which_duties_on_forced_labour_bound_saudi_arabia_at_the_start_of_2023(client: httpx.Client) -> None:
    body = get(client, FORCED_LABOUR)
    since = {(duty["instrument"], duty["from"], duty["certain"]) for duty in body["answer"]["duties"]}
    assert (f"{ID}instrument/ilo-c029", "1979-06-15", True) in since
    assert (f"{ID}instrument/ilo-p029", "2022-05-26", True) in since
    assert f"{ID}instrument/icrmw" not in {instrument for instrument, _, _ in since}
    assert "ILO C029 art 1(1)" in body["citations"]
    not_bound = get(client, "/api/states/SAU/binding/icrmw?on=2023-01-01")["answer"]
    assert not_bound["status"] == "not_bound"
    assert not_bound["reason"] == "No act recorded as of 2026-02-03."


def test_a_day_before_the_protocol_took_effect_it_is_not_among_the_duties(client: httpx.Client) -> None:
    for day, bound in (("2022-05-25", False), ("2022-05-26", True)):
        found = get(client, f"/api/states/SAU/duties?on={day}&instrument=ilo-p029")["answer"]["duties"]
        assert bool(found) is bound, day


def test_topic_and_instrument_narrow_the_duties(client: httpx.Client) -> None:
    asked = "/api/states/PHL/duties?on=2023-01-01"
    every = {duty["duty"] for duty in get(client, asked)["answer"]["duties"]}
    on_topic = {duty["duty"] for duty in get(client, f"{asked}&topic=forced-labour")["answer"]["duties"]}
    under = get(client, f"{asked}&topic=forced-labour&instrument=ilo-c029")["answer"]["duties"]
    assert {duty["instrument"] for duty in under} == {f"{ID}instrument/ilo-c029"}
    assert {duty["duty"] for duty in under} < on_topic < every


def test_a_reason_comes_in_numbered_steps_with_act_article_and_date(client: httpx.Client) -> None:
    answer = get(client, "/api/states/IDN/binding/icrmw?on=2023-01-01")["answer"]
    assert (answer["status"], answer["period"]["from"]) == ("bound", "2012-09-01")
    steps = answer["steps"]
    assert [step["number"] for step in steps] == list(range(1, len(steps) + 1))
    assert len(steps) >= 2
    assert "2012-05-31" in steps[0]["text"]
    assert steps[0]["act"] in {act["act"] for act in answer["acts"]}
    assert any(step["article"] and "87(2)" in step["article"] for step in steps)
    assert any(step["date"] == "2012-09-01" for step in steps)
    before = get(client, "/api/states/IDN/binding/icrmw?on=2012-08-31")["answer"]
    assert (before["status"], before["rule"]) == ("not_bound", "before")


def test_codes_in_small_letters_and_former_states_are_found(client: httpx.Client) -> None:
    assert get(client, "/api/states/sau/binding/ILO-C029?on=2023-01-01")["answer"]["status"] == "bound"
    former = {state["code"] for state in get(client, "/api/states")["answer"] if state["former"]}
    assert "x-yugoslavia" in former
    assert get(client, "/api/states/x-yugoslavia/duties?on=1980-01-01")["answer"]["state"] == f"{ID}state/x-yugoslavia"


def test_without_a_day_the_answer_is_about_today_and_says_so(client: httpx.Client) -> None:
    answer = get(client, "/api/states/SAU/binding/ilo-c029")["answer"]
    assert answer["status"] == "bound"
    assert answer["on"] > "2026-01-01"
    assert answer["caveat"].startswith("The newest source is as at ")


def test_indonesian(client: httpx.Client) -> None:
    answer = get(client, "/api/states/IDN/binding/icrmw?on=2023-01-01&language=id")["answer"]
    assert answer["reason"] == "Terikat sejak 2012-09-01."
    assert "Negara" in answer["steps"][0]["text"] or "negara" in answer["steps"][0]["text"]
    labels = {}
    for language in ("en", "id"):
        duties = get(client, f"{FORCED_LABOUR}&language={language}")["answer"]["duties"]
        labels[language] = {duty["obligation"]: duty["label"] for duty in duties}
    assert labels["en"].keys() == labels["id"].keys()
    assert all(labels["en"][each] != labels["id"][each] for each in labels["en"])
    page = client.get("/view/binding?state=IDN&instrument=icrmw&on=2023-01-01&language=id").text
    assert '<html lang="id">' in page
    assert "Terikat sejak 2012-09-01." in page


# --- what every answer carries ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ROUTES)
def test_every_answer_carries_what_is_needed_to_check_and_cite_it(client: httpx.Client, rows: Rows, address: str) -> None:
    body = get(client, address)
    assert set(body) == {"answer", "sparql", "citations", "data_version", "sources_as_at"}
    assert body["answer"]
    assert body["data_version"] == client.get("/openapi.json").json()["info"]["version"]
    assert body["sources_as_at"]["untc"] == "2026-02-03"
    assert body["sources_as_at"]["normlex_ratifications"] == "2026-06-09"
    assert all(isinstance(line, str) and line for line in body["citations"])
    assert body["sparql"]
    for query in body["sparql"].values():
        rows(query)


@pytest.mark.parametrize("address", [address for address in ROUTES[1:] if "IDN" not in address])
def test_answers_cite(client: httpx.Client, address: str) -> None:
    assert get(client, address)["citations"]


@pytest.mark.parametrize(
    ("address", "question", "part"),
    [
        ("/api/states", "states", ""),
        ("/api/instruments?on=2023-01-01", "instruments", ""),
        ("/api/instruments/icrmw/parties?on=2023-01-01", "parties_on", "parties"),
        ("/api/instruments/icrmw/parties?on=2023-01-01", "completeness", "completeness"),
        ("/api/instruments/ilo-c189/obligations", "obligations", ""),
        (FORCED_LABOUR, "duties_on", "duties"),
        ("/api/states/SAU/duties?on=2023-01-01&language=id", "duties_on", "duties"),
        ("/api/states/SAU/binding/ilo-c029?on=2023-01-01", "acts", "acts"),
        ("/api/states/SAU/binding/ilo-c029?on=2023-01-01&language=id", "binding_steps", "steps"),
        ("/api/states/SAU/binding/ilo-c029?on=2023-01-01", "conflicts", "conflicts"),
        ("/api/states/SAU/binding/ilo-c029?on=2023-01-01", "completeness", "completeness"),
    ],
)
def test_the_carried_sparql_gives_the_same_rows(client: httpx.Client, rows: Rows, address: str, question: str, part: str) -> None:
    body = get(client, address)
    told = body["answer"][part] if part else body["answer"]
    found = rows(body["sparql"][question])
    assert sorted(as_rows(told), key=repr) == sorted((dict(row) for row in found), key=repr) or as_rows(told) == found


def test_the_carried_sparql_gives_the_period_that_decides(client: httpx.Client, rows: Rows) -> None:
    body = get(client, "/api/states/SAU/binding/ilo-c029?on=2023-01-01")
    assert as_rows([body["answer"]["period"]])[0] in rows(body["sparql"]["binding_periods"])


# --- paths ------------------------------------------------------------------------------------------------------------------------

LAYERS = ["state", "act", "binding", "instrument", "provision", "obligation", "right"]


@pytest.fixture(scope="module")
def paths(client: httpx.Client) -> dict[str, Any]:
    return get(client, "/api/paths?source=SAU&target=right/freedom-from-forced-labour&on=2023-01-01")


def test_a_path_goes_from_the_state_over_its_act_to_the_right(paths: dict[str, Any]) -> None:
    assert paths["answer"]["paths"]
    for path in paths["answer"]["paths"]:
        assert [node["kind"] for node in path["nodes"]] == LAYERS
        assert path["nodes"][0]["iri"] == f"{ID}state/SAU"
        assert path["nodes"][-1]["iri"] == f"{ID}right/freedom-from-forced-labour"
        assert len(path["edges"]) == len(path["nodes"]) - 1


def test_every_edge_is_a_triple_of_the_graph_between_its_two_nodes(paths: dict[str, Any], client: httpx.Client) -> None:
    triples = set()
    for path in paths["answer"]["paths"]:
        for place, edge in enumerate(path["edges"]):
            ends = {path["nodes"][place]["iri"], path["nodes"][place + 1]["iri"]}
            assert {edge["subject"], edge["object"]} == ends
            triples.add(f"(<{edge['subject']}> <{edge['predicate']}> <{edge['object']}>)")
    assert len(triples) > 20

    def one_is_missing(several: set[str]) -> bool:
        query = f"ASK {{ VALUES (?s ?p ?o) {{ {' '.join(sorted(several))} }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"}).json()
        return answer["boolean"] is True

    assert not one_is_missing(triples), "an edge claims what the graph does not say"
    assert one_is_missing({*triples, f"(<{ID}state/SAU> <{BASE}ontology#actor> <{ID}state/SAU>)"})


def test_every_edge_is_cited(paths: dict[str, Any]) -> None:
    for path in paths["answer"]["paths"]:
        assert all(edge["source"] for edge in path["edges"])
        for edge in path["edges"][:2]:  # what a source of acts tells has that source's own date
            assert edge["as_at"]
            assert edge["date"]
            assert f"{edge['source']}, as at {edge['as_at']}" in paths["citations"]


def test_the_carried_sparql_gives_the_same_paths(paths: dict[str, Any], rows: Rows) -> None:
    names = ("act", "period", "instrument", "provision", "obligation", "right")
    asked = {tuple(row[name] for name in names) for row in rows(paths["sparql"]["path_edges"])}
    assert {tuple(node["iri"] for node in path["nodes"][1:]) for path in paths["answer"]["paths"]} == asked


@pytest.mark.parametrize("target", ["obligation/ilo-c029-1-1", "provision/ilo-c029/1/1", "instrument/ilo-c029", f"{ID}topic/forced-labour"])
def test_paths_end_where_they_are_asked_to(client: httpx.Client, target: str) -> None:
    found = get(client, f"/api/paths?source=SAU&target={target}&on=2023-01-01")["answer"]["paths"]
    assert found
    ends = {path["nodes"][-1]["iri"] for path in found}
    if "topic" in target:
        assert {path["nodes"][-1]["kind"] for path in found} == {"obligation"}
    else:
        assert ends == {f"{ID}{target}"}


def test_a_state_that_owes_nothing_has_no_path(client: httpx.Client) -> None:
    body = get(client, "/api/paths?source=SAU&target=instrument/icrmw&on=2023-01-01")
    assert body["answer"]["paths"] == []
    assert body["sparql"]


def test_a_long_answer_is_cut_and_says_so(client: httpx.Client) -> None:
    answer = get(client, "/api/paths?source=IDN&on=2023-01-01")["answer"]
    assert len(answer["paths"]) <= 500
    assert bool(answer["left_out"]) is (len(answer["paths"]) == 500)


# --- errors -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/api/states/XXX/duties", 404, "there is no state 'XXX' here"),
        ("/api/states/SUA/binding/icrmw", 404, "did you mean "),
        ("/api/states/Saudi%20Arabia/duties", 404, "did you mean SAU (Saudi Arabia)?"),
        ("/api/states/SAU/binding/icrmww", 404, "did you mean icrmw"),
        ("/api/instruments/nope/parties", 404, "there is no instrument 'nope' here"),
        ("/api/states/SAU/duties?topic=nope", 404, "there is no topic 'nope' here"),
        ("/api/states/SAU/duties?topic=", 404, "there is no topic '' here"),
        ("/api/states/SAU/duties?instrument=a%3E%20b", 404, "there is no instrument"),
        ("/api/states/SAU/duties?on=2023-02-30", 400, "'2023-02-30' is not a day: write YYYY-MM-DD"),
        ("/api/states/SAU/duties?on=yesterday", 400, "'yesterday' is not a day: write YYYY-MM-DD"),
        ("/api/states/SAU/duties?on=", 400, "is not a day: write YYYY-MM-DD"),
        ("/api/states/SAU/binding/icrmw?language=fr", 400, "'fr' is no language of this graph: en or id"),
        ("/api/paths", 400, "source: this parameter is missing (A state, for instance SAU)"),
        ("/api/paths?source=SAU&target=nope", 400, "'nope' is no target: write topic/…"),
        ("/api/paths?source=SAU&target=topic/nope", 404, "there is no topic 'nope' here"),
        ("/api/paths?source=SAU&target=obligation/icrmw-999", 404, "there is no obligation 'icrmw-999' here"),
        ("/view/binding?instrument=icrmw", 400, "state: this parameter is missing (A state, for instance SAU)"),
        ("/view/binding?state=XXX&instrument=icrmw", 404, "there is no state 'XXX' here"),
        ("/view/paths?source=SAU&most=0", 400, "most: "),
        ("/data/state/XXX.ttl", 404, "the graph says nothing of"),
        ("/data/state/SAU.exe", 404, "a description ends in .html"),
        ("/data/state/S%3CA%3EU.ttl", 404, "is no name of a thing"),
        ("/nothing-here", 404, "There is nothing at /nothing-here; /docs shows every address."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client: httpx.Client, address: str, status: int, sentence: str) -> None:
    response = client.get(address)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert problem["title"]
    assert sentence in problem["detail"]


def test_a_method_that_is_not_served_names_those_that_are(client: httpx.Client) -> None:
    response = client.post("/api/states")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert response.json()["detail"] == "/api/states does not take POST; /docs shows every address with its methods."


# --- documentation ----------------------------------------------------------------------------------------------------------------


def test_the_description_of_the_api_tells_every_operation_and_parameter(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    operations = {path: methods["get"] for path, methods in described["paths"].items()}
    assert {"/api/states/{iso3}/duties", "/api/states/{iso3}/binding/{instrument}", "/api/paths"} <= set(operations)
    for path, operation in operations.items():
        assert operation["description"].endswith((".", "?", ")")), path
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                assert parameter["name"] in {"state", "instrument"} or parameter["description"], (path, parameter)
    assert {each["name"] for each in operations["/api/states/{iso3}/duties"]["parameters"]} == {
        "iso3",
        "on",
        "language",
        "topic",
        "instrument",
    }


def test_the_documentation_takes_its_files_from_here(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert "http://" not in page
    assert "https://" not in page
    for address in ("/browser/swagger-ui-bundle.js", "/browser/swagger-ui.css"):
        assert address in page
