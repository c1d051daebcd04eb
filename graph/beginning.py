"""Where a binding period begins, how precisely that is known, and why.

Before the instrument's own entry into force nobody is bound. Where sources or the text leave a choice open, the beginning is a span:
the state is bound for certain from its last day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from servanda.graph.acts import SourcedAct
from servanda.graph.effect_rules import EffectRule
from servanda.graph.reasons import Step, act_words
from servanda.graph.reconcile import Consent
from servanda.graph.span import AT_LATEST, DAY, YEAR, Span


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a period begins, how precisely (``day``, ``year`` or ``atLatest``), and why."""

    span: Span
    precision: str
    steps: tuple[Step, ...]


def consent_steps(consent: Consent) -> tuple[Step, ...]:
    """What the sources say of the consent itself, records that disagree included."""
    chosen = consent.chosen
    steps = [_consent_step(chosen)]
    if chosen.row.read_as is not None:
        steps.append(Step.of("read-as", date=str(chosen.row.read_as), act=str(chosen.iri), problem=chosen.row.remark))
    for conflict in consent.conflicts:
        steps += [
            Step.of("other-record", date=str(other.row.date or "no date"), chosen_by=conflict.rule, **act_words(other))
            for other in conflict.others
        ]
    return tuple(steps)


def _consent_step(chosen: SourcedAct) -> Step:
    row, words = chosen.row, act_words(chosen)
    if row.date is None:
        return Step.of("consent-undated", **words)
    if row.date_is_computed:
        return Step.of("consent-computed", date=str(row.date), printed=str(row.printed_entry_into_force), **words)
    return Step.of("consent" if row.date.is_day else "consent-year", date=str(row.date), **words)


def begin(consent: Consent, rule: EffectRule, *, may_be_succession: bool = False, born: datetime.date | None = None) -> Beginning | None:
    """Where a period begins.

    Args:
        consent: the reconciled consent.
        rule: the instrument's effect rule.
        may_be_succession: the sources do not tell the kind of this consent, and it can have been a succession.
        born: day from which the state's successions took effect, where known: no succession reaches further back.

    Returns:
        None where the sources and the rule do not tell.
    """
    row = consent.chosen.row
    if row.effective_from is not None:
        span = Span(row.effective_from.earliest, row.effective_from.latest).not_before(rule.entry_into_force)
        words = {**act_words(consent.chosen), "place": row.place}
        step = Step.of("effective-from", date=str(row.effective_from), **words)
        return Beginning(span, DAY if span.is_day else YEAR, (step,))
    date = consent.date
    if date is None:
        return _undated(consent, rule)
    acted = Span(date.earliest, date.latest)
    if consent.kind == "Succession" and rule.succession:
        return _succession(consent, rule, acted, born)
    if rule.state_delay is None:
        return None
    begun = _by_rule(rule, acted)
    if may_be_succession:
        begun = _kind_open(begun, _if_succession(consent, rule, acted, born))
    return _allowing_for_doubt(consent, begun, rule.entry_into_force)


def _by_rule(rule: EffectRule, acted: Span) -> Beginning:
    assert rule.state_delay is not None
    start = Span(rule.state_delay.apply(acted.earliest), rule.state_delay.apply(acted.latest))
    moved = start.not_before(rule.entry_into_force)
    force = rule.entry_into_force
    steps = [] if force is not None and start.latest < force else [_delay_step(rule, start)]
    if moved != start and force is not None:
        steps.append(Step.of("first-parties", article=rule.instrument_article, date=force.isoformat()))
    if force is not None and rule.only_after_entry_into_force and acted.latest < force < moved.latest:
        ends = {"earliest": force.isoformat(), "latest": moved.latest.isoformat()}
        step = Step.of("gap-before-entry-into-force", article=rule.state_article, date=moved.latest.isoformat(), **ends)
        return Beginning(Span(force, moved.latest), AT_LATEST, (*steps, step))
    return Beginning(moved, DAY if moved.is_day else YEAR, tuple(steps))


def _undated(consent: Consent, rule: EffectRule) -> Beginning | None:
    row = consent.chosen.row
    if (printed := row.printed_entry_into_force) is not None:
        span = Span(printed.earliest, printed.latest).not_before(rule.entry_into_force)
        step = Step.of("printed", date=str(printed), **act_words(consent.chosen))
        return Beginning(span, DAY if span.is_day else YEAR, (step,))
    if row.bound_by is not None and rule.entry_into_force is not None:
        last = max(row.bound_by.latest, rule.entry_into_force)
        step = Step.of("bound-by", date=last.isoformat(), earliest=rule.entry_into_force.isoformat(), **act_words(consent.chosen))
        return Beginning(Span(rule.entry_into_force, last), AT_LATEST, (step,))
    as_at = row.as_at or consent.chosen.source.as_at
    if as_at is None or rule.entry_into_force is None or rule.state_delay is None:
        return None
    start = Span(rule.entry_into_force, max(rule.state_delay.apply(as_at.latest), rule.entry_into_force))
    return Beginning(start, DAY if start.is_day else AT_LATEST, (_delay_step(rule, start),))


