"""The networks that are drawn hold what the typed answers say, number by number."""

from __future__ import annotations

import datetime
from collections import Counter

import networkx as nx
import pytest
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import AgreementAnswer, MatchBetweenAnswer, ObligationAnswer, ProvisionAnswer, TopicAnswer, answers
from servanda.queries.bind import day
from servanda.queries.corridors import corridor
from servanda.queries.network import path_network
from servanda.queries.network_corridor import BOTH, DESTINATION, ORIGIN, corridor_network, lane_counts
from servanda.queries.network_instrument import instrument_network
from servanda.queries.network_matches import matches_network
from servanda.queries.network_state import neighbourhood_network
from servanda.queries.selection import Selection
from servanda.queries.snapshot import Snapshot
from servanda.queries.worker_kinds import read_worker

ON = datetime.date(2023, 1, 1)
EN = Literal("en")
NODE = {"kind": str, "label": str, "detail": str, "url": str}
EDGE = dict.fromkeys(("relation", "predicate", "subject", "object", "source", "as_at", "date"), str)
GRAPH = ("title", "question", "on", "version", "left_out", "language", "sparql")


def of_kind(network: nx.MultiDiGraph[str], kind: str) -> set[str]:
    return {iri for iri, found in network.nodes(data="kind") if found == kind}


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_network_keeps_what_its_pictures_need(engine: MemoryStore, snapshot: Snapshot, language: str) -> None:
    state, icrmw = iris.state("IDN"), iris.instrument("icrmw")
    found = corridor(snapshot, "IDN", "SAU", read_worker(snapshot, "domestic-worker"), ON, ["wages"], language)
    networks = [
        path_network(engine, state, ON, Selection(instrument=icrmw), language=language, most=5, version="1"),
        neighbourhood_network(engine, state, ON, language=language, most=5, version="1"),
        instrument_network(engine, icrmw, ON, language=language, most=5, version="1"),
        matches_network(engine, icrmw, iris.instrument("iccpr"), ON, language=language, most=5, version="1"),
        corridor_network(found, language=language, most=5, version="1", queries=(("corridor_topic", "SELECT"),)),
    ]
    for network in networks:
        assert all(isinstance(network.graph[name], str) for name in GRAPH)
        assert network.graph["left_out"], "five of many are drawn: that has to be said"
        assert network.graph["language"] == language
        assert all(name and text for name, text in network.graph["queries"])
        assert network.number_of_edges()
        for _, told in network.nodes(data=True):
            assert all(isinstance(told[name], kind) for name, kind in NODE.items())
            assert told["label"]
        for start, end, told in network.edges(data=True):
            assert all(isinstance(told[name], kind) for name, kind in EDGE.items())
            assert {told["subject"], told["object"]} == {start, end}
            assert told["relation"]


def test_what_stands_around_a_state_is_what_the_questions_tell(engine: MemoryStore) -> None:
    state = iris.state("IDN")
    network = neighbourhood_network(engine, state, ON)
    rows = list(answers(engine, TopicAnswer, "topics_by_state", state=state, on=day(ON), language=EN))
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.topic] += row.duties
    assert {iri: int(network.nodes[iri]["label"].rpartition(": ")[2]) for iri in of_kind(network, "topic")} == dict(sums)
    agreed = {row.agreement for row in answers(engine, AgreementAnswer, "agreements", state=state, language=EN)}
    assert of_kind(network, "agreement") == agreed
    assert str(iris.instrument("icrmw")) in of_kind(network, "instrument")  # bound since 1 September 2012
    assert str(iris.instrument("ilo-c189")) not in network
    told = network.get_edge_data(str(state), str(iris.instrument("icrmw")))
    assert [fact["date"] for fact in told.values()] == ["2012-09-01"]


def test_an_instrument_is_drawn_whole_with_a_true_triple_on_every_edge(engine: MemoryStore) -> None:
    c189 = iris.instrument("ilo-c189")
    network = instrument_network(engine, c189, ON)
    assert of_kind(network, "provision") == {row.provision for row in answers(engine, ProvisionAnswer, "provisions", instrument=c189)}
    stated = {row.obligation for row in answers(engine, ObligationAnswer, "obligations", instrument=c189, language=EN)}
    assert of_kind(network, "obligation") == stated
    assert nx.is_arborescence(nx.DiGraph(network))
    assert network.graph["left_out"] == ""
    for _, _, told in network.edges(data=True):
        assert next(engine.select(f"SELECT * WHERE {{ <{told['subject']}> <{told['predicate']}> <{told['object']}> }}"), None) is not None


