"""A network like the real ones, small enough to count, and a browser to look at its page."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from servanda.ontology.namespaces import BASE, SV
from servanda.viz import browser_files

ID = f"{BASE}id/"
NORMLEX = "ILO conventions, ratifications by country"

PROVISIONS = {
    "ilo-c029": {"1/1": ["ilo-c029-1-1"], "4/1": ["ilo-c029-4-1--1"], "6": ["ilo-c029-6"], "25": ["ilo-c029-25--1", "ilo-c029-25--2"]},
    "ilo-p029": {"1/1": ["ilo-p029-1-1--2"], "1/3": ["ilo-p029-1-3"], "2/d": ["ilo-p029-2-d"], "4/1": ["ilo-p029-4-1"]},
}
OBLIGATIONS = {
    "ilo-c029-1-1": ("Suppress forced labour in all its forms as fast as possible", ["freedom-from-forced-labour"]),
    "ilo-c029-4-1--1": ("No authority may impose forced labour for private benefit", ["freedom-from-forced-labour"]),
    "ilo-c029-6": ("Officials may not force people to work for private parties", ["freedom-from-forced-labour"]),
    "ilo-c029-25--1": ("Make illegal forced labour a criminal offence", ["freedom-from-forced-labour"]),
    "ilo-c029-25--2": ("Ensure that penalties for forced labour are truly adequate", ["freedom-from-forced-labour"]),
    "ilo-p029-1-1--2": ("Provide victims of forced labour with protection", ["freedom-from-forced-labour"]),
    "ilo-p029-1-3": (
        "Include specific action against trafficking for forced labour",
        ["freedom-from-trafficking", "freedom-from-forced-labour"],
    ),
    "ilo-p029-2-d": (
        "Protect people, above all migrant workers, from abuse in recruitment",
        ["fair-recruitment", "freedom-from-forced-labour"],
    ),
    "ilo-p029-4-1": ("Ensure every victim remedies, whatever their presence or legal status", ["effective-remedy"]),
}
RIGHTS = {
    "freedom-from-forced-labour": "Freedom from forced labour",
    "freedom-from-trafficking": "Freedom from trafficking",
    "fair-recruitment": "Fair recruitment",
    "effective-remedy": "Effective remedy",
}


def empty_network() -> nx.MultiDiGraph[str]:
    return nx.MultiDiGraph(
        title="Saudi Arabia and forced labour",
        question="By which acts does Saudi Arabia owe duties against forced labour, and which rights do they serve?",
        on="2026-11-22",
        version="0.1.0",
        left_out="",
        language="en",
        sparql='SELECT ?duty WHERE {\n  ?duty a sv:Duty .\n  FILTER("1" < "2")\n}',
    )


def add_node(network: nx.MultiDiGraph[str], iri: str, kind: str, label: str, detail: str = "", url: str | None = None) -> str:
    network.add_node(iri, kind=kind, label=label, detail=detail, url=iri if url is None else url)
    return iri


def add_edge(
    network: nx.MultiDiGraph[str],
    start: str,
    end: str,
    relation: str,
    predicate: str,
    *,
    inverse: bool = False,
    source: str = NORMLEX,
    date: str = "",
) -> None:
    subject, target = (end, start) if inverse else (start, end)
    network.add_edge(
        start,
        end,
        relation=relation,
        predicate=str(SV[predicate]),
        subject=subject,
        object=target,
        source=source,
        as_at="2026-06-09",
        date=date,
    )


@pytest.fixture
def network() -> nx.MultiDiGraph[str]:
    """Saudi Arabia, two instruments on forced labour, eight provisions, nine obligations, four rights."""
    built = empty_network()
    state = add_node(built, f"{ID}state/SAU", "state", "Saudi Arabia", "Member of the ILO")
    for slug, right in RIGHTS.items():
        add_node(built, f"{ID}right/{slug}", "right", right)
    for slug, short, year in (
        ("ilo-c029", "C029 Forced Labour Convention, 1930", "1978"),
        ("ilo-p029", "P029 Protocol of 2014 to the Forced Labour Convention", "2021"),
    ):
        act = add_node(
            built, f"{ID}action/sau/{slug}/ratification/{year}", "act", f"Ratification, {year}", "The source gives only the year."
        )
        binding = add_node(built, f"{ID}binding/SAU/{slug}/{year}", "binding", f"Bound since {int(year) + 1} at the latest")
        instrument = add_node(built, f"{ID}instrument/{slug}", "instrument", short)
        add_edge(built, state, act, f"ratified in {year}", "actor", inverse=True, date=year)
        add_edge(built, act, binding, "makes bound", "consent", inverse=True)
        add_edge(built, binding, instrument, "under", "instrument")
        for path, obligations in PROVISIONS[slug].items():
            provision = add_node(
                built,
                f"{ID}provision/{slug}/{path}",
                "provision",
                f"{slug.removeprefix('ilo-').upper()} art. {path.replace('/', '(', 1) + ')' * ('/' in path)}",
            )
            add_edge(built, instrument, provision, "has provision", "partOf", inverse=True, source="Text of the instrument")
            for obligation in obligations:
                label, rights = OBLIGATIONS[obligation]
                node = add_node(built, f"{ID}obligation/{obligation}", "obligation", label, "Bearer: any party")
                add_edge(built, provision, node, "states", "statedIn", inverse=True, source="Text of the instrument")
                for right in rights:
                    add_edge(built, node, f"{ID}right/{right}", "realises", "realizes", source="Encoding by the project")
    return built


@pytest.fixture
def parts() -> nx.MultiDiGraph[str]:
    """An instrument on shelves: two parts of six articles, each article folded over two obligations, on wages or on housing."""
    built = empty_network()
    root = add_node(built, f"{ID}instrument/x", "instrument", "A convention")
    built.nodes[root]["under"] = "-"
    shelves = []
    for part in ("i", "ii"):
        head = add_node(built, f"{ID}provision/x/part-{part}", "provision", f"part {part.upper()}")
        built.nodes[head].update(under=root, counts="12")
        add_edge(built, root, head, "has provision", "partOf", inverse=True)
        shelves.append((head, part))
        for number in range(1, 7):
            article = add_node(built, f"{ID}provision/x/{part}/{number}", "provision", f"art {number} of {part}: wages and other things")
            built.nodes[article].update(under=head, shelf=head, rank=10 * number, folded=True)
            add_edge(built, head, article, "has provision", "partOf", inverse=True)
            for asked, topic in enumerate(("wages", "housing")):
                duty = add_node(built, f"{ID}obligation/x-{part}-{number}-{asked}", "obligation", f"Do what is right {number}", "In detail")
                built.nodes[duty].update(under=article, shelf=head, rank=10 * number, topics=topic)
                add_edge(built, article, duty, "states", "statedIn", inverse=True)
    built.graph.update(arrangement="shelves", shelves=tuple(shelves), reads="Row by row.")
    return built


@pytest.fixture
def lanes() -> nx.MultiDiGraph[str]:
    """Two states and three topics, the obligations counted in three lanes."""
    built = empty_network()
    built.graph.update(arrangement="shelves", lanes=("Binds Indonesia only", "Binds both", "Binds Saudi Arabia only"))
    states = [add_node(built, f"{ID}state/{code}", "state", code) for code in ("IDN", "SAU")]
    built.nodes[states[0]].update(under="-", lane=0)
    built.nodes[states[1]].update(under="-", lane=2)
    for number, (topic, counts) in enumerate((("wages", "0 8 4"), ("housing", "2 0 0"), ("expulsion", "16 1 0"))):
        iri = add_node(built, f"{ID}topic/{topic}", "topic", topic)
        built.nodes[iri].update(under="-", rank=number, counts=counts)
        for state in states:
            built.add_edge(iri, state, relation="some bind it", predicate="", subject=iri, object=state, source="", as_at="", date="")
    built.graph["shelves"] = tuple((f"{ID}topic/{topic}", topic) for topic in ("wages", "housing", "expulsion"))
    return built


@pytest.fixture
def empty() -> nx.MultiDiGraph[str]:
    """An answer without any path."""
    return empty_network()


@pytest.fixture
def small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the drawing library, for tests that never run it."""
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / browser_files.SCRIPT).write_text("/* the library */\n", encoding="utf-8")
    (folder / browser_files.LICENCES).write_text("MIT, of the stand-in\n", encoding="utf-8")
    monkeypatch.setattr(browser_files, "FOLDER", folder)
    return folder


