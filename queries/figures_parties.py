"""Who was bound by an instrument: every state on a day, and how many states at the end of each year."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from servanda.queries.answers import (
    ActAnswer,
    CompletenessAnswer,
    ConflictAnswer,
    InstrumentKindAnswer,
    PeriodAnswer,
    StateAnswer,
    StateNameAnswer,
    answers,
)
from servanda.queries.bind import Term
from servanda.queries.decision import BOUND, NOT_BOUND, SOFT_LAW, Status, decide
from servanda.queries.engine import Engine
from servanda.queries.errors import QuestionError
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text
from servanda.queries.snapshot_read import silent_records


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A state and an instrument on a day.

    Attributes:
        code, name: the state.
        status: ``bound``, ``not_bound`` or ``not_known``: what ``binding`` answers.
        since: beginning of the period that decides, a day or a year as the sources know it; empty where none does.
        until: its end likewise: the first day on which the state is no longer bound.
        former: whether the state has ceased to exist; such a state is told only where it was bound, or may have been.
    """

    code: str
    name: str
    status: Status
    since: str
    until: str
    former: bool


@dataclass(frozen=True, slots=True)
class Parties:
    """All states and one instrument on a day, by code.

    Attributes:
        instrument: slug.
        on: the day.
        counts: how many rows have each status.
        rows: present states and other parties, and former ones that were bound or may have been.
        sparql: the queries from whose answers each status is decided, by name.
    """

    instrument: str
    on: datetime.date
    counts: Mapping[str, int]
    rows: tuple[PartyRow, ...]
    sparql: Mapping[str, str]


def names_of_states(engine: Engine, language: str) -> Mapping[str, tuple[str, bool]]:
    """By code, the name and whether it is a former state; a state without a name in the language keeps the English one."""
    named = {each.state: each.name for each in answers(engine, StateNameAnswer, "state_names", language=Literal(language))}
    several = answers(engine, StateAnswer, "states")
    return {each.code: (named.get(each.state, each.name), each.former) for each in sorted(several, key=lambda one: one.code)}


@dataclass(frozen=True, slots=True)
class Records:
    """What is recorded of an instrument, whatever the day: by the code of a state where it is of a state."""

    instrument: str
    periods: Mapping[str, Sequence[PeriodAnswer]]
    silent: Mapping[str, Sequence[ActAnswer]]
    conflicts: Mapping[str, Sequence[ConflictAnswer]]
    coverage: Sequence[CompletenessAnswer]
    kinds: Sequence[InstrumentKindAnswer]
    sparql: Mapping[str, str]


def read_records(engine: Engine, instrument: URIRef) -> Records:
    """What is recorded of a treaty.

    Raises:
        QuestionError: it is no treaty: nobody is party to it.
    """
    asked: dict[str, Term] = {"instrument": instrument}
    slug = local_name(str(instrument))
    kinds = list(answers(engine, InstrumentKindAnswer, "instrument_kind", **asked))
    if any(local_name(each.kind) == SOFT_LAW for each in kinds):
        raise QuestionError(
            f"{slug} is not a treaty: as such it binds no state, and there are no parties to show",
            f"{slug} bukan perjanjian: karena itu tidak mengikat negara mana pun, dan tidak ada pihak untuk ditampilkan",
        )
    periods: dict[str, list[PeriodAnswer]] = {}
    for period in answers(engine, PeriodAnswer, "binding_periods", **asked):
        periods.setdefault(local_name(period.state), []).append(period)
    conflicts: dict[str, list[ConflictAnswer]] = {}
    for conflict in answers(engine, ConflictAnswer, "conflicts", **asked):
        conflicts.setdefault(local_name(conflict.state), []).append(conflict)
    silent = {code: acts for (code, _), acts in silent_records(engine, [instrument]).items()}
    coverage = list(answers(engine, CompletenessAnswer, "completeness", **asked))
    used = ("binding_periods", "snapshot_silent_acts", "conflicts", "completeness")
    return Records(slug, periods, silent, conflicts, coverage, kinds, {name: query_text(name, asked) for name in used})


def parties(records: Records, names: Mapping[str, tuple[str, bool]], on: datetime.date) -> Parties:
    """Whether each state was bound by a treaty on a day.

    Args:
        records: see ``read_records``.
        names: see ``names_of_states``.
        on: the day.
    """
    rows: list[PartyRow] = []
    for code, (name, former) in names.items():
        several = records.periods.get(code, ()), records.silent.get(code, ()), records.conflicts.get(code, ())
        found = decide(*several, records.coverage, on, records.kinds)
        if former and (found.status == NOT_BOUND or found.period is None):
            continue
        since, until = ("", "") if found.period is None else (found.period.from_, found.period.until or "")
        rows.append(PartyRow(code, name, found.status, since, until, former))
    return Parties(records.instrument, on, Counter(row.status for row in rows), tuple(rows), records.sparql)


@dataclass(frozen=True, slots=True)
class PartiesOfYear:
    """How many states an instrument bound at the end of a year.

    Attributes:
        instrument, short: which one.
        on: 31 December, or the last day asked about.
        bound: for certain.
        not_known: states of which dates known to the year, or left open by the text, do not tell.
        began, ended: periods that began or ended in the year (by the latest day on which they can have begun, or the earliest on which
            they can have ended).
    """

    instrument: str
    short: str
    on: datetime.date
    bound: int
    not_known: int
    began: int
    ended: int


@dataclass(frozen=True, slots=True)
class PartiesByYear:
    """Several instruments year by year, from the year of the first beginning to the last day asked about."""

    until: datetime.date
    rows: tuple[PartiesOfYear, ...]
    sparql: Mapping[str, str]


def parties_by_year(engine: Engine, instruments: Sequence[URIRef], until: datetime.date, shorts: Mapping[str, str]) -> PartiesByYear:
    """How many states each instrument bound at the end of each year; who left is no longer counted.

    Args:
        engine: where.
        instruments: in the order of the answer; one under which nobody was ever bound has no rows.
        until: the last day; the last row of each instrument is of this day.
        shorts: what each instrument is called, by slug.
    """
    rows: list[PartiesOfYear] = []
    for instrument in instruments:
        several = list(answers(engine, PeriodAnswer, "binding_periods", instrument=instrument))
        if not several:
            continue
        slug = local_name(str(instrument))
        for year in range(min(each.from_earliest for each in several).year, until.year + 1):
            rows.append(_of_year(slug, shorts[slug], several, min(datetime.date(year, 12, 31), until)))
    return PartiesByYear(until, tuple(rows), {"binding_periods": query_text("binding_periods", {"instrument": list(instruments)})})


def _of_year(slug: str, short: str, periods: Sequence[PeriodAnswer], on: datetime.date) -> PartiesOfYear:
    bound: set[str] = set()
    perhaps: set[str] = set()
    for each in periods:
        status = decide([each], (), (), (), on).status
        if status == BOUND:
            bound.add(each.state)
        elif status != NOT_BOUND:
            perhaps.add(each.state)
    ends = [each.until_earliest for each in periods if each.until_earliest is not None]
    return PartiesOfYear(
        instrument=slug,
        short=short,
        on=on,
        bound=len(bound),
        not_known=len(perhaps - bound),
        began=sum(each.from_latest.year == on.year and each.from_latest <= on for each in periods),
        ended=sum(day.year == on.year and day <= on for day in ends),
    )
