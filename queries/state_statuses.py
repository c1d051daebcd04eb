"""One state and every treaty on a day: the decision on each, as ``binding`` gives it for one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rdflib import URIRef

from servanda.queries.answers import ActAnswer, CompletenessAnswer, ConflictAnswer, PeriodAnswer, answers
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


@dataclass(frozen=True, slots=True)
class StateRecords:
    """What is recorded of one state, whatever the day, by instrument (slug): what ``decide`` decides on.

    Attributes:
        periods: over which it was bound.
        acts: acts under which no period follows.
        conflicts: where sources disagree about its acts.
        coverage: what the sources cover; the same for every state.
    """

    periods: Mapping[str, list[PeriodAnswer]]
    acts: Mapping[str, Sequence[ActAnswer]]
    conflicts: Mapping[str, list[ConflictAnswer]]
    coverage: Mapping[str, list[CompletenessAnswer]]

    def decision(self, treaty: str, on: datetime.date) -> Decision:
        """Whether a treaty (slug) bound the state on a day."""
        return decide(
            self.periods.get(treaty, ()), self.acts.get(treaty, ()), self.conflicts.get(treaty, ()), self.coverage.get(treaty, ()), on
        )


def state_records(engine: Engine, state: URIRef) -> StateRecords:
    """Everything that is recorded of a state on every treaty.

    Unlike the snapshot, which holds what is encoded, this tells of every treaty on which acts are recorded.
    """
    return StateRecords(
        periods=_by_instrument(answers(engine, PeriodAnswer, "binding_periods", state=state)),
        acts={instrument: several for (_, instrument), several in silent_records(engine, (), state).items()},
        conflicts=_by_instrument(answers(engine, ConflictAnswer, "conflicts", state=state)),
        coverage=_by_instrument(answers(engine, CompletenessAnswer, "completeness")),
    )


def state_statuses(engine: Engine, state: URIRef, treaties: Iterable[str], on: datetime.date) -> Mapping[str, Decision]:
    """Whether each treaty bound a state on a day.

    Args:
        engine: where.
        state: the state.
        treaties: slugs of instruments that can bind; soft law has no place here.
        on: the day.
    """
    records = state_records(engine, state)
    return {slug: records.decision(slug, on) for slug in treaties}
