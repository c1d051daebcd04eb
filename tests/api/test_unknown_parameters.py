"""A filter that an address does not have is refused and never left out in silence."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from servanda.graph.build import read_manifest

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/api/reports?sate=SAU", "there is no parameter 'sate' here; did you mean state?"),
        ("/api/states/SAU/duties?topics=forced-labour", "there is no parameter 'topics' here; did you mean topic?"),
        ("/api/reports?form=2020-01-01", "there is no parameter 'form' here; did you mean from?"),
        ("/api/paths?sorce=SAU", "there is no parameter 'sorce' here; did you mean source?"),
        ("/api/instruments?colour=red", "there is no parameter 'colour' here. The parameters here are on."),
        ("/api/states?state=SAU", "there is no parameter 'state' here. This address takes no parameters."),
        ("/api/reports?on=2020-01-01", "there is no parameter 'on' here. The parameters here are "),
        ("/api/states/SAU/duties?=wages", "there is no parameter '' here"),
        ("/api/states/SAU/duties?on=2023-01-01&on=2024-01-01", "the parameter 'on' is given 2 times; it takes one value"),
        ("/api/reports?state=SAU&state=SAU", "the parameter 'state' is given 2 times"),
        ("/api/states?language=en&language=id", "the parameter 'language' is given 2 times"),
        ("/api/questions/parties_on.csv?instrument=icrmw&on=2023-01-01&on=2024-01-01", "the parameter 'on' is given 2 times"),
        (f"/api/states?{'x' * 5000}=1", f"there is no parameter '{'x' * 60}…' here"),
    ],
)
def test_what_an_address_does_not_take_is_refused(client: httpx.Client, address: str, sentence: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["detail"].startswith(sentence)


def test_what_it_takes_several_times_may_be_given_so(client: httpx.Client) -> None:
    answer = client.get("/api/corridors/IDN/SAU?topic=wages&topic=forced-labour&on=2023-01-01")
    assert answer.status_code == 200


def test_a_form_that_is_sent_is_held_to_it_too(client: httpx.Client) -> None:
    assert "no parameter 'state' here" in client.post("/api/what-if?state=SAU", json={}).json()["detail"]


def test_every_address_takes_a_language_and_pages_what_others_add_to_their_links(client: httpx.Client) -> None:
    assert client.get("/api/states?language=id").status_code == 200
    assert client.get("/view/states?utm_source=letter").status_code == 200


def test_a_browser_is_led_to_the_parameter_that_may_be_meant(client: httpx.Client) -> None:
    page = client.get("/api/reports?sate=SAU&language=id&limit=1", headers=BROWSER)
    assert page.status_code == 400
    assert "Tidak ada parameter &#39;sate&#39; di sini." in page.text
    links = re.findall(r'<a href="([^"]*)">state</a>', page.text)
    assert [html.unescape(link) for link in links] == ["/api/reports?state=SAU&language=id&limit=1"]
    assert client.get(html.unescape(links[0])).status_code == 200
    assert "sate</a>" not in page.text.replace("“sate”", ""), "the name of a parameter is nothing to search for"


def test_a_permalink_of_what_has_no_day_is_answered(client: httpx.Client, built_home: Path) -> None:
    version = read_manifest(built_home).version
    for address in ("/api/states", "/api/reports?limit=1"):
        led = client.get(f"/version/{version}{address}", follow_redirects=True)
        assert (led.status_code, "on=" in str(led.url)) == (200, True)
        assert led.content == client.get(address).content
    assert client.get(f"/version/{version}/api/reports?on=2023-01-01&sate=SAU").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/view/states",
        "/view/state?state=IDN",
        "/view/instrument?instrument=icrmw",
        "/view/binding?state=SAU&instrument=icrmw&on=2023-01-01",
        "/view/explain?state=VEN&target=obligation/icrmw-26-1-b&on=2023-01-01",
        "/view/search?q=wages",
        "/view/compare?state=IDN&state=SAU",
    ],
)
def test_the_links_of_our_pages_to_the_api_are_taken(client: httpx.Client, address: str) -> None:
    links = {html.unescape(link) for link in re.findall(r'href="(?:http://127[^/"]*)?(/api/[^"]*)"', client.get(address).text)}
    assert links
    one_of_each = {urlsplit(link).path.rpartition("/")[2]: link for link in links}
    for link in one_of_each.values():
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "address",
    ["/api/states/SAU/duties?topic={}", "/api/states/{}/duties", "/api/states/SAU/duties?on={}", "/api/states?language={0}&language={0}"],
)
def test_a_long_word_does_not_bury_the_sentence(client: httpx.Client, address: str) -> None:
    told = client.get(address.format("a" * 5000)).json()["detail"]
    assert len(told) < 200
    assert "language" in told or f"'{'a' * 60}…'" in told
    assert len(client.get(f"/data/state/{'a' * 5000}.ttl").json()["detail"]) < 200