def test_the_parts_of_a_text_are_its_rows(engine: MemoryStore) -> None:
    network = instrument_network(engine, iris.instrument("icrmw"), ON)
    assert [heading for _, heading in network.graph["shelves"]] == [
        f"ICRMW part {number}" for number in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    ]
    part_iii = str(iris.provision("icrmw/part-iii"))
    articles = [iri for iri, told in network.nodes(data=True) if told.get("under") == part_iii]
    assert [iri.rpartition("/")[2] for iri in articles] == [str(number) for number in range(8, 36)]  # ICRMW, Part III: articles 8 to 35
    assert network.nodes[part_iii]["label"] == "part III"


def test_every_match_is_an_arrow_of_its_kind(engine: MemoryStore) -> None:
    icrmw, iccpr = iris.instrument("icrmw"), iris.instrument("iccpr")
    rows = list(answers(engine, MatchBetweenAnswer, "matches_between", instrument=icrmw, other=iccpr, language=EN))
    network = matches_network(engine, icrmw, iccpr, ON)
    assert {(row.obligation, row.matched) for row in rows} == {(start, end) for start, end, _ in network.edges(data=True)}
    assert network.number_of_edges() == len({(row.obligation, row.matched, row.relation, row.reason) for row in rows})
    overlapping = {(row.obligation, row.matched) for row in rows if row.relation.endswith("overlappingMatch")}
    assert {(start, end) for start, end, told in network.edges(data=True) if told["line"] == "dotted"} == overlapping
    cut = matches_network(engine, icrmw, iccpr, ON, most=3)
    assert cut.graph["left_out"].startswith(f"3 of {len({row.obligation for row in rows})} matched obligations of")


def test_the_numbers_of_a_corridor_are_those_of_its_answer(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "domestic-worker")
    found = corridor(snapshot, "IDN", "SAU", worker, ON)
    network = corridor_network(found)
    for topic in found.topics:
        counts = [int(count) for count in network.nodes[str(iris.topic(topic.topic))]["counts"].split()]
        assert sum(counts) == topic.obligations
        assert counts[BOTH] == topic.counts.get("both", 0)
        assert counts[ORIGIN] == topic.counts.get("origin_only", 0) + topic.counts.get("origin_bound", 0)
        assert counts[DESTINATION] == topic.counts.get("destination_only", 0) + topic.counts.get("destination_bound", 0)


def test_one_topic_of_a_corridor_shows_whom_each_obligation_binds(snapshot: Snapshot) -> None:
    found = corridor(snapshot, "IDN", "SAU", read_worker(snapshot, "domestic-worker"), ON, ["identity-documents"])
    network = corridor_network(found)
    assert of_kind(network, "obligation") == {str(iris.obligation(cell.obligation)) for cell in found.cells}
    lanes = Counter(told["lane"] for _, told in network.nodes(data=True) if told["kind"] == "obligation")
    assert [count for _, count in sorted(lanes.items())] == [count for count in lane_counts(found.topics[0]) if count]
    passport = str(iris.obligation("icrmw-21--1"))  # bound since 2012: Indonesia; never: Saudi Arabia
    bound = {end for _, end, told in network.out_edges(passport, data=True) if told["relation"].startswith("binds")}
    assert bound == {str(iris.state("IDN"))}


def test_a_path_names_its_topic_and_speaks_the_language_of_the_reader(engine: MemoryStore) -> None:
    selection = Selection(topic=iris.topic("forced-labour"))
    network = path_network(engine, iris.state("SAU"), ON, selection, language="id")
    assert network.graph["title"] == "Kewajiban Arab Saudi pada 2023-01-01: kerja paksa"
    assert all("kerja paksa" in network.nodes[iri]["topics"].split("; ") for iri in of_kind(network, "obligation"))
