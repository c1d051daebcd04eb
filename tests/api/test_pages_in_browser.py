"""The pages in a real browser that can reach nothing but this service: nothing complains, nothing is asked of elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

#: Pages that do not stand on the frame, and things' own pages; those on the frame are opened in ``test_accessible.py``.
PAGES = [
    "/view/paths?source=SAU&target=topic/forced-labour&on=2023-01-01",
    "/docs",
    "/data/instrument/icrmw.html",
    "/data/obligation/ilo-c029-1-1.html",
]
#: Waits until something is there, up to 20 seconds; then tells how many.
COUNT = """
const [selector] = arguments;
return new Promise(done => {
  const end = Date.now() + 20000;
  const look = () => {
    const found = document.querySelectorAll(selector).length;
    if (found || Date.now() > end) done(found); else setTimeout(look, 50);
  };
  look();
});
"""


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_a_complaint_and_asks_nothing_of_elsewhere(browser: Any, site: str, address: str) -> None:
    browser.show(f"{site}{address}")
    assert browser.run(COUNT, "h1, h2.title") > 0
    assert browser.run("return document.title")
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), "the page must not scroll sideways"
    assert browser.errors() == []
    asked = browser.requests()
    assert asked[0] == f"{site}{address}"
    assert [each for each in asked if not each.startswith((f"{site}/", "data:"))] == []


def test_the_documentation_shows_its_operations_without_a_network(browser: Any, site: str) -> None:
    browser.show(f"{site}/docs")
    assert browser.run(COUNT, ".opblock") >= 10
    shown = browser.run("return [...document.querySelectorAll('.opblock-summary-path')].map(each => each.dataset.path)")
    assert {"/api/states/{iso3}/duties", "/api/states/{iso3}/binding/{instrument}", "/api/paths"} <= set(shown)
    assert browser.errors() == []


def test_the_forms_of_the_first_page_lead_to_answers(browser: Any, site: str) -> None:
    browser.show(f"{site}/")
    browser.run("document.querySelector('form[action=\"/view/binding\"] button').click()")
    assert browser.run(COUNT, "main ol li") >= 2
    assert "Philippines" in browser.run("return document.querySelector('h1').innerText")
    browser.show(f"{site}/")
    browser.run("document.querySelector('form[action=\"/view/paths\"] button').click()")
    assert browser.run(COUNT, "#picture canvas") == 1
    assert browser.errors() == []


def test_a_link_on_a_page_of_data_leads_to_the_page_of_the_thing(browser: Any, site: str) -> None:
    browser.show(f"{site}/data/obligation/ilo-c029-1-1.html")
    browser.run("document.querySelector('a[href=\"/id/provision/ilo-c029/1/1\"]').click()")
    assert browser.run(COUNT, "table tbody tr") > 3
    assert browser.run("return location.pathname") == "/data/provision/ilo-c029/1/1.html"


@pytest.fixture(scope="module")
def hostile_site(serving: Any, hostile: Any) -> Iterator[str]:
    """The address of a service whose names are hostile, long and right-to-left."""
    with serving(hostile) as address:
        yield address


@pytest.mark.parametrize(
    "address", ["/view/obligation?obligation=bad-1", "/view/claim?claim=bad/one", "/view/claims", "/view/search?q=script", "/"]
)
def test_hostile_long_and_right_to_left_names_break_nothing(browser: Any, hostile_site: str, address: str) -> None:
    browser.show(f"{hostile_site}{address}")
    assert browser.run(COUNT, "h1") == 1
    assert "alert(1)" in browser.run("return document.querySelector('main').textContent")
    browser.width(390)
    wide = browser.run("return document.documentElement.scrollWidth")
    browser.width(0)
    assert wide <= 390, "a name without a space must not make the page scroll sideways"
    assert browser.errors() == []
