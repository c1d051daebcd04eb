"""Load the built graph into another engine: each named graph, and the default graph as one more.

Engines differ in what they call the default graph: an own one, or the union of everything, the claims among it. So the union of all
graphs but the claims is written as a graph with a name of its own, ``graph/default``, and every query names it. In it stands a note on
the upload: first the version and the graphs that are to come, then each graph that is there, at last that all is there. Nothing else has
to be deleted or changed, so that a half-done upload is known as one and can be gone on with.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, XSD
from rdflib.term import Node

from servanda.graph.build import GRAPH_FILE, Progress, quiet, read_manifest
from servanda.graph.errors import NoGraph
from servanda.graph.graph_store import GraphStoreClient
from servanda.graph.store import CLAIMS
from servanda.ontology import iris
from servanda.ontology.namespaces import GRAPH, SD

DEFAULT: Final = iris.named_graph("default")
NOTE: Final = iris.named_graph("upload")
#: Bytes of one request: engines keep a whole one in memory.
PIECE: Final = 8 << 20
_OURS: Final = str(GRAPH).encode()


@dataclass(frozen=True, slots=True)
class Begun:
    """What an earlier upload of the same version left: the graphs that are there whole."""

    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was loaded.

    Attributes:
        version: of the graph.
        statements: by graph, the default one among them: how many there are.
        continued: graphs that were there already from an upload that was not finished.
    """

    version: str
    statements: dict[str, int]
    continued: tuple[str, ...]


class Split:
    """The built graph, a file for each of its graphs, in a folder that goes when the block ends."""

    def __init__(self, home: Path) -> None:
        """Take the folder with the built graph."""
        self._home = home
        self._stack = ExitStack()
        self._folder = Path()
        self._files: dict[str, str] = {}
        self.statements: dict[str, int] = {}

    def __enter__(self) -> Split:
        with ExitStack() as stack:  # the folder goes where the graph cannot be read, too
            self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".upload-", dir=self._home)))
            self._read()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def named(self) -> list[str]:
        """The named graphs, smallest first: what is wrong shows early."""
        return sorted((name for name in self.statements if name != str(DEFAULT)), key=lambda name: (self.statements[name], name))

    def path(self, graph: str) -> Path:
        """The file of a graph (N-Triples)."""
        return self._folder / self._files[graph]

    def _read(self) -> None:
        files: dict[str, BinaryIO] = {}
        counts: dict[str, int] = {str(DEFAULT): 0}
        with ExitStack() as opened:
            union = opened.enter_context((self._folder / "default").open("wb"))
            last = b""
            for body, graph in _lines(self._home / GRAPH_FILE):
                if graph not in files:
                    files[graph] = opened.enter_context((self._folder / f"graph{len(files)}").open("wb"))
                    counts[graph] = 0
                counts[graph] += 1
                files[graph].write(body + b" .\n")
                if body != last and not graph.startswith(CLAIMS):  # sorted: the same statement of two graphs stands together
                    union.write(body + b" .\n")
                    counts[str(DEFAULT)] += 1
                    last = body
        if str(DEFAULT) in files:
            raise NoGraph(f"the built graph holds {DEFAULT} itself, a name that is kept for uploads")
        self.statements = counts
        self._files = {graph: f"graph{place}" for place, graph in enumerate(files)} | {str(DEFAULT): "default"}


