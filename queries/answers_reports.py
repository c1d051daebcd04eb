"""What is reported of states. A report is a claim: a row says who said it, not that it is so; kinds of claims are never added up.

See ``answers`` for how fields are read.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A claim about a state (a row for each author, each topic and each thing that it concerns)."""

    report: str
    kind: str
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
    link: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ListedReportAnswer:
    """A claim in a list: one row each; ``territory`` is an IRI or a name."""

    report: str
    kind: str
    state: str
    code: str
    territory: str | None
    reported_on: str | None
    claim_status: str
    reliability: str | None
    reply: str | None
    label: str
    summary: str | None
    citation: str
    link: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ReportStatementAnswer:
    """One thing that is said in or of a claim; ``part``: assertion, provenance, publication, review or derived."""

    part: str
    predicate: str
    value: str
    label: str | None


@dataclass(frozen=True, slots=True)
class BodyReportAnswer:
    """A claim of a body."""

    body: str
    body_name: str
    body_kind: str | None
    report: str
    kind: str
    state: str
    code: str
    reported_on: str | None
    claim_status: str
    citation: str


@dataclass(frozen=True, slots=True)
class ReportBindingAnswer:
    """Whether one thing that a claim names (``target``, of the instrument ``under``) bound the state at the time of the claim.

    ``duty`` where an obligation is encoded in it, else only ``period``; ``reason`` where nothing is known to have bound the state.
    ``throughout``: on every day of that time. ``limited``: a statement of the state touches the duty or period on some day of it.
    """

    report: str
    kind: str
    state: str
    reported_on: str | None
    target: str | None
    under: str | None
    time_from: str | None
    time_until: str | None
    bound: bool
    throughout: bool | None
    duty: str | None
    obligation: str | None
    period: str | None
    limited: bool | None
    reason: str | None
    reason_label: str | None


@dataclass(frozen=True, slots=True)
class OtherwiseBoundAnswer:
    """A period under an instrument that a claim does not name and that asks something on one of its topics."""

    report: str
    state: str
    under: str | None
    short: str | None
    period: str
    from_: datetime.date | None
    until: datetime.date | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class TopicReportsAnswer:
    """Number of claims of one kind on one topic, and of states that they are about."""

    about: str
    topic_name: str
    kind: str
    kind_name: str
    reports: int
    states: int


@dataclass(frozen=True, slots=True)
class InstrumentReportsAnswer:
    """Number of claims of one kind that name an instrument, by ``status``.

    ``bound``, ``not_bound`` or ``not_known``: whether it bound the state then; ``asks_consent``: the claim asks the state to consent to it.
    """

    under: str
    short: str
    kind: str
    status: str
    reports: int
    states: int


@dataclass(frozen=True, slots=True)
class RecommendationsAnswer:
    """Number of recommendations on a topic that a state received and answered alike, and of the states that made them.

    ``reply`` is the state's answer and no finding. A source may give a row to a paragraph with all its states, or to each state.
    """

    state: str
    code: str
    name: str
    about: str
    reply: str
    reply_name: str
    recommendations: int
    recommending: int


@dataclass(frozen=True, slots=True)
class FollowedRecommendationAnswer:
    """A consent of a state after it accepted recommendations to become a party; nothing says that they were the cause.

    ``order``: ``later`` (the sessions lie in earlier years than the consent) or ``same_year`` (which came first cannot be told);
    ``first_year`` and ``recommendations`` are of the sessions of that order. ``date`` may be a year.
    """

    state: str
    code: str
    name: str
    under: str
    short: str
    kind: str
    date: str
    order: str
    first_year: int
    recommendations: int


@dataclass(frozen=True, slots=True)
class ClaimAndBondAnswer:
    """A claim on a topic and an instrument that it names (bound or not), or that bound the state otherwise (``named`` is False)."""

    report: str
    kind: str
    state: str
    code: str
    reported_on: str | None
    about: str
    under: str
    short: str
    named: bool
    bound: bool
    claim_status: str
    citation: str


@dataclass(frozen=True, slots=True)
class BodyAnswer:
    """A body, and the number of its claims of one kind (a row for each kind; one row without a kind where it made none)."""

    body: str
    body_name: str
    body_kind: str | None
    kind: str | None
    reports: int
