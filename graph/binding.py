"""Who is bound, from when and until when: acts and an effect rule in, binding periods with their reasons out.

Signature alone binds nobody (VCLT article 18 is no obligation of the instrument). Before the instrument's own entry into force
nobody is bound. A date known only to the year gives a bound known only to a span, and says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Final

from servanda.graph.acts import SourcedAct
from servanda.graph.effect_rules import EffectRule
from servanda.graph.reasons import KIND_WORDS, Step
from servanda.graph.reconcile import Consent, consents

DAY: Final = "day"
YEAR: Final = "year"
AT_LATEST: Final = "atLatest"


@dataclass(frozen=True, slots=True)
class Span:
    """A day known exactly, or the first and last day that it can be.

    ``latest`` as a beginning is the day from which the state is bound for certain.
    """

    earliest: datetime.date
    latest: datetime.date

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    def not_before(self, day: datetime.date | None) -> Span:
        """The same span, moved up to a day where it lies before."""
        return self if day is None else Span(max(self.earliest, day), max(self.latest, day))


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


#: Where a period begins, how precisely that is known, and why.
_Beginning = tuple[Span, str, list[Step]]


def _words(act: SourcedAct) -> dict[str, str]:
    english, indonesian = KIND_WORDS.get(act.row.kind, (act.row.kind, act.row.kind))
    as_at = act.row.as_at or act.source.as_at
    return {
        "kind": english,
        "kind_id": indonesian,
        "source": act.source.title,
        "as_at": str(as_at) if as_at else "not stated",
        "act": str(act.iri),
    }


def _consent_steps(consent: Consent) -> list[Step]:
    chosen = consent.chosen
    date = chosen.row.date
    rule = "consent-undated" if date is None else "consent" if date.is_day else "consent-year"
    steps = [Step.of(rule, date=str(date or ""), **_words(chosen))]
    if chosen.row.read_as is not None:
        steps.append(Step.of("read-as", date=str(chosen.row.read_as), act=str(chosen.iri), problem=chosen.row.remark))
    for conflict in consent.conflicts:
        steps += [
            Step.of("other-record", date=str(other.row.date or "no date"), chosen_by=conflict.rule, **_words(other))
            for other in conflict.others
        ]
    return steps


def _succession(consent: Consent, rule: EffectRule, notified: Span) -> tuple[Span, str, Step]:
    """Where a successor's period begins; see the effect rule's ``succession``."""
    act = consent.chosen
    if rule.succession == "notification":
        start = notified.not_before(rule.entry_into_force)
        step = Step.of("succession-notification", basis=rule.succession_source, act=str(act.iri), date=start.latest.isoformat())
        return start, DAY if start.is_day else YEAR, step
    printed = next(
        (
            record.row.printed_entry_into_force
            for record in (act, *consent.agreeing)
            if record.row.printed_entry_into_force is not None and record.row.printed_entry_into_force.is_day
        ),
        None,
    )
    if printed is not None and printed.latest <= notified.latest:
        day = printed.earliest
        start = Span(day, day).not_before(rule.entry_into_force)
        return start, DAY, Step.of("succession-printed", act=str(act.iri), date=start.latest.isoformat())
    latest = notified.not_before(rule.entry_into_force).latest
    earliest = min(rule.entry_into_force or notified.earliest, latest)
    start = Span(earliest, latest)
    step = Step.of("succession-at-latest", act=str(act.iri), date=latest.isoformat())
    return start, DAY if start.is_day else AT_LATEST, step


def _begin(consent: Consent, rule: EffectRule) -> _Beginning | None:
    """Where a period begins, how precisely, and why; None where the sources and the rule do not tell."""
    act = consent.chosen
    date = act.row.read_as or act.row.date
    if act.row.effective_from is not None:
        span = Span(act.row.effective_from.earliest, act.row.effective_from.latest)
        step = Step.of("effective-from", act=str(act.iri), date=str(act.row.effective_from))
        return span, DAY if span.is_day else YEAR, [step]
    if date is None and (printed := act.row.printed_entry_into_force) is not None:
        span = Span(printed.earliest, printed.latest)
        return span, DAY if span.is_day else YEAR, [Step.of("printed", act=str(act.iri), date=str(printed))]
    if date is None:
        as_at = act.row.as_at or act.source.as_at
        if as_at is None or rule.entry_into_force is None or rule.state_delay is None:
            return None
        consented = Span(rule.entry_into_force, as_at.latest)
        start = Span(rule.entry_into_force, rule.state_delay.apply(as_at.latest))
    else:
        consented = Span(date.earliest, date.latest)
        if consent.kind == "Succession" and rule.succession:
            start, precision, step = _succession(consent, rule, consented)
            return start, precision, [step]
        if rule.state_delay is None:
            return None
        start = Span(rule.state_delay.apply(consented.earliest), rule.state_delay.apply(consented.latest))
    steps = [_delay_step(rule, start)]
    moved = start.not_before(rule.entry_into_force)
    if moved != start and rule.entry_into_force is not None:
        steps.append(Step.of("first-parties", article=rule.instrument_article, date=rule.entry_into_force.isoformat()))
    precision = DAY if moved.is_day else YEAR if date is not None else AT_LATEST
    return moved, precision, steps


def _allowing_for_doubt(consent: Consent, begun: _Beginning | None) -> _Beginning | None:
    """Widen a beginning where the source prints another day, the two do not fit, and which is right is open."""
    row = consent.chosen.row
    printed = row.printed_entry_into_force
    if begun is None or row.status != "doubtful" or printed is None or not printed.is_day:
        return begun
    start, _, steps = begun
    wide = Span(min(start.earliest, printed.earliest), max(start.latest, printed.latest))
    if wide == start:
        return begun
    ends = {"earliest": wide.earliest.isoformat(), "latest": wide.latest.isoformat()}
    step = Step.of("doubtful", date=str(printed), problem=row.remark, act=str(consent.chosen.iri), **ends)
    return wide, AT_LATEST, [*steps, step]


def _delay_step(rule: EffectRule, start: Span) -> Step:
    assert rule.state_delay is not None
    words = {"delay": rule.state_delay.words("en"), "delay_id": rule.state_delay.words("id")}
    if start.is_day:
        return Step.of("state-delay", article=rule.state_article, date=start.latest.isoformat(), **words)
    ends = {"earliest": start.earliest.isoformat(), "latest": start.latest.isoformat()}
    return Step.of("state-delay-year", article=rule.state_article, **words, **ends)


def _end(
    consent: Consent, start: Span, denunciations: list[SourcedAct], rule: EffectRule
) -> tuple[Span | None, list[SourcedAct], list[Step]]:
    """Where a period ends, with the denunciations that were looked at and why each has effect or not."""
    used: list[SourcedAct] = []
    steps: list[Step] = []
    for act in denunciations:
        date = act.row.date
        ineffective = act.row.status == "ineffective" or rule.denunciation_allowed is False
        if ineffective:
            used.append(act)
            words = {**_words(act), "place": act.row.place}
            steps.append(Step.of("denunciation-ineffective", date=str(date or ""), **words))
            continue
        printed = act.row.effective_from
        if printed is not None:
            end = Span(printed.earliest, printed.latest)
            step = Step.of("denunciation-printed", date=str(date or ""), end=str(printed), **_words(act))
        elif date is not None and rule.denunciation_delay is not None:
            delay = rule.denunciation_delay
            end = Span(delay.apply(date.earliest), delay.apply(date.latest))
            words = {"delay": delay.words("en"), "delay_id": delay.words("id"), "end": _span_words(end), **_words(act)}
            step = Step.of("denunciation", article=rule.denunciation_article, date=str(date), **words)
        else:
            continue
        return end, [*used, act], [*steps, step]
    if consent.chosen.row.status == "no-longer-party":
        as_at = consent.chosen.row.as_at or consent.chosen.source.as_at
        assert as_at is not None
        steps.append(Step.of("no-longer-party", **_words(consent.chosen)))
        return Span(start.latest, as_at.latest), used, steps
    return None, used, steps


def _span_words(span: Span) -> str:
    return span.latest.isoformat() if span.is_day else f"{span.earliest.isoformat()} to {span.latest.isoformat()}"


def _exclusions(acts: list[SourcedAct], rule: EffectRule) -> tuple[tuple[str, ...], list[SourcedAct], list[Step]]:
    """Provisions that the state left out where the instrument lets it (as recorded and not withdrawn)."""
    used = [act for act in acts if act.row.kind == "PartialAcceptance" and act.row.withdrawn_on is None]
    left_out = sorted({path for act in used for path in act.row.affects if path in rule.excludable})
    steps = [Step.of("excluded", article=path, provision=path) for path in left_out]
    return tuple(left_out), used, steps


def binding_periods(acts: list[SourcedAct], rule: EffectRule) -> list[BindingPeriod]:
    """The periods during which one state is bound by one instrument, in order of time.

    Args:
        acts: every record of every source on this state and this instrument.
        rule: the instrument's effect rule.

    Returns:
        No period where no consent is recorded, or where no rule or date allows a conclusion.
    """
    found: list[BindingPeriod] = []
    settled = consents(acts)
    for index, consent in enumerate(settled):
        begun = _allowing_for_doubt(consent, _begin(consent, rule))
        if begun is None:
            continue
        start, precision, steps = begun
        following = settled[index + 1].chosen.row.date if index + 1 < len(settled) else None
        denunciations = _denunciations(acts, consent, None if following is None else following.earliest)
        end, used, end_steps = _end(consent, start, denunciations, rule)
        excludes, partial, exclusion_steps = _exclusions(acts, rule)
        found.append(
            BindingPeriod(
                state=consent.chosen.row.state,
                instrument=rule.instrument,
                start=start,
                end=end,
                precision=precision,
                excludes=excludes,
                acts=(consent.chosen, *consent.agreeing, *used, *partial),
                consent=consent,
                steps=(*_consent_steps(consent), *steps, *exclusion_steps, *end_steps),
            )
        )
    return _apart(found)


def _denunciations(acts: list[SourcedAct], consent: Consent, before: datetime.date | None) -> list[SourcedAct]:
    """Denunciations after this consent and not after the next one, ineffective ones first.

    One that is notified on the day of a consent belongs to the consent before: a state that leaves in order to come back with a
    reservation does both on one day.
    """
    since = consent.chosen.row.date
    chosen = [
        act
        for act in acts
        if act.row.kind == "Denunciation"
        and (since is None or act.row.date is None or act.row.date.latest > since.earliest)
        and (before is None or act.row.date is None or act.row.date.earliest <= before)
    ]
    return sorted(chosen, key=lambda act: (act.row.status != "ineffective", act.source.rank, str(act.row.date or "")))


def _apart(periods: list[BindingPeriod]) -> list[BindingPeriod]:
    """Drop a period's end that would fall after the next period's beginning: the state never ceased to be bound in between."""
    result = list(periods)
    for index in range(len(result) - 1):
        end, following = result[index].end, result[index + 1].start
        if end is not None and end.latest > following.latest:
            result[index] = replace(result[index], end=Span(min(end.earliest, following.latest), following.latest))
    return result
