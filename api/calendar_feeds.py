"""The calendar as iCalendar (RFC 5545) and as an Atom feed (RFC 4287). Nothing in them depends on when they are asked for."""

from __future__ import annotations

import datetime
from typing import Final

from icalendar import Calendar as ICalendar
from icalendar import Event as IEvent
from lxml import etree

from servanda.api.calendar_events import Calendar, Event
from servanda.graph.build import Manifest
from servanda.ontology.namespaces import BASE

# Atom is a dozen elements: lxml, which is here already, writes them; a library of its own would only add what it depends on.
_ATOM: Final = "http://www.w3.org/2005/Atom"
_TITLES: Final = {
    "en": "Servanda: what comes into force, ends or can be denounced",
    "id": "Servanda: apa yang mulai berlaku, berakhir, atau dapat ditinggalkan",
}


def stamp(manifest: Manifest) -> datetime.datetime:
    """The day of the newest source: what the calendar is as at."""
    days = [datetime.date.fromisoformat(day) for day in manifest.sources.values() if len(day) == len("2026-02-03")]
    return datetime.datetime.combine(max(days, default=datetime.date(1970, 1, 1)), datetime.time(), datetime.UTC)


def as_icalendar(calendar: Calendar, manifest: Manifest) -> bytes:
    """All-day events; a window spans its days, what stays open stands on its first day."""
    feed = ICalendar()
    feed.add("prodid", f"-//Servanda//calendar {manifest.version}//{calendar.language.upper()}")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _TITLES[calendar.language])
    if calendar.caveat:
        feed.add("x-wr-caldesc", calendar.caveat)
    for event in calendar.events:
        entry = IEvent()
        entry.add("uid", f"{event.id}@w3id.org")
        entry.add("dtstamp", stamp(manifest))
        entry.add("dtstart", event.opens)
        entry.add("dtend", event.closes or event.opens + datetime.timedelta(days=1))
        entry.add("summary", event.title, parameters={"LANGUAGE": calendar.language})
        entry.add("description", "\n".join(event.details), parameters={"LANGUAGE": calendar.language})
        entry.add("categories", [event.what])
        entry.add("url", event.thing)
        entry.add("transp", "TRANSPARENT")
        feed.add_component(entry)
    return bytes(feed.to_ical())


def as_atom(calendar: Calendar, manifest: Manifest, address: str) -> bytes:
    """A feed with an entry for each event.

    Args:
        calendar: the events.
        manifest: of the data.
        address: where the feed was asked for.
    """
    feed = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", calendar.language)
    told = "/".join(part for part in (calendar.state, calendar.instrument) if part)
    updated = stamp(manifest).isoformat().replace("+00:00", "Z")
    _add(feed, "id", f"{BASE}calendar/{told}" if told else f"{BASE}calendar")
    _add(feed, "title", _TITLES[calendar.language])
    _add(feed, "updated", updated)
    _add(feed, "subtitle", calendar.caveat or f"{calendar.from_} – {calendar.until}")
    _add(feed, "link", rel="self", href=address, type="application/atom+xml")
    _add(_add(feed, "author"), "name", "Servanda")
    for event in calendar.events:
        _entry(_add(feed, "entry"), event, updated)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(entry: etree._Element, event: Event, updated: str) -> None:
    _add(entry, "id", f"{BASE}calendar/event/{event.id}")
    days = str(event.opens) if event.closes is None else f"{event.opens} – {event.closes - datetime.timedelta(days=1)}"
    _add(entry, "title", f"{days}: {event.title}")
    _add(entry, "updated", updated)
    _add(entry, "link", rel="alternate", href=event.thing)
    _add(entry, "category", term=event.what)
    _add(entry, "summary", " ".join((f"{event.title} ({days}).", *event.details)))


def _name(local: str) -> str:
    return f"{{{_ATOM}}}{local}"


def _add(parent: etree._Element, local: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _name(local), attrib=attributes)
    element.text = text
    return element
