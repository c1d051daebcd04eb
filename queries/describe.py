"""A thing as linked data: what the graph says of it, with the names of what it points to."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from servanda.ontology.namespaces import PREFIXES
from servanda.queries.close_names import nothing_of
from servanda.queries.engine import Engine
from servanda.queries.run import ask


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the graph says.

    Attributes:
        predicate: IRI.
        value: the term.
        label: what the value is called, or empty.
    """

    predicate: URIRef
    value: URIRef | Literal
    label: str


def describe(engine: Engine, thing: URIRef) -> list[Statement]:
    """What the graph says of a thing, one statement each, sorted by predicate.

    Raises:
        NotFound: the graph says nothing of it.
    """
    found: dict[tuple[URIRef, URIRef | Literal], str] = {}
    for row in ask(engine, "describe", thing=thing):
        predicate, value = row["predicate"], row["value"]
        if not isinstance(predicate, URIRef) or not isinstance(value, URIRef | Literal):
            continue
        label = row.get("label")
        known = found.get((predicate, value), "")
        better = isinstance(label, Literal) and (not known or label.language == "en")
        found[(predicate, value)] = str(label) if better else known
    if not found:
        raise nothing_of(engine, str(thing))
    return [Statement(predicate, value, label) for (predicate, value), label in found.items()]


def is_described(engine: Engine, thing: URIRef) -> bool:
    """Whether the graph says anything of a thing."""
    return next(ask(engine, "describe", thing=thing), None) is not None


def as_graph(thing: URIRef, statements: list[Statement]) -> Graph:
    """The statements as an RDF graph with prefixes; what the thing points to keeps its name as ``rdfs:label``."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for statement in statements:
        graph.add((thing, statement.predicate, statement.value))
        if statement.label and isinstance(statement.value, URIRef) and statement.predicate != RDF.type:
            graph.add((statement.value, RDFS.label, Literal(statement.label)))
    return graph
