"""What would follow if states had acted otherwise, or were to act: periods, duties gained and lost, and the way out again.

Only the periods of the states and instruments that the changes touch are derived anew, by the same function as the whole graph.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.graph.acts import HYPOTHETICAL, by_state_and_instrument
from servanda.graph.denunciation import Opening, next_opening
from servanda.graph.derive import Completeness, Context, Derived, context_of, derive_duties, derive_pair, standing
from servanda.graph.duties import Duty
from servanda.graph.facts import Facts
from servanda.graph.period import BindingPeriod
from servanda.graph.suppose import ADD, Change, acts_of, apply
from servanda.graph.what_if_checks import implied, judge
from servanda.graph.what_if_words import Problem
from servanda.loaders.obligations import Obligation
from servanda.ontology.act_kinds import CONSENTS

#: From the first day that is certain to the first day that is no longer certain; None: without an end as far as is known.
Days = tuple[datetime.date, datetime.date | None]


@dataclass(frozen=True, slots=True)
class PairConsequence:
    """The periods of one state under one instrument, as recorded and as supposed."""

    state: str
    instrument: str
    before: tuple[BindingPeriod, ...]
    after: tuple[BindingPeriod, ...]


@dataclass(frozen=True, slots=True)
class DutyChange:
    """An obligation that would bind a state on more days, or on fewer.

    Attributes:
        state: code.
        obligation: the obligation.
        start: first of these days.
        end: first day after them; None where they go on.
    """

    state: str
    obligation: Obligation
    start: datetime.date
    end: datetime.date | None


@dataclass(frozen=True, slots=True)
class WayOut:
    """The earliest denunciation after a supposed consent.

    Attributes:
        state, instrument: code and slug.
        bound_from: first day on which the state is bound for certain.
        allowed: False where the text has no clause on denunciation; None where that was not read.
        opening: the first time in which it can be notified, with its effect; None where there is none or it was not read.
        article: paths of the provisions that say so.
    """

    state: str
    instrument: str
    bound_from: datetime.date
    allowed: bool | None
    opening: Opening | None
    article: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would follow.

    Attributes:
        accepted: the changes that were made, those included that others bring about.
        problems: what is to be known of each change; a refused one was not made.
        pairs: the states and instruments whose periods were derived anew, sorted.
        gained, lost: duties that would hold on more days, and on fewer.
        ways_out: the earliest denunciation after each supposed consent.
    """

    accepted: tuple[Change, ...]
    problems: tuple[Problem, ...]
    pairs: tuple[PairConsequence, ...]
    gained: tuple[DutyChange, ...]
    lost: tuple[DutyChange, ...]
    ways_out: tuple[WayOut, ...]


def what_if(facts: Facts, derived: Derived, changes: Iterable[Change]) -> Consequences:
    """Simulate changes, one after the other; each is judged by the facts as the earlier ones leave them.

    Args:
        facts: what the sources tell.
        derived: what follows from these facts.
        changes: what is supposed.

    Raises:
        BadChange: a state, an instrument, a kind of act or a recorded act that is not there; a day that is missing.
    """
    return _judged(facts, derived, changes, with_duties=True)


def _judged(facts: Facts, derived: Derived, changes: Iterable[Change], *, with_duties: bool) -> Consequences:
    supposed, context = facts, derived.context
    accepted: list[Change] = []
    problems: list[Problem] = []
    for number, change in enumerate(changes, start=1):
        changed = apply(supposed, [change])  # refuses what is not there, before anything is judged
        periods_of = _Periods(supposed, context)
        found = judge(supposed, context, periods_of, number, change)
        if refusals := [problem for problem in found if problem.refused]:
            problems += refusals
            continue
        problems += found
        further = implied(supposed, periods_of, change)
        accepted += [change, *further]
        supposed = apply(changed, further)
        context = _context_after(supposed, context, change)
    return _consequences(facts, derived, supposed, context, accepted, problems, with_duties=with_duties)


def each_alone(facts: Facts, derived: Derived, changes: Sequence[Change]) -> Iterator[Consequences]:
    """Simulate each change by itself, in their order: what ``what_if`` tells of it, without the duties gained and lost.

    Where many acts of few states are compared, only the records of these states are looked through: an added act that is no succession
    changes no period of another state (``_context_after``).

    Raises:
        BadChange: as ``what_if``.
    """
    if all(change.way == ADD and change.kind != "Succession" for change in changes):
        states = {change.state for change in changes}
        facts = replace(facts, acts=[act for act in facts.acts if act.row.state in states])
        derived = replace(derived, periods=[period for period in derived.periods if period.state in states])
    for change in changes:
        yield _judged(facts, derived, [change], with_duties=False)


def simulate(facts: Facts, derived: Derived, changes: Iterable[Change]) -> Consequences:
    """As ``what_if``, but whatever is supposed is made, and nothing is judged: what the derivation says, not what the law lets a state do.

    Raises:
        BadChange: as ``what_if``.
    """
    supposed, context = facts, derived.context
    accepted = list(changes)
    for change in accepted:
        supposed = apply(supposed, [change])
        context = _context_after(supposed, context, change)
    return _consequences(facts, derived, supposed, context, accepted, [], with_duties=True)


