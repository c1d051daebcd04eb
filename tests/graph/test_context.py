"""Agreements and figures in the built graph: in their graphs, attributed, and never among the claims or the duties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD
from rdflib.term import Node

from servanda.graph.build import read_manifest
from servanda.graph.context import Context, context_graphs, read_context
from servanda.graph.quads import Triple
from servanda.graph.store import MemoryStore
from servanda.loaders.states import State, read_states
from servanda.loaders.table_source import TABLE_SOURCES
from servanda.ontology import iris
from servanda.ontology.namespaces import DCAT, ELI, QB, SDMX_DIMENSION, SDMX_MEASURE, SV

STATES: dict[str, State] = {state.code: state for state in read_states()}
Graphs = dict[str, set[Triple]]


@pytest.fixture(scope="module")
def context() -> Context:
    return read_context(STATES)


@pytest.fixture(scope="module")
def graphs(context: Context) -> Graphs:
    """What is written, by the name of its graph."""
    found: Graphs = {}
    for name, triples in context_graphs(context, STATES):
        found.setdefault(str(name).rpartition("/")[2], set()).update(triples)
    return found


def of(graph: set[Triple], subject: URIRef) -> dict[URIRef, list[Node]]:
    said: dict[URIRef, list[Node]] = {}
    for s, p, o in graph:
        if s == subject:
            said.setdefault(p, []).append(o)
    return said


def instances(graph: set[Triple], class_: URIRef) -> set[URIRef]:
    return {s for s, p, o in graph if p == RDF.type and o == class_}


def test_agreements_stand_in_national_figures_in_context_sources_in_meta(graphs: Graphs) -> None:
    assert set(graphs) == {"national", "context", "meta"}
    assert len(instances(graphs["national"], SV.BilateralAgreement)) == 1222
    assert len(instances(graphs["context"], QB.DataSet)) == 8
    assert {iris.source(name) for name in TABLE_SOURCES} == instances(graphs["meta"], DCAT.Dataset)


def test_an_agreement_tells_its_sides_day_promises_and_place(graphs: Graphs) -> None:
    said = of(graphs["national"], iris.instrument("bla-753"))
    assert set(said[SV.agreedBy]) == {iris.state("SAU"), iris.state("IDN")}
    assert said[ELI.date_document] == [Literal("2014-02-19", datatype=XSD.date)]
    assert iris.agreement_provision("passport") in said[SV.promises]
    assert {iris.topic("identity-documents"), iris.topic("bilateral-cooperation")} <= set(said[SV.topic])
    assert said[SV.sourcePlace] == [Literal("BLAs_Formation_Data.csv, treatyID 753")]
    assert SV.Measure not in said[RDF.type], "nobody judged what it carries out of an obligation"


def test_not_coded_and_coded_no_stay_apart(graphs: Graphs) -> None:
    not_coded = of(graphs["national"], iris.instrument("bla-1190"))  # Malaysia and Indonesia, 15 December 1993
    coded = of(graphs["national"], iris.instrument("bla-753"))
    assert not_coded[SV.provisionsCoded] == [Literal(False)]
    assert SV.promises not in not_coded
    assert coded[SV.provisionsCoded] == [Literal(True)]
    assert iris.agreement_provision("remittances") not in coded[SV.promises]
    blank = [s for s, p, _ in graphs["national"] if p == SV.notCodedFor]
    assert len(blank) == 6


def test_no_day_is_invented_for_an_agreement(graphs: Graphs) -> None:
    assert ELI.date_document not in of(graphs["national"], iris.instrument("bla-1079"))
    assert of(graphs["national"], iris.instrument("bla-659"))[ELI.date_document] == [Literal("2007", datatype=XSD.gYear)]


def test_a_figure_has_set_place_year_indicator_value_and_source(graphs: Graphs) -> None:
    said = of(graphs["context"], iris.observation("us-tip-tier", "SAU", "2014"))
    assert said[QB.dataSet] == [iris.dataset("tip_tiers")]
    assert said[SDMX_DIMENSION.refArea] == [iris.state("SAU")]
    assert said[SDMX_DIMENSION.refPeriod] == [Literal("2014", datatype=XSD.gYear)]
    assert said[SV.indicator] == [iris.indicator("us-tip-tier")]
    assert said[SDMX_MEASURE.obsValue] == [Literal("3")]
    assert said[SV.sourcePlace]


def test_every_data_set_names_source_terms_date_structure_and_what_it_does_not_say(graphs: Graphs) -> None:
    for dataset in instances(graphs["context"], QB.DataSet):
        said = of(graphs["context"], dataset)
        assert said[DCTERMS.source]
        assert said[DCTERMS.rights]
        assert said[SV.asAt]
        assert said[QB.structure]
        assert said[URIRef("http://www.w3.org/2004/02/skos/core#scopeNote")]


def test_corridors_cost_five_triples_each_and_join_two_states(graphs: Graphs, context: Context) -> None:
    members = {s for s, p, o in graphs["context"] if p == QB.dataSet and o == iris.dataset("migrant_stock")}
    assert len(members) == 8203
    assert sum(s in members for s, _, _ in graphs["context"]) == 5 * 8203
    ends = {o for s, p, o in graphs["context"] if p in (SV.migrantsFrom, SV.migrantsIn)}
    assert ends <= {iris.state(code) for code, state in STATES.items() if state.class_name == "State"}
    said = of(graphs["context"], iris.observation("migrant_stock", "BGD-SAU", "2024"))
    assert said[SDMX_MEASURE.obsValue] == [Literal(2_362_680)]


def test_no_figure_is_a_claim_or_a_duty(graphs: Graphs) -> None:
    assert not instances(graphs["context"] | graphs["national"], SV.ReportedViolation)
    assert not {p for _, p, _ in graphs["context"]} & {SV.respondent, SV.concerns, SV.dutyBearer}


def test_deaths_on_the_way_belong_to_no_state(graphs: Graphs) -> None:
    members = {s for s, p, o in graphs["context"] if p == QB.dataSet and o == iris.dataset("missing_migrants")}
    areas = {str(o) for s, p, o in graphs["context"] if p == SDMX_DIMENSION.refArea and s in members}
    assert len(members) == 174
    assert all("/id/area/" in area for area in areas)


def _in_graph(engine: MemoryStore, graph: str) -> Iterator[str]:
    for row in engine.select(f"SELECT DISTINCT ?class {{ GRAPH <{iris.named_graph(graph)}> {{ ?thing a ?class }} }}"):
        yield str(row["class"]).rpartition("#")[2].rpartition("/")[2]


def test_the_built_graph_holds_them_and_counts_them_in_the_default_graph(engine: MemoryStore, built_home: Path) -> None:
    assert {"Observation", "DataSet", "Indicator"} <= set(_in_graph(engine, "context"))
    assert "BilateralAgreement" in set(_in_graph(engine, "national"))
    (count,) = engine.select(f"SELECT (COUNT(*) AS ?n) {{ ?figure a <{QB.Observation}> }}")
    assert int(str(count["n"])) == 5362 + 8203
    sources = read_manifest(built_home).sources
    assert sources["bilateral_agreements"] == "2020"
    assert sources["missing_migrants"] == "2026-05-06"
