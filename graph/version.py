"""Whether a graph's file is the one that its manifest tells of: a damaged one would answer, and be cited, as what it is not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, read_manifest
from servanda.graph.errors import NoGraph
from servanda.graph.switch import finish


def file_version(path: Path) -> str:
    """The version of the graph in a file: the first 16 hexadecimal digits of the SHA-256 of its bytes, as in a manifest.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:16]


def check_version(home: Path, found: str) -> None:
    """Hold the version of the graph's file in ``home`` against its manifest, where there is one.

    Raises:
        NoGraph: it is another one.
    """
    if not (home / MANIFEST_FILE).is_file() or found == read_manifest(home).version:
        return
    finish(home)  # waits for one who is just putting a newer graph into its place
    if (found := file_version(home / GRAPH_FILE)) != (version := read_manifest(home).version):
        raise NoGraph(f"{GRAPH_FILE} in {home} is damaged, or of another version (it is {found}, not {version}): run `servanda build`")
