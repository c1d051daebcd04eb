"""For which states a source tells which parts of an instrument they left out (or that they left out none).

For all others under an instrument whose parts can be left out, nobody can say from the sources here whether such a part binds.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "effect_rules" / "exclusions_told.csv"
COLUMNS: Final = ("instrument", "state", "source", "source_place")


def read_exclusions_told(instruments: Collection[str], states: Collection[str], path: Path = TABLE) -> frozenset[tuple[str, str]]:
    """Pairs of instrument (slug) and state (code).

    Raises:
        SourceError: a cell is empty, names no instrument or state, or a pair stands twice (row and column named).
    """
    found: set[tuple[str, str]] = set()
    for record in read_table(path, COLUMNS):
        instrument, state = record.pop_required("instrument"), record.pop_required("state")
        record.pop_required("source")
        record.pop_required("source_place")
        record.finish()
        if instrument not in instruments:
            raise record.wrong("instrument", f"there is no instrument {instrument!r}")
        if state not in states:
            raise record.wrong("state", f"there is no state {state!r}")
        if (instrument, state) in found:
            raise record.wrong("state", f"{state} stands here twice")
        found.add((instrument, state))
    return frozenset(found)
