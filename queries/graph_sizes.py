"""How many statements there are in graphs."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import URIRef

from servanda.queries.engine import Engine
from servanda.queries.run import ask


def graph_sizes(engine: Engine, graphs: Iterable[str]) -> dict[str, int]:
    """The number of statements in each of these graphs, asked one by one: counting a large one takes an engine seconds.

    Raises:
        EngineError: a remote engine does not answer.
    """
    sizes: dict[str, int] = {}
    for graph in graphs:
        for row in ask(engine, "graph_sizes", graph=URIRef(graph)):
            sizes[graph] = int(str(row["statements"]))
    return sizes
