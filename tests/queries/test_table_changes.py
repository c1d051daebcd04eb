"""What changed between two versions of a table, as a lawyer reads it."""

from __future__ import annotations

from servanda.queries.table_changes import compare, in_words

ACT = "https://w3id.org/servanda/id/action/idn/icrmw/ratification/2012-05-31"
OTHER = "https://w3id.org/servanda/id/action/phl/icrmw/ratification/1995-07-05"


def told(before: list[dict[str, str]], after: list[dict[str, str]]) -> list[str]:
    return list(in_words(compare(before, after, ("act",)), ("act",)))


def test_a_mended_date_is_told_with_both_dates() -> None:
    lines = told([{"act": ACT, "date": "2012-05-30", "source": "untc"}], [{"act": ACT, "date": "2012-05-31", "source": "untc"}])
    assert lines == ["- changed: action/idn/icrmw/ratification/2012-05-31: date was “2012-05-30”, is “2012-05-31”"]


def test_what_is_new_and_what_is_gone() -> None:
    lines = told([{"act": ACT, "date": "2012-05-31"}], [{"act": OTHER, "date": "1995-07-05"}])
    assert lines == [
        "- new: act “action/phl/icrmw/ratification/1995-07-05”, date “1995-07-05”",
        "- gone: act “action/idn/icrmw/ratification/2012-05-31”, date “2012-05-31”",
    ]


def test_the_order_of_rows_and_an_empty_new_column_are_no_change() -> None:
    rows = [{"act": ACT, "affects": "icrmw/76"}, {"act": ACT, "affects": "icrmw/77"}]
    assert told(rows, [{**row, "remark": ""} for row in reversed(rows)]) == []


def test_of_a_thing_with_several_rows_only_the_rows_that_differ_are_told() -> None:
    before = [{"act": ACT, "affects": "icrmw/76"}, {"act": ACT, "affects": "icrmw/77"}]
    after = [{"act": ACT, "affects": "icrmw/76"}]
    (line,) = told(before, after)
    assert "icrmw/77" in line
    assert "icrmw/76" not in line
