"""Read a made-up export of the Universal Human Rights Index of the full size, beside a plain way: ``python -m benchmarks.uhri``.

Ours: the stream into a table of claims, and the table as N-Quads. The plain way: ``json.load``, an rdflib graph of the same claims,
serialised. Both convert a record by the same rules and must give the same quads. Each runs in a process of its own, whose greatest memory
is what the system tells of it (``getrusage``). Prints a Markdown table; ``--records`` for another size, ``--seed`` for other records.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import ijson
import rdflib
from rdflib import Dataset, URIRef

from benchmarks.uhri_file import FULL_SIZE, write_json
from servanda.graph.quads import Triple
from servanda.graph.reported_duties import ReportedDuties
from servanda.graph.write_reports import claims
from servanda.loaders.bodies import read_bodies
from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.instruments import read_instruments
from servanda.loaders.record import read_table
from servanda.loaders.reports import Known, Report, read_report_table
from servanda.loaders.states import read_states
from servanda.loaders.uhri import ROWS, load
from servanda.loaders.uhri_record import annotation
from servanda.loaders.uhri_rows import COLUMNS, UhriRows
from servanda.ontology.schemes import slugs


def _known() -> Known:
    states = {state.code: state.class_name for state in read_states()}
    return Known(states, frozenset(read_bodies()), frozenset(read_instruments()), frozenset(), frozenset(), slugs())


def _graphs(reports: Iterable[Report]) -> Iterator[tuple[URIRef, Iterable[Triple]]]:
    states = {state.code: state for state in read_states()}
    return claims("uhri", [ReportedDuties(report, (), ()) for report in reports], read_bodies(), states)


def _digest(lines: Iterable[str]) -> tuple[int, str]:
    digest, number = hashlib.sha256(), 0
    for line in sorted({line for line in lines if line.strip()}):
        digest.update(line.encode())
        number += 1
    return number, digest.hexdigest()[:16]


def _say(_done: int, _total: int, what: str) -> None:
    print(what, file=sys.stderr)


def _ours(path: Path, work: Path, everything: bool) -> tuple[int, Path]:
    found = load([path], work / "load", everything, _say)
    target = work / "ours.nq"
    with target.open("w", encoding="utf-8") as stream:
        for name, triples in _graphs(read_report_table(found.rows, _known(), "uhri")):
            graph = name.n3()
            stream.writelines(f"{s.n3()} {p.n3()} {o.n3()} {graph} .\n" for s, p, o in triples)
    return found.records, target


def _table_only(path: Path, work: Path, everything: bool) -> tuple[int, Path]:
    found = load([path], work / "table", everything)
    return found.records, found.rows


def _plain(path: Path, work: Path, everything: bool) -> tuple[int, Path]:
    with path.open(encoding="utf-8") as stream:
        records = json.load(stream)
    maker, rows = UhriRows(), list[dict[str, str]]()
    for number, record in enumerate(records, start=1):
        found = annotation(record, file=path, row=number)
        if everything or maker.concerns_migrants(found):
            rows += [row for row in maker.rows(found, file=path, number=number) if not isinstance(row, DroppedRow)]
    table = work / "plain.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    graphs = Dataset()
    for name, triples in _graphs(read_report_table(table, _known(), "uhri")):
        graph = graphs.graph(name)
        for triple in triples:
            graph.add(triple)
    target = work / "plain.nq"
    graphs.serialize(target, format="nquads", encoding="utf-8")
    return len(records), target


def _load_alone(path: Path, _work: Path, _everything: bool) -> tuple[int, Path]:
    with path.open(encoding="utf-8") as stream:
        return len(json.load(stream)), path


WAYS: dict[str, Callable[[Path, Path, bool], tuple[int, Path]]] = {
    "ours": _ours,
    "table": _table_only,
    "plain": _plain,
    "json": _load_alone,
}


def _child(way: str, path: Path, work: Path, everything: bool) -> None:
    started, used = time.perf_counter(), time.process_time()
    records, target = WAYS[way](path, work, everything)
    answer = {
        "records": records,
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - used,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    # here, and after the measuring: a process that this one starts would inherit the peak of its parent
    quads = _digest(target.read_text(encoding="utf-8").split("\n")) if target.suffix == ".nq" else (0, "")
    print(json.dumps(answer | {"quads": quads[0], "digest": quads[1], "claims": _rows(work)}))


def _rows(work: Path) -> int:
    table = work / "load" / ROWS
    return sum(1 for _ in read_table(table, COLUMNS)) if table.exists() else 0


def _run(way: str, path: Path, work: Path, everything: bool) -> dict[str, float | str]:
    print(f"{way}{', all records' if everything else ''}", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.uhri", "--child", way, "--file", str(path), "--work", str(work)]
    done = subprocess.run([*command, *(["--all"] if everything else [])], check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, float | str] = json.loads(done.stdout)
    return answer


def _row(what: str, found: dict[str, float | str], base: dict[str, float | str] | None = None) -> str:
    seconds, processor, megabytes = float(found["seconds"]), float(found["processor"]), float(found["megabytes"])
    ratio = (
        "" if base is None else f"{processor / float(base['processor']):.1f} × time, {megabytes / float(base['megabytes']):.1f} × memory"
    )
    return f"| {what} | {seconds:.1f} | {processor:.1f} | {float(found['records']) / processor:,.0f} | {megabytes:,.0f} | {ratio} |"


def _section(path: Path, work: Path, everything: bool, alone: bool) -> None:
    ours, plain = _run("ours", path, work, everything), _run("plain", path, work, everything)
    same = "the same in both" if ours["digest"] == plain["digest"] else f"NOT the same in both ({plain['quads']:,} there)"
    which = "all records" if everything else "the records on migrants"
    size = f"{float(ours['records']):,.0f} records, {path.stat().st_size / 1e6:.0f} MB"
    print(f"\n{size}, {which}: {ours['claims']:,} claims, {ours['quads']:,} quads, {same}.\n")
    print("| what | seconds | of the processor | records a second | peak memory (MB) | against ours |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    print(_row("servanda, stream to table and N-Quads", ours), flush=True)
    if alone:
        print(_row("of that: stream to table", _run("table", path, work, everything), ours))
        print(_row("json.load alone, nothing done with it", _run("json", path, work, everything), ours))
    print(_row("json.load and rdflib, to N-Quads", plain, ours), flush=True)


def main() -> int:
    """Make the file, run all ways, print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=FULL_SIZE)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--child", choices=sorted(WAYS))
    options.add_argument("--file", type=Path)
    options.add_argument("--work", type=Path)
    options.add_argument("--all", action="store_true")
    given = options.parse_args()
    if given.child:
        _child(given.child, given.file, given.work, given.all)
        return 0
    print(f"Python {platform.python_version()}, ijson {ijson.__version__} ({ijson.backend}), rdflib {rdflib.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        for number, everything in ((given.records, False), (given.records // 10, True)):
            work = Path(folder) / f"{number}"
            work.mkdir()
            path = work / "export-full-en.json"
            print(f"writing {number:,} records", file=sys.stderr)
            write_json(path, number, given.seed)
            _section(path, work, everything, alone=not everything)
            path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
