"""The graph in memory: what it holds by default, what it answers, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from servanda.graph.errors import GraphError, NoGraph
from servanda.graph.store import MemoryStore

EX = "https://example.org/"


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    path = tmp_path / "small.trig"
    path.write_text(
        f"""
        @prefix ex: <{EX}> . @prefix graph: <https://w3id.org/servanda/graph/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        graph:law {{ ex:a ex:p ex:b , "text" , "teks"@id , "2012"^^xsd:gYear , [] . }}
        <https://w3id.org/servanda/graph/source/one> {{ ex:a ex:told ex:b . }}
        <https://w3id.org/servanda/graph/source/two> {{ ex:a ex:told ex:b . }}
        <https://w3id.org/servanda/graph/claims/one> {{ ex:a ex:claimed ex:b . }}
        """,
        encoding="utf-8",
    )
    return MemoryStore.load(path)


def count(store: MemoryStore, pattern: str) -> int:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(str(row["n"]))


def test_what_two_sources_tell_counts_once(store: MemoryStore) -> None:
    assert count(store, f"?s <{EX}told> ?o") == 1
    assert count(store, f"GRAPH ?g {{ ?s <{EX}told> ?o }}") == 2


def test_claims_are_no_part_of_the_default_graph(store: MemoryStore) -> None:
    assert count(store, f"?s <{EX}claimed> ?o") == 0
    assert count(store, f"GRAPH ?g {{ ?s <{EX}claimed> ?o }}") == 1


def test_terms_keep_their_kind_language_and_datatype(store: MemoryStore) -> None:
    terms = {row["o"] for row in store.select(f"SELECT ?o WHERE {{ <{EX}a> <{EX}p> ?o }}")}
    assert any(isinstance(term, BNode) for term in terms)
    assert {term for term in terms if not isinstance(term, BNode)} == {
        URIRef(f"{EX}b"),
        Literal("text"),
        Literal("teks", lang="id"),
        Literal("2012", datatype=XSD.gYear),
    }


def test_an_unbound_variable_is_absent(store: MemoryStore) -> None:
    (row,) = store.select(f"SELECT ?s ?none WHERE {{ ?s <{EX}told> ?o OPTIONAL {{ ?s <{EX}nothing> ?none }} }}")
    assert set(row) == {"s"}


def test_a_question_of_another_kind_is_refused(store: MemoryStore) -> None:
    with pytest.raises(GraphError, match="SELECT"):
        list(store.select("ASK { ?s ?p ?o }"))
    with pytest.raises(GraphError, match="CONSTRUCT"):
        store.construct("SELECT * { ?s ?p ?o }")
    assert store.construct(f"CONSTRUCT WHERE {{ ?s <{EX}told> ?o }}") == f"<{EX}a> <{EX}told> <{EX}b> .\n".encode()


@pytest.mark.parametrize("text", ["SELECT", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }", "WELECT * { ?s ?p ?o }"])
def test_what_is_no_query_changes_nothing(store: MemoryStore, text: str) -> None:
    before = len(store.store)
    with pytest.raises(SyntaxError):
        list(store.select(text))
    assert len(store.store) == before


def test_a_missing_or_damaged_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGraph, match="servanda build"):
        MemoryStore.open(tmp_path)
    (tmp_path / "graph.nq").write_text("<a:a> <a:b> .\n", encoding="utf-8")
    with pytest.raises(NoGraph, match=r"graph\.nq cannot be read.*servanda build"):
        MemoryStore.open(tmp_path)
    (tmp_path / "graph.nq").write_bytes(b"\x00\xff\xfe")
    with pytest.raises(NoGraph, match=r"graph\.nq"):
        MemoryStore.open(tmp_path)
    with pytest.raises(NoGraph, match=r"\.nq and \.trig"):
        MemoryStore.load(tmp_path / "graph.ttl")
