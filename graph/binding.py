"""Who is bound, from when and until when: acts and an effect rule in, binding periods with their reasons out.

Signature alone binds nobody (VCLT article 18 is no obligation of the instrument). A date known only to the year gives a bound known
only to a span, and says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from servanda.graph.acts import SourcedAct
from servanda.graph.beginning import Beginning, begin, consent_steps
from servanda.graph.effect_rules import EffectRule
from servanda.graph.ending import Ending, cease, denunciations, end
from servanda.graph.exclusions import with_exclusions
from servanda.graph.period import BindingPeriod
from servanda.graph.reconcile import Consent, consents
from servanda.graph.span import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the state itself.

    Attributes:
        ceased: first day on which it no longer existed; None for a state that exists.
        born: day from which its successions took effect, as several tables print it; nothing bound it before. None where not known.
        succession_years: years in which it succeeded to instruments of the same depositary, as some source tells.
        succession_days: the days of these successions, where known.
    """

    ceased: Span | None = None
    born: datetime.date | None = None
    succession_years: frozenset[int] = frozenset()
    succession_days: frozenset[datetime.date] = frozenset()


def binding_periods(acts: list[SourcedAct], rule: EffectRule, standing: Standing | None = None) -> list[BindingPeriod]:
    """The periods during which one state is bound by one instrument, in order of time.

    Args:
        acts: every record of every source on this state and this instrument.
        rule: the instrument's effect rule.
        standing: what is known of the state itself.

    Returns:
        No period where no consent is recorded, or where no rule or date allows a conclusion.
    """
    standing = standing or Standing()
    found: list[BindingPeriod] = []
    settled = consents(acts)
    for index, consent in enumerate(settled):
        bound = bool(found) and _still_bound(found[-1], consent)
        kind_open = bool(consent.told_as_succession) or _beside_successions(consent, standing)
        begun = begin(consent, rule, may_be_succession=kind_open, born=standing.born)
        if begun is None and not bound:
            continue
        # what is only supposed parts no recorded denunciation from the consent that it ended
        following = next((later.date for later in settled[index + 1 :] if not later.chosen.is_supposed), None)
        notices = denunciations(acts, consent, before=None if following is None else following.earliest, returning=index > 0)
        if bound:
            found[-1] = _further(found[-1], consent, begun, notices, rule)
            if found[-1].end is not None and found[-1].end.latest <= found[-1].start.latest:
                found.pop()  # it had left before it could be bound
            continue
        assert begun is not None
        ending = end(consent, begun.span, notices, rule)
        if standing.ceased is not None:
            if begun.span.earliest >= standing.ceased.latest:
                continue  # the state had ceased to exist before it could be bound
            ending = cease(ending, begun.span, standing.ceased)
        if ending.span is not None and ending.span.latest <= begun.span.latest:
            continue  # it had left before it could be bound
        found.append(
            BindingPeriod(
                state=consent.chosen.row.state,
                instrument=rule.instrument,
                start=begun.span,
                end=ending.span,
                precision=begun.precision,
                excludes=(),
                acts=(consent.chosen, *consent.agreeing, *ending.acts),
                consent=consent,
                steps=(*consent_steps(consent), *begun.steps, *ending.steps),
            )
        )
    return [part for period in _apart(found) for part in with_exclusions(period, acts, rule)]


def _beside_successions(consent: Consent, standing: Standing) -> bool:
    """Whether it can have been a succession that no source marks: others were made in that year, or, where most are marked, on that day."""
    date = consent.date
    if date is None or consent.kind_is_certain:
        return False
    if not consent.kind_is_told:
        return date.year in standing.succession_years
    return date.is_day and date.earliest in standing.succession_days


def _still_bound(period: BindingPeriod, consent: Consent) -> bool:
    """Whether a state that is in a period consents once more: the period has no end, or was denounced later only."""
    if period.end is None:
        return True
    date = consent.date
    notices = [act.row.date for act in period.acts if act.row.kind == "Denunciation" and act.row.status != "ineffective"]
    return date is not None and any(notice is not None and date.latest < notice.earliest for notice in notices)


def _further(
    period: BindingPeriod, consent: Consent, begun: Beginning | None, notices: list[SourcedAct], rule: EffectRule
) -> BindingPeriod:
    """A state that is bound cannot become bound: a further consent leaves the period as it is, unless it has effect from further back.

    What was denounced afterwards ends the period all the same.
    """
    ending = end(consent, period.start, notices, rule) if period.end is None else Ending(period.end, (), ())
    acts = (*period.acts, consent.chosen, *consent.agreeing, *ending.acts)
    period = replace(period, acts=acts, end=ending.span, steps=(*period.steps, *ending.steps))
    if begun is None or begun.span.latest >= period.start.latest:
        return period
    steps = (*consent_steps(consent), *begun.steps, *period.steps)
    return replace(period, start=begun.span, precision=begun.precision, consent=consent, steps=steps)


def _apart(periods: list[BindingPeriod]) -> list[BindingPeriod]:
    """Periods one after the other: an end that would fall after the next beginning is drawn back to it."""
    result: list[BindingPeriod] = []
    for period in periods:
        if result:
            finish = result[-1].end
            if finish is not None and finish.latest > period.start.latest:
                drawn = Span(min(finish.earliest, period.start.latest), period.start.latest)
                result[-1] = replace(result[-1], end=drawn)
                if drawn.latest <= result[-1].start.latest:
                    result.pop()
        result.append(period)
    return result


__all__ = ["BindingPeriod", "Standing", "binding_periods"]
