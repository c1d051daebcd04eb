"""The packaged table of instruments: titles, dates, depositaries, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "instruments" / "instruments.csv"
COLUMNS: Final = (
    "instrument",
    "class",
    "title_en",
    "title_id",
    "title_fr",
    "title_es",
    "short_en",
    "date_document",
    "first_entry_into_force",
    "depositary",
    "identifier",
    "parent",
    "source",
    "source_place",
    "as_at",
    "note",
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument.

    Attributes:
        slug: ``icrmw``.
        class_name: local name of its class (``Treaty``).
        titles: language tag to title; only those that a source gives (the Indonesian one may be ours).
        short: the name by which the field calls it.
        adopted: date of the text.
        entry_into_force: day on which the instrument itself entered into force; None where no source here gives it.
        depositary: who keeps the acts.
        identifier: number in the depositary's series.
        parent: slug of the instrument that a protocol belongs to, or empty.
        source, source_place, as_at: where these facts were read.
        note: in our own words.
    """

    slug: str
    class_name: str
    titles: dict[str, str]
    short: str
    adopted: PartialDate | None
    entry_into_force: PartialDate | None
    depositary: str
    identifier: str
    parent: str
    source: str
    source_place: str
    as_at: str
    note: str


def _read(record: Record) -> Instrument:
    titles = {language: record.pop(f"title_{language}") for language in ("en", "id", "fr", "es")}
    instrument = Instrument(
        slug=record.pop_required("instrument"),
        class_name=record.pop_required("class"),
        titles={language: title for language, title in titles.items() if title},
        short=record.pop_required("short_en"),
        adopted=record.pop_date("date_document"),
        entry_into_force=record.pop_date("first_entry_into_force"),
        depositary=record.pop("depositary"),
        identifier=record.pop("identifier"),
        parent=record.pop("parent"),
        source=record.pop_required("source"),
        source_place=record.pop("source_place"),
        as_at=record.pop("as_at"),
        note=record.pop("note"),
    )
    record.finish()
    return instrument


def read_instruments(path: Path = TABLE) -> dict[str, Instrument]:
    """The instruments by slug.

    Raises:
        SourceError: the table cannot be understood (row and column named), or names an instrument twice.
    """
    found: dict[str, Instrument] = {}
    for record in read_table(path, COLUMNS):
        instrument = _read(record)
        if instrument.slug in found:
            raise record.wrong("instrument", f"{instrument.slug} stands here twice")
        found[instrument.slug] = instrument
    return found
