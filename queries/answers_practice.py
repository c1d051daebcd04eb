"""What is reported of states and what they did about it. A report is a claim: a row says who said it, not that it is so.

See ``answers`` for how fields are read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A claim that a state fell short (a row for each topic and each thing that it concerns)."""

    report: str
    state: str
    by: str
    by_name: str | None
    reported_on: str | None
    event_from: str | None
    event_until: str | None
    about: str | None
    concerns: str | None
    claim_status: str
    reliability: str | None
    reply: str | None
    citation: str
    source: str


@dataclass(frozen=True, slots=True)
class BodyReportAnswer:
    """A claim of a body."""

    body: str
    body_name: str
    report: str
    state: str
    code: str
    reported_on: str | None
    citation: str


@dataclass(frozen=True, slots=True)
class ReportBindingAnswer:
    """Whether a state was bound when it was reported: the duty, or the reason why there was none."""

    report: str
    state: str
    reported_on: str | None
    bound: bool
    duty: str | None
    obligation: str | None
    reason: str | None
    reason_label: str | None


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """What a state did (a row for each thing that the measure carries out)."""

    measure: str
    state: str
    title: str
    adopted: str | None
    in_force: str | None
    implements: str | None
    coverage: str | None
    coverage_reason: str | None
    source: str


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    """A finding of a case study: the conclusion of its authors."""

    study: str
    state: str
    finding: str
    challenge: str | None
    achievement: str | None
    source: str
