"""Labour Rights Indicators 2017: how far freedom of association and collective bargaining fall short, in law and in practice."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from servanda.loaders.observations import LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames

FILE: Final = "lri_2017_law_practice.csv"
FOLDER: Final = "reports/labour-rights-indicators-2017"
COLUMNS: Final = {"score_in_law": "lri-association-in-law", "score_in_practice": "lri-association-in-practice"}
_STARRED: Final = "marked by the source as not having ratified C087 or C098"


def load(folder: Path) -> LoadedObservations:
    """Two scores a country.

    Raises:
        SourceError: the file is missing or laid out otherwise, or a name is unknown.
    """
    path, names = folder / FILE, StateNames.load()
    found: list[Observation] = []
    rows = 0
    for row, cells in source_rows(path, ("country", "year", *COLUMNS)):
        rows += 1
        state = names.resolve(cells["country"].removesuffix("*"), file=path, row=row, column="country")
        note = _STARRED if cells["country"].endswith("*") else ""
        for column, indicator in COLUMNS.items():
            found.append(Observation(state, int(cells["year"]), indicator, cells[column], "points-of-10", f"{FILE}, row {row}", note))
    return LoadedObservations(found, [], rows)
