"""Which duties a state owed on a day, and what the sources leave open."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from servanda.queries.answers import DutyAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.engine import Engine
from servanda.queries.run import query_text


@dataclass(frozen=True, slots=True)
class DutiesAnswer:
    """The duties of a state on a day.

    Attributes:
        state: IRI.
        on: the day asked about.
        duties: certain ones and ones that dates known to the year leave open (``certain`` tells them apart).
        sparql: the query that gives the same.
    """

    state: str
    on: datetime.date
    duties: tuple[DutyAnswer, ...]
    sparql: str


def duties(
    engine: Engine,
    state: URIRef,
    on: datetime.date,
    *,
    topic: URIRef | None = None,
    instrument: URIRef | None = None,
    language: str = "en",
) -> DutiesAnswer:
    """The duties of a state on a day, all or on one topic or under one instrument, sorted by instrument and provision."""
    parameters: Mapping[str, Term | None] = {
        "state": state,
        "on": day(on),
        "topic": topic,
        "instrument": instrument,
        "language": Literal(language),
    }
    found = tuple(answers(engine, DutyAnswer, "duties_on", **parameters))
    return DutiesAnswer(str(state), on, found, query_text("duties_on", parameters))
