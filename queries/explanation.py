"""What an explanation holds: the answer on one obligation or provision, its numbered steps, and everything that the steps rest on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from servanda.queries.answers import ActAnswer
from servanda.queries.decision import Status


@dataclass(frozen=True, slots=True)
class ExplanationStep:
    """One step.

    Attributes:
        number: from 1.
        rule: the rule applied, by name; that of the last step is the rule of the answer.
        text: a sentence or two, in the language asked for.
        article: citation of the provision that it rests on.
        act: IRI of the act that it rests on.
        date: the day or year that it yields.
        source: title of the source that tells of the act, or the text that was read.
        place: where in that source.
        as_at: that source's own date.
    """

    number: int
    rule: str
    text: str
    article: str | None = None
    act: str | None = None
    date: str | None = None
    source: str | None = None
    place: str | None = None
    as_at: str | None = None


@dataclass(frozen=True, slots=True)
class LimitOnDay:
    """A limit that touches the provision asked about.

    Attributes:
        limit, act: IRIs.
        kind, effect: notations (``reservationKind``, ``excludesProvision``).
        provisions: citations of what it names; empty where it is about the whole instrument.
        reach: ``whole``, ``part`` or ``instrument``.
        standing: ``stands``, ``open`` (its dates leave it open whether it stood that day) or ``ended``.
        summary: what it does, in our own words.
        from_, until: first day on which it can hold, and first day on which it certainly no longer does.
        place, source, as_at: who tells of the act, where, and as at which day.
        remark: what is to be known of it.
        named: what it was named (``declaration``), whatever it is by its effect; None where no name is recorded.
        reading: where it is read otherwise than it was named, the sentence that says both; else None.
    """

    limit: str
    act: str
    kind: str
    effect: str
    provisions: tuple[str, ...]
    reach: str
    standing: str
    summary: str
    from_: datetime.date
    until: datetime.date | None
    place: str | None
    source: str | None
    as_at: str | None
    remark: str | None
    named: str | None
    reading: str | None


@dataclass(frozen=True, slots=True)
class ObjectionOnDay:
    """An objection of another state to one of the limits, or to a statement that is not encoded (then ``limits`` is empty).

    ``effect`` is what it said of the treaty between the two (``remainsInForce``, ``seversReservation``, ``precludesEntryIntoForce``,
    ``effectNotSaid``).
    """

    objection: str
    act: str
    state: str
    name: str
    limits: tuple[str, ...]
    effect: str
    made_on: str | None
    summary: str
    place: str | None
    source: str | None
    as_at: str | None


@dataclass(frozen=True, slots=True)
class UnencodedStatement:
    """A statement of the state that stood that day, could touch the provision, and is not encoded; or a notice of derogation."""

    act: str
    kind: str
    date: str | None
    source: str
    place: str | None
    as_at: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class StatedObligation:
    """An obligation that the target is or holds; bearers, modality and beneficiaries by their names in the language asked for.

    ``modality`` is the IRI, ``modality_name`` its name.
    """

    obligation: str
    label: str
    definition: str
    modality: str
    modality_name: str
    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    stated_in: str
    citation: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one obligation or provision bound a state on a day, did not, or is not known to have.

    Attributes:
        state, target, instrument, provision: IRIs; the target is the obligation or the provision that was asked about.
        citation, state_name, label: the provision, the state, and what the obligation asks (empty for a provision), in words.
        on: the day asked about.
        language: of the texts.
        status, rule: the answer, and the rule that decides it.
        limited: whether the state is bound and a reservation of its own that touches the provision stood that day (or may have, where its
            dates leave that open). Interpretative declarations, opt-outs of a part and statements that are not encoded do not count.
        conclusion: the answer in a sentence; the text of the last step.
        steps: in order.
        limits, general_limits, interpretative_declarations: the state's own, in force that day; those on the whole instrument apart.
        ended_limits: those that were withdrawn before.
        unencoded: statements that stood that day and are not encoded: never taken for "none".
        objections: of other states to the limits shown.
        obligations: the obligation, or those encoded in the provision, in the order of the text.
        caveat: what the answer cannot know, or empty.
        effect_rule: IRI of the rule on when acts take effect.
        acts: every record of every source on the state and the instrument, without the notices of derogation.
        sparql: the queries that give the same, by name.
        citations: where each fact stands.
    """

    state: str
    target: str
    instrument: str
    provision: str
    citation: str
    state_name: str
    label: str
    on: datetime.date
    language: str
    status: Status
    rule: str
    limited: bool
    conclusion: str
    steps: tuple[ExplanationStep, ...]
    limits: tuple[LimitOnDay, ...]
    general_limits: tuple[LimitOnDay, ...]
    interpretative_declarations: tuple[LimitOnDay, ...]
    ended_limits: tuple[LimitOnDay, ...]
    unencoded: tuple[UnencodedStatement, ...]
    objections: tuple[ObjectionOnDay, ...]
    obligations: tuple[StatedObligation, ...]
    caveat: str
    effect_rule: str
    acts: tuple[ActAnswer, ...]
    sparql: dict[str, str]
    citations: tuple[str, ...]
