"""The built graph in a folder on disk (RocksDB): open in milliseconds, for a command that asks one question.

Its answers are those of the graph in memory, more slowly given. A folder holds one graph: its name says which, by the hash of the
graph's file and by what made it. It is made in a new folder and renamed when it is whole, so that there is never half of one.
"""

from __future__ import annotations

import hashlib
import json
import os
import weakref
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from servanda.graph.build import GRAPH_FILE, Progress, quiet
from servanda.graph.errors import GraphError, NoGraph
from servanda.graph.locks import held_alone, hold, new_folder, remove_unheld
from servanda.graph.store import GraphStore, fill_default_graph, read_file
from servanda.graph.switch import finish
from servanda.loaders.atomic import write_text

STORE_FOLDER: Final = "store"
_SEEN_FILE: Final = "seen.json"
#: What is in a folder beside the graph's own statements: to be counted up when ``fill_default_graph`` changes its meaning.
_LAYOUT: Final = 1


class NotWritten(GraphError):
    """A folder store cannot be written. The graph can still be loaded into memory."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A graph file as it was when it was last read whole: the same size and time mean the same content."""

    size: int
    changed: int
    graph: str


class FolderStore(GraphStore):
    """The graph in a folder, which nobody removes while this process has it open."""

    def __init__(self, folder: Path) -> None:
        """Open a folder.

        Raises:
            OSError: it is none, or damaged.
        """
        held = hold(folder, alone=False)
        assert held is not None
        try:
            super().__init__(pyoxigraph.Store.read_only(str(folder)))
        except OSError:
            os.close(held)
            raise
        except RuntimeError as error:  # so the engine says that the check sums of a file do not fit
            os.close(held)
            raise OSError(f"{folder} is damaged: {error}") from error
        weakref.finalize(self, os.close, held)

    @classmethod
    def open(cls, home: Path, progress: Progress = quiet) -> FolderStore:
        """Open the folder of the graph in ``home``; write it first where there is none of this graph.

        Raises:
            NoGraph: no graph has been built there, or it is damaged.
            NotWritten: there is no folder of this graph, and none can be written.
        """
        finish(home)
        folder = folder_of(home)
        try:
            return cls(folder)
        except OSError:  # there is none, or not a whole one
            write_folder(home, folder, progress)
        try:
            return cls(folder)
        except OSError as error:  # removed by one who writes the folder of a newer graph
            raise NotWritten(f"{folder}: the folder store is gone again ({error.strerror or error})") from error


def folder_of(home: Path) -> Path:
    """Where the folder of the graph in ``home`` lies, or will.

    The graph's file is read whole only when its size or its time of change is not the one last seen.

    Raises:
        NoGraph: no graph has been built there.
    """
    path = home / GRAPH_FILE
    stores = home / STORE_FOLDER
    try:
        state = path.stat()
    except FileNotFoundError as error:
        raise NoGraph(f"there is no built graph in {home}: run `servanda build`") from error
    seen = _read_seen(stores / _SEEN_FILE)
    if seen is None or (seen.size, seen.changed) != (state.st_size, state.st_mtime_ns):
        with path.open("rb") as opened:
            seen = _Seen(state.st_size, state.st_mtime_ns, hashlib.file_digest(opened, "sha256").hexdigest()[:16])
        if stores.is_dir() and os.access(stores, os.W_OK):
            write_text(stores / _SEEN_FILE, json.dumps(asdict(seen)) + "\n")
    return stores / f"{seen.graph}-{_LAYOUT}-{pyoxigraph.__version__}"


def _read_seen(path: Path) -> _Seen | None:
    try:
        return _Seen(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # not there, or not what is written here: the graph is read again
        return None


def write_folder(home: Path, folder: Path, progress: Progress = quiet) -> None:
    """Write the graph in ``home`` into a folder, and remove the folders of other graphs that nobody has open.

    Whoever comes while another process writes it waits for that.

    Raises:
        NoGraph: the graph is damaged.
        NotWritten: the folder cannot be written.
    """
    stores = folder.parent
    earlier = stores.is_dir() and any(each.is_dir() and not each.name.startswith(".") for each in stores.iterdir())
    why = "the graph has changed since it was last asked" if earlier else "the graph is asked for the first time"
    progress(0, 4, f"{why}: writing it as a folder, which takes a minute, once ({folder.name})")
    try:
        stores.mkdir(exist_ok=True)
        with new_folder(stores) as work, held_alone(_gate(stores)):
            if _whole(folder):
                return
            fresh = work / "graph"
            _fill(fresh, home / GRAPH_FILE, progress)
            if folder_of(home) != folder:
                raise NotWritten(f"{home / GRAPH_FILE}: the graph was changed while it was read")
            remove_unheld(folder)  # a damaged one
            fresh.replace(folder)
            for other in stores.iterdir():
                if other != folder and other.is_dir() and not other.name.startswith("."):
                    remove_unheld(other)
    except OSError as error:
        raise NotWritten(f"{stores}: the folder store cannot be written ({error.strerror or error})") from error
    except NoGraph as error:
        if isinstance(error.__cause__, OSError):  # a full disk; or a graph that cannot be read, which shows again in memory
            raise NotWritten(f"{stores}: the folder store cannot be written ({error.__cause__})") from error
        raise


def _gate(stores: Path) -> Path:
    """The folder that a writer holds, so that two do not write the same."""
    gate = stores / ".writing"
    gate.mkdir(exist_ok=True)
    return gate


def _whole(folder: Path) -> bool:
    try:
        FolderStore(folder)
    except OSError:
        return False
    return True


def _fill(folder: Path, graph: Path, progress: Progress) -> None:
    store = pyoxigraph.Store(str(folder))
    progress(1, 4, "writing the named graphs")
    read_file(store, graph)
    progress(2, 4, "writing the default graph")
    fill_default_graph(store)
    progress(3, 4, "putting it in order")
    store.optimize()  # questions that read much of the graph are twice as quick afterwards
    store.flush()