@dataclass
class Browser:
    """Chromium, driven through the WebDriver protocol (https://www.w3.org/TR/webdriver2/), which is JSON over HTTP."""

    session: str
    folder: Path

    def call(self, command: str, body: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            f"{self.session}/{command}", json.dumps(body).encode() if body is not None else None, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def show(self, page: str) -> str:
        """Open a page from a file; its address."""
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        self.call("url", {"url": path.as_uri()})
        return path.as_uri()

    def run(self, script: str, *arguments: object) -> Any:
        return self.call("execute/sync", {"script": script, "args": list(arguments)})

    def log(self, kind: str) -> list[dict[str, Any]]:
        return self.call("se/log", {"type": kind})

    def errors(self) -> list[str]:
        """What the page complained about in the console, policy violations included."""
        return [entry["message"] for entry in self.log("browser")]

    def requests(self) -> list[str]:
        """The address of everything the page asked for, itself included; not what the browser's own first tab loads."""
        events = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent" and not event["params"]["documentURL"].startswith("chrome://")
        ]

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("screenshot")))

    def pointer(self, x: float, y: float) -> None:
        """Press and release the mouse at a point of the window."""
        steps = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.call("actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}]})

    def press(self, *keys: str) -> None:
        """Press one key after another; those between two shift keys are pressed with it."""
        shift = "\ue008"
        steps: list[dict[str, str]] = []
        for number, key in enumerate(keys):
            if key == shift:
                steps.append({"type": "keyDown" if keys[:number].count(shift) % 2 == 0 else "keyUp", "value": key})
            else:
                steps += [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.call("actions", {"actions": [{"type": "key", "id": "keyboard", "actions": steps}]})


@pytest.fixture(scope="session")
def driver() -> Iterator[str]:
    """The address of a running chromedriver."""
    chromedriver = shutil.which("chromedriver")
    lacking = [name for name, there in (("chromium", shutil.which("chromium")), ("chromedriver", chromedriver)) if not there]
    lacking += [] if (browser_files.FOLDER / browser_files.SCRIPT).is_file() else ["viz/assets (run `make setup`)"]
    if lacking or chromedriver is None:
        sentence = f"to look at the pages in a browser, this machine lacks {' and '.join(lacking)}"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}; in CI they must be there")
        pytest.skip(sentence)
    with subprocess.Popen([chromedriver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            line = next(line for line in process.stdout if "started successfully on port" in line)
            yield f"http://127.0.0.1:{line.rsplit(' ', 1)[1].strip().rstrip('.')}"
        finally:
            process.terminate()


OpenBrowser = Callable[[int, int], Browser]


@pytest.fixture
def open_browser(driver: str, tmp_path: Path) -> Iterator[OpenBrowser]:
    """Open Chromium with a window of so many pixels, without any network but the files of the test."""
    with contextlib.ExitStack() as closing:

        def open_it(width: int, height: int) -> Browser:
            profile = tmp_path / f"profile-{width}"
            options = {
                "args": [
                    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
                    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"),
                    f"--user-data-dir={profile}",
                ],
                "mobileEmulation": {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1, "touch": False}},
            }
            capabilities = {
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            }
            opened = Browser(driver, tmp_path).call("session", {"capabilities": {"alwaysMatch": capabilities}})
            browser = Browser(f"{driver}/session/{opened['sessionId']}", tmp_path)
            closing.callback(_close, browser.session)
            return browser

        yield open_it


def _close(session: str) -> None:
    with urllib.request.urlopen(urllib.request.Request(session, method="DELETE"), timeout=60):
        pass
