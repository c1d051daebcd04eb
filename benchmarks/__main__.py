"""Time the build, and ten questions on the embedded store against rdflib's own store, on the same data in the same run.

``make benchmark`` prints a Markdown table. Rounds of the two stores are interleaved; the least time of each counts. A question that
rdflib does not answer within ``PATIENCE`` seconds is ended and shown as a lower bound of the ratio.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph
import rdflib
from rdflib import Literal

from benchmarks.peer import PATIENCE, Peer
from servanda.graph.build import GRAPH_FILE, build
from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.bind import Term, day
from servanda.queries.lookup import read_day
from servanda.queries.run import query_text

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
        peer = Peer(home / GRAPH_FILE)
        versions = f"pyoxigraph {pyoxigraph.__version__}, rdflib {rdflib.__version__}"
        print(f"Python {platform.python_version()}, {versions}, {manifest.quads:,} quads\n")
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
