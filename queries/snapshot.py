"""Everything the matrices need, in memory: who was bound by which obligation on a day, for all states at once."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from servanda.ontology import iris
from servanda.queries.answers import (
    ActAnswer,
    ClauseAcceptanceAnswer,
    CompletenessAnswer,
    ConflictAnswer,
    OptionalClauseAnswer,
    PeriodAnswer,
    WorkerCoverageAnswer,
)
from servanda.queries.close_names import close_among
from servanda.queries.decision import BOUND as BOUND_NAME
from servanda.queries.decision import Decision, decide
from servanda.queries.errors import Named, NotFound
from servanda.queries.grounds import covered_until, of_clause
from servanda.queries.snapshot_rows import (
    BOUND,
    CODES,
    EXCLUDES,
    GENERAL,
    NOT_BOUND,
    NOT_KNOWN,
    OPT_OUT,
    DayStatus,
    LimitRow,
    Mask,
    Matched,
    Norm,
    Pair,
    PeriodRow,
    StatementRow,
    Status,
)

#: So many days are kept; a matrix of a day takes about 0.4 MB.
DAYS_KEPT: Final = 64


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What is known, in the order of ``states`` (rows) and ``obligations`` (columns).

    States are written by code, instruments by slug, obligations by id, provisions by path.

    Attributes:
        states: by code, the name by language; former ones too.
        obligations: those that can give a duty and are still applicable, by instrument and in the order of the text.
        spent: ids of obligations that are no longer applicable; they count nowhere.
        periods: by state and instrument, by beginning.
        records, conflicts: what sources record where no period follows.
        coverage: what the sources cover, by instrument.
        clauses: provisions that bind only who declares so, by path.
        acceptances: declarations under a clause, by state and path of the clause.
        limits: by state and instrument.
        not_encoded: statements that nobody has encoded, by state and instrument: never to be taken for "none".
        matches: by obligation, seen from it; symmetric, since each match is there from both its ends.
        without_match: obligations for which a match was looked for in vain, with the reason by language.
        worker_rules: what the texts say of kinds of worker.
        names: topics, scopes and worker kinds by ``<scheme>/<slug>``, by language.
        parents: a provision's path to that of the provision that contains it.
        statements_read: by instrument, the day of the page on which its statements were read; no entry: nobody has read them.
    """

    states: Mapping[str, Mapping[str, str]]
    obligations: tuple[Norm, ...]
    spent: frozenset[str]
    periods: Mapping[Pair, Sequence[PeriodRow]]
    records: Mapping[Pair, Sequence[ActAnswer]]
    conflicts: Mapping[Pair, Sequence[ConflictAnswer]]
    coverage: Mapping[str, Sequence[CompletenessAnswer]]
    clauses: Mapping[str, OptionalClauseAnswer]
    acceptances: Mapping[Pair, Sequence[ClauseAcceptanceAnswer]]
    limits: Mapping[Pair, Sequence[LimitRow]]
    not_encoded: Mapping[Pair, Sequence[StatementRow]]
    matches: Mapping[str, Sequence[Matched]]
    without_match: Mapping[str, Mapping[str, str]]
    worker_rules: Sequence[WorkerCoverageAnswer]
    names: Mapping[str, Mapping[str, str]]
    parents: Mapping[str, str]
    statements_read: Mapping[str, str] = field(default_factory=dict[str, str])
    # not taken over by ``dataclasses.replace``: a copy with other rows has days of its own
    _days: dict[datetime.date, DayStatus] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    @cached_property
    def row(self) -> Mapping[str, int]:
        """A state's row by its code."""
        return {code: index for index, code in enumerate(self.states)}

    @cached_property
    def column(self) -> Mapping[str, int]:
        """An obligation's column by its id."""
        return {each.id: index for index, each in enumerate(self.obligations)}

    @cached_property
    def columns(self) -> Mapping[str, NDArray[np.intp]]:
        """Each instrument's columns by its slug."""
        found: dict[str, list[int]] = {}
        for index, each in enumerate(self.obligations):
            found.setdefault(each.instrument, []).append(index)
        return {slug: np.array(several, dtype=np.intp) for slug, several in found.items()}

    def obligation(self, identifier: str) -> Norm:
        """An obligation by its id.

        Raises:
            NotFound: there is none that can give a duty (a permission and a provision no longer applicable give none).
        """
        if identifier in self.spent:
            raise NotFound(f"{identifier} stands in a provision that is no longer applicable: it binds nobody")
        if (column := self.column.get(identifier)) is None:
            close = close_among(identifier, [Named(str(iris.obligation(each.id)), each.id, each.label) for each in self.obligations])
            raise NotFound(
                f"there is no obligation {identifier!r} here that can give a duty",
                f"tidak ada norma {identifier!r} di sini yang dapat menimbulkan kewajiban",
                written=identifier,
                close=close,
            )
        return self.obligations[column]

    def decision(self, state: str, instrument: str, on: datetime.date) -> Decision:
        """Whether an instrument bound a state on a day: the decision of ``decision.decide`` on what is recorded here."""
        pair = (state, instrument)
        periods = [each.answer for each in self.periods.get(pair, ())]
        return decide(periods, self.records.get(pair, ()), self.conflicts.get(pair, ()), self.coverage.get(instrument, ()), on)

    def not_bound_until(self, state: str, instrument: str, on: datetime.date) -> datetime.date | None:
        """The last day on which the sources' silence meant "not bound", where it is over by ``on`` and nothing else leaves the day open."""
        silent_until = self.decision(state, instrument, on).silent_until
        return None if silent_until is None else silent_until - datetime.timedelta(days=1)

    def status(self, on: datetime.date) -> Status:
        """Who was bound by what: ``NOT_BOUND``, ``BOUND`` or ``NOT_KNOWN``, int8 [states × obligations]; not to be written to."""
        return self.day(on).status

    def limited(self, on: datetime.date) -> Mask:
        """Which bound duties a reservation limits, bool [states × obligations]; not to be written to."""
        return self.day(on).limited

    def day(self, on: datetime.date) -> DayStatus:
        """Both matrices of a day; the last days asked about are kept."""
        with self._lock:
            if (known := self._days.pop(on, None)) is not None:
                self._days[on] = known  # to the end: the longest unasked is dropped first
                return known
        found = self._day(on)
        with self._lock:
            self._days[on] = found
            while len(self._days) > DAYS_KEPT:
                self._days.pop(next(iter(self._days)))
        return found

    def _day(self, on: datetime.date) -> DayStatus:
        status = np.zeros((len(self.states), len(self.obligations)), dtype=np.int8)
        limited = np.zeros(status.shape, dtype=np.bool_)
        for instrument, columns in self.columns.items():
            silence = CODES[decide((), (), (), self.coverage.get(instrument, ()), on).status]
            for code, row in self.row.items():
                pair = (code, instrument)
                if pair not in self.periods and pair not in self.records and pair not in self.conflicts:
                    status[row, columns] = silence  # the same for all of whom nothing is recorded
                    continue
                decision = self.decision(code, instrument, on)
                status[row, columns] = CODES[decision.status]
                if decision.period is not None:
                    self._leave_out(pair, decision.period, columns, status[row])
                for limit in self.limits.get(pair, ()):
                    self._apply(limit, on, columns, status[row], limited[row])
        for path, clause in self.clauses.items():
            self._apply_clause(path, clause, on, status)
        limited &= status == BOUND
        status.setflags(write=False)
        limited.setflags(write=False)
        return DayStatus(status, limited)

    def _leave_out(self, pair: Pair, period: PeriodAnswer, columns: NDArray[np.intp], status: Status) -> None:
        """A part left out does not bind; of one that may have been left out nobody can say."""
        row = next((each for each in self.periods[pair] if each.answer is period), None)
        if row is None:
            return
        if row.not_told:
            open_parts = columns[self._lying_in(row.not_told, pair[1])]
            status[open_parts[status[open_parts] == BOUND]] = NOT_KNOWN
        if row.excludes:
            status[columns[self._lying_in(row.excludes, pair[1])]] = NOT_BOUND

    def _lying_in(self, provisions: Sequence[str], instrument: str) -> Mask:
        wanted = frozenset(provisions)
        return np.array([not wanted.isdisjoint(self.obligations[index].within) for index in self.columns[instrument]], dtype=np.bool_)

    def _apply(self, limit: LimitRow, on: datetime.date, columns: NDArray[np.intp], status: Status, limited: Mask) -> None:
        """A limit never makes anybody bound: an opt-out takes bound and not known away, a reservation marks."""
        if not limit.may_hold(on):
            return
        if limit.kind == OPT_OUT and limit.effect == EXCLUDES and limit.affects:
            out = columns[self._lying_in(limit.affects, limit.instrument)]
            still = out[status[out] != NOT_BOUND]
            status[still] = NOT_BOUND if limit.holds(on) else NOT_KNOWN
        elif limit.counts:
            limited[columns[self.touched_by(limit)]] = True

    def _apply_clause(self, path: str, clause: OptionalClauseAnswer, on: datetime.date, status: Status) -> None:
        """What an optional clause takes from those who have not declared under it, or leaves open."""
        columns = np.array([index for index, each in enumerate(self.obligations) if path in each.within], dtype=np.intp)
        if not len(columns):
            return
        covered = covered_until(self.coverage.get(path.partition("/")[0], ()))
        for code, row in self.row.items():
            ground = of_clause(clause, self.acceptances.get((code, path), ()), covered, on)
            if ground is not None and ground.status != BOUND_NAME:
                still = columns[status[row, columns] != NOT_BOUND]
                status[row, still] = CODES[ground.status]

    def touched_by(self, limit: LimitRow) -> Mask:
        """Which obligations of the limit's instrument it touches: all where it is general, else those that lie in a provision that it
        names, or that contain one; in the order of ``columns``."""
        if limit.effect == GENERAL:
            return np.ones(len(self.columns[limit.instrument]), dtype=np.bool_)
        named = frozenset(limit.affects)
        around = frozenset(container for path in named for container in self.containers(path))
        several = (self.obligations[index] for index in self.columns[limit.instrument])
        return np.array([each.provision in around or not named.isdisjoint(each.within) for each in several], dtype=np.bool_)

    def containers(self, provision: str) -> tuple[str, ...]:
        """A provision's path and those of everything that contains it, the nearest first."""
        found = [provision]
        while (parent := self.parents.get(found[-1])) is not None:
            found.append(parent)
        return tuple(found)

    def limits_of(self, state: str, instrument: str, on: datetime.date) -> dict[str, list[LimitRow]]:
        """The limits of a state that may hold on that day, by the obligation that they touch; interpretations too, general ones last."""
        found: dict[str, list[LimitRow]] = {}
        standing = [each for each in self.limits.get((state, instrument), ()) if each.may_hold(on)]
        for limit in sorted(standing, key=lambda each: (each.effect == GENERAL, each.id)):
            for index in self.columns[instrument][self.touched_by(limit)]:
                found.setdefault(self.obligations[index].id, []).append(limit)
        return found

    def statements_of(self, state: str, instrument: str, on: datetime.date) -> dict[str, list[StatementRow]]:
        """Statements of a state that may have stood on that day and are not encoded, by the obligation that they could touch."""
        found: dict[str, list[StatementRow]] = {}
        for each in self.not_encoded.get((state, instrument), ()):
            if not each.may_stand(on):
                continue
            for index in self.columns[instrument]:
                norm = self.obligations[index]
                if not each.affects or any(self._near(path, norm) for path in each.affects):
                    found.setdefault(norm.id, []).append(each)
        return found

    def _near(self, path: str, norm: Norm) -> bool:
        return path in norm.within or norm.provision in self.containers(path)

    def of_states(self, codes: Iterable[str]) -> Snapshot:
        """A copy with a few states only, so that a day of it, and a copy of it, cost little."""
        wanted = set(codes)
        return replace(
            self,
            states={code: name for code, name in self.states.items() if code in wanted},
            periods={pair: rows for pair, rows in self.periods.items() if pair[0] in wanted},
            records={pair: rows for pair, rows in self.records.items() if pair[0] in wanted},
            conflicts={pair: rows for pair, rows in self.conflicts.items() if pair[0] in wanted},
        )

    def replace_periods(self, pairs: Mapping[Pair, Sequence[PeriodRow]]) -> Snapshot:
        """A copy in which these states have these periods under these instruments, and no others.

        What sources record on a pair goes with its periods: an empty sequence means that nothing was done, so that the decision rests on
        what the sources' silence means. Limits, statements and matches stay as they are (a limit has its own days).

        Args:
            pairs: (code, slug) to the periods, by beginning, each as ``PeriodRow(PeriodAnswer(...), excludes)``.

        Raises:
            NotFound: there is no such state.
        """
        for code, _ in pairs:
            if code not in self.row:
                raise NotFound(f"there is no state {code!r} here")
        kept = {pair: rows for pair, rows in self.periods.items() if pair not in pairs}
        return replace(
            self,
            periods=kept | {pair: tuple(rows) for pair, rows in pairs.items() if rows},
            records={pair: rows for pair, rows in self.records.items() if pair not in pairs},
            conflicts={pair: rows for pair, rows in self.conflicts.items() if pair not in pairs},
        )
