"""The whole application over the built graph, once for all tests: behind a real web server, and as a command."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from servanda.api.app import create_app
from servanda.api.cli import main
from servanda.api.settings import Settings
from servanda.graph.build import Progress
from servanda.graph.folder_store import FolderStore
from servanda.graph.store import GraphStore, MemoryStore


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
    (home / "graph.nq").write_text("".join(kept), encoding="utf-8")
    (home / "manifest.json").write_bytes((built_home / "manifest.json").read_bytes())
    return home
