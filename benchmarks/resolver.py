"""Time the derivation, explanations, corridors and suppositions beside plain ways to the same answers, and see how they grow.

``python -m benchmarks.resolver`` prints two Markdown tables; progress goes to standard error. Each plain way runs in the same run on the
same data, rounds in turn, and its answer must be the same before its time is shown. Nothing here is a test.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import networkx as nx
import numpy as np
import pyoxigraph

from benchmarks.copies import double_file, facts_times, snapshot_times
from benchmarks.peer import PATIENCE
from benchmarks.resolver_rows import ON, WORKER, World, rows
from benchmarks.rounds import ENOUGH, ROUNDS, Measured, measure
from servanda.graph.build import GRAPH_FILE, build
from servanda.graph.derive import derive
from servanda.graph.facts import read_facts
from servanda.graph.store import MemoryStore
from servanda.queries.corridor_matrix import CorridorMatrix
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot
from servanda.queries.worker_kinds import read_worker

TIMES = (1, 2, 4, 8)
#: So many times the acts and obligations are put into a store; more would take too long to fill.
STORED = (1, 2)


def _seconds(value: float | None) -> str:
    return f"> {PATIENCE:.0f}" if value is None else f"{value:.4f}" if value < 1 else f"{value:.2f}"


def _ratio(own: float, measured: Measured) -> str:
    if measured.same is False:
        return "answers differ"
    factor = (PATIENCE if measured.seconds is None else measured.seconds) / own
    return ("> " if measured.seconds is None else "") + (f"{factor:.2g}" if factor < 10 else f"{factor:,.0f}")


def _side_by_side(measured: Sequence[Sequence[Measured]]) -> None:
    print("| what | servanda (s) | the plain way | plain (s) | plain / servanda | same in both |")
    print("| --- | ---: | --- | ---: | ---: | --- |")
    for own, *plain in measured:
        assert own.seconds is not None
        if not plain:
            print(f"| {own.name} | {_seconds(own.seconds)} | | | | |")
        for each in plain:
            ratio = _ratio(own.seconds, each)
            print(f"| {own.name} | {_seconds(own.seconds)} | {each.name} | {_seconds(each.seconds)} | {ratio} | {each.compared} |")


def _growth(found: Mapping[int, Sequence[Sequence[Measured]]]) -> None:
    by_name: dict[str, dict[int, Measured]] = {}
    for times, measured in found.items():
        for way in (each for row in measured for each in row):
            by_name.setdefault(way.name, {}).setdefault(times, way)
    print("| what | " + " | ".join(f"{times}×" for times in found) + " |")
    print("| --- |" + " ---: |" * len(found))
    for name, ways in by_name.items():
        once = ways[1].seconds
        cells: list[str] = []
        for times in found:
            if times not in ways:
                cells.append("")
                continue
            way = ways[times]
            if way.same is False:
                cells.append("answers differ")
            else:
                factor = "" if times == 1 or once is None or way.seconds is None else f" ({way.seconds / once:.1f})"
                cells.append(_seconds(way.seconds) + factor)
        print(f"| {name} | " + " | ".join(cells) + " |")


def _same_matrix(one: Snapshot, other: Snapshot) -> bool:
    first, second = (CorridorMatrix(each, read_worker(each, WORKER), ON).counts() for each in (one, other))
    return first.keys() == second.keys() and all(bool((first[cell] == second[cell]).all()) for cell in first)


def _world(times: int, once: World | None, home: Path) -> World:
    """The facts, so many times, with what follows from them."""
    facts = read_facts() if once is None else facts_times(once.facts, times)
    store = None
    if times in STORED:
        path = home / GRAPH_FILE
        if once is not None:
            path = home / f"{times}-{GRAPH_FILE}"
            double_file(home / GRAPH_FILE, once.facts.instruments, path)
        store = MemoryStore.load(path)
    if once is None:
        assert store is not None
        return World(facts, derive(facts), read_snapshot(store), store)
    snapshot = snapshot_times(once.snapshot, once.facts.instruments, times)
    if store is not None and not _same_matrix(snapshot, read_snapshot(store)):
        raise SystemExit("the copies in the store and the copies in memory give different corridors")
    return World(facts, derive(facts), snapshot, store)


def main() -> int:
    """Run and print the tables; 1 if an answer differs."""
    started = time.perf_counter()
    found: dict[int, list[list[Measured]]] = {}
    sizes: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sys.stderr.write("building the graph\n")
        manifest = build(home)
        once: World | None = None
        for times in TIMES:
            sys.stderr.write(f"{times} times the acts and obligations ({time.perf_counter() - started:.0f} s)\n")
            world = _world(times, once, home)
            facts, derived = world.facts, world.derived
            counts = f"{len(facts.acts):,} records of acts, {len(facts.obligations):,} obligations"
            sizes.append(f"{times}×: {counts}, {len(derived.periods):,} binding periods, {len(derived.duties):,} duties")
            found[times] = [measure(row) for row in rows(world)]
            if once is None:
                once = World(facts, derived, world.snapshot, None)  # the next store is filled when this one is gone
    versions = f"pyoxigraph {pyoxigraph.__version__}, networkx {nx.__version__}, numpy {np.__version__}"
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}, {manifest.quads:,} quads\n")
    _side_by_side(found[1])
    print("\n" + "; ".join(sizes) + ".\n")
    _growth(found)
    sys.stderr.write(f"up to {ROUNDS} rounds, fewer where a way used {ENOUGH:.0f} s; {time.perf_counter() - started:.0f} s in all\n")
    return int(any(way.same is False for measured in found.values() for row in measured for way in row))


if __name__ == "__main__":
    raise SystemExit(main())
