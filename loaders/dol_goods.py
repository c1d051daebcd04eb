"""Goods that the United States Department of Labor lists as made by child labour or forced labour, counted by country (edition of 2022)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.observations import LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames

FILE: Final = "goods_by_country_2022.csv"
FOLDER: Final = "reports/us-dol-goods-child-forced-labor"
YEAR: Final = 2022
#: Column → indicator.
INDICATORS: Final = {
    "Child_Labor": "us-dol-goods-child-labour",
    "Forced_Labor": "us-dol-goods-forced-labour",
    "Forced_Child_Labor": "us-dol-goods-forced-child-labour",
    "Derived_Labor_Exploitation": "us-dol-goods-from-such-inputs",
}
_YES: Final = {"Yes": True, "No": False}


def load(folder: Path) -> LoadedObservations:
    """For each country and column, the number of goods listed and their names (in the note); nothing where none is listed.

    Raises:
        SourceError: the file is missing or laid out otherwise, a name is unknown, or a good is listed for nothing.
    """
    path, names = folder / FILE, StateNames.load()
    goods: dict[tuple[str, str], list[tuple[int, str]]] = {}
    rows = 0
    for row, cells in source_rows(path, ("good", "Country_Name", *INDICATORS)):
        rows += 1
        state = names.resolve(cells["Country_Name"], file=path, row=row, column="Country_Name")
        try:
            listed = [indicator for column, indicator in INDICATORS.items() if _YES[cells[column]]]
        except KeyError as error:
            raise BadValue(f"{error} is neither Yes nor No", file=path, row=row) from error
        if not listed:
            raise BadValue(f"{cells['good']!r} is listed for nothing", file=path, row=row, column="good")
        for indicator in listed:
            goods.setdefault((state, indicator), []).append((row, cells["good"]))
    found = [
        Observation(
            state,
            YEAR,
            indicator,
            str(len(several)),
            "goods",
            f"{FILE}, row{'s' if len(several) > 1 else ''} {', '.join(str(row) for row, _ in several)}",
            ", ".join(good for _, good in several),
        )
        for (state, indicator), several in goods.items()
    ]
    return LoadedObservations(found, [], rows)
