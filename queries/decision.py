"""The decision on a state and an instrument on a day, from records alone: bound, not bound or not known, and by which rule."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from servanda.ontology.act_kinds import CONSENTS, SIGNATURES
from servanda.ontology.day_words import on_or_in
from servanda.queries.answers import ActAnswer, CompletenessAnswer, ConflictAnswer, InstrumentKindAnswer, PeriodAnswer
from servanda.queries.lookup import local_name

Status = Literal["bound", "not_bound", "not_known"]
Recorded = Literal["nothing", "part", "other"]
BOUND: Final = "bound"
NOT_BOUND: Final = "not_bound"
NOT_KNOWN: Final = "not_known"

#: The class of instruments that no state consents to be bound by: declarations, recommendations, general comments.
SOFT_LAW: Final = "SoftLaw"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the records say of a state and an instrument on a day.

    Attributes:
        status: ``bound``, ``not_bound`` or ``not_known``.
        rule: why, by name; the sentences of each rule are in ``binding``.
        words: what the sentence of the rule needs (days as written, titles of sources).
        period: the period that decides, if any.
        silent_until: where it is not known although an earlier day is, since nothing but the sources' silence decides: the first day on
            which an act that they do not tell could have taken effect. On the day before, the state was not bound.
        recorded: what is recorded although no consent and no signature is: ``nothing``, acts for a part of the state alone (``part``), or
            ``other`` acts. It changes no status, only what the sentence may say.
    """

    status: Status
    rule: str
    words: dict[str, str]
    period: PeriodAnswer | None = None
    silent_until: datetime.date | None = None
    recorded: Recorded = "nothing"


def decide(
    periods: Sequence[PeriodAnswer],
    acts: Sequence[ActAnswer],
    conflicts: Sequence[ConflictAnswer],
    coverage: Sequence[CompletenessAnswer],
    on: datetime.date,
    kinds: Sequence[InstrumentKindAnswer] = (),
) -> Decision:
    """Whether the state was bound on that day.

    Args:
        periods: the binding periods of the state under the instrument, by beginning.
        acts: every record of every source on the two.
        conflicts: where sources disagree on the two.
        coverage: what the sources cover of the instrument.
        on: the day asked about.
        kinds: what kinds of instrument it is. Soft law binds no state as such, whatever else binds it to the same.

    A source that covers every state and is silent means "not bound" up to the day on which a later act could take effect; a source
    that covers only some states, or a date known only to the year, means "not known".
    """
    if any(local_name(each.kind) == SOFT_LAW for each in kinds):
        return Decision(NOT_BOUND, "not-a-treaty", {})
    for period in periods:
        found = _within(period, on)
        if found is not None:
            return found
    return _outside(periods, on) if periods else _silent(acts, conflicts, coverage, on)


def _within(period: PeriodAnswer, on: datetime.date) -> Decision | None:
    """What one period says of a day; None where the day lies outside."""
    if on < period.from_earliest:
        return None
    if period.until_latest is not None and on >= period.until_latest:
        return None
    if on < period.from_latest:
        rule = "open-beginning" if period.precision.endswith("atLatest") else "begins-within"
        words = {"earliest": period.from_earliest.isoformat(), "latest": period.from_latest.isoformat()}
        return Decision(NOT_KNOWN, rule, words, period)
    if period.until_earliest is not None and period.until_latest is not None and on >= period.until_earliest:
        words = {"earliest": period.until_earliest.isoformat(), "latest": period.until_latest.isoformat()}
        return Decision(NOT_KNOWN, "ends-within", words, period)
    if period.until is not None:
        rule = "bound-until-within" if _end_is_a_span(period) else "bound-until"
        return Decision(BOUND, rule, {"from_": period.from_, **_end_words(period)}, period)
    rule = "bound" if len(period.from_) > len("1962") else "bound-year"
    return Decision(BOUND, rule, {"from_": period.from_}, period)


def _end_is_a_span(period: PeriodAnswer) -> bool:
    """Whether the sources know only two days between which it ended, not of one year: a day alone would say too much."""
    first, last = period.until_earliest, period.until_latest
    return first is not None and last is not None and first.year != last.year


