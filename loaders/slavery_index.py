"""The Global Slavery Index 2018: estimates of prevalence, vulnerability scores and the rating of the government's response."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.observations import LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames

FILE: Final = "gsi_2018_global_table.csv"
FOLDER: Final = "reports/global-slavery-index-2018"
YEAR: Final = 2018
#: Column → (indicator, unit, digits after the point that are kept; None leaves the cell as it is).
COLUMNS: Final[dict[str, tuple[str, str, int | None]]] = {
    "prevalence_per_1000": ("gsi-prevalence", "people-per-1000", 2),
    "est_number": ("gsi-people", "people", None),
    "vulnerability_score": ("gsi-vulnerability", "points-of-100", 2),
    "v1_governance": ("gsi-vulnerability-governance", "points-of-100", 2),
    "v2_nourishment_access": ("gsi-vulnerability-needs", "points-of-100", 2),
    "v3_inequality": ("gsi-vulnerability-inequality", "points-of-100", 2),
    "v4_disenfranchised": ("gsi-vulnerability-disenfranchised", "points-of-100", 2),
    "v5_conflict": ("gsi-vulnerability-conflict", "points-of-100", 2),
    "rating": ("gsi-response-rating", "category", None),
}
_STARRED: Final = "the source marks the rating with an asterisk, which the file does not explain"


def load(folder: Path) -> LoadedObservations:
    """The figures of each country; a cell without a figure is dropped, once for a country that has none at all.

    Raises:
        SourceError: the file is missing or laid out otherwise, or a name is unknown.
    """
    path, names = folder / FILE, StateNames.load()
    found: list[Observation] = []
    dropped: list[DroppedRow] = []
    rows = 0
    for row, cells in source_rows(path, ("country", *COLUMNS)):
        rows += 1
        state = names.resolve(cells["country"], file=path, row=row, column="country")
        place = f"{FILE}, row {row}"
        blank = [column for column in COLUMNS if not cells[column]]
        if len(blank) == len(COLUMNS):
            dropped.append(DroppedRow(place, state, "the row has a population at most, and no estimate"))
            continue
        dropped += [DroppedRow(place, f"{state} {COLUMNS[column][0]}", "the cell is blank") for column in blank]
        for column, (indicator, unit, digits) in COLUMNS.items():
            if (cell := cells[column]).startswith("<"):
                dropped.append(DroppedRow(place, f"{state} {indicator}", f"the source only says that it is below {cell.removeprefix('<')}"))
            elif cell:
                value = cell.removesuffix("*") if digits is None else f"{float(cell):.{digits}f}"
                note = _STARRED if cell.endswith("*") else ""
                found.append(Observation(state, YEAR, indicator, value, unit, place, note))
    return LoadedObservations(found, dropped, rows)
