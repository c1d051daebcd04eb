"""What of a thing's periods runs on a day: of a state, an instrument, a binding period or a duty."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from servanda.ontology.namespaces import BASE, SV
from servanda.queries.answers import PeriodAnswer, answers
from servanda.queries.describe import Statement
from servanda.queries.duties import duties
from servanda.queries.engine import Engine

RUNS: Final = SV.runsOn
MAY_RUN: Final = SV.mayRunOn
DOES_NOT_RUN: Final = SV.doesNotRunOn

#: Kinds of things (the first part of their names) of which something else is so on another day.
DATED_KINDS: Final = frozenset({"state", "instrument", "binding", "duty"})


@dataclass(frozen=True, slots=True)
class Running:
    """A period or a duty on a day.

    Attributes:
        thing: the period or the duty.
        state, instrument: whose, and under which instrument; of a duty, empty.
        from_, until: a day or a year; ``until`` is the first on which it runs no more, or empty.
        how: ``RUNS``, ``MAY_RUN`` or ``DOES_NOT_RUN``.
    """

    thing: str
    state: str
    instrument: str
    from_: str
    until: str
    how: URIRef


def _kind(thing: str) -> str:
    return thing.removeprefix(f"{BASE}id/").partition("/")[0]


def depends_on_day(thing: str) -> bool:
    """Whether the description of a thing can be asked for a day."""
    return _kind(thing) in DATED_KINDS


def _how(period: PeriodAnswer, on: datetime.date) -> URIRef:
    if period.from_latest <= on and (period.until_earliest is None or on < period.until_earliest):
        return RUNS
    if period.from_earliest <= on and (period.until_latest is None or on < period.until_latest):
        return MAY_RUN
    return DOES_NOT_RUN


def _named(said: Sequence[Statement], predicate: URIRef) -> URIRef | None:
    return next((each.value for each in said if each.predicate == predicate and isinstance(each.value, URIRef)), None)


def _text(said: Sequence[Statement], predicate: URIRef) -> str:
    return next((str(each.value) for each in said if each.predicate == predicate), "")


def running(engine: Engine, thing: URIRef, said: Sequence[Statement], on: datetime.date) -> list[Running]:
    """What of a thing runs on a day, certainly or perhaps; of a period or a duty itself also that it does not.

    Args:
        engine: the graph.
        thing: what is described.
        said: what the graph says of it.
        on: the day.
    """
    kind = _kind(thing)
    if kind == "duty":
        return _duty(engine, thing, said, on)
    if kind == "binding":
        periods = answers(engine, PeriodAnswer, "binding_periods", state=_named(said, SV.party), instrument=_named(said, SV.instrument))
        return [_running(each, on) for each in periods if each.period == str(thing)]
    if kind in DATED_KINDS:
        found = [_running(each, on) for each in answers(engine, PeriodAnswer, "binding_periods", **{kind: thing})]
        return [each for each in found if each.how != DOES_NOT_RUN]
    return []


def _running(period: PeriodAnswer, on: datetime.date) -> Running:
    return Running(period.period, period.state, period.instrument, period.from_, period.until or "", _how(period, on))


def _duty(engine: Engine, thing: URIRef, said: Sequence[Statement], on: datetime.date) -> list[Running]:
    """A duty runs only perhaps where it is open whether the state has excluded the part of the treaty: asked as the duties of a day are."""
    state = _named(said, SV.dutyBearer)
    owed = {} if state is None else {each.duty: each.certain for each in duties(engine, state, on).duties}
    how = DOES_NOT_RUN if str(thing) not in owed else RUNS if owed[str(thing)] else MAY_RUN
    return [Running(str(thing), "", "", _text(said, SV.boundFrom), _text(said, SV.boundUntil), how)]


def _dated(value: str) -> Literal:
    return Literal(value, datatype=XSD.date if len(value) > len("1962") else XSD.gYear)


def as_triples(found: Sequence[Running], on: datetime.date) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """What runs on a day, as statements that stay true."""
    for each in found:
        this = URIRef(each.thing)
        yield this, each.how, Literal(on.isoformat(), datatype=XSD.date)
        yield this, SV.boundFrom, _dated(each.from_)
        if each.until:
            yield this, SV.boundUntil, _dated(each.until)
        if each.state:
            yield this, RDF.type, SV.BindingPeriod
            yield this, SV.party, URIRef(each.state)
            yield this, SV.instrument, URIRef(each.instrument)
