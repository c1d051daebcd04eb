"""What a state's page tells beside its profile: every instrument over time, and what limits its consents."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef

from servanda.api.envelope import Service
from servanda.queries.answers import LimitAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.decision import NOT_BOUND
from servanda.queries.figures_timeline import timeline
from servanda.queries.limit_names import reading
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text
from servanda.queries.state_statuses import state_statuses

#: Limits that take nothing from a consent are no limits of it.
_NO_LIMITS: Final = frozenset({"noEffect", "acceptsClause"})


@dataclass(frozen=True, slots=True)
class InstrumentHistory:
    """One treaty in a state's history.

    Attributes:
        slug, name: the treaty.
        status: on the day: ``bound``, ``not_bound`` or ``not_known``.
        periods: beginning and end of each period, as the sources know them (a day or a year; an empty end: none recorded).
        acts: date and kind (``signature``, ``consent``, ``statement``, ``denunciation``, ``other``) of each act up to the day.
    """

    slug: str
    name: str
    status: str
    periods: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """What a statement does to a consent, in our own words.

    Attributes:
        instrument, name: the treaty.
        kind, effect: notations, as in the concept schemes (``reservationKind``, ``excludesProvision``).
        provisions: IRI and citation of what it names; empty where it is about the whole instrument.
        summary: in the reader's language.
        reading: where it was named otherwise than it is read here, the sentence that says both; else None.
        begins, ends: the first day on which it can have stood, and the first on which it can no longer have; None for no end recorded.
    """

    instrument: str
    name: str
    kind: str
    effect: str
    provisions: tuple[tuple[str, str], ...]
    summary: str
    reading: str | None
    begins: datetime.date
    ends: datetime.date | None


@dataclass(frozen=True, slots=True)
class StateHistory:
    """A state's treaties over time and its limits.

    Attributes:
        instruments: those with a period, an act, or a status other than "not bound".
        not_bound: how many treaties did not bind it on the day and have neither period nor act recorded.
        limits: those that can have stood on the day.
        not_encoded: slug of a treaty to the number of its statements that nobody has encoded and that may stand.
        read: of the treaties that bound it on the day, or may have, the names of those whose statements were read, by the day of the page.
        unread: the names of those whose statements nobody has read.
        sparql: the queries by name.
    """

    instruments: tuple[InstrumentHistory, ...]
    not_bound: int
    limits: tuple[StatedLimit, ...]
    not_encoded: Mapping[str, int]
    read: Mapping[str, tuple[str, ...]]
    unread: tuple[str, ...]
    sparql: Mapping[str, str]


def state_history(here: Service, state: URIRef, on: datetime.date, language: str) -> StateHistory:
    """Every treaty over time up to a day, and the limits that can have stood on it."""
    code, choices, snapshot = local_name(state), here.choices.take(language), here.shelf.take()
    found = timeline(here.engine, state, on)
    statuses = state_statuses(here.engine, state, [slug for slug, _ in choices.treaties], on)
    rows: list[InstrumentHistory] = []
    for slug, name in choices.treaties:
        periods = tuple((each.from_, each.until or "") for each in found.periods if each.instrument == slug)
        acts = tuple((each.date, each.mark) for each in found.acts if each.instrument == slug)
        rows.append(InstrumentHistory(slug, name, statuses[slug].status, periods, acts))
    told = tuple(each for each in rows if each.periods or each.acts or each.status != NOT_BOUND)
    scope: dict[str, Term] = {"state": state, "language": Literal(language)}
    statements = {slug: sum(each.may_stand(on) for each in snapshot.not_encoded.get((code, slug), ())) for slug, _ in choices.treaties}
    binding = [each for each in told if each.status != NOT_BOUND]
    days = sorted({day for each in binding if (day := snapshot.statements_read.get(each.slug))}, reverse=True)
    return StateHistory(
        instruments=told,
        not_bound=len(rows) - len(told),
        limits=_limits(list(answers(here.engine, LimitAnswer, "limits", **scope)), on, dict(choices.treaties), language),
        not_encoded={slug: number for slug, number in statements.items() if number},
        read={day: tuple(each.name for each in binding if snapshot.statements_read.get(each.slug) == day) for day in days},
        unread=tuple(each.name for each in binding if each.slug not in snapshot.statements_read),
        sparql={**found.sparql, "limits": query_text("limits", scope)},
    )


def _limits(rows: list[LimitAnswer], on: datetime.date, names: Mapping[str, str], language: str) -> tuple[StatedLimit, ...]:
    several: dict[str, list[LimitAnswer]] = {}
    for row in rows:
        over = row.until_latest is not None and row.until_latest <= on
        if row.effect not in _NO_LIMITS and row.from_earliest <= on and not over:
            several.setdefault(row.limit, []).append(row)
    found: list[StatedLimit] = []
    for each in several.values():
        first, slug = each[0], local_name(each[0].instrument)
        provisions = tuple(dict.fromkeys((row.provision, row.citation or local_name(row.provision)) for row in each if row.provision))
        found.append(
            StatedLimit(
                instrument=slug,
                name=names.get(slug, slug),
                kind=first.kind,
                effect=first.effect,
                provisions=provisions,
                summary=first.summary,
                reading=reading(first.kind, first.named_as, first.named_in_words, first.named_by_source, language),
                begins=first.from_earliest,
                ends=first.until_latest,
            )
        )
    return tuple(found)
