"""What states did about their obligations, and what the literature finds. What is reported of them: ``answers_reports``.

See ``answers`` for how fields are read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """What a state did (a row for each comparison of an article; one row without any where nothing was compared).

    Attributes:
        from_, until: first day of force and first day without, as far as told.
        article, place: the comparison and the article or section that it is about.
        implements: the obligation, provision or instrument compared; ``coverage`` says how far it is covered, perhaps not at all.
        text_read: false where others tell of it (``MeasureTellingAnswer``) and no text of it was read.
    """

    measure: str
    state: str
    kind: str | None
    title: str
    adopted: str | None
    from_: str | None
    until: str | None
    in_force: str | None
    repealed_by: str | None
    article: str | None
    place: str | None
    implements: str | None
    coverage: str | None
    coverage_reason: str | None
    source: str
    source_place: str | None
    remark: str | None
    text_read: bool


@dataclass(frozen=True, slots=True)
class MeasureTellingAnswer:
    """What one document tells of a measure whose text was not read here: the word of ``told_by``, and no reading of the measure.

    Attributes:
        told_by: a body or a state, which may be the state that took the measure.
        told_on: day or year in which it was told, not of the measure.
        says: what is told, in our own words.
        claim: the claim that the document also is; None where it is none here.
        read_again_by: the second reader; None where nobody read it again.
    """

    measure: str
    state: str
    title: str
    telling: str
    told_by: str
    told_by_name: str
    told_on: str
    says: str
    citation: str
    source: str
    source_place: str
    claim: str | None
    read_again_by: str | None


@dataclass(frozen=True, slots=True)
class ObligationMeasureAnswer:
    """An article that was compared with an obligation.

    Attributes:
        read_again_by: the second reader; None where nobody read it again.
        text_read: false where others tell of the measure and no text of it was read; the judgement is then on their words.
    """

    obligation: str
    state: str
    state_name: str
    measure: str
    title: str
    article: str
    place: str
    coverage: str
    reason: str
    from_: str | None
    until: str | None
    judged_by: str
    read_again_by: str | None
    source: str
    text_read: bool


@dataclass(frozen=True, slots=True)
class MeasureArticleAnswer:
    """An article of a measure as compared with an obligation, a provision or an instrument (``implements``).

    Attributes:
        place: the article as the text counts it.
        coverage, reason: how far it covers what is asked, perhaps not at all, and why.
        judged_by, judged_on: who compared them, and when.
        read_again_by: the second reader; None where nobody read it again.
    """

    article: str
    place: str
    implements: str
    coverage: str
    reason: str
    judged_by: str
    judged_on: str | None
    read_again_by: str | None


@dataclass(frozen=True, slots=True)
class DutyWithoutMeasureAnswer:
    """A duty for which no measure is recorded that carries it out; there may well be one.

    Attributes:
        compared: whether an article of that state was compared with it, and covers none of it, unclearly, or not on that day.
        law_read: whether anything of the state's law was read for this table; where not, the row says nothing about the state.
        told: whether others tell of a measure that has to do with it, whose text was not read.
    """

    duty: str
    obligation: str
    label: str
    provision: str
    citation: str
    instrument: str
    short: str
    compared: bool
    law_read: bool
    told: bool


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    """A finding of a study: the conclusion of its authors, about a state or an instrument."""

    study: str
    about: str
    finding: str
    challenge: str | None
    achievement: str | None
    remedy: str | None
    statement: str
    citation: str
    remark: str | None
