"""Parameters into questions: as RDF terms in ``VALUES`` lines, in one pass; nothing is ever pasted into the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from servanda.ontology.questions import filled
from servanda.queries.catalogue import Question
from servanda.queries.errors import UnknownParameter

Term = URIRef | Literal


def day(value: datetime.date) -> Literal:
    """A day as a parameter."""
    return Literal(value.isoformat(), datatype=XSD.date)


def bind(question: Question, parameters: Mapping[str, Term | Sequence[Term] | None]) -> str:
    """The query with its parameters filled in; a parameter that is None or not given stays open and means "any".

    Raises:
        UnknownParameter: the question has no such parameter, lacks one that it needs, or a term cannot be written.
    """
    for name in parameters:
        if name not in question.parameters:
            raise UnknownParameter(f"{question.name} has no parameter {name!r}; it has {', '.join(question.parameters) or 'none'}")
    for name in sorted(question.needed):
        if parameters.get(name) is None:
            raise UnknownParameter(f"{question.name} needs the parameter {name!r}")

    given = {
        name: [value] if isinstance(value, URIRef | Literal) else list(value) for name, value in parameters.items() if value is not None
    }
    return filled(question.text, {name: " ".join(_n3(term) for term in terms) for name, terms in given.items()})


#: What cannot stand in an IRI (SPARQL 1.1, rule IRIREF): it would end it.
_NOT_IN_AN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def _n3(term: Term) -> str:
    for iri in (term, term.datatype if isinstance(term, Literal) else None):
        if isinstance(iri, URIRef) and _NOT_IN_AN_IRI.search(iri):
            raise UnknownParameter(f"{str(iri)!r} is no IRI")
    return term.n3()
