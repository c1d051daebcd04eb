"""The whole application over the built graph, once for all tests: behind a real web server, and as a command."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from servanda.api import browser_files
from servanda.api.app import create_app
from servanda.api.cli import main
from servanda.api.graph_file import version_of
from servanda.api.settings import Settings
from servanda.graph.build import Progress
from servanda.graph.folder_store import FolderStore
from servanda.graph.store import GraphStore, MemoryStore
from servanda.viz import browser_files as drawing_files


@pytest.fixture(scope="session")
def settings(built_home: Path) -> Settings:
    """Settings as a user has them who sets nothing, but for one worker and a free port."""
    return Settings(home=built_home, host="127.0.0.1", port=0, engine="", deadline=30.0, workers=1)


Serving = Callable[[FastAPI], contextlib.AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Runs an application behind a real web server on a free port; gives its address, without a slash at its end."""

    @contextlib.contextmanager
    def serve(app: FastAPI) -> Iterator[str]:
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", server_header=False))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the service did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

    return serve


@pytest.fixture(scope="session")
def site(settings: Settings, serving: Serving) -> Iterator[str]:
    """The address of the running service."""
    with serving(create_app(settings)) as address:
        yield address


@pytest.fixture(scope="session")
def client(site: str) -> Iterator[httpx.Client]:
    """Asks the running service; redirects are not followed."""
    with httpx.Client(base_url=site, timeout=60) as opened:
        yield opened


