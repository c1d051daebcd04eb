"""The pages that people read: they answer the question asked, and text from outside stays text."""

from __future__ import annotations

import asyncio
import html
import json
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from servanda.api.app import create_app
from servanda.api.settings import Settings
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
    assert "Was Saudi Arabia bound by ilo-c029 on 2023-01-01?" in page
    assert "<strong>Yes.</strong> Bound since 1979-06-15." in page
    assert "<ol><li>" in page
    link = re.search(r'<a href="(/api/[^"]*)">JSON</a>', page)
    assert link is not None
    assert client.get(html.unescape(link[1])).json()["answer"]["status"] == "bound"
    no = client.get("/view/binding?state=SAU&instrument=icrmw&on=2023-01-01").text
    assert "<strong>No.</strong> No act recorded as of 2026-02-03." in no


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
    ],
)
def test_parameters_never_become_markup(client: httpx.Client, address: str) -> None:
    response = client.get(address.format(quote(HOSTILE, safe="")))
    assert response.status_code in {303, 400, 404}
    if response.content:
        assert response.headers["content-type"] == "application/problem+json"
        assert HOSTILE not in response.headers.get("location", "")


@pytest.fixture
def hostile(tmp_path: Path, built_home: Path) -> FastAPI:
    """A service whose graph holds markup wherever a source's text could bring it in."""
    ontology, base = "https://w3id.org/servanda/ontology#", "https://w3id.org/servanda/id/"
    text = json.dumps(HOSTILE)
    state, instrument, act, source = (f"<{base}{name}>" for name in ("state/BAD", "instrument/bad", "action/bad", "source/bad"))
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    dct = "http://purl.org/dc/terms/"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    triples = [
        f"{state} {a} <{ontology}State>",
        f"{state} {label} {text}@en",
        f'{state} <http://www.w3.org/2004/02/skos/core#notation> "BAD"',
        f"{state} <{ontology}remark> {text}",
        f"{state} <http://www.w3.org/2002/07/owl#sameAs> <javascript:alert(3)>",
        f"{instrument} {a} <{ontology}Instrument>",
        f"{instrument} {label} {text}@en",
        f"{act} <{ontology}actor> {state}",
        f"{act} <{ontology}instrument> {instrument}",
        f"{act} <{dct}type> <{ontology}Signature>",
        f"{act} <http://www.w3.org/ns/prov#wasDerivedFrom> {source}",
        f"{act} <{ontology}sourcePlace> {text}",
        f"{source} <{dct}title> {text}@en",
    ]
    graph = "<https://w3id.org/servanda/graph/source/bad>"
    (tmp_path / "graph.nq").write_text("".join(f"{triple} {graph} .\n" for triple in triples), encoding="utf-8")
    (tmp_path / "manifest.json").write_bytes((built_home / "manifest.json").read_bytes())
    return create_app(Settings(home=tmp_path, host="127.0.0.1", port=0, engine="", deadline=5.0, workers=1))


@pytest.mark.parametrize(
    "address", ["/data/state/BAD.html", "/view/binding?state=BAD&instrument=bad&on=2023-01-01", "/view/paths?source=BAD&on=2023-01-01"]
)
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
