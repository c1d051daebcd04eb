"""One side of a corridor: what binds a state, in its role, on the day, of what protects the worker."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from servanda.queries.limit_names import reading
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import BOUND, NOT_KNOWN, LimitRow, Norm, StatementRow
from servanda.queries.worker_kinds import NO, YES, Coverage, Covers, Reason, Worker

Role = Literal["StateOfOrigin", "StateOfEmployment"]
ORIGIN: Final = "StateOfOrigin"
DESTINATION: Final = "StateOfEmployment"
TRANSIT: Final = "StateOfTransit"
ANY_PARTY: Final = "AnyParty"

#: What can stand on a side: bound; bound, and a reservation limits it; not bound by it, but by one that asks the same or more; not bound
#: by it, but by one that asks less, something else besides, on a condition, or under a reservation; not bound at all; not known; not asked
#: of this state in this role, or not for this worker.
SideStatus = Literal["bound", "limited", "matched", "partly_matched", "not_bound", "not_known", "not_asked"]
SIDE_STATUSES: Final[tuple[SideStatus, ...]] = ("bound", "limited", "matched", "partly_matched", "not_bound", "not_known", "not_asked")
#: Relations by which an obligation makes up for the whole of another.
WHOLE: Final = frozenset({"exactMatch", "broaderMatch"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A matching obligation that binds the state, or may.

    Attributes:
        obligation, citation, label: which one.
        relation: read from the obligation that it is compared with: ``exactMatch``, ``broaderMatch`` (it asks more), ``narrowerMatch``,
            ``overlappingMatch``.
        status: ``bound``, ``limited`` or ``not_known``.
        covers: whether it covers the worker.
        whole: whether it makes up for the whole: the same or more, no reservation, no condition.
        reason: why the two were matched so.
    """

    obligation: str
    citation: str
    label: str
    relation: str
    status: str
    covers: Covers
    whole: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """A limit that touches the obligation on the day.

    ``certain`` is false where its dates leave open whether it stood; ``counts`` tells whether it makes the obligation a limited one.
    ``named``: what it was named (a notation), None where no name is recorded; ``reading``: where it is read otherwise, the sentence that
    says both.
    """

    limit: str
    kind: str
    effect: str
    certain: bool
    counts: bool
    summary: str
    named: str | None
    reading: str | None


