"""The graph in a folder: the answers of the graph in memory, one folder for one graph, and never half of one."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from servanda.graph import folder_store
from servanda.graph.build import GRAPH_FILE
from servanda.graph.errors import NoGraph
from servanda.graph.folder_store import STORE_FOLDER, FolderStore, NotWritten, folder_of
from servanda.graph.store import MemoryStore

EX = "https://example.org/"
LAW = "<https://w3id.org/servanda/graph/law>"
ONE, TWO = (f"<https://w3id.org/servanda/graph/source/{name}>" for name in ("one", "two"))
CLAIMS = "<https://w3id.org/servanda/graph/claims/one>"
XSD = "http://www.w3.org/2001/XMLSchema#"


def line(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"<{EX}{subject}> <{EX}{predicate}> {value} {graph} .\n"


FIRST = "".join(
    [
        line("a", "p", f"<{EX}b>", LAW),
        line("a", "p", '"teks"@id', LAW),
        line("a", "p", f'"2012"^^<{XSD}gYear>', LAW),
        line("a", "p", f'"01"^^<{XSD}integer>', LAW),
        line("a", "p", '"a \\"word\\" and _:x\\n"', LAW),
        line("a", "p", "_:unnamed", LAW),
        line("a", "told", f"<{EX}b>", ONE),
        line("a", "told", f"<{EX}b>", TWO),
        line("a", "claimed", f"<{EX}b>", CLAIMS),
    ]
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / GRAPH_FILE).write_text(FIRST, encoding="utf-8")
    return folder


def folders(home: Path) -> list[str]:
    """The folder stores that there are, and whatever else somebody can see."""
    return sorted(path.name for path in (home / STORE_FOLDER).iterdir() if path.is_dir() and not path.name.startswith("."))


def statements(store: pyoxigraph.Store) -> list[str]:
    """All statements, with one name for all blank nodes: each load gives them names of its own."""
    return sorted(
        " ".join("_:" if isinstance(term, pyoxigraph.BlankNode) else str(term) for term in (q.subject, q.predicate, q.object, q.graph_name))
        for q in store
    )


def count(store: FolderStore, pattern: str) -> int:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(str(row["n"]))


def told(home: Path) -> tuple[FolderStore, list[str]]:
    """Open, and hear what was done."""
    heard: list[str] = []
    return FolderStore.open(home, lambda _done, _total, what: heard.append(what)), heard


def test_it_holds_what_the_graph_in_memory_holds(home: Path) -> None:
    assert statements(FolderStore.open(home).store) == statements(MemoryStore.open(home).store)


def test_the_default_graph_has_each_statement_once_and_no_claim(home: Path) -> None:
    store = FolderStore.open(home)
    assert count(store, f"?s <{EX}told> ?o") == 1
    assert count(store, f"GRAPH ?g {{ ?s <{EX}told> ?o }}") == 2
    assert count(store, f"?s <{EX}claimed> ?o") == 0
    assert count(store, f"?s <{EX}p> ?o . FILTER(ISBLANK(?o)) GRAPH ?g {{ ?s <{EX}p> ?o }}") == 1, "in both graphs it is the same node"


def test_it_is_written_once_and_said_to_be(home: Path) -> None:
    _, heard = told(home)
    assert heard[0].startswith("the graph is asked for the first time")
    _, heard = told(home)
    assert heard == []


def test_a_changed_graph_gets_a_folder_of_its_own_and_the_old_one_goes(home: Path) -> None:
    FolderStore.open(home)
    (before,) = folders(home)
    (home / GRAPH_FILE).write_text(FIRST + line("a", "new", f"<{EX}b>", LAW), encoding="utf-8")
    store, heard = told(home)
    assert heard[0].startswith("the graph has changed since it was last asked")
    assert count(store, f"?s <{EX}new> ?o") == 1
    (after,) = folders(home)
    assert after != before


def test_the_same_graph_built_again_keeps_its_folder(home: Path) -> None:
    FolderStore.open(home)
    os.utime(home / GRAPH_FILE, ns=(1, 1))
    assert told(home)[1] == []


def test_a_change_that_keeps_size_and_name_is_seen(home: Path) -> None:
    FolderStore.open(home)
    (home / GRAPH_FILE).write_text(FIRST.replace(f"{EX}claimed", f"{EX}blaimed"), encoding="utf-8")
    assert count(FolderStore.open(home), f"GRAPH ?g {{ ?s <{EX}blaimed> ?o }}") == 1


def test_a_folder_that_somebody_has_open_stays_until_he_is_done(home: Path) -> None:
    reading = FolderStore.open(home)
    (home / GRAPH_FILE).write_text(FIRST + line("a", "new", f"<{EX}b>", LAW), encoding="utf-8")
    FolderStore.open(home)
    assert len(folders(home)) == 2
    assert count(reading, f"?s <{EX}told> ?o") == 1
    assert count(reading, f"?s <{EX}new> ?o") == 0
    del reading
    (home / GRAPH_FILE).write_text(FIRST + line("a", "newer", f"<{EX}b>", LAW), encoding="utf-8")
    FolderStore.open(home)
    assert len(folders(home)) == 1


def test_a_damaged_folder_is_written_anew(home: Path) -> None:
    FolderStore.open(home)
    (folder_of(home) / "CURRENT").unlink()
    assert count(FolderStore.open(home), f"?s <{EX}told> ?o") == 1


def test_a_folder_whose_files_have_been_damaged_is_written_anew(home: Path) -> None:
    FolderStore.open(home)
    for path in folder_of(home).glob("*.sst"):
        path.write_bytes(path.read_bytes()[:-20] + b"damaged" + bytes(13))
    with pytest.raises(OSError, match="damaged"):
        FolderStore(folder_of(home))
    store, heard = told(home)
    assert heard, "it was written again"
    assert count(store, f"?s <{EX}told> ?o") == 1


def test_a_damaged_note_of_the_graph_seen_does_no_harm(home: Path) -> None:
    FolderStore.open(home)
    (home / STORE_FOLDER / "seen.json").write_text('{"size": 1', encoding="utf-8")
    assert told(home)[1] == []


KILLED = """
import os, signal, sys
from pathlib import Path
from servanda.graph import folder_store
folder_store.fill_default_graph = lambda store, *, folder: os.kill(os.getpid(), signal.SIGKILL)
folder_store.FolderStore.open(Path(sys.argv[1]))
"""


def test_a_writer_that_is_killed_leaves_nothing_that_is_taken_for_a_folder(home: Path) -> None:
    FolderStore.open(home)
    (before,) = folders(home)
    (home / GRAPH_FILE).write_text(FIRST + line("a", "new", f"<{EX}b>", LAW), encoding="utf-8")
    assert subprocess.run([sys.executable, "-c", KILLED, str(home)], check=False).returncode < 0
    assert folders(home) == [before], "the old one is as it was"
    assert list((home / STORE_FOLDER).glob(".new-*")), "the half-made one has another name"
    assert count(FolderStore.open(home), f"?s <{EX}new> ?o") == 1
    assert not list((home / STORE_FOLDER).glob(".new-*")), "whoever comes next cleans up"


COUNTED = """
import sys
from pathlib import Path
from servanda.graph.folder_store import FolderStore
print(len(FolderStore.open(Path(sys.argv[1])).store))
"""


def test_two_that_come_at_the_same_time_get_one_folder(home: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", COUNTED, str(home)], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(set(answers)) == 1
    assert len(folders(home)) == 1


def test_a_graph_that_changes_while_it_is_read_is_not_taken_for_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_fill = folder_store.fill_default_graph

    def fill(store: pyoxigraph.Store, *, folder: bool) -> None:
        really_fill(store, folder=folder)
        (home / GRAPH_FILE).write_text(FIRST + line("a", "new", f"<{EX}b>", LAW), encoding="utf-8")

    monkeypatch.setattr(folder_store, "fill_default_graph", fill)
    with pytest.raises(NotWritten, match="was changed while it was read"):
        FolderStore.open(home)
    assert folders(home) == []


@pytest.fixture
def not_ours(home: Path) -> Iterator[Path]:
    """A home in which nothing can be written; root may write anywhere, so a file stands in the way."""
    (home / STORE_FOLDER).write_text("in the way", encoding="utf-8")
    yield home
    (home / STORE_FOLDER).unlink()


def test_where_nothing_can_be_written_the_reason_is_told(not_ours: Path) -> None:
    with pytest.raises(NotWritten, match="the folder store cannot be written"):
        FolderStore.open(not_ours)


def test_on_a_full_disk_the_reason_is_told_and_nothing_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(store: pyoxigraph.Store, path: Path, *, folder: bool) -> None:
        raise NoGraph("cannot be read") from OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_store, "read_file", fail)
    with pytest.raises(NotWritten, match="No space left on device"):
        FolderStore.open(home)
    assert folders(home) == []
    assert not list((home / STORE_FOLDER).glob(".new-*"))


def test_a_missing_or_damaged_graph_says_what_to_do(home: Path) -> None:
    (home / GRAPH_FILE).write_text(FIRST[:-20], encoding="utf-8")
    with pytest.raises(NoGraph, match=r"graph\.nq cannot be read.*servanda build"):
        FolderStore.open(home)
    assert folders(home) == []
    (home / GRAPH_FILE).unlink()
    with pytest.raises(NoGraph, match="servanda build"):
        FolderStore.open(home)
    shutil.rmtree(home)
    with pytest.raises(NoGraph, match="servanda build"):
        FolderStore.open(home)
