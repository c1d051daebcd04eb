"""Time the build, and ten questions on the embedded store against rdflib's own store, on the same data in the same run.

``make benchmark`` prints a Markdown table. Rounds of the two stores are interleaved; the least time of each counts. A question that
rdflib does not answer within ``PATIENCE`` seconds is ended and shown as a lower bound of the ratio.
"""

from __future__ import annotations

import multiprocessing
import platform
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph
import rdflib
from rdflib import Dataset, Literal

from servanda.graph.build import GRAPH_FILE, build
from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.bind import Term, day
from servanda.queries.lookup import read_day
from servanda.queries.run import query_text

PATIENCE = 120.0
ROUNDS = 3
_ON = day(read_day("2023-01-01"))
_EN = Literal("en")

#: Ten questions as people ask them.
QUESTIONS: dict[str, dict[str, Term]] = {
    "binding_periods": {"state": iris.state("SAU"), "instrument": iris.instrument("ilo-c029")},
    "acts": {"state": iris.state("MEX"), "instrument": iris.instrument("icrmw")},
    "duties_on": {"state": iris.state("SAU"), "topic": iris.topic("forced-labour"), "language": _EN, "on": _ON},
    "parties_on": {"instrument": iris.instrument("icrmw"), "on": _ON},
    "signed_only": {"instrument": iris.instrument("icrmw")},
    "instruments": {"on": _ON},
    "first_parties": {"instrument": iris.instrument("crc")},
    "topics_by_state": {"state": iris.state("PHL"), "language": _EN, "on": _ON},
    "path_edges": {"state": iris.state("IDN"), "instrument": iris.instrument("icrmw"), "language": _EN, "on": _ON},
    "conflicts": {},
}


def _serve_rdflib(path: Path, channel: Connection) -> None:
    """A child process: load once, then answer queries with (seconds, rows)."""
    started = time.perf_counter()
    dataset = Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    channel.send(time.perf_counter() - started)
    while (text := channel.recv()) is not None:
        started = time.perf_counter()
        rows = len(list(dataset.query(text)))
        channel.send((time.perf_counter() - started, rows))


class _Peer:
    """rdflib's own store in a process that can be ended."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.loading = 0.0
        self._start()

    def _start(self) -> None:
        self._channel, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=_serve_rdflib, args=(self._path, other), daemon=True)
        self._process.start()
        self.loading = self._channel.recv()

    def ask(self, text: str) -> tuple[float, int] | None:
        """Seconds and rows; None when patience ran out (the process is then started again)."""
        self._channel.send(text)
        if self._channel.poll(PATIENCE):
            answer: tuple[float, int] = self._channel.recv()
            return answer
        self._process.kill()
        self._process.join()
        self._start()
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _own(store: MemoryStore, text: str) -> tuple[float, int]:
    started = time.perf_counter()
    rows = sum(1 for _ in store.select(text))
    return time.perf_counter() - started, rows


def main() -> int:
    """Run and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = time.perf_counter()
        manifest = build(home)
        building = time.perf_counter() - started
        started = time.perf_counter()
        store = MemoryStore.open(home)
        loading = time.perf_counter() - started
        sys.stderr.write("loading the same graph into rdflib's store\n")
        peer = _Peer(home / GRAPH_FILE)
        print(f"Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}, rdflib {rdflib.__version__}, {manifest.quads:,} quads\n")
        print("| what | servanda (s) | rdflib (s) | rdflib / servanda | rows |\n| --- | ---: | ---: | ---: | ---: |")
        print(f"| build the graph from the tables | {building:.2f} | | | |")
        print(f"| load the built graph | {loading:.2f} | {peer.loading:.2f} | {peer.loading / loading:.1f} | |")
        for name, parameters in QUESTIONS.items():
            text = query_text(name, parameters)
            sys.stderr.write(f"{name}\n")
            own, theirs, rows, other = [], [], 0, 0
            for _ in range(ROUNDS):
                seconds, rows = _own(store, text)
                own.append(seconds)
                answer = peer.ask(text) if theirs is not None else None
                if answer is None:
                    theirs = None
                elif theirs is not None:
                    theirs.append(answer[0])
                    other = answer[1]
            if theirs is None:
                print(f"| {name} | {min(own):.4f} | > {PATIENCE:.0f} | > {PATIENCE / min(own):.0f} | {rows:,} |", flush=True)
            else:
                same = f"{rows:,}" if rows == other else f"{rows:,} (rdflib: {other:,})"
                print(f"| {name} | {min(own):.4f} | {min(theirs):.4f} | {min(theirs) / min(own):.1f} | {same} |", flush=True)
        peer.end()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
