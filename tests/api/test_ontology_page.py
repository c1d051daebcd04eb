"""The ontology at its own IRI: the same in every form, and as a page on which every term can be found."""

from __future__ import annotations

import httpx
import pytest
from bs4 import BeautifulSoup
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from servanda.ontology.files import ONTOLOGY
from servanda.ontology.namespaces import SV
from servanda.ontology.schemes import concepts

# rdflib's own JSON-LD parser uses a class that rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def written() -> Graph:
    return Graph().parse(ONTOLOGY, format="turtle")


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")],
)
def test_it_says_the_same_in_every_form(client: httpx.Client, written: Graph, accept: str, form: str) -> None:
    response = client.get("/ontology", headers={"Accept": accept})
    assert response.headers["content-type"].startswith(accept)
    assert isomorphic(Graph().parse(data=response.content, format=form), written)
    assert client.get(response.headers["content-location"]).content == response.content


def test_the_iri_of_its_version_leads_to_it_and_of_no_other(client: httpx.Client, written: Graph) -> None:
    (version,) = written.objects(None, OWL.versionIRI)
    path = "/ontology" + str(version).partition("/ontology")[2]
    assert client.get(path, headers={"Accept": "text/turtle"}).content == ONTOLOGY.read_bytes()
    other = client.get("/ontology/9.9.9")
    assert other.status_code == 404
    assert "this is version" in other.json()["detail"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_has_a_place_for_every_term_and_scheme(client: httpx.Client, written: Graph, language: str) -> None:
    response = client.get("/ontology", params={"language": language}, headers={"Accept": "text/html"})
    page = BeautifulSoup(response.text, "html.parser")
    shown = {article["id"]: article for article in page.select("article")}
    for term in {each for each in written.subjects(RDFS.label, None) if isinstance(each, URIRef) and each.startswith(str(SV))}:
        article = shown[term.removeprefix(str(SV))]
        labels = [str(each) for each in written.objects(term, RDFS.label) if isinstance(each, Literal) and each.language == language]
        heading = article.find("h3")
        assert heading is not None
        assert heading.get_text() in labels
    schemes = set(concepts().subjects(RDF.type, URIRef("http://www.w3.org/2004/02/skos/core#ConceptScheme")))
    assert schemes
    assert len([article for name, article in shown.items() if name.startswith("scheme-")]) == len(schemes)
    assert page.html is not None
    assert page.html["lang"] == language


def test_a_term_leads_to_the_terms_that_it_names(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/ontology.html?language=en").text, "html.parser")
    treaty = page.find(id="Treaty")
    assert treaty is not None
    assert treaty.select('a[href="#Instrument"]')
    for anchor in {str(each["href"]) for each in page.select('article a[href^="#"]')}:
        assert page.find(id=anchor[1:]) is not None, anchor