def _lines(path: Path) -> Iterator[tuple[bytes, str]]:
    """Each statement without its graph, and the graph's name."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                body, found, graph = line.rpartition(b" <")
                if not found or not graph.startswith(_OURS) or not graph.endswith(b"> .\n"):  # what is sent replaces graphs: ours only
                    raise NoGraph(f"{path.name}, line {number}: this is no statement in a graph of Servanda: run `servanda build`")
                yield body, graph[:-4].decode()
    except FileNotFoundError as error:
        raise NoGraph(f"there is no built graph in {path.parent}: run `servanda build`") from error


def note(version: str, graphs: list[str]) -> list[tuple[URIRef, URIRef, Node]]:
    """What is said of an upload before it begins."""
    return [
        (NOTE, RDF.type, PROV.Activity),
        (NOTE, OWL.versionInfo, Literal(version)),
        *((NOTE, SD.namedGraph, URIRef(name)) for name in sorted(graphs)),
    ]


def finished(when: datetime.datetime) -> tuple[URIRef, URIRef, Node]:
    """What is said of an upload when all is there."""
    return NOTE, PROV.endedAtTime, Literal(when.isoformat(timespec="seconds"), datatype=XSD.dateTime)


def turtle(*triples: tuple[URIRef, URIRef, Node]) -> bytes:
    """Statements as N-Triples, which is Turtle too."""
    return "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in triples).encode()


def pieces(path: Path, size: int) -> Iterator[bytes]:
    """A file in pieces of about so many bytes, each of whole lines."""
    with path.open("rb") as stream:
        while lines := stream.readlines(size):
            yield b"".join(lines)


def upload(
    home: Path,
    store: GraphStoreClient,
    *,
    begun: Begun | None = None,
    earlier: tuple[str, ...] = (),
    piece: int = PIECE,
    progress: Progress = quiet,
) -> Sent:
    """Load the graph in ``home`` into a store.

    Args:
        home: the folder of the built graph.
        store: where to.
        begun: what an unfinished upload of the same version left; None begins anew and takes the place of what was there.
        earlier: graphs of what was there before; those that the new graph has not are deleted.
        piece: bytes of one request.
        progress: told of statements, done and in all.

    Raises:
        NoGraph: no graph has been built there, or it is damaged.
        NotUploaded: the store refuses or is not reached; what is there stays, marked as unfinished.
    """
    version = read_manifest(home).version
    progress(0, 1, "reading the graph")
    with Split(home) as split:
        total, done = sum(split.statements.values()), 0
        if begun is None:
            store.put(str(DEFAULT), turtle(*note(version, split.named)))
            for graph in sorted(set(earlier) - set(split.named)):
                store.delete(graph)
        for graph in [*split.named, str(DEFAULT)]:
            count = split.statements[graph]
            if begun is not None and graph in begun.done:
                done += count
                continue
            size = split.path(graph).stat().st_size
            for number, part in enumerate(pieces(split.path(graph), piece)):
                progress(done, total, f"{graph.rpartition('/graph/')[2]} ({count:,} statements)")
                if number == 0 and graph != str(DEFAULT):
                    store.put(graph, part)
                else:
                    store.add(graph, part)
                done += round(count * len(part) / size)
            if graph != str(DEFAULT):
                store.add(str(DEFAULT), turtle((NOTE, DCTERMS.hasPart, URIRef(graph))))
        store.add(str(DEFAULT), turtle(finished(datetime.datetime.now(datetime.UTC))))
        progress(total, total, "done")
        return Sent(version, split.statements, tuple(sorted(begun.done)) if begun else ())


def write_quads(home: Path, path: Path, progress: Progress = quiet) -> Sent:
    """Write what an upload would send as one N-Quads file, for an engine's own bulk loader.

    Raises:
        NoGraph: no graph has been built there, or it is damaged.
        OSError: the file cannot be written.
    """
    version = read_manifest(home).version
    progress(0, 1, "reading the graph")
    with Split(home) as split, path.open("wb") as out:
        names = [*split.named, str(DEFAULT)]
        for place, graph in enumerate(names):
            progress(place, len(names), graph.rpartition("/graph/")[2])
            ending = f" <{graph}> .\n".encode()
            with split.path(graph).open("rb") as lines:
                out.writelines(line.removesuffix(b" .\n") + ending for line in lines)
        told = [
            *note(version, split.named),
            *((NOTE, DCTERMS.hasPart, URIRef(name)) for name in split.named),
            finished(datetime.datetime.now(datetime.UTC)),
        ]
        for line in turtle(*told).splitlines():
            out.write(line.removesuffix(b" .") + f" <{DEFAULT}> .\n".encode())
        return Sent(version, split.statements, ())