def _consequences(
    facts: Facts,
    derived: Derived,
    supposed: Facts,
    context: Context,
    accepted: list[Change],
    problems: list[Problem],
    *,
    with_duties: bool,
) -> Consequences:
    pairs = _pairs(facts, derived, supposed, context, accepted)
    compared = pairs if with_duties else ()
    before = derive_duties(facts, [period for pair in compared for period in pair.before]) if compared else []
    after = derive_duties(facts, [period for pair in compared for period in pair.after]) if compared else []
    return Consequences(
        tuple(accepted),
        tuple(problems),
        pairs,
        tuple(_difference(after, before)),
        tuple(_difference(before, after)),
        tuple(_ways_out(facts, pairs, accepted)),
    )


class _Periods:
    """The periods of a state under an instrument, derived when they are asked for."""

    def __init__(self, facts: Facts, context: Context) -> None:
        self._facts, self._context = facts, context

    def __call__(self, state: str, instrument: str) -> list[BindingPeriod]:
        acts = acts_of(self._facts, state, instrument)
        return derive_pair(self._facts, self._context, acts)[0] if acts else []


def _context_after(facts: Facts, context: Context, change: Change) -> Context:
    """The context of the changed facts: one more act that is no succession changes nothing that other periods depend on."""
    return context if change.way == ADD and change.kind != "Succession" else context_of(facts)


def _pairs(facts: Facts, derived: Derived, supposed: Facts, context: Context, accepted: list[Change]) -> tuple[PairConsequence, ...]:
    changed = {(change.state, change.instrument) for change in accepted}
    touched = changed | _depending(facts, derived.context, context, changed)
    recorded: dict[tuple[str, str], list[BindingPeriod]] = {}
    for period in derived.periods:
        if (period.state, period.instrument) in touched:
            recorded.setdefault((period.state, period.instrument), []).append(period)
    periods_of = _Periods(supposed, context)
    pairs = (PairConsequence(*pair, tuple(recorded.get(pair, ())), tuple(periods_of(*pair))) for pair in sorted(touched))
    return tuple(pair for pair in pairs if (pair.state, pair.instrument) in changed or pair.before != pair.after)


def _depending(facts: Facts, before: Context, after: Context, changed: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Further pairs whose periods can change: other instruments of a state whose successions changed, and all states of an instrument
    of which a source now covers more or less."""
    if after is before:
        return set()
    states = {state for state, _ in changed}
    shifted = {slug for _, slug in changed if _recorded_coverage(before, slug) != _recorded_coverage(after, slug)}
    return {
        (state, slug)
        for state, slug in by_state_and_instrument(facts.acts)
        if slug in shifted or (state in states and standing(facts, before, state, slug) != standing(facts, after, state, slug))
    }


def _recorded_coverage(context: Context, instrument: str) -> list[Completeness]:
    return [each for each in context.completeness.get(instrument, []) if each.source.name != HYPOTHETICAL]


def _days(duties: Iterable[Duty]) -> dict[tuple[str, str], list[Days]]:
    found: dict[tuple[str, str], list[Days]] = {}
    for duty in duties:
        period = duty.binding
        until = None if period.end is None else period.end.earliest
        if until is None or period.start.latest < until:
            found.setdefault((period.state, duty.obligation.id), []).append((period.start.latest, until))
    return found


def _difference(more: list[Duty], less: list[Duty]) -> Iterable[DutyChange]:
    """The days of duties in the first list that are none in the second, in the order of the first list."""
    obligations: Mapping[str, Obligation] = {duty.obligation.id: duty.obligation for duty in more}
    others = _days(less)
    for (state, identifier), days in _days(more).items():
        for start, end in _without(days, others.get((state, identifier), [])):
            yield DutyChange(state, obligations[identifier], start, end)


def _without(days: list[Days], taken: list[Days]) -> list[Days]:
    """Spans of days less other spans."""
    left = days
    for first, last in taken:
        parts: list[Days] = []
        for start, end in left:
            if start < first:
                parts.append((start, first if end is None else min(end, first)))
            if last is not None and (end is None or last < end):
                parts.append((max(start, last), end))
        left = parts
    return left


def _ways_out(facts: Facts, pairs: Iterable[PairConsequence], accepted: Iterable[Change]) -> Iterable[WayOut]:
    consenting = {(change.state, change.instrument) for change in accepted if change.kind in CONSENTS and change.date is not None}
    for pair in pairs:
        rule = facts.rules.get(pair.instrument)
        for period in pair.after:
            if rule is None or (pair.state, pair.instrument) not in consenting or not period.consent.chosen.is_supposed:
                continue
            bound_from, clause = period.start.latest, rule.denounceable
            openings = iter(()) if clause is None else clause.openings(bound_from, rule.denunciation_delay)
            opening = next_opening(openings, bound_from)
            yield WayOut(pair.state, pair.instrument, bound_from, rule.denunciation_allowed, opening, rule.denunciation_article)