Rows = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="session")
def rows(client: httpx.Client) -> Rows:
    """What the public endpoint answers to a SELECT query: each row's bound variables as text."""

    def ask(query: str) -> list[dict[str, str]]:
        response = client.post(
            "/sparql",
            content=query.encode(),
            headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
        )
        assert response.status_code == 200, response.text
        return [{name: term["value"] for name, term in row.items()} for row in response.json()["results"]["bindings"]]

    return ask


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit status, and what it wrote."""

    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def servanda(
    built_home: Path, engine: MemoryStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """Run ``servanda`` in an empty folder over the built graph, or over another ``home``.

    The built graph is in memory once for all commands (its folder gives the same answers, as other tests show); other tests start the
    command as a process of its own.
    """
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("HOST", "PORT", "SERVANDA_ENGINE", "SERVANDA_DEADLINE", "SERVANDA_STORE", "SERVANDA_WORKERS"):
        monkeypatch.delenv(name, raising=False)
    really_open, really_open_folder = MemoryStore.open, FolderStore.open

    def open_once(home: Path) -> MemoryStore:
        return engine if home == built_home.resolve() else really_open(home)

    def open_folder_once(home: Path, progress: Progress) -> GraphStore:
        return engine if home == built_home.resolve() else really_open_folder(home, progress)

    monkeypatch.setattr(MemoryStore, "open", open_once)
    monkeypatch.setattr(FolderStore, "open", open_folder_once)

    def run(*arguments: object, home: Path = built_home, **environment: str) -> Ran:
        with monkeypatch.context() as patch:
            patch.setenv("SERVANDA_HOME", str(home))
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                status = main([str(argument) for argument in arguments])
            except SystemExit as leaving:  # argparse: help, or words that it does not know
                status = int(leaving.code or 0)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture(scope="session")
def small_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a graph that is quick to load and to check: what the data set and its ontology say of themselves."""
    home = tmp_path_factory.mktemp("small")
    with (built_home / "graph.nq").open(encoding="utf-8") as lines:
        kept = [line for line in lines if line.endswith(("/graph/ontology> .\n", "/graph/meta> .\n"))]
    content = "".join(kept).encode()
    (home / "graph.nq").write_bytes(content)
    manifest = json.loads((built_home / "manifest.json").read_text(encoding="utf-8"))
    (home / "manifest.json").write_text(json.dumps(manifest | {"version": version_of(content)}), encoding="utf-8")
    return home


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

    def width(self, pixels: int) -> None:
        """Lay the page out as on a screen of this width; 0 goes back to the window's own."""
        metrics = {"width": pixels, "height": 844 if pixels else 0, "deviceScaleFactor": 0, "mobile": False}
        self.call("goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics})

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


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, built_home: Path) -> FastAPI:
    """A service whose graph holds markup, 500 letters without a space and right-to-left names wherever a source could bring them in."""
    home = tmp_path_factory.mktemp("hostile")
    ontology, base = "https://w3id.org/servanda/ontology#", "https://w3id.org/servanda/id/"
    markup = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    text = json.dumps(markup)
    long = json.dumps(f"{markup} \u0627\u0644\u0639\u0645\u0627\u0644 {'x' * 500}")
    dct, rdf, skos = "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2004/02/skos/core#"
    eli, prov = "http://data.europa.eu/eli/ontology#", "http://www.w3.org/ns/prov#"
    names = ("state/BAD", "instrument/bad", "action/bad", "source/bad", "provision/bad/1", "obligation/bad-1", "report/bad/one", "body/bad")
    state, instrument, act, source, provision, obligation, claim, body = (f"<{base}{name}>" for name in names)
    a, label = f"<{rdf}type>", f"<{skos}prefLabel>"
    triples = [
        *(f"{state} {a} <{ontology}{kind}>" for kind in ("State",)),
        *(f"{state} {label} {long}@{language}" for language in ("en", "id")),
        f'{state} <{skos}notation> "BAD"',
        f"{state} <{ontology}remark> {text}",
        f"{state} <http://www.w3.org/2002/07/owl#sameAs> <javascript:alert(3)>",
        *(f"{instrument} {a} <{ontology}{kind}>" for kind in ("Instrument", "Treaty")),
        f"{instrument} {label} {long}@en",
        f"{instrument} <{eli}title> {long}@en",
        f"{act} <{ontology}actor> {state}",
        f"{act} <{ontology}instrument> {instrument}",
        f"{act} <{dct}type> <{ontology}Signature>",
        f"{act} <{prov}wasDerivedFrom> {source}",
        f"{act} <{ontology}sourcePlace> {text}",
        f"{source} <{dct}title> {text}@en",
        f"{provision} {a} <{ontology}Provision>",
        f"{provision} <{ontology}instrument> {instrument}",
        f"{provision} <{eli}number> {text}",
        f"{provision} <{ontology}provisionKind> <{ontology}article>",
        f'{provision} <{ontology}position> "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"{provision} <{eli}is_part_of> {instrument}",
        f"{provision} <{dct}bibliographicCitation> {text}",
        f"{obligation} {a} <{ontology}Obligation>",
        f"{obligation} <{ontology}instrument> {instrument}",
        f"{obligation} <{ontology}statedIn> {provision}",
        f"{obligation} <{ontology}modality> <{ontology}obligation>",
        f"{obligation} <{dct}bibliographicCitation> {text}",
        *(f"{obligation} <{skos}{name}> {long}@{language}" for name in ("prefLabel", "definition") for language in ("en", "id")),
        f"{body} {a} <{ontology}Body>",
        *(f"{body} {label} {long}@{language}" for language in ("en", "id")),
    ]
    claims = [
        f"{claim} {a} <{ontology}ReportedViolation>",
        f"{claim} <{ontology}reportKind> <{ontology}supervisionReport>",
        f"{claim} <{ontology}respondent> {state}",
        f"{claim} <{ontology}reportedBy> {body}",
        f"{claim} <{ontology}claimStatus> <{base}claim-status/alleged>",
        f"{claim} <{ontology}concerns> {obligation}",
        *(f"{claim} {label} {long}@{language}" for language in ("en", "id")),
        *(f"{claim} <{dct}abstract> {long}@{language}" for language in ("en", "id")),
        f"{claim} <{dct}bibliographicCitation> {text}",
        f"{claim} <{dct}source> {source}",
        f"{claim} <http://xmlns.com/foaf/0.1/page> <javascript:alert(4)>",
    ]
    graphs = {"source/bad": triples, "claims/bad/assertion": claims}
    lines = [f"{triple} <https://w3id.org/servanda/graph/{name}> .\n" for name, several in graphs.items() for triple in several]
    content = "".join(lines).encode()
    (home / "graph.nq").write_bytes(content)
    manifest = json.loads((built_home / "manifest.json").read_text(encoding="utf-8"))
    (home / "manifest.json").write_text(json.dumps(manifest | {"version": version_of(content)}), encoding="utf-8")
    return create_app(Settings(home=home, host="127.0.0.1", port=0, engine="", deadline=5.0, workers=1))
