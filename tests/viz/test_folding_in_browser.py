"""Folding, choosing and sorting in a real browser, by mouse and by keyboard; and what a checker of accessibility says."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from servanda.viz.page import network_page

OpenBrowser = Callable[[int, int], Any]

COUNTED = 'return document.getElementById("counted").textContent'
#: The middle of the button that folds the card with this label, on the screen.
BUTTON = """
const box = document.getElementById("picture"); box.scrollIntoView();
const data = JSON.parse(document.getElementById("network-data").textContent);
const node = data.nodes.find(n => n.label === arguments[0]);
const scale = Math.min(box.clientWidth / data.plans.wide.width, 1.15);
const [left, top] = data.first.wide[node.id]; const corner = box.getBoundingClientRect();
const inset = (box.clientWidth - data.plans.wide.width * scale) / 2;
return [corner.left + box.clientLeft + inset + scale * (left + node.wide.width - 20), corner.top + box.clientTop + scale * (top + 13)];
"""
AXE = """
return axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
  .then(found => found.violations.map(each => each.id + ": " + each.nodes.map(node => node.target.join(" ")).join(", ")));
"""
DOWN, SPACE = "\ue015", " "


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    """The script of axe-core."""
    script = root / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        sentence = "axe-core is not there: run `make setup`, which fetches it with npm"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    return script.read_text(encoding="utf-8")


def test_cards_are_folded_chosen_and_tables_sorted(parts: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    browser = open_browser(1280, 850)
    address = browser.show(network_page(parts))
    assert browser.run('return document.getElementById("picture").dataset.arrangement') == "shelves"
    assert browser.run(COUNTED) == "15 of 39 cards are shown."

    browser.pointer(*browser.run(BUTTON, "art 2 of i: wages and other things"))  # by mouse: unfold one article
    browser.run("return new Promise(done => setTimeout(done, 400))")
    assert browser.run(COUNTED) == "17 of 39 cards are shown."

    browser.run('document.getElementById("picture").focus()')
    browser.press(DOWN, SPACE)  # by keys: to the first card, the instrument, and fold it
    assert browser.run(COUNTED) == "1 of 39 cards are shown."
    assert browser.run('return document.getElementById("said").textContent') == "Instrument: A convention. Folded, 2 under it"
    browser.press(SPACE, DOWN)
    assert browser.run('return document.getElementById("said").textContent') == "Provision: part I. Unfolded, 6 under it"

    browser.run('document.getElementById("unfold").click()')
    assert browser.run(COUNTED) == "39 of 39 cards are shown."
    browser.run('const pick = document.getElementById("topic"); pick.value = "1"; pick.dispatchEvent(new Event("change"))')  # wages
    assert browser.run(COUNTED) == "27 of 39 cards are shown."
    browser.run('document.querySelector("[data-kind=provision]").click()')
    assert browser.run(COUNTED) == "13 of 39 cards are shown."
    browser.run('document.getElementById("arrows-all").click()')

    names = 'return Array.from(document.querySelectorAll("#nodes tbody th"), cell => cell.textContent)'
    browser.run('document.querySelectorAll("#nodes button.sort")[1].click()')
    assert browser.run(names)[0] == "A convention"
    browser.run('document.querySelectorAll("#nodes button.sort")[1].click()')
    assert browser.run(names)[0] == "part II"
    assert browser.run('return document.querySelectorAll("#nodes th")[1].getAttribute("aria-sort")') == "descending"
    assert browser.errors() == []  # among them: places that differ from those of the server
    assert browser.requests() == [address]


def test_a_kind_that_is_switched_off_is_passed_by(network: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    browser = open_browser(1280, 850)
    browser.show(network_page(network))
    assert browser.run(COUNTED) == "28 of 28 cards are shown."
    browser.run('document.querySelector("[data-kind=provision]").click(); document.querySelector("[data-kind=binding]").click()')
    assert browser.run(COUNTED) == "18 of 28 cards are shown."
    browser.run('document.getElementById("fold").click()')  # what stands under the acts
    assert browser.run(COUNTED) == "3 of 28 cards are shown."
    assert browser.errors() == []


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_labels_stay_text_on_shelves_too(parts: nx.MultiDiGraph[str], open_browser: OpenBrowser, width: int) -> None:
    hostile = ['</script><script>document.title="taken"</script>', "a" * 500, "اتفاقية العمال المهاجرين", "' \\ \" \u2028 `${1}`"]
    for number, iri in enumerate(parts):
        parts.nodes[iri].update(label=hostile[number % 4], detail=hostile[0], topics=hostile[number % 4])
    for _, _, told in parts.edges(data=True):
        told.update(relation=hostile[0], source=hostile[2], date="")
    parts.graph.update(reads=hostile[0], left_out=hostile[1], meanings=(("dotted", hostile[0]),))
    browser = open_browser(width, 850)
    address = browser.show(network_page(parts))
    browser.run('document.getElementById("unfold").click()')
    assert browser.run("return document.title") == "Saudi Arabia and forced labour"
    assert browser.run(COUNTED) == "39 of 39 cards are shown."
    assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.errors() == []
    assert browser.requests() == [address]


def test_a_checker_finds_nothing_against_accessibility(
    network: nx.MultiDiGraph[str],
    parts: nx.MultiDiGraph[str],
    lanes: nx.MultiDiGraph[str],
    empty: nx.MultiDiGraph[str],
    open_browser: OpenBrowser,
    axe: str,
) -> None:
    browser = open_browser(1280, 850)
    for shown in (network, parts, lanes, empty):
        for language in ("en", "id"):
            browser.show(network_page(shown, language=language))
            browser.run('const choose = document.getElementById("choose"); if (choose) choose.open = true')
            assert browser.run(axe + AXE) == [], language
