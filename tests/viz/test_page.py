"""The page of a network, read as HTML."""

from __future__ import annotations

import json
import re
from pathlib import Path

import networkx as nx
import pytest
from bs4 import BeautifulSoup, Tag

from servanda.viz.browser_files import policy_hash
from servanda.viz.drawing import NetworkIncomplete
from servanda.viz.npm_files import AssetsMissing
from servanda.viz.page import network_page
from servanda.viz.texts import UnsupportedLanguage

pytestmark = pytest.mark.usefixtures("small_library")

MARKUP = "</script><script>alert(1)</script>\"'\\"


def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def one(page: str, selector: str) -> Tag:
    found = soup(page).select_one(selector)
    assert found is not None, f"the page has no {selector}"
    return found


def rows(page: str, table: str) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in soup(page).select(f"{table} tbody tr")]


def picture_data(page: str) -> dict[str, list[dict[str, object]]]:
    return json.loads(one(page, "#network-data").get_text())


def first(network: nx.MultiDiGraph[str], kind: str) -> str:
    return next(iri for iri, found in network.nodes(data="kind") if found == kind)


def test_the_page_tells_what_it_shows(network: nx.MultiDiGraph[str]) -> None:
    page = network_page(network)
    assert one(page, "html")["lang"] == "en"
    assert one(page, "title").get_text() == one(page, "h1").get_text() == "Saudi Arabia and forced labour"
    assert one(page, ".question").get_text().startswith("By which acts does Saudi Arabia owe duties")
    assert one(page, ".facts").get_text(" ", strip=True) == "State of things on 2026-11-22 Data version 0.1.0"
    assert "Nothing was left out" in one(page, ".left-out").get_text()
    assert one(page, "pre code").get_text() == network.graph["sparql"]


def test_the_query_can_be_run_from_the_page(network: nx.MultiDiGraph[str]) -> None:
    link = one(network_page(network, endpoint="https://example.org/sparql"), "#sparql-heading + p a")["href"]
    assert str(link).startswith("https://example.org/sparql?query=SELECT%20%3Fduty%20WHERE%20%7B%0A")


def test_what_was_cut_is_said(network: nx.MultiDiGraph[str]) -> None:
    network.graph["left_out"] = "Forty more obligations were left out."
    page = network_page(network)
    assert one(page, ".left-out").get_text() == "Forty more obligations were left out."
    assert "Nothing was left out" not in page


def test_the_tables_hold_every_node_and_every_edge(network: nx.MultiDiGraph[str]) -> None:
    page = network_page(network)
    nodes, edges = rows(page, "#nodes"), rows(page, "#edges")
    assert len(nodes) == len(network) == 28
    assert {row[3] for row in nodes} == set(network)
    assert len(edges) == network.number_of_edges() == 34
    assert edges[0][:6] == [
        "Saudi Arabia",
        "ratified in 1978",
        "Ratification, 1978",
        "1978",
        "ILO conventions, ratifications by country",
        "2026-06-09",
    ]
    assert edges[0][6] == "sv:actor (read backwards)"
    for table in soup(page).select("table"):
        assert table.select_one("caption") is not None
        assert all(cell["scope"] == "col" for cell in table.select("thead th"))
        assert all(row.select_one('th[scope="row"]') for row in table.select("tbody tr"))
        assert table.parent is not None
        assert table.parent["tabindex"] == "0"


def test_the_picture_holds_every_node_and_one_arrow_a_pair(network: nx.MultiDiGraph[str]) -> None:
    start, end = first(network, "state"), first(network, "act")
    again = dict(network.get_edge_data(start, end)[0], relation="ratified, says another source", source="Another source")
    network.add_edge(start, end, **again)
    page = network_page(network)
    data = picture_data(page)
    assert len(data["nodes"]) == 28
    assert len(data["edges"]) == 34
    assert len(rows(page, "#edges")) == 35
    assert any("ratified in 1978" in str(edge["title"]) and "another source" in str(edge["title"]) for edge in data["edges"])


def test_every_kind_in_the_picture_is_in_the_legend_with_symbol_and_word(network: nx.MultiDiGraph[str]) -> None:
    legend = soup(network_page(network)).select(".legend li")
    assert [found.get_text() for entry in legend for found in entry.select("strong")] == [
        *("State", "Act", "Bound period", "Instrument", "Provision", "Obligation", "Right"),
    ]
    assert len({entry.select_one("polygon")["points"] for entry in legend}) == 7  # type: ignore[index]


def test_nothing_is_fetched_from_anywhere(network: nx.MultiDiGraph[str]) -> None:
    page = soup(network_page(network))
    assert page.select("link[href]:not([href^='data:']), [src], [srcset], [action], [poster], iframe, object, embed, base, form") == []
    assert [meta for meta in page.select("meta[http-equiv]") if str(meta["http-equiv"]).lower() == "refresh"] == []
    for style in page.select("style"):
        assert not re.search(r"@import|url\(", style.get_text())
    assert [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs) or "style" in tag.attrs] == []


