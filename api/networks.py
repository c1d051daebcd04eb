"""The networks that are drawn: each as a page, as files for other tools, and as JSON."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final

import networkx as nx
from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from servanda.api import network_views
from servanda.api.corridors import ANY_WORKER, AWorker
from servanda.api.envelope import OnDay, ServiceHere, envelope
from servanda.api.network_views import MOST_DRAWN, MOST_OF_AN_INSTRUMENT
from servanda.api.networks_words import WORDS
from servanda.api.pages import page
from servanda.api.reader import Reader, ReaderHere
from servanda.ontology.namespaces import BASE
from servanda.queries.errors import NotFound
from servanda.queries.lookup import local_name
from servanda.viz import browser_files
from servanda.viz.network_files import MEDIA, network_file, node_link
from servanda.viz.picture import picture, script, style

router = APIRouter(tags=["views"])

_Most = Annotated[int, Query(ge=1, le=1000, description="Draw no more than this many; the picture says what was left out.")]
#: Names of the formats, as people say.
_FORMS: Final = {"svg": "SVG", "png": "PNG", "graphml": "GraphML", "gexf": "GEXF"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A network and what was asked for it; values that are None were left open."""

    network: nx.MultiDiGraph[str]
    reader: Reader
    on: datetime.date
    parameters: dict[str, object]


