"""What the law says: instruments, provisions, rules on effect, obligations and rights. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstrumentAnswer:
    """An instrument, its kind (``sv:Treaty``…), and how many states are bound by it for certain."""

    instrument: str
    kind: str
    title: str
    short: str
    adopted: str | None
    in_force: str | None
    depositary: str | None
    parties: int


@dataclass(frozen=True, slots=True)
class InstrumentKindAnswer:
    """What kind of instrument it is (``sv:Treaty``, ``sv:SoftLaw``…); an agreement between two states is a treaty too."""

    instrument: str
    kind: str


@dataclass(frozen=True, slots=True)
class InterpretationAnswer:
    """A general comment, or a paragraph or point of one, and the treaty or provision that it interprets; a whole has no citation."""

    interpreter: str
    citation: str | None
    comment: str
    comment_name: str
    interpreted: str
    interpreted_citation: str | None


@dataclass(frozen=True, slots=True)
class ProvisionAnswer:
    """A provision in the order of the text."""

    provision: str
    number: str
    kind: str
    parent: str
    citation: str


@dataclass(frozen=True, slots=True)
class ObligationAnswer:
    """What a provision asks (a row for each bearer role)."""

    obligation: str
    label: str
    definition: str
    modality: str
    bearer: str
    kind: str
    timing: str
    provision: str
    citation: str
    instrument: str
    no_longer_applicable: bool


@dataclass(frozen=True, slots=True)
class ObligationTopicAnswer:
    """A topic of an obligation, and what the topic is called."""

    obligation: str
    topic: str
    name: str


@dataclass(frozen=True, slots=True)
class EffectRuleAnswer:
    """When acts about an instrument take effect; delays as in the table (``months:12``), articles as citations."""

    rule: str
    instrument: str
    short: str
    ratifications_needed: int | None
    instrument_delay: str | None
    instrument_articles: str | None
    state_delay: str | None
    state_articles: str | None
    succession: str | None
    denunciation: bool | None
    denunciation_first_after: str | None
    denunciation_window: str | None
    denunciation_delay: str | None
    denunciation_articles: str | None
    excludable: str | None
    excludable_articles: str | None
    text_source: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class RightObligationAnswer:
    """An obligation that realises a right."""

    right: str
    right_label: str
    obligation: str
    label: str
    modality: str
    kind: str
    provision: str
    citation: str
    instrument: str
    short: str


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """A second reading of an encoded obligation."""

    obligation: str
    instrument: str
    citation: str
    encoded_by: str
    encoded_on: datetime.date
    reviewed_by: str
    reviewed_on: datetime.date
    verdict: str


@dataclass(frozen=True, slots=True)
class MatchAnswer:
    """An obligation that another one is matched with; ``relation`` is read from the obligation asked about."""

    match: str
    obligation: str
    relation: str
    other: str
    label: str
    instrument: str | None
    reason: str
    matched_by: str
    matched_on: datetime.date
