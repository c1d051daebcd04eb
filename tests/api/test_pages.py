"""The pages that people read: they answer the question asked, and text from outside stays text."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI

from servanda.graph.build import read_manifest

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
PAGES = [
    "/",
    "/view/binding?state=SAU&instrument=ilo-c029&on=2023-01-01",
    "/view/paths?source=SAU&target=topic/forced-labour&on=2023-01-01",
    "/docs",
    "/data/state/SAU.html",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_a_title_and_a_language_and_loads_nothing_from_elsewhere(client: httpx.Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert re.search(r"<title>[^<]+</title>", response.text)
    if address != "/docs":
        assert re.search(r'<html lang="en"', response.text)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//[^"'>]+\.(?:js|css|woff2?|png|svg)""", response.text)
    assert not re.search(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=[\"']?(?:https?:)?//", response.text)


def test_the_first_page_tells_what_is_in_the_graph_and_leads_to_answers(client: httpx.Client, built_home: Path) -> None:
    page = client.get("/").text
    manifest = read_manifest(built_home)
    assert f"{manifest.acts:,} acts" in page
    assert manifest.version in page
    links = {html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', page)}
    assert len(links) > 8
    for link in links:
        response = client.get(link, follow_redirects=True)
        assert response.status_code == 200, link


def test_the_query_on_the_first_page_answers(client: httpx.Client) -> None:
    page = client.get("/").text
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    response = client.get("/sparql", params={"query": html.unescape(found[1])}, headers={"Accept": "text/csv"})
    assert response.status_code == 200, response.text
    assert "https://w3id.org/servanda/id/instrument/ilo-p029" in response.text


def test_the_page_of_a_binding_answer_says_yes_and_why(client: httpx.Client) -> None:
    page = client.get(PAGES[1]).text
    assert "Was Saudi Arabia bound by C029 Forced Labour on 2023-01-01?" in page
    assert '">Yes.</strong> Bound since 1979-06-15.' in page
    assert '<ol class="steps"><li>' in page
    link = re.search(r'<a href="(/api/[^"]*)">JSON</a>', page)
    assert link is not None
    assert client.get(html.unescape(link[1])).json()["answer"]["status"] == "bound"
    no = client.get("/view/binding?state=SAU&instrument=icrmw&on=2023-01-01").text
    assert '">No.</strong> No act recorded as of 2026-02-03.' in no


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("state", "instrument", "day"), [("SAU", "ilo-c029", "1970-01-01"), ("USA", "crc", "2020-01-01"), ("XKX", "ilo-c189", "2020-01-01")]
)
def test_every_kind_of_answer_has_a_page(client: httpx.Client, state: str, instrument: str, day: str, language: str) -> None:
    code = {"XKX": "x-kosovo"}.get(state, state)
    asked = {"state": code, "instrument": instrument, "on": day, "language": language}
    page = client.get("/view/binding", params=asked)
    assert page.status_code == 200, page.text
    answer = client.get(f"/api/states/{code}/binding/{instrument}", params={"on": day, "language": language}).json()["answer"]
    assert html.escape(answer["reason"], quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/view/binding?state={}&instrument=icrmw",
        "/view/binding?state=SAU&instrument={}",
        "/view/binding?state=SAU&instrument=icrmw&on={}",
        "/view/binding?state=SAU&instrument=icrmw&language={}",
        "/view/paths?source={}",
        "/view/paths?source=SAU&target={}",
        "/view/paths?source=SAU&target=topic/{}",
        "/data/{}.html",
        "/id/{}",
        "/view/instrument?instrument={}",
        "/view/instrument?instrument=icrmw&other={}",
        "/view/provision?provision={}",
        "/view/obligation?obligation={}",
        "/view/topic?topic={}",
        "/view/right?right={}",
        "/view/body?body={}",
        "/view/claim?claim={}",
        "/view/claims?state={}",
        "/view/claims?from={}",
        "/view/search?q=a&kind={}",
        "/view/states?on={}",
        "/view/topics?language={}",
    ],
)
def test_parameters_never_become_markup(client: httpx.Client, address: str) -> None:
    response = client.get(address.format(quote(HOSTILE, safe="")))
    assert response.status_code in {303, 400, 404}
    if response.content:
        assert response.headers["content-type"] == "application/problem+json"
        assert HOSTILE not in response.headers.get("location", "")


HOSTILE_PAGES = [
    "/",
    "/data/state/BAD.html",
    "/view/binding?state=BAD&instrument=bad&on=2023-01-01",
    "/view/paths?source=BAD&on=2023-01-01",
    "/view/states?on=2023-01-01",
    "/view/instruments?on=2023-01-01",
    "/view/instrument?instrument=bad&on=2023-01-01",
    "/view/provision?provision=bad/1&on=2023-01-01",
    "/view/obligation?obligation=bad-1&on=2023-01-01",
    "/view/search?q=script+alert",
    "/view/claims?state=BAD",
    "/view/claim?claim=bad/one",
    "/view/body?body=bad",
]


