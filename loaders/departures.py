"""Denunciations that the dated tables lack, or give without a day, each with the page that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import BadDate, PartialDate
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "dated_tables" / "departures.csv"
COLUMNS: Final = ("instrument", "state", "notified", "effective_from", "source")


@dataclass(frozen=True, slots=True)
class Departure:
    """A notice of denunciation and its effect as a page prints them."""

    notified: PartialDate
    effective_from: PartialDate | None
    source: str


def _date(record: Record, column: str) -> PartialDate | None:
    try:
        return PartialDate.parse_or_none(record.pop(column))
    except BadDate as error:
        raise record.wrong(column, str(error)) from error


def read_departures(path: Path = TABLE) -> Mapping[tuple[str, str], Departure]:
    """By instrument and state.

    Raises:
        SourceError: the table cannot be understood (row and column named).
    """
    found: dict[tuple[str, str], Departure] = {}
    for record in read_table(path, COLUMNS):
        key = (record.pop_required("instrument"), record.pop_required("state"))
        notified = _date(record, "notified")
        if notified is None or key in found:
            raise record.wrong("notified", "a departure has a day of notice, and stands here once")
        found[key] = Departure(notified, _date(record, "effective_from"), record.pop_required("source"))
        record.finish()
    return found
