"""Every id leads to a description of the thing, in the format that the client asks for, and all formats say the same."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from servanda.graph.store import to_rdflib

ID = "https://w3id.org/servanda/id/"
THINGS = [
    "state/SAU",
    "instrument/icrmw",
    "provision/icrmw/25/1/a",
    "action/sau/ilo-c029/ratification/1978-06-15",
    "binding/SAU/ilo-c029/1979-06-15",
    "obligation/ilo-c029-1-1",
    "duty/SAU/ilo-c029-1-1/1979-06-15",
    "effect-rule/icrmw",
    "right/freedom-from-forced-labour",
    "topic/forced-labour",
    "source/untc",
    "dataset/servanda",
]
#: Media type → (ending of the address, rdflib's name of the format).
FORMATS = {
    "text/turtle": ("ttl", "turtle"),
    "application/ld+json": ("jsonld", "json-ld"),
    "application/n-triples": ("nt", "nt"),
    "application/rdf+xml": ("rdf", "xml"),
}

Rows = Callable[[str], list[dict[str, str]]]


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("text/html", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html"),  # a browser
        ("text/turtle;q=0.4, application/ld+json;q=0.9", "jsonld"),
        ("text/html;q=0, */*", "ttl"),
        ("*/*", "ttl"),
        (None, "ttl"),
    ],
)
def test_an_id_leads_to_a_description_in_the_format_asked_for(client: httpx.Client, accept: str | None, ending: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    request = client.build_request("GET", "/id/instrument/icrmw", headers=headers)
    if accept is None:
        del request.headers["accept"]
    response = client.send(request)
    assert (response.status_code, response.headers["location"]) == (303, f"/data/instrument/icrmw.{ending}")
    assert "accept" in response.headers["vary"].lower()
    followed = client.get(response.headers["location"])
    assert followed.status_code == 200
    media = next((name for name, (end, _) in FORMATS.items() if end == ending), "text/html")
    assert followed.headers["content-type"].partition(";")[0] == media


def test_two_accept_headers_count_as_one(client: httpx.Client) -> None:
    response = client.get("/id/instrument/icrmw", headers=[("Accept", "image/png"), ("Accept", "application/n-triples")])
    assert response.headers["location"] == "/data/instrument/icrmw.nt"


def test_a_format_that_is_not_there_is_refused_with_those_that_are(client: httpx.Client) -> None:
    response = client.get("/id/instrument/icrmw", headers={"Accept": "image/png"})
    assert response.status_code == 406
    for media in (*FORMATS, "text/html"):
        assert media in response.text
    assert "accept" in response.headers["vary"].lower(), "a cache must not give this to a client that asks for Turtle"


def read(content: bytes, form: str) -> set[tuple[Node, ...]]:
    """The triples of a document; JSON-LD is read by another library than the one that wrote it."""
    if form != "json-ld":
        return set(Graph().parse(data=content, format=form))
    quads = pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.JSON_LD)
    return {(to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)) for quad in quads}


@pytest.mark.parametrize("thing", THINGS)
def test_every_format_says_the_same(client: httpx.Client, rows: Rows, thing: str) -> None:
    graphs = {}
    for media, (ending, form) in FORMATS.items():
        response = client.get(f"/data/{thing}.{ending}")
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].partition(";")[0] == media
        graphs[ending] = read(response.content, form)
    assert graphs["jsonld"] == graphs["ttl"]
    assert graphs["nt"] == graphs["ttl"]
    assert graphs["rdf"] == graphs["ttl"]
    asked = rows(f"SELECT DISTINCT ?p ?o {{ <{ID}{thing}> ?p ?o }}")
    told = {(str(p), str(o)) for s, p, o in graphs["ttl"] if s == URIRef(f"{ID}{thing}")}
    assert told == {(row["p"], row["o"]) for row in asked}


def test_what_a_thing_points_to_keeps_its_name(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/data/binding/SAU/ilo-c029/1979-06-15.ttl").content, format="turtle")
    assert str(graph.value(URIRef(f"{ID}state/SAU"), RDFS.label)) == "Saudi Arabia"


def test_a_browser_gets_a_page_with_names_and_links(client: httpx.Client) -> None:
    page = client.get("/data/obligation/ilo-c029-1-1.html").text
    assert '<a href="/id/provision/ilo-c029/1/1">ILO C029 art 1(1)</a>' in page
    assert '<a href="/data/obligation/ilo-c029-1-1.jsonld">JSON-LD</a>' in page
    assert '<span lang="id">' in page


def test_a_territory_has_no_page_of_a_state(client: httpx.Client) -> None:
    """Its name is like a state's; the page of a state would refuse it."""
    assert "/view/state?state=SAU" in client.get("/data/state/SAU.html").text
    territory = client.get("/data/state/HKG.html")
    assert (territory.status_code, "/view/state?" in territory.text) == (200, False)


@pytest.mark.parametrize("path", ["/id/state/..%2F..%2Fx", "/id/%0d%0aSet-Cookie:%20a=b", "/id///elsewhere.example/x", "/id/a%3Fb%23c"])
def test_no_name_leads_elsewhere(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code in {303, 404}
    assert "set-cookie" not in response.headers
    assert response.headers.get("location", "/data/").startswith("/data/")


@pytest.mark.parametrize("address", ["/id/instrument/icrmw", "/data/instrument/icrmw.ttl", "/", "/api/states", "/ontology", "/sparql"])
def test_head_tells_what_get_would_send(client: httpx.Client, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    for name in ("content-type", "content-length", "location"):
        assert head.headers.get(name) == whole.headers.get(name)


def test_any_page_may_read_the_descriptions(client: httpx.Client) -> None:
    assert client.get("/data/instrument/icrmw.ttl").headers["access-control-allow-origin"] == "*"
    assert client.get("/context.jsonld").headers["access-control-allow-origin"] == "*"


def test_the_ontology_and_the_context_are_served(client: httpx.Client) -> None:
    ontology = Graph().parse(data=client.get("/ontology").content, format="turtle")
    assert list(ontology.subjects(RDF.type, OWL.Ontology))
    context = client.get("/context.jsonld")
    assert context.headers["content-type"] == "application/ld+json"
    assert "@context" in context.json()


def test_titles_of_things_come_in_both_languages(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/data/dataset/servanda.ttl").content, format="turtle")
    titles = list(graph.objects(URIRef(f"{ID}dataset/servanda"), DCTERMS.title))
    assert {title.language for title in titles if isinstance(title, Literal)} == {"en", "id"}
    state = Graph().parse(data=client.get("/data/state/IDN.ttl").content, format="turtle")
    assert len(set(state.objects(URIRef(f"{ID}state/IDN"), SKOS.prefLabel))) >= 6
