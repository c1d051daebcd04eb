"""The built graph in a folder on disk (RocksDB): open in milliseconds, for a command that asks one question.

Its answers are those of the graph in memory, more slowly given. A folder holds one graph: its name says which, by the hash of the
graph's file and by what made it. It is made in a new folder and renamed when it is whole, so that there is never half of one. A folder
whose files are not what was written is not asked, but written anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from rdflib.term import Node

from servanda.graph.build import GRAPH_FILE, Progress, quiet
from servanda.graph.errors import DamagedStore, GraphError, NoGraph
from servanda.graph.folder_files import damage, doubt, note_files
from servanda.graph.locks import NEW, held_alone, hold, new_folder, remove_unheld
from servanda.graph.memory_watch import watch_memory
from servanda.graph.store import GraphStore, fill_default_graph, read_file
from servanda.graph.switch import finish
from servanda.graph.version import check_version, file_version
from servanda.loaders.atomic import write_text

STORE_FOLDER: Final = "store"
_SEEN_FILE: Final = "seen.json"
#: How a folder is filled and noted: to be counted up when ``fill_default_graph`` or ``note_files`` change what they write.
_LAYOUT: Final = 2
_ASK_AGAIN: Final = "Ask again: it is then written anew from the built graph."
#: A process that has taken so many bytes more than when it opened a folder looks whether the folder is damaged. No question of ours does.
_SUSPICIOUS: Final = 1024**3


class NotWritten(GraphError):
    """A folder store cannot be written. The graph can still be loaded into memory."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A graph file as it was when it was last read whole: the same size and time mean the same content."""

    size: int
    changed: int
    graph: str


class FolderStore(GraphStore):
    """The graph in a folder, which nobody removes while this process has it open.

    Attributes:
        damaged: whether a question has met a damaged file.
    """

    def __init__(self, folder: Path) -> None:
        """Open a folder.

        Raises:
            OSError: it is none, or damaged.
        """
        held = hold(folder, alone=False)
        assert held is not None
        try:
            if found := damage(folder):
                raise OSError(f"{folder} is damaged: {found}")
            super().__init__(pyoxigraph.Store.read_only(str(folder)))
        except OSError:
            os.close(held)
            raise
        except RuntimeError as error:  # so the engine says that the check sums of a file do not fit
            os.close(held)
            raise OSError(f"{folder} is damaged: {error}") from error
        self.folder = folder
        self.damaged = False
        weakref.finalize(self, os.close, held)
        weakref.finalize(self, watch_memory(_SUSPICIOUS, lambda: _end_if_damaged(folder)))

    def select(self, query: str) -> Iterator[dict[str, Node]]:
        """The rows of a SELECT query.

        Raises:
            DamagedStore: a file does not hold what was written; the folder is written anew when it is opened next.
            SyntaxError, GraphError: see ``GraphStore``.
        """
        try:
            yield from super().select(query)
        except (RuntimeError, OSError) as error:
            raise self._broken(error) from error

    def construct(self, query: str) -> bytes:
        """The triples of a CONSTRUCT or DESCRIBE query as N-Triples.

        Raises:
            DamagedStore, SyntaxError, GraphError: see ``select``.
        """
        try:
            return super().construct(query)
        except (RuntimeError, OSError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> DamagedStore:
        self.damaged = True
        doubt(self.folder)
        return DamagedStore(f"{self.folder} is damaged ({error}). {_ASK_AGAIN}")

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


#: What this process does in place of its end.
_INSTEAD: Final[list[Callable[[], object]]] = []


def instead_of_ending(act: Callable[[], object]) -> None:
    """Have something done where this process would end: nothing else can end a question that meets a damaged file and goes on for ever.

    Args:
        act: for a service, to begin again; if it returns, the process ends.
    """
    _INSTEAD[:] = [act]


def _end_if_damaged(folder: Path) -> None:
    if found := damage(folder, read_all=True):
        doubt(folder)
        with contextlib.suppress(OSError):  # its reader is gone
            sys.stderr.write(f"servanda: {folder} is damaged: {found}. {_ASK_AGAIN}\n")
            sys.stderr.flush()
        for act in _INSTEAD:
            act()
        os._exit(2)


def folder_damage(home: Path) -> str:
    """Read all files of the folder of the graph in ``home``: what is wrong with them, or empty; also where there is no such folder.

    A damaged folder is written anew when it is opened next.

    Raises:
        NoGraph: no graph has been built there.
    """
    folder = folder_of(home)
    if not folder.is_dir() or not (found := damage(folder, read_all=True)):
        return ""
    doubt(folder)
    return f"{folder}: {found}"


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
        seen = _Seen(state.st_size, state.st_mtime_ns, file_version(path))
        if stores.is_dir():
            with contextlib.suppress(OSError):  # a full disk, or a folder that is not ours: the file is read again next time
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
        NoGraph: the graph is damaged, or is not the one that its manifest tells of.
        NotWritten: the folder cannot be written.
    """
    stores = folder.parent
    check_version(home, folder.name.partition("-")[0])
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
            _put_aside(folder)
            fresh.replace(folder)
            for other in stores.iterdir():
                if other != folder and other.is_dir() and not other.name.startswith("."):
                    remove_unheld(other)
    except (OSError, RuntimeError) as error:  # the engine says RuntimeError where its own files are broken off by a full disk
        raise NotWritten(f"{stores}: the folder store cannot be written ({getattr(error, 'strerror', None) or error})") from error
    except NoGraph as error:
        if isinstance(error.__cause__, OSError):  # a full disk; or a graph that cannot be read, which shows again in memory
            raise NotWritten(f"{stores}: the folder store cannot be written ({error.__cause__})") from error
        raise


def _put_aside(folder: Path) -> None:
    """Make room for a folder where a damaged one lies. Where somebody has it open, it goes later, as what is left half-made."""
    remove_unheld(folder)
    if folder.exists():
        folder.replace(tempfile.mkdtemp(dir=folder.parent, prefix=f"{NEW}damaged-"))


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
    read_file(store, graph, folder=True)
    progress(2, 4, "writing the default graph")
    fill_default_graph(store, folder=True)
    progress(3, 4, "putting it in order")
    store.optimize()  # questions that read much of the graph are twice as quick afterwards
    store.flush()
    del store  # closed, so that nothing is written after its files are noted
    note_files(folder)
