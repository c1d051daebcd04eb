"""Who is bound, from when and until when: acts and an effect rule in, binding periods with their reasons out.

Signature alone binds nobody (VCLT article 18 is no obligation of the instrument). A date known only to the year gives a bound known
only to a span, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.graph.acts import SourcedAct
from servanda.graph.beginning import begin, consent_steps
from servanda.graph.effect_rules import EffectRule
from servanda.graph.ending import cease, denunciations, end
from servanda.graph.reasons import Step
from servanda.graph.reconcile import Consent, consents
from servanda.graph.span import YEAR, Span


@dataclass(frozen=True, slots=True)
class BindingPeriod:
    """A period during which a state is bound by an instrument.

    Attributes:
        state, instrument: code and slug.
        start: first day of being bound.
        end: first day of being no longer bound; None = still bound as far as the sources tell.
        precision: of ``start``: ``day``, ``year``, or ``atLatest`` (bound for certain from, possibly earlier).
        excludes: paths of provisions left out.
        acts: the acts that it follows from.
        consent: the reconciled consent.
        steps: the reasons, in order.
    """

    state: str
    instrument: str
    start: Span
    end: Span | None
    precision: str
    excludes: tuple[str, ...]
    acts: tuple[SourcedAct, ...]
    consent: Consent
    steps: tuple[Step, ...]

    @property
    def starts(self) -> str:
        """The beginning as it is written: a day, a year where only the year is known, else the day that is certain."""
        if self.precision == YEAR and self.start.earliest.year == self.start.latest.year:
            return f"{self.start.latest.year:04d}"
        return self.start.latest.isoformat()

    @property
    def ends(self) -> str | None:
        """The end as it is written: a day, a year, or the day that is certain; None while bound."""
        if self.end is None:
            return None
        if not self.end.is_day and self.end.earliest.year == self.end.latest.year:
            return f"{self.end.latest.year:04d}"
        return self.end.latest.isoformat()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the state itself.

    Attributes:
        ceased: first day on which it no longer existed; None for a state that exists.
        succession_years: years in which it succeeded to instruments of the same depositary, as some source tells.
    """

    ceased: Span | None = None
    succession_years: frozenset[int] = frozenset()


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
        date = consent.chosen.row.date
        kind_open = not consent.kind_is_told and date is not None and date.year in standing.succession_years
        begun = begin(consent, rule, may_be_succession=kind_open)
        if begun is None:
            continue
        if standing.ceased is not None and begun.span.earliest >= standing.ceased.latest:
            continue  # the state had ceased to exist before it could be bound
        following = settled[index + 1].chosen.row.date if index + 1 < len(settled) else None
        ending = end(consent, begun.span, denunciations(acts, consent, None if following is None else following.earliest), rule)
        if standing.ceased is not None:
            ending = cease(ending, begun.span, standing.ceased)
        excludes, partial, exclusion_steps = _exclusions(acts, rule)
        found.append(
            BindingPeriod(
                state=consent.chosen.row.state,
                instrument=rule.instrument,
                start=begun.span,
                end=ending.span,
                precision=begun.precision,
                excludes=excludes,
                acts=(consent.chosen, *consent.agreeing, *ending.acts, *partial),
                consent=consent,
                steps=(*consent_steps(consent), *begun.steps, *exclusion_steps, *ending.steps),
            )
        )
    return _apart(found)


def _exclusions(acts: list[SourcedAct], rule: EffectRule) -> tuple[tuple[str, ...], list[SourcedAct], list[Step]]:
    """Provisions that the state left out where the instrument lets it (as recorded and not withdrawn)."""
    used = [act for act in acts if act.row.kind == "PartialAcceptance" and act.row.withdrawn_on is None]
    left_out = sorted({path for act in used for path in act.row.affects if path in rule.excludable})
    steps = [Step.of("excluded", article=path, provision=path) for path in left_out]
    return tuple(left_out), used, steps


def _apart(periods: list[BindingPeriod]) -> list[BindingPeriod]:
    """Drop a period's end that would fall after the next period's beginning: the state never ceased to be bound in between."""
    result = list(periods)
    for index in range(len(result) - 1):
        finish, following = result[index].end, result[index + 1].start
        if finish is not None and finish.latest > following.latest:
            result[index] = replace(result[index], end=Span(min(finish.earliest, following.latest), following.latest))
    return result
