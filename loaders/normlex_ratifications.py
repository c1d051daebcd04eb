"""The ILO's table of ratifications of its eleven fundamental instruments: a row for each member state, years in the cells."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import Progress, no_progress, read_source
from servanda.loaders.states import StateNames

#: Column of each instrument.
INSTRUMENTS: Final = {
    "Freedom_of_association_C087": "ilo-c087",
    "Freedom_of_association_C098": "ilo-c098",
    "Forced_labour_C029": "ilo-c029",
    "Forced_labour_P029": "ilo-p029",
    "Forced_labour_C105": "ilo-c105",
    "Discrimination_C100": "ilo-c100",
    "Discrimination_C111": "ilo-c111",
    "Child_labour_C138": "ilo-c138",
    "Child_labour_C182": "ilo-c182",
    "Occupational_safety_and_health_C155": "ilo-c155",
    "Occupational_safety_and_health_C187": "ilo-c187",
}
COLUMNS: Final = ("Country", *INSTRUMENTS, "BUSINESS_DATE")
FILE: Final = "ILO_Conventions.csv"
_CELL: Final = re.compile(r"(?P<ratified>\d{4})(?:den\.:(?P<denounced>\d{4}))?")
_BUSINESS_DATE: Final = re.compile(r"(\d{2})-(\d{2})-(\d{4})")
#: The oldest of the eleven is of 1930 (C029; its year is in the preamble of P029).
_FIRST_YEAR: Final = 1930
#: The copy that is packaged prints this BUSINESS_DATE and holds an act of five days later; see the source's description.
_PACKAGED_DATE: Final = datetime.date(2026, 6, 4)


def _business_date(record: Record) -> datetime.date:
    cell = record.pop_required("BUSINESS_DATE")
    if not (match := _BUSINESS_DATE.fullmatch(cell)):
        raise record.wrong("BUSINESS_DATE", f"{cell!r} is not a day written DD-MM-YYYY")
    day, month, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise record.wrong("BUSINESS_DATE", f"{cell!r}: no such day ({error})") from error


def _as_at(business_date: datetime.date) -> PartialDate:
    """Up to which day the table tells for certain: its newest act, later than what it prints in the packaged copy."""
    packaged = read_source("normlex_ratifications").as_at
    if business_date == _PACKAGED_DATE and packaged is not None:
        return packaged
    return PartialDate.day(business_date)


def _acts(record: Record, names: StateNames) -> Iterator[ActRow]:
    published = record.pop_required("Country")
    state = names.resolve(published, file=record.file, row=record.row, column="Country")
    as_at = _as_at(_business_date(record))
    for column, instrument in INSTRUMENTS.items():
        if not (cell := record.pop(column)):
            continue
        if not (match := _CELL.fullmatch(cell)):
            raise record.wrong(column, f"{cell!r} is neither a year nor a year with a year of denunciation")
        years = [int(year) for year in match.groups() if year is not None]
        if not _FIRST_YEAR <= years[0] <= years[-1] <= as_at.year:
            raise record.wrong(
                column, f"{cell!r}: years must run from {_FIRST_YEAR} to {as_at.year}, a denunciation after its ratification"
            )
        for kind, year in zip(("Ratification", "Denunciation"), years, strict=False):
            yield ActRow(
                instrument=instrument,
                state=state,
                state_as_published=published,
                kind=kind,
                date=PartialDate.parse(f"{year:04d}"),
                place=f"{record.file.name}, row {record.row}, column {column}",
                as_at=as_at,
            )
    record.finish()


def load(paths: Sequence[Path], progress: Progress = no_progress) -> list[ActRow]:
    """The ratifications and denunciations in the table, with the precision of a year.

    Args:
        paths: the table, or the folder that holds it.
        progress: told after each file.

    Raises:
        SourceError: a file is missing, not UTF-8, cut off or laid out otherwise, names an unknown state or one state twice, or has
            a cell that is neither a possible year nor a denounced one (file, row and column named). Nothing is returned then.
    """
    names = StateNames.load()
    acts: list[ActRow] = []
    for number, path in enumerate(paths, start=1):
        file = path / FILE if path.is_dir() else path
        rows_of: dict[str, int] = {}
        dates: set[str] = set()
        for record in read_table(file, COLUMNS):
            rows = list(_acts(record, names))
            for row in rows[:1]:
                if row.state in rows_of:
                    raise record.wrong("Country", f"{row.state_as_published!r} is the state of row {rows_of[row.state]} again")
                rows_of[row.state] = record.row
                dates.add(str(row.as_at))
            if len(dates) > 1:
                raise record.wrong("BUSINESS_DATE", "differs from the rows above: two tables, or a table that is cut off")
            acts += rows
        if not rows_of:
            raise ChangedLayout("there is no state with a ratification in this table", file=file)
        progress(number, len(paths), file.name)
    return acts
