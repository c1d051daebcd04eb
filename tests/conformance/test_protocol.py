"""The W3C's tests of the SPARQL 1.1 Protocol, against a real server process."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.endpoint_manifest import protocol_tests
from benchmarks.endpoint_protocol import ask, carry_out, fault, send
from benchmarks.endpoint_servers import Server

EVERYTHING = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def contents(endpoint: Server) -> list[str]:
    """Every triple of every graph, and of the default graph."""
    response = ask(endpoint.place.query, EVERYTHING, "application/sparql-results+json")
    assert response.status == 200
    return sorted(json.dumps(row, sort_keys=True) for row in json.loads(response.body)["results"]["bindings"])


def test_every_test_of_queries_passes(w3c: Path, endpoint: Server) -> None:
    tests = [test for test in protocol_tests(w3c) if not test.is_update]
    assert len(tests) == 20
    faults = {
        test.name: found
        for test in tests
        for exchange, response in zip(test.exchanges, carry_out(test, endpoint.place), strict=True)
        if (found := fault(exchange, response)) is not None
    }
    assert faults == {}


def test_every_update_is_refused_with_a_sentence_and_nothing_changes(w3c: Path, endpoint: Server) -> None:
    tests = [test for test in protocol_tests(w3c) if test.is_update]
    assert len(tests) == 14
    before = contents(endpoint)
    assert before
    for test in tests:
        update = test.exchanges[0]
        response = send(endpoint.place.update, update.method, update.target, update.headers, update.body)
        assert 400 <= response.status < 500, f"{test.name}: {response.status}"
        assert response.media_type == "application/problem+json", test.name
        assert json.loads(response.body)["detail"].endswith("."), test.name
        assert contents(endpoint) == before, test.name


def test_what_asks_for_an_update_is_told_that_it_is_forbidden(w3c: Path, endpoint: Server) -> None:
    """Where the W3C expects an update to be carried out, a service that only reads says 403, not that the request is malformed."""
    for test in protocol_tests(w3c):
        update = test.exchanges[0]
        if test.is_update and update.expected.statuses == {"2", "3"}:
            response = send(endpoint.place.update, update.method, update.target, update.headers, update.body)
            assert response.status == 403, f"{test.name}: {response.status}"