def _end_words(period: PeriodAnswer) -> dict[str, str]:
    if _end_is_a_span(period):
        return {"earliest": str(period.until_earliest), "latest": str(period.until_latest)}
    return {"until": period.until or ""}


def _outside(periods: Sequence[PeriodAnswer], on: datetime.date) -> Decision:
    """What the nearest period says of a day outside all of them."""
    earlier = [period for period in periods if period.until_latest is not None and on >= period.until_latest]
    if earlier:
        last = earlier[-1]
        return Decision(NOT_BOUND, "after-within" if _end_is_a_span(last) else "after", _end_words(last), last)
    return Decision(NOT_BOUND, "before", {"from_": periods[0].from_}, periods[0])


def _silent(
    acts: Sequence[ActAnswer], conflicts: Sequence[ConflictAnswer], coverage: Sequence[CompletenessAnswer], on: datetime.date
) -> Decision:
    """What the absence of a period means: nothing done, not covered, or not concluded."""
    in_force = next((statement.in_force for statement in coverage if statement.in_force is not None), None)
    if in_force is not None and on < in_force:
        return Decision(NOT_BOUND, "not-in-force", {"in_force": in_force.isoformat()})
    recorded = [act for act in acts if local_name(act.kind) in CONSENTS]
    consents = [act for act in recorded if act.status is None or local_name(act.status) != "ineffective"]
    signed = [act for act in acts if local_name(act.kind) in SIGNATURES]
    dates = [act.date for act in consents if act.date is not None]
    if consents and len(dates) == len(consents) and on.isoformat()[: len(min(dates))] < min(dates):
        return Decision(NOT_BOUND, "before-any-record", {"first": min(dates)})
    if consents:
        if any(conflict.about == "existence" for conflict in conflicts):
            return Decision(NOT_KNOWN, "unconfirmed", {"source": consents[0].source_title or consents[0].source})
        return Decision(NOT_KNOWN, "no-date", {})
    whole = [statement for statement in coverage if statement.extent == "all-acts" and statement.as_at is not None]
    if whole:
        best = max(whole, key=lambda statement: (statement.silent_until or datetime.date.min, statement.source))
        words = {"as_at": str(best.as_at), "silent_until": str(best.silent_until)}
        if best.silent_until is None or on >= best.silent_until:
            return Decision(NOT_KNOWN, "after-source", words, silent_until=best.silent_until)
        if recorded:
            return Decision(NOT_BOUND, "ineffective", words)
        if signed:
            rule = "signed-only-undated" if signed[0].date is None else "signed-only"
            return Decision(NOT_BOUND, rule, {**words, "signed": signed[0].date or "", "on_signed": on_or_in(signed[0].date or "")})
        return Decision(NOT_BOUND, "no-act", words, recorded=_other_acts(acts))
    present = [statement for statement in coverage if statement.extent == "present-parties" and statement.as_at is not None]
    if present:
        newest = max(present, key=lambda statement: (statement.as_at or datetime.date.min, statement.source))
        words = {"as_at": str(newest.as_at), "source": newest.title, "silent_until": str(newest.silent_until)}
        # who is not among the parties of a day cannot be bound before a consent of the day after could take effect
        lists = [(each.as_at, each.silent_until) for each in present if each.as_at is not None]
        covering = [as_at for as_at, silent_until in lists if as_at == on or (silent_until is not None and as_at <= on < silent_until)]
        if covering:
            return Decision(NOT_BOUND, "not-a-party-on-its-date", {**words, "as_at": str(max(covering))})
        ends = [silent_until or as_at + datetime.timedelta(days=1) for as_at, silent_until in lists if as_at <= on]
        rule = "signed-incomplete" if signed else "present-parties-only"
        return Decision(NOT_KNOWN, rule, words, silent_until=max(ends, default=None), recorded=_other_acts(acts))
    return Decision(NOT_KNOWN, "signed-incomplete" if signed else "incomplete", {}, recorded=_other_acts(acts))


def _other_acts(acts: Sequence[ActAnswer]) -> Recorded:
    """What is recorded of a state of which no consent and no signature is."""
    if not acts:
        return "nothing"
    return "part" if all(local_name(act.kind) == "TerritorialApplication" for act in acts) else "other"
