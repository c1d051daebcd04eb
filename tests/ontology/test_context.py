"""A reader of JSON sees the same graph as a reader of Turtle."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from servanda.ontology import files, iris
from servanda.ontology.namespaces import SV

# rdflib's own JSON-LD parser uses a class that rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    content = json.loads(files.CONTEXT.read_text(encoding="utf-8"))
    terms = content["@context"]
    assert isinstance(terms, dict)
    return terms


def read(document: dict[str, Any], context: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps({"@context": context, **document}), format="json-ld")


def test_example_survives_the_way_to_json_and_back(example: Graph, context: dict[str, Any]) -> None:
    text = example.serialize(format="json-ld", context=context)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), example)


def test_json_keys_are_short_names_not_addresses(example: Graph, context: dict[str, Any]) -> None:
    document = json.loads(example.serialize(format="json-ld", context=context))
    keys = {key for node in document["@graph"] for key in node if not key.startswith("@")}
    assert {"actor", "instrument", "actionDate", "boundFromLatest", "statedIn", "title", "prefLabel", "wasDerivedFrom", "source"} <= keys
    assert not any(key.startswith("http") for key in keys)


def test_plain_json_of_an_act_becomes_typed_statements(context: dict[str, Any]) -> None:
    graph = read(
        {
            "@id": "id:action/idn/demo/ratification/2012-05-31",
            "@type": "Ratification",
            "actor": "state:IDN",
            "instrument": "id:instrument/demo",
            "actionDate": {"@value": "2012-05-31", "@type": "xsd:date"},
            "actStatus": "noLongerParty",
        },
        context,
    )
    act = iris.action("IDN", "demo", "Ratification", "2012-05-31")
    assert (act, RDF.type, SV.Ratification) in graph
    assert (act, SV.actor, iris.state("IDN")) in graph
    assert (act, SV.instrument, iris.instrument("demo")) in graph
    assert (act, SV.actionDate, Literal("2012-05-31", datatype=XSD.date)) in graph
    assert (act, SV.actStatus, SV.noLongerParty) in graph


def test_the_word_obligation_is_property_and_modality(context: dict[str, Any]) -> None:
    graph = read({"@id": "id:duty/x", "obligation": {"@id": "id:obligation/x", "modality": "obligation", "bearer": "AnyParty"}}, context)
    assert (URIRef("https://w3id.org/servanda/id/duty/x"), SV.obligation, iris.obligation("x")) in graph
    assert (iris.obligation("x"), SV.modality, SV.obligation) in graph
    assert (iris.obligation("x"), SV.bearer, SV.AnyParty) in graph


def test_days_need_no_type_where_only_a_day_is_possible(context: dict[str, Any]) -> None:
    graph = read({"@id": "id:binding/x", "boundFromLatest": "2012-09-01"}, context)
    assert (None, SV.boundFromLatest, Literal("2012-09-01", datatype=XSD.date)) in graph


def test_every_term_is_in_the_context_and_expands_to_itself(vocabulary: Graph, context: dict[str, Any]) -> None:
    for kind in (OWL.Class, OWL.NamedIndividual, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property):
        for term in vocabulary.subjects(RDF.type, kind):
            if isinstance(term, URIRef):
                definition = context[term.fragment]
                address = definition["@id"] if isinstance(definition, dict) else definition
                assert address == f"sv:{term.fragment}"


def test_values_of_object_properties_are_read_as_resources(ontology: Graph, context: dict[str, Any]) -> None:
    for prop in ontology.subjects(RDF.type, OWL.ObjectProperty):
        assert isinstance(prop, URIRef)
        assert context[prop.fragment]["@type"] in ("@id", "@vocab")


def test_values_of_fixed_datatypes_get_that_datatype(ontology: Graph, context: dict[str, Any]) -> None:
    for datatype, name in ((XSD.date, "xsd:date"), (XSD.integer, "xsd:integer"), (XSD.boolean, "xsd:boolean")):
        for prop in ontology.subjects(RDFS.range, datatype):
            assert isinstance(prop, URIRef)
            assert context[prop.fragment]["@type"] == name
