"""The packaged tables of observations: figures that somebody else found for a state and a year. They are context, never violations.

One table for each source; ``python -m servanda.loaders.context_tables FOLDER`` makes them again from the sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow, write_table
from servanda.loaders.errors import MissingFile
from servanda.loaders.indicators import Indicator
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA
from servanda.loaders.table_source import OBSERVATION_SOURCES

FOLDER: Final = DATA / "observations"
DROPPED: Final = DATA / "dropped_rows"
COLUMNS: Final = ("state", "year", "indicator", "value", "unit", "source_place", "note")
#: Before the slug of an area that is no state, in the column ``state``.
AREA: Final = "area/"


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure.

    Attributes:
        place: code of a state or territory, or ``area/…`` where the source tells of a region.
        year: that the source gives to the figure: of the report, of the law or of the event (the indicator says which).
        indicator: slug.
        value: a number, or the code of a category.
        unit: the indicator's.
        source_place: file and row, or what was counted together.
        note: what to know about this figure, in our own words.
    """

    place: str
    year: int
    indicator: str
    value: str
    unit: str
    source_place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoadedObservations:
    """What the files of a source give.

    Attributes:
        observations: the figures.
        dropped: rows, or cells, that give none, with the reason.
        rows: number of rows read.
    """

    observations: list[Observation]
    dropped: list[DroppedRow]
    rows: int


def _check(record: Record, observation: Observation, indicators: Mapping[str, Indicator], source: str, places: Collection[str]) -> None:
    if observation.place not in places:
        raise record.wrong("state", f"there is no state or area {observation.place!r}")
    indicator = indicators.get(observation.indicator)
    if indicator is None or indicator.source != source:
        raise record.wrong("indicator", f"{observation.indicator!r} is no indicator of {source}")
    if observation.unit != indicator.unit:
        raise record.wrong("unit", f"{observation.unit!r} is not the unit of {indicator.slug}, which is {indicator.unit!r}")
    if indicator.scale == "category":
        if observation.value not in {each.value for each in indicator.categories}:
            raise record.wrong("value", f"{observation.value!r} is no category of {indicator.slug}")
        return
    try:
        number = Decimal(observation.value)
    except InvalidOperation as error:
        raise record.wrong("value", f"{observation.value!r} is not a number") from error
    if not number.is_finite() or number < 0 or (indicator.scale == "whole" and number != int(number)):
        raise record.wrong("value", f"{observation.value!r} is no {indicator.scale} number from 0")


def read_observation_table(path: Path, indicators: Mapping[str, Indicator], places: Collection[str]) -> list[Observation]:
    """The figures of one source; the file's name is the source's.

    Args:
        path: the table.
        indicators: by slug.
        places: codes of states and territories, and ``area/…`` of every area.

    Raises:
        SourceError: a cell cannot be understood, names something that does not exist, or the same figure stands twice.
    """
    found: dict[tuple[str, int, str], Observation] = {}
    for record in read_table(path, COLUMNS):
        observation = Observation(
            place=record.pop_required("state"),
            year=record.filled("year", record.pop_year("year")).year,
            indicator=record.pop_required("indicator"),
            value=record.pop_required("value"),
            unit=record.pop_required("unit"),
            source_place=record.pop_required("source_place"),
            note=record.pop("note"),
        )
        _check(record, observation, indicators, path.stem, places)
        if (key := (observation.place, observation.year, observation.indicator)) in found:
            raise record.wrong("value", f"{observation.indicator} of {observation.place} in {observation.year} stands twice")
        record.finish()
        found[key] = observation
    return list(found.values())


def read_observations(indicators: Mapping[str, Indicator], places: Collection[str], folder: Path = FOLDER) -> dict[str, list[Observation]]:
    """The figures of all sources, by source.

    Raises:
        SourceError: see ``read_observation_table``; a source has no table, or a table no source.
    """
    if {path.stem for path in folder.glob("*.csv")} != set(OBSERVATION_SOURCES):
        raise MissingFile(f"there must be one table for each of {', '.join(OBSERVATION_SOURCES)}", file=folder)
    return {name: read_observation_table(folder / f"{name}.csv", indicators, places) for name in OBSERVATION_SOURCES}


def write_observations(path: Path, observations: Iterable[Observation], order: Sequence[str]) -> int:
    """Write a table, sorted by indicator (in the given order), place and year; returns the number of rows."""
    ordered = sorted(observations, key=lambda each: (order.index(each.indicator), each.place, each.year))
    rows = ((each.place, each.year, each.indicator, each.value, each.unit, each.source_place, each.note) for each in ordered)
    return write_table(path, COLUMNS, rows)
