"""What the end notes of a status page tell: withdrawals, denunciations, acts of dissolved states, extensions to territories.

The notes are prose. They were read by a person and encoded in ``data/untc/end_notes.csv``; this module holds the table against the page, so
that a note that is new, gone or changed stops the load instead of being missed. No sentence of a note is kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.acts import KINDS, STATUSES, ActRow
from servanda.loaders.dates import MONTHS, SHORT_MONTHS, PartialDate
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA
from servanda.loaders.untc_page import Page

TABLE: Final = DATA / "untc" / "end_notes.csv"
COLUMNS: Final = (
    "instrument",
    "note",
    "state",
    "state_as_published",
    "kind",
    "date",
    "effective_from",
    "affects",
    "withdrawn_on",
    "status",
    "territory",
    "reading",
    "remark",
)
#: Words that tell of an end. Misspellings that the pages have (``wihdraw``) count; "determination" and "indeterminate" do not.
ENDING: Final = re.compile(r"denounc|denunci|\bw\w{0,3}hdr[ae]w|\bterminat", re.IGNORECASE)
_MONTH: Final = "|".join(f"{month}|{month[:3]}" for month in MONTHS)  # the lists in the notes print "14 Aug 1997"
# "8 March, 19 and 20 April 1989" gives three days: what a date leaves out stands in the one after it.
_DATES: Final = re.compile(
    rf"(?:\d{{1,2}}(?:\s+(?:{_MONTH}))?(?:\s+\d{{4}})?(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+))*\d{{1,2}}\s+(?:{_MONTH})\s*,?\s*\d{{4}}",
    re.IGNORECASE,
)
_DATE: Final = re.compile(rf"(\d{{1,2}})(?:\s+({_MONTH}))?(?:\s*,?\s*(\d{{4}}))?", re.IGNORECASE)
#: Instead of a day, the table may say that the day is that of the same state's consent or signature in the main table of the page.
_SAME_PAGE: Final = ("consent", "signature")


def dates_in(text: str) -> list[datetime.date]:
    """Every day that the text names, in order (days that do not exist are left out)."""
    found: list[datetime.date] = []
    for group in _DATES.finditer(text):
        month, year = "", ""
        days: list[datetime.date] = []
        for part in reversed(list(_DATE.finditer(group[0]))):
            month, year = part[2] or month, part[3] or year
            try:
                days.append(datetime.date(int(year), SHORT_MONTHS.index(month[:3].capitalize()) + 1, int(part[1])))
            except ValueError:
                continue
        found += reversed(days)
    return found


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One reading of one end note.

    Attributes:
        row: row of the table.
        act: the act as far as the note tells it, or None where the note was read and tells of no act (``remark`` says why).
        date, withdrawn_on: a day as ``YYYY-MM-DD``, ``consent``, ``signature``, or empty where the note prints none.
    """

    row: int
    instrument: str
    note: str
    act: ActRow | None
    date: str
    withdrawn_on: str
    remark: str


def _read_row(record: Record) -> NoteRow:
    instrument, note = record.pop_required("instrument"), record.pop_required("note")
    state, name, kind = record.pop("state"), record.pop("state_as_published"), record.pop("kind")
    date, withdrawn_on, effective = record.pop("date"), record.pop("withdrawn_on"), record.pop("effective_from")
    affects, status, territory = tuple(record.pop("affects").split()), record.pop("status"), record.pop("territory")
    reading, remark = record.pop("reading"), record.pop("remark")
    record.finish()
    if reading == "no-act":
        if not remark or any((state, name, kind, date, withdrawn_on, effective, affects, status, territory)):
            raise record.wrong("reading", "'no-act' needs a remark that says why, and nothing else")
        return NoteRow(record.row, instrument, note, None, "", "", remark)
    if reading != "act":
        raise record.wrong("reading", f"{reading!r} is neither 'act' nor 'no-act'")
    for column, value in (("state", state), ("state_as_published", name)):
        if not value:
            raise record.wrong(column, "must not be empty")
    if kind not in KINDS:
        raise record.wrong("kind", f"{kind!r} is no kind of act")
    if status not in STATUSES:
        raise record.wrong("status", f"{status!r} is no status of an act")
    for path in affects:
        if not path.startswith(f"{instrument}/"):
            raise record.wrong("affects", f"{path!r} is no provision of {instrument}")
    for column, value in (("date", date), ("withdrawn_on", withdrawn_on), ("effective_from", effective)):
        if value in _SAME_PAGE and column != "effective_from":
            continue
        with record.date_in(column):
            PartialDate.parse_or_none(value)
    act = ActRow(
        instrument=instrument,
        state=state,
        state_as_published=name,
        kind=kind,
        date=None,
        effective_from=PartialDate.parse_or_none(effective),
        affects=affects,
        status=status,
        territory=territory,
        place=f"end note {note}",
        remark=remark,
    )
    return NoteRow(record.row, instrument, note, act, date, withdrawn_on, remark)


