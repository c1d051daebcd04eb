"""Limits on consent: which statement touches which duty, and over which days.

A statement is taken as the state made it. Whether a reservation is permitted (VCLT article 19), and what an objection makes of it
between two states (articles 20 and 21), is not decided here: the limit stands beside the duty, it does not take it away.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from servanda.graph.acts import SourcedAct
from servanda.graph.duties import Duty, lies_in
from servanda.graph.errors import GraphError
from servanda.graph.period import BindingPeriod
from servanda.graph.span import Span
from servanda.loaders.limits import LimitRow
from servanda.loaders.objections import ObjectionRow
from servanda.ontology import iris

#: Effects that are said of the provisions of a duty.
ON_PROVISIONS: Final = frozenset({"excludes", "restricts", "interprets"})
#: The effect that is said of the whole instrument.
ON_ALL: Final = "general"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit with the act it was made in.

    Attributes:
        row: what it does, as encoded.
        act: the act, as its source tells it.
        start: first day on which it can hold, and the day from which it holds for certain (while the state is bound).
        end: first day on which it may no longer hold, and on which it certainly no longer does; None while it stands. A withdrawal takes
            effect when the others have notice of it (VCLT article 22(3)(a)); the day told is that of the notification.
    """

    row: LimitRow
    act: SourcedAct
    start: Span
    end: Span | None

    def overlaps(self, start: Span, end: Span | None) -> bool:
        """Whether there can be a day on which both the limit and something from ``start`` to ``end`` hold."""
        begins_in_time = end is None or self.start.earliest < end.latest
        ends_in_time = self.end is None or start.earliest < self.end.latest
        return begins_in_time and ends_in_time


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection with the act it was made in."""

    row: ObjectionRow
    act: SourcedAct


class ActsByName:
    """Acts by their local name and place, so that an encoded record cannot drift away from the act that it was read in."""

    def __init__(self, acts: Iterable[SourcedAct]) -> None:
        self._acts: dict[str, list[SourcedAct]] = {}
        for act in acts:
            self._acts.setdefault(str(act.iri), []).append(act)

    def find(self, row: LimitRow | ObjectionRow) -> SourcedAct:
        """The act that a record names.

        Raises:
            GraphError: there is none of that name, or it stands in another place, or it is of another state or instrument.
        """
        what = f"{row.instrument}: {row.id}"
        named = self._acts.get(str(iris.action_by_name(row.act)), [])
        if not named:
            raise GraphError(f"{what}: there is no act {row.act!r}")
        for act in named:
            if act.row.place == row.place and (act.row.state, act.row.instrument) == (row.state, row.instrument):
                return act
        places = "; ".join(f"{act.row.state} {act.row.instrument}, {act.row.place!r}" for act in named)
        raise GraphError(f"{what}: the act {row.act!r} is not that of {row.state} at {row.place!r} (it is: {places})")


def _start(row: LimitRow, act: SourcedAct, adopted: datetime.date) -> Span:
    date = row.holds_from or act.row.effective_from or act.row.date
    if date is not None:
        return Span(date.earliest, date.latest)
    as_at = act.row.as_at or act.source.as_at
    return Span(adopted, adopted if as_at is None else max(as_at.latest, adopted))  # on the page of that day, since when is not told


def settle_limits(rows: Iterable[LimitRow], acts: ActsByName, adopted: Mapping[str, datetime.date]) -> list[Limit]:
    """Each limit with its act and its days.

    Args:
        rows: the encoded limits.
        acts: all acts.
        adopted: each instrument's day of adoption; no statement on it is older.

    Raises:
        GraphError: see ``ActsByName.find``.
    """
    found: list[Limit] = []
    for row in rows:
        act = acts.find(row)
        withdrawn = row.withdrawn_on or act.row.withdrawn_on
        end = None if withdrawn is None else Span(withdrawn.earliest, withdrawn.latest)
        found.append(Limit(row, act, _start(row, act, adopted.get(row.instrument, datetime.date(1919, 1, 1))), end))
    return found


def touches(limit: LimitRow, provision: str, parents: Mapping[str, str]) -> bool:
    """Whether a limit names the provision, something that contains it, or something in it."""
    return lies_in(provision, limit.affects, parents) or any(lies_in(path, (provision,), parents) for path in limit.affects)


def limits_of_duties(duties: Iterable[Duty], limits: Iterable[Limit], parents: Mapping[str, str]) -> list[tuple[Duty, Limit]]:
    """Each pair of a duty and a limit that touches its provision on some day."""
    by_party: dict[tuple[str, str], list[Limit]] = {}
    for limit in limits:
        if limit.row.effect in ON_PROVISIONS:
            by_party.setdefault((limit.row.state, limit.row.instrument), []).append(limit)
    return [
        (duty, limit)
        for duty in duties
        for limit in by_party.get((duty.binding.state, duty.binding.instrument), [])
        if touches(limit.row, duty.obligation.provision, parents) and limit.overlaps(duty.binding.start, duty.binding.end)
    ]


def limits_of_periods(periods: Iterable[BindingPeriod], limits: Iterable[Limit]) -> list[tuple[BindingPeriod, Limit]]:
    """Each pair of a binding period and a limit on the whole instrument that holds on some day of it."""
    general: dict[tuple[str, str], list[Limit]] = {}
    for limit in limits:
        if limit.row.effect == ON_ALL:
            general.setdefault((limit.row.state, limit.row.instrument), []).append(limit)
    return [
        (period, limit)
        for period in periods
        for limit in general.get((period.state, period.instrument), [])
        if limit.overlaps(period.start, period.end)
    ]
