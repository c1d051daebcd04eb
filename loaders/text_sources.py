"""Where the texts were read that are not in the collection of treaty texts: one row for each copy."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "text_sources" / "text_sources.csv"
COLUMNS: Final = ("instrument", "source", "address", "place", "as_at", "note")


@dataclass(frozen=True, slots=True)
class TextSource:
    """One copy of a text that was read.

    Attributes:
        instrument: slug.
        source: what it is, and its language.
        address: public address, or repository, commit and path.
        place: which articles were read in it.
        as_at: day or year of the copy; empty where it has none.
        note: what is wrong with it: unofficial, cut off, a translation.
    """

    instrument: str
    source: str
    address: str
    place: str
    as_at: str
    note: str

    @property
    def words(self) -> str:
        """The copy in one line, with its faults."""
        day = f" ({self.as_at})" if self.as_at else ""
        return f"{self.source}{day}, {self.place}; {self.address}. {self.note}".strip()


def read_text_sources(instruments: Container[str], path: Path = TABLE) -> list[TextSource]:
    """All rows, in file order.

    Raises:
        SourceError: a cell cannot be understood, or names an instrument that does not exist.
    """
    found: list[TextSource] = []
    for record in read_table(path, COLUMNS):
        instrument = record.pop_required("instrument")
        if instrument not in instruments:
            raise record.wrong("instrument", f"there is no instrument {instrument!r}")
        text = TextSource(
            instrument=instrument,
            source=record.pop_required("source"),
            address=record.pop_required("address"),
            place=record.pop_required("place"),
            as_at=str(record.pop_date("as_at") or ""),
            note=record.pop("note"),
        )
        record.finish()
        found.append(text)
    return found
