"""The forms in which a description is sent: which there are, which one a client would rather have, and how each is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response
from rdflib import Graph

from servanda.api.negotiate import Offer, choose, offers
from servanda.ontology.files import CONTEXT
from servanda.ontology.namespaces import PREFIXES

HTML: Final = "text/html"
JSON_LD: Final = "application/ld+json"
#: Media type → (ending of the description's address, rdflib's name of the format).
FORMS: Final[Mapping[str, tuple[str, str]]] = {
    HTML: ("html", ""),
    "text/turtle": ("ttl", "turtle"),
    JSON_LD: ("jsonld", "json-ld"),
    "application/n-triples": ("nt", "nt"),
    "application/rdf+xml": ("rdf", "xml"),
}
#: What is offered, the best first: a client without a wish gets Turtle, a browser asks for HTML.
OFFERS: Final = offers(("text/turtle",), (HTML,), (JSON_LD, "application/json"), ("application/n-triples",), ("application/rdf+xml",))
#: The same without a page, for what has none.
DATA_OFFERS: Final = tuple(offer for offer in OFFERS if offer.format != HTML)


def form_asked_for(request: Request, offered: tuple[Offer, ...] = OFFERS) -> str | None:
    """The media type of the form that a client would rather have; None if it wants none of them."""
    chosen = choose(",".join(request.headers.getlist("accept")), offered)
    return None if chosen is None else chosen.format


def form_of_ending(ending: str) -> str | None:
    """The media type of the form whose address ends so; None if there is no such form."""
    return next((media for media, (end, _) in FORMS.items() if end == ending), None)


def none_acceptable(offered: tuple[Offer, ...] = OFFERS) -> Response:
    """The answer to a client that accepts nothing of what there is."""
    names = ", ".join(dict.fromkeys(offer.format for offer in offered))
    return Response(f"offered here: {names}\n", 406, media_type="text/plain", headers={"Vary": "Accept"})


def new_graph() -> Graph:
    """An empty graph with the prefixes that people know."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def written(graph: Graph, media: str) -> bytes:
    """A graph in one of the forms, HTML apart."""
    if media == JSON_LD:
        return json.dumps(json_ld(graph), indent=2, ensure_ascii=False).encode()
    return graph.serialize(format=FORMS[media][1], encoding="utf-8")


@cache
def _context() -> Mapping[str, Any]:
    terms = json.loads(CONTEXT.read_bytes())["@context"]
    assert isinstance(terms, dict)
    return terms


def json_ld(graph: Graph) -> dict[str, Any]:
    """A graph as JSON-LD with the short names of ``/context.jsonld``.

    What of the context is needed stands in the document itself: nobody has to fetch anything to read it.
    """
    context = _context()
    document = json.loads(graph.serialize(format="json-ld", context=dict(context)))
    del document["@context"]
    return {"@context": _needed(context, set(_words(document))), **document}


def _words(value: object) -> Iterator[str]:
    """Everything in a document that can be a term or begin with a prefix."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            if key != "@value":
                yield from _words(each)


def _needed(context: Mapping[str, Any], words: set[str]) -> dict[str, Any]:
    """The terms of a context that stand in a document, with the prefixes that these use."""
    kept = {term for term in context if term in words} | {word.partition(":")[0] for word in words if ":" in word}
    for term in list(kept & set(context)):
        kept |= {word.partition(":")[0] for word in _words(context[term])}
    return {term: meaning for term, meaning in context.items() if term in kept or term.startswith("@")}


def script_safe(document: object) -> str:
    """JSON that can stand inside a ``script`` element of a page: nothing in it can end the element or begin another."""
    text = json.dumps(document, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
