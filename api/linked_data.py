"""Linked data: every id answers with 303 to a description of it, in the format that the client asks for."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from rdflib import URIRef

from servanda.api.envelope import ServiceHere
from servanda.api.negotiate import choose, offers
from servanda.api.pages import render
from servanda.ontology.files import CONTEXT, ONTOLOGY
from servanda.ontology.namespaces import BASE
from servanda.queries.describe import Statement, as_graph, describe
from servanda.queries.errors import NotFound
from servanda.queries.lookup import local_name

router = APIRouter(tags=["linked data"])

#: Media type → (ending of the description's address, rdflib's name of the format).
_FORMATS: Final = {
    "text/html": ("html", ""),
    "text/turtle": ("ttl", "turtle"),
    "application/ld+json": ("jsonld", "json-ld"),
    "application/n-triples": ("nt", "nt"),
    "application/rdf+xml": ("rdf", "xml"),
}
#: What is offered, the best first: a client without a wish gets Turtle, a browser asks for HTML.
_OFFERS: Final = offers(
    ("text/turtle",), ("text/html",), ("application/ld+json", "application/json"), ("application/n-triples",), ("application/rdf+xml",)
)


def _not_acceptable() -> Response:
    return Response(f"offered here: {', '.join(_FORMATS)}\n", 406, media_type="text/plain", headers={"Vary": "Accept"})


@router.get("/id/{name:path}", status_code=303, response_class=Response)
def identified(name: str, request: Request) -> Response:
    """A thing itself cannot be sent; its description is at another address (303), in the format asked for."""
    chosen = choose(",".join(request.headers.getlist("accept")), _OFFERS)
    if chosen is None:
        return _not_acceptable()
    ending = _FORMATS[chosen.format][0]
    return RedirectResponse(f"{request.scope.get('root_path', '')}/data/{name}.{ending}", 303, headers={"Vary": "Accept"})


@router.get("/data/{name}.{ending}", response_class=Response, include_in_schema=False)
@router.get("/data/{name:path}.{ending}", response_class=Response)
def description(name: str, ending: str, here: ServiceHere) -> Response:
    """What the graph says of a thing: Turtle, JSON-LD, N-Triples, RDF/XML or HTML."""
    found = next(((media, form) for media, (end, form) in _FORMATS.items() if end == ending), None)
    if found is None:
        raise NotFound(f"a description ends in {', '.join(f'.{end}' for end, _ in _FORMATS.values())}, not in .{ending}")
    thing = URIRef(f"{BASE}id/{name}")
    if any(character in thing for character in '<>"{}|^`\\ '):
        raise NotFound(f"{name!r} is no name of a thing")
    statements = describe(here.engine, thing)
    media, form = found
    headers = {"ETag": f'"{here.manifest.version}"', "Access-Control-Allow-Origin": "*"}
    if media == "text/html":
        return Response(_page(thing, name, statements, here.manifest.version), media_type=media, headers=headers)
    return Response(as_graph(thing, statements).serialize(format=form, encoding="utf-8"), media_type=media, headers=headers)


def _page(thing: URIRef, name: str, statements: list[Statement], version: str) -> str:
    rows = [(str(each.predicate), local_name(str(each.predicate)), each.value, each.label) for each in statements]
    title = next((str(value) for _, predicate, value, _ in rows if predicate in {"prefLabel", "title", "bibliographicCitation"}), name)
    return render("thing.html", title=title, thing=str(thing), name=name, rows=rows, version=version, base=BASE)


@router.get("/ontology", response_class=Response)
def ontology() -> Response:
    """The ontology in Turtle."""
    return Response(ONTOLOGY.read_bytes(), media_type="text/turtle")


@router.get("/context.jsonld", response_class=Response)
def context() -> Response:
    """The JSON-LD context."""
    return Response(CONTEXT.read_bytes(), media_type="application/ld+json", headers={"Access-Control-Allow-Origin": "*"})
