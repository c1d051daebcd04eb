"""A wrong address: a browser gets a page in its language that leads on, everybody else RFC 9457 as ever; the status is the same."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote

import httpx
import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
#: Address, status, and where the first hint leads (empty: nothing is close).
WRONG = [
    ("/view/state/XXX", 404, ""),
    ("/view/state/INDO", 404, "/view/state?state=IDN"),
    ("/view/instrument/c189", 404, "/view/instrument?instrument=ilo-c189"),
    ("/view/nonsense", 404, ""),
    ("/view/koridor", 404, "/view/corridors"),
    ("/corridorz", 404, "/view/corridors"),
    ("/nothing-here", 404, ""),
    ("/view/state?state=Saudi&on=2020-01-01", 404, "/view/state?state=SAU&on=2020-01-01"),
    ("/view/compare?state=PHL&state=INDO", 404, "/view/compare?state=PHL&state=IDN"),
    ("/view/paths?source=SAU&target=topic/wagess", 404, "/view/paths?source=SAU&target=topic/wages"),
    ("/view/binding?state=SAU&instrument=c-189", 404, "/view/binding?state=SAU&instrument=ilo-c189"),
    ("/view/body?body=ceacrr", 404, "/view/body?body=ceacr"),
    ("/view/corridor?origin=IDN&destination=SAU&worker=domestik", 400, "/view/corridor?origin=IDN&destination=SAU&worker=domestic-worker"),
    ("/view/state?state=Hong+Kong", 404, "/id/state/HKG"),
    ("/view/state/Sabah", 404, "/id/state/x-sabah"),
    ("/view/binding?state=MAC&instrument=icrmw", 404, "/view/binding?state=CHN&instrument=icrmw"),
    ("/id/state/INDO", 404, "/view/state?state=IDN"),
    ("/id/nothing/here", 404, ""),
    ("/view/states?on=yesterday", 400, ""),
    ("/view/binding?instrument=icrmw", 400, ""),
    ("/view/paths?source=SAU&most=none", 400, ""),
    ("/view/claim?claim=nobody/nothing", 404, ""),
    ("/view/search?q=a&kind=nothing", 400, ""),
    ("/api/states/INDO/duties", 404, "/view/state?state=IDN"),
    ("/version/0123456789abcdef/view/topics", 404, ""),
    ("/dumps/0123456789abcdef/files.json", 404, ""),
]


def ask(client: httpx.Client, address: str, accept: str = BROWSER, **headers: str) -> httpx.Response:
    return client.get(address, headers={"Accept": accept, **headers}, follow_redirects=True)


def way(link: str) -> str:
    """A link without the language, which every link keeps."""
    return re.sub(r"[?&]language=(en|id)", "", html.unescape(link))


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(("address", "status", "first"), WRONG)
def test_a_browser_gets_a_page_that_leads_on(client: httpx.Client, address: str, status: int, first: str) -> None:
    for language in ("en", "id"):
        answer = ask(client, address, **{"Accept-Language": language})
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert f'<html lang="{language}">' in answer.text
        assert '<header class="site">' in answer.text
        links = re.findall(r'href="([^"]*)"', main_of(answer.text))
        assert f"/?language={language}" in links
        assert any(link.startswith("/view/search?") for link in links)
        if first:
            assert way(links[0]) == first
            followed = ask(client, html.unescape(links[0]))
            assert followed.status_code == 200, "a hint leads to a page that is there"
        else:
            assert "Did you mean" not in answer.text
        assert answer.headers["vary"] == "Accept, Accept-Language"
        assert answer.headers["content-language"] == language
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(("address", "status", "_"), WRONG)
@pytest.mark.parametrize("accept", ["*/*", "application/ld+json", "application/json", "application/problem+json, text/html;q=0.5"])
def test_everybody_else_gets_the_sentence_as_json(client: httpx.Client, address: str, status: int, _: str, accept: str) -> None:
    if address.startswith("/id/"):  # a thing is described (303) to those only who accept a form of its description
        address = f"{address.replace('/id/', '/data/', 1)}.ttl"
    answer = ask(client, address, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert set(answer.json()) == {"type", "title", "status", "detail"}
    assert answer.headers["vary"] == "Accept"


def test_the_word_that_was_looked_for_is_filled_in(client: httpx.Client) -> None:
    for address, word in (("/view/state?state=Indo", "Indo"), ("/view/state/Indo", "Indo"), ("/view/nonsense", "nonsense")):
        page = ask(client, address).text
        assert re.search(rf'<input type="search" name="q" value="{word}"', page)
        (link,) = re.findall(r'href="(/view/search\?[^"]*)"', main_of(page))
        assert f"q={word}" in link
        assert client.get(html.unescape(link)).status_code == 200


def test_the_sentence_is_in_the_language_of_the_page(client: httpx.Client) -> None:
    page = ask(client, "/view/state?state=Filipin&language=id").text
    assert "Tidak ada negara &#39;Filipin&#39; di sini." in page
    assert ">PHL (Filipina)</a>" in page
    page = ask(client, "/view/states?on=besok&language=id").text
    assert "&#39;besok&#39; bukan tanggal: tulis YYYY-MM-DD" in page
    page = ask(client, "/view/binding?language=id&instrument=icrmw").text
    assert "state: harus diisi." in page
    page = ask(client, "/data/state/IDN.nope?language=id").text
    assert '<html lang="id">' in page
    assert '<p class="lead" lang="en"' in page, "a sentence that there is in English only"


def test_a_territory_is_told_with_the_way_to_its_state_and_to_what_is_recorded_of_it(client: httpx.Client) -> None:
    page = main_of(ask(client, "/view/binding?state=MAC&instrument=icrmw&language=id").text)
    assert "MAC adalah wilayah dan bukan pihak sendiri: tanyakan negara yang bertindak untuknya.</p>" in page
    assert ">CHN (Tiongkok)</a>" in page
    assert '<a href="/id/state/MAC">Yang tercatat tentang MAC</a>' in page


def test_what_may_be_meant_stands_once_on_a_page(client: httpx.Client) -> None:
    page = main_of(ask(client, "/api/explain?state=SAU&target=icrmw-26").text)
    assert page.casefold().count("did you mean") == 1
    assert "here. Write for instance obligation/icrmw-25-1" in page
    told = client.get("/api/explain?state=SAU&target=icrmw-26").json()["detail"]
    assert re.search(r"here; did you mean icrmw-26.*\? Write for instance", told)


def test_a_wrong_language_is_answered_in_that_of_the_browser(client: httpx.Client) -> None:
    answer = ask(client, "/view/topics?language=fr", **{"Accept-Language": "id"})
    assert answer.status_code == 400
    assert "&#39;fr&#39; bukan bahasa graf ini" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/view/state/{}",
        "/view/{}",
        "/{}",
        "/view/state?state={}",
        "/view/states?on={}",
        "/view/topics?language={}",
        "/view/binding?state=SAU&instrument={}",
        "/view/paths?source=SAU&target={}",
        "/view/search?q=a&kind={}",
        "/view/paths?source=SAU&most={}",
        "/view/corridor?origin=IDN&destination=SAU&worker={}",
        "/id/state/{}",
        "/data/{}.html",
        "/view/chart/{}",
        "/version/0123456789abcdef/{}",
        "/api/states/{}/duties?{}={}",
    ],
)
def test_a_hostile_address_becomes_text(client: httpx.Client, address: str) -> None:
    answer = ask(client, address.replace("{}", quote(HOSTILE, safe="")))
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert not re.search(r'"\s*onerror', answer.text)


@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example", "/%5Cevil.example", "/version/0123456789abcdef//evil.example"])
def test_no_link_leads_to_another_host(site: str, client: httpx.Client, path: str) -> None:
    """The address of the page stands in the switch of languages: ``//host`` there would be another host's."""
    request = client.build_request("GET", site, headers={"Accept": BROWSER})
    request.url = httpx.URL(site).copy_with(raw_path=path.encode())
    page = client.send(request).text
    links = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    assert links
    own = ("https://creativecommons.org/", "data:,", "#")
    assert all(link.startswith(own) or re.match(r"/(?![/\\])", link) for link in links)


def test_an_old_permalink_leads_to_the_same_page_of_today(client: httpx.Client) -> None:
    page = ask(client, "/version/0123456789abcdef/view/state?state=IDN&on=2020-01-01").text
    links = [html.unescape(link) for link in re.findall(r'href="(/version/[^"]*)"', main_of(page))]
    assert [re.sub("[0-9a-f]{16}", "…", link) for link in links] == ["/version/…/view/state?state=IDN&on=2020-01-01"]
    assert ask(client, links[0]).status_code == 200


def test_a_method_that_is_not_served_names_those_that_are_on_a_page_too(client: httpx.Client) -> None:
    answer = client.post("/view/topics", headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert "does not take POST" in answer.text


def test_where_a_hint_is_no_page_it_is_told_as_text(client: httpx.Client) -> None:
    answer = ask(client, "/api/what-if?state=MYS&instrument=icrmw&kind=ratifcation&date=2027-01-01")
    assert answer.status_code == 400
    assert "ratification" in main_of(answer.text)
    told = client.get("/api/what-if?state=MYS&instrument=icrmw&kind=ratifcation&date=2027-01-01")
    assert json.loads(told.text)["detail"].endswith("; did you mean ratification?")
