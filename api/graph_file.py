"""The file of a graph, as it was when it was opened.

What takes the file's place later, or its name, changes nothing: another process can load the same bytes again, or is told that they have
been damaged. So a service that replaces one of its processes never mixes two versions.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

import pyoxigraph

from servanda.graph.errors import NoGraph
from servanda.graph.store import MemoryStore

_FORMATS: Final = {".nq": pyoxigraph.RdfFormat.N_QUADS, ".trig": pyoxigraph.RdfFormat.TRIG}


def version_of(content: bytes) -> str:
    """The version of a graph: the first 16 hexadecimal digits of the SHA-256 of its bytes, as in the manifest of a built graph."""
    return hashlib.sha256(content).hexdigest()[:16]


class GraphFile:
    """An open N-Quads or TriG file."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            NoGraph: it is not there, or has a name of another format.
        """
        if path.suffix not in _FORMATS:
            raise NoGraph(f"{path.name}: only .nq and .trig files can be loaded")
        self.path = path
        try:
            self._handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise NoGraph(f"there is no built graph in {path.parent}: run `servanda build`") from error
        except OSError as error:
            raise NoGraph(f"{path} cannot be read: {error.strerror}") from error

    def fileno(self) -> int:
        """The number of the open file, for a process that inherits it."""
        return self._handle

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._handle)

    def load(self, version: str = "") -> MemoryStore:
        """The graph in memory.

        Raises:
            NoGraph: as ``load`` says.
        """
        return load(self._handle, self.path.name, version)


def load(handle: int, name: str, version: str = "") -> MemoryStore:
    """The graph in an open file, wherever its last reader stopped.

    Args:
        handle: the number of the open file.
        name: its name; the ending is the format.
        version: what the graph has to be; empty where nobody knows.

    Raises:
        NoGraph: the disk does not give the bytes, or they are those of another version, or cannot be parsed (with the line).
    """
    try:
        with open(handle, "rb", closefd=False) as file:
            file.seek(0)
            content = file.read()
    except OSError as error:
        raise NoGraph(f"{name} cannot be read: {error.strerror}") from error
    if version and (found := version_of(content)) != version:
        raise NoGraph(f"{name} is damaged, or of another version (it is {found}, not {version}): run `servanda build`")
    store = pyoxigraph.Store()
    try:
        store.load(content, _FORMATS[Path(name).suffix])  # not in bulk: see read_file
    except (SyntaxError, OSError, ValueError) as error:
        raise NoGraph(f"{name} cannot be read as a graph ({error}): mend it, or run `servanda build`") from error
    del content  # before the default graph is filled, which takes as much again
    return MemoryStore(store)
