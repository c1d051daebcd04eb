"""The W3C's tests of result formats, against a real server process."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rdflib.plugins.sparql.results.xmlresults import XMLResult
from rdflib.term import BNode, Literal, Node, URIRef

from benchmarks.endpoint_formats import columns, format_fault, query_of
from benchmarks.endpoint_manifest import format_tests, held
from benchmarks.endpoint_protocol import ask
from benchmarks.endpoint_servers import Server

#: The engine keeps the value of a number, not the way in which it was written, and of integers one type: no answer of it can have these.
CANONICAL = {
    "1.0E6": "1000000",
    "1.0e6": '"1000000"^^<http://www.w3.org/2001/XMLSchema#double>',
    '"-3"^^<http://www.w3.org/2001/XMLSchema#negativeInteger>': "-3",
}


@pytest.mark.parametrize(("folder", "count"), [("json-res", 4), ("csv-tsv-res", 6)])
def test_answers_are_the_expected_files(w3c: Path, endpoint: Server, folder: str, count: int) -> None:
    tests = format_tests(w3c, folder)
    assert len(tests) == count
    faults = {test.name: format_fault(test, endpoint.place.query, CANONICAL) for test in tests}
    assert {name: found for name, found in faults.items() if found} == {}


def term(found: dict[str, str]) -> Node:
    """A term of the JSON format; blank nodes are all alike."""
    if found["type"] == "uri":
        return URIRef(found["value"])
    if found["type"] == "bnode":
        return BNode("blank")
    return Literal(found["value"], datatype=found.get("datatype"), lang=found.get("xml:lang"))


def test_xml_says_what_json_says(w3c: Path, endpoint: Server) -> None:
    """There is no folder of tests for XML: the expected JSON is compared with the XML as rdflib reads it."""
    for test in format_tests(w3c, "json-res"):
        expected: dict[str, Any] = json.loads(test.result.read_text(encoding="utf-8"))
        response = ask(endpoint.place.query, query_of(test), "application/sparql-results+xml", default_graph_uri=[held(test.data)])
        assert (response.status, response.media_type) == (200, "application/sparql-results+xml")
        read = XMLResult(io.BytesIO(response.body))
        if "boolean" in expected:
            assert read.askAnswer is expected["boolean"]
            continue
        assert [str(name) for name in read.vars or ()] == columns(test)
        rows = [{str(name): BNode("blank") if isinstance(value, BNode) else value for name, value in row.items()} for row in read.bindings]
        assert rows == [{name: term(value) for name, value in row.items()} for row in expected["results"]["bindings"]]
