"""How many people born in (or citizens of) one country live in another: UN DESA, International Migrant Stock, revision 2024.

The packaged table has one row for each corridor and one column for each year, so that the whole series (1990 to 2024) stays small.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import write_table
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA, Progress, no_progress
from servanda.loaders.table_source import read_table_source

SOURCE: Final = "migrant_stock"
FILE: Final = "bilateral_migrant_stock_rev2024.csv.gz"
TABLE: Final = DATA / SOURCE / "corridors.csv"
TOTALS: Final = DATA / SOURCE / "totals.csv"
YEARS: Final = (1990, 1995, 2000, 2005, 2010, 2015, 2020, 2024)
COLUMNS: Final = ("origin", "destination", *(str(year) for year in YEARS))
TOTAL_COLUMNS: Final = ("destination", *(str(year) for year in YEARS))
#: An origin that the source does not know or does not name.
OTHER: Final = "other"
_FILE_COLUMNS: Final = (
    *("destination_m49", "destination_iso3", "destination", "origin_m49", "origin_iso3", "origin"),
    *("year", "both", "male", "female"),
)
_ALL_ORIGINS: Final = "0"
_OTHER_ORIGIN: Final = "2003"
#: Codes of the source that are not ISO's.
_CODES: Final = {"CHI": "x-channel-islands"}


@dataclass(frozen=True, slots=True)
class CorridorStock:
    """The people of one corridor.

    Attributes:
        origin: code of the state or territory that they come from; ``other`` where the source does not tell.
        destination: code of the state or territory where they live.
        people: by year; a year without an entry is one for which the source has nobody.
    """

    origin: str
    destination: str
    people: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class MigrantStock:
    """All corridors, and the total of each destination by year as the source prints it."""

    corridors: list[CorridorStock]
    totals: Mapping[str, Mapping[int, int]]

    def world(self, year: int) -> int:
        """All people who live outside of the country that they come from."""
        return sum(people.get(year, 0) for people in self.totals.values())


def _code(iso3: str, m49: str, numbers: Mapping[str, str]) -> str | None:
    """The code, where both the letters and the number of the source mean it."""
    code = _CODES.get(iso3, iso3)
    return code if code in numbers and (not numbers[code] or int(numbers[code]) == int(m49)) else None


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            if (header := next(reader, None)) != list(_FILE_COLUMNS):
                raise ChangedLayout(f"the header is {', '.join(header or []) or 'missing'}", file=path, row=1)
            for row, cells in enumerate(reader, start=2):
                if len(cells) != len(_FILE_COLUMNS):
                    raise ChangedLayout(f"{len(cells)} cells where the header has {len(_FILE_COLUMNS)}", file=path, row=row)
                yield row, cells
    except (OSError, EOFError) as error:
        raise MissingFile(f"cannot be read: {error}", file=path) from error


def load(path: Path, numbers: Mapping[str, str], progress: Progress = no_progress) -> MigrantStock:
    """Read the file, whole.

    Args:
        path: the gzip-compressed table in long form.
        numbers: code of each state and territory to its UN M49 number (blank where it has none).
        progress: told at the end.

    Raises:
        SourceError: the file cannot be read or is laid out otherwise, a country or year is unknown, the sexes do not add up, a row stands
            twice, or the origins of a destination do not add up to its total.
    """
    people: dict[tuple[str, str], dict[int, int]] = {}
    totals: dict[str, dict[int, int]] = {}
    read = 0
    for row, cells in _rows(path):
        read += 1
        destination_m49, destination_iso3, _, origin_m49, origin_iso3, _, *figures = cells
        if not all(figure.isdecimal() for figure in (destination_m49, origin_m49, *figures)):
            raise BadValue("a code, year or number of people is no whole number", file=path, row=row)
        year, both, male, female = (int(figure) for figure in figures)
        if year not in YEARS or male + female != both:
            raise BadValue("the year is unknown, or men and women do not add up", file=path, row=row, column="both")
        if (destination := _code(destination_iso3, destination_m49, numbers)) is None:
            raise BadValue(f"{destination_iso3} ({destination_m49}) is not known here", file=path, row=row, column="destination_iso3")
        if origin_m49 == _ALL_ORIGINS:
            series = totals.setdefault(destination, {})
        else:
            origin = OTHER if origin_m49 == _OTHER_ORIGIN else _code(origin_iso3, origin_m49, numbers)
            if origin is None:
                raise BadValue(f"{origin_iso3} ({origin_m49}) is not known here", file=path, row=row, column="origin_iso3")
            series = people.setdefault((origin, destination), {})
        if year in series:
            raise BadValue("the same corridor and year stand twice", file=path, row=row)
        series[year] = both
    read_table_source(SOURCE).check_rows(read)
    stock = MigrantStock([CorridorStock(*pair, series) for pair, series in sorted(people.items())], totals)
    _check_totals(stock, path)
    progress(1, 1, path.name)
    return stock


def _check_totals(stock: MigrantStock, path: Path) -> None:
    sums: dict[tuple[str, int], int] = {}
    for corridor in stock.corridors:
        for year, number in corridor.people.items():
            sums[corridor.destination, year] = sums.get((corridor.destination, year), 0) + number
    printed = {(destination, year): number for destination, series in stock.totals.items() for year, number in series.items()}
    for key in sorted(sums.keys() | printed.keys()):
        if sums.get(key, 0) != printed.get(key, 0):
            raise BadValue(f"the origins of {key[0]} in {key[1]} add up to {sums.get(key, 0)}, not {printed.get(key, 0)}", file=path)


def write_stock(stock: MigrantStock, table: Path = TABLE, totals: Path = TOTALS) -> tuple[int, int]:
    """Write both tables, sorted, whole or not at all; returns their numbers of rows."""
    return (
        write_table(table, COLUMNS, ((each.origin, each.destination, *_cells(each.people)) for each in stock.corridors)),
        write_table(totals, TOTAL_COLUMNS, ((code, *_cells(series)) for code, series in sorted(stock.totals.items()))),
    )


def _cells(series: Mapping[int, int]) -> Iterable[int | None]:
    return (series.get(year) for year in YEARS)


def read_stock(states: Collection[str], table: Path = TABLE, totals: Path = TOTALS) -> MigrantStock:
    """Read the packaged tables.

    Args:
        states: codes of all states and territories.
        table, totals: the two files.

    Raises:
        SourceError: a table cannot be understood, names an unknown state, or the corridors do not add up to the totals.
    """
    corridors: list[CorridorStock] = []
    for record in read_table(table, COLUMNS):
        origin, destination = record.pop_required("origin"), record.pop_required("destination")
        if (origin != OTHER and origin not in states) or destination not in states:
            raise record.wrong("origin", f"there is no corridor from {origin!r} to {destination!r}")
        corridors.append(CorridorStock(origin, destination, {year: int(cell) for year in YEARS if (cell := record.pop(str(year)))}))
    summed: dict[str, dict[int, int]] = {}
    for record in read_table(totals, TOTAL_COLUMNS):
        summed[record.pop_required("destination")] = {year: int(cell) for year in YEARS if (cell := record.pop(str(year)))}
    stock = MigrantStock(corridors, summed)
    _check_totals(stock, totals)
    return stock
