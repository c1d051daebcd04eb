"""A user's own copy of a source takes the place of the packaged one, or leaves everything as it was."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.graph import load as graph_load
from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, Manifest, read_manifest
from servanda.graph.errors import GraphError
from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import ActAnswer, answers

FILES = Path(__file__).parent.parent / "loaders" / "files"
ESC = FILES / "untc_icescr_op.html"
REAL = Path("ratifications") / "untc-human-rights-2026-02" / "raw-html"

Command = Callable[..., Any]
Edit = Callable[[Callable[[bytes], bytes]], Path]


@pytest.fixture(scope="module")
def kept_home(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that every refused load has to leave as it is: a graph, and a table that its user loaded earlier."""
    home = tmp_path_factory.mktemp("kept") / "home"
    shutil.copytree(small_home, home)
    table = home / "tables" / "untc_2014" / "acts.csv"
    table.parent.mkdir(parents=True)
    table.write_bytes((Path(graph_load.__file__).parent.parent / "loaders" / "data" / "untc_2014" / "acts.csv").read_bytes())
    return home


@pytest.fixture
def own_home(built_home: Path, tmp_path: Path) -> Path:
    """A home of its own, to be changed; a load puts new files into the places of these."""
    return Path(shutil.copytree(built_home, tmp_path / "home", copy_function=os.link))


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A copy of a real-format page, changed."""

    def edit(change: Callable[[bytes], bytes]) -> Path:
        path = tmp_path / "page.html"
        path.write_bytes(change(ESC.read_bytes()))
        return path

    return edit


def contents(folder: Path) -> dict[str, str]:
    """Everything in a folder, and in the one around it: each file's name and the hash of its bytes."""
    return {
        str(path.relative_to(folder.parent)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in folder.parent.rglob("*")
    }


def acts_of(engine: MemoryStore, state: str, instrument: str) -> list[ActAnswer]:
    """The acts that the depositary's pages tell."""
    found = answers(engine, ActAnswer, "acts", state=iris.state(state), instrument=iris.instrument(instrument))
    return [act for act in found if act.source == str(iris.source("untc"))]


# --- refused ----------------------------------------------------------------------------------------------------------------------

CHANGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut off": (lambda page: page[: len(page) * 2 // 3], "page.html"),
    "cut off in the table": (lambda page: page[: page.index(b"Finland")], "page.html"),
    "in another encoding": (lambda page: page.replace(b"Finland", "Türkiye".encode("latin-1")), "page.html: is not UTF-8 text"),
    "saved through another encoding": (lambda page: page.replace(b"Finland", "TÃ¼rkiye".encode()), "page.html"),
    "empty": (lambda page: page[:0], "page.html"),
    "another page": (lambda page: page[:0] + b"<!doctype html><html><body><p>Not found</p></body></html>", "page.html"),
    "of another treaty": (lambda page: page.replace(b"IV-3-a", b"XXVI-4"), "page.html"),
    "with a state that nobody knows": (lambda page: page.replace(b"Finland", b"Ruritania"), "Ruritania"),
    "with an impossible day": (lambda page: page.replace(b"31 Jan\t 2014", b"31 Feb\t 2014"), "page.html"),
    "with another layout": (lambda page: page.replace(b"<td>Participant", b"<td>Country"), "page.html"),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_a_page_that_cannot_be_read_changes_nothing(servanda: Command, kept_home: Path, edited: Edit, name: str) -> None:
    change, told = CHANGES[name]
    page = edited(change)
    assert page.read_bytes() != ESC.read_bytes()
    before = contents(kept_home)
    ran = servanda("load", "untc", page, home=kept_home)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("servanda load: ")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert contents(kept_home) == before


def test_a_file_that_is_not_there_changes_nothing(servanda: Command, kept_home: Path) -> None:
    before = contents(kept_home)
    ran = servanda("load", "untc", "nowhere.html", home=kept_home)
    assert (ran.status, ran.err) == (2, "servanda load: nowhere.html: cannot be read: No such file or directory\n")
    ran = servanda("load", "untc", FILES, home=kept_home)
    assert (ran.status, ran.err) == (2, "servanda load: files: cannot be read: Is a directory\n")
    assert contents(kept_home) == before


def test_a_good_page_beside_a_bad_one_is_not_loaded_either(servanda: Command, kept_home: Path, edited: Edit) -> None:
    before = contents(kept_home)
    ran = servanda("load", "untc", ESC, edited(lambda page: page[:3000].replace(b"IV-3-a", b"IV-5")), home=kept_home)
    assert ran.status == 2
    assert "page.html" in ran.err
    ran = servanda("load", "untc", ESC, ESC, home=kept_home)
    assert ran.status == 2
    assert contents(kept_home) == before


def test_an_unknown_source_names_those_there_are(servanda: Command, kept_home: Path) -> None:
    before = contents(kept_home)
    ran = servanda("load", "unts", ESC, home=kept_home)
    assert ran.status == 2
    assert (
        ran.err
        == "servanda load: there is no loader 'unts'; there are untc, normlex_ratifications, untc_2014, fedlex_scope, dated_tables\n"
    )
    assert contents(kept_home) == before


def test_a_table_that_is_far_too_short_is_refused(servanda: Command, kept_home: Path) -> None:
    before = contents(kept_home)
    ran = servanda("load", "normlex_ratifications", FILES / "normlex_ratifications.csv", home=kept_home)
    assert ran.status == 2
    assert "are expected; nothing was loaded" in ran.err
    assert contents(kept_home) == before


def test_a_failure_while_the_graph_is_built_changes_nothing(servanda: Command, kept_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(home: Path, progress: object) -> Manifest:
        (home / "graph.nq").write_text("half", encoding="utf-8")
        raise GraphError("the tables do not fit together")

    monkeypatch.setattr(graph_load, "build", fail)
    before = contents(kept_home)
    ran = servanda("load", "untc", ESC, home=kept_home)
    assert ran.status == 2
    assert ran.err.endswith("servanda load: the tables do not fit together\n")
    assert contents(kept_home) == before


# --- loaded -----------------------------------------------------------------------------------------------------------------------


def test_a_page_takes_the_place_of_its_instrument_and_of_no_other(servanda: Command, own_home: Path, engine: MemoryStore) -> None:
    before = read_manifest(own_home)
    assert acts_of(engine, "FRA", "icescr-op"), "the packaged table has it, the small page has not"
    ran = servanda("load", "untc", ESC, home=own_home)
    assert ran.status == 0, ran.err
    assert "acts on icescr-op were read and took the place of" in ran.out
    assert "sorting" in ran.err, "progress is told on the error stream"
    assert read_manifest(own_home).version != before.version
    loaded = MemoryStore.open(own_home)
    assert {act.date for act in acts_of(loaded, "BEL", "icescr-op")} >= {"2009-09-24", "2014-05-20"}
    assert acts_of(loaded, "FRA", "icescr-op") == []
    assert acts_of(loaded, "SAU", "cedaw") == acts_of(engine, "SAU", "cedaw") != []
    assert sorted(path.name for path in own_home.parent.iterdir() if path.name.startswith(".")) == []

    for name in (GRAPH_FILE, MANIFEST_FILE):  # a load needs no graph to be there
        (own_home / name).unlink()
    again = servanda("load", "untc", ESC, "--json", home=own_home)
    told = json.loads(again.out)
    assert told["instruments"] == ["icescr-op"]
    assert told["acts"] == told["replaced"]
    assert told["manifest"]["version"] == read_manifest(own_home).version
    assert told["manifest"]["acts"] > 9000


def test_the_real_page_gives_the_graph_that_the_packaged_table_gives(
    servanda: Command, own_home: Path, built_home: Path, shared_data: Path
) -> None:
    ran = servanda("load", "untc", shared_data / REAL / "cmw.html", home=own_home)
    assert ran.status == 0, ran.err
    assert "acts on icrmw were read" in ran.out
    assert read_manifest(own_home).version == read_manifest(built_home).version
    assert (own_home / "graph.nq").read_bytes() == (built_home / "graph.nq").read_bytes()


def test_the_real_page_cut_off_anywhere_is_refused(servanda: Command, kept_home: Path, shared_data: Path, tmp_path: Path) -> None:
    page = (shared_data / REAL / "cmw.html").read_bytes()
    before = contents(kept_home)
    for part in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        path = tmp_path / "cut.html"
        path.write_bytes(page[: int(len(page) * part)])
        ran = servanda("load", "untc", path, home=kept_home)
        assert ran.status == 2, f"{part:.0%} of the page was taken for the whole: {ran.out}"
        assert ran.err.startswith("servanda load: cut.html")
    assert contents(kept_home) == before