def shown(limit: LimitRow, on: datetime.date, language: str) -> ShownLimit:
    """A limit as it is told of a day in a language."""
    return ShownLimit(
        limit=limit.id,
        kind=limit.kind,
        effect=limit.effect,
        certain=limit.holds(on),
        counts=limit.counts,
        summary=limit.summary[language],
        named=limit.named_as,
        reading=reading(limit.kind, limit.named_as, limit.named_in_words.get(language), limit.named_by_source, language),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """What one obligation is for one state of the corridor.

    Attributes:
        status: see ``SideStatus``.
        covers: whether it covers the worker there.
        conditions: why only on a condition, or why not.
        limits: statements of the state that touch it, interpretations included.
        not_encoded: IRIs of statements that could touch it and that nobody has encoded.
        matches: what else binds the state, or may, where this obligation does not for certain.
        not_bound_until: where it is not known only because the sources end earlier: the last day on which their silence meant "not bound".
        statements_read: the day of the page on which the statements on its instrument were read, so that later ones are not known; None:
            nobody has read them, so that an empty ``limits`` says nothing.
    """

    status: SideStatus
    covers: Covers
    conditions: tuple[Reason, ...] = ()
    limits: tuple[ShownLimit, ...] = ()
    not_encoded: tuple[str, ...] = ()
    matches: tuple[Standing, ...] = ()
    not_bound_until: datetime.date | None = None
    statements_read: str | None = None

    @property
    def may_bind(self) -> bool:
        """Whether it binds the state, or may, so that a statement of the state could matter."""
        return self.status in ("bound", "limited", "not_known")


class SideReader:
    """Reads every obligation for one state in one role on one day."""

    def __init__(self, snapshot: Snapshot, state: str, role: Role, worker: Worker, on: datetime.date, language: str) -> None:
        """Take what is asked; ``state`` is a code that the snapshot has."""
        self._snapshot, self._state, self._role, self._worker, self._on, self._language = snapshot, state, role, worker, on, language
        day = snapshot.day(on)
        self._status, self._limited = day.status[snapshot.row[state]], day.limited[snapshot.row[state]]
        self._covered: dict[str, Coverage] = {}

    def asked(self, norm: Norm) -> bool:
        """Whether an obligation is asked of the state in this role."""
        return not norm.bearers.isdisjoint({self._role, ANY_PARTY})

    def coverage(self, norm: Norm) -> Coverage:
        """Whether an obligation covers the worker here."""
        if (known := self._covered.get(norm.id)) is None:
            known = self._covered[norm.id] = self._worker.coverage(norm, self._role)
        return known

    def read(self, norm: Norm) -> Side:
        """One obligation."""
        coverage = self.coverage(norm)
        conditions = tuple(reason for reason in coverage.reasons if reason.degree != "coversKind")
        read = self._snapshot.statements_read.get(norm.instrument)
        if not self.asked(norm) or coverage.covers == NO:
            return Side("not_asked", coverage.covers, conditions, statements_read=read)
        column = self._snapshot.column[norm.id]
        limits = tuple(shown(limit, self._on, self._language) for limit in self._limits.get(norm.instrument, {}).get(norm.id, ()))
        not_encoded = tuple(each.act for each in self._statements.get(norm.instrument, {}).get(norm.id, ()))
        status: SideStatus
        if self._status[column] == BOUND:
            status = "limited" if self._limited[column] else "bound"
            return Side(status, coverage.covers, conditions, limits, not_encoded, statements_read=read)
        matches = self._matches(norm)
        if self._status[column] == NOT_KNOWN:
            until = self._silences[norm.instrument]
            return Side("not_known", coverage.covers, conditions, limits, not_encoded, matches, until, statements_read=read)
        if any(each.whole for each in matches):
            status = "matched"
        else:
            status = "partly_matched" if any(each.status != "not_known" for each in matches) else "not_bound"
        return Side(status, coverage.covers, conditions, limits, not_encoded, matches, statements_read=read)

    @cached_property
    def _silences(self) -> Mapping[str, datetime.date | None]:
        return {slug: self._snapshot.not_bound_until(self._state, slug, self._on) for slug in self._snapshot.columns}

    @cached_property
    def _limits(self) -> Mapping[str, Mapping[str, Sequence[LimitRow]]]:
        return {slug: self._snapshot.limits_of(self._state, slug, self._on) for slug in self._snapshot.columns}

    @cached_property
    def _statements(self) -> Mapping[str, Mapping[str, Sequence[StatementRow]]]:
        return {slug: self._snapshot.statements_of(self._state, slug, self._on) for slug in self._snapshot.columns}

    def _matches(self, norm: Norm) -> tuple[Standing, ...]:
        """What binds or may bind the state in the same role for the same worker, the nearest relation first."""
        found: list[Standing] = []
        for match in self._snapshot.matches.get(norm.id, ()):
            column = self._snapshot.column.get(match.obligation)
            if column is None:
                continue
            other = self._snapshot.obligations[column]
            coverage = self.coverage(other)
            if not self.asked(other) or coverage.covers == NO or self._status[column] not in (BOUND, NOT_KNOWN):
                continue
            status = "not_known" if self._status[column] == NOT_KNOWN else "limited" if self._limited[column] else "bound"
            whole = match.relation in WHOLE and status == "bound" and coverage.covers == YES
            found.append(
                Standing(
                    obligation=other.id,
                    citation=other.citation,
                    label=other.label[self._language],
                    relation=match.relation,
                    status=status,
                    covers=coverage.covers,
                    whole=whole,
                    reason=match.reason[self._language],
                )
            )
        return tuple(sorted(found, key=lambda each: (not each.whole, each.status == "not_known", each.relation, each.obligation)))
