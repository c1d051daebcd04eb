"""What the data set says of itself: as catalogues and editors read it, and true of what is in the graph."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from servanda.graph.store import to_rdflib
from servanda.ontology.namespaces import BASE, DCAT, GRAPH, PREFIXES, VOID
from servanda.queries.catalogue import checks, names, question

Rows = Callable[[str], list[dict[str, str]]]
DATASET = URIRef(f"{BASE}id/dataset/servanda")
DECLARED = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> Graph:
    response = client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    assert response.status_code == 200, response.text
    graph = Graph()
    for quad in pyoxigraph.parse(response.content, format=pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


def test_the_catalogue_fits_the_shapes_of_dcat_ap_3(described: Graph, dcat_shapes: Graph) -> None:
    conforms, _, report = validate(described, shacl_graph=dcat_shapes)
    assert conforms, report


def test_the_shapes_would_notice(described: Graph, dcat_shapes: Graph) -> None:
    lacking = Graph()
    for triple in described:
        if triple[:2] != (DATASET, DCTERMS.title):
            lacking.add(triple)
    assert not validate(lacking, shacl_graph=dcat_shapes)[0]


def test_the_version_that_is_served_is_named(described: Graph, client: httpx.Client) -> None:
    version = client.get("/api/states").json()["data_version"]
    this = URIRef(f"{BASE}version/{version}")
    assert (DATASET, DCAT.hasCurrentVersion, this) in described
    assert (this, DCAT.isVersionOf, DATASET) in described
    assert f"<{this}>" in client.get(f"/version/{version}", headers={"Accept": "application/n-triples"}).text
    publisher = described.value(DATASET, DCTERMS.publisher)
    assert list(described.objects(publisher, FOAF.name))


def test_who_wants_a_page_is_sent_to_it_and_programs_are_not(client: httpx.Client) -> None:
    browser = client.get("/.well-known/void", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/view/data")
    assert client.get("/view/data").status_code == 200
    for wanted in ("*/*", "text/turtle, text/html;q=0.5"):
        assert client.get("/.well-known/void", headers={"Accept": wanted}).headers["content-type"].startswith("text/turtle")


def test_catalogues_and_editors_find_rows_by_sparql(rows: Rows) -> None:
    """The patterns by which the editors of the SIB ask an endpoint for its prefixes, its examples and its contents."""
    prefixes = rows(f"{DECLARED} SELECT DISTINCT ?prefix ?namespace {{ [] sh:namespace ?namespace ; sh:prefix ?prefix }}")
    assert {row["prefix"]: row["namespace"] for row in prefixes} == PREFIXES
    of_graphs = rows(
        f"{DECLARED} SELECT DISTINCT ?graph ?class ?property ?triples {{ ?named sd:graph ?part ; sd:name ?graph ; rdfs:label ?label . "
        "?part void:classPartition ?cp . ?cp void:class ?class ; void:propertyPartition ?pp . "
        "?pp void:property ?property ; void:triples ?triples }"
    )
    assert {f"{GRAPH}law", f"{GRAPH}derived"} <= {row["graph"] for row in of_graphs}
    for deeper in ("void:classPartition [ void:class ?value ]", "void-ext:datatypePartition [ void-ext:datatype ?value ]"):
        assert rows(f"{DECLARED} SELECT * {{ ?cp void:class ?class ; void:propertyPartition ?pp . ?pp {deeper} }} LIMIT 1")
    linked = rows(
        f"{DECLARED} SELECT ?from ?by ?to {{ ?set void:subjectsTarget [ void:class ?from ] ; void:linkPredicate ?by ; "
        "void:objectsTarget [ void:class ?to ] }"
    )
    assert any(row["from"].endswith("#Duty") and row["by"].endswith("#obligation") and row["to"].endswith("#Obligation") for row in linked)
    assert rows(f"{DECLARED} SELECT * {{ ?dataset void:vocabulary ?vocabulary ; void:exampleResource ?example }} LIMIT 1")


@pytest.mark.parametrize("name", ["law", "meta", "claims/uhri"])
def test_what_is_counted_is_there(rows: Rows, described: Graph, name: str) -> None:
    (counted,) = rows(f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?things) {{ GRAPH <{GRAPH}{name}> {{ ?s ?p ?o }} }}")
    this = URIRef(f"{BASE}.well-known/void#graph/{name}")
    assert str(described.value(this, VOID.triples)) == counted["n"]
    assert str(described.value(this, VOID.distinctSubjects)) == counted["things"]


def test_the_things_of_a_class_are_counted_once(rows: Rows, described: Graph) -> None:
    (counted,) = rows(f"{DECLARED} SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a sv:State }}")
    assert str(described.value(URIRef(f"{BASE}.well-known/void#dataset/class/sv:State"), VOID.entities)) == counted["n"]
    (whole,) = rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    (own,) = rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}description> {{ ?s ?p ?o }} }}")
    counted_before = int(str(described.value(DATASET, VOID.triples)))
    shared = counted_before + int(own["n"]) - int(whole["n"])
    assert 0 <= shared < 50, "little of what the description says of the data set stands in another graph too"


def test_every_question_is_an_example_that_runs_as_it_stands(rows: Rows) -> None:
    found = rows(
        f"{DECLARED} SELECT ?example ?comment ?query {{ ?example a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; "
        "rdfs:comment ?comment ; sh:select ?query ; sh:prefixes ?prefixes }"
    )
    examples = {row["example"].removeprefix(f"{BASE}id/question/"): row for row in found}
    assert set(examples) == {*names(), *checks()}
    for name, example in examples.items():
        assert example["comment"].endswith(question(name).sentence)
        assert not re.search(r"UNDEF \} *# needed", example["query"]), f"{name}: what it needs is not filled in"
        pyoxigraph.Store().query(example["query"])


def test_the_service_description_leads_to_the_rest(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).content, format="turtle", publicID=f"{BASE}sparql")
    (more,) = graph.objects(None, URIRef("http://www.w3.org/2000/01/rdf-schema#seeAlso"))
    assert client.get("/" + more.removeprefix(BASE)).status_code == 200
    assert (None, URIRef("http://www.w3.org/ns/shacl#prefix"), Literal("sv")) in graph


def test_a_graph_of_the_description_is_no_set_of_figures(described: Graph) -> None:
    """A named graph is a part of the data set; only the data set and its version stand in the catalogue."""
    assert len(set(described.subjects(RDF.type, DCAT.Dataset))) == 2
