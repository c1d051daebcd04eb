"""What the answer on a corridor holds: every obligation with its two sides, topic by topic, and what is lost."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from servanda.queries.corridor_sides import Side, SideStatus, Standing
from servanda.queries.worker_kinds import Covers, Reason

#: What one obligation comes to. The first five where it is asked of both states, the others where it is asked of one of them only.
Cell = Literal[
    "both",
    "origin_only",
    "destination_only",
    "neither",
    "not_known",
    "origin_bound",
    "origin_not_bound",
    "origin_not_known",
    "destination_bound",
    "destination_not_bound",
    "destination_not_known",
]


@dataclass(frozen=True, slots=True)
class ObligationCell:
    """One obligation in the corridor.

    Attributes:
        obligation, citation, label, modality, instrument, short, topics: which one.
        cell: what it comes to; see ``Cell``. A reservation or a match shows in the sides, never here.
        covers: ``yes``, or ``depends`` where it covers the worker on a condition that the kind does not tell.
        origin, destination: the two sides.
    """

    obligation: str
    citation: str
    label: str
    modality: str
    instrument: str
    short: str
    topics: tuple[str, ...]
    cell: Cell
    covers: Covers
    origin: Side
    destination: Side


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Obligations of a topic that come to the same on both sides."""

    cell: Cell
    origin: SideStatus
    destination: SideStatus
    covers: Covers
    count: int
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicCell:
    """A topic: every obligation on it stands in exactly one group; an obligation on two topics stands in both topics.

    Attributes:
        topic, name: slug and name.
        obligations: how many cover the worker.
        depends: how many of these do so on a condition.
        counts: how many come to each cell.
        groups: the same with reservations and matches told apart.
    """

    topic: str
    name: str
    obligations: int
    depends: int
    counts: Mapping[Cell, int]
    groups: tuple[CellGroup, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Obligations that do not cover the worker, by reason."""

    reason: Reason
    count: int
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """An obligation of an instrument made for these workers that does not bind the destination, and what binds it instead.

    Attributes:
        obligation, citation, label: which one.
        covers: ``yes`` or ``depends``.
        remains: ``whole`` (the same or more binds), ``part``, ``nothing`` (compared, and nothing that binds), ``not_compared`` (nobody has
            looked for a match yet), ``not_known`` (one that matches may bind: its dates or the sources leave it open).
        matches: what binds or may bind, with its relation.
        reason: why nothing was found among the encoded instruments, where somebody looked in vain.
    """

    obligation: str
    citation: str
    label: str
    covers: Covers
    remains: Literal["whole", "part", "nothing", "not_compared", "not_known"]
    matches: tuple[Standing, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of the kinds of worker; ``encoded`` tells whether an obligation stands there that could be counted."""

    kind: str
    target: str
    side: str | None
    degree: str
    article: str
    reason: str
    encoded: bool


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """How many statements of a state on an instrument may have stood on the day and are encoded by nobody: never to be taken for none."""

    state: str
    instrument: str
    statements: int


@dataclass(frozen=True, slots=True)
class SilentInstrument:
    """An instrument on which answers are open only because the sources end, and how many sides that is."""

    instrument: str
    short: str
    count: int


@dataclass(frozen=True, slots=True)
class Corridor:
    """What a corridor holds for a worker on a day.

    Attributes:
        origin, destination, origin_name, destination_name: codes and names.
        worker, worker_name: kinds as they were written, and in words.
        on: the day.
        topics: by name.
        cells: each obligation once, by instrument and in the order of the text.
        transit: ids of obligations asked of states of transit that cover the worker; no state of the corridor answers for them.
        left_out: what does not cover the worker.
        lost: see ``Lost``.
        told: what the texts say of these kinds of worker, open questions included.
        not_encoded: statements of the two states, by instrument.
        spent: how many encoded obligations are no longer applicable; they count nowhere.
        known_on, known_then: where sides are not known only because the sources end earlier: a day on which most of them were "not bound",
            and how many were; None and 0 where there is none.
        known_about: on which instruments these are, the most first; their counts add up to ``known_then``.
    """

    origin: str
    origin_name: str
    destination: str
    destination_name: str
    worker: tuple[str, ...]
    worker_name: str
    on: datetime.date
    topics: tuple[TopicCell, ...]
    cells: tuple[ObligationCell, ...]
    transit: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    lost: tuple[Lost, ...]
    told: tuple[Told, ...]
    not_encoded: tuple[NotEncoded, ...]
    spent: int
    known_on: datetime.date | None
    known_then: int
    known_about: tuple[SilentInstrument, ...]
