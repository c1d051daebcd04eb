"""The packaged tables of limits: what each statement of a state does to its consent, at article level; one file per instrument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "limits"
COVERAGE: Final = DATA / "limit_coverage" / "coverage.csv"
COLUMNS: Final = (
    *("id", "state", "act", "place", "kind", "named_as", "named_by", "affects", "effect", "from", "withdrawn_on"),
    *("summary_en", "summary_id", "remark", *READING_COLUMNS),
)
COVERAGE_COLUMNS: Final = ("instrument", "extent", "as_at", "note")

#: What a statement is by its effect, whatever the state named it (VCLT article 2(1)(d)).
KINDS: Final = frozenset(
    {
        "reservation",
        "interpretative-declaration",
        "opt-out",
        "optional-clause",
        "partial-acceptance",
        "territorial",
        "political",
        "other",
    }
)
#: What a statement was named, whatever it is by its effect.
NAMES: Final = frozenset(
    {
        "declaration",
        "declaration-or-reservation",
        "interpretative-declaration",
        "interpretative-statement",
        "reservation",
        "reservation-and-declaration",
        "reservation-and-interpretative-declaration",
        "statement",
        "understanding",
    }
)
#: Who named it so: the state itself, or only the source (a heading of the page, an end note).
NAMED_BY: Final = frozenset({"state", "source"})
EFFECTS: Final = frozenset({"excludes", "restricts", "interprets", "general", "accepts", "none"})
EXTENTS: Final = frozenset({"all", "named-provisions", "none"})
#: Effects that say something of provisions and so have to name them.
_NAMING: Final = frozenset({"excludes", "restricts", "accepts"})
_ID: Final = re.compile(r"(?P<state>[a-z][a-z0-9-]*)-[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class LimitRow:
    """What one statement does at some provisions.

    Attributes:
        id: ``sau-1``, unique within the instrument.
        instrument, state: slug and code.
        act: local id of the act it was made in (``sau/cedaw/unilateral-statement/2000-09-07``).
        place: where in the source that act stands; both must agree with the act.
        kind, effect: one of ``KINDS`` and ``EFFECTS``.
        named_as, named_by: one of ``NAMES`` and ``NAMED_BY``; both empty where no name is recorded, which is not to say that it had none.
        affects: paths of the provisions that it names; empty where it names none.
        holds_from: day from which it holds, where that is another than the act's.
        withdrawn_on: day of its withdrawal; None while it stands.
        summary: by language tag, in our own words.
        remark: hard points.
        readings: who encoded and who read it.
    """

    id: str
    instrument: str
    state: str
    act: str
    place: str
    kind: str
    named_as: str
    named_by: str
    affects: tuple[str, ...]
    effect: str
    holds_from: PartialDate | None
    withdrawn_on: PartialDate | None
    summary: dict[str, str]
    remark: str
    readings: Readings


@dataclass(frozen=True, slots=True)
class LimitCoverage:
    """How many of the statements on an instrument are encoded.

    Attributes:
        instrument: slug.
        extent: ``all``, ``named-provisions`` (those that touch provisions of the corpus) or ``none``.
        as_at: the date of the page that was read.
        note: in our own words.
    """

    instrument: str
    extent: str
    as_at: PartialDate
    note: str


def one_of(record: Record, column: str, allowed: frozenset[str]) -> str:
    """A required cell that must be in a list.

    Raises:
        BadValue: it is empty or not in the list.
    """
    value = record.pop_required(column)
    if value not in allowed:
        raise record.wrong(column, f"{value!r} is not in the list ({', '.join(sorted(allowed))})")
    return value


def numbered_id(record: Record, state: str, taken: Mapping[str, object]) -> str:
    """The id of a row: the state's code in small letters and a number, once in a file.

    Raises:
        BadValue: another form, another state, or a number that is taken.
    """
    identifier = record.pop_required("id")
    match = _ID.fullmatch(identifier)
    if match is None or match["state"] != state.lower():
        raise record.wrong("id", f"{identifier!r} is not {state.lower()}-1, {state.lower()}-2, …")
    if identifier in taken:
        raise record.wrong("id", f"{identifier} stands here twice")
    return identifier


def _affects(record: Record, instrument: str, paths: frozenset[str]) -> tuple[str, ...]:
    affects = tuple(record.pop("affects").split())
    for path in affects:
        if not path.startswith(f"{instrument}/"):
            raise record.wrong("affects", f"{path!r} is no provision of {instrument}")
        if paths and path not in paths:
            raise record.wrong("affects", f"{instrument} has no provision {path!r}")
    return affects


def _name(record: Record) -> tuple[str, str]:
    """What it was named and by whom; both empty where no name is recorded."""
    named_as, named_by = record.pop("named_as"), record.pop("named_by")
    for column, value, allowed in (("named_as", named_as, NAMES), ("named_by", named_by, NAMED_BY)):
        if value and value not in allowed:
            raise record.wrong(column, f"{value!r} is not in the list ({', '.join(sorted(allowed))})")
    if bool(named_as) != bool(named_by):
        raise record.wrong("named_by", "the name and who gave it stand together, or both are empty")
    return named_as, named_by


def _read(record: Record, instrument: str, paths: frozenset[str], taken: Mapping[str, object]) -> LimitRow:
    state = record.pop_required("state")
    named_as, named_by = _name(record)
    row = LimitRow(
        id=numbered_id(record, state, taken),
        instrument=instrument,
        state=state,
        act=record.pop_required("act"),
        place=record.pop("place"),
        kind=one_of(record, "kind", KINDS),
        named_as=named_as,
        named_by=named_by,
        affects=_affects(record, instrument, paths),
        effect=one_of(record, "effect", EFFECTS),
        holds_from=record.pop_date("from"),
        withdrawn_on=record.pop_date("withdrawn_on"),
        summary={language: record.pop_required(f"summary_{language}") for language in ("en", "id")},
        remark=record.pop("remark"),
        readings=read_readings(record),
    )
    if row.effect in _NAMING and not row.affects:
        raise record.wrong("affects", f"must not be empty where the effect is {row.effect!r}")
    record.finish()
    return row


def read_limits(provisions: Mapping[str, frozenset[str]], folder: Path = FOLDER) -> list[LimitRow]:
    """All encoded limits, by instrument and in file order.

    Args:
        provisions: the paths of each instrument's provisions; what a limit affects must be among them where they are known.
        folder: where the tables are.

    Raises:
        SourceError: a cell cannot be understood, a provision does not exist, or an id stands twice (row and column named).
    """
    found: list[LimitRow] = []
    for path in sorted(folder.glob("*.csv")):
        rows: dict[str, LimitRow] = {}
        for record in read_table(path, COLUMNS):
            row = _read(record, path.stem, provisions.get(path.stem, frozenset()), rows)
            rows[row.id] = row
        found += rows.values()
    return found


def read_limit_coverage(path: Path = COVERAGE) -> list[LimitCoverage]:
    """How many of the statements on each instrument are encoded; an instrument without a row is not encoded at all.

    Raises:
        SourceError: a cell cannot be understood, or an instrument stands twice.
    """
    found: dict[str, LimitCoverage] = {}
    for record in read_table(path, COVERAGE_COLUMNS):
        instrument = record.pop_required("instrument")
        if instrument in found:
            raise record.wrong("instrument", f"{instrument} stands here twice")
        extent, as_at = one_of(record, "extent", EXTENTS), record.filled("as_at", record.pop_date("as_at"))
        found[instrument] = LimitCoverage(instrument, extent, as_at, record.pop("note"))
        record.finish()
    return list(found.values())
