"""Every kind of page on the frame, in both languages, wide and narrow: nothing complains, nothing is asked of elsewhere, and axe-core
finds no violation of WCAG 2.2 AA."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import pytest

ADDRESSES: Final = [
    line
    for line in Path(__file__).with_name("page_addresses.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
#: Addresses that are refused, each with its page: of what the graph has not, of what is no day, and of what is no address.
REFUSED: Final = [
    "/view/state?state=INDO",
    "/view/states?on=yesterday",
    "/view/state/INDO",
    "/view/nonsense/%3Cscript%3E",
    "/data/state/INDO.html",
]
#: The tags of axe-core's rules that test WCAG 2.2, levels A and AA.
RUN: Final = """
return axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(found =>
  found.violations.map(each => `${each.id}: ${each.help} at ${each.nodes.map(node => node.target.join(" ")).slice(0, 3).join(", ")}`));
"""
NARROW: Final = 390


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    """The script of axe-core, which npm fetches."""
    script = root / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        sentence = "axe-core is not there: run `make setup`, which fetches it with npm"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}; in CI it must be there")
        pytest.skip(sentence)
    return script.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("address", ADDRESSES + REFUSED)
def test_a_page_is_quiet_and_accessible_in_each_language(browser: Any, site: str, axe: str, address: str, language: str) -> None:
    browser.show(f"{site}{address}{'&' if '?' in address else '?'}language={language}")
    assert browser.run("return document.documentElement.lang") == language
    assert browser.run("return document.querySelectorAll('h1').length") == 1
    assert browser.run("return document.title.length") > len("Servanda")
    assert browser.run(axe + RUN) == []
    try:
        browser.width(NARROW)
        wide = browser.run("return document.documentElement.scrollWidth")
        assert wide <= NARROW, "the page must not scroll sideways on a phone"
        assert browser.run(RUN) == []
    finally:
        browser.width(0)
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), "the page must not scroll sideways"
    # a browser tells in the console that it was refused a page, and nothing else may stand there
    told = [each for each in browser.errors() if not (address in REFUSED and "the server responded with a status of 40" in each)]
    assert told == []
    assert [each for each in browser.requests() if not each.startswith((f"{site}/", "data:"))] == []