def read_note_table(path: Path = TABLE) -> list[NoteRow]:
    """The readings of the end notes.

    Raises:
        SourceError: the table cannot be read, or a cell cannot be understood.
    """
    return [_read_row(record) for record in read_table(path, COLUMNS)]


@dataclass(frozen=True, slots=True)
class MainDates:
    """The days of the main table by state: what ``consent`` and ``signature`` in the table of end notes stand for."""

    consent: Mapping[str, PartialDate]
    signature: Mapping[str, PartialDate]


def _day(row: NoteRow, cell: str, dates: MainDates, text: str, file: Path) -> PartialDate | None:
    """The day that a cell means; it must stand in the note or in the main table."""
    assert row.act is not None
    if cell in _SAME_PAGE:
        table = dates.consent if cell == "consent" else dates.signature
        if row.act.state not in table:
            raise ChangedLayout(
                f"end note {row.note}: the {cell} of {row.act.state_as_published} is wanted, which the main table does not have",
                file=file,
            )
        return table[row.act.state]
    day = PartialDate.parse_or_none(cell)
    if day is not None and day.earliest not in dates_in(text):
        raise ChangedLayout(
            f"end note {row.note} does not print {day}, which row {row.row} of {TABLE.name} reads in it: the note was changed",
            file=file,
        )
    return day


def _plain(text: str) -> str:
    """Names compare without regard to the shape of the apostrophe."""
    return text.replace("’", "'").casefold()


def acts_of_notes(
    page: Page, instrument: str, rows: Iterable[NoteRow], dates: MainDates, *, file: Path
) -> tuple[list[ActRow], frozenset[str]]:
    """The acts that the end notes of a page tell, and the numbers of the notes that tell one.

    Raises:
        ChangedLayout: a note tells of a denunciation or withdrawal and nobody has read it; a note that was read is not on the page, or
            does not print the day or the state that was read in it.
    """
    mine = [row for row in rows if row.instrument == instrument]
    known = {row.note for row in mine}
    for number, text in page.end_notes.items():
        if number not in known and (word := ENDING.search(text)):
            raise ChangedLayout(
                f"end note {number} tells of an end ({word[0]!r}) and is not in {TABLE.name}: read it and encode it there",
                file=file,
            )
    acts: list[ActRow] = []
    for row in mine:
        if row.note not in page.end_notes:
            raise ChangedLayout(f"end note {row.note}, read in row {row.row} of {TABLE.name}, is not on the page", file=file)
        text = page.end_notes[row.note]
        if row.act is None:
            continue
        if _plain(row.act.state_as_published) not in _plain(text):
            raise ChangedLayout(
                f"end note {row.note} does not name {row.act.state_as_published!r}, as row {row.row} of {TABLE.name} has it",
                file=file,
            )
        effective = row.act.effective_from
        if effective is not None:
            _day(row, str(effective), dates, text, file)
        acts.append(
            ActRow(
                instrument=instrument,
                state=row.act.state,
                state_as_published=row.act.state_as_published,
                kind=row.act.kind,
                date=_day(row, row.date, dates, text, file),
                effective_from=effective,
                affects=row.act.affects,
                withdrawn_on=_day(row, row.withdrawn_on, dates, text, file),
                status=row.act.status,
                territory=row.act.territory,
                place=row.act.place,
                as_at=page.as_at,
                remark=row.remark,
            )
        )
    return acts, frozenset(row.note for row in mine if row.act is not None)
