"""The same answers the plain way: SPARQL, networkx, Python sets, and deriving everything again."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph

from servanda.graph.derive import derive
from servanda.graph.duties import Duty
from servanda.graph.facts import Facts
from servanda.graph.period import BindingPeriod
from servanda.graph.store import MemoryStore
from servanda.graph.suppose import Change, apply
from servanda.ontology import iris
from servanda.queries.answers import ClauseAcceptanceAnswer, PeriodAnswer
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import EXCLUDES, OPT_OUT

#: The duties of all periods in one pattern.
DUTIES = (Path(__file__).parents[1] / "docs" / "duties_from_periods.rq").read_text(encoding="utf-8")
#: A period by what tells it from others: state, instrument, beginning, end, and the parts left out.
PeriodKey = tuple[str, str, str, str | None, tuple[str, ...]]
#: State, obligation, first day, and first day after, as far as they are certain.
DutyDays = tuple[str, str, datetime.date, datetime.date | None]


def solutions(store: MemoryStore, text: str) -> list[Any]:
    """All solutions of a query in the engine's own terms: the cheapest way to get them."""
    found = store.evaluate(text)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return list(found)


def pairs_of(several: Iterable[Any]) -> set[tuple[str, str]]:
    """Solutions with two IRIs."""
    return {(one[0].value, one[1].value) for one in several}


def duty_names(duties: Iterable[Duty]) -> set[tuple[str, str]]:
    """Each duty as the graph has it: IRIs of its period and its obligation."""
    return {
        (str(iris.binding(duty.binding.state, duty.binding.instrument, duty.binding.starts)), str(iris.obligation(duty.obligation.id)))
        for duty in duties
    }


def _certain(answer: PeriodAnswer | ClauseAcceptanceAnswer, on: datetime.date) -> bool:
    return answer.from_latest <= on and (answer.until_earliest is None or on < answer.until_earliest)


def held(snapshot: Snapshot, on: datetime.date, wanted: Collection[str] | None = None) -> dict[str, set[str]]:
    """Each state's obligations that bind it for certain on a day, period by period; ``wanted`` ids only, where given."""
    norms = [norm for norm in snapshot.obligations if wanted is None or norm.id in wanted]
    by_instrument: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for norm in norms:
        by_instrument.setdefault(norm.instrument, []).append((norm.id, norm.within))
    found: dict[str, set[str]] = {code: set() for code in snapshot.states}
    for (code, slug), rows in snapshot.periods.items():
        for row in rows:
            if code in found and _certain(row.answer, on):
                found[code] |= {name for name, within in by_instrument.get(slug, ()) if within.isdisjoint(row.excludes)}
    for (code, slug), limits in snapshot.limits.items():
        for limit in limits:
            if (limit.kind, limit.effect) == (OPT_OUT, EXCLUDES) and limit.may_hold(on) and code in found:
                found[code] -= {name for name, within in by_instrument.get(slug, ()) if not within.isdisjoint(limit.affects)}
    for path, clause in snapshot.clauses.items():
        under = {norm.id for norm in norms if path in norm.within}
        begun = clause.in_force is not None and clause.in_force <= on
        for code, names in found.items():
            if under and not (begun and any(_certain(each, on) for each in snapshot.acceptances.get((code, path), ()))):
                names -= under
    return found


def graph_of(obligations: Mapping[str, Collection[str]]) -> nx.DiGraph[str]:
    """A directed graph from each state to its obligations."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(obligations)
    graph.add_edges_from((code, name) for code, names in obligations.items() for name in names)
    return graph


def neighbours_of_both(graph: nx.DiGraph[str], one: str, other: str) -> set[str]:
    """What both states are bound by."""
    return set(graph.successors(one)) & set(graph.successors(other))


def all_by_graph(graph: nx.DiGraph[str], codes: Iterable[str]) -> list[list[int]]:
    """How many obligations bind both, for every pair of states, by neighbours."""
    every = list(codes)
    return [[len(neighbours_of_both(graph, one, other)) for other in every] for one in every]


def all_by_sets(obligations: Mapping[str, set[str]]) -> list[list[int]]:
    """How many obligations bind both, for every pair of states, by sets."""
    every = list(obligations.values())
    return [[len(one & other) for other in every] for one in every]


def period_keys(periods: Iterable[BindingPeriod]) -> set[PeriodKey]:
    """Periods as they can be compared."""
    return {(each.state, each.instrument, each.starts, each.ends, each.excludes) for each in periods}


def duty_days(duties: Iterable[Duty]) -> set[DutyDays]:
    """Duties with the days on which they hold for certain."""
    return {
        (
            duty.binding.state,
            duty.obligation.id,
            duty.binding.start.latest,
            None if duty.binding.end is None else duty.binding.end.earliest,
        )
        for duty in duties
    }


def derive_again(facts: Facts, before: set[DutyDays], change: Change) -> tuple[set[PeriodKey], set[DutyDays], set[DutyDays]]:
    """All periods as they would be, and the duties that they give more and less than before."""
    supposed = derive(apply(facts, [change]))
    after = duty_days(supposed.duties)
    return period_keys(supposed.periods), after - before, before - after