def test_the_policy_lets_in_the_scripts_of_the_page_and_no_other(network: nx.MultiDiGraph[str]) -> None:
    page = network_page(network)
    policy = str(one(page, 'meta[http-equiv="Content-Security-Policy"]')["content"])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    scripts = soup(page).select("script:not([type])")
    assert rules["script-src"].split() == [policy_hash(script.get_text()) for script in scripts]
    assert policy_hash(one(page, "style").get_text()) in rules["style-src"].split()


@pytest.mark.parametrize(
    "label", [MARKUP, "a" * 500, "عربي: اتفاقية العمل الجبري", "one\u2028two", "{{ 7 * 7 }} {% raw %}", "&amp;<!--", "\u202eevil"]
)
def test_a_label_from_elsewhere_is_text_and_nothing_else(network: nx.MultiDiGraph[str], label: str) -> None:
    scripts = len(soup(network_page(network)).select("script"))
    for iri, kind in network.nodes(data="kind"):
        if kind == "obligation":
            network.nodes[iri].update(label=label, detail=label)
    network.graph.update(title=label, question=label, left_out=label, version=label, sparql=label)
    page = network_page(network)
    shown = " ".join(label.split())
    assert len(soup(page).select("script")) == scripts
    assert one(page, "title").get_text() == shown
    assert [row[1] for row in rows(page, "#nodes") if row[0] == "Obligation"] == [shown] * 9
    assert all(len(str(node["label"])) <= 120 for node in picture_data(page)["nodes"])
    assert "\u2028" not in page.split("</table>")[-1].split('id="network-data">')[1]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", " javascript:alert(1)", "java\nscript:alert(1)", "x\\y", ""]
)
def test_a_click_leads_nowhere_but_to_pages(network: nx.MultiDiGraph[str], url: str) -> None:
    state = first(network, "state")
    network.nodes[state]["url"] = url
    page = network_page(network)
    assert picture_data(page)["nodes"][0]["url"] == ""
    assert soup(page).select("#nodes tbody tr:first-child a") == []


@pytest.mark.parametrize(
    "url", ["/id/state/SAU", "state/SAU?on=2026-11-22#top", "https://w3id.org/servanda/id/state/SAU", "http://localhost:8000/"]
)
def test_a_click_leads_to_the_page_of_a_card(network: nx.MultiDiGraph[str], url: str) -> None:
    state = first(network, "state")
    network.nodes[state]["url"] = url
    page = network_page(network)
    assert picture_data(page)["nodes"][0]["url"] == url
    assert one(page, "#nodes tbody tr:first-child a")["href"] == url


def test_the_same_network_is_the_same_page_however_it_was_built(network: nx.MultiDiGraph[str]) -> None:
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert network_page(network) == network_page(network) == network_page(turned)


def test_the_page_speaks_indonesian_and_marks_what_does_not(network: nx.MultiDiGraph[str]) -> None:
    page = network_page(network, language="id")
    assert one(page, "html")["lang"] == "id"
    assert one(page, "h1")["lang"] == "en"
    assert one(page, "#nodes thead th").get_text() == "Jenis"
    assert {row[0] for row in rows(page, "#nodes")} == {"Negara", "Tindakan", "Masa terikat", "Instrumen", "Ketentuan", "Kewajiban", "Hak"}


def test_a_language_without_texts_is_refused(network: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(UnsupportedLanguage, match="no texts in 'tlh'; there are texts in en, id"):
        network_page(network, language="tlh")


def test_an_answer_without_a_path_is_a_sentence_and_no_canvas(empty: nx.MultiDiGraph[str]) -> None:
    page = network_page(empty)
    assert "Nothing was found" in one(page, ".no-path").get_text()
    assert "Tidak ditemukan apa pun" in one(network_page(empty, language="id"), ".no-path").get_text()
    assert soup(page).select("script, table, #picture") == []
    assert one(page, "pre code").get_text() == empty.graph["sparql"]


@pytest.mark.parametrize(("lost", "told"), [("label", "no text 'label'"), ("kind", "no text 'kind'")])
def test_a_node_that_lacks_something_is_named(network: nx.MultiDiGraph[str], lost: str, told: str) -> None:
    state = first(network, "state")
    del network.nodes[state][lost]
    with pytest.raises(NetworkIncomplete, match=f"state/SAU has {told}"):
        network_page(network)


def test_a_kind_that_nobody_knows_is_refused(network: nx.MultiDiGraph[str]) -> None:
    network.nodes[first(network, "state")]["kind"] = "planet"
    with pytest.raises(NetworkIncomplete, match="state/SAU: kind 'planet' is none of state, group, act"):
        network_page(network)


def test_an_edge_must_be_about_the_nodes_it_joins(network: nx.MultiDiGraph[str]) -> None:
    start, end, attributes = next(iter(network.edges(data=True)))
    attributes["subject"] = "https://example.org/other"
    with pytest.raises(NetworkIncomplete, match=f"edge from {start} to {end}: its triple is about https://example.org/other"):
        network_page(network)


def test_without_the_drawing_library_the_error_says_what_to_do(network: nx.MultiDiGraph[str], small_library: Path) -> None:
    (small_library / "vis-network.min.js").unlink()
    with pytest.raises(AssetsMissing, match=r"^viz/assets/vis-network\.min\.js is missing: run `make setup`"):
        network_page(network)
