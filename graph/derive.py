"""Everything that follows from the facts: binding periods, duties, conflicts between sources, and what the sources cover."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.graph.acts import SourcedAct, by_state_and_instrument
from servanda.graph.binding import BindingPeriod, Standing, binding_periods
from servanda.graph.duties import Duty, duties
from servanda.graph.facts import Facts
from servanda.graph.span import Span
from servanda.loaders.dates import PartialDate
from servanda.loaders.obligations import Obligation
from servanda.loaders.source import Source
from servanda.ontology.act_kinds import CONSENTS

#: How much of an instrument's membership a source tells.
ALL_ACTS = "all-acts"
PRESENT_PARTIES = "present-parties"
NAMED_STATES = "named-states"
#: A territory is no party: what a table prints of it as if it were one is kept, and nothing is derived from it.
TERRITORY = "Territory"
#: Sources of this rank and beyond are not the depositary's.
OFFICIAL_TABLE = 3


@dataclass(frozen=True, slots=True)
class Completeness:
    """What one source covers of one instrument.

    Attributes:
        instrument: slug.
        source: the source.
        extent: ``all-acts`` (a state without a row has done nothing), ``present-parties`` (every party of that day, none that has
            left), ``named-states`` (a state without a row is not known).
        as_at: the day until which the source covers this instrument (its oldest page); None where it states none.
        silent_until: first day on which a consent given after ``as_at`` could bind; until then the silence of a complete source
            means that a state is not bound.
    """

    instrument: str
    source: Source
    extent: str
    as_at: datetime.date | None
    silent_until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Consents that a table tells of and that a newer, complete list of the depositary does not have: nothing is derived from them.

    Attributes:
        records: the table's records.
        list_without: what the depositary's list covers.
    """

    records: tuple[SourcedAct, ...]
    list_without: Completeness


@dataclass(frozen=True, slots=True)
class Context:
    """What the periods of one state under one instrument depend on beside the acts of that state on that instrument.

    Attributes:
        completeness: what each source covers, by instrument.
        successions: (state, instrument, date) of every succession that some source tells.
        births: the day from which a state's successions took effect.
        last_told: of each former state the last day of the sources that tell its acts; where none does, of all sources.
    """

    completeness: Mapping[str, list[Completeness]]
    successions: frozenset[tuple[str, str, PartialDate]]
    births: Mapping[str, datetime.date]
    last_told: Mapping[str, datetime.date]


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the facts."""

    periods: list[BindingPeriod]
    duties: list[Duty]
    completeness: list[Completeness]
    unconfirmed: list[Unconfirmed]
    context: Context


def _extent(source: Source, instrument: str) -> str:
    if instrument in source.complete_for:
        return ALL_ACTS
    return PRESENT_PARTIES if instrument in source.complete_for_present_parties else NAMED_STATES


def _completeness(facts: Facts) -> list[Completeness]:
    oldest: dict[tuple[str, str], datetime.date | None] = {}
    for act in facts.acts:
        key = (act.row.instrument, act.source.name)
        as_at = act.row.as_at or act.source.as_at
        # The oldest page decides what a whole source covers; a row's own later date does not make the rest of the table newer.
        day = None if as_at is None else as_at.earliest
        known = oldest.get(key, day)
        oldest[key] = day if known is None else known if day is None else min(known, day)
    described = {source.name: source for source in facts.sources}
    found: list[Completeness] = []
    for (instrument, name), covered_until in sorted(oldest.items()):
        rule = facts.rules.get(instrument)
        delay = None if rule is None else rule.state_delay
        silent = None
        if covered_until is not None:  # an act of the day after is the first that the source cannot know
            next_day = covered_until + datetime.timedelta(days=1)
            silent = next_day if delay is None else delay.apply(next_day)
        found.append(Completeness(instrument, described[name], _extent(described[name], instrument), covered_until, silent))
    return found


def _successions(facts: Facts) -> frozenset[tuple[str, str, PartialDate]]:
    return frozenset(
        (act.row.state, act.row.instrument, date)
        for act in facts.acts
        if act.row.kind == "Succession" and (date := act.row.read_as or act.row.date) is not None
    )


def _births(facts: Facts) -> dict[str, datetime.date]:
    """The day from which a state's successions took effect, where tables print the same day for two instruments or more.

    It is the day of the succession of states (Vienna Convention on succession in respect of treaties, article 23), from which a
    successor is party; one table alone could print an instrument's own entry into force in its place.
    """
    printed: dict[str, Counter[datetime.date]] = {}
    for act in facts.acts:
        day = act.row.printed_entry_into_force
        kept_by_un = facts.rules[act.row.instrument].succession == "date-of-succession" if act.row.instrument in facts.rules else False
        if act.row.kind == "Succession" and kept_by_un and day is not None and day.is_day:
            printed.setdefault(act.row.state, Counter())[day.earliest] += 1
    agreed = {state: [day for day, times in days.items() if times > 1] for state, days in printed.items()}
    return {state: min(days) for state, days in agreed.items() if days}


def _last_told(facts: Facts) -> dict[str, datetime.date]:
    """A source that speaks of a state as a former one tells that it is gone by then, and no other source's day says more of it."""
    newest = max((source.as_at.latest for source in facts.sources if source.as_at is not None), default=datetime.date.min)
    found: dict[str, datetime.date] = {}
    for act in facts.acts:
        as_at = act.row.as_at or act.source.as_at
        if facts.states[act.row.state].class_name == "FormerState" and as_at is not None and not act.is_supposed:
            found[act.row.state] = max(as_at.latest, found.get(act.row.state, as_at.latest))
    return {code: found.get(code, newest) for code, state in facts.states.items() if state.class_name == "FormerState"}


