"""Citations, descriptions and paths: each says where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.answers import ActAnswer, answers
from servanda.queries.cite import act_citation, act_citations, duty_citations
from servanda.queries.describe import as_graph, describe
from servanda.queries.duties import duties
from servanda.queries.errors import NotFound
from servanda.queries.network import LAYERS, path_network
from servanda.queries.paths import paths
from servanda.queries.selection import Selection

IDN = iris.state("IDN")
ON = date(2023, 1, 1)


def test_an_act_is_cited_with_its_source_place_and_date(engine: MemoryStore) -> None:
    acts = list(answers(engine, ActAnswer, "acts", state=IDN, instrument=iris.instrument("icrmw")))
    (ratified,) = [act for act in acts if act.kind.endswith("#Ratification") and act.source.endswith("/untc")]
    citation = act_citation(ratified, "en")
    for part in ("Ratification", "2012-05-31", str(ratified.source_title), str(ratified.place), "as at 2026-02-03"):
        assert part in citation
    assert len(set(act_citations(acts, "en"))) == len(act_citations(acts, "en"))


def test_an_act_is_cited_in_words_and_in_the_reader_s_language(engine: MemoryStore) -> None:
    (sabah,) = answers(engine, ActAnswer, "acts", state=iris.state("MYS"), instrument=iris.instrument("ilo-c097"))
    assert act_citation(sabah, "en").startswith("Territorial application, 1964-03-03: ")
    assert act_citation(sabah, "id").startswith("Pemberlakuan wilayah, 1964-03-03: ")
    assert ", per 2023-10-26" in act_citation(sabah, "id")


def test_each_provision_is_cited_once(engine: MemoryStore) -> None:
    cited = duty_citations(duties(engine, IDN, ON, instrument=iris.instrument("icrmw")).duties)
    assert len(cited) == len(set(cited)) > 50
    assert all(citation.startswith("ICRMW art ") for citation in cited)


def test_a_thing_is_described_with_the_names_of_what_it_points_to(engine: MemoryStore) -> None:
    thing = iris.obligation("icrmw-7")
    said = describe(engine, thing)
    stated = [statement for statement in said if statement.predicate == SV.statedIn]
    assert [(statement.value, statement.label) for statement in stated] == [(iris.provision("icrmw/7"), "ICRMW art 7")]
    assert len({(statement.predicate, statement.value) for statement in said}) == len(said)
    graph = as_graph(thing, said)
    assert (thing, RDF.type, SV.Obligation) in graph
    assert (iris.provision("icrmw/7"), RDFS.label, Literal("ICRMW art 7")) in graph
    assert {label.language for label in graph.objects(thing, SKOS.prefLabel) if isinstance(label, Literal)} == {"en", "id"}


def test_what_the_graph_does_not_know_is_not_described(engine: MemoryStore) -> None:
    with pytest.raises(NotFound):
        describe(engine, URIRef("https://w3id.org/servanda/id/state/XXX"))


def test_every_path_goes_from_the_state_to_an_obligation_through_its_act(engine: MemoryStore) -> None:
    network = path_network(engine, IDN, ON, Selection(topic=iris.topic("wages")))
    found = list(paths(network, str(IDN)))
    owed = duties(engine, IDN, ON, topic=iris.topic("wages")).duties
    assert {path.nodes[-1].iri for path in found} == {duty.obligation for duty in owed if duty.certain}
    for path in found:
        assert tuple(node.kind for node in path.nodes) == LAYERS[:-1]
        assert len(path.edges) == len(path.nodes) - 1
        assert path.edges[0].source
        for edge in path.edges:
            assert edge.subject.startswith("https://")
            assert edge.predicate.startswith("http")


def test_every_edge_is_a_triple_of_the_graph(engine: MemoryStore) -> None:
    network = path_network(engine, IDN, ON, Selection(topic=iris.topic("wages")))
    triples = {(data["subject"], data["predicate"], data["object"]) for _, _, data in network.edges(data=True)}
    missing = [triple for triple in triples if not list(engine.select("SELECT * { <%s> <%s> <%s> }" % triple))]  # noqa: UP031
    assert missing == []


def test_paths_to_one_right_end_in_it(engine: MemoryStore) -> None:
    network = path_network(engine, IDN, ON, Selection(topic=iris.topic("wages")))
    right = next(iri for iri, data in network.nodes(data=True) if data["kind"] == "right")
    found = list(paths(network, str(IDN), right))
    assert found
    assert all(path.nodes[-1].iri == right for path in found)


def test_a_cut_picture_says_what_it_leaves_out(engine: MemoryStore) -> None:
    network = path_network(engine, IDN, ON, most=3)
    assert sum(data["kind"] == "obligation" for _, data in network.nodes(data=True)) == 3
    assert network.graph["left_out"].startswith("3 of ")
    assert path_network(engine, IDN, ON, Selection(topic=iris.topic("wages"))).graph["left_out"] == ""


def test_a_state_that_owes_nothing_has_no_path(engine: MemoryStore) -> None:
    network = path_network(engine, iris.state("SAU"), ON, Selection(instrument=iris.instrument("icrmw")))
    assert len(network) == 0
    assert list(paths(network, str(iris.state("SAU")))) == []
