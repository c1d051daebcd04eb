"""``servanda calendar``: what comes into force, ends or can be denounced."""

from __future__ import annotations

import argparse
import datetime
import sys

from servanda.api.calendar import calendar_envelope
from servanda.api.calendar_events import Event, find_calendar
from servanda.api.calendar_feeds import as_icalendar
from servanda.api.cli_answers import footer, service
from servanda.api.cli_output import print_json, print_line, print_table
from servanda.api.settings import Settings
from servanda.queries.errors import QuestionError

_COLUMNS = {
    "en": ["from", "until", "event", "takes effect", "rests on"],
    "id": ["sejak", "hingga", "peristiwa", "berlaku", "dasar"],
}
_FOUND = {"en": "{number} events from {first} until {last}", "id": "{number} peristiwa dari {first} hingga {last}"}


def calendar(options: argparse.Namespace, settings: Settings) -> int:
    """What comes into force, ends or can be denounced between two days."""
    if options.ics and options.json:
        raise QuestionError("an answer is written as iCalendar or as JSON: give --ics or --json, not both")
    here = service(settings)
    found = find_calendar(here, options.start, options.until, options.state, options.instrument, options.language)
    if options.ics:
        sys.stdout.write(as_icalendar(found, here.manifest).decode())  # its lines end as RFC 5545 wants them
        return 0
    if options.json:
        print_json(calendar_envelope(here, found))
        return 0
    print_table(_COLUMNS[options.language], (_row(event) for event in found.events))
    print_line(_FOUND[options.language].format(number=len(found.events), first=found.from_, last=found.until))
    if found.caveat:
        print_line(found.caveat)
    for each in found.without_windows:
        if options.instrument is not None or each.code == "not-read":
            print_line(f"{each.text} {', '.join(each.instruments)}")
    footer(here)
    return 0


def _row(event: Event) -> tuple[object, ...]:
    last = None if event.closes is None else event.closes - datetime.timedelta(days=1)
    return event.opens, last, event.title, event.effect, "; ".join(event.articles)
