"""What the remarks of the dated lists say of a row: in our own words, or refused; and by when a state was bound."""

from __future__ import annotations

import pytest

from servanda.loaders.dated_remarks import UnknownRemark, bound_by, restate


@pytest.mark.parametrize(
    ("remark", "by"),
    [
        ("listed as bound in May 2010; no date; acceptance of Art. 19 not shown in the part read", "2010-05-31"),
        ("listed as bound in February 2012", "2012-02-29"),
        ("no date: a first report on No. 143 (and on No. 97, ratified 15 July 2021) is noted as due since 2023", "2023-12-31"),
        ("name only: an action is on record in UK Treaties Online, which gives no date", "None"),
    ],
)
def test_by_when_a_state_without_dates_was_bound(remark: str, by: str) -> None:
    assert str(bound_by(remark)) == by


def test_a_month_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownRemark, match="'Juny' is no month: 'listed as bound in Juny 2010'"):
        bound_by("no date; listed as bound in Juny 2010")


def test_a_time_is_restated_as_the_remark_has_it() -> None:
    """In the year and the month by which the state is then taken as bound."""
    assert restate("listed as bound in February 2012; no date: a first report on No. 97 is noted as due since 2019") == [
        "listed as bound in February 2012",
        "no date: a first report is noted as due since 2019",
    ]


def test_remarks_are_restated_and_unknown_ones_refused() -> None:
    assert restate("year from Wikipedia (English, May 2015); same year in the heading of an ILO supervisory comment") == [
        "year from the English Wikipedia, May 2015",
        "same year in an ILO supervisory comment",
    ]
    with pytest.raises(UnknownRemark, match="withdrawn in 2024"):
        restate("date of deposit; withdrawn in 2024")
