"""Tiers of the United States Trafficking in Persons Report, 2001 to 2015, as a table of replication data has them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue
from servanda.loaders.observations import LoadedObservations, Observation
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames

FILE: Final = "tip_tiers_orig.csv"
FOLDER: Final = "reports/us-tip-report-tiers"
INDICATOR: Final = "us-tip-tier"
_TIERS: Final = {"Tier 1": "1", "Tier 2": "2", "Watchlist": "2-watch-list", "Tier 3": "3"}
_NONE: Final = "NA"


def load(folder: Path) -> LoadedObservations:
    """Each country-year with a tier; the others are listed as dropped, because an empty tier has several meanings.

    Raises:
        SourceError: the file is missing or laid out otherwise, a name or tier is unknown.
    """
    path, names = folder / FILE, StateNames.load()
    found: list[Observation] = []
    dropped: list[DroppedRow] = []
    for row, cells in source_rows(path, ("countryname", "iso", "year", "tier")):
        state = names.resolve(cells["countryname"], file=path, row=row, column="countryname")
        place = f"{FILE}, row {row}"
        if cells["tier"] == _NONE:
            dropped.append(DroppedRow(place, f"{state} {cells['year']}", "no tier: not ranked, a special case, or before its first report"))
        elif (tier := _TIERS.get(cells["tier"])) is None:
            raise BadValue(f"{cells['tier']!r} is no tier that is known here", file=path, row=row, column="tier")
        else:
            found.append(Observation(state, int(cells["year"]), INDICATOR, tier, "category", place))
    return LoadedObservations(found, dropped, len(found) + len(dropped))
