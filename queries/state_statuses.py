"""One state and every treaty on a day: the decision on each, as ``binding`` gives it for one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TypeVar

from rdflib import URIRef

from servanda.queries.answers import CompletenessAnswer, ConflictAnswer, PeriodAnswer, answers
from servanda.queries.decision import Decision, decide
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.snapshot_read import silent_records

_Row = TypeVar("_Row", PeriodAnswer, ConflictAnswer, CompletenessAnswer)


def _by_instrument(rows: Iterable[_Row]) -> Mapping[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(local_name(row.instrument), []).append(row)
    return found


def state_statuses(engine: Engine, state: URIRef, treaties: Iterable[str], on: datetime.date) -> Mapping[str, Decision]:
    """Whether each treaty bound a state on a day.

    Unlike the snapshot, which holds what is encoded, this tells of every treaty on which acts are recorded.

    Args:
        engine: where.
        state: the state.
        treaties: slugs of instruments that can bind; soft law has no place here.
        on: the day.
    """
    periods = _by_instrument(answers(engine, PeriodAnswer, "binding_periods", state=state))
    conflicts = _by_instrument(answers(engine, ConflictAnswer, "conflicts", state=state))
    coverage = _by_instrument(answers(engine, CompletenessAnswer, "completeness"))
    acts = {instrument: several for (_, instrument), several in silent_records(engine, (), state).items()}
    return {
        slug: decide(periods.get(slug, ()), acts.get(slug, ()), conflicts.get(slug, ()), coverage.get(slug, ()), on) for slug in treaties
    }
