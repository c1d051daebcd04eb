"""A state's acts and binding periods in time, instrument by instrument."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from rdflib import URIRef

from servanda.ontology.act_kinds import CONSENTS, SIGNATURES
from servanda.queries.answers import ActOfStateAnswer, PeriodAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text

#: Kinds of act as a picture tells them apart.
Mark = Literal["signature", "consent", "statement", "denunciation", "other"]
_STATEMENTS: Final = frozenset({"Reservation", "Declaration", "UnilateralStatement", "WithdrawalOfReservation", "WithdrawalOfDeclaration"})


@dataclass(frozen=True, slots=True)
class TimedAct:
    """An act of a state as the sources date it; ``date`` is a day or a year, ``kind`` its class (``Ratification``)."""

    instrument: str
    kind: str
    mark: Mark
    date: str


@dataclass(frozen=True, slots=True)
class TimedPeriod:
    """A binding period.

    Attributes:
        instrument: slug.
        from_, from_earliest, from_latest: beginning as written, and the days between which it lies.
        until, until_earliest, until_latest: end likewise; None where the state is still bound as far as the sources go.
        certain: whether the day of the beginning is known.
        precision: ``day``, ``year`` or ``atLatest``.
    """

    instrument: str
    from_: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until: str | None
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    certain: bool
    precision: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a state did and what bound it, up to a day; undated acts are counted, for they have no place in time."""

    state: str
    until: datetime.date
    acts: tuple[TimedAct, ...]
    periods: tuple[TimedPeriod, ...]
    undated: int
    sparql: Mapping[str, str]


def timeline(engine: Engine, state: URIRef, until: datetime.date, instruments: Collection[str] = ()) -> Timeline:
    """The acts and periods of a state that begin up to a day.

    Args:
        engine: where.
        state: the state.
        until: the last day that is told.
        instruments: slugs; none means all.
    """
    scope: dict[str, Term] = {"state": state}
    acts: dict[tuple[str, str, str], TimedAct] = {}
    undated: set[str] = set()
    for act in answers(engine, ActOfStateAnswer, "acts_of_state", **scope):
        slug, kind = local_name(act.instrument), local_name(act.kind)
        if instruments and slug not in instruments:
            continue
        if act.date is None:
            undated.add(act.act)
        elif act.date <= until.isoformat()[: len(act.date)]:
            acts[slug, kind, act.date] = TimedAct(slug, kind, _mark(kind), act.date)
    periods = [
        _period(each)
        for each in answers(engine, PeriodAnswer, "binding_periods", **scope)
        if each.from_earliest <= until and (not instruments or local_name(each.instrument) in instruments)
    ]
    return Timeline(
        state=local_name(str(state)),
        until=until,
        acts=tuple(acts[key] for key in sorted(acts)),
        periods=tuple(periods),
        undated=len(undated),
        sparql={name: query_text(name, scope) for name in ("acts_of_state", "binding_periods")},
    )


def _mark(kind: str) -> Mark:
    if kind in SIGNATURES:
        return "signature"
    if kind in CONSENTS:
        return "consent"
    if kind in _STATEMENTS:
        return "statement"
    return "denunciation" if kind == "Denunciation" else "other"


def _period(found: PeriodAnswer) -> TimedPeriod:
    return TimedPeriod(
        instrument=local_name(found.instrument),
        from_=found.from_,
        from_earliest=found.from_earliest,
        from_latest=found.from_latest,
        until=found.until,
        until_earliest=found.until_earliest,
        until_latest=found.until_latest,
        certain=found.from_earliest == found.from_latest,
        precision=local_name(found.precision),
    )
