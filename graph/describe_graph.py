"""What the graph says of itself: counted from what is in it, written as quads of a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import Literal
from rdflib.namespace import DCTERMS

from servanda.graph.quads import Triple, text
from servanda.graph.void_counts import count
from servanda.graph.write_catalogue import DATASET, catalogue
from servanda.graph.write_questions import questions
from servanda.graph.write_void import ELSEWHERE, void
from servanda.ontology import iris
from servanda.ontology.graph_names import about_graph

DESCRIPTION: Final = iris.named_graph("description")
_CLAIMS: Final = str(iris.named_graph("claims/x")).removesuffix("x")


def described(lines: Sequence[str]) -> Iterator[Triple]:
    """All triples of ``graph/description``.

    Args:
        lines: the quads of all other graphs, sorted.
    """
    graphs = {line.rsplit(" ", 2)[1][1:-1] for line in lines}
    yield from catalogue()
    yield from questions()
    yield from void(count(lines, frozenset(graph for graph in graphs if not graph.startswith(_CLAIMS)), tuple(ELSEWHERE)))
    yield DATASET, DCTERMS.hasPart, DESCRIPTION
    for language, (title, description) in about_graph("description").items():
        yield DESCRIPTION, DCTERMS.title, text(title, language)
        yield DESCRIPTION, DCTERMS.description, text(description, language)


def on_one_line(value: Literal) -> str:
    """A literal as N-Quads write it, whatever characters it has: rdflib would break the lines of a text where it has line breaks."""
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    if value.language:
        return f'"{escaped}"@{value.language}'
    return f'"{escaped}"' if value.datatype is None else f'"{escaped}"^^{value.datatype.n3()}'
