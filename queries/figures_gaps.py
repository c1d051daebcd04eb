"""How many of the obligations that a worker can look to bind each state, itself or by what matches: all states at once."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from servanda.queries.corridor_matrix import CorridorMatrix
from servanda.queries.corridor_sides import DESTINATION, ORIGIN, SIDE_STATUSES, Role, SideStatus
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.snapshot import Snapshot
from servanda.queries.worker_kinds import Worker

#: What a reader writes for the role of the state.
ROLES: Final[dict[str, Role]] = {"destination": DESTINATION, "origin": ORIGIN}


@dataclass(frozen=True, slots=True)
class GapRow:
    """One state and the obligations that are asked of it in its role; the six numbers add up to ``Gaps.obligations``.

    Attributes:
        code, name: the state.
        bound: bound, no reservation touching it.
        limited: bound, and a reservation limits it.
        matched: not bound by it, but by an obligation that asks the same or more.
        partly_matched: not bound by it, but by one that asks less, something else besides, or on a condition.
        not_bound: not bound by it nor by anything that was compared with it.
        not_known: the sources leave it open.
    """

    code: str
    name: str
    bound: int
    limited: int
    matched: int
    partly_matched: int
    not_bound: int
    not_known: int

    @property
    def whole(self) -> int:
        """How many bind in whole: by the obligation itself, or by one that asks the same or more."""
        return self.bound + self.limited + self.matched


@dataclass(frozen=True, slots=True)
class Gaps:
    """All present states against the same obligations.

    Attributes:
        reference: slug of the instrument whose obligations are counted, or empty.
        topic: slug of the topic whose obligations are counted, or empty.
        role: ``destination`` (what is asked of a state of employment, or of any party) or ``origin``.
        worker: slugs of the kinds of worker; only obligations that certainly cover them are counted.
        on: the day.
        obligations: how many are counted for each state.
        rows: by code.
    """

    reference: str
    topic: str
    role: str
    worker: tuple[str, ...]
    on: datetime.date
    obligations: int
    rows: tuple[GapRow, ...]


def gaps(
    snapshot: Snapshot,
    names: Mapping[str, tuple[str, bool]],
    worker: Worker,
    on: datetime.date,
    *,
    reference: str = "",
    topic: str = "",
    role: str = "destination",
    only: Collection[str] | None = None,
) -> Gaps:
    """How many of an instrument's obligations, of a topic's, or of an instrument's on a topic, bind each state.

    Args:
        snapshot: what is known.
        names: see ``figures_parties.names_of_states``.
        worker: one kind or several together.
        on: the day.
        reference: slug of an instrument; empty means obligations of all instruments.
        topic: slug of a topic; empty means all topics.
        role: ``destination`` or ``origin``.
        only: slugs of instruments to which the obligations of a topic are confined; None means all.

    Raises:
        NotFound: there is no such topic, or no obligation of such an instrument is encoded.
        QuestionError: there is no such role, or nothing is left to count.
    """
    if role not in ROLES:
        raise QuestionError(f"{role!r} is no role here: {' or '.join(ROLES)}", f"{role!r} bukan peran di sini: {' atau '.join(ROLES)}")
    if reference and reference not in snapshot.columns:
        encoded = ", ".join(sorted(snapshot.columns))
        raise NotFound(
            f"no obligation of {reference!r} is encoded here; there are {encoded}",
            f"tidak ada norma dari {reference!r} yang dikodekan di sini; yang ada {encoded}",
        )
    matrix = CorridorMatrix(snapshot, worker, on, topic=topic or None)
    codes = matrix.destination if role == "destination" else matrix.origin
    counted = matrix.counted & (codes != SIDE_STATUSES.index("not_asked")).any(axis=0)
    if reference:
        of_reference = np.zeros(len(counted), dtype=np.bool_)
        of_reference[snapshot.columns[reference]] = True
        counted &= of_reference
    if only is not None:
        counted &= np.array([norm.instrument in only for norm in snapshot.obligations], dtype=np.bool_)
    if not counted.any():
        raise QuestionError(
            "no obligation is left to count: try another topic, instrument, role or kind of worker",
            "tidak ada norma yang tersisa untuk dihitung: coba topik, instrumen, peran, atau jenis pekerja lain",
        )
    chosen = codes[:, counted]
    numbers: dict[SideStatus, list[int]] = {
        status: [int(each) for each in (chosen == code).sum(axis=1)] for code, status in enumerate(SIDE_STATUSES)
    }
    rows = tuple(
        GapRow(
            code=code,
            name=names[code][0],
            bound=numbers["bound"][row],
            limited=numbers["limited"][row],
            matched=numbers["matched"][row],
            partly_matched=numbers["partly_matched"][row],
            not_bound=numbers["not_bound"][row],
            not_known=numbers["not_known"][row],
        )
        for row, code in enumerate(matrix.states)
        if not names[code][1]
    )
    return Gaps(reference, topic, role, worker.kinds, on, int(counted.sum()), rows)
