"""HTML pages from templates: everything is escaped, nothing is loaded from elsewhere."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import URIRef

from servanda.api.charts_words import figure, thousands
from servanda.api.page_tools import citations, embed_code
from servanda.api.reader import Reader
from servanda.ontology.namespaces import BASE
from servanda.queries.lookup import local_name

router = APIRouter()

_FOLDER: Final = Path(__file__).resolve().parent / "templates"
_STYLE: Final = _FOLDER / "pages.css"


def local_link(value: object) -> str:
    """Where a click on a value leads: our own things on this host, other addresses as they are, anything else nowhere."""
    if not isinstance(value, URIRef):
        return ""
    text = str(value)
    if text.startswith(f"{BASE}id/"):
        return "/" + text.removeprefix(BASE)
    if text.startswith(f"{BASE}ontology"):
        return "/ontology"
    return text if text.startswith(("https://", "http://")) else ""


def sentence(query: str) -> str:
    """What a named question's text asks, in plain words: its first comment; empty where there is none."""
    comments = takewhile(lambda line: line.startswith("#"), dropwhile(lambda line: not line.startswith("#"), query.splitlines()))
    return " ".join(line.removeprefix("#").strip() for line in comments)


@cache
def style() -> str:
    """The style sheet of all pages, for a page that must stand alone in one file."""
    return _STYLE.read_text(encoding="utf-8")


@cache
def style_address() -> str:
    """Where the style sheet is served; the address changes with its content, so that a browser may keep it for ever."""
    return f"/pages/{hashlib.sha256(style().encode()).hexdigest()[:12]}.css"


@router.get("/pages/{name}.css", include_in_schema=False)
def served_style(name: str) -> Response:
    """The style sheet; an address of an older one gives the newest and is not kept."""
    newest = f"/pages/{name}.css" == style_address()
    kept = "public, max-age=31536000, immutable" if newest else "no-cache"
    return Response(style(), media_type="text/css", headers={"Cache-Control": kept})


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["local_link"] = local_link
    environment.filters["short"] = local_name
    environment.filters.update(thousands=thousands, figure=figure)
    environment.globals.update(style=style, style_address=style_address, citations=citations, embed_code=embed_code, sentence=sentence)
    return environment


def compile_templates() -> None:
    """Read every template, which the first reader of each page would wait for otherwise."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def page(reader: Reader, template: str, **values: object) -> str:
    """A page in the reader's language: ``template`` extends ``frame.html`` and finds the reader under that name."""
    return _environment().get_template(template).render(reader=reader, **values)
