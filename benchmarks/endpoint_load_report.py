"""The part of docs/endpoint_scores.md on load: services in turn on the same data, as times and as ratios."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph

from benchmarks import endpoint_peers as peers
from benchmarks.endpoint_load import SECONDS, Load, rows, run, settle, wrk
from benchmarks.endpoint_servers import Recipe, Server, own, running
from benchmarks.endpoint_shapes import SHAPES, Shape
from servanda.api.settings import Settings
from servanda.graph.store import MemoryStore

ROUNDS: Final = 2
CLIENTS: Final = (1, 8, 64)
#: A service that is busy for longer than this after a run is not asked in further rounds.
_BUSY: Final = 10.0
_OWN: Final = "servanda"
_MEMORY: Final = "oxigraph serve, in memory"
#: The numbers of the first requests of the runs.
_STARTS: Final = itertools.count(1_000_000, 1_000_000)

#: By peer, service (ours or the peer), shape, clients, and whether every request was different.
Measured = dict[tuple[str, str, str, int, bool], Load]


def _write_data(path: Path) -> int:
    """Write the packaged graph's default graph, the union that questions are asked of, as N-Quads without graphs; how many triples."""
    store = MemoryStore.open(Settings.read().home).store
    store.dump(str(path), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def load_part(folder: Path) -> str:
    """Throughput, waiting and processor time: servanda beside one peer after the other, so that two services at a time are in memory."""
    if wrk() is None:
        return "## Load\n\nwrk is not installed here (Debian: wrk), so nothing was measured.\n"
    data = folder / "graph.nq"
    triples = _write_data(data)
    recipes: list[Callable[[], Recipe]] = [
        lambda: peers.oxigraph(data, folder / "store"),
        lambda: peers.oxigraph_in_memory(data),
        lambda: peers.virtuoso(data, folder / "virtuoso"),
        lambda: peers.rdflib_endpoint(data),
        lambda: peers.unprotected(data),
    ]
    measured: Measured = {}
    missing: list[str] = []
    memory: dict[str, int] = {}
    with running(own(data), folder / "log") as ours:
        for recipe in recipes:
            try:
                made = recipe()
            except peers.Missing as error:
                missing.append(str(error))
                continue
            sys.stderr.write(f"  {made.name}\n")
            with running(made, folder / "log of a peer") as theirs:
                _same_answers(ours, theirs)
                measured |= _measure(ours, theirs, folder)
                memory[made.name] = theirs.memory()
        memory = {_OWN: ours.memory(), **memory}
    return _page(measured, list(memory)[1:], memory, triples, missing)


def _same_answers(ours: Server, theirs: Server) -> None:
    """Both give the same rows; what differs would not be worth comparing."""
    for shape in SHAPES:
        for query in (shape.queries[0], shape.queries[-1]):
            answer = rows(ours, query)
            assert answer, f"there is no row: {query}"
            assert rows(theirs, query) == answer, f"{theirs.recipe.name} gives other rows: {query}"


def _measure(ours: Server, theirs: Server, folder: Path) -> Measured:
    measured: Measured = {}
    slow: set[tuple[str, str, str, int, bool]] = set()
    peer = theirs.recipe.name
    for server in (ours, theirs):
        settle(server)
    for number in range(ROUNDS):
        for shape in SHAPES:
            for clients, different in [*((clients, True) for clients in CLIENTS), *([(8, False)] if peer == _MEMORY else [])]:
                for server in (ours, theirs) if number % 2 == 0 else (theirs, ours):
                    key = (peer, server.recipe.name, shape.name, clients, different)
                    if key in slow:
                        continue
                    load, busy = run(server, shape, clients, folder, different=different, start=next(_STARTS))
                    measured[key] = load.better(measured[key]) if key in measured else load
                    if busy > _BUSY:
                        slow.add(key)
                    sys.stderr.write(f"  {number + 1} {' '.join(map(str, key[1:]))}: {load.rate:.1f}/s, {load.processor:.2f} ms\n")
    return measured


def _page(measured: Measured, names: list[str], memory: dict[str, int], triples: int, missing: list[str]) -> str:
    return _LOAD.format(
        seconds=SECONDS,
        rounds=ROUNDS,
        triples=triples,
        missing="".join(f"\n{sentence}\n" for sentence in missing),
        ratios=_ratios(measured, names),
        tables="\n\n".join(_table(shape, measured, names) for shape in SHAPES),
        cached="\n".join(_cached(shape, measured) for shape in SHAPES),
        memory="\n".join(f"| {name} | {taken / 1024**2:,.0f} |" for name, taken in memory.items()),
    )


_LOAD: Final = """## Load

wrk on loopback, runs of {seconds} seconds, {rounds} rounds, servanda and one peer in turn within each round; of each the best run in each
respect. The data are the same for all: the default graph of the packaged graph, {triples:,} triples. Both gave the same rows. Every
request has a text of its own (a comment at its end), so that no cache helps anybody. `oxigraph serve` has no time limit here (with one, it
aborts under such load), Virtuoso has memory for all of the data, rdflib-endpoint stands on the store of Oxigraph in memory. wrk takes a
part of the same processors: read ratios, and those of processor time rather than those of requests.
{missing}
How servanda compares (above 1: servanda is better), requests a second at 8 clients, and processor time of all processes for a request:

{ratios}

{tables}

The same requests again and again, 8 clients, so that servanda's cache of answers may help:

| shape | servanda (requests/s) | oxigraph serve, in memory | servanda / oxigraph | processor time (ms), servanda | oxigraph |
| --- | ---: | ---: | ---: | ---: | ---: |
{cached}

Memory after the load, all processes of a service together (what they share counts once). Servanda holds the graph twice, for its pages
and API and for public queries; and what its workers (three here) have read they come to hold once each, since reading counts references:

| service | MB |
| --- | ---: |
{memory}
"""


def _ratios(measured: Measured, names: list[str]) -> str:
    lines = ["| servanda against | " + " | ".join(f"{shape.name}, requests/s | processor time" for shape in SHAPES) + " |"]
    lines.append("| --- |" + " ---: |" * (2 * len(SHAPES)))
    for name in names:
        cells = []
        for shape in SHAPES:
            ours, theirs = measured[name, _OWN, shape.name, 8, True], measured[name, name, shape.name, 8, True]
            cells += [_ratio(ours.rate, theirs.rate), _ratio(theirs.processor, ours.processor)]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _ratio(above: float, below: float) -> str:
    return f"{above / below:.2f}" if below > 0 else "–"


def _table(shape: Shape, measured: Measured, names: list[str]) -> str:
    lines = [
        f"{shape.name}: {shape.sentence}. Of each pair, servanda first.",
        "",
        "| beside | clients | requests/s | | p50 (ms) | | p99 (ms) | | processor (ms) | |",
        "| --- | ---: |" + " ---: |" * 8,
    ]
    for name in names:
        for clients in CLIENTS:
            pair = [measured[name, service, shape.name, clients, True] for service in (_OWN, name)]
            cells = [f"{load.rate:,.1f}" + (f" ({load.failed} failed)" if load.failed else "") for load in pair]
            for values in ([load.p50 for load in pair], [load.p99 for load in pair], [load.processor for load in pair]):
                cells += [f"{value:,.2f}" for value in values]
            lines.append(f"| {name} | {clients} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cached(shape: Shape, measured: Measured) -> str:
    ours, theirs = (measured[_MEMORY, service, shape.name, 8, False] for service in (_OWN, _MEMORY))
    return (
        f"| {shape.name} | {ours.rate:,.1f} | {theirs.rate:,.1f} | {_ratio(ours.rate, theirs.rate)} "
        f"| {ours.processor:.2f} | {theirs.processor:.2f} |"
    )
