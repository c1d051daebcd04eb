"""Search over everything by its names: as a page and as JSON."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from servanda.api.envelope import InLanguage, ServiceHere, envelope
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.api.search_words import WORDS
from servanda.queries.errors import QuestionError
from servanda.queries.run import query_text
from servanda.queries.search import KINDS

router = APIRouter(tags=["search"])

#: So many of each kind on the page of all kinds, and on the page of one kind.
SHOWN: Final = 6
SHOWN_OF_ONE: Final = 200

AText = Annotated[str, Query(description="Words of a name, a code or an article, in any language.")]
AKind = Annotated[str | None, Query(description=f"Only things of this kind: {', '.join(dict.fromkeys(KINDS.values()))}.")]


def _read_kind(kind: str | None) -> str | None:
    if kind and kind not in KINDS.values():
        kinds = ", ".join(dict.fromkeys(KINDS.values()))
        raise QuestionError(f"{kind!r} is no kind of thing: {kinds}", f"{kind!r} bukan jenis hal: {kinds}")
    return kind or None


@router.get("/api/search")
def search(
    q: AText,
    language: InLanguage,
    here: ServiceHere,
    kind: AKind = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Hand back no more than so many of each kind.")] = 20,
) -> dict[str, Any]:
    """What is called so, by kind, the best first; if nothing is, the words that are written nearly so."""
    found = here.search.take().find(q, language, kind=_read_kind(kind), most=limit)
    return envelope(here, found, sparql={"searchable": query_text("searchable", {})}, citations=[])


@router.get("/view/search", response_class=HTMLResponse)
def search_page(reader: ReaderHere, here: ServiceHere, q: AText = "", kind: AKind = None) -> str:
    """What is called so, by kind, each result a link to its page."""
    only = _read_kind(kind)
    found = here.search.take().find(q, reader.language, kind=only, most=SHOWN if only is None else SHOWN_OF_ONE)
    return page(
        reader, "search.html", words=WORDS[reader.language], found=found, only=only, api_link=reader.link("/api/search", q=q, kind=only)
    )
