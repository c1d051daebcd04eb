"""States that followed other states, and territories that passed from one state to another, with the day and its source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.limits import one_of
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "state_successions" / "state_successions.csv"
COLUMNS: Final = ("id", "predecessor", "successor", "territory", "kind", "day", "source", "source_place", "note")
#: ``continuation``: the same state under another name or extent. ``transfer``: a territory passes between two states that go on.
KINDS: Final = frozenset({"dissolution", "separation", "unification", "absorption", "continuation", "transfer"})


@dataclass(frozen=True, slots=True)
class StateSuccession:
    """One state that followed another in the responsibility for a territory.

    Attributes:
        id: ``czechoslovakia-cze``.
        predecessor, successor: codes.
        territory: code of the territory that passed; empty where it is the successor's whole territory.
        kind: one of ``KINDS``.
        day: first day of the successor; None where the sources here do not tell it.
        source, source_place: who tells it, and where.
        note: what is to be known of it.
    """

    id: str
    predecessor: str
    successor: str
    territory: str
    kind: str
    day: PartialDate | None
    source: str
    source_place: str
    note: str


def read_state_successions(states: Collection[str], path: Path = TABLE) -> list[StateSuccession]:
    """The table.

    Args:
        states: the codes that exist.
        path: the file.

    Raises:
        SourceError: a cell cannot be understood, names no state, or a transfer names no territory (row and column named).
    """
    found: dict[str, StateSuccession] = {}
    for record in read_table(path, COLUMNS):
        row = StateSuccession(
            id=record.pop_required("id"),
            predecessor=record.pop_required("predecessor"),
            successor=record.pop_required("successor"),
            territory=record.pop("territory"),
            kind=one_of(record, "kind", KINDS),
            day=record.pop_date("day"),
            source=record.pop_required("source"),
            source_place=record.pop_required("source_place"),
            note=record.pop("note"),
        )
        if row.id in found:
            raise record.wrong("id", f"{row.id} stands here twice")
        for column, code in (("predecessor", row.predecessor), ("successor", row.successor), ("territory", row.territory)):
            if code and code not in states:
                raise record.wrong(column, f"there is no state or territory {code!r}")
        if (row.kind == "transfer") != bool(row.territory):
            raise record.wrong("territory", "is named exactly where a territory is transferred")
        record.finish()
        found[row.id] = row
    return list(found.values())
