"""The packaged tables of objections: which state objected to whose statement, and what it said of the treaty between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.limits import LimitRow, numbered_id, one_of
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "objections"
COLUMNS: Final = (
    *("id", "state", "act", "place", "made_on", "to_state", "to_limits", "effect", "withdrawn_on"),
    *("summary_en", "summary_id", "remark", *READING_COLUMNS),
)
#: What an objecting state says of the treaty between the two (VCLT articles 20(4)(b) and 21(3)).
EFFECTS: Final = frozenset({"remains-in-force", "severs", "precludes", "not-said"})


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection of one state to the statement of another.

    Attributes:
        id: ``swe-3``, unique within the instrument.
        instrument, state: slug, and code of the objecting state.
        act, place: the act it was made in, as in the table of limits.
        made_on: its own day, where one statement on the page lists objections of several days; ``None``: the day of the act.
        to_state: code of the state whose statement is objected to.
        to_limits: ids of that state's limits; empty where what it objected to is not encoded.
        effect: one of ``EFFECTS``.
        withdrawn_on: day of the objection's own withdrawal.
        summary: by language tag, in our own words.
        remark: hard points.
        readings: who encoded and who read it.
    """

    id: str
    instrument: str
    state: str
    act: str
    place: str
    made_on: PartialDate | None
    to_state: str
    to_limits: tuple[str, ...]
    effect: str
    withdrawn_on: PartialDate | None
    summary: dict[str, str]
    remark: str
    readings: Readings


def _read(record: Record, instrument: str, owners: dict[str, str], taken: dict[str, ObjectionRow]) -> ObjectionRow:
    state, to_state = record.pop_required("state"), record.pop_required("to_state")
    if state == to_state:
        raise record.wrong("to_state", "a state does not object to its own statement")
    to_limits = tuple(record.pop("to_limits").split())
    for limit in to_limits:
        if owners.get(limit) != to_state:
            raise record.wrong("to_limits", f"{to_state} has no limit {limit!r} on {instrument}")
    row = ObjectionRow(
        id=numbered_id(record, state, taken),
        instrument=instrument,
        state=state,
        act=record.pop_required("act"),
        place=record.pop("place"),
        made_on=record.pop_date("made_on"),
        to_state=to_state,
        to_limits=to_limits,
        effect=one_of(record, "effect", EFFECTS),
        withdrawn_on=record.pop_date("withdrawn_on"),
        summary={language: record.pop_required(f"summary_{language}") for language in ("en", "id")},
        remark=record.pop("remark"),
        readings=read_readings(record),
    )
    record.finish()
    return row


def read_objections(limits: Iterable[LimitRow], folder: Path = FOLDER) -> list[ObjectionRow]:
    """All encoded objections, by instrument and in file order.

    Args:
        limits: the encoded limits; an objection may name only limits of the state that it answers.
        folder: where the tables are.

    Raises:
        SourceError: a cell cannot be understood, a limit does not exist, or an id stands twice (row and column named).
    """
    owners: dict[str, dict[str, str]] = {}
    for limit in limits:
        owners.setdefault(limit.instrument, {})[limit.id] = limit.state
    found: list[ObjectionRow] = []
    for path in sorted(folder.glob("*.csv")):
        rows: dict[str, ObjectionRow] = {}
        for record in read_table(path, COLUMNS):
            row = _read(record, path.stem, owners.get(path.stem, {}), rows)
            rows[row.id] = row
        found += rows.values()
    return found