def asked_paths(
    source: Annotated[str, Query(description="A state, for instance SAU.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    target: Annotated[str | None, Query(description="topic/…, instrument/…, provision/…, obligation/… or right/…")] = None,
    most: _Most = MOST_DRAWN,
) -> Asked:
    """By which acts, instruments and provisions a state owed obligations on a day, and which rights they realise."""
    network = network_views.paths(here, source, target or None, on, reader.language, most)
    return Asked(network, reader, on, {"source": source, "target": target or None, "on": on, "most": most})


def asked_neighbourhood(
    state: Annotated[str, Query(description="A state, for instance IDN.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    most: _Most = MOST_DRAWN,
) -> Asked:
    """What stands around a state on a day: instruments, duties by topic, labour agreements, groups of states."""
    network = network_views.neighbourhood(here, state, on, reader.language, most)
    return Asked(network, reader, on, {"state": state, "on": on, "most": most})


def asked_structure(
    instrument: Annotated[str, Query(description="An instrument, for instance icrmw.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    most: _Most = MOST_OF_AN_INSTRUMENT,
) -> Asked:
    """How an instrument is built: parts, articles, paragraphs, and what each of them asks."""
    network = network_views.structure(here, instrument, on, reader.language, most)
    return Asked(network, reader, on, {"instrument": instrument, "on": on, "most": most})


def asked_matches(
    instrument: Annotated[str, Query(description="An instrument, for instance icrmw.")],
    other: Annotated[str, Query(description="The instrument that it is compared with, for instance iccpr.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    most: _Most = MOST_DRAWN,
) -> Asked:
    """Which obligations of two instruments match, and how far."""
    network = network_views.matches(here, instrument, other, on, reader.language, most)
    return Asked(network, reader, on, {"instrument": instrument, "other": other, "on": on, "most": most})


def asked_corridor(
    origin: Annotated[str, Query(description="State of origin, for instance IDN.")],
    destination: Annotated[str, Query(description="State of destination, for instance SAU.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    worker: AWorker = ANY_WORKER,
    topic: Annotated[str | None, Query(description="A topic: its obligations are drawn; without one they are counted by topic.")] = None,
    most: _Most = MOST_OF_AN_INSTRUMENT,
) -> Asked:
    """What binds both states of a corridor on a day, one of them, or neither, topic by topic."""
    network = network_views.corridor(here, origin, destination, worker, topic or None, on, reader.language, most)
    parameters: dict[str, object] = {
        "origin": origin,
        "destination": destination,
        "worker": worker,
        "topic": topic or None,
        "on": on,
        "most": most,
    }
    return Asked(network, reader, on, parameters)


#: Each network: how it is asked for.
NETWORKS: Final[dict[str, Callable[..., Asked]]] = {
    "paths": asked_paths,
    "neighbourhood": asked_neighbourhood,
    "structure": asked_structure,
    "matches": asked_matches,
    "corridor-network": asked_corridor,
}


def _page(name: str, found: Asked) -> str:
    reader, network = found.reader, found.network

    def address(kind: str) -> str:
        return reader.link(f"/view/{name}.{kind}", found.parameters)

    def link(iri: str) -> str:
        if name == "corridor-network" and not found.parameters["topic"] and iri.startswith(f"{BASE}id/topic/"):
            return reader.again(topic=local_name(iri))
        return reader.thing(iri, found.on)

    shown = picture(network, language=reader.language, link=link)
    return page(
        reader,
        "network.html",
        words=WORDS[reader.language],
        shown=shown,
        style=style(),
        on=found.on,
        queries=dict(network.graph["queries"]),
        json_link=reader.link(f"/api/networks/{name}", found.parameters),
        csv_link=address("csv"),
        files=[(label, address(form)) for form, label in _FORMS.items()],
        scripts=[script_address(kind) for kind in ("library", "picture")] if shown.drawing.items else [],
    )


def _add(name: str, ask: Callable[..., Asked]) -> None:
    """The addresses of one network."""

    def as_page(found: Asked = Depends(ask)) -> str:  # noqa: B008 (FastAPI's way where the dependency is a variable)
        return _page(name, found)

    def as_json(here: ServiceHere, found: Asked = Depends(ask)) -> dict[str, Any]:  # noqa: B008
        network = found.network
        sources: dict[str, None] = dict.fromkeys(told["source"] for _, _, told in network.edges(data=True) if told["source"])
        return envelope(here, node_link(network), sparql=dict(network.graph["queries"]), citations=sources)

    def as_file(form: str, found: Asked = Depends(ask)) -> Response:  # noqa: B008
        if form not in MEDIA:
            raise NotFound(f"{form!r} is no format of a network; there are {', '.join(MEDIA)}")
        content = network_file(found.network, form, language=found.reader.language)
        headers = {
            "Content-Disposition": f'inline; filename="servanda-{name}.{form}"',
            "Vary": "Accept-Language",
            "Content-Language": found.reader.language,
        }
        return Response(content, media_type=MEDIA[form], headers=headers)

    about = ask.__doc__
    router.add_api_route(f"/view/{name}", as_page, name=f"{name}_page", description=about, response_class=HTMLResponse)
    router.add_api_route(
        f"/view/{name}.{{form}}",
        as_file,
        name=f"{name}_file",
        description=about,
        response_class=Response,
        responses={200: {"content": {media: {} for media in MEDIA.values()}}},
    )
    router.add_api_route(f"/api/networks/{name}", as_json, name=f"{name}_network", description=about, tags=["networks"])


for _name, _ask in NETWORKS.items():
    _add(_name, _ask)


@router.get("/view/networks", response_class=HTMLResponse)
def networks_page(reader: ReaderHere, here: ServiceHere) -> str:
    """All kinds of networks, each with a form."""
    return page(reader, "networks.html", words=WORDS[reader.language], choices=here.choices.take(reader.language))


@cache
def script_address(kind: str) -> str:
    """Where the drawing library or the script of the pictures is served; the address changes with its content.

    Raises:
        AssetsMissing: the drawing library was not installed.
    """
    return f"/networks/{kind}-{hashlib.sha256(_script(kind).encode()).hexdigest()[:12]}.js"


def _script(kind: str) -> str:
    return browser_files.drawing_script() if kind == "library" else script()


@router.get("/networks/{kind}-{digest}.js", include_in_schema=False)
def served_script(kind: str, digest: str) -> Response:
    """A script of the pictures; an address of an older one gives the newest and is not kept."""
    if kind not in {"library", "picture"}:
        raise NotFound(f"there is no script {kind!r} here")
    newest = script_address(kind).endswith(f"-{digest}.js")
    kept = "public, max-age=31536000, immutable" if newest else "no-cache"
    return Response(_script(kind), media_type="text/javascript; charset=utf-8", headers={"Cache-Control": kept})


@router.get("/networks/licences.txt", include_in_schema=False)
def served_licences() -> Response:
    """The licences of the drawing library and of what is bundled into it."""
    return Response(browser_files.licences(), media_type="text/plain; charset=utf-8")