@pytest.mark.parametrize("address", HOSTILE_PAGES)
def test_text_of_the_graph_never_becomes_markup(hostile: FastAPI, address: str) -> None:
    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(hostile), base_url="http://test") as client:
            return await client.get(address)

    response = asyncio.run(send())
    assert response.status_code == 200, response.text
    assert "alert(1)" in response.text, "the text itself is shown"
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert not re.search(r"""href=["']?javascript:""", response.text)
    if "claim" in address:
        assert "date not recorded" in response.text or "2019" not in response.text


def test_what_is_searched_for_is_shown_as_text(client: httpx.Client) -> None:
    page = client.get("/view/search", params={"q": HOSTILE}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Nothing here is called so" in page


# --- the reader -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("id", "id"),
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("in;q=0.9, en;q=0.5", "id"),
        ("de, id;q=0.4", "id"),
        ("de", "en"),
        ("id;q=0, en", "en"),
        ("en;q=0.5, id;q=0.5", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_at_first_the_browser_chooses_the_language(client: httpx.Client, accepted: str, language: str) -> None:
    response = client.get("/view/topics", headers={"Accept-Language": accepted})
    assert f'<html lang="{language}">' in response.text
    assert response.headers["vary"].find("Accept-Language") >= 0
    assert response.headers["content-language"] == language


def test_the_reader_chooses_the_language_and_links_keep_it(client: httpx.Client) -> None:
    page = client.get("/view/instrument?instrument=icrmw&on=2023-01-01&language=id", headers={"Accept-Language": "en"}).text
    assert '<html lang="id">' in page
    assert "Konvensi Internasional mengenai Perlindungan Hak-Hak Seluruh Pekerja Migran" in page
    links = {html.unescape(link) for link in re.findall(r'href="(/view/[^"]*)"', page)}
    other = [link for link in links if "language=en" in link]
    assert other == ["/view/instrument?instrument=icrmw&on=2023-01-01&language=en"], "only the switch leads to the other language"
    assert all("language=" in link for link in links)


def test_an_embedded_page_has_no_header_and_no_tools(client: httpx.Client) -> None:
    page = client.get("/view/topic?topic=wages&embed=1").text
    assert "<header" not in page
    assert 'class="tools"' not in page
    assert 'target="_top"' in page


# --- tools ------------------------------------------------------------------------------------------------------------------------


def test_the_tools_of_a_page_lead_where_they_say(client: httpx.Client, built_home: Path) -> None:
    page = client.get("/view/instrument?instrument=icrmw&on=2023-01-01").text
    version = read_manifest(built_home).version
    permalink = html.unescape(re.findall(r'rel="bookmark" href="([^"]*)"', page)[0])
    assert f"/version/{version}/view/instrument?" in permalink
    assert "on=2023-01-01" in permalink
    csv = html.unescape(re.findall(r'<a href="([^"]*)">CSV</a>', page)[0])
    rows = client.get(csv)
    assert rows.headers["content-type"].startswith("text/csv")
    parties = client.get("/api/instruments/icrmw/parties?on=2023-01-01").json()["answer"]["parties"]
    assert len(rows.text.strip().splitlines()) - 1 == len(parties)
    assert '<input type="date" name="on" value="2023-01-01" required>' in page
    assert "&lt;iframe src=" in page
    assert "application/x-research-info-systems" in page


def test_a_question_as_csv_says_what_is_wrong(client: httpx.Client) -> None:
    assert "there is no question 'nothing'" in client.get("/api/questions/nothing.csv").json()["detail"]
    assert "there is no instrument 'icr'" in client.get("/api/questions/parties_on.csv?instrument=icr").json()["detail"]
    assert "has no parameter 'colour'" in client.get("/api/questions/parties_on.csv?colour=red").json()["detail"]


# --- search -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kind", "thing"),
    [
        ("Indonesia", "state", "state/IDN"),
        ("индонезия", "state", "state/IDN"),
        ("cote divoire", None, None),
        ("Cote d'Ivoire", "state", "state/CIV"),
        ("sau", "state", "state/SAU"),
        ("C189", "instrument", "instrument/ilo-c189"),
        ("konvensi pekerja migran", "instrument", "instrument/icrmw"),
        ("icrmw 21", "provision", "provision/icrmw/21"),
        ("upah", "topic", "topic/wages"),
        ("upah yang adil", "right", "right/just-remuneration"),
        ("no destruction of passports", "obligation", "obligation/icrmw-21--3"),
        ("komite menentang penyiksaan", "body", "body/cat"),
        ("law 18 of 2017", "measure", "measure/idn-law-18-2017"),
        ("indonesia", "case-study", "case-study/indonesia"),
        ("supervision of qatar forced labour change of employer", "claim", "report/normlex_supervision/ceacr-qat-c029-4022593"),
    ],
)
def test_a_thing_is_found_by_what_it_is_called_in_either_language(
    client: httpx.Client, query: str, kind: str | None, thing: str | None
) -> None:
    groups = client.get("/api/search", params={"q": query}).json()["answer"]["groups"]
    if kind is None:
        assert groups == []
        return
    found = next(group for group in groups if group["kind"] == kind)
    assert f"https://w3id.org/servanda/id/{thing}" in [each["thing"] for each in found["found"]]


def test_what_is_called_exactly_so_comes_first(client: httpx.Client) -> None:
    answer = client.get("/api/search?q=wages").json()["answer"]
    assert answer["groups"][0]["found"][0] == {
        "thing": "https://w3id.org/servanda/id/topic/wages",
        "kind": "topic",
        "name": "wages",
        "detail": "",
    }
    assert client.get("/api/search?q=wags").json()["answer"] == {"query": "wags", "groups": [], "close": ["wages", "was"]}


# --- what the pages say -----------------------------------------------------------------------------------------------------------


def test_the_page_of_an_obligation_tells_who_was_bound_as_the_explanation_does(client: httpx.Client) -> None:
    page = client.get("/view/obligation?obligation=ilo-c029-1-1&on=2023-01-01").text
    groups = re.findall(r'<span class="status (\w+)">.*?<ul class="columns">(.*?)</ul>', page, re.DOTALL)
    told = {code: status for status, states in groups for code in re.findall(r"state=([A-Za-z-]+)&", html.unescape(states))}
    for state in ("SAU", "USA", "IDN", "CHN", "QAT"):
        asked = {"state": state, "target": "obligation/ilo-c029-1-1", "on": "2023-01-01"}
        answer = client.get("/api/explain", params=asked).json()["answer"]
        assert told[state] == ("limited" if answer["limited"] else answer["status"]), state


def test_a_claim_is_told_as_a_claim_with_what_bound_its_state(client: httpx.Client) -> None:
    page = client.get("/view/claim?claim=normlex_supervision/ceacr-qat-c029-4022593").text
    for text in ("This is a claim", "Claimed by", "Committee of Experts", "concern expressed", "reply not known", "likely reliable"):
        assert text in page
    assert page.count('<span class="status bound">') == 5
    assert "https://normlex.ilo.org/" in page


def test_the_page_of_claims_counts_the_kinds_apart_as_the_api_does(client: httpx.Client) -> None:
    asked = {"state": "QAT", "topic": ""}
    counts = client.get("/api/reports?state=QAT").json()["answer"]["counts"]
    page = client.get("/view/claims", params=asked).text
    for name, number in counts.items():
        word = {"supervision": "Supervision", "complaint": "Complaints", "recommendation": "Recommendations"}[name]
        assert f"{word}: <strong>{number}</strong>" in page


def test_where_nothing_is_recorded_the_page_leads_to_what_is(client: httpx.Client) -> None:
    """No claim here says that Qatar owed wages: the page counts what there is about Qatar, about wages, and says what bound it."""
    asked = {"state": "QAT", "topic": "wages", "language": "en"}
    assert sum(client.get("/api/reports", params=asked).json()["answer"]["counts"].values()) == 0
    page = BeautifulSoup(client.get("/view/claims", params=asked).text, "html.parser")
    for name, words in (("state", "All claims about Qatar: {}"), ("topic", "All claims about wages, of any state: {}")):
        counts = client.get("/api/reports", params={name: asked[name]}).json()["answer"]["counts"]
        assert any(counts.values())
        told = f"Supervision {counts['supervision']}, Complaints {counts['complaint']}, Recommendations {counts['recommendation']}"
        assert page.find("a", string=words.format(told)) is not None, "the three kinds are never added up"
    link = page.find("a", string="What bound Qatar on wages, by which acts and articles")
    assert link is not None
    assert client.get(str(link["href"])).status_code == 200


def test_the_lists_count_as_the_api_does(client: httpx.Client) -> None:
    page = client.get("/view/instruments?on=2023-01-01").text
    icrmw = next(each for each in client.get("/api/instruments?on=2023-01-01").json()["answer"] if each["instrument"].endswith("/icrmw"))
    row = page[page.index("/view/instrument?instrument=icrmw&") :]
    assert f'<td class="number">{icrmw["parties"]}</td>' in row[: row.index("</tr>")]
    states = client.get("/view/states?on=2023-01-01").text
    bound = {
        each["instrument"] for each in client.get("/api/states/IDN/profile?on=2023-01-01").json()["answer"]["bound"] if each["certain"]
    }
    row = states[states.index("/view/state?state=IDN&") :]
    assert f'<td class="number">{len(bound)}</td>' in row[: row.index("</tr>")]


def test_the_page_of_an_obligation_lists_the_claims_that_name_it_or_its_provision_and_no_others(client: httpx.Client) -> None:
    page = client.get("/view/obligation?obligation=ilo-c029-1-1").text
    shown = {html.unescape(each) for each in re.findall(r'href="/view/claim\?claim=([^"&]*)&', page)}
    assert "normlex_supervision/ceacr-qat-c029-4022593" in shown
    for name in sorted(shown)[:5]:
        named = [
            each["value"]
            for each in client.get(f"/api/reports/{name}").json()["answer"]["assertion"]
            if each["predicate"].endswith("#concerns")
        ]
        places = ("obligation/ilo-c029-1-1", "provision/ilo-c029/1/1", "provision/ilo-c029/1")
        assert {f"https://w3id.org/servanda/id/{place}" for place in places} & set(named), name
