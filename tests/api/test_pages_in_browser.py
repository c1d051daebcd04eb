"""The pages in a real browser that can reach nothing but this service: nothing complains, nothing is asked of elsewhere."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.api import browser_files
from servanda.viz import browser_files as drawing_files

PAGES = [
    "/",
    "/view/binding?state=SAU&instrument=ilo-c029&on=2023-01-01",
    "/view/binding?state=IDN&instrument=icrmw&on=2023-01-01&language=id",
    "/view/paths?source=SAU&target=topic/forced-labour&on=2023-01-01",
    "/view/explain?state=VEN&target=obligation/icrmw-26-1-b&on=2023-01-01",
    "/view/explain?state=USA&target=iccpr/14&on=2023-01-01&language=id",
    "/view/corridor?origin=IDN&destination=SAU&worker=domestic-worker&on=2023-01-01",
    "/view/corridor?origin=IDN&destination=SAU&worker=domestic-worker&on=2023-01-01&topic=wages&language=id",
    "/view/state?state=IDN&on=2026-11-22",
    "/view/state?state=SAU&on=2026-11-22&language=id",
    "/docs",
    "/data/state/SAU.html",
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


class Browser:
    """Chromium, driven through the WebDriver protocol (https://www.w3.org/TR/webdriver2/), which is JSON over HTTP."""

    def __init__(self, session: str) -> None:
        self.session = session

    def call(self, command: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(f"{self.session}/{command}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def show(self, address: str) -> None:
        """Open a page, and forget what was told and asked before."""
        self.errors()
        self.requests()
        self.call("url", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        return self.call("execute/sync", {"script": script, "args": list(arguments)})

    def errors(self) -> list[str]:
        """What the page complained about in the console."""
        return [entry["message"] for entry in self.call("se/log", {"type": "browser"})]

    def requests(self) -> list[str]:
        """The address of everything that the page asked for; not what the browser's own first tab loads."""
        events = [json.loads(entry["message"])["message"] for entry in self.call("se/log", {"type": "performance"})]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent" and not event["params"]["documentURL"].startswith("chrome://")
        ]


@pytest.fixture(scope="module")
def driver() -> Iterator[str]:
    """The address of a running chromedriver."""
    programs = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    files = [browser_files.FOLDER / browser_files.SCRIPT, drawing_files.FOLDER / drawing_files.SCRIPT]
    lacking = programs + [f"{path.name} (run `make setup`)" for path in files if not path.is_file()]
    if lacking:
        sentence = f"to look at the pages in a browser, this machine lacks {' and '.join(lacking)}"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}; in CI they must be there")
        pytest.skip(sentence)
    with subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            line = next(line for line in process.stdout if "started successfully on port" in line)
            yield f"http://127.0.0.1:{line.rsplit(' ', 1)[1].strip().rstrip('.')}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser(driver: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium without any network but this machine's own address."""
    profile: Path = tmp_path_factory.mktemp("profile")
    arguments = [
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
        *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
        *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={profile}", "--window-size=1280,900"),
    ]
    wanted = {
        "browserName": "chrome",
        "goog:chromeOptions": {"args": arguments},
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    }
    opened = Browser(driver).call("session", {"capabilities": {"alwaysMatch": wanted}})
    session = f"{driver}/session/{opened['sessionId']}"
    try:
        yield Browser(session)
    finally:
        with contextlib.closing(urllib.request.urlopen(urllib.request.Request(session, method="DELETE"), timeout=60)):
            pass


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_a_complaint_and_asks_nothing_of_elsewhere(browser: Browser, site: str, address: str) -> None:
    browser.show(f"{site}{address}")
    assert browser.run(COUNT, "h1, h2.title") > 0
    assert browser.run("return document.title")
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), "the page must not scroll sideways"
    assert browser.errors() == []
    asked = browser.requests()
    assert asked[0] == f"{site}{address}"
    assert [each for each in asked if not each.startswith((f"{site}/", "data:"))] == []


def test_the_documentation_shows_its_operations_without_a_network(browser: Browser, site: str) -> None:
    browser.show(f"{site}/docs")
    assert browser.run(COUNT, ".opblock") >= 10
    shown = browser.run("return [...document.querySelectorAll('.opblock-summary-path')].map(each => each.dataset.path)")
    assert {"/api/states/{iso3}/duties", "/api/states/{iso3}/binding/{instrument}", "/api/paths"} <= set(shown)
    assert browser.errors() == []


def test_the_forms_of_the_first_page_lead_to_answers(browser: Browser, site: str) -> None:
    browser.show(f"{site}/")
    browser.run("document.querySelector('form[action=\"/view/binding\"] button').click()")
    assert browser.run(COUNT, "main ol li") >= 2
    assert "Saudi Arabia" in browser.run("return document.querySelector('h1').innerText")
    browser.show(f"{site}/")
    browser.run("document.querySelector('form[action=\"/view/paths\"] button').click()")
    assert browser.run(COUNT, "#picture canvas") == 1
    assert browser.errors() == []


def test_a_link_on_a_page_of_data_leads_to_the_page_of_the_thing(browser: Browser, site: str) -> None:
    browser.show(f"{site}/data/obligation/ilo-c029-1-1.html")
    browser.run("document.querySelector('a[href=\"/id/provision/ilo-c029/1/1\"]').click()")
    assert browser.run(COUNT, "table tbody tr") > 3
    assert browser.run("return location.pathname") == "/data/provision/ilo-c029/1/1.html"
