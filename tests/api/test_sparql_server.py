"""The SPARQL endpoint behind a real web server, asked by a client that others wrote."""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from rdflib import Graph
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper
from starlette.applications import Starlette
from starlette.routing import Route

from servanda.api.sparql import sparql_endpoint
from servanda.api.workers import QueryPool

CONSTRUCT = "CONSTRUCT { ?s <http://x/q> ?o } WHERE { ?s <http://x/p> ?o }"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    path = tmp_path / "graph.nq"
    path.write_text("".join(f'<http://x/s{i}> <http://x/p> "é {i}" <http://x/g> .\n' for i in range(200)), encoding="utf-8")
    pool = QueryPool(path)
    pool.start()
    application = Starlette(routes=[Route("/sparql", sparql_endpoint(pool, "version-1"))])
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/sparql"
    server.should_exit = True
    thread.join()
    pool.stop()


def test_sparqlwrapper_asks_it(address: str) -> None:
    client = SPARQLWrapper(address)
    client.setQuery("SELECT ?s ?o { ?s <http://x/p> ?o } ORDER BY ?s LIMIT 3")
    client.setReturnFormat(JSON)
    answer: Any = client.queryAndConvert()
    assert [row["s"]["value"] for row in answer["results"]["bindings"]] == ["http://x/s0", "http://x/s1", "http://x/s10"]
    client.setReturnFormat(CSV)
    table: Any = client.queryAndConvert()
    assert [row["o"] for row in csv.DictReader(io.StringIO(table.decode()))] == ["é 0", "é 1", "é 10"]
    client.setMethod("POST")
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(TURTLE)
    turtle: Any = client.queryAndConvert()
    assert len(Graph().parse(data=turtle, format="turtle")) == 200


def test_a_real_server_answers_head_and_errors(address: str) -> None:
    with httpx.Client() as client:
        assert int(client.head(address, params={"query": "SELECT * { ?s ?p ?o }"}).headers["content-length"]) > 0
        refused = client.post(address, content=b"SELECT", headers={"content-type": "application/sparql-query"})
        assert (refused.status_code, refused.json()["status"]) == (400, 400)
        assert client.get(address, params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
