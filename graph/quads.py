"""Writing facts as quads: small pieces shared by the writers of each graph."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from servanda.loaders.dates import PartialDate

Triple = tuple[URIRef, URIRef, Node]

#: The same few thousand dates are written a million times: the literals made last are kept.
_DATES: Final = 20_000


@lru_cache(_DATES)
def day(value: datetime.date) -> Literal:
    """A day as ``xsd:date``."""
    return Literal(value.isoformat(), datatype=XSD.date)


@lru_cache(_DATES)
def date(value: PartialDate) -> Literal:
    """A day as ``xsd:date``, a year as ``xsd:gYear``: no 1 January is invented."""
    return Literal(str(value), datatype=XSD.date if value.is_day else XSD.gYear)


@lru_cache(_DATES)
def written(value: str) -> Literal:
    """A date that is already written as a day or a year."""
    return date(PartialDate.parse(value))


def text(value: str, language: str | None = None) -> Literal:
    """A string, with a language where there is one."""
    return Literal(value, lang=language) if language else Literal(value)


def types(subject: URIRef, *classes: URIRef) -> Iterator[Triple]:
    """The classes of a thing, superclasses too, so that a query needs no reasoner."""
    for each in classes:
        yield subject, RDF.type, each


def texts(subject: URIRef, predicate: URIRef, values: Mapping[str, str]) -> Iterator[Triple]:
    """One literal for each language."""
    for language, value in values.items():
        yield subject, predicate, text(value, language)


def strings(subject: URIRef, values: Mapping[URIRef, str]) -> Iterator[Triple]:
    """One string for each predicate whose value is not empty."""
    for predicate, value in values.items():
        if value:
            yield subject, predicate, text(value)
