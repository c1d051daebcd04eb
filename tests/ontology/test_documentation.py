"""pyLODE makes a page of the ontology on which every term has its label and definition."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from pylode.profiles.ontpub import OntPub
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

# pyLODE leaves its style sheet open
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def event_loop() -> Iterator[None]:
    """pyLODE's HTML library (dominate) asks which event loop there is, and asyncio makes one where there is none: this one is closed."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    asyncio.set_event_loop(None)
    loop.close()


def in_language(graph: Graph, language: str) -> Graph:
    chosen = Graph()
    for prefix, namespace in graph.namespaces():
        chosen.bind(prefix, namespace)
    for s, p, o in graph:
        if not (isinstance(o, Literal) and o.language not in (None, language)):
            chosen.add((s, p, o))
    return chosen


def text_of(value: object) -> str:
    return re.sub(r"\s+", " ", str(value)).strip()


@pytest.mark.usefixtures("event_loop")
@pytest.mark.parametrize("language", ["en", "id"])
def test_page_shows_each_term_with_its_label_and_definition(ontology: Graph, language: str) -> None:
    graph = in_language(ontology, language)
    expected = {
        str(term): (text_of(graph.value(term, RDFS.label)), text_of(graph.value(term, SKOS.definition)))
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef)
    }
    page = BeautifulSoup(OntPub(graph).make_html(), "html.parser")
    shown = {}
    for entity in page.select("div.entity"):
        heading, address = entity.find("h3"), entity.find("code")
        assert heading is not None
        assert address is not None
        label = text_of(heading.find(string=True, recursive=False))
        shown[address.get_text(strip=True)] = (label, text_of(entity.get_text(" ")))
    assert shown.keys() == expected.keys()
    for iri, (label, definition) in expected.items():
        assert shown[iri][0] == label
        assert definition in shown[iri][1]
    assert "missing" not in page.get_text().lower()