def _printed(consent: Consent) -> tuple[Span, dict[str, str]] | None:
    """The entry into force for the state that a source of this consent prints, to the day, and what to say of that source."""
    for record in (consent.chosen, *consent.agreeing):
        printed = record.row.printed_entry_into_force
        if printed is not None and printed.is_day:
            return Span(printed.earliest, printed.latest), act_words(record)
    return None


def _succession(consent: Consent, rule: EffectRule, notified: Span, born: datetime.date | None) -> Beginning:
    """Where a successor's period begins; see the effect rule's ``succession``."""
    act = str(consent.chosen.iri)
    printed, told = _printed(consent) or (None, {})
    certain = notified.not_before(rule.entry_into_force)
    if rule.succession == "notification":
        step = Step.of("succession-notification", basis=rule.succession_source, act=act, date=certain.latest.isoformat())
        if printed is None or printed.earliest >= certain.earliest:
            return _allowing_for_doubt(consent, Beginning(certain, DAY if certain.is_day else YEAR, (step,)), rule.entry_into_force)
        early = printed.not_before(rule.entry_into_force)
        words = {"earliest": early.earliest.isoformat(), "latest": certain.latest.isoformat()}
        open_step = Step.of("succession-printed-earlier", date=str(printed), **words, **told)
        return Beginning(Span(early.earliest, certain.latest), AT_LATEST, (step, open_step))
    if printed is not None and printed.latest <= notified.latest:
        start = printed.not_before(rule.entry_into_force)
        return Beginning(start, DAY, (Step.of("succession-printed", date=start.latest.isoformat(), **told),))
    first = rule.entry_into_force or notified.earliest
    start = Span(min(first if born is None else max(first, born), certain.latest), certain.latest)
    step = Step.of("succession-at-latest", act=act, date=certain.latest.isoformat())
    return Beginning(start, DAY if start.is_day else AT_LATEST, (step,))


def _if_succession(consent: Consent, rule: EffectRule, acted: Span, born: datetime.date | None) -> datetime.date:
    """The first day on which the state can have been bound if the consent was a succession: dated as it is, or as a record has it that
    calls it one."""
    others = [other.row.date for other in consent.told_as_succession if other.row.date is not None]
    notified = Span(min(acted.earliest, *(other.earliest for other in others)), acted.latest) if others else acted
    if rule.succession == "date-of-succession":
        return _succession(consent, rule, notified, born).span.earliest
    return notified.not_before(rule.entry_into_force).earliest


def _kind_open(begun: Beginning, earliest: datetime.date) -> Beginning:
    """A ratification binds after the delay, a succession from further back: where the kind is open, so is the beginning."""
    wide = Span(min(earliest, begun.span.earliest), begun.span.latest)
    if wide.is_day:
        return begun
    step = Step.of("kind-open", date=wide.latest.isoformat(), earliest=wide.earliest.isoformat(), latest=wide.latest.isoformat())
    return Beginning(wide, AT_LATEST, (*begun.steps, step))


def _allowing_for_doubt(consent: Consent, begun: Beginning, in_force: datetime.date | None) -> Beginning:
    """Widen a beginning where the source prints another day, the two do not fit, and which is right is open."""
    row = consent.chosen.row
    if row.status != "doubtful" or row.printed_entry_into_force is None or not row.printed_entry_into_force.is_day:
        return begun
    printed = Span(row.printed_entry_into_force.earliest, row.printed_entry_into_force.latest).not_before(in_force)
    wide = Span(min(begun.span.earliest, printed.earliest), max(begun.span.latest, printed.latest))
    if wide == begun.span:
        return begun
    ends = {"earliest": wide.earliest.isoformat(), "latest": wide.latest.isoformat()}
    step = Step.of("doubtful", date=str(row.printed_entry_into_force), problem=row.remark, act=str(consent.chosen.iri), **ends)
    return Beginning(wide, AT_LATEST, (*begun.steps, step))


def _delay_step(rule: EffectRule, start: Span) -> Step:
    assert rule.state_delay is not None
    words = {"delay": rule.state_delay.words("en"), "delay_id": rule.state_delay.words("id")}
    if start.is_day:
        return Step.of("state-delay", article=rule.state_article, date=start.latest.isoformat(), **words)
    ends = {"earliest": start.earliest.isoformat(), "latest": start.latest.isoformat()}
    return Step.of("state-delay-year", article=rule.state_article, **words, **ends)
