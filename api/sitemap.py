"""What a search engine may read, and where all of it is (sitemaps.org 0.9, RFC 9309)."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from servanda.api.envelope import Service, ServiceHere
from servanda.ontology.namespaces import BASE, SV
from servanda.queries.answers import answers
from servanda.queries.answers_description import ThingAnswer
from servanda.queries.errors import NotFound

router = APIRouter(include_in_schema=False)

#: Addresses in one file (sitemaps.org, "Sitemap file location").
PART: Final = 50_000
#: What people look for. Left out: what is derived of these in hundreds of thousands, and claims, which are not to be found torn from the
#: pages that say whose claims they are.
_CLASSES: Final = (
    SV.State,
    SV.StateGroup,
    SV.Instrument,
    SV.Provision,
    SV.Obligation,
    SV.Right,
    SV.Body,
    SV.Measure,
    SV.CaseStudy,
    SV.BindingPeriod,
    SV.TreatyAction,
)
_PAGES: Final = ("/", "/ontology.html")
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


class _Shelf:
    """The paths of the two versions that were asked for last."""

    def __init__(self) -> None:
        self._paths: OrderedDict[str, list[str]] = OrderedDict()
        self._lock = Lock()

    def paths(self, here: Service) -> list[str]:
        """Every path that is named, without root and host."""
        with self._lock:
            if here.manifest.version not in self._paths:
                self._paths[here.manifest.version] = [*_PAGES, *_described(here)]
                while len(self._paths) > 2:
                    self._paths.popitem(last=False)
            return self._paths[here.manifest.version]


_shelf: Final = _Shelf()


def _described(here: Service) -> list[str]:
    things = {each.thing for name in _CLASSES for each in answers(here.engine, ThingAnswer, "things_of_class", **{"class": name})}
    return [
        f"/data/{quote(thing.removeprefix(f'{BASE}id/'), safe='/~')}.html" for thing in sorted(things) if thing.startswith(f"{BASE}id/")
    ]


def _origin(request: Request) -> str:
    """This service as its reader addresses it: a sitemap may only name addresses of its own host."""
    return str(request.base_url).rstrip("/")


def _xml(element: str, entry: str, addresses: list[str]) -> Response:
    lines = "".join(f"<{entry}><loc>{escape(address)}</loc></{entry}>\n" for address in addresses)
    text = f'{_XML}<{element} xmlns="{_SCHEMA}">\n{lines}</{element}>\n'
    return Response(text, media_type="application/xml", headers={"Cache-Control": "public, max-age=3600", "Vary": "Host"})


@router.get("/sitemap.xml")
def sitemap_index(request: Request, here: ServiceHere) -> Response:
    """The index of the parts."""
    parts = -(-len(_shelf.paths(here)) // PART)
    return _xml("sitemapindex", "sitemap", [f"{_origin(request)}/sitemap/{number}.xml" for number in range(1, parts + 1)])


@router.get("/sitemap/{number}.xml")
def sitemap_part(number: int, request: Request, here: ServiceHere) -> Response:
    """One part.

    Raises:
        NotFound: there is no such part.
    """
    paths = _shelf.paths(here)[(number - 1) * PART : number * PART] if number > 0 else []
    if not paths:
        raise NotFound(f"the sitemap has no part {number}; /sitemap.xml names its parts")
    return _xml("urlset", "url", [f"{_origin(request)}{path}" for path in paths])


@router.get("/robots.txt")
def robots(request: Request) -> PlainTextResponse:
    """Everything may be read but what computes an answer for each address that one can think of."""
    closed = ("/sparql", "/api/", "/version/", "/view/what-if", "/metrics")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {_origin(request)}/sitemap.xml", ""]
    return PlainTextResponse("\n".join(lines), headers={"Cache-Control": "public, max-age=3600", "Vary": "Host"})
