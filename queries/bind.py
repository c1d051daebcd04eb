"""Parameters into questions: as RDF terms in ``VALUES`` lines, in one pass; nothing is ever pasted into the text."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from re import Match

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from servanda.queries.catalogue import PARAMETER, Question
from servanda.queries.errors import UnknownParameter

Term = URIRef | Literal


def day(value: datetime.date) -> Literal:
    """A day as a parameter."""
    return Literal(value.isoformat(), datatype=XSD.date)


def bind(question: Question, parameters: Mapping[str, Term | Sequence[Term] | None]) -> str:
    """The query with its parameters filled in; a parameter that is None or not given stays open and means "any".

    Raises:
        UnknownParameter: the question has no such parameter, or a term cannot be written.
    """
    for name in parameters:
        if name not in question.parameters:
            raise UnknownParameter(f"{question.name} has no parameter {name!r}; it has {', '.join(question.parameters) or 'none'}")

    def fill(match: Match[str]) -> str:
        value = parameters.get(match["name"])
        if value is None:
            return match[0]
        terms = [value] if isinstance(value, URIRef | Literal) else list(value)
        return f"{match['before']}{' '.join(_n3(term) for term in terms)}{match['after']}"

    return PARAMETER.sub(fill, question.text)


def _n3(term: Term) -> str:
    if isinstance(term, URIRef) and any(character in term for character in '<>"{}|^`\\ \n\t'):
        raise UnknownParameter(f"{str(term)!r} is no IRI")
    return term.n3()
