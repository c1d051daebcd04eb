"""The table of doubtful cells of the Swiss tables: what is printed stays in the acts, and each act says what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

FAULTS: Final = DATA / "fedlex_scope" / "faults.csv"
COLUMNS: Final = ("instrument", "state", "column", "as_printed", "problem", "reading", "reason")


@dataclass(frozen=True, slots=True)
class Fault:
    """One doubtful cell.

    Attributes:
        instrument: slug.
        state: code that the row's printed name leads to (of the territory, for a territory's row).
        column: column of the table as copied.
        as_printed: what the cell holds; the fault is spoken of only where it does.
        problem: what is wrong or doubtful, in our own words.
        reading: what is probably meant; empty where that is open. It never takes the place of what is printed, save the state under
            which a territory stands (column ``remark``); a consent's date is kept beside it as the act's ``read_as``.
        reason: what the reading, or its absence, rests on.
    """

    instrument: str
    state: str
    column: str
    as_printed: str
    problem: str
    reading: str
    reason: str

    def is_in(self, cells: dict[str, str]) -> bool:
        """Whether a row prints this; of a remark, one part is enough."""
        printed = cells.get(self.column, "")
        return self.as_printed in printed if self.column == "remark" else self.as_printed == printed


def read_faults(path: Path = FAULTS) -> list[Fault]:
    """Read the table.

    Raises:
        SourceError: the table cannot be understood, or one cell stands twice.
    """
    faults: list[Fault] = []
    seen: set[tuple[str, str, str]] = set()
    for record in read_table(path, COLUMNS):
        fault = Fault(
            instrument=record.pop_required("instrument"),
            state=record.pop_required("state"),
            column=record.pop_required("column"),
            as_printed=record.pop("as_printed"),
            problem=record.pop_required("problem"),
            reading=record.pop("reading"),
            reason=record.pop_required("reason"),
        )
        record.finish()
        if (cell := (fault.instrument, fault.state, fault.column)) in seen:
            raise BadValue(f"{' '.join(cell)} stands twice", file=path, row=record.row)
        seen.add(cell)
        faults.append(fault)
    return faults


def faults_of(faults: Iterable[Fault], instrument: str, state: str, cells: dict[str, str]) -> list[Fault]:
    """The faults of one row."""
    return [fault for fault in faults if (fault.instrument, fault.state) == (instrument, state) and fault.is_in(cells)]
