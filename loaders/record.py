"""A row of a source that complains about fields nobody read (the habit of reading by emptying)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from servanda.loaders.dates import BadDate, PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, WrongEncoding

_Value = TypeVar("_Value")


class Record:
    """One row. ``pop`` takes a field out; ``finish`` fails if a filled field was never looked at."""

    def __init__(self, fields: dict[str, str], *, file: Path, row: int) -> None:
        self._fields = fields
        self.file = file
        self.row = row

    def pop(self, column: str) -> str:
        """Take a field out of the row, without surrounding blanks.

        Raises:
            ChangedLayout: there is no such column.
        """
        try:
            return self._fields.pop(column).strip()
        except KeyError:
            raise ChangedLayout("this column is not there", file=self.file, row=self.row, column=column) from None

    def pop_required(self, column: str) -> str:
        """As ``pop``; an empty field is an error.

        Raises:
            BadValue: the field is empty.
        """
        return self.filled(column, self.pop(column) or None)

    def pop_date(self, column: str) -> PartialDate | None:
        """A day or a year; None where the field is empty.

        Raises:
            BadValue: neither, or a day that does not exist.
        """
        if not (cell := self.pop(column)):
            return None
        with self.date_in(column):
            return PartialDate.parse(cell)

    def pop_day(self, column: str) -> PartialDate | None:
        """A day; None where the field is empty.

        Raises:
            BadValue: a year alone, no date, or a day that does not exist.
        """
        found = self.pop_date(column)
        if found is not None and not found.is_day:
            raise self.wrong(column, f"{found} is not a day: write YYYY-MM-DD")
        return found

    def pop_year(self, column: str) -> PartialDate | None:
        """A year; None where the field is empty.

        Raises:
            BadValue: a day, or no date.
        """
        found = self.pop_date(column)
        if found is not None and found.is_day:
            raise self.wrong(column, f"{found} is not a year: write YYYY")
        return found

    def filled(self, column: str, found: _Value | None) -> _Value:
        """What was read from a field that must not be empty: ``record.filled("as_at", record.pop_date("as_at"))``.

        Raises:
            BadValue: the field was empty.
        """
        if found is None:
            raise self.wrong(column, "must not be empty")
        return found

    @contextmanager
    def date_in(self, column: str) -> Iterator[None]:
        """Around the reading of a date that a column has in a form of its own: what is no date becomes an error that names the column.

        Raises:
            BadValue: in the place of a ``BadDate``.
        """
        try:
            yield
        except BadDate as error:
            raise self.wrong(column, str(error)) from error

    def wrong(self, column: str, problem: str) -> BadValue:
        """An error that names this row and a column."""
        return BadValue(problem, file=self.file, row=self.row, column=column)

    def finish(self) -> None:
        """Check that every filled field was read.

        Raises:
            ChangedLayout: a field that holds something was not read: the layout grew a column.
        """
        for column, value in self._fields.items():
            if value.strip():
                raise ChangedLayout("nothing reads this column", file=self.file, row=self.row, column=column)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file (a byte order mark is dropped).

    Raises:
        MissingFile: it is not there, or cannot be opened.
        WrongEncoding: it is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(f"cannot be read: {error.strerror or error}", file=path) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongEncoding(f"is not UTF-8 text (byte {error.start} cannot be read); save it as UTF-8", file=path) from error


def read_table(path: Path, columns: Iterable[str]) -> Iterator[Record]:
    """The rows of a CSV file whose header must be exactly ``columns`` (row 1 is the header).

    Raises:
        MissingFile, WrongEncoding: the file cannot be read.
        ChangedLayout: another header, or a row of another length.
    """
    wanted = list(columns)
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = next(reader, None)
        if header != wanted:
            raise ChangedLayout(f"the header is {', '.join(header or []) or 'missing'}; expected {', '.join(wanted)}", file=path, row=1)
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(wanted):
                raise ChangedLayout(f"{len(cells)} cells where the header has {len(wanted)}", file=path, row=number)
            yield Record(dict(zip(wanted, cells, strict=True)), file=path, row=number)
    except csv.Error as error:
        raise ChangedLayout(f"is not a well-formed CSV table: {error}", file=path, row=reader.line_num) from error
