"""Laws against discrimination at work by migrant status and foreign national origin, August 2016 (WORLD Policy Analysis Center)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue
from servanda.loaders.observations import LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames

FILE: Final = "workplace_discrimination_migrant_foreign_national.csv"
FOLDER: Final = "national/world-policy-workplace-discrimination-2016"
YEAR: Final = 2016
_ANY: Final = {"1.0": "no", "5.0": "yes"}
_PAY: Final = {"1.0": "none", "2.0": "general", "3.0": "broad", "4.0": "equal-work", "5.0": "equal-value"}
#: Column → (indicator, the source's codes and ours).
COLUMNS: Final = {
    "anyprotect_mig": ("world-any-ban-migrant-status", _ANY),
    "anyprotect_fno": ("world-any-ban-foreign-origin", _ANY),
    "pay_mig": ("world-equal-pay-migrant-status", _PAY),
    "pay_fno": ("world-equal-pay-foreign-origin", _PAY),
}


def load(folder: Path) -> LoadedObservations:
    """Four codes a country; a blank cell is dropped.

    Raises:
        SourceError: the file is missing or laid out otherwise, a name or code is unknown, or a name does not go with the code beside it.
    """
    path, names = folder / FILE, StateNames.load()
    found: list[Observation] = []
    dropped: list[DroppedRow] = []
    rows = 0
    for row, cells in source_rows(path, ("country", "iso3", *COLUMNS)):
        rows += 1
        state = names.resolve(cells["country"], file=path, row=row, column="country")
        if state != cells["iso3"]:
            raise BadValue(f"{cells['iso3']!r} stands beside {cells['country']!r}, which is {state}", file=path, row=row, column="iso3")
        for column, (indicator, codes) in COLUMNS.items():
            if not (cell := cells[column]):
                dropped.append(DroppedRow(f"{FILE}, row {row}", f"{state} {indicator}", "the cell is blank"))
            elif cell not in codes:
                raise BadValue(f"{cell!r} is no code that is known here", file=path, row=row, column=column)
            else:
                found.append(Observation(state, YEAR, indicator, codes[cell], "category", f"{FILE}, row {row}"))
    return LoadedObservations(found, dropped, rows)
