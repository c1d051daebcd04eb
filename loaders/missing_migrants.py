"""People who died or went missing on the way (IOM Missing Migrants Project), added up by year and region.

An incident has no state that answers for it: the figures belong to areas. The files overlap, so that each has indicators of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.observations import AREA, LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows

WORLD_FILE: Final = "Global_Missing_Migrants_Dataset_2014-2023.csv.gz"
NEWEST_FILE: Final = "MissingMigrants-Global-2026-05-06.csv.gz"
EUROPE_FILE: Final = "iom_europe_2014-2026.csv.gz"
FOLDER: Final = "reports/iom-missing-migrants"
WORLD: Final = "iom-dead-or-missing"
EUROPE: Final = "iom-dead-or-missing-towards-europe"
#: The areas of the source; the slug is the name in small letters.
AREAS: Final = (
    *("Caribbean", "Central America", "Central Asia", "Eastern Africa", "Eastern Asia", "Europe", "Mediterranean", "Middle Africa"),
    *("North America", "Northern Africa", "South America", "South-eastern Asia", "Southern Africa", "Southern Asia", "Western Africa"),
    "Western Asia",
)
_WHOLE_WORLD: Final = f"{AREA}world"
_TOWARDS_EUROPE: Final = f"{AREA}routes-to-europe"
_NOTES: Final = {
    (WORLD, 2023): "January to July only",
    (WORLD, 2026): "1 January to the first days of May only",
    (EUROPE, 2026): "1 January to 3 May only",
}


def _area(name: str, file: Path, row: int) -> str:
    if name not in AREAS:
        raise BadValue(f"{name!r} is no area that is known here", file=file, row=row, column="Region of Incident")
    return f"{AREA}{name.lower().replace(' ', '-')}"


def _count(cells: Mapping[str, str], columns: tuple[str, ...], file: Path, row: int) -> int:
    """The sum of the columns; a blank cell is a number that the source does not give and counts as nobody.

    A number of missing below zero takes back people who were counted before and have been found dead; the source adds it up so.
    """
    number = 0
    for column in columns:
        cell = cells[column] or "0"
        if not cell.removeprefix("-").isdecimal():
            raise BadValue(f"{cell!r} is no number of people", file=file, row=row, column=column)
        number += int(cell)
    return number


def _world(path: Path, year: str, region: str, people: tuple[str, ...], sums: dict[tuple[str, int], list[int]]) -> int:
    rows = 0
    for row, cells in source_rows(path, (year, region, *people)):
        rows += 1
        number = _count(cells, people, path, row)
        for area in (_WHOLE_WORLD, _area(cells[region], path, row)):
            sums.setdefault((area, int(cells[year])), []).append(number)
    return rows


def load(folder: Path) -> LoadedObservations:
    """Dead and missing by year and area.

    Raises:
        SourceError: a file is missing or laid out otherwise, or an area or number is not understood.
    """
    sums: dict[tuple[str, int], list[int]] = {}
    rows = _world(folder / WORLD_FILE, "Incident year", "Region of Incident", ("Total Number of Dead and Missing",), sums)
    rows += _world(folder / NEWEST_FILE, "Year", "Region", ("Number Dead", "Minimum Estimated Number of Missing"), sums)
    towards_europe: dict[tuple[str, int], list[int]] = {}
    for row, cells in source_rows(folder / EUROPE_FILE, ("Incident year", "No. dead/missing")):
        rows += 1
        number = _count(cells, ("No. dead/missing",), folder / EUROPE_FILE, row)
        towards_europe.setdefault((_TOWARDS_EUROPE, int(cells["Incident year"])), []).append(number)
    found = [
        Observation(
            area,
            year,
            indicator,
            str(sum(numbers)),
            "people",
            f"{file}, {len(numbers)} rows",
            _NOTES.get((indicator, year), ""),
        )
        for indicator, several in ((WORLD, sums), (EUROPE, towards_europe))
        for (area, year), numbers in several.items()
        for file in ((EUROPE_FILE if indicator == EUROPE else NEWEST_FILE if year == 2026 else WORLD_FILE),)
    ]
    return LoadedObservations(found, [], rows)
