"""What decides on one obligation or provision beside the consent: limits on the day, parts left out, optional clauses, provisions that
are spent, and who tells of it. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObligationStatusAnswer:
    """The answer on one obligation: ``status`` is ``bound``, ``not_bound`` or ``not_known``."""

    state: str
    obligation: str
    on: datetime.date
    status: str
    rule: str
    limited: bool


@dataclass(frozen=True, slots=True)
class LimitOnAnswer:
    """A limit that touches a provision (a row for each provision that it names); for its name see ``LimitAnswer``.

    ``reach``: ``whole`` (it names the provision or what contains it), ``part`` (something in it) or ``instrument``; ``standing`` on the
    day: ``stands``, ``open`` (its dates allow both), ``ended`` or ``later``.
    """

    limit: str
    act: str
    kind: str
    named_as: str | None
    named_in_words: str | None
    named_by_source: bool | None
    effect: str
    reach: str
    standing: str
    names: str | None
    citation: str | None
    summary: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    place: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class ExclusionOnAnswer:
    """A part that a state had left out (``certain``) or may have; ``whole`` where the provision asked about lies in it, else it lies in
    that provision."""

    period: str
    left_out: str
    citation: str
    whole: bool
    certain: bool
    act: str | None
    article: str | None


@dataclass(frozen=True, slots=True)
class PartNotToldAnswer:
    """A part that a state may have left out, no source telling whether it did."""

    state: str
    instrument: str
    period: str
    provision: str
    citation: str


@dataclass(frozen=True, slots=True)
class OptionalClauseAnswer:
    """A clause that binds only who declares so; ``needed`` is None where the text asks for no number of declarations."""

    clause: str
    citation: str
    instrument: str
    needed: int | None
    article: str
    in_force: datetime.date | None
    earlier_unknown: bool
    source: str
    remark: str | None


@dataclass(frozen=True, slots=True)
class ClauseAcceptanceAnswer:
    """A declaration under an optional clause and the days over which it holds; no act where only a note tells of it."""

    acceptance: str
    clause: str
    citation: str
    state: str
    code: str
    name: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    act: str | None
    place: str | None
    source: str
    source_title: str
    as_at: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class SpentProvisionAnswer:
    """A provision that is no longer applicable; ``said_on`` is the day of the instrument that says so, not the day on which it ceased."""

    spent: str
    citation: str
    reason: str
    says_so: str
    says_so_short: str
    said_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ProvisionContextAnswer:
    """The instrument of a provision, and the text that was read."""

    provision: str
    citation: str
    instrument: str
    short: str
    in_force: str | None
    text_source: str | None


@dataclass(frozen=True, slots=True)
class StatedObligationAnswer:
    """An obligation that a provision states (a row for each bearer role and each group that it protects)."""

    obligation: str
    label: str
    definition: str
    modality: str
    modality_name: str
    bearer: str
    beneficiary: str
    stated_in: str
    citation: str


@dataclass(frozen=True, slots=True)
class LimitCoverageAnswer:
    """How many of the statements on an instrument are encoded: ``all``, ``named-provisions`` or ``none``."""

    instrument: str
    extent: str
    as_at: str
    remark: str | None


@dataclass(frozen=True, slots=True)
class ToldByAnswer:
    """A source that tells of an act; the lower the rank, the nearer to the depositary."""

    act: str
    kind: str
    state: str
    name: str | None
    date: str | None
    source: str
    source_title: str
    rank: str
    place: str | None
    as_at: str | None


@dataclass(frozen=True, slots=True)
class StateNameAnswer:
    """A state's name in the language asked for."""

    state: str
    name: str
