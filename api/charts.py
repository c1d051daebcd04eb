"""Pictures: a page for each with its table, and the picture and its data as files."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Path as PathParameter
from fastapi.responses import HTMLResponse, Response

from servanda import viz
from servanda.api.charts_maps import gaps_picture, parties_picture
from servanda.api.charts_page import chart_page, overview_page
from servanda.api.charts_picture import Asked, Picture
from servanda.api.charts_states import flows_picture, timeline_picture, topics_picture
from servanda.api.charts_years import ratifications_picture
from servanda.api.envelope import InLanguage, Service, ServiceHere, envelope
from servanda.api.reader import ReaderHere
from servanda.queries.errors import NotFound, QuestionError
from servanda.viz.charts import kept_png, kept_svg, text_of

router = APIRouter(tags=["pictures"])

#: By name: what makes the picture of what is asked.
MAKERS: Final[Mapping[str, Callable[[Service, Asked, str], Picture]]] = {
    "parties": parties_picture,
    "gaps": gaps_picture,
    "timeline": timeline_picture,
    "ratifications": ratifications_picture,
    "topics": topics_picture,
    "flows": flows_picture,
}
#: What a picture can be had as, with its media type.
FORMS: Final[Mapping[str, str]] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "vl.json": "application/vnd.vegalite.v6+json",
}
_SIZES: Final = ("wide", "narrow")
_CONTROLS: Final = Path(viz.__file__).with_name("chart_controls.js")

WhatIsAsked = Annotated[Asked, Depends()]


def make(here: Service, name: str, asked: Asked, language: str) -> Picture:
    """The picture of that name.

    Raises:
        NotFound: there is none, or nothing of what is asked for.
        QuestionError: it cannot be asked for like that.
    """
    maker = MAKERS.get(name)
    if maker is None:
        pictures = ", ".join(MAKERS)
        raise NotFound(f"there is no picture {name!r}; there are {pictures}", f"tidak ada gambar {name!r}; yang ada {pictures}")
    return maker(here, asked, language)


def as_file(here: Service, picture: Picture, form: str, *, narrow: bool = False) -> bytes:
    """A picture or its data as the bytes of a file; the same for the same data version and question.

    Raises:
        QuestionError: there is no such form.
    """
    if form == "svg":
        return kept_svg(here.charts.pictures, picture.spec(narrow=narrow))
    if form == "png":
        return kept_png(here.charts.pictures, picture.spec(narrow=narrow))
    if form == "csv":
        return picture.csv().encode("utf-8")
    if form == "vl.json":
        return text_of(picture.spec(narrow=narrow)).encode("utf-8")
    if form == "json":
        body = envelope(here, picture.answer, sparql=picture.sparql, citations=picture.citations)
        return json.dumps(body, ensure_ascii=False).encode("utf-8")
    raise QuestionError(f"{form!r} is no form of a picture: {', '.join(FORMS)}")


@router.get("/view/charts", response_class=HTMLResponse)
def charts_overview(reader: ReaderHere) -> str:
    """What can be drawn."""
    return overview_page(reader)


@router.get("/view/chart/{name}", response_class=HTMLResponse)
def chart_with_table(name: str, asked: WhatIsAsked, reader: ReaderHere, here: ServiceHere) -> str:
    """A picture in its page: with its table, a day to choose, and everything to take away."""
    return chart_page(reader, here, make(here, name, asked, reader.language))


@router.get("/chart/controls.js", include_in_schema=False)
def controls() -> Response:
    """What moves the day on a page without loading it anew."""
    return Response(_CONTROLS.read_text(encoding="utf-8"), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/chart/{file}", response_class=Response, responses={200: {"content": {media: {} for media in FORMS.values()}}})
def chart_file(
    file: Annotated[str, PathParameter(description="A picture and a form, for instance parties.svg or gaps.csv.")],
    asked: WhatIsAsked,
    language: InLanguage,
    here: ServiceHere,
    request: Request,
    size: Annotated[str, Query(description="wide, or narrow for a telephone.")] = "wide",
) -> Response:
    """A picture as SVG or PNG, its table as CSV, its answer as JSON (with SPARQL and citations), or its Vega-Lite specification."""
    name, _, form = file.partition(".")
    if form not in FORMS:
        raise NotFound(f"a picture is no {form!r}: there are {', '.join(FORMS)}")
    if size not in _SIZES:
        raise QuestionError(f"{size!r} is no size: wide or narrow")
    asked_today = f"{file} {language} {size} {datetime.date.today()} {asked}"
    content = here.charts.pictures.take(
        asked_today, lambda: as_file(here, make(here, name, asked, language), form, narrow=size == "narrow")
    )
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Disposition": f'inline; filename="servanda-{name}.{form}"'}
    if form == "svg":  # opened by itself, it can run nothing and load nothing
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=FORMS[form], headers=headers)
