"""The packaged tables of what others tell of measures whose text was not read here: who, in which document, of which year, and what.

A measure is then known at second hand only. Nothing here says that it is as it is told, and no row is a reading of the law itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue
from servanda.loaders.measures import TOLD_IN, Measure
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "measure_tellings"
COLUMNS: Final = ("id", "measure", "told_by", "told_on", "source", "place", "citation", "says_en", "says_id", *READING_COLUMNS)
_RECORD: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Telling:
    """One document that tells of one measure.

    Attributes:
        id: ``<measure>--<record>``.
        measure: id of the measure.
        record: its record in the source; where the source gives claims, the local id of the claim (``ceacr-kwt-c029-4322837``).
        told_by: slug of a body, or code of a state: of the one that told it, which may be the state that took the measure.
        told_on: day or year in which it was told; never that of the measure.
        source: one of ``TOLD_IN``.
        place: file and record of the source, with the paragraph where it has one.
        citation: the document, as a person would cite it.
        says: by language tag, in our own words: what is told, and what the teller found wanting.
        readings: who encoded and who read it.
    """

    id: str
    measure: str
    record: str
    told_by: str
    told_on: PartialDate
    source: str
    place: str
    citation: str
    says: dict[str, str]
    readings: Readings


def _telling(record: Record, measures: Mapping[str, Measure], tellers: Collection[str]) -> Telling:
    identifier, measure = record.pop_required("id"), record.pop_required("measure")
    told_on = record.filled("told_on", record.pop_date("told_on"))
    start, _, local = identifier.partition("--")
    telling = Telling(
        id=identifier,
        measure=measure,
        record=local,
        told_by=record.pop_required("told_by"),
        told_on=told_on,
        source=record.pop_required("source"),
        place=record.pop_required("place"),
        citation=record.pop_required("citation"),
        says={language: record.pop_required(f"says_{language}") for language in ("en", "id")},
        readings=read_readings(record),
    )
    if measure not in measures:
        raise record.wrong("measure", f"there is no measure {measure!r}")
    if not measures[measure].told:
        raise record.wrong("measure", f"the text of {measure} was read here, so nobody else has to tell of it")
    if start != measure or not _RECORD.fullmatch(local):
        raise record.wrong("id", f"{identifier!r} is not the id of the measure, '--' and a record of the source")
    if telling.told_by not in tellers:
        raise record.wrong("told_by", f"there is no body and no state {telling.told_by!r}")
    if telling.source not in TOLD_IN:
        raise record.wrong("source", f"{telling.source!r} is no source that tells of measures ({', '.join(sorted(TOLD_IN))})")
    record.finish()
    return telling


def read_tellings(measures: Mapping[str, Measure], tellers: Collection[str], folder: Path = FOLDER) -> list[Telling]:
    """Who tells of the measures that were not read here, in file order.

    Args:
        measures: all measures by id.
        tellers: slugs of bodies and codes of states.
        folder: where the tables are, one a country.

    Raises:
        SourceError: a cell cannot be understood or stands twice, a telling is of a measure that was read or does not exist, or nobody
            tells of a measure that was not read in the place that its own row names.
    """
    found: dict[str, Telling] = {}
    for path in sorted(folder.glob("*.csv")):
        for record in read_table(path, COLUMNS):
            telling = _telling(record, measures, tellers)
            if telling.id in found:
                raise record.wrong("id", f"{telling.id} stands here twice")
            found[telling.id] = telling
    places = {(telling.measure, telling.source, telling.place) for telling in found.values()}
    for measure in measures.values():
        if measure.told and (measure.id, measure.source, measure.source_place) not in places:
            raise BadValue(f"the text of {measure.id} was not read here, and no row tells of it in {measure.source_place!r}", file=folder)
    return list(found.values())
