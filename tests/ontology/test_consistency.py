"""The ontology and its alignments contradict neither themselves nor the vocabularies they point to (OWL 2 RL closure)."""

from __future__ import annotations

from collections.abc import Callable

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from servanda.ontology import iris
from servanda.ontology.namespaces import ODRL, SV

ERROR_MESSAGE = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

Build = Callable[[str], Graph]


def close(graph: Graph) -> Graph:
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    return sorted({str(text) for message in graph.subjects(RDF.type, ERROR_MESSAGE) for text in graph.objects(message, ERROR)})


@pytest.fixture(scope="module")
def vocabulary_closure(vocabulary: Graph, other_vocabularies: Graph) -> Graph:
    return close(vocabulary + other_vocabularies)


@pytest.fixture
def closure_after(with_vocabulary: Build, other_vocabularies: Graph) -> Build:
    return lambda update: close(with_vocabulary(update) + other_vocabularies)


def test_no_class_is_empty_by_definition(vocabulary_closure: Graph) -> None:
    empty = set(vocabulary_closure.subjects(RDFS.subClassOf, OWL.Nothing)) | set(
        vocabulary_closure.subjects(OWL.equivalentClass, OWL.Nothing)
    )
    assert empty <= {OWL.Nothing}
    assert list(vocabulary_closure.subjects(RDF.type, OWL.Nothing)) == []
    assert contradictions(vocabulary_closure) == []


def test_obligation_is_under_no_odrl_rule_type(vocabulary_closure: Graph) -> None:
    assert set(vocabulary_closure.objects(SV.Obligation, RDFS.subClassOf)).isdisjoint({ODRL.Duty, ODRL.Prohibition, ODRL.Permission})


def test_example_is_consistent_and_modality_decides_the_odrl_type(closure_after: Build) -> None:
    closure = closure_after("")
    assert contradictions(closure) == []
    assert list(closure.subjects(RDF.type, OWL.Nothing)) == []
    assert (iris.obligation("demo-25-1"), RDF.type, ODRL.Duty) in closure
    assert (iris.obligation("demo-2-7"), RDF.type, ODRL.Prohibition) in closure


WRONG = {
    "an act cannot be ratification and accession at once": (
        "INSERT DATA { <https://w3id.org/servanda/id/action/xaa/demo/ratification/2012-05-31> a sv:Accession }",
        "Disjoint classes",
    ),
    "a state is not an act": ("INSERT DATA { <https://w3id.org/servanda/id/state/XAA> a sv:TreatyAction }", "Disjoint classes"),
    "an obligation has one modality": (
        "INSERT DATA { <https://w3id.org/servanda/id/obligation/demo-2-7> sv:modality sv:permission }",
        "AllDifferent",
    ),
    "an act that carries provenance cannot be a PROV activity": (
        "INSERT DATA { sv:TreatyAction rdfs:subClassOf prov:Activity }",
        "prov#Activity",
    ),
}


@pytest.mark.parametrize(("update", "expected"), WRONG.values(), ids=WRONG.keys())
def test_contradiction_is_found(closure_after: Build, update: str, expected: str) -> None:
    assert any(expected in message for message in contradictions(closure_after(update)))