def _beside(facts: Facts, other: str, instrument: str) -> bool:
    """Whether a succession to another instrument lets a consent to this one be thought a succession: one depositary registers both acts.

    Of an instrument that another one brought into force (the amended slavery convention: the protocol of 1953), a consent whose kind is not
    told came by way of that one, so that only the act on that counts.
    """
    rule = facts.rules.get(instrument)
    way = instrument if rule is None or not rule.instrument_article else rule.instrument_article.partition("/")[0]
    return facts.instruments[other].depositary == facts.instruments[instrument].depositary if way == instrument else other == way


def standing(facts: Facts, context: Context, code: str, instrument: str) -> Standing:
    """What is known of a state itself, as far as its periods under an instrument depend on it."""
    state = facts.states[code]
    dates = [date for who, what, date in context.successions if who == code and _beside(facts, what, instrument)]
    years, days = frozenset(date.year for date in dates), frozenset(date.earliest for date in dates if date.is_day)
    if state.class_name != "FormerState":
        return Standing(None, context.births.get(code), years, days)
    if state.existed_until is None:  # the day is not recorded
        return Standing(Span(datetime.date.min, context.last_told[code]), None, years, days)
    day = datetime.timedelta(days=1)
    first = state.existed_until.earliest + day
    # a state of which the year of its end is known ended within it: no day of the next year is said
    return Standing(Span(first, first if state.existed_until.is_day else state.existed_until.latest), None, years, days)


def _unconfirmed(acts: list[SourcedAct], lists: list[Completeness]) -> Unconfirmed | None:
    """Whether the only consents are ones that the depositary's own complete list, made later, does not have."""
    records = tuple(act for act in acts if act.row.kind in CONSENTS and not act.is_supposed)
    complete = [each for each in lists if each.extent == ALL_ACTS and each.source.rank == 1 and each.as_at is not None]
    if not records or not complete or any(act.source.rank < OFFICIAL_TABLE for act in records):
        return None
    best = complete[0]
    known_before = all(act.row.date is not None and best.as_at is not None and act.row.date.latest < best.as_at for act in records)
    return Unconfirmed(records, best) if known_before else None


def context_of(facts: Facts, completeness: Iterable[Completeness] | None = None) -> Context:
    """What all pairs of a state and an instrument depend on; ``completeness`` where it is known already."""
    lists: dict[str, list[Completeness]] = {}
    for statement in _completeness(facts) if completeness is None else completeness:
        lists.setdefault(statement.instrument, []).append(statement)
    return Context(lists, _successions(facts), _births(facts), _last_told(facts))


def derive_pair(facts: Facts, context: Context, acts: list[SourcedAct]) -> tuple[list[BindingPeriod], Unconfirmed | None]:
    """The periods of one state under one instrument, and consents that are told but not confirmed.

    Args:
        facts: states, instruments and rules; its acts are not looked at.
        context: of the facts that the acts are part of.
        acts: every record on this state and this instrument, at least one.
    """
    code, instrument = acts[0].row.state, acts[0].row.instrument
    doubt = _unconfirmed(acts, context.completeness.get(instrument, []))
    trusted = acts if doubt is None else [act for act in acts if act not in doubt.records]
    rule = facts.rules.get(instrument)
    if rule is None or not trusted or facts.states[code].class_name == TERRITORY:
        return [], doubt
    return binding_periods(trusted, rule, standing(facts, context, code, instrument)), doubt


def derive_duties(facts: Facts, periods: Iterable[BindingPeriod]) -> list[Duty]:
    """The duties of these periods."""
    obligations: dict[str, list[Obligation]] = {}
    for obligation in facts.obligations:
        obligations.setdefault(obligation.instrument, []).append(obligation)
    return duties(periods, obligations, facts.parents, [provision.provision for provision in facts.spent])


def derive(facts: Facts) -> Derived:
    """Derive everything. The same facts give the same result in the same order."""
    completeness = _completeness(facts)
    context = context_of(facts, completeness)
    periods: list[BindingPeriod] = []
    unconfirmed: list[Unconfirmed] = []
    for acts in by_state_and_instrument(facts.acts).values():
        found, doubt = derive_pair(facts, context, acts)
        periods += found
        if doubt is not None:
            unconfirmed.append(doubt)
    return Derived(periods, derive_duties(facts, periods), completeness, unconfirmed, context)
