"""Which provisions general comments and recommendations of treaty bodies interpret, as far as their titles, headings or texts say so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "interpretations" / "interpretations.csv"
COLUMNS: Final = ("interpreter", "interprets", "place", "note")
#: Where a comment says what it interprets.
PLACES: Final = ("title", "heading", "text")


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One comment, or one paragraph or point of it, and what it interprets.

    Attributes:
        interpreter: slug of the comment (``cmw-gc2``), or path of a paragraph or point (``cmw-gc2/28``).
        interprets: slug of a treaty, or path of a provision (``icrmw/16/5``), as deep as the comment goes.
        place: where the comment says so: one of ``PLACES``; ``text`` is that of the paragraph or point itself.
        note: what is doubtful.
    """

    interpreter: str
    interprets: str
    place: str
    note: str


def _known(record: Record, column: str, instruments: Collection[str], provisions: Mapping[str, frozenset[str]]) -> str:
    name = record.pop_required(column)
    slug, _, path = name.partition("/")
    if not (name in provisions.get(slug, frozenset()) if path else slug in instruments):
        raise record.wrong(column, f"there is no instrument or provision {name!r}")
    return name


def read_interpretations(
    instruments: Collection[str], provisions: Mapping[str, frozenset[str]], path: Path = TABLE
) -> list[Interpretation]:
    """All rows, in file order.

    Args:
        instruments: slugs.
        provisions: paths, by instrument.
        path: of the table.

    Raises:
        SourceError: a cell cannot be understood, names what does not exist, or a row stands there twice (row and column named).
    """
    found: dict[tuple[str, str], Interpretation] = {}
    for record in read_table(path, COLUMNS):
        interpretation = Interpretation(
            interpreter=_known(record, "interpreter", instruments, provisions),
            interprets=_known(record, "interprets", instruments, provisions),
            place=record.pop_required("place"),
            note=record.pop("note"),
        )
        record.finish()
        if interpretation.place not in PLACES:
            raise record.wrong("place", f"{interpretation.place!r} is none of {', '.join(PLACES)}")
        key = (interpretation.interpreter, interpretation.interprets)
        if key in found:
            raise record.wrong("interprets", f"{key[0]} is said to interpret {key[1]} already")
        found[key] = interpretation
    return list(found.values())
