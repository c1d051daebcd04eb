"""The calendar: what comes into force, what ends, and when an instrument can be denounced. JSON, iCalendar and Atom."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from servanda.api.calendar_events import Calendar, find_calendar
from servanda.api.calendar_feeds import as_atom, as_icalendar
from servanda.api.envelope import InLanguage, Service, ServiceHere, envelope
from servanda.queries.lookup import read_day

router = APIRouter(prefix="/api", tags=["calendar"])


def _asked(
    here: ServiceHere,
    language: InLanguage,
    start: Annotated[str | None, Query(alias="from", description="First day, YYYY-MM-DD; today if not given.")] = None,
    until: Annotated[str | None, Query(description="Last day, YYYY-MM-DD; ten years after the first if not given.")] = None,
    state: Annotated[str | None, Query(description="ISO 3166-1 alpha-3 code: what is its own, and what it can denounce.")] = None,
    instrument: Annotated[str | None, Query(description="For instance ilo-c189.")] = None,
) -> Calendar:
    return find_calendar(here, _day(start), _day(until), state, instrument, language)


def _day(written: str | None) -> datetime.date | None:
    return None if written is None else read_day(written)


Asked = Annotated[Calendar, Depends(_asked)]


def calendar_envelope(here: Service, found: Calendar) -> dict[str, Any]:
    """The same JSON from both doors."""
    answer = {name: getattr(found, name) for name in ("state", "instrument", "events", "caveat", "without_windows")}
    answer |= {"from": found.from_, "until": found.until}
    cited = dict.fromkeys(article for event in found.events for article in event.articles)
    return envelope(here, answer, sparql=found.sparql, citations=cited)


@router.get("/calendar")
def calendar(found: Asked, here: ServiceHere) -> dict[str, Any]:
    """What comes into force, ends or can be denounced between two days."""
    return calendar_envelope(here, found)


@router.get("/calendar.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
def calendar_as_icalendar(found: Asked, here: ServiceHere) -> Response:
    """The same for a calendar program (iCalendar)."""
    headers = {"Content-Disposition": 'inline; filename="servanda.ics"', "ETag": f'"{here.manifest.version}"'}
    return Response(as_icalendar(found, here.manifest), media_type="text/calendar; charset=utf-8", headers=headers)


@router.get("/calendar.atom", response_class=Response, responses={200: {"content": {"application/atom+xml": {}}}})
def calendar_as_atom(found: Asked, here: ServiceHere, request: Request) -> Response:
    """The same for a feed reader (Atom)."""
    return Response(
        as_atom(found, here.manifest, str(request.url)),
        media_type="application/atom+xml; charset=utf-8",
        headers={"ETag": f'"{here.manifest.version}"'},
    )
