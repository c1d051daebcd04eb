"""What else binds a state where one obligation does not: the obligations of other instruments that match it, and what is lost."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from servanda.queries.corridor_sides import ANY_PARTY, WHOLE, ShownLimit, shown
from servanda.queries.errors import NotFound
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import WORDS, Norm

#: What is left of an obligation for a state: it binds itself; another one that asks the same or more does; others do in part; nothing that
#: was compared does; nobody has compared it yet; whether it or a match binds is not known.
Remains = Literal["itself", "whole", "part", "nothing", "not_compared", "not_known"]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An obligation of another instrument that matches, whether it binds the state or not.

    Attributes:
        obligation, citation, label, instrument, short: which one.
        relation: read from the obligation asked about (``exactMatch``, ``broaderMatch``, ``narrowerMatch``, ``overlappingMatch``).
        same_role: whether a state that owes the one can owe the other in the same role.
        status, limited: as for ``Equivalents``.
        limits: statements of the state that touch it.
        not_encoded: IRIs of statements that could touch it and that nobody has encoded.
        statements_read: as for ``corridor_sides.Side``: the day of the page that was read; None: nobody has read the statements.
        reason: why the two were matched so: what the one has that the other lacks.
    """

    obligation: str
    citation: str
    label: str
    instrument: str
    short: str
    relation: str
    same_role: bool
    status: str
    limited: bool
    limits: tuple[ShownLimit, ...]
    not_encoded: tuple[str, ...]
    statements_read: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Equivalents:
    """One obligation and what else binds a state to the same.

    Attributes:
        state, state_name, on: who and when.
        obligation, citation, label, instrument, short: which one.
        status: ``bound``, ``not_bound`` or ``not_known``.
        limited: whether it is bound and a reservation touches it.
        limits, not_encoded, statements_read: as for ``Counterpart``.
        remains: see ``Remains``; a match under a reservation counts as a part.
        counterparts: what binds first.
        without_match: why no match was found among the encoded instruments, where somebody looked in vain.
    """

    state: str
    state_name: str
    on: datetime.date
    obligation: str
    citation: str
    label: str
    instrument: str
    short: str
    status: str
    limited: bool
    limits: tuple[ShownLimit, ...]
    not_encoded: tuple[str, ...]
    statements_read: str | None
    remains: Remains
    counterparts: tuple[Counterpart, ...]
    without_match: str


def find_norms(snapshot: Snapshot, written: str) -> list[Norm]:
    """The obligations that somebody means: one by its id (``icrmw-21--1``), or all of a provision (``icrmw-21``, ``icrmw/21``).

    Raises:
        NotFound: there is none that can give a duty.
    """
    identifier = written.lower().removeprefix("obligation/").removeprefix("provision/").replace("/", "-")
    if identifier in snapshot.column:
        return [snapshot.obligation(identifier)]
    found = [norm for norm in snapshot.obligations if any(path.replace("/", "-") == identifier for path in norm.within)]
    if not found:
        snapshot.obligation(identifier)  # says what is wrong with it
        raise NotFound(f"there is no obligation {written!r} here")
    return found


def equivalents(snapshot: Snapshot, state: str, obligation: str, on: datetime.date, language: str = "en") -> Equivalents:
    """What else binds a state to what one obligation asks, and how far.

    Args:
        snapshot: what is known.
        state: code.
        obligation: id.
        on: the day.
        language: of labels and reasons (``en`` or ``id``).

    Raises:
        NotFound: there is no such state, or no such obligation that can give a duty.
    """
    if state not in snapshot.row:
        raise NotFound(f"there is no state {state!r} here")
    norm = snapshot.obligation(obligation)
    status, limited = _standing(snapshot, state, norm, on)
    found = [
        _counterpart(snapshot, state, norm, match.obligation, match.relation, match.reason[language], on, language)
        for match in snapshot.matches.get(obligation, ())
        if match.obligation in snapshot.column
    ]
    found.sort(key=lambda each: (_ORDER[each.status], each.relation not in WHOLE, each.relation, each.obligation))
    without = snapshot.without_match.get(obligation)
    return Equivalents(
        state=state,
        state_name=snapshot.states[state][language],
        on=on,
        obligation=norm.id,
        citation=norm.citation,
        label=norm.label[language],
        instrument=norm.instrument,
        short=norm.short,
        status=status,
        limited=limited,
        limits=_limits(snapshot, state, norm, on, language),
        not_encoded=_statements(snapshot, state, norm, on),
        statements_read=snapshot.statements_read.get(norm.instrument),
        remains=_remains(status, found, compared=without is not None or bool(snapshot.matches.get(obligation))),
        counterparts=tuple(found),
        without_match="" if without is None else without[language],
    )


_ORDER = {"bound": 0, "not_known": 1, "not_bound": 2}


def _remains(status: str, counterparts: list[Counterpart], *, compared: bool) -> Remains:
    if status == "bound":
        return "itself"
    able = [each for each in counterparts if each.same_role]
    if any(each.status == "bound" and each.relation in WHOLE and not each.limited for each in able):
        return "whole"
    if status == "not_known":
        return "not_known"
    if any(each.status == "bound" for each in able):
        return "part"
    if any(each.status == "not_known" for each in able):
        return "not_known"
    return "nothing" if compared else "not_compared"


def _standing(snapshot: Snapshot, state: str, norm: Norm, on: datetime.date) -> tuple[str, bool]:
    day, row, column = snapshot.day(on), snapshot.row[state], snapshot.column[norm.id]
    return WORDS[day.status[row, column]], bool(day.limited[row, column])


def _limits(snapshot: Snapshot, state: str, norm: Norm, on: datetime.date, language: str) -> tuple[ShownLimit, ...]:
    found = snapshot.limits_of(state, norm.instrument, on).get(norm.id, [])
    return tuple(shown(each, on, language) for each in found)


def _statements(snapshot: Snapshot, state: str, norm: Norm, on: datetime.date) -> tuple[str, ...]:
    return tuple(each.act for each in snapshot.statements_of(state, norm.instrument, on).get(norm.id, []))


def _counterpart(
    snapshot: Snapshot, state: str, norm: Norm, other: str, relation: str, reason: str, on: datetime.date, language: str
) -> Counterpart:
    matched = snapshot.obligation(other)
    status, limited = _standing(snapshot, state, matched, on)
    return Counterpart(
        obligation=matched.id,
        citation=matched.citation,
        label=matched.label[language],
        instrument=matched.instrument,
        short=matched.short,
        relation=relation,
        same_role=ANY_PARTY in norm.bearers | matched.bearers or not norm.bearers.isdisjoint(matched.bearers),
        status=status,
        limited=limited,
        limits=_limits(snapshot, state, matched, on, language),
        not_encoded=_statements(snapshot, state, matched, on),
        statements_read=snapshot.statements_read.get(matched.instrument),
        reason=reason,
    )
