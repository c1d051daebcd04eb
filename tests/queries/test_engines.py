"""Every question has the same answer on `oxigraph serve` and Debian's Virtuoso, started here, over a slice of the real graph.

The slice is the whole built graph but the duties of most states: a store of that size is loaded in seconds. Into Oxigraph it goes as
users load it (`servanda upload`); into Virtuoso by its own bulk loader, from the file that `servanda upload --file` writes.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from asked_parameters import ASKED, as_asked, only_needed
from drawn_parameters import ALWAYS_GIVEN, Draw
from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, read_manifest
from servanda.graph.graph_store import GraphStoreClient, NotUploaded
from servanda.graph.store import MemoryStore
from servanda.graph.upload import upload, write_quads
from servanda.graph.version import file_version
from servanda.ontology import iris
from servanda.queries.bind import Term
from servanda.queries.catalogue import checks, names
from servanda.queries.engine import Engine
from servanda.queries.remote import RemoteEngine
from servanda.queries.run import ask

#: The states whose duties are in the slice: those that the questions are asked about, and two more.
STATES = ("FRA", "IDN", "MEX", "PHL", "SAU", "USA")
_DUTY = re.compile(rb"<https://w3id\.org/servanda/id/duty/([^/]+)/")
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
TRUTH = {
    f'"{word}"^^<http://www.w3.org/2001/XMLSchema#boolean>': f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    for word, number in (("true", 1), ("false", 0))
}
#: How often each question is asked with drawn parameters.
DRAWS = 2
HOW = (*map(str, range(len(ASKED))), "open", *(f"drawn-{number}" for number in range(DRAWS)))
CASES = [
    *((name, how) for name in names() for how in HOW if (name, how) not in {(other, "open") for other in ALWAYS_GIVEN}),
    *((name, "open") for name in checks()),
]


def given(draw: Draw, name: str, how: str) -> dict[str, Term]:
    """The parameters of a case: all, the needed ones only, or drawn ones."""
    if how == "open":
        return only_needed(name)
    kind, _, number = how.rpartition("-")
    return draw.parameters(name, int(number)) if kind else as_asked(name, int(number))


def rows(engine: Engine, name: str, parameters: Mapping[str, Term]) -> list[tuple[tuple[str, str], ...]]:
    return [tuple((variable, term.n3()) for variable, term in sorted(row.items())) for row in ask(engine, name, **parameters)]


def as_a_set(found: Iterable[Mapping[str, Node]]) -> Counter[tuple[tuple[str, str], ...]]:
    """The rows in no order, truth values as numbers: Virtuoso has no booleans, and orders text by another collation."""
    return Counter(tuple((variable, TRUTH.get(term.n3(), term.n3())) for variable, term in sorted(row.items())) for row in found)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(address, timeout=5, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{address} does not answer")


@pytest.fixture(scope="module")
def slice_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("slice")
    with (built_home / GRAPH_FILE).open("rb") as lines, (home / GRAPH_FILE).open("wb") as kept:
        kept.writelines(line for line in lines if (duty := _DUTY.match(line)) is None or duty[1].decode() in STATES)
    manifest = dataclasses.replace(read_manifest(built_home), version=file_version(home / GRAPH_FILE))
    (home / MANIFEST_FILE).write_text(json.dumps(dataclasses.asdict(manifest)), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def near(slice_home: Path) -> MemoryStore:
    return MemoryStore.open(slice_home)


@pytest.fixture(scope="module")
def draw(near: MemoryStore) -> Draw:
    return Draw(near, STATES)


@pytest.fixture(scope="module")
def oxigraph(slice_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    port = free_port()
    folder = tmp_path_factory.mktemp("oxigraph")
    command = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/", process, 30)
            with GraphStoreClient(f"http://127.0.0.1:{port}/store") as store:
                upload(slice_home, store)
            yield RemoteEngine(f"http://127.0.0.1:{port}/query", timeout=300)
        finally:
            process.kill()
    shutil.rmtree(folder, ignore_errors=True)


def virtuoso_is_here() -> None:
    if shutil.which("virtuoso-t") and shutil.which("isql-vt"):
        return
    candidate = ""
    if shutil.which("apt-cache"):
        candidate = subprocess.run(["apt-cache", "policy", "virtuoso-opensource-7"], capture_output=True, text=True, check=False).stdout
    if os.environ.get("CI") and "Candidate: 7" in candidate:
        pytest.fail("Virtuoso must be there in CI (.ci/virtuoso installs it)")
    pytest.skip("Virtuoso is not here (Debian: virtuoso-opensource-7; .ci/virtuoso installs it)")


class Virtuoso:
    """A server of its own, in a folder of its own, that listens on this machine only."""

    def __init__(self, folder: Path) -> None:
        virtuoso_is_here()
        self.folder, self.sql_port, self.port = folder, free_port(), free_port()
        (folder / "load").mkdir()
        (folder / "virtuoso.ini").write_text(
            f"""[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{self.sql_port}
DisableUnixSocket = 1
DirsAllowed = {folder}/load
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{self.port}
ServerRoot = {folder}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 2000000
""",
            encoding="utf-8",
        )
        command = ["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{self.port}/sparql"
        wait_for(self.address, self.process, 120)

    def sql(self, *statements: str) -> None:
        done = subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.sql_port}", "dba", "dba", *(f"exec={each}" for each in statements)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Error" not in done.stdout, done.stdout

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def virtuoso(slice_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    try:
        write_quads(slice_home, server.folder / "load" / "all.nq")
        server.sql(f"ld_dir('{server.folder}/load', '*.nq', 'urn:none');")
        server.sql("rdf_loader_run();")
        server.sql("checkpoint;")  # what was loaded is written before anybody asks
        yield RemoteEngine(server.address, timeout=120)
    finally:
        server.stop()


@pytest.mark.parametrize(("name", "how"), CASES)
def test_oxigraph_has_the_same_rows_in_the_same_order(near: MemoryStore, draw: Draw, oxigraph: RemoteEngine, name: str, how: str) -> None:
    parameters = given(draw, name, how)
    assert rows(oxigraph, name, parameters) == rows(near, name, parameters), parameters


@pytest.mark.parametrize(("name", "how"), CASES)
def test_virtuoso_has_the_same_rows(near: MemoryStore, draw: Draw, virtuoso: RemoteEngine, name: str, how: str) -> None:
    parameters = given(draw, name, how)
    assert as_a_set(ask(virtuoso, name, **parameters)) == as_a_set(ask(near, name, **parameters)), parameters


@pytest.mark.parametrize("on", ["1935-06-01", "1954-01-01", "1999-12-31", "2012-09-01", "2023-01-01"])
@pytest.mark.parametrize("name", ["instruments_by_state", "state_profile"])
def test_virtuoso_leaves_out_no_day_of_a_range(near: MemoryStore, virtuoso: RemoteEngine, name: str, on: str) -> None:
    """Asked about all states: what it leaves out of a range with its end depends on the day."""
    day = Literal(on, datatype=XSD.date)
    found = as_a_set(ask(near, name, on=day))
    assert found
    assert as_a_set(ask(virtuoso, name, on=day)) == found


def test_virtuoso_takes_a_state_on_both_sides_of_a_corridor(near: MemoryStore, virtuoso: RemoteEngine) -> None:
    asked: dict[str, Term] = {
        "origin": iris.state("SAU"),
        "employment": iris.state("SAU"),
        "on": Literal("2012-09-01", datatype=XSD.date),
        "language": Literal("en"),
    }
    assert as_a_set(ask(virtuoso, "bearers", **asked)) == as_a_set(ask(near, "bearers", **asked))


@pytest.mark.parametrize("other", ["icrmw", "ilo-c189", "ilo-c097"])
@pytest.mark.parametrize("instrument", ["icrmw", "ilo-c189"])
def test_virtuoso_loses_no_obligation_without_a_counterpart(near: MemoryStore, virtuoso: RemoteEngine, instrument: str, other: str) -> None:
    """With a condition inside another one it told 11 of C189's 48, or none in time."""
    asked: dict[str, Term] = {"instrument": iris.instrument(instrument), "other": iris.instrument(other), "language": Literal("en")}
    found = as_a_set(ask(near, "obligations_without_counterpart", **asked))
    assert found
    assert as_a_set(ask(virtuoso, "obligations_without_counterpart", **asked)) == found


def test_claims_are_in_no_default_graph_elsewhere_either(oxigraph: RemoteEngine, virtuoso: RemoteEngine) -> None:
    for engine in (oxigraph, virtuoso):
        assert not list(ask(engine, "checks/claim_in_default_graph"))
        assert list(ask(engine, "reports_about_state", state=iris.state("IDN")))


def test_virtuoso_takes_an_upload_over_http_with_credentials_only(tmp_path: Path, built_home: Path) -> None:
    """Digest authentication, as it asks for."""
    home, folder = tmp_path / "home", tmp_path / "server"
    home.mkdir()
    folder.mkdir()
    server = Virtuoso(folder)
    shutil.copy(built_home / MANIFEST_FILE, home)
    (home / GRAPH_FILE).write_text(
        '<urn:s> <urn:p> "o" <https://w3id.org/servanda/graph/law> .\n'
        '<urn:s> <urn:q> "claimed" <https://w3id.org/servanda/graph/claims/x> .\n',
        encoding="utf-8",
    )
    address = f"http://127.0.0.1:{server.port}/sparql-graph-crud-auth"
    try:
        with GraphStoreClient(address) as nobody, pytest.raises(NotUploaded, match="credentials"):
            upload(home, nobody)
        with GraphStoreClient(address, user="dba", password="dba") as store:
            upload(home, store)
        engine = RemoteEngine(server.address)
        holds = engine.holds()
        assert holds is not None
        assert holds.finished
        assert [str(row["o"]) for row in engine.select("SELECT ?o { <urn:s> ?p ?o }")] == ["o"]
    finally:
        server.stop()
