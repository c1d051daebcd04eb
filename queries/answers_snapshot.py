"""What the matrices are read from: obligations, records without a period, worker kinds. See ``answers`` for how fields are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DutyGiverAnswer:
    """An obligation that can give a duty, with its name in both languages."""

    obligation: str
    instrument: str
    short: str
    provision: str
    citation: str
    modality: str
    label_en: str
    label_id: str
    no_longer_applicable: bool


@dataclass(frozen=True, slots=True)
class FacetAnswer:
    """One topic, bearer role or personal scope of an obligation; ``facet`` is the property."""

    obligation: str
    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class SilentActAnswer:
    """An act of a state that has no binding period under the instrument."""

    state: str
    instrument: str
    kind: str
    date: str | None
    status: str | None
    source: str
    source_title: str | None


@dataclass(frozen=True, slots=True)
class WithoutMatchAnswer:
    """An obligation for which a match was looked for and none was found."""

    obligation: str
    reason_en: str
    reason_id: str


@dataclass(frozen=True, slots=True)
class ConceptNameAnswer:
    """A topic, personal scope or kind of worker; the meaning is its definition or scope note, where it has one."""

    concept: str
    scheme: str
    name_en: str
    name_id: str
    meaning_en: str | None
    meaning_id: str | None


@dataclass(frozen=True, slots=True)
class WorkerCoverageAnswer:
    """What a text says of a kind of worker; ``side`` is a role where it holds for one of the two states only, ``article`` a citation."""

    rule: str
    kind: str
    target: str
    side: str | None
    degree: str
    article: str | None
    reason_en: str
    reason_id: str
    source: str | None
    place: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class CorridorTopicAnswer:
    """What a corridor holds on a topic, obligation by obligation.

    Each status is ``bound``, ``not_known`` (dates leave it open), ``none`` (no duty is derived: not bound, or the
    sources are silent) or ``not_asked``; the two flags say whether a reservation limits a duty that binds.
    """

    topic: str
    obligation: str
    provision: str
    instrument: str
    origin_status: str
    origin_limited: bool
    destination_status: str
    destination_limited: bool
