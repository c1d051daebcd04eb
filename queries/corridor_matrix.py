"""All corridors of a day at once: counts for every pair of states, by bitsets and population counts.

A row of bits tells for one state and one status which obligations have it; what two states come to is the intersection of two rows.
"""

from __future__ import annotations

import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from servanda.queries.corridor_answer import Cell
from servanda.queries.corridor_sides import ANY_PARTY, DESTINATION, ORIGIN, SIDE_STATUSES, WHOLE, Role
from servanda.queries.corridors import cell_of
from servanda.queries.errors import NotFound
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import BOUND, NOT_KNOWN, Mask
from servanda.queries.worker_kinds import DEPENDS, NO, YES, Covers, Worker

Counts = NDArray[np.int32]
Codes = NDArray[np.int8]
_Bits = NDArray[np.uint64]

_CODE: Final = {status: code for code, status in enumerate(SIDE_STATUSES)}
_NOT_ASKED: Final = _CODE["not_asked"]
_BINDS: Final = (_CODE["bound"], _CODE["limited"])
_DOES_NOT: Final = (_CODE["matched"], _CODE["partly_matched"], _CODE["not_bound"])
_OPEN: Final = (_CODE["not_known"],)
#: Which statuses of the two sides come to which cell where both states are asked; what is left is ``not_known``.
_PAIRS: Final[tuple[tuple[Cell, tuple[int, ...], tuple[int, ...]], ...]] = (
    ("both", _BINDS, _BINDS),
    ("origin_only", _BINDS, _DOES_NOT),
    ("destination_only", _DOES_NOT, _BINDS),
    ("neither", _DOES_NOT, _DOES_NOT),
)
#: The same where one state only is asked: the cell as origin and as destination.
_ALONE: Final[tuple[tuple[Cell, Cell, tuple[int, ...]], ...]] = (
    ("origin_bound", "destination_bound", _BINDS),
    ("origin_not_bound", "destination_not_bound", _DOES_NOT),
    ("origin_not_known", "destination_not_known", _OPEN),
)


class CorridorMatrix:
    """What every corridor holds for a worker on a day.

    Attributes:
        states: codes, in the order of the rows (origin) and columns (destination).
        origin, destination: the side of each state in each role, int8 [states × obligations], codes as in ``SIDE_STATUSES``.
        counted: which obligations are counted, bool [obligations]: those that cover the worker, or those that depend (see ``covers``).
    """

    def __init__(self, snapshot: Snapshot, worker: Worker, on: datetime.date, *, topic: str | None = None, covers: Covers = YES) -> None:
        """Take what is asked.

        Args:
            snapshot: what is known.
            worker: one kind or several together.
            on: the day.
            topic: slug; None means all.
            covers: ``yes`` counts the obligations that cover the worker, ``depends`` those that do so on a condition.

        Raises:
            NotFound: there is no such topic.
        """
        if topic is not None and f"topic/{topic}" not in snapshot.names:
            raise NotFound(f"there is no topic {topic!r} here")
        self._snapshot = snapshot
        self.states = tuple(snapshot.states)
        covered = [_covered(snapshot, worker, ORIGIN), _covered(snapshot, worker, DESTINATION)]
        self.origin, self.destination = _codes(snapshot, ORIGIN, covered[0], on), _codes(snapshot, DESTINATION, covered[1], on)
        asked = [(self.origin[0] != _NOT_ASKED), (self.destination[0] != _NOT_ASKED)]
        depends = np.zeros(len(snapshot.obligations), dtype=np.bool_)
        for here, several in zip(asked, covered, strict=True):
            depends |= here & (several == _COVERED[DEPENDS])
        self.counted: Mask = (asked[0] | asked[1]) & (depends == (covers == DEPENDS))
        if topic is not None:
            self.counted &= np.array([topic in norm.topics for norm in snapshot.obligations], dtype=np.bool_)
        self._both = self.counted & asked[0] & asked[1]
        self._alone = (self.counted & asked[0] & ~asked[1], self.counted & asked[1] & ~asked[0])

    def counts(self) -> dict[Cell, Counts]:
        """How many obligations come to each cell, int32 [origin × destination]; the cells add up to ``counted``."""
        found: dict[Cell, Counts] = {}
        size = len(self.states)
        rest = np.full((size, size), int(self._both.sum()), dtype=np.int32)
        kinds: tuple[tuple[int, ...], ...] = (_BINDS, _DOES_NOT)
        rows = {each: _bits(np.isin(self.origin, each) & self._both) for each in kinds}
        columns = {each: _bits(np.isin(self.destination, each) & self._both) for each in kinds}
        for cell, of_origin, of_destination in _PAIRS:
            found[cell] = _together(rows[of_origin], columns[of_destination])
            rest -= found[cell]
        found["not_known"] = rest
        for as_origin, as_destination, several in _ALONE:
            found[as_origin] = np.repeat(_number(np.isin(self.origin, several) & self._alone[0])[:, None], size, axis=1)
            found[as_destination] = np.repeat(_number(np.isin(self.destination, several) & self._alone[1])[None, :], size, axis=0)
        return found

    def limited(self) -> Counts:
        """Of what binds every state that it is asked of, how many a reservation limits on one side at least, [origin × destination]."""
        free = [_bits((each == _CODE["bound"]) & self._both) for each in (self.origin, self.destination)]
        binds = [_bits(np.isin(each, _BINDS) & self._both) for each in (self.origin, self.destination)]
        both = _together(binds[0], binds[1]) - _together(free[0], free[1])
        as_origin = _number((self.origin == _CODE["limited"]) & self._alone[0])
        as_destination = _number((self.destination == _CODE["limited"]) & self._alone[1])
        found: Counts = both + as_origin[:, None] + as_destination[None, :]
        return found

    def sides(self) -> tuple[Counts, Counts]:
        """How many obligations have each status for each state as origin and as destination, int32 [states × SIDE_STATUSES]."""
        origin, destination = (
            np.stack([_number((each == code) & self.counted) for code in range(len(SIDE_STATUSES))], axis=1)
            for each in (self.origin, self.destination)
        )
        return origin, destination

    def lists(self, origin: str, destination: str) -> dict[Cell, list[str]]:
        """The obligations of one pair by cell.

        Raises:
            NotFound: there is no such state.
        """
        for code in (origin, destination):
            if code not in self._snapshot.row:
                raise NotFound(f"there is no state {code!r} here")
        first, second = self.origin[self._snapshot.row[origin]], self.destination[self._snapshot.row[destination]]
        found: dict[Cell, list[str]] = {}
        for index in np.flatnonzero(self.counted):
            cell = cell_of(SIDE_STATUSES[first[index]], SIDE_STATUSES[second[index]])
            found.setdefault(cell, []).append(self._snapshot.obligations[index].id)
        return found


