"""The parts of docs/endpoint_scores.md: each runs its suite against all services and writes what came out as Markdown."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks import endpoint_peers as peers
from benchmarks.endpoint_attacks import read
from benchmarks.endpoint_bystander import write_data
from benchmarks.endpoint_formats import format_fault
from benchmarks.endpoint_load_report import load_part
from benchmarks.endpoint_manifest import ProtocolTest, format_tests, protocol_tests, write_dataset
from benchmarks.endpoint_protocol import carry_out, fault
from benchmarks.endpoint_servers import Recipe, Server, own, running
from benchmarks.endpoint_stand import MOST, PATIENCE, Stood, stand

__all__ = ["hostile_part", "load_part", "protocol_part"]

_ROOT: Final = Path(__file__).resolve().parent.parent
W3C: Final = _ROOT.parent / "shared" / "conformance" / "w3c-sparql11"
ATTACKS: Final = _ROOT / "tests" / "conformance" / "hostile.yml"
_DEADLINE: Final = 1
#: Bytes of address space for a peer under attack: without it, it could take all memory of the machine, and end other work.
_MOST_FOR_PEERS: Final = 4 * 1024**3


def protocol_part(folder: Path) -> str:
    """The W3C's tests of the protocol and of formats."""
    if not W3C.is_dir():
        return "## The W3C's tests\n\nThe W3C's tests (shared/conformance beside the checkout) are not here, so they were not run.\n"
    data = folder / "data.nq"
    write_dataset(W3C, data)
    tests = protocol_tests(W3C)
    services = [
        own(data),
        peers.oxigraph(data, folder / "store", seconds=10, writable=True),
        peers.rdflib_endpoint_command(data, writable=True),
    ]
    lines, notes = [], []
    for recipe in services:
        sys.stderr.write(f"  {recipe.name}\n")
        with running(recipe, folder / "log") as server:
            formats = {test.name: format_fault(test, server.place.query) for name in _FORMATS for test in format_tests(W3C, name)}
            failed = {test.name: found for test in tests if (found := _faults(test, server))}
        queries = [test.name for test in tests if not test.is_update]
        updates = [test.name for test in tests if test.is_update]
        wrong = [name for name, found in formats.items() if found]
        lines.append(
            f"| {recipe.name} | {len(queries) - len(set(failed) & set(queries))} of {len(queries)} "
            f"| {len(updates) - len(set(failed) & set(updates))} of {len(updates)} | {len(tests) - len(failed)} of {len(tests)} "
            f"| {len(formats) - len(wrong)} of {len(formats)} |"
        )
        notes += [f"- {recipe.name}: `{name}`: {'; '.join(found)}" for name, found in failed.items() if name in queries]
        notes += [f"- {recipe.name}: {', '.join(f'`{name}`' for name in wrong)}: not the expected file"] if wrong else []
    return _PROTOCOL.format(rows="\n".join(lines), notes="\n".join(notes))


_FORMATS: Final = ("json-res", "csv-tsv-res")
_PROTOCOL: Final = """## The W3C's tests

The tests of the SPARQL 1.1 Protocol, sent as the manifest describes them, in its order, and of the result formats JSON, CSV and TSV. The
data of a test of formats are a graph that the request names (`default-graph-uri`). The peers take updates here. Servanda takes none: of
the tests of updates it passes those that expect a refusal; each of the others is refused with 403, and nothing changes
(`tests/conformance/test_protocol.py`).

| service | queries | updates | both | formats |
| --- | ---: | ---: | ---: | ---: |
{rows}

What was not passed of queries and formats:

{notes}

`csv03` and `tsv03` hold `1.0E6` and a negativeInteger: the engine of the first two keeps a number's value and not the way it was
written.
"""


def _faults(test: ProtocolTest, server: Server) -> list[str]:
    responses = carry_out(test, server.place)
    return [found for exchange, response in zip(test.exchanges, responses, strict=True) if (found := fault(exchange, response))]


def hostile_part(folder: Path) -> str:
    """The hostile suite."""
    data = folder / "data.nq"
    write_data(data)
    attacks = read(ATTACKS)
    results: dict[str, list[Stood]] = {}
    services = [
        own(data, deadline=_DEADLINE, memory=256),
        _capped(peers.oxigraph(data, folder / "store", seconds=_DEADLINE)),
        _capped(peers.rdflib_endpoint(data)),
    ]
    for recipe in services:
        sys.stderr.write(f"  {recipe.name}\n")
        results[recipe.name] = stand(recipe, attacks, folder)
    rows = "\n".join(_stood(name, found) for name, found in results.items())
    reasons = "\n".join(_reasons(name, found) for name, found in results.items())
    return _HOSTILE.format(
        number=len(attacks),
        seconds=_DEADLINE,
        patience=PATIENCE,
        most=MOST // 1024**2,
        cap=_MOST_FOR_PEERS // 1024**3,
        rows=rows,
        reasons=reasons,
    )


_HOSTILE: Final = """## Hostile requests

The {number} queries and requests of `tests/conformance/hostile.yml`, one after the other, each while another client keeps asking a
simple question. A service stands one when the other client gets every answer within {patience:g} seconds, the attacker gets an answer or
an end within that time, the service takes at most {most} MB more than at rest, asks no address and reads no file that a client named,
gives no half answer as a whole one, and answers afterwards. It is started again when it does not; otherwise it goes on, and what one
attack leaves behind (queries that still run, memory that is not given back) counts against it in the next. Time limit of a query:
{seconds} second for servanda and for `oxigraph serve-read-only`; rdflib-endpoint has none. A peer that wants more than {cap} GB of address
space gets no more.

| service | stood | started again | longest wait of another client (s) | most memory above rest (MB) |
| --- | ---: | ---: | ---: | ---: |
{rows}

What was not stood:

{reasons}
"""


def _capped(recipe: Recipe) -> Recipe:
    return Recipe(recipe.name, ["prlimit", f"--as={_MOST_FOR_PEERS}", *recipe.command], recipe.query, recipe.update)


def _stood(name: str, found: list[Stood]) -> str:
    stood, lost = sum(not each.faults for each in found), sum(each.lost for each in found)
    worst, grown = max(each.worst for each in found), max(each.grown for each in found) / 1024**2
    return f"| {name} | {stood} of {len(found)} | {lost} | {worst:.2f} | {grown:,.0f} |"


def _reasons(name: str, found: list[Stood]) -> str:
    counts = Counter(fault for each in found for fault in each.faults)
    if not counts:
        return f"- {name}: nothing."
    lines = [f"- {name}: " + "; ".join(f"{fault} ({count})" for fault, count in counts.most_common()) + "."]
    return "\n".join([*lines, "  By name: " + ", ".join(each.attack for each in found if each.faults) + "."])
