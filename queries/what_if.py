"""What supposed acts would change in a corridor, and which single consent would close most of its gaps.

Nothing is simulated here: the periods that would follow come from outside, as rows of a snapshot.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rdflib import URIRef

from servanda.queries.binding import binding
from servanda.queries.corridor_answer import Cell, ObligationCell
from servanda.queries.corridor_sides import SideStatus
from servanda.queries.corridors import corridor
from servanda.queries.decision import Status
from servanda.queries.engine import Engine
from servanda.queries.errors import QuestionError
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import Pair, PeriodRow
from servanda.queries.worker_kinds import Worker

#: Cells in which every state that is asked is bound; all others are gaps, or not known to be none.
WHOLE: Final[frozenset[Cell]] = frozenset({"both", "origin_bound", "destination_bound"})
BINDS: Final[frozenset[SideStatus]] = frozenset({"bound", "limited"})


@dataclass(frozen=True, slots=True)
class RecordedStatus:
    """What is recorded of a state and an instrument on a day, beside what is supposed: the binding answer of that day.

    Attributes:
        on: the day.
        status: ``bound``, ``not_bound`` or ``not_known``; that no period is recorded does not make it "not bound".
        rule, reason, caveat: why, and what it cannot know; see ``binding.BindingAnswer``.
    """

    on: datetime.date
    status: Status
    rule: str
    reason: str
    caveat: str


def recorded_status(engine: Engine, state: URIRef, instrument: URIRef, on: datetime.date, language: str = "en") -> RecordedStatus:
    """Whether the instrument bound the state on a day, as recorded."""
    found = binding(engine, state, instrument, on, language)
    return RecordedStatus(found.on, found.status, found.rule, found.reason, found.caveat)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One obligation of a corridor that would come to something else.

    Attributes:
        obligation, citation, label, instrument, topics: which one.
        before, after: what it comes to; see ``corridor_answer.Cell``.
        origin_before, origin_after, destination_before, destination_after: the two sides.
        closes: every state that is asked would be bound, and was not, or not for certain.
        opens: every state that is asked was bound, and would not be.
    """

    obligation: str
    citation: str
    label: str
    instrument: str
    topics: tuple[str, ...]
    before: Cell
    after: Cell
    origin_before: SideStatus
    origin_after: SideStatus
    destination_before: SideStatus
    destination_after: SideStatus
    closes: bool
    opens: bool


def closing(
    before: Snapshot, after: Snapshot, origin: str, destination: str, worker: Worker, on: datetime.date, language: str = "en"
) -> list[CellChange]:
    """Which obligations of a corridor would come to something else on a day, on either side, in the order of the instruments.

    Args:
        before, after: as recorded, and with the periods that would follow.
        origin, destination: codes.
        worker: one kind or several together.
        on: the day; both are read on it.
        language: of labels.

    Raises:
        NotFound: there is no such state.
    """
    known, supposed = (_cells(each, origin, destination, worker, on, language) for each in (before, after))
    return [
        _change(cell, supposed[identifier])
        for identifier, cell in known.items()
        if identifier in supposed and any(map(_differs, _sides(cell), _sides(supposed[identifier])))
    ]


def _cells(
    snapshot: Snapshot, origin: str, destination: str, worker: Worker, on: datetime.date, language: str
) -> Mapping[str, ObligationCell]:
    cells = corridor(snapshot.of_states((origin, destination)), origin, destination, worker, on, None, language).cells
    return {cell.obligation: cell for cell in cells}


def _sides(cell: ObligationCell) -> tuple[SideStatus, SideStatus]:
    return cell.origin.status, cell.destination.status


def _differs(before: SideStatus, after: SideStatus) -> bool:
    """Whether a side changes; that a supposition also settles what was not known, without binding anybody, is no consequence of it."""
    return before != after and ("not_known" not in (before, after) or bool({before, after} & BINDS))


