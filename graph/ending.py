"""Where a binding period ends: denunciations with and without effect, brackets, and states that ceased to exist."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from servanda.graph.acts import SourcedAct
from servanda.graph.delays import Delay
from servanda.graph.denunciation import NOTICE, next_opening
from servanda.graph.effect_rules import EffectRule
from servanda.graph.reasons import Step, act_words
from servanda.graph.reconcile import Consent
from servanda.graph.span import Span

#: Where an instrument says nothing of denunciation and the depositary treats a state as having left all the same: the notice that
#: VCLT article 56(2) asks for.
NOTICE_WITHOUT_CLAUSE: Final = Delay("months", 12)


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a period ends (None: still bound as far as the sources tell), the acts that were looked at, and why."""

    span: Span | None
    acts: tuple[SourcedAct, ...]
    steps: tuple[Step, ...]


def denunciations(acts: Iterable[SourcedAct], consent: Consent, *, before: datetime.date | None, returning: bool) -> list[SourcedAct]:
    """Denunciations after this consent and not after the next one, ineffective ones first.

    One that is notified on the day of a consent belongs to the consent before: a state that leaves in order to come back with a
    reservation does both on one day. So does one known to the year only, where the state came back in that year.

    Args:
        acts: every record on this state and this instrument.
        consent: the consent.
        before: day of the next consent; None if there is none.
        returning: the state had consented before.
    """
    since = consent.date
    chosen: list[SourcedAct] = []
    for act in acts:
        date = act.row.date
        if act.row.kind != "Denunciation":
            continue
        if since is not None and date is not None and (date.earliest if returning else date.latest) <= since.earliest:
            continue
        if before is None or date is None or date.earliest <= before:
            chosen.append(act)
    return sorted(chosen, key=lambda act: (act.row.status != "ineffective", act.source.rank, str(act.row.date or "")))


def end(consent: Consent, start: Span, notices: Iterable[SourcedAct], rule: EffectRule) -> Ending:
    """Where a period ends by denunciation."""
    used: list[SourcedAct] = []
    steps: list[Step] = []
    left = consent.chosen.row.status == "no-longer-party"
    for act in notices:
        if act.row.status == "ineffective" or (rule.denunciation_allowed is False and not left):
            used.append(act)
            words = {**act_words(act), "place": act.row.place}
            steps.append(Step.of("denunciation-ineffective", date=str(act.row.date or ""), **words))
            continue
        effect = _effect(act, rule, start)
        if effect is not None:
            span, step = effect
            return Ending(span, (*used, act), (*steps, step))
    if left:
        as_at = consent.chosen.row.as_at or consent.chosen.source.as_at
        last = start.latest if as_at is None else max(as_at.latest, start.latest)
        steps.append(Step.of("no-longer-party", **act_words(consent.chosen)))
        return Ending(Span(start.latest, last), tuple(used), tuple(steps))
    return Ending(None, tuple(used), tuple(steps))


def _effect(act: SourcedAct, rule: EffectRule, start: Span) -> tuple[Span, Step] | None:
    """When a denunciation takes effect, and why; None where neither the source nor the rule tells."""
    printed, date = act.row.effective_from, act.row.date
    if printed is not None:
        step = Step.of("denunciation-printed", date=str(date or ""), end=str(printed), **act_words(act))
        return Span(printed.earliest, printed.latest), step
    if date is None:
        return None
    if rule.denunciation_allowed is False:
        span = Span(date.earliest, NOTICE_WITHOUT_CLAUSE.apply(date.latest))
        return span, Step.of("denunciation-without-clause", date=str(date), end=str(span), **act_words(act))
    if rule.denounceable is not None and rule.denounceable.form == NOTICE:
        return _end_of_period(act, rule, start, Span(date.earliest, date.latest))
    if rule.denunciation_delay is None:
        return None
    delay = rule.denunciation_delay
    span = Span(delay.apply(date.earliest), delay.apply(date.latest))
    words = {"delay": delay.words("en"), "delay_id": delay.words("id"), "end": str(span), **act_words(act)}
    return span, Step.of("denunciation", article=rule.denunciation_article, date=str(date), **words)


def _end_of_period(act: SourcedAct, rule: EffectRule, start: Span, notified: Span) -> tuple[Span, Step] | None:
    """The end of the period for which notice was given in time; a notice that comes too late counts for the period that follows."""
    assert rule.denounceable is not None
    openings = rule.denounceable.openings
    found = [next_opening(openings(start.latest, rule.denunciation_delay), day) for day in (notified.earliest, notified.latest)]
    days = [opening.effect for opening in found if opening is not None and opening.effect is not None]
    if not days:
        return None
    span = Span(min(days), max(days))
    words = {"date": str(act.row.date), "end": str(span), **act_words(act)}
    return span, Step.of("denunciation-period", article=rule.denunciation_article, **words)


def cease(ending: Ending, start: Span, ceased: Span) -> Ending:
    """The same ending, not after the state itself ceased to exist.

    Args:
        ending: by denunciation, or open.
        start: where the period begins.
        ceased: first day on which the state no longer existed.
    """
    gone = ceased.not_before(start.latest)
    if ending.span is not None and ending.span.latest <= gone.earliest:
        return ending
    step = Step.of("state-ceased", date="" if not gone.is_day else gone.latest.isoformat(), end=str(gone))
    return Ending(gone, ending.acts, (*ending.steps, step))
