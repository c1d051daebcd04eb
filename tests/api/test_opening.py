"""Where the built graph is asked: the shell in its folder, the service in memory, or as the settings say; the answers are the same."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from servanda.api.app import create_app
from servanda.api.settings import Settings
from servanda.graph.errors import NoGraph
from servanda.graph.folder_store import STORE_FOLDER, FolderStore
from servanda.graph.store import MemoryStore
from servanda.graph.version import file_version

Command = Callable[..., Any]
Serving = Callable[[FastAPI], contextlib.AbstractContextManager[str]]
ASKED = ("query", "own.rq", "--json")


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    """A home whose graph nobody has asked yet."""
    return Path(shutil.copytree(small_home, tmp_path / "home", ignore=shutil.ignore_patterns(STORE_FOLDER)))


@pytest.fixture
def own_query(servanda: Command) -> None:
    """A query in the folder in which the command runs."""
    text = "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?thing ?title WHERE { ?thing dct:title ?title } ORDER BY ?thing ?title"
    Path("own.rq").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("own_query")
def test_the_first_command_writes_the_folder_and_says_so_and_the_next_only_answers(servanda: Command, home: Path) -> None:
    first = servanda(*ASKED, home=home)
    assert first.status == 0
    assert first.err.splitlines()[0].startswith("the graph is asked for the first time: writing it as a folder")
    assert json.loads(first.out)
    assert (home / STORE_FOLDER).is_dir()
    again = servanda(*ASKED, home=home)
    assert (again.status, again.err, again.out) == (0, "", first.out)


@pytest.mark.usefixtures("own_query")
def test_the_folder_is_opened_and_nothing_loaded(servanda: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> MemoryStore:
        raise NoGraph("loaded into memory")

    monkeypatch.setattr(MemoryStore, "open", fail)
    assert servanda(*ASKED, home=home).status == 0
    assert "loaded into memory" in servanda(*ASKED, home=home, SERVANDA_STORE="memory").err


@pytest.mark.usefixtures("own_query")
def test_in_memory_the_answer_is_the_same_and_no_folder_is_written(servanda: Command, home: Path) -> None:
    in_memory = servanda(*ASKED, home=home, SERVANDA_STORE="memory")
    assert (in_memory.status, in_memory.err) == (0, "")
    assert not (home / STORE_FOLDER).exists()
    assert servanda(*ASKED, home=home).out == in_memory.out


@pytest.mark.usefixtures("own_query")
def test_a_changed_graph_is_asked_and_not_the_folder_of_the_old_one(servanda: Command, home: Path) -> None:
    servanda(*ASKED, home=home)
    line = '<https://example.org/a> <http://purl.org/dc/terms/title> "A new title" <https://w3id.org/servanda/graph/meta> .\n'
    with (home / "graph.nq").open("a", encoding="utf-8") as graph:
        graph.write(line)
    for store in ("folder", "memory"):
        damaged = servanda(*ASKED, home=home, SERVANDA_STORE=store)
        assert (damaged.status, damaged.out) == (2, "")
        assert re.search(r"graph\.nq in .* is damaged, or of another version \(.*\): run `servanda build`", damaged.err)
    manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    (home / "manifest.json").write_text(json.dumps(manifest | {"version": file_version(home / "graph.nq")}), encoding="utf-8")
    ran = servanda(*ASKED, home=home)
    assert "A new title" in ran.out
    assert ran.err.splitlines()[0].startswith("the graph has changed since it was last asked")


@pytest.mark.usefixtures("own_query")
def test_where_no_folder_can_be_written_the_graph_is_loaded_and_the_reason_told(servanda: Command, home: Path) -> None:
    (home / STORE_FOLDER).write_text("in the way", encoding="utf-8")
    ran = servanda(*ASKED, home=home)
    assert ran.status == 0
    assert json.loads(ran.out)
    assert ran.err.splitlines()[-1].endswith("the graph is loaded into memory instead")


def test_an_unknown_store_is_refused(servanda: Command) -> None:
    ran = servanda("binding", "SAU", "icrmw", SERVANDA_STORE="disk")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "servanda binding: SERVANDA_STORE must be memory or folder, not 'disk'\n"


@pytest.mark.parametrize("store", ["", "memory", "folder"])
def test_a_service_answers_from_either(home: Path, serving: Serving, store: str) -> None:
    """The pages and the API from where the setting says, the public endpoint from memory; both have the same graph."""
    settings = Settings(home=home, host="127.0.0.1", port=0, engine="", deadline=30.0, workers=1, store=store)
    app = create_app(settings)
    assert isinstance(app.state.service.engine, FolderStore if store == "folder" else MemoryStore)
    with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        ran = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"})
        assert (ran.status_code, ran.text.split()[0]) == (200, "n")
        (row,) = app.state.service.engine.select(query)
        assert ran.text.split()[1] == str(row["n"])
        assert int(ran.text.split()[1]) > 1000
    assert (home / STORE_FOLDER).exists() == (store == "folder")
