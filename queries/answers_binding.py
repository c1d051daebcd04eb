"""What binds whom: periods, parties, duties and the ways that lead to them. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeriodAnswer:
    """A period of being bound; ``until`` days are the first on which the state is no longer bound."""

    period: str
    state: str
    instrument: str
    from_: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until: str | None
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    precision: str
    consent: str


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """One step of a reason."""

    number: int
    rule: str
    text: str
    article: str | None
    act: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """A state bound on the day."""

    state: str
    code: str
    name: str
    from_: str
    certain: bool
    period: str


@dataclass(frozen=True, slots=True)
class FirstPartyAnswer:
    """A state bound since the instrument's own entry into force."""

    state: str
    code: str
    name: str
    from_: str


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """An obligation that bound the state on the day; ``certain`` is false where dates known to the year leave it open."""

    duty: str
    obligation: str
    label: str
    modality: str
    provision: str
    citation: str
    instrument: str
    short: str
    from_: str
    until: str | None
    certain: bool
    period: str
    consent: str


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """How many duties a state owed on a topic under one instrument."""

    topic: str
    label: str
    instrument: str
    duties: int


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """One way from a state's act to an obligation (and to a right, where it realises one)."""

    act: str
    act_kind: str
    act_date: str | None
    act_as_at: str | None
    source: str
    source_title: str
    period: str
    from_: str
    instrument: str
    short: str
    provision: str
    citation: str
    obligation: str
    label: str
    right: str | None
    right_label: str | None


@dataclass(frozen=True, slots=True)
class ProfileAnswer:
    """An instrument by which a state was bound on the day."""

    instrument: str
    short: str
    from_: str
    until: str | None
    certain: bool
    precision: str
    period: str
    consent: str


@dataclass(frozen=True, slots=True)
class MemberPartyAnswer:
    """A member of a group that was bound on the day; ``as_at`` is the day for which the source lists it in the group."""

    group: str
    state: str
    code: str
    name: str
    instrument: str
    from_: str
    certain: bool
    as_at: str | None
    period: str


@dataclass(frozen=True, slots=True)
class ExcludedPartAnswer:
    """A part of an instrument that a state left out over a period."""

    state: str
    code: str
    name: str
    instrument: str
    provision: str
    citation: str
    from_: str
    until: str | None
    act: str | None
    remark: str | None
    period: str


@dataclass(frozen=True, slots=True)
class CorridorAnswer:
    """A duty of one of the two states of a corridor; ``side`` is the role of the state in it, ``bearer`` the role that is addressed."""

    side: str
    state: str
    bearer: str
    duty: str
    obligation: str
    label: str
    modality: str
    provision: str
    citation: str
    instrument: str
    short: str
    from_: str
    certain: bool
