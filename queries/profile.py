"""A state in one answer: what bound it on a day, what is recorded of its measures and agreements, what others report. Nothing is weighed.

Each part comes from a question of its own and keeps that question's limits: claims are counted by kind and never added up, a measure that
is not recorded may well exist, figures of others are context, and what a study finds is the study's.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from rdflib import Literal, URIRef

from servanda.queries.answers import (
    AgreementAnswer,
    CorridorPeopleAnswer,
    FindingAnswer,
    IndicatorAnswer,
    InstrumentReportsAnswer,
    MeasureAnswer,
    MeasureTellingAnswer,
    ProfileAnswer,
    TopicAnswer,
    TopicReportsAnswer,
    answers,
)
from servanda.queries.bind import Term, day
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text

_Answer = TypeVar("_Answer")

#: How many corridors are listed on each side.
MOST_PEOPLE: Final = 5


@dataclass(frozen=True, slots=True)
class TopicDuties:
    """How many duties a state owed for certain on a topic, and under how many instruments."""

    topic: str
    label: str
    duties: int
    instruments: int


@dataclass(frozen=True, slots=True)
class MeasureSum:
    """One measure, and how its articles compare with obligations.

    Attributes:
        comparisons: number of comparisons by coverage.
        text_read: false where no text of it was read here; the comparisons then judge what ``told`` says.
        told: who tells of a measure that was not read, oldest first.
    """

    measure: str
    title: str
    adopted: str | None
    in_force: str | None
    source: str
    comparisons: Mapping[str, int]
    text_read: bool
    told: tuple[MeasureTellingAnswer, ...]


@dataclass(frozen=True, slots=True)
class StateProfile:
    """What the graph says of a state.

    Attributes:
        state: code.
        on: the day of ``bound`` and ``topics``.
        bound: instruments that bound it, or may have (``certain`` false).
        topics: its duties by topic; a duty on two topics stands in both.
        reports_by_topic, reports_under: claims about it, by kind; one claim can have several topics.
        measures: what it did, as far as recorded: what was read, and what others tell of.
        agreements: its labour agreements, oldest first.
        people_from, people_in: where people born here live, and where people who live here are from; most people first.
        figures: the newest figure of each indicator.
        findings: of studies about this country.
        sparql: each question as it was asked.
    """

    state: str
    on: datetime.date
    bound: tuple[ProfileAnswer, ...]
    topics: tuple[TopicDuties, ...]
    reports_by_topic: tuple[TopicReportsAnswer, ...]
    reports_under: tuple[InstrumentReportsAnswer, ...]
    measures: tuple[MeasureSum, ...]
    agreements: tuple[AgreementAnswer, ...]
    people_from: tuple[CorridorPeopleAnswer, ...]
    people_in: tuple[CorridorPeopleAnswer, ...]
    figures: tuple[IndicatorAnswer, ...]
    findings: tuple[FindingAnswer, ...]
    sparql: Mapping[str, str]


def _topics(rows: list[TopicAnswer]) -> tuple[TopicDuties, ...]:
    found: dict[str, TopicDuties] = {}
    for row in rows:
        before = found.get(row.topic, TopicDuties(local_name(row.topic), row.label, 0, 0))
        found[row.topic] = TopicDuties(before.topic, before.label, before.duties + row.duties, before.instruments + 1)
    return tuple(found.values())


def _measures(rows: list[MeasureAnswer], tellings: list[MeasureTellingAnswer]) -> tuple[MeasureSum, ...]:
    named = {row.measure: row for row in rows}
    compared: dict[str, Counter[str]] = {measure: Counter() for measure in named}
    for row in dict.fromkeys(rows):
        if row.coverage is not None:
            compared[row.measure][local_name(row.coverage)] += 1
    return tuple(
        MeasureSum(
            measure=local_name(row.measure),
            title=row.title,
            adopted=row.adopted,
            in_force=row.in_force,
            source=row.source,
            comparisons=dict(sorted(compared[measure].items())),
            text_read=row.text_read,
            told=tuple(each for each in tellings if each.measure == measure),
        )
        for measure, row in named.items()
    )


def _newest(rows: list[IndicatorAnswer]) -> tuple[IndicatorAnswer, ...]:
    found: dict[str, IndicatorAnswer] = {}
    for row in rows:
        if row.indicator not in found or row.year >= found[row.indicator].year:
            found[row.indicator] = row
    return tuple(found.values())


def profile(engine: Engine, state: URIRef, on: datetime.date, language: str) -> StateProfile:
    """Ask all questions about one state.

    Args:
        engine: where.
        state: the state.
        on: the day on which it is asked what bound the state; everything else is told as far as it is recorded.
        language: ``en`` or ``id``.
    """
    words: dict[str, Term] = {"language": Literal(language)}
    scopes: dict[str, tuple[str, dict[str, Term]]] = {
        "bound": ("state_profile", {"state": state, "on": day(on)}),
        "topics": ("topics_by_state", {"state": state, "on": day(on), **words}),
        "reports_by_topic": ("reports_by_topic", {"respondent": state, **words}),
        "reports_under": ("reports_by_instrument", {"respondent": state}),
        "measures": ("measures_of_state", {"state": state, **words}),
        "tellings": ("measure_tellings", {"state": state, **words}),
        "agreements": ("agreements", {"state": state, **words}),
        "people_from": ("corridor_people", {"origin": state, **words}),
        "people_in": ("corridor_people", {"destination": state, **words}),
        "figures": ("indicators_of_state", {"state": state, **words}),
        "findings": ("findings_about_state", {"about": state, **words}),
    }

    def ask(part: str, kind: type[_Answer]) -> list[_Answer]:
        name, scope = scopes[part]
        return list(answers(engine, kind, name, **scope))

    return StateProfile(
        state=local_name(state),
        on=on,
        bound=tuple(ask("bound", ProfileAnswer)),
        topics=_topics(ask("topics", TopicAnswer)),
        reports_by_topic=tuple(ask("reports_by_topic", TopicReportsAnswer)),
        reports_under=tuple(ask("reports_under", InstrumentReportsAnswer)),
        measures=_measures(ask("measures", MeasureAnswer), ask("tellings", MeasureTellingAnswer)),
        agreements=tuple(ask("agreements", AgreementAnswer)),
        people_from=tuple(ask("people_from", CorridorPeopleAnswer))[:MOST_PEOPLE],
        people_in=tuple(ask("people_in", CorridorPeopleAnswer))[:MOST_PEOPLE],
        figures=_newest(ask("figures", IndicatorAnswer)),
        findings=tuple(ask("findings", FindingAnswer)),
        sparql={part: query_text(name, scope) for part, (name, scope) in scopes.items()},
    )
