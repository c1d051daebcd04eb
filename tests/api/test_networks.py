"""Networks as pages, files and JSON, from both doors."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import networkx as nx
import pytest
from bs4 import BeautifulSoup

ON = "on=2023-01-01"
ADDRESSES = {
    "paths": "source=SAU&target=topic/forced-labour",
    "neighbourhood": "state=IDN",
    "structure": "instrument=ilo-c189",
    "matches": "instrument=ilo-c189&other=icrmw",
    "corridor-network": "origin=IDN&destination=SAU&worker=domestic-worker&topic=wages",
}
COMMANDS = {
    "paths": ("SAU", "topic/forced-labour"),
    "neighbourhood": ("IDN",),
    "structure": ("ilo-c189",),
    "matches": ("ilo-c189", "icrmw"),
    "corridor": ("IDN", "SAU", "--worker", "domestic-worker", "--topic", "wages"),
}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_has_its_picture_its_tables_and_every_file(client: httpx.Client, name: str, language: str) -> None:
    answer = client.get(f"/view/{name}?{ADDRESSES[name]}&{ON}&language={language}")
    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "lxml")
    assert page.html is not None
    assert page.html["lang"] == language
    scripts = [str(script["src"]) for script in page.select("script[src]")]
    assert len(scripts) == 2
    assert all(client.get(script).headers["content-type"].startswith("text/javascript") for script in scripts)
    links = {link.get_text(): str(link["href"]) for link in page.select(".tools a[href]")}
    assert {"JSON", "CSV", "SVG", "PNG", "GraphML", "GEXF"} <= set(links)
    facts = client.get(links["JSON"]).json()
    assert facts["data_version"] in page.get_text()
    assert len(page.select("#edges tbody tr")) == len(facts["answer"]["edges"]) == len(client.get(links["CSV"]).text.splitlines()) - 1
    found = nx.read_graphml(io.BytesIO(client.get(links["GraphML"]).content))
    assert set(found) == {node["id"] for node in facts["answer"]["nodes"]}
    assert client.get(links["SVG"]).text.startswith("<svg ")
    assert all(str(link["href"]).startswith(("/", "https://w3id.org/", "http")) for link in page.select("#nodes a[href]"))
    assert page.select("#nodes a[href^='/']"), "cards lead to pages of this service"


def test_numbers_of_pictures_are_those_of_the_api(client: httpx.Client) -> None:
    duties = client.get(f"/api/states/SAU/duties?topic=forced-labour&{ON}").json()["answer"]
    drawn = client.get(f"/api/networks/paths?{ADDRESSES['paths']}&{ON}&most=1000").json()["answer"]
    listed = {duty["obligation"] for duty in (duties if isinstance(duties, list) else duties["duties"]) if duty["certain"]}
    assert {node["id"] for node in drawn["nodes"] if node["kind"] == "obligation"} == listed
    profile = client.get(f"/api/states/IDN/profile?{ON}").json()["answer"]
    around = client.get(f"/api/networks/neighbourhood?state=IDN&{ON}").json()["answer"]
    assert {node["label"] for node in around["nodes"] if node["kind"] == "topic"} == {
        f"{topic['label']}: {topic['duties']}" for topic in profile["topics"]
    }
    corridor = client.get(f"/api/corridors/IDN/SAU?worker=domestic-worker&topic=wages&{ON}").json()["answer"]
    sides = client.get(f"/api/networks/corridor-network?{ADDRESSES['corridor-network']}&{ON}").json()["answer"]
    assert sum(node["kind"] == "obligation" for node in sides["nodes"]) == corridor["topics"][0]["obligations"]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/view/paths.pdf?source=SAU", 404, "'pdf' is no format of a network"),
        ("/view/structure?instrument=icrmv", 404, "did you mean"),
        ("/view/matches?instrument=icrmw", 400, "other"),
        ("/view/neighbourhood?state=ZZZ", 404, "there is no state 'ZZZ'"),
    ],
)
def test_what_is_wrong_is_said(client: httpx.Client, address: str, status: int, sentence: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]


def test_all_networks_can_be_asked_for_from_one_page(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/view/networks").text, "lxml")
    assert [str(form["action"]) for form in page.select("main form")] == [f"/view/{name}" for name in ADDRESSES]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_shell_writes_each_network_as_one_file(servanda: Callable[..., Any], name: str) -> None:
    ran = servanda("view", *COMMANDS[name], "--picture", name, "--on", "2023-01-01")
    assert ran.status == 0, ran.err
    page = BeautifulSoup(Path(f"{name}.html").read_text(encoding="utf-8"), "lxml")
    assert page.select("#edges tbody tr")
    assert page.select("link[href]:not([href^='data:']), [src], iframe, object") == []
    assert servanda("view", *COMMANDS[name], "--picture", name, "--on", "2023-01-01", "--out", f"{name}.gexf").status == 0
    assert nx.read_gexf(f"{name}.gexf").number_of_edges() == len(page.select("#edges tbody tr"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("icrmw --picture matches", "the picture matches needs two things: servanda view INSTRUMENT OTHER"),
        ("IDN SAU --picture neighbourhood", "the picture neighbourhood is of one thing"),
        ("SAU --out sau.docx", "sau.docx tells no format: let it end in .html, .svg"),
    ],
)
def test_the_shell_says_what_is_missing(servanda: Callable[..., Any], words: str, sentence: str) -> None:
    ran = servanda("view", *words.split())
    assert ran.status != 0
    assert sentence in ran.err