_COVERED: Final = {NO: 0, DEPENDS: 1, YES: 2}


def _covered(snapshot: Snapshot, worker: Worker, role: Role) -> Codes:
    """Whether each obligation covers the worker in a role: 0 no, 1 depends, 2 yes."""
    return np.array([_COVERED[worker.coverage(norm, role).covers] for norm in snapshot.obligations], dtype=np.int8)


def _codes(snapshot: Snapshot, role: Role, covered: Codes, on: datetime.date) -> Codes:
    """The side of every state in a role, [states × obligations]; the same as ``corridor_sides`` reads for one state."""
    day = snapshot.day(on)
    asked = np.array([not norm.bearers.isdisjoint({role, ANY_PARTY}) for norm in snapshot.obligations], dtype=np.bool_) & (covered > 0)
    bound = day.status == BOUND
    codes = np.full(day.status.shape, _CODE["not_bound"], dtype=np.int8)
    codes[bound] = _CODE["bound"]
    codes[day.limited] = _CODE["limited"]
    codes[day.status == NOT_KNOWN] = _CODE["not_known"]
    for identifier, matches in snapshot.matches.items():
        column = snapshot.column.get(identifier)
        if column is None or not asked[column]:
            continue
        lacking = codes[:, column] == _CODE["not_bound"]
        partly = np.zeros(len(lacking), dtype=np.bool_)
        whole = np.zeros(len(lacking), dtype=np.bool_)
        for match in matches:
            other = snapshot.column.get(match.obligation)
            if other is not None and asked[other]:
                partly |= bound[:, other]
                if match.relation in WHOLE and covered[other] == _COVERED[YES]:
                    whole |= bound[:, other] & ~day.limited[:, other]
        codes[lacking & partly, column] = _CODE["partly_matched"]
        codes[lacking & whole, column] = _CODE["matched"]
    codes[:, ~asked] = _NOT_ASKED
    return codes


def _number(mask: Mask) -> Counts:
    """How many are true in each row."""
    found: Counts = mask.sum(axis=1, dtype=np.int32)
    return found


def _bits(mask: Mask) -> _Bits:
    """Rows of booleans as rows of 64-bit words."""
    packed = np.packbits(mask, axis=1)
    lacking = -packed.shape[1] % 8
    return np.ascontiguousarray(np.pad(packed, ((0, 0), (0, lacking)))).view(np.uint64)


def _together(rows: _Bits, columns: _Bits) -> Counts:
    """How many bits each row shares with each column, [rows × columns]."""
    found = np.zeros((len(rows), len(columns)), dtype=np.int32)
    for word in range(rows.shape[1]):  # word by word: a whole cube of words would not stay in the cache
        found += np.bitwise_count(rows[:, word, None] & columns[None, :, word])
    return found
