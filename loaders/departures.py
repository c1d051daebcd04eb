"""Denunciations that the dated tables lack, or give without a day, each with the page that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "dated_tables" / "departures.csv"
COLUMNS: Final = ("instrument", "state", "notified", "effective_from", "source")


@dataclass(frozen=True, slots=True)
class Departure:
    """A notice of denunciation and its effect as a page prints them."""

    notified: PartialDate
    effective_from: PartialDate | None
    source: str


def read_departures(path: Path = TABLE) -> Mapping[tuple[str, str], Departure]:
    """By instrument and state.

    Raises:
        SourceError: the table cannot be understood (row and column named).
    """
    found: dict[tuple[str, str], Departure] = {}
    for record in read_table(path, COLUMNS):
        key = (record.pop_required("instrument"), record.pop_required("state"))
        if key in found:
            raise record.wrong("state", f"{key[1]} stands here twice for {key[0]}")
        notified = record.filled("notified", record.pop_date("notified"))
        found[key] = Departure(notified, record.pop_date("effective_from"), record.pop_required("source"))
        record.finish()
    return found
