"""The built graph as compressed N-Quads and TriG: the same bytes for the same graph.

N-Quads (W3C Recommendation, 2014) are the graph's own file, compressed. TriG (W3C Recommendation, 2014) has the named graphs one after
another, which takes the file in memory once (about 0.7 GB for two million quads).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph
import zstandard

from servanda.ontology.namespaces import PREFIXES

#: Called with the number of quads done, of all quads, and what is being done.
Progress = Callable[[int, int, str], None]

_CHUNK: Final = 1 << 20
_GZIP_LEVEL: Final = 6
_ZSTANDARD_LEVEL: Final = 10


@contextmanager
def _gzip(path: Path) -> Iterator[IO[bytes]]:
    # no name and no time in the header (RFC 1952): the same content gives the same bytes
    with (
        path.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=file, mtime=0) as packed,
    ):
        yield cast(IO[bytes], packed)


@contextmanager
def _zstandard(path: Path) -> Iterator[IO[bytes]]:
    with path.open("wb") as file, zstandard.ZstdCompressor(level=_ZSTANDARD_LEVEL).stream_writer(file) as packed:
        yield cast(IO[bytes], packed)


_PACKINGS: Final = {"gz": _gzip, "zst": _zstandard}


def dump_nquads(graph: Path, target: Path, progress: Progress) -> None:
    """Write the graph's own N-Quads, compressed as the target's ending says (``.gz`` or ``.zst``).

    Raises:
        OSError: a file cannot be read or written.
    """
    total, done = graph.stat().st_size, 0
    with graph.open("rb") as source, _PACKINGS[target.suffix[1:]](target) as packed:
        while chunk := source.read(_CHUNK):
            packed.write(chunk)
            done += len(chunk)
            progress(done, total, target.name)


def dump_trig(graph: Path, target: Path, progress: Progress) -> None:
    """Write the graph as TriG with the project's prefixes, named graph by named graph, compressed as the target's ending says.

    Raises:
        OSError: a file cannot be read or written.
    """
    lines = graph.read_bytes().splitlines()
    lines.sort(key=lambda line: (line[line.rindex(b" ", 0, -2) :], line))
    with _PACKINGS[target.suffix[1:]](target) as packed:
        pyoxigraph.serialize(_quads(lines, target.name, progress), packed, pyoxigraph.RdfFormat.TRIG, prefixes=dict(PREFIXES))


def _quads(lines: list[bytes], name: str, progress: Progress) -> Iterator[pyoxigraph.Quad]:
    at_once = 50_000
    for start in range(0, len(lines), at_once):
        chunk = b"\n".join(lines[start : start + at_once])
        yield from pyoxigraph.parse(chunk, pyoxigraph.RdfFormat.N_QUADS)
        progress(min(start + at_once, len(lines)), len(lines), name)
