"""The W3C's tests of service descriptions: a description is RDF, names the endpoint, and keeps to the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import BNode

from benchmarks.endpoint_protocol import send
from benchmarks.endpoint_servers import Server

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
FORMATS = "http://www.w3.org/ns/formats/"

#: SPARQL 1.1 Service Description, section 3.4: each property's domain and range; None where it gives no class of its own.
PROPERTIES: dict[str, tuple[str, str | None]] = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
SUBCLASSES = {"Dataset": "GraphCollection"}
CLASSES = {each for pair in PROPERTIES.values() for each in pair if each}
#: Section 3.3.
INSTANCES = {
    "Language": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
    "Feature": {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"},
}


@pytest.fixture(scope="module", params=["text/turtle", "*/*", None])
def description(request: pytest.FixtureRequest, endpoint: Server) -> Graph:
    """What GET on the endpoint gives, whether the client asks for RDF or for nothing in particular."""
    headers = [("Accept", request.param)] if request.param else []
    response = send(endpoint.place.query, "GET", "", headers, None)
    assert (response.status, response.media_type) == (200, "text/turtle")
    return Graph().parse(data=response.body, format="turtle", publicID=endpoint.place.query)


def is_a(graph: Graph, node: object, wanted: str) -> bool:
    """Whether a node is said, or known from the vocabulary, to be of a class."""
    names = {str(each).removeprefix(SD) for each in graph.objects(node, RDF.type)}  # type: ignore[arg-type]
    names |= {name for name, known in INSTANCES.items() if str(node).removeprefix(SD) in known}
    return wanted in names | {SUBCLASSES[name] for name in names if name in SUBCLASSES}


def test_the_manifest_names_these_three(w3c: Path) -> None:
    path = w3c / "service-description" / "manifest.ttl"
    graph = Graph().parse(path, format="turtle", publicID=path.as_uri())
    entries = graph.value(URIRef(path.as_uri()), MF.entries)
    assert entries is not None
    names = {str(each).rpartition("#")[2] for each in Collection(graph, entries)}
    assert names == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}


def test_returns_rdf(description: Graph) -> None:
    assert len(description) > 0


def test_has_endpoint_triple(description: Graph, endpoint: Server) -> None:
    services = list(description.subjects(RDF.type, SD.Service))
    assert len(services) == 1
    assert list(description.objects(services[0], SD.endpoint)) == [URIRef(endpoint.place.query)]


def test_conforms_to_schema(description: Graph) -> None:
    for subject, predicate, value in description:
        if predicate == RDF.type and str(value).startswith(SD):
            assert str(value).removeprefix(SD) in CLASSES
        if not str(predicate).startswith(SD):
            continue
        name = str(predicate).removeprefix(SD)
        assert name in PROPERTIES, f"sd:{name} is no property of the vocabulary"
        domain, expected = PROPERTIES[name]
        assert is_a(description, subject, domain), f"the subject of sd:{name} is no sd:{domain}"
        assert isinstance(value, URIRef | BNode), f"the value of sd:{name} is a thing, not text"
        if expected is not None:
            assert is_a(description, value, expected), f"{value}, the value of sd:{name}, is no sd:{expected}"
        if name == "resultFormat":
            assert str(value).startswith(FORMATS)


def test_a_service_says_which_language_it_takes(description: Graph) -> None:
    (service,) = description.subjects(RDF.type, SD.Service)
    languages = set(description.objects(service, SD.supportedLanguage))
    assert SD.SPARQL11Query in languages
    assert SD.SPARQL11Update not in languages
