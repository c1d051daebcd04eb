"""Bilateral labour agreements of 1927 to 2020 (Chilton, Posner and Woda): two tables of the data set into agreements and what they promise.

The files are ``BLAs_Formation_Data.csv`` (all agreements) and ``BLAs_Coding_Data.csv`` (those whose text was read for provisions).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.agreements import NOT_CODED, YES, Agreement, Promise
from servanda.loaders.dates import PartialDate
from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue, ChangedLayout
from servanda.loaders.record import Record
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames
from servanda.loaders.table_source import read_table_source

FORMATION: Final = "BLAs_Formation_Data.csv"
CODING: Final = "BLAs_Coding_Data.csv"
#: No agreement of the data set is later; a later year is a misprint.
LAST_YEAR: Final = 2020
_UNKNOWN_YEAR: Final = "9999"
_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_KEYS: Final = ("treatyID", "countryA", "countryB", "codeA", "codeB", "dyadID", "year")
#: Columns of the formation table that are not carried over: the list that named it before, and the languages of the copy.
_UNUSED: Final = re.compile(r"dataset_original|copy_(?!available).*|dyadID|code[AB]")
_CODES: Final = {"0": False, "0.0": False, "1": True, "1.0": True}
#: A name that meant another state before or after a year: (name, first year of the other meaning, last year of it) → (code, note).
_OF_THE_TIME: Final = {
    ("Yugoslavia", 1993, 2002): ("x-serbia-and-montenegro", "Yugoslavia at that time is the Federal Republic of Yugoslavia"),
    ("Czech Republic", 1900, 1992): (None, "the source names the Czech Republic for a time at which Czechoslovakia still existed"),
    ("Slovakia", 1900, 1992): (None, "the source names Slovakia for a time at which Czechoslovakia still existed"),
    ("Russia", 1900, 1990): (None, "the source names Russia for a time at which the Soviet Union existed"),
    ("Vietnam", 1900, 1975): (None, "the source does not say which authorities of Viet Nam are meant"),
}


@dataclass(frozen=True, slots=True)
class LoadedAgreements:
    """What the files give: every row is an agreement or stands in ``dropped``."""

    agreements: list[Agreement]
    promises: list[Promise]
    dropped: list[DroppedRow]


def _day(text: str) -> datetime.date | None:
    """``5/19/1947`` (month first), or None where it is not one day of the calendar."""
    if not (match := _DAY.fullmatch(text)):
        return None
    month, day, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _year(record: Record, notes: list[str]) -> PartialDate | None:
    written = record.pop_required("year")
    if written == _UNKNOWN_YEAR:
        notes.append("the source has the year 9999: when it was signed is not known")
        return None
    if not (written.isdigit() and 1900 <= int(written) <= LAST_YEAR):
        raise record.wrong("year", f"{written!r} is no year from 1900 to {LAST_YEAR}")
    return PartialDate.parse(written)


def _signed(record: Record, year: PartialDate | None, notes: list[str]) -> PartialDate | None:
    """The day, else the year. A day of another year than the one beside it is not believed, and neither is that year."""
    written = record.pop("datesigned")
    if not written:
        return year
    if (day := _day(written)) is None:
        days = [found for part in written.split(",") if (found := _day(part.strip())) is not None]
        if len(days) < 2 or year is None or any(each.year != year.year for each in days):
            raise record.wrong("datesigned", f"{written!r} is not a day (M/D/YYYY), nor several of them")
        notes.append(f"the source gives several days: {', '.join(each.isoformat() for each in days)}")
        return year
    if year is not None and day.year == year.year:
        return PartialDate.day(day)
    if day.year > LAST_YEAR:
        notes.append(f"the source prints the day {day.isoformat()}, which cannot be; the year is the one beside it")
        return year
    notes.append(
        f"the source contradicts itself: the day {day.isoformat()} stands beside the year {year or 'unknown'}; neither is followed"
    )
    return None


def _ratified(record: Record, signed: PartialDate | None, year: PartialDate | None, notes: list[str]) -> PartialDate | None:
    """The day; not followed where it lies before the signature."""
    written = record.pop("ratified")
    if not written:
        return None
    or_sooner = written.endswith(" or sooner")
    if (day := _day(written.removesuffix(" or sooner"))) is None:
        raise record.wrong("ratified", f"{written!r} is not a day (M/D/YYYY)")
    after = signed or year
    if after is not None and day < after.earliest:
        before = "the signature" if signed else "the year beside it"
        notes.append(f"the source prints {day.isoformat()} as the day of ratification, before {before}; it is not followed")
        return None
    if or_sooner:
        notes.append(f"ratified on {day.isoformat()} or sooner; the year is kept")
        return PartialDate.parse(f"{day.year:04d}") if after is not None and after.year == day.year else None
    return PartialDate.day(day)


def _evidence(record: Record) -> str:
    copy, other = record.pop("copy_available") == "1", record.pop("evidence_available") == "1"
    nothing = record.pop("evidence_notavailable") == "1"
    if nothing == (copy or other):
        raise record.wrong("evidence_notavailable", "must say that nothing is there exactly where neither a copy nor other evidence is")
    return "copy" if copy else "other" if other else "none"


def _party(record: Record, column: str, names: StateNames, year: PartialDate | None, notes: list[str]) -> tuple[str, str]:
    published = record.pop_required(column)
    code = names.resolve(published, file=record.file, row=record.row, column=column)
    for (name, first, last), (other, note) in _OF_THE_TIME.items():
        if year is not None and published == name and first <= year.year <= last:
            notes.append(note)
            code = other or code
    return code, published


def _agreement(record: Record, names: StateNames, coded: bool) -> Agreement:
    notes: list[str] = []
    number = record.pop_required("treatyID")
    year = _year(record, notes)
    (a, a_published), (b, b_published) = (_party(record, column, names, year, notes) for column in ("countryA", "countryB"))
    signed = _signed(record, year, notes)
    agreement = Agreement(
        id=f"bla-{number}",
        parties=(a, b),
        parties_as_published=(a_published, b_published),
        signed_on=signed,
        ratified_on=_ratified(record, signed, year, notes),
        evidence=_evidence(record),
        coded=coded,
        source_place=f"{FORMATION}, treatyID {number}",
        note="; ".join(notes),
    )
    record.finish()
    return agreement


def _promises(path: Path, row: int, cells: dict[str, str], variables: tuple[str, ...]) -> Iterator[Promise]:
    identifier = f"bla-{cells['treatyID']}"
    for variable in variables:
        if variable not in cells:
            raise ChangedLayout("this column is not there", file=path, row=row, column=variable)
        if not (cell := cells[variable]):
            yield Promise(identifier, variable, NOT_CODED)
        elif cell not in _CODES:
            raise BadValue(f"{cell!r} is neither 0 nor 1", file=path, row=row, column=variable)
        elif _CODES[cell]:
            yield Promise(identifier, variable, YES)


def load(folder: Path, variables: tuple[str, ...], progress: Progress = no_progress) -> LoadedAgreements:
    """Read both tables.

    Args:
        folder: where they are.
        variables: the provisions to carry over (``agreement_provisions.csv``).
        progress: told after each table.

    Raises:
        SourceError: a file is missing or laid out otherwise, a name is unknown, a cell is not understood, or the two tables do not agree.
    """
    names = StateNames.load()
    coding = {cells["treatyID"]: (row, cells) for row, cells in source_rows(folder / CODING, _KEYS)}
    progress(1, 2, CODING)
    agreements: list[Agreement] = []
    promises: list[Promise] = []
    for row, cells in source_rows(folder / FORMATION, _KEYS):
        number = cells["treatyID"]
        coded = coding.pop(number, None)
        if coded is not None:
            if wrong := [name for name in _KEYS if coded[1][name] != cells[name]]:
                raise BadValue(f"differs from {FORMATION}, row {row}", file=folder / CODING, row=coded[0], column=wrong[0])
            promises += _promises(folder / CODING, *coded, variables)
        kept = {name: cell for name, cell in cells.items() if not _UNUSED.fullmatch(name)}
        agreements.append(_agreement(Record(kept, file=folder / FORMATION, row=row), names, coded is not None))
    if coding:
        raise BadValue(f"treatyID {', '.join(coding)} is not in {FORMATION}", file=folder / CODING)
    if len({each.id for each in agreements}) < len(agreements):
        raise BadValue("a treatyID stands twice", file=folder / FORMATION, column="treatyID")
    read_table_source("bilateral_agreements").check_rows(len(agreements))
    progress(2, 2, FORMATION)
    ordered = sorted(agreements, key=lambda each: int(each.id.removeprefix("bla-")))
    return LoadedAgreements(
        ordered, sorted(promises, key=lambda each: (int(each.agreement.removeprefix("bla-")), variables.index(each.variable))), []
    )
