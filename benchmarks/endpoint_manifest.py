"""The W3C's tests of the SPARQL 1.1 Protocol and of result formats, read from their manifests.

The manifests describe each request in the vocabulary *HTTP in RDF*; nothing of them is copied here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

_MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_HT: Final = Namespace("http://www.w3.org/2011/http#")
_CNT: Final = Namespace("http://www.w3.org/2011/content#")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a response must be: the first digits of allowed statuses, the kind of answer, and a yes or no where that is known."""

    statuses: frozenset[str]
    kind: str | None
    boolean: bool | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, and what is expected of its response. ``target`` is what follows ``/sparql/`` in the manifest."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    expected: Expected


@dataclass(frozen=True, slots=True)
class ProtocolTest:
    """A test: requests that are sent in order."""

    name: str
    sentence: str
    exchanges: tuple[Exchange, ...]

    @property
    def is_update(self) -> bool:
        """Whether it is a test of updates, by the W3C's own name for it."""
        return "update" in self.name


@dataclass(frozen=True, slots=True)
class FormatTest:
    """A query over one file, and the file that its answer must look like."""

    name: str
    query: str
    data: Path
    result: Path


def _manifest(path: Path) -> tuple[Graph, list[Node]]:
    graph = Graph().parse(path, format="turtle", publicID=path.as_uri())
    entries = graph.value(URIRef(path.as_uri()), _MF.entries)
    assert entries is not None, f"{path} lists no tests"
    return graph, list(Collection(graph, entries))


def _one(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    value = graph.value(subject, predicate)
    assert value is not None, f"the manifest gives no {predicate} of {subject}"
    return value


def protocol_tests(folder: Path) -> list[ProtocolTest]:
    """The tests in ``folder/protocol``, in the manifest's order."""
    graph, entries = _manifest(folder / "protocol" / "manifest.ttl")
    found = []
    for entry in entries:
        connection = _one(graph, entry, _MF.action)
        requests = Collection(graph, _one(graph, connection, _HT.requests))
        exchanges = tuple(_exchange(graph, request) for request in requests)
        found.append(ProtocolTest(str(entry).rpartition("#")[2], str(_one(graph, entry, _MF.name)), exchanges))
    return found


def _exchange(graph: Graph, request: Node) -> Exchange:
    path = str(_one(graph, request, _HT.absolutePath))
    assert path.startswith("/sparql/"), path
    listed = graph.value(request, _HT.headers)
    headers = tuple(
        (str(_one(graph, each, _HT.fieldName)), str(_one(graph, each, _HT.fieldValue)))
        for each in (Collection(graph, listed) if listed is not None else ())
    )
    content = graph.value(request, _HT.body)
    body = None
    if content is not None:
        body = str(_one(graph, content, _CNT.chars)).encode(str(_one(graph, content, _CNT.characterEncoding)))
    return Exchange(
        str(_one(graph, request, _HT.methodName)),
        path.removeprefix("/sparql/"),
        headers,
        body,
        _expected(graph, _one(graph, request, _HT.resp)),
    )


def _expected(graph: Graph, response: Node) -> Expected:
    statuses = frozenset(str(each).rpartition("StatusCode")[2][0] for each in graph.objects(response, _MF.expectedStatus))
    kind, boolean = graph.value(response, _MF.expectedFormat), graph.value(response, _MF.expectedBoolean)
    truth = bool(boolean.toPython()) if isinstance(boolean, Literal) else None
    return Expected(statuses, None if kind is None else str(kind), truth)


def format_tests(folder: Path, name: str) -> list[FormatTest]:
    """The tests in ``folder/name`` (``json-res`` or ``csv-tsv-res``)."""
    graph, entries = _manifest(folder / name / "manifest.ttl")
    found = []
    for entry in entries:
        action = _one(graph, entry, _MF.action)
        query, data, result = (
            Path(str(each).removeprefix("file://"))
            for each in (_one(graph, action, _QT.query), _one(graph, action, _QT.data), _one(graph, entry, _MF.result))
        )
        found.append(FormatTest(str(entry).rpartition("#")[2], query.read_text(encoding="utf-8"), data, result))
    return found


def protocol_quads(folder: Path) -> Iterator[pyoxigraph.Quad]:
    """The graphs that an endpoint must hold for the protocol tests, under the names that the manifest gives them."""
    graph, _ = _manifest(folder / "protocol" / "manifest.ttl")
    named = {
        (str(_one(graph, held, RDFS.label)), str(_one(graph, held, _UT.graph)))
        for entry in graph.subjects(RDF.type, _MF.ProtocolTest)
        for held in graph.objects(entry, _UT.graphData)
    }
    for name, address in sorted(named):
        yield from quads_of(Path(address.removeprefix("file://")), name)


def quads_of(path: Path, name: str) -> Iterator[pyoxigraph.Quad]:
    """The triples of a file as quads of the graph ``name``; blank nodes get labels of their own."""
    for quad in pyoxigraph.parse(path=str(path), rename_blank_nodes=True):
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, pyoxigraph.NamedNode(name))


def held(path: Path) -> str:
    """The name under which an endpoint holds a file of the format tests."""
    return f"http://example.org/held/{path.parent.name}/{path.name}"


def write_dataset(folder: Path, path: Path) -> None:
    """Write an N-Quads file with all that an endpoint must hold for all these tests."""
    quads = list(protocol_quads(folder))
    for data in sorted({test.data for name in ("json-res", "csv-tsv-res") for test in format_tests(folder, name)}):
        quads += quads_of(data, held(data))
    pyoxigraph.serialize(quads, str(path), format=pyoxigraph.RdfFormat.N_QUADS)
