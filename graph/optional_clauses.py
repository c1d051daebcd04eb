"""Optional clauses: which state accepted which, over which days, and since when the clause itself is in force."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef

from servanda.graph.binding import BindingPeriod
from servanda.graph.errors import GraphError
from servanda.graph.facts import Facts
from servanda.graph.limits import Limit
from servanda.graph.span import Span
from servanda.loaders.acts import ActRow
from servanda.loaders.optional_clauses import DeclaredTerm, OptionalClause
from servanda.ontology import iris

#: The kind of limit, and its effect, by which a state accepts a clause in a statement that the source does not file as a declaration.
_ACCEPTING: Final = ("optional-clause", "accepts")


@dataclass(frozen=True, slots=True)
class ClauseAcceptance:
    """One state's declaration under one clause.

    Attributes:
        provision, state: path of the clause, and code.
        start: first day on which it can hold, and day from which it holds for certain.
        end: first day on which it may no longer hold, and on which it certainly no longer does; None while it stands.
        act: the act it was made in; None where only a note tells of it.
        source, place, remark: who tells of it, where, and what is to be known of it.
    """

    provision: str
    state: str
    start: Span
    end: Span | None
    act: URIRef | None
    source: str
    place: str
    remark: str


@dataclass(frozen=True, slots=True)
class SettledClause:
    """An optional clause with the day since which it is in force.

    Attributes:
        row: the clause.
        in_force: day on which it came into force; None where too few have declared.
        accounted_for: whether the recorded declarations were enough on that day. Where they were not, earlier declarations must have
            existed that the sources no longer show.
    """

    row: OptionalClause
    in_force: datetime.date | None
    accounted_for: bool


def _by_act(facts: Facts, clauses: frozenset[str], limits: Iterable[Limit]) -> dict[tuple[str, str], ClauseAcceptance]:
    """Acceptances by act and clause: declarations under a clause, and statements that were read as such.

    The source files a declaration by its heading; one that somebody read, and that accepts nothing there, is none (it may only name an
    office).
    """
    limits = list(limits)
    accepts: dict[tuple[str, str], bool] = {}  # for what somebody read
    for limit in limits:
        for provision in clauses.intersection(limit.row.affects):
            key = (str(limit.act.iri), provision)
            accepts[key] = accepts.get(key, False) or (limit.row.kind, limit.row.effect) == _ACCEPTING
    found: dict[tuple[str, str], ClauseAcceptance] = {}

    def add(row: ActRow, act: URIRef, source: str, provision: str, begins: Span, end: Span | None) -> None:
        found[(str(act), provision)] = ClauseAcceptance(provision, row.state, begins, end, act, source, row.place, row.remark)

    for act in facts.acts:
        row = act.row
        if row.kind != "Declaration" or row.status == "ineffective" or row.date is None:
            continue
        begins = row.effective_from or row.date
        end = None if row.withdrawn_on is None else Span(row.withdrawn_on.earliest, row.withdrawn_on.latest)
        for provision in clauses.intersection(row.affects):
            if accepts.get((str(act.iri), provision), True):
                add(row, act.iri, act.source.name, provision, Span(begins.earliest, begins.latest), end)
    for limit in limits:
        if (limit.row.kind, limit.row.effect) == _ACCEPTING:
            for provision in clauses.intersection(limit.row.affects):
                add(limit.act.row, limit.act.iri, limit.act.source.name, provision, limit.start, limit.end)
    return found


def _of_term(term: DeclaredTerm) -> ClauseAcceptance:
    return ClauseAcceptance(
        provision=term.provision,
        state=term.state,
        start=Span(term.holds_from.earliest, term.certain_from.latest),
        end=None if term.until is None else Span(term.until.earliest, term.until.latest),
        act=iris.action_by_name(term.act) if term.act else None,
        source=term.source,
        place=term.place,
        remark=term.remark,
    )


def acceptances(facts: Facts, limits: Iterable[Limit]) -> list[ClauseAcceptance]:
    """Every declaration under an optional clause, by clause, state and day.

    Raises:
        GraphError: a term names an act that is no declaration under its clause, a state or a source that does not exist.
    """
    found = _by_act(facts, frozenset(clause.provision for clause in facts.optional_clauses), limits)
    noted: list[ClauseAcceptance] = []
    sources = {source.name for source in facts.sources}
    for term in facts.declared_terms:
        settled = _of_term(term)
        key = (str(settled.act), term.provision)
        if settled.act is not None and (key not in found or found[key].state != term.state):
            raise GraphError(f"{term.provision}: {term.act!r} is no declaration of {term.state} under this clause")
        if term.state not in facts.states or term.source not in sources:
            raise GraphError(f"{term.provision}: there is no state {term.state!r} or no source {term.source!r}")
        if settled.act is None:
            noted.append(settled)
        else:
            found[key] = settled
    every = [*found.values(), *noted]
    return sorted(every, key=lambda each: (each.provision, each.state, each.start.latest, str(each.act or "")))


def day_reached(
    provision: str, needed: int, accepted: Iterable[ClauseAcceptance], periods: Iterable[BindingPeriod]
) -> datetime.date | None:
    """First day on which so many parties were bound by a declaration, or None.

    A declaration counts from the day on which it holds and its state is a party, both for certain, until either ends.
    """
    slug = provision.partition("/")[0]
    bound: dict[str, list[BindingPeriod]] = {}
    for period in periods:
        if period.instrument == slug:
            bound.setdefault(period.state, []).append(period)
    changes: list[tuple[datetime.date, int, str]] = []
    for each in accepted:
        if each.provision != provision:
            continue
        for period in bound.get(each.state, []):
            begins = max(each.start.latest, period.start.latest)
            ends = min((end.earliest for end in (each.end, period.end) if end is not None), default=datetime.date.max)
            if begins < ends:
                changes += [(begins, 1, each.state), (ends, -1, each.state)]
    standing: dict[str, int] = {}
    for day, change, state in sorted(changes):
        standing[state] = standing.get(state, 0) + change
        if sum(1 for held in standing.values() if held > 0) >= needed:
            return day
    return None


def settle_clauses(facts: Facts, accepted: Iterable[ClauseAcceptance], periods: Iterable[BindingPeriod]) -> list[SettledClause]:
    """Each optional clause with the day since which it is in force: the printed one, else the one that the declarations give."""
    accepted, periods = list(accepted), list(periods)
    settled: list[SettledClause] = []
    for clause in facts.optional_clauses:
        if clause.declarations_needed is None:
            entry = facts.instruments[clause.provision.partition("/")[0]].entry_into_force
            printed = clause.in_force or entry
            settled.append(SettledClause(clause, None if printed is None else printed.latest, True))
            continue
        counted = day_reached(clause.provision, clause.declarations_needed, accepted, periods)
        if clause.in_force is None:
            settled.append(SettledClause(clause, counted, True))
        else:
            printed_day = clause.in_force.earliest
            settled.append(SettledClause(clause, printed_day, counted is not None and counted <= printed_day))
    return settled
