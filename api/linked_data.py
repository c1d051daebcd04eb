"""Linked data: every IRI of ours answers with 303 to a description of it, in the format that the client asks for, of a day if it asks.

An IRI stays what it is wherever the service runs (``https://w3id.org/servanda/…``); here its path is answered on any host.
"""

from __future__ import annotations

import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from rdflib import RDF, Literal, URIRef

from servanda.api.envelope import Service, ServiceHere
from servanda.api.link_headers import description_links, link
from servanda.api.not_recorded import WORDS as NOT_RECORDED_WORDS
from servanda.api.not_recorded import NotRecorded, not_recorded
from servanda.api.pages import page
from servanda.api.rdf_forms import FORMS, HTML, form_asked_for, form_of_ending, json_ld, none_acceptable, script_safe, written
from servanda.api.reader import Reader, ReaderHere
from servanda.api.reader import headers as page_headers
from servanda.ontology.files import CONTEXT
from servanda.ontology.namespaces import BASE, SV
from servanda.queries.describe import Statement, as_graph, describe, is_described
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.lookup import local_name, read_day
from servanda.queries.runs_on import Running, as_triples, depends_on_day, running

router = APIRouter(tags=["linked data"])

#: Beginnings of paths that stand in an IRI as they are; any other name is one of ``id/``.
_OTHER_NAMES: Final = ("graph/", ".well-known/genid/")
_NOT_IN_AN_IRI: Final = '<>"{}|^`\\ '
_ONE_MOMENT: Final = "public, max-age=300"
_WORDS: Final = {
    "en": {
        "data": "As data",
        "shown": "Its page",
        "says": "What the graph says",
        "property": "Property",
        "value": "Value",
        "on": "On {on}",
        "period": "Period",
        "since": "Bound since",
        "until": "Until",
        "runs": "Runs",
        "runsOn": "yes",
        "mayRunOn": "not known",
        "doesNotRunOn": "no",
        "none": "No recorded period runs on this day. Whether that means not bound or not known: see the binding page.",
    },
    "id": {
        "data": "Sebagai data",
        "shown": "Halamannya",
        "says": "Yang dinyatakan graf",
        "property": "Properti",
        "value": "Nilai",
        "on": "Pada {on}",
        "period": "Masa",
        "since": "Terikat sejak",
        "until": "Sampai",
        "runs": "Berlaku",
        "runsOn": "ya",
        "mayRunOn": "tidak diketahui",
        "doesNotRunOn": "tidak",
        "none": "Tidak ada masa tercatat yang berlaku pada hari ini. Apakah berarti tidak terikat atau tidak diketahui: lihat halamannya.",
    },
}

ADay = Annotated[str | None, Query(description="A day, YYYY-MM-DD: what is so on that day is told too.")]


def _day_asked(request: Request, on: str | None) -> datetime.date | None:
    """The day of the address, or that of ``Accept-Datetime`` (RFC 7089).

    Raises:
        QuestionError: it is no day.
    """
    wanted = request.headers.get("accept-datetime")
    if on is not None or wanted is None:
        return None if on is None else read_day(on)
    try:
        return parsedate_to_datetime(wanted).astimezone(datetime.UTC).date()
    except ValueError as error:
        raise QuestionError(f"{wanted!r} in Accept-Datetime is no time as RFC 9110 writes it") from error


def _asked(on: datetime.date | None) -> str:
    return "" if on is None else f"?on={on.isoformat()}"


@router.get("/id/{name:path}", status_code=303, response_class=Response)
def identified(name: str, request: Request, on: ADay = None) -> Response:
    """A thing itself cannot be sent; its description is at another address (303), in the format asked for."""
    return _see_other(request, name, f"id/{name}", on)


@router.get("/graph/{name:path}", status_code=303, response_class=Response)
def named_graph(name: str, request: Request) -> Response:
    """A named graph's description: what stands in it. Its triples are asked of ``/sparql``."""
    return _see_other(request, f"graph/{name}", f"graph/{name}", None)


@router.get("/.well-known/genid/{name:path}", status_code=303, response_class=Response)
def nameless(name: str, request: Request) -> Response:
    """What has no name of its own (RDF 1.1, section 3.5): lists and unions of the ontology."""
    return _see_other(request, f".well-known/genid/{name}", f".well-known/genid/{name}", None)


def _see_other(request: Request, name: str, local: str, on: str | None) -> Response:
    day = _day_asked(request, on)
    media = form_asked_for(request)
    if media is None:
        return none_acceptable()
    root = request.scope.get("root_path", "")
    location = f"{root}/data/{quote(name, safe='/~')}.{FORMS[media][0]}{_asked(day)}"
    dated = depends_on_day(f"{BASE}{local}")
    links = [link(location, "describedby", type=media), *([link(f"{root}/{local}", "original timegate")] if dated else [])]
    headers = {"Vary": "Accept, Accept-Datetime" if dated else "Accept", "Link": ", ".join(links), "Access-Control-Allow-Origin": "*"}
    return RedirectResponse(location, 303, headers=headers)


