"""Whether the law on trafficking covers all forms of it, from the country profiles of UNODC's reports of 2016 and 2018."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue
from servanda.loaders.observations import LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames

FILE: Final = "glotip_2018_law_coverage.csv"
FOLDER: Final = "reports/unodc-glotip-2018-law-coverage"
INDICATOR: Final = "unodc-trafficking-law"
#: First words of the source's answers → ours.
_ANSWERS: Final = {"Yes, covers all forms": "all-forms", "Partially covers": "some-forms", "Does not cover": "none"}
_NO_DATA: Final = "No data"


def load(folder: Path) -> LoadedObservations:
    """One answer a country, under the year of the report; countries without one are dropped.

    Raises:
        SourceError: the file is missing or laid out otherwise, or a name, answer or year is unknown.
    """
    path, names = folder / FILE, StateNames.load()
    found: list[Observation] = []
    dropped: list[DroppedRow] = []
    for row, cells in source_rows(path, ("COUNTRY_NAME", "TIME_PERIOD", "RAW_OBS_VALUE")):
        state = names.resolve(cells["COUNTRY_NAME"], file=path, row=row, column="COUNTRY_NAME")
        answer, place = cells["RAW_OBS_VALUE"], f"{FILE}, row {row}"
        if answer in {"", _NO_DATA}:
            reason = "the source has no data" if answer else "the source's answer is blank"
            dropped.append(DroppedRow(place, state, reason))
            continue
        value = next((ours for words, ours in _ANSWERS.items() if answer.startswith(words)), None)
        year = cells["TIME_PERIOD"].removesuffix(".0")
        if value is None or not year.isdecimal():
            raise BadValue(f"{answer!r} of {cells['TIME_PERIOD']!r} is no answer of a year", file=path, row=row, column="RAW_OBS_VALUE")
        found.append(Observation(state, int(year), INDICATOR, value, "category", place))
    return LoadedObservations(found, dropped, len(found) + len(dropped))
