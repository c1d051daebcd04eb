"""Asking a question: a name and terms in, rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rdflib.term import Node

from servanda.queries.bind import Term, bind
from servanda.queries.catalogue import question
from servanda.queries.engine import Engine

Row = Mapping[str, Node]


def query_text(name: str, parameters: Mapping[str, Term | Sequence[Term] | None]) -> str:
    """The SPARQL that asks a question with these parameters: what a reader can run to get the same.

    Raises:
        UnknownQuestion, UnknownParameter: see ``catalogue`` and ``bind``.
    """
    return bind(question(name), parameters)


def ask(engine: Engine, name: str, **parameters: Term | Sequence[Term] | None) -> Iterator[Row]:
    """The rows that answer a question.

    Raises:
        UnknownQuestion, UnknownParameter: see ``catalogue`` and ``bind``.
    """
    return engine.select(query_text(name, parameters))