def _change(before: ObligationCell, after: ObligationCell) -> CellChange:
    return CellChange(
        obligation=before.obligation,
        citation=before.citation,
        label=before.label,
        instrument=before.instrument,
        topics=before.topics,
        before=before.cell,
        after=after.cell,
        origin_before=before.origin.status,
        origin_after=after.origin.status,
        destination_before=before.destination.status,
        destination_after=after.destination.status,
        closes=after.cell in WHOLE and before.cell not in WHOLE,
        opens=before.cell in WHOLE and after.cell not in WHOLE,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One consent that could be given.

    Attributes:
        state, instrument: code and slug.
        kind: kind of act, as people write it (``ratification``).
        effect: the day from which it would bind.
        periods: the periods that would follow.
    """

    state: str
    instrument: str
    kind: str
    effect: datetime.date
    periods: Sequence[PeriodRow]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one consent would do for a corridor, on the day from which it binds.

    Attributes:
        state, instrument, short, kind, effect: which consent.
        closes: cells in which every state that is asked would then be bound, and was not, or not for certain.
        closes_not_known: how many of these it is not known of whether they were bound already.
        obligations: obligations that would bind this state for the worker, and did not, or not for certain.
        still_open: how many of these leave a gap at the other state.
        topics: how many cells close on each topic, most first.
    """

    state: str
    instrument: str
    short: str
    kind: str
    effect: datetime.date
    closes: int
    closes_not_known: int
    obligations: int
    still_open: int
    topics: Mapping[str, int]


def rank(
    snapshot: Snapshot, candidates: Iterable[Candidate], origin: str, destination: str, worker: Worker, language: str = "en"
) -> list[Ranked]:
    """Consents by what they would do for a corridor: most gaps closed first, then most obligations gained, then the earliest.

    Raises:
        NotFound: there is no such state.
    """
    short = {norm.instrument: norm.short for norm in snapshot.obligations}
    two = snapshot.of_states((origin, destination))
    found = [_ranked(two, each, origin, destination, worker, short[each.instrument], language) for each in candidates]
    return sorted(found, key=lambda each: (-each.closes, -each.obligations, each.effect, each.state, each.instrument))


def _ranked(snapshot: Snapshot, candidate: Candidate, origin: str, destination: str, worker: Worker, short: str, language: str) -> Ranked:
    before = _of_instrument(snapshot, candidate.instrument)
    pair: Pair = (candidate.state, candidate.instrument)
    after = before.replace_periods({pair: candidate.periods})
    changes = closing(before, after, origin, destination, worker, candidate.effect, language)
    gained = [change for change in changes if _gains(change, candidate.state == origin, candidate.state == destination)]
    closed = [change for change in gained if change.closes]
    topics = [topic for change in closed for topic in change.topics]
    return Ranked(
        state=candidate.state,
        instrument=candidate.instrument,
        short=short,
        kind=candidate.kind,
        effect=candidate.effect,
        closes=len(closed),
        closes_not_known=sum(change.before.endswith("not_known") for change in closed),
        obligations=len(gained),
        still_open=len(gained) - len(closed),
        topics={topic: topics.count(topic) for topic in sorted(set(topics), key=lambda slug: (-topics.count(slug), slug))},
    )


def _gains(change: CellChange, as_origin: bool, as_destination: bool) -> bool:
    origin = as_origin and change.origin_after in BINDS and change.origin_before not in BINDS
    return origin or (as_destination and change.destination_after in BINDS and change.destination_before not in BINDS)


def _of_instrument(snapshot: Snapshot, instrument: str) -> Snapshot:
    """The same with the obligations of one instrument: a consent to it changes no cell of another."""
    return replace(snapshot, obligations=tuple(norm for norm in snapshot.obligations if norm.instrument == instrument))


def refuse_one_state(origin: str, destination: str) -> None:
    """Let two states pass, by code.

    Raises:
        QuestionError: origin and destination are the same state.
    """
    if origin == destination:
        raise QuestionError(
            "the origin and the destination of a corridor must be two states",
            "negara asal dan negara tujuan suatu koridor harus dua negara",
        )


def candidates_for(snapshot: Snapshot, origin: str, destination: str, on: datetime.date) -> Iterator[Pair]:
    """The states of a corridor and the instruments with encoded obligations that do not bind them for certain on a day.

    Raises:
        QuestionError: origin and destination are the same state.
    """
    refuse_one_state(origin, destination)
    for state in (origin, destination):
        for instrument in snapshot.columns:
            if snapshot.decision(state, instrument, on).status != "bound":
                yield state, instrument
