"""The table that every source of acts is distilled into: ``data/<source>/acts.csv``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from servanda.loaders.atomic import write_text
from servanda.loaders.dates import PartialDate
from servanda.loaders.record import Record, read_table
from servanda.ontology.act_kinds import NAMES

KINDS: Final = frozenset(NAMES)
STATUSES: Final = frozenset({"", "no-longer-party", "ineffective", "doubtful"})


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of one state on one instrument, as one source tells it.

    Attributes:
        instrument: slug (``icrmw``).
        state: ISO 3166-1 alpha-3 or ``x-…``.
        state_as_published: the name that the source prints.
        kind: local name of the act's class (one of ``KINDS``).
        date: day or year of the act; None where the source does not record it.
        effective_from: from when the act has effect, where the source itself says so.
        printed_entry_into_force: entry into force for this state as the source prints it (never computed here).
        affects: paths of the provisions that the act is about.
        withdrawn_on: day on which it was withdrawn.
        status: ``no-longer-party`` (printed in brackets), ``ineffective``, ``doubtful`` (the printed act and its printed entry into force
            do not fit, and which is right is open; the remark says more), or empty.
        territory: for a territorial application, the territory.
        place: where in the source.
        as_at: the source's own date.
        remark: in our own words.
        read_as: the date as it is read where what the source prints cannot be right; the remark says why. The date stays as printed.
        bound_by: by when the source says that the state was bound already, where it tells no day of the consent and of its effect (a list
            of states that were bound in a month: the month's last day).
        date_is_computed: whether the date was printed nowhere and was computed by whoever made the source, back from the entry into force
            for this state that is printed.
    """

    instrument: str
    state: str
    state_as_published: str
    kind: str
    date: PartialDate | None
    effective_from: PartialDate | None = None
    printed_entry_into_force: PartialDate | None = None
    affects: tuple[str, ...] = ()
    withdrawn_on: PartialDate | None = None
    status: str = ""
    territory: str = ""
    place: str = ""
    as_at: PartialDate | None = None
    remark: str = ""
    read_as: PartialDate | None = None
    bound_by: PartialDate | None = None
    date_is_computed: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of act")
        if self.status not in STATUSES:
            raise ValueError(f"{self.status!r} is no status of an act")
        if self.date_is_computed and (self.date is None or self.printed_entry_into_force is None):
            raise ValueError("a computed date needs the date and the printed entry into force that it was computed from")


COLUMNS: Final = tuple(field.name for field in fields(ActRow))
_PROVISION: Final = re.compile(r"[a-z][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)+")
_YES: Final = "yes"
_DATES: Final = ("date", "effective_from", "printed_entry_into_force", "withdrawn_on", "as_at", "read_as", "bound_by")


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return _YES
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    return str(value)


def _sort_key(row: ActRow) -> tuple[str, ...]:
    first = ("instrument", "state", "kind", "date", "place", "territory", "remark")
    rest = tuple(name for name in COLUMNS if name not in first)  # so that the order is the same whatever order acts come in
    return tuple(_cell(getattr(row, name)) for name in (*first, *rest))


def write_acts(path: Path, rows: Iterable[ActRow]) -> int:
    """Write the table, sorted, whole or not at all; returns the number of rows."""
    ordered = sorted(rows, key=_sort_key)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in ordered:
        writer.writerow([_cell(getattr(row, name)) for name in COLUMNS])
    write_text(path, text.getvalue())
    return len(ordered)


def _read_row(record: Record) -> ActRow:
    dates = {column: record.pop_date(column) for column in _DATES}
    kind = record.pop_required("kind")
    if kind not in KINDS:
        raise record.wrong("kind", f"{kind!r} is no kind of act")
    status = record.pop("status")
    if status not in STATUSES:
        raise record.wrong("status", f"{status!r} is no status of an act")
    affects = tuple(record.pop("affects").split())
    for path in affects:
        if not _PROVISION.fullmatch(path):
            raise record.wrong("affects", f"{path!r} is no path of a provision: write instrument/article/paragraph, as icrmw/25/1")
    computed = record.pop("date_is_computed")
    if computed not in {"", _YES}:
        raise record.wrong("date_is_computed", f"{computed!r} is neither {_YES!r} nor empty")
    if computed and (dates["date"] is None or dates["printed_entry_into_force"] is None):
        raise record.wrong("date_is_computed", "the date, or the printed entry into force that it was computed from, is missing")
    row = ActRow(
        instrument=record.pop_required("instrument"),
        state=record.pop_required("state"),
        state_as_published=record.pop("state_as_published"),
        kind=kind,
        date=dates["date"],
        effective_from=dates["effective_from"],
        printed_entry_into_force=dates["printed_entry_into_force"],
        affects=affects,
        withdrawn_on=dates["withdrawn_on"],
        status=status,
        territory=record.pop("territory"),
        place=record.pop("place"),
        as_at=dates["as_at"],
        remark=record.pop("remark"),
        read_as=dates["read_as"],
        bound_by=dates["bound_by"],
        date_is_computed=bool(computed),
    )
    record.finish()
    return row


def read_acts(path: Path) -> list[ActRow]:
    """Read the table.

    Raises:
        SourceError: the file is missing, not UTF-8, of another layout, or a cell cannot be understood (row and column named).
    """
    return [_read_row(record) for record in read_table(path, COLUMNS)]
