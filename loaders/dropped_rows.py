"""Rows of a source that give no fact here, each with the reason: nothing is left away in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.atomic import write_text
from servanda.loaders.record import read_table

COLUMNS: Final = ("place", "what", "reason")


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A row, or a cell of it, that gave no fact.

    Attributes:
        place: file and row.
        what: what the row is about.
        reason: why it gives no fact, in our own words.
    """

    place: str
    what: str
    reason: str


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table whole or not at all (UTF-8, line feeds); returns the number of rows without the header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    writer.writerows(written)
    write_text(path, text.getvalue())
    return len(written)


def write_dropped(path: Path, dropped: Iterable[DroppedRow]) -> int:
    """Write the list, in the order of the source."""
    return write_table(path, COLUMNS, ((each.place, each.what, each.reason) for each in dropped))


def read_dropped(path: Path) -> list[DroppedRow]:
    """Read a list.

    Raises:
        SourceError: missing, another header, or an empty cell.
    """
    found: list[DroppedRow] = []
    for record in read_table(path, COLUMNS):
        found.append(DroppedRow(*(record.pop_required(column) for column in COLUMNS)))
        record.finish()
    return found
