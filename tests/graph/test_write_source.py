"""The sources as a catalogue names them: valid by the shapes of DCAT-AP 3, and true to the loaders' descriptions."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDFS, XSD

from servanda.graph.facts import Facts
from servanda.graph.write_catalogue import DATASET, catalogue
from servanda.graph.write_meta import meta
from servanda.graph.write_source import described_source
from servanda.loaders.table_source import table_sources
from servanda.ontology import iris
from servanda.ontology.namespaces import DCAT, SV


@pytest.fixture(scope="module")
def told(facts: Facts) -> Graph:
    """What the graph says of its sources, and of the data set that comes from them."""
    graph = Graph()
    for triple in (*catalogue(), *meta([*facts.sources, *facts.report_sources], [], [])):
        graph.add(triple)
    for source in table_sources():
        for triple in described_source(source):
            graph.add(triple)
    return graph


def test_every_source_fits_the_shapes_of_dcat_ap_3(told: Graph, dcat_shapes: Graph) -> None:
    conforms, _, report = validate(told, shacl_graph=dcat_shapes)
    assert conforms, report
    told_less = Graph()
    for triple in told:
        if triple[:2] != (iris.source("untc"), DCTERMS.description):
            told_less.add(triple)
    assert not validate(told_less, shacl_graph=dcat_shapes)[0], "the shapes would notice"


def test_every_source_has_title_description_publisher_and_terms(told: Graph) -> None:
    sources = set(told.subjects(RDF.type, DCAT.Dataset)) - {DATASET}
    assert len(sources) > 20
    for source in sources:
        assert told.value(source, DCTERMS.title), source
        assert told.value(source, DCTERMS.description), source
        assert told.value(told.value(source, DCTERMS.publisher), FOAF.name), source
        assert told.value(told.value(source, DCTERMS.rights), RDFS.label), source
        assert told.value(told.value(source, DCTERMS.provenance), RDFS.label), source


def test_the_terms_are_those_that_the_source_states(told: Graph) -> None:
    """As the description of the copy gives them: migrant stock CC BY 3.0 IGO; the ILO's terms for NORMLEX, and no licence of the copy."""

    def terms(name: str) -> str:
        return str(told.value(told.value(iris.source(name), DCTERMS.rights), RDFS.label))

    assert terms("migrant_stock").startswith("CC BY 3.0 IGO (United Nations).")
    assert "ILO's terms for NORMLEX apply" in terms("normlex_ratifications")
    assert "states no licence" in terms("normlex_ratifications")
    assert terms("slavery_index").startswith("None stated")


def test_a_source_speaks_up_to_its_own_day_and_no_day_is_invented(told: Graph) -> None:
    untc = iris.source("untc")
    day = Literal("2026-02-03", datatype=XSD.date)
    assert told.value(untc, SV.asAt) == day
    assert told.value(told.value(untc, DCTERMS.temporal), DCAT.endDate) == day
    dated = iris.source("dated_tables")  # each row has its own
    assert told.value(dated, SV.asAt) is None
    assert told.value(dated, DCTERMS.temporal) is None
    assert not list(told.subject_objects(DCTERMS.issued))


def test_one_publisher_of_several_sources_is_one(told: Graph) -> None:
    publishers = {told.value(iris.source(name), DCTERMS.publisher) for name in ("untc", "untc_2014")}
    assert len(publishers) == 1
    assert all(isinstance(each, URIRef) for each in publishers)
