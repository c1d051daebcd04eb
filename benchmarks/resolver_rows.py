"""The rows: what is derived, explained, compared and supposed, each beside the plain ways to the same answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from rdflib import URIRef

from benchmarks import plain_ways
from benchmarks.forked import Job
from benchmarks.rounds import Plain, Row
from servanda.graph.derive import Derived, derive, derive_duties
from servanda.graph.facts import Facts
from servanda.graph.store import MemoryStore
from servanda.graph.suppose import REMOVE, Change
from servanda.graph.what_if import Consequences, what_if
from servanda.ontology import iris
from servanda.queries.bind import Term, day
from servanda.queries.corridor_answer import Corridor
from servanda.queries.corridor_matrix import CorridorMatrix
from servanda.queries.corridor_sides import SIDE_STATUSES, Side
from servanda.queries.corridors import corridor
from servanda.queries.explain import explain
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot
from servanda.queries.worker_kinds import read_worker

_NOT_ASKED = SIDE_STATUSES.index("not_asked")
ON = datetime.date(2023, 1, 1)
ORIGIN, DESTINATION = "IDN", "SAU"
WORKER = "domestic-worker"
#: One obligation of each of these instruments is explained for each of these states.
EXPLAINED_STATES = ("IDN", "SAU", "PHL", "MEX")
EXPLAINED_INSTRUMENTS = ("icrmw", "cedaw", "ilo-c029")
CHANGES = {
    "what if: one accession": Change(DESTINATION, "icrmw", "Accession", datetime.date(2024, 1, 1)),
    "what if: one ratification taken away": Change(ORIGIN, "icrmw", "Ratification", way=REMOVE),
}


@dataclass(frozen=True, slots=True)
class World:
    """What the rows are asked of; no store where it would take too long to fill one."""

    facts: Facts
    derived: Derived
    snapshot: Snapshot
    store: MemoryStore | None


def rows(world: World) -> Iterator[Row]:
    """All rows that this world can answer."""
    yield from _derivation(world)
    if world.store is not None:
        yield _explanation(world.snapshot, world.store)
        store = world.store
        yield Row(Job("read the snapshot from the store", lambda: read_snapshot(store)))
    yield from _one_corridor(world)
    yield from _all_corridors(world.snapshot)
    for name, change in CHANGES.items():
        yield _supposition(world, name, change)


def _derivation(world: World) -> Iterator[Row]:
    facts, derived, store = world.facts, world.derived, world.store

    def plain(same: Any) -> list[Plain]:
        if store is None:
            return []
        query = partial(plain_ways.solutions, store, plain_ways.DUTIES)
        return [Plain(Job("SPARQL: duties_from_periods.rq", query, plain_ways.pairs_of), same, f"{len(derived.duties):,} duties")]

    own = Job("duties, from ready periods", lambda: derive_duties(facts, derived.periods))
    yield Row(own, plain(lambda ours, theirs: plain_ways.duty_names(ours) == theirs))
    whole = Job("periods and duties, from the acts", lambda: derive(facts))
    yield Row(whole, plain(lambda ours, theirs: plain_ways.duty_names(ours.duties) == theirs))


def _explanation(snapshot: Snapshot, store: MemoryStore) -> Row:
    first = {slug: snapshot.obligations[snapshot.columns[slug][0]].id for slug in EXPLAINED_INSTRUMENTS}
    asked = [(iris.state(code), iris.obligation(first[slug])) for code in EXPLAINED_STATES for slug in EXPLAINED_INSTRUMENTS]

    def status(state: URIRef, obligation: URIRef) -> list[Any]:
        parameters: dict[str, Term] = {"state": state, "obligation": obligation, "on": day(ON)}
        return list(store.select(query_text("obligation_status", parameters)))

    def read(several: list[list[Any]]) -> list[tuple[str, str, bool]]:
        return [(str(row["status"]), str(row["rule"]), row["limited"].toPython()) for answer in several for row in answer]

    return Row(
        Job("one explanation", lambda: [explain(store, *pair, ON) for pair in asked]),
        [
            Plain(
                Job("SPARQL: obligation_status.rq, the status alone", lambda: [status(*pair) for pair in asked], read),
                lambda ours, theirs: [(each.status, each.rule, each.limited) for each in ours] == theirs,
                f"status, rule and whether limited, {len(asked)} questions",
            )
        ],
        times=len(asked),
    )


def _binds(side: Side) -> bool:
    return side.status in {"bound", "limited"}


def _one_corridor(world: World) -> Iterator[Row]:
    snapshot, store = world.snapshot, world.store
    worker = read_worker(snapshot, WORKER)
    snapshot.day(ON)

    def ask(of: Snapshot) -> Corridor:
        return corridor(of, ORIGIN, DESTINATION, worker, ON)

    def common(graph: Any) -> set[str]:
        return plain_ways.neighbours_of_both(graph, ORIGIN, DESTINATION)

    def same(ours: Corridor, theirs: set[str]) -> bool:
        """On the obligations that are asked of both states and cover the worker in both."""
        asked = [cell for cell in ours.cells if "not_asked" not in (cell.origin.status, cell.destination.status)]
        return {cell.obligation for cell in asked if cell.cell == "both"} == theirs & {cell.obligation for cell in asked}

    new = Plain(
        Job("networkx: a graph of the day, common neighbours", lambda: common(plain_ways.graph_of(plain_ways.held(snapshot, ON)))),
        same,
        "what binds both",
    )
    graph = plain_ways.graph_of(plain_ways.held(snapshot, ON))
    ready = Plain(Job("networkx: common neighbours in the ready graph", lambda: common(graph)), same, "what binds both")
    sparql = [] if store is None else [_topic_question(snapshot, store)]
    yield Row(Job("one corridor, of a day not asked about before", lambda: ask(replace(snapshot))), [*sparql, new])
    yield Row(Job("one corridor, of a day that is kept", lambda: ask(snapshot)), [*sparql, ready])


def _topic_question(snapshot: Snapshot, store: MemoryStore) -> Plain:
    parameters: dict[str, Term] = {"origin": iris.state(ORIGIN), "destination": iris.state(DESTINATION), "on": day(ON)}
    text = query_text("corridor_topic", parameters)

    def read(several: list[Any]) -> set[tuple[str, str, str, bool]]:
        """Topic, obligation, side and whether limited, where the side is bound."""
        return {
            (local_name(row["topic"].value), local_name(row["obligation"].value), side, row[f"{side}_limited"].value == "true")
            for row in several
            for side in ("origin", "destination")
            if row[f"{side}_status"].value == "bound"
        }

    def same(ours: Corridor, theirs: set[tuple[str, str, str, bool]]) -> bool:
        """On the sides that are asked and cover the worker; the question in SPARQL does not know optional clauses."""
        under_clause = {norm.id for norm in snapshot.obligations if not norm.within.isdisjoint(snapshot.clauses)}
        sides = [
            (cell.obligation, side, part, topic)
            for cell in ours.cells
            if cell.obligation not in under_clause
            for side, part in (("origin", cell.origin), ("destination", cell.destination))
            if part.status != "not_asked"
            for topic in cell.topics
        ]
        bound = {(topic, name, side, part.status == "limited") for name, side, part, topic in sides if _binds(part)}
        asked = {(name, side) for name, side, _, _ in sides}
        return bound == {row for row in theirs if (row[1], row[2]) in asked}

    return Plain(
        Job("SPARQL: corridor_topic.rq, all topics", lambda: plain_ways.solutions(store, text), read), same, "what binds each, limits"
    )


def _all_corridors(snapshot: Snapshot) -> Iterator[Row]:
    worker = read_worker(snapshot, WORKER)
    ready = CorridorMatrix(snapshot, worker, ON)
    asked_of_both = ready.counted & (ready.origin[0] != _NOT_ASKED) & (ready.destination[0] != _NOT_ASKED)
    wanted = {norm.id for norm, counts in zip(snapshot.obligations, asked_of_both, strict=True) if counts}
    held = plain_ways.held(snapshot, ON, wanted)
    graph = plain_ways.graph_of(held)

    def same(ours: Any, theirs: list[list[int]]) -> bool:
        found: bool = ours["both"].tolist() == theirs
        return found

    def day_anew() -> dict[str, set[str]]:
        return plain_ways.held(snapshot, ON, wanted)

    compared = f"how many bind both, {len(ready.states) ** 2:,} pairs"
    by_sets = "Python sets: the day, then every pair", "Python sets: every pair, from ready sets"
    by_graph = "networkx: a graph of the day, then every pair", "networkx: every pair, in the ready graph"
    yield Row(
        Job("all corridors, of a day not asked about before", lambda: CorridorMatrix(replace(snapshot), worker, ON).counts()),
        [
            Plain(Job(by_sets[0], lambda: plain_ways.all_by_sets(day_anew())), same, compared),
            Plain(Job(by_graph[0], lambda: plain_ways.all_by_graph(plain_ways.graph_of(day_anew()), snapshot.states)), same, compared),
        ],
    )
    yield Row(
        Job("all corridors, counts alone", ready.counts),
        [
            Plain(Job(by_sets[1], lambda: plain_ways.all_by_sets(held)), same, compared),
            Plain(Job(by_graph[1], lambda: plain_ways.all_by_graph(graph, snapshot.states)), same, compared),
        ],
    )


def _supposition(world: World, name: str, change: Change) -> Row:
    facts, derived = world.facts, world.derived
    before = plain_ways.duty_days(derived.duties)

    def same(ours: Consequences, theirs: tuple[set[Any], set[Any], set[Any]]) -> bool:
        """Every period of every state, and the duties won and lost."""
        gone = plain_ways.period_keys(period for pair in ours.pairs for period in pair.before)
        come = plain_ways.period_keys(period for pair in ours.pairs for period in pair.after)
        changes = [{(each.state, each.obligation.id, each.start, each.end) for each in several} for several in (ours.gained, ours.lost)]
        return ((plain_ways.period_keys(derived.periods) - gone) | come, *changes) == theirs

    again = Job(f"deriving everything again ({name.partition(': ')[2]})", lambda: plain_ways.derive_again(facts, before, change))
    return Row(Job(name, lambda: what_if(facts, derived, [change])), [Plain(again, same, "all periods, duties won and lost")])
