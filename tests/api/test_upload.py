"""`servanda upload` into a real `oxigraph serve`: told when half done, gone on with, replaced, and compared."""

from __future__ import annotations

import dataclasses
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from servanda.api.cli import main
from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, Manifest
from servanda.graph.errors import NoGraph
from servanda.graph.graph_store import GraphStoreClient, NotUploaded, store_address
from servanda.graph.upload import Begun, note, turtle, upload, write_quads
from servanda.ontology import iris
from servanda.queries.errors import EngineError
from servanda.queries.remote import RemoteEngine
from servanda.queries.run import ask

GRAPHS = "https://w3id.org/servanda/graph"
QUADS = f"""<urn:a> <urn:p> "told twice" <{GRAPHS}/source/fedlex_scope> .
<urn:a> <urn:p> "told twice" <{GRAPHS}/source/untc> .
<urn:b> <urn:p> "claimed" <{GRAPHS}/claims/upr> .
<urn:c> <urn:p> "Überall \\"so\\""@de <{GRAPHS}/law> .
"""


def make_home(home: Path, version: str = "1111111111111111", quads: str = QUADS) -> Path:
    home.mkdir(exist_ok=True)
    (home / GRAPH_FILE).write_text(quads, encoding="utf-8")
    manifest = Manifest(**{field.name: 0 for field in dataclasses.fields(Manifest)} | {"version": version, "sources": {}})  # type: ignore[arg-type]
    (home / MANIFEST_FILE).write_text(json.dumps(dataclasses.asdict(manifest)), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                try:
                    httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@pytest.fixture
def address(server: str) -> str:
    httpx.delete(f"{server}/store", trust_env=False)
    return f"{server}/query"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make_home(tmp_path / "home")
    monkeypatch.setenv("SERVANDA_HOME", str(made))
    for name in ("SERVANDA_ENGINE", "SERVANDA_ENGINE_USER", "SERVANDA_ENGINE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return made


def values(engine: RemoteEngine, pattern: str) -> list[str]:
    return sorted(str(row["o"]) for row in engine.select(f"SELECT ?o {{ {pattern} FILTER(STRSTARTS(STR(?s), 'urn:')) }}"))


def test_the_default_graph_is_the_union_without_the_claims(address: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upload", address]) == 0
    assert "6 statements in 5 graphs" in capsys.readouterr().out  # four as they stand, and two in the default graph
    engine = RemoteEngine(address)
    assert values(engine, "?s ?p ?o") == ["told twice", 'Überall "so"']  # told by two sources, there once
    assert values(engine, f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{GRAPHS}/'))").count("told twice") == 2
    assert values(engine, f"GRAPH <{GRAPHS}/claims/upr> {{ ?s ?p ?o }}") == ["claimed"]


def test_the_same_version_is_not_loaded_twice_and_another_is_not_overwritten(
    address: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upload", address]) == 0
    capsys.readouterr()
    assert main(["upload", address]) == 0
    assert "already" in capsys.readouterr().out
    make_home(home, "2222222222222222", f'<urn:d> <urn:p> "new" <{GRAPHS}/law> .\n')
    assert main(["upload", address]) == 2
    assert "holds version 1111111111111111; --replace" in capsys.readouterr().err
    assert main(["upload", address, "--replace"]) == 0
    engine = RemoteEngine(address)
    assert values(engine.as_it_is(), "GRAPH ?g { ?s ?p ?o }") == ["new", "new"]  # law and default: what the new version has not is gone


def test_a_half_done_upload_is_told_and_gone_on_with(address: str, home: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    class Cut(GraphStoreClient):
        def put(self, graph: str, turtle: bytes) -> None:
            if graph.endswith("/source/untc"):
                raise NotUploaded("the line was cut")
            super().put(graph, turtle)

    with Cut(f"{server}/store") as store, pytest.raises(NotUploaded, match="cut"):
        upload(home, store)
    with pytest.raises(EngineError, match="is not finished: run `servanda upload"):
        list(ask(RemoteEngine(address), "states"))
    holds = RemoteEngine(address).holds()
    assert holds is not None
    assert not holds.finished
    put: list[str] = []

    class Told(GraphStoreClient):
        def put(self, graph: str, turtle: bytes) -> None:
            put.append(graph)
            super().put(graph, turtle)

    with Told(f"{server}/store") as store:
        upload(home, store, begun=Begun(frozenset(holds.done)))
    assert put == [f"{GRAPHS}/source/untc"]
    assert values(RemoteEngine(address), "?s ?p ?o") == ["told twice", 'Überall "so"']


def test_the_command_goes_on_by_itself(address: str, home: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    begun = note("1111111111111111", [f"{GRAPHS}/{name}" for name in ("claims/upr", "law", "source/fedlex_scope", "source/untc")])
    with GraphStoreClient(f"{server}/store") as store:
        store.put(f"{GRAPHS}/default", turtle(*begun))
    assert main(["upload", address]) == 0
    assert "was not finished; it goes on" in capsys.readouterr().out


def test_a_service_does_not_answer_from_another_version(address: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upload", address]) == 0
    with pytest.raises(EngineError, match="holds the graph of version 1111111111111111, not 3333333333333333"):
        list(RemoteEngine(address, version="3333333333333333").select("SELECT * { ?s ?p ?o }"))


def test_graphs_of_others_are_left_alone(address: str, home: Path, server: str) -> None:
    httpx.put(
        f"{server}/store?graph=urn:theirs",
        content='<urn:x> <urn:p> "theirs" .',
        headers={"Content-Type": "text/turtle"},
        trust_env=False,
    )
    assert main(["upload", address]) == 0
    assert main(["upload", address, "--replace"]) == 0
    engine = RemoteEngine(address)
    assert values(engine.as_it_is(), "GRAPH <urn:theirs> { ?s ?p ?o }") == ["theirs"]
    assert values(engine, "GRAPH ?g { ?s ?p ?o }").count("theirs") == 0


def test_a_file_for_a_bulk_loader_says_the_same(address: str, home: Path, server: str, tmp_path: Path) -> None:
    assert main(["upload", "--file", str(tmp_path / "all.nq")]) == 0
    httpx.post(
        f"{server}/store", content=(tmp_path / "all.nq").read_bytes(), headers={"Content-Type": "application/n-quads"}, trust_env=False
    ).raise_for_status()
    assert values(RemoteEngine(address, version="1111111111111111"), "?s ?p ?o") == ["told twice", 'Überall "so"']


def test_small_pieces_come_together_again(address: str, home: Path, server: str) -> None:
    with GraphStoreClient(f"{server}/store") as store:
        upload(make_home(home, quads="".join(f'<urn:{n:03}> <urn:p> "{n}" <{GRAPHS}/law> .\n' for n in range(300))), store, piece=500)
    assert len(values(RemoteEngine(address), "?s ?p ?o")) == 300


def test_a_graph_that_is_damaged_is_not_begun(address: str, home: Path, tmp_path: Path) -> None:
    make_home(home, quads="<urn:a> <urn:p> <urn:o> .\n")
    with pytest.raises(NoGraph, match="line 1: this is no statement in a graph of Servanda"):
        write_quads(home, tmp_path / "all.nq")
    assert main(["upload", address]) == 2
    assert RemoteEngine(address).holds() is None


def test_nobody_there_and_no_store_are_told(home: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upload"]) == 2
    assert "name the engine's query address" in capsys.readouterr().err
    with GraphStoreClient(f"{server}/query") as store, pytest.raises(NotUploaded, match="HTTP"):
        store.put(str(iris.named_graph("law")), b"")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        waits: list[float] = []
        with (
            GraphStoreClient(f"http://127.0.0.1:{taken.getsockname()[1]}/", sleep=waits.append) as store,
            pytest.raises(NotUploaded, match="is not reached"),
        ):
            store.delete("urn:x")
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("address", ["http://user:secret@127.0.0.1/query", "ftp://example.org/", ""])
def test_credentials_do_not_stand_in_addresses(address: str) -> None:
    with pytest.raises(NotUploaded):
        GraphStoreClient(address)


def test_credentials_do_not_go_over_an_open_line() -> None:
    with pytest.raises(NotUploaded, match="https:// only"):
        GraphStoreClient("http://example.org/store", user="u", password="p")


@pytest.mark.parametrize(
    ("query", "name", "store"),
    [
        ("http://h:7878/query", "Oxigraph/0.5.13", "http://h:7878/store"),
        ("http://h:8890/sparql", "Virtuoso/07.20.3229 (Linux)", "http://h:8890/sparql-graph-crud-auth"),
        ("https://h/repositories/law", "GraphDB", "https://h/repositories/law/rdf-graphs/service"),
        ("http://h:3030/law/sparql", "Apache Jena Fuseki", "http://h:3030/law/data"),
        ("https://c.eu-west-1.neptune.amazonaws.com:8182/sparql", "", "https://c.eu-west-1.neptune.amazonaws.com:8182/sparql/gsp/"),
    ],
)
def test_the_graph_store_follows_from_the_query_address(query: str, name: str, store: str) -> None:
    assert store_address(query, name) == store


def test_an_unknown_engine_wants_its_store_named() -> None:
    with pytest.raises(NotUploaded, match="--store"):
        store_address("https://h/api", "nginx")
