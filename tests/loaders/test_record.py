"""Dates in a row of a table: read in one place, and what is wrong is told with file, row, column and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.dates import BadDate
from servanda.loaders.errors import BadValue
from servanda.loaders.record import Record, read_table

Written = Callable[..., Path]


@pytest.fixture
def row(written: Written) -> Callable[[str], Record]:
    """A row with one date."""

    def read(date: str) -> Record:
        (record,) = read_table(written(("state", "date"), f"IDN,{date}"), ("state", "date"))
        return record

    return read


def test_a_date_keeps_its_precision_and_an_empty_field_is_no_date(row: Callable[[str], Record]) -> None:
    assert [str(row(date).pop_date("date")) for date in ("2012-05-31", "2012", " ")] == ["2012-05-31", "2012", "None"]
    assert (str(row("2012-05-31").pop_day("date")), str(row("2012").pop_year("date"))) == ("2012-05-31", "2012")
    assert (row("").pop_day("date"), row("").pop_year("date")) == (None, None)


@pytest.mark.parametrize(
    ("date", "read", "problem"),
    [
        ("soon", Record.pop_date, "'soon' is not a date"),
        ("2012-02-30", Record.pop_day, "no such day"),
        ("2012", Record.pop_day, "2012 is not a day: write YYYY-MM-DD"),
        ("2012-05-31", Record.pop_year, "2012-05-31 is not a year: write YYYY"),
        ("", lambda record, column: record.filled(column, record.pop_date(column)), "must not be empty"),
    ],
)
def test_what_is_no_such_date_is_named(
    row: Callable[[str], Record], date: str, read: Callable[[Record, str], object], problem: str
) -> None:
    with pytest.raises(BadValue, match=rf"written\.csv, row 2, column 'date': .*{problem}"):
        read(row(date), "date")


def test_a_date_in_a_form_of_its_own_is_named_too(row: Callable[[str], Record]) -> None:
    record = row("31 May")
    with pytest.raises(BadValue, match=r"written\.csv, row 2, column 'date': '31 May' is not a date"), record.date_in("date"):
        raise BadDate(record.pop("date"))
