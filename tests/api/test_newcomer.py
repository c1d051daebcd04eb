"""Five tasks of somebody who is here for the first time, in a browser, with every click and every choice counted.

The first page opens with these five questions filled in; here each field is chosen again, as for another state.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

#: The element whose text is, or begins with, what is looked for.
BY_TEXT = """
const [selector, text] = arguments;
const all = [...document.querySelectorAll(selector)];
const found = all.find(each => each.innerText.trim() === text) || all.find(each => each.innerText.trim().startsWith(text));
if (!found) return false;
window.here = true;
found.click();
return true;
"""
CHOOSE = """
const [form, name, value] = arguments;
const field = document.querySelector(`form[action="${form}"] [name="${name}"]`);
field.value = value;
return field.value;
"""


class Newcomer:
    """Somebody who starts at the first page; each ``choose`` and ``press`` is one choice or click of the table in ``docs/pages.md``."""

    def __init__(self, browser: Any, site: str) -> None:
        self.browser = browser
        browser.show(f"{site}/?language=en")

    def choose(self, form: str, name: str, value: str) -> None:
        assert self.browser.run(CHOOSE, form, name, value) == value, f"{form} offers no {value}"

    def press(self, selector: str, text: str) -> str:
        """Press a button or follow a link; gives the text of the page that opens."""
        assert self.browser.run(BY_TEXT, selector, text), f"nothing here says {text!r}"
        end = time.monotonic() + 20
        while self.browser.run("return window.here === true || document.readyState !== 'complete'"):
            assert time.monotonic() < end, f"{text!r} leads nowhere"
            time.sleep(0.05)
        assert self.browser.errors() == []
        return str(self.browser.run("return document.querySelector('main').innerText"))


@pytest.fixture
def newcomer(browser: Any, site: str) -> Callable[[], Newcomer]:
    return lambda: Newcomer(browser, site)


def test_is_the_philippines_bound_by_c189_and_since_when(newcomer: Callable[[], Newcomer]) -> None:
    one = newcomer()
    one.choose("/view/binding", "state", "PHL")
    one.choose("/view/binding", "instrument", "ilo-c189")
    answer = one.press('form[action="/view/binding"] button', "Answer")
    assert "Yes. Bound since 2013-09-05." in answer  # ratified on 5 September 2012, twelve months later by article 21(3)


def test_what_protects_an_indonesian_domestic_workers_passport_in_saudi_arabia(newcomer: Callable[[], Newcomer]) -> None:
    one = newcomer()
    for name, value in (("origin", "IDN"), ("destination", "SAU"), ("worker", "domestic-worker"), ("topic", "identity-documents")):
        one.choose("/view/corridor", name, value)
    answer = one.press('form[action="/view/corridor"] button', "Compare")
    not_known = answer[answer.index("not known: identity and travel documents") :]
    assert "ICRMW art 21: " in not_known
    assert "not bound on 2026-05-31" in not_known[: not_known.index("CED art")]
    earlier = one.press("main a", "The same corridor on ")
    assert "State of destination (SAU): not bound" in earlier[earlier.index("ICRMW art 21: ") :]
    why = one.press('#list a[href*="icrmw-21--1"][href*="SAU"]', "why")
    assert "On 2026-05-31, ICRMW art 21 did not bind Saudi Arabia." in why


def test_what_would_change_if_malaysia_ratified_the_icrmw(newcomer: Callable[[], Newcomer]) -> None:
    one = newcomer()
    one.choose("/view/what-if", "state", "MYS")
    one.choose("/view/what-if", "instrument", "icrmw")
    answer = one.press('form[action="/view/what-if"] button', "Answer")
    assert "Hypothetical" in answer
    assert "duties, the first from" in answer


def test_which_claims_about_wages_were_made_against_qatar_and_was_it_bound(newcomer: Callable[[], Newcomer]) -> None:
    """None is recorded on wages: the page says so, and leads to those on other matters, each with whether Qatar was bound then."""
    one = newcomer()
    one.choose("/view/claims", "state", "QAT")
    one.choose("/view/claims", "topic", "wages")
    answer = one.press('form[action="/view/claims"] button', "List")
    assert "which does not mean that there is none" in answer
    claims = one.press("main a", "All claims about Qatar: ")
    row = " ".join(claims[claims.index("Complaint about Qatar by International Trade Union Confederation") :].split())
    assert row[: row.index("Supervision")].endswith("complaint bound C029 Forced Labour 2014 ")


def test_the_table_behind_a_picture_is_downloaded(newcomer: Callable[[], Newcomer], site: str) -> None:
    one = newcomer()
    one.press("nav a", "Maps & charts")
    one.press("main a", "Map of parties")
    link = one.browser.run("return [...document.querySelectorAll('main a')].find(each => each.innerText.trim() === 'CSV').href")
    assert link.startswith(f"{site}/")
    content = one.browser.run("return fetch(arguments[0]).then(answer => answer.text())", link)
    assert len(content.splitlines()) > 190
    assert "IDN" in content
