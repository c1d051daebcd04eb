"""Answers about the corpus as a scholar asks for them: coverage, counterparts, persons, roles, rights, permissions. See ``answers``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOutAnswer:
    """A provision without an obligation record; ``status`` as in ``loaders/data/left_out`` (``formal``, ``definition``, ``choice``…)."""

    provision: str
    citation: str
    instrument: str
    short: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithoutCounterpartAnswer:
    """An obligation compared with other instruments that has no match in one of them; ``none_anywhere``: nor in any encoded instrument."""

    obligation: str
    label: str
    citation: str
    modality: str
    other: str
    other_short: str
    none_anywhere: bool


@dataclass(frozen=True, slots=True)
class KindObligationAnswer:
    """An obligation that no scope and no text keeps from a kind of worker; it may still be for a group of which the kind does not tell
    (women, domestic workers…): corridors and gaps say which."""

    kind: str
    instrument: str
    short: str
    obligation: str
    label: str
    citation: str
    modality: str


@dataclass(frozen=True, slots=True)
class RoleObligationAnswer:
    """An obligation whose text names the role that carries it."""

    role: str
    instrument: str
    short: str
    obligation: str
    label: str
    definition: str
    citation: str
    modality: str
    timing: str


@dataclass(frozen=True, slots=True)
class SituationAnswer:
    """How many records (permissions apart) realise a right in an instrument, by whom they are for.

    Attributes:
        for_all: every migrant worker or every person, whatever the situation.
        for_regular_only, for_irregular_only: those in that situation, with their families.
        for_groups: particular groups (women, domestic workers, the categories of ICRMW Part V), whose text says what it asks of them.
    """

    instrument: str
    short: str
    right: str
    label: str
    for_all: int
    for_regular_only: int
    for_irregular_only: int
    for_groups: int


@dataclass(frozen=True, slots=True)
class PermissionAnswer:
    """What a provision lets a state do or leave out; a row for each personal scope."""

    instrument: str
    short: str
    obligation: str
    label: str
    definition: str
    citation: str
    scope: str


@dataclass(frozen=True, slots=True)
class TopicOfInstrumentAnswer:
    """How many records an instrument has on a topic, by modality; ``progressive`` counts those not due at once."""

    topic: str
    label: str
    instrument: str
    short: str
    duties: int
    prohibitions: int
    rights: int
    permissions: int
    progressive: int


@dataclass(frozen=True, slots=True)
class MatchBetweenAnswer:
    """A match of an obligation of the first instrument with one of the second; the relation is read from the first."""

    obligation: str
    citation: str
    label: str
    relation: str
    matched: str
    matched_citation: str
    matched_label: str
    reason: str


@dataclass(frozen=True, slots=True)
class GuaranteeAnswer:
    """By how many states an obligation is owed on a day: for certain, and counting those whose dates or consent leave it open."""

    right: str
    obligation: str
    label: str
    citation: str
    instrument: str
    short: str
    bound: int
    bound_at_most: int


@dataclass(frozen=True, slots=True)
class ProtectAnswer:
    """An obligation that makes a state answer for what others do."""

    instrument: str
    short: str
    obligation: str
    label: str
    definition: str
    citation: str
    timing: str
    note: str | None


@dataclass(frozen=True, slots=True)
class CorpusAnswer:
    """How far the text of an instrument is encoded, in articles (those of annexes too)."""

    instrument: str
    short: str
    articles: int
    encoded: int
    left_out_by_choice: int
    not_substantive: int
    silent: int


@dataclass(frozen=True, slots=True)
class GraphSizeAnswer:
    """A named graph and the number of statements in it; a statement that two graphs hold is counted in each."""

    graph: str
    statements: int
