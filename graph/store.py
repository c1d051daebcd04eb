"""The built graph, ready for questions: what every store answers, and the store in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from servanda.graph.build import GRAPH_FILE
from servanda.graph.errors import GraphError, NoGraph
from servanda.graph.switch import finish
from servanda.graph.version import check_version, file_version
from servanda.ontology.namespaces import GRAPH

CLAIMS: Final = f"{GRAPH}claims/"


def to_rdflib(term: object) -> Node:
    """An engine's term as rdflib's."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        return Literal(term.value) if datatype == XSD.string else Literal(term.value, datatype=datatype)
    raise GraphError(f"{term!r} cannot be read as an RDF term")


def fill_default_graph(store: pyoxigraph.Store, *, folder: bool = False) -> None:
    """Copy every named graph but the claims into the default graph.

    The union is copied: the engine's own union counts a triple once for each graph that holds it, so that an act told by two
    sources would be counted twice.

    Args:
        store: the named graphs.
        folder: whether it lies in a folder, as in ``read_file``.
    """
    load = store.bulk_load if folder else store.load
    for name in list(store.named_graphs()):
        if isinstance(name, pyoxigraph.NamedNode) and name.value.startswith(CLAIMS):
            continue
        # Text that the engine wrote and reads again is twice as quick as quads handed over one by one.
        triples = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=name)
        assert triples is not None
        if b"_:" not in triples:
            load(triples, pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
            continue
        # Read again, a blank node would be another one.
        quads = list(store.quads_for_pattern(None, None, None, name))
        store.bulk_extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def read_file(store: pyoxigraph.Store, path: Path, *, folder: bool = False) -> None:
    """Load an N-Quads or TriG file into an empty store; its default graph is not filled yet.

    Args:
        store: the empty store.
        path: the file.
        folder: whether the store lies in a folder. There the engine's bulk loader is much the quicker one; a store in memory it fills
            from several threads, which leaves the memory in pieces: a lookup then took twice as long, a join a fifth longer.

    Raises:
        NoGraph: it is not there, or cannot be parsed (with the line).
    """
    formats = {".nq": pyoxigraph.RdfFormat.N_QUADS, ".trig": pyoxigraph.RdfFormat.TRIG}
    if (rdf_format := formats.get(path.suffix)) is None:
        raise NoGraph(f"{path.name}: only .nq and .trig files can be loaded")
    try:
        (store.bulk_load if folder else store.load)(path=str(path), format=rdf_format)
    except FileNotFoundError as error:
        raise NoGraph(f"there is no built graph in {path.parent}: run `servanda build`") from error
    except (SyntaxError, OSError, ValueError) as error:
        raise NoGraph(f"{path.name} cannot be read as a graph ({error}): run `servanda build`") from error


class GraphStore:
    """A loaded graph (Oxigraph). The default graph is the union of all named graphs but the claims."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        """Take a store whose default graph is filled."""
        self.store = store

    def evaluate(self, query: str) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """Evaluate a query over the default graph described above, or over the graphs that the query names (``FROM``).

        Raises:
            SyntaxError: the query is not SPARQL 1.1 (an update is not, either).
        """
        return self.store.query(query)

    def select(self, query: str) -> Iterator[dict[str, Node]]:
        """The rows of a SELECT query, each variable's term (unbound variables are absent).

        Raises:
            SyntaxError: the query is not SPARQL.
            GraphError: it is not a SELECT query.
        """
        result = self.evaluate(query)
        if not isinstance(result, pyoxigraph.QuerySolutions):
            raise GraphError("a SELECT query is needed here")
        names = [variable.value for variable in result.variables]
        for solution in result:
            yield {name: to_rdflib(solution[name]) for name in names if solution[name] is not None}

    def construct(self, query: str) -> bytes:
        """The triples of a CONSTRUCT or DESCRIBE query as N-Triples.

        Raises:
            SyntaxError: the query is not SPARQL.
            GraphError: it is another kind of query.
        """
        result = self.evaluate(query)
        if not isinstance(result, pyoxigraph.QueryTriples):
            raise GraphError("a CONSTRUCT or DESCRIBE query is needed here")
        output = io.BytesIO()
        result.serialize(output, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return output.getvalue()


class MemoryStore(GraphStore):
    """The graph in memory: the quickest answers, after a load of seconds."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        """Take a loaded store and fill its default graph."""
        super().__init__(store)
        fill_default_graph(store)

    @classmethod
    def open(cls, home: Path) -> MemoryStore:
        """Load the graph that ``servanda build`` made.

        Raises:
            NoGraph: there is none, or it is damaged, or is not the one that its manifest tells of.
        """
        finish(home)
        path = home / GRAPH_FILE
        if path.is_file():
            check_version(home, file_version(path))
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> MemoryStore:
        """Load any N-Quads or TriG file.

        Raises:
            NoGraph: it is not there, or cannot be parsed (with the line).
        """
        store = pyoxigraph.Store()
        read_file(store, path)
        return cls(store)
