"""When the sessions of the Universal Periodic Review were held: a small packaged table, each row with the page that says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "upr_sessions" / "upr_sessions.csv"
COLUMNS: Final = ("session", "year", "from", "until", "source", "note")


@dataclass(frozen=True, slots=True)
class Session:
    """One session of the working group.

    Attributes:
        number: of the session.
        year: in which it was held; None where no page was found that tells it (``note`` says so).
        start, end: first and last day; None where no page was found that tells them, or pages disagree.
        source: address of the page.
        note: hard points.
    """

    number: int
    year: int | None
    start: PartialDate | None
    end: PartialDate | None
    source: str
    note: str


def read_sessions(path: Path = TABLE) -> dict[int, Session]:
    """The sessions by number.

    Raises:
        SourceError: a cell cannot be understood, a session stands twice, or its days lie outside of its year (row and column named).
    """
    found: dict[int, Session] = {}
    for record in read_table(path, COLUMNS):
        number, year = record.pop_required("session"), record.pop_year("year")
        if not number.isdigit() or int(number) in found:
            raise record.wrong("session", f"{number!r} is no number of a session, or stands here twice")
        session = Session(
            number=int(number),
            year=None if year is None else year.year,
            start=record.pop_date("from"),
            end=record.pop_date("until"),
            source=record.pop_required("source"),
            note=record.pop("note"),
        )
        for day in (session.start, session.end):
            if day is not None and day.year != session.year:
                raise record.wrong("from", f"{day} does not lie in {year or 'any year of the session'}")
        if session.start is None and not session.note:
            raise record.wrong("note", "must say why no day is given")
        record.finish()
        found[session.number] = session
    return found


def session_of(sessions: dict[int, Session], number: str, *, file: Path, row: int, column: str) -> Session:
    """The session that a row names.

    Raises:
        BadValue: no number, or a session that is not in the table (file, row and column named).
    """
    if not number.isdigit() or int(number) not in sessions:
        raise BadValue(f"there is no session {number!r} in {TABLE.name}", file=file, row=row, column=column)
    return sessions[int(number)]