@router.get("/data/{name}.{ending}", response_class=Response, include_in_schema=False)
@router.get("/data/{name:path}.{ending}", response_class=Response)
def description(name: str, ending: str, request: Request, reader: ReaderHere, here: ServiceHere, on: ADay = None) -> Response:
    """What the graph says of a thing: Turtle, JSON-LD, N-Triples, RDF/XML or HTML; with a day, what of it runs on that day."""
    media = form_of_ending(ending)
    if media is None:
        raise NotFound(f"a description ends in {', '.join(f'.{end}' for end, _ in FORMS.values())}, not in .{ending}")
    day = None if on is None else read_day(on)
    local = name if name.startswith(_OTHER_NAMES) else f"id/{name}"
    thing = URIRef(f"{BASE}{local}")
    if any(character in thing for character in _NOT_IN_AN_IRI):
        raise NotFound(f"{name!r} is no name of a thing")
    shown = day if depends_on_day(thing) else None
    headers = _headers(request, here, f"/data/{quote(name, safe='/~')}", ending, shown, thing)
    if media == HTML:
        headers |= page_headers(reader.language) | {"ETag": headers["ETag"].replace('"', f'"{reader.language}-', 1)}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if (unrecorded := not_recorded(name)) is not None and not is_described(here.engine, thing):
        return _not_recorded(reader, thing, unrecorded, media)
    statements = describe(here.engine, thing)
    found = [] if shown is None else running(here.engine, thing, statements, shown)
    graph = as_graph(thing, statements)
    if shown is not None:
        for triple in as_triples(found, shown):
            graph.add(triple)
    if media != HTML:
        return Response(written(graph, media), media_type=media, headers=headers)
    embedded = script_safe(json_ld(graph))
    return Response(_page(reader, thing, name, statements, shown, found, embedded), media_type=media, headers=headers)


def _headers(request: Request, here: Service, path: str, ending: str, on: datetime.date | None, thing: str) -> dict[str, str]:
    root = request.scope.get("root_path", "")
    version = here.manifest.version
    headers = {
        "ETag": f'"{version}-{ending}{f"-{on.isoformat()}" if on else ""}"',
        "Cache-Control": _ONE_MOMENT,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, Memento-Datetime",
        "Link": description_links(root, path, ending, _asked(on), thing, version),
    }
    if on is not None:  # the day of which it tells, not the day on which somebody stored it
        midnight = datetime.datetime.combine(on, datetime.time(), datetime.UTC)
        headers["Memento-Datetime"] = format_datetime(midnight, usegmt=True)
        headers["Link"] += ", " + link(f"{root}/{thing.removeprefix(BASE)}", "original timegate")
    return headers


def _not_recorded(reader: Reader, thing: URIRef, named: NotRecorded, media: str) -> Response:
    """That nothing is recorded under a name, what it names, and where that is told: as a page to those who read pages.

    Raises:
        NotFound: to all others, with the same sentence.
    """
    if media != HTML:
        raise NotFound(named.sentence())
    words = NOT_RECORDED_WORDS[reader.language]
    told = page(
        reader,
        "not_recorded.html",
        title=words[named.kind],
        thing=str(thing),
        about=words[f"{named.kind}_about"],
        link=reader.link(named.page, named.asked) if reader.has(named.page) else "",
        link_text=words[f"{named.kind}_link"],
    )
    return Response(told, 404, media_type=HTML, headers=page_headers(reader.language))


def _page(
    reader: Reader,
    thing: URIRef,
    name: str,
    statements: list[Statement],
    on: datetime.date | None,
    found: list[Running],
    embedded: str,
) -> str:
    rows = [(str(each.predicate), local_name(str(each.predicate)), each.value, each.label) for each in statements]
    named = [value for _, predicate, value, _ in rows if predicate in {"prefLabel", "title", "bibliographicCitation"}]
    title = next(
        (str(each) for each in named if isinstance(each, Literal) and each.language == reader.language), str(named[0]) if named else name
    )
    words = _WORDS[reader.language]
    shown = reader.thing(str(thing))
    is_territory = any((each.predicate, each.value) == (RDF.type, SV.Territory) for each in statements)  # its IRI is like a state's
    link_to_page = "" if is_territory or shown.startswith(("/id/", BASE)) else shown
    periods = [(each, words[local_name(str(each.how))]) for each in found]
    return page(
        reader,
        "thing.html",
        words=words,
        title=title,
        thing=str(thing),
        name=name,
        rows=rows,
        shown=link_to_page,
        on=on,
        asked=_asked(on),
        periods=periods,
        embedded=embedded,
    )


@router.get("/context.jsonld", response_class=Response)
def context() -> Response:
    """The JSON-LD context."""
    return Response(CONTEXT.read_bytes(), media_type="application/ld+json", headers={"Access-Control-Allow-Origin": "*"})
