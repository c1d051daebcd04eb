"""Who acts and what they did: states, groups, acts, statements, and what the sources cover. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateAnswer:
    """A state or other party."""

    state: str
    code: str
    name: str
    former: bool


@dataclass(frozen=True, slots=True)
class ActAnswer:
    """One act as one source tells it (several rows where it affects several provisions)."""

    act: str
    state: str
    instrument: str
    kind: str
    date: str | None
    effective_from: str | None
    withdrawn_on: str | None
    status: str | None
    printed: str | None
    source: str
    source_title: str | None
    as_at: str | None
    place: str | None
    remark: str | None
    affects: str | None


@dataclass(frozen=True, slots=True)
class SignatoryAnswer:
    """A state that only signed."""

    state: str
    code: str
    name: str
    signed: str


@dataclass(frozen=True, slots=True)
class WithdrawnStatementAnswer:
    """A withdrawal of a reservation, declaration or objection."""

    act: str
    state: str
    instrument: str
    withdrawn: str | None
    affects: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class DenunciationAnswer:
    """A notice of denunciation, and the period that it ended or could not end."""

    act: str
    state: str
    instrument: str
    notified: str | None
    status: str | None
    period: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class CompletenessAnswer:
    """What a source covers of an instrument."""

    instrument: str
    source: str
    title: str
    extent: str
    as_at: datetime.date | None
    silent_until: datetime.date | None
    in_force: datetime.date | None


@dataclass(frozen=True, slots=True)
class ConflictAnswer:
    """One record of a disagreement between sources."""

    conflict: str
    state: str
    instrument: str
    about: str
    rule: str
    chosen: str
    record: str
    date: str | None
    kind: str | None
    source: str


@dataclass(frozen=True, slots=True)
class MemberAnswer:
    """A state that a source lists in a group; from when to when is empty where the source does not say."""

    group: str
    group_name: str
    state: str
    code: str
    name: str
    role: str
    member_from: str | None
    member_until: str | None
    as_at: str | None
    source: str
    place: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """A consent to be bound, and the period that follows from it, if any does."""

    act: str
    state: str
    code: str
    name: str
    instrument: str
    kind: str
    date: str | None
    status: str | None
    period: str | None
    from_: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class UnilateralStatementAnswer:
    """A reservation, declaration, objection or other statement (a row for each provision that it affects)."""

    act: str
    kind: str
    state: str
    instrument: str
    date: str | None
    affects: str | None
    withdrawn: str | None
    status: str | None
    standing: bool
    remark: str | None
    source: str


@dataclass(frozen=True, slots=True)
class TerritorialAnswer:
    """An act on a territory; ``territory`` is an IRI, or the name that the source prints where there is no code."""

    act: str
    state: str
    instrument: str
    territory: str | None
    territory_name: str | None
    date: str | None
    effective_from: str | None
    status: str | None
    remark: str | None
    source: str
