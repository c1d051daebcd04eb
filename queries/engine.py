"""What a question needs of a store: nothing but rows for a SELECT query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from rdflib.term import Node


class Engine(Protocol):
    """A store that answers SPARQL: the one in memory, or a remote one (``servanda.queries.remote``)."""

    def select(self, query: str) -> Iterator[dict[str, Node]]:
        """The rows of a SELECT query: each bound variable's term."""
        ...
