"""What the data set says of itself, at the place where machines look for it (``/.well-known/void``): VoID, DCAT, services, questions."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.api.data_version import version_triples
from servanda.api.envelope import Service, ServiceHere
from servanda.api.link_headers import LICENCE, link
from servanda.api.rdf_forms import FORMS, HTML, form_asked_for, new_graph, none_acceptable, written
from servanda.ontology.namespaces import BASE
from servanda.queries.errors import NotFound
from servanda.queries.run import ask

router = APIRouter(tags=["linked data"])

#: Descriptions that are kept as they are sent: writing one takes seconds, and it depends on the version and its files only.
_KEPT: Final = 2 * len(FORMS)
_PLACE: Final = "/.well-known/void"
#: What people read instead.
_PAGE: Final = "/view/data"


class _Shelf:
    """The descriptions that were written last."""

    def __init__(self) -> None:
        self._written: OrderedDict[tuple[str, str, frozenset[tuple[Node, ...]]], bytes] = OrderedDict()
        self._lock = Lock()

    def description(self, here: Service, media: str) -> bytes:
        """The description in a form.

        Raises:
            NotFound: the graph that is served does not describe itself.
        """
        told = frozenset(version_triples(here))
        key = (here.manifest.version, media, told)
        with self._lock:  # held while one is written, so that it is written once
            if key not in self._written:
                graph = self_description(here)
                self._written[key] = written(graph, media)
                while len(self._written) > _KEPT:
                    self._written.popitem(last=False)
            return self._written[key]


_shelf: Final = _Shelf()


def self_description(here: Service) -> Graph:
    """What the graph says of itself, and which version of it is served.

    Raises:
        NotFound: it says nothing of itself.
    """
    graph = new_graph()
    for row in ask(here.engine, "description_of_graph"):
        subject, predicate = row["subject"], row["predicate"]
        assert isinstance(subject, URIRef)
        assert isinstance(predicate, URIRef)
        graph.add((subject, predicate, row["value"]))
    if not graph:
        raise NotFound("the graph that is served here does not describe itself")
    for triple in version_triples(here):
        graph.add(triple)
    return graph


@router.get(_PLACE, response_class=Response)
def described(request: Request, here: ServiceHere) -> Response:
    """The data set's description: VoID, DCAT 3, service description, prefixes and example queries; who wants a page is sent to it."""
    media = form_asked_for(request)
    if media is None:
        return none_acceptable()
    root = request.scope.get("root_path", "")
    if media == HTML:
        return RedirectResponse(f"{root}{_PAGE}", 303, {"Vary": "Accept", "Access-Control-Allow-Origin": "*"})
    etag = f'"{here.manifest.version}-void-{FORMS[media][0]}"'
    links = [
        link(f"{BASE.rstrip('/')}{_PLACE}", "canonical"),
        link(f"{root}/sparql", "service-desc"),
        link(f"{root}/version/{here.manifest.version}{_PLACE}", "bookmark"),
        link(LICENCE, "license"),
    ]
    headers = {
        "Vary": "Accept",
        "ETag": etag,
        "Link": ", ".join(links),
        "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
    }
    return Response(_shelf.description(here, media), media_type=media, headers=headers)
