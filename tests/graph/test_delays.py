"""When an act takes effect: the delays of the final clauses, counted as the clauses put them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.graph.effect_rules import Delay, EffectRule
from servanda.graph.errors import BadRule

FORMS = ("none", "days:30", "days:90", "months:1", "months:3", "months:12", "years:1", "years:2")
FIRST_OF_MONTH = ("first-of-month-after-months:1", "first-of-month-after-months:3", "first-of-month-after-months:12")
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


def effect(delay: str, day: str) -> str:
    read = Delay.parse(delay)
    assert read is not None
    return read.apply(datetime.date.fromisoformat(day)).isoformat()


@pytest.mark.parametrize(
    ("delay", "deposit", "bound"),
    [
        ("none", "2000-02-29", "2000-02-29"),
        ("days:30", "1981-08-04", "1981-09-03"),  # CEDAW: the thirtieth day after the twentieth deposit
        ("days:30", "2000-01-31", "2000-03-01"),
        ("days:30", "2001-01-31", "2001-03-02"),
        ("days:90", "1999-01-01", "1999-04-01"),
        ("days:90", "2000-01-01", "2000-03-31"),
        ("days:90", "1954-01-22", "1954-04-22"),  # refugee convention: the ninetieth day after the sixth deposit
        ("months:3", "1975-12-23", "1976-03-23"),  # ICCPR
        ("months:3", "1999-11-30", "2000-02-29"),
        ("months:3", "2000-11-30", "2001-02-28"),
        ("months:1", "2001-01-31", "2001-02-28"),
        ("months:12", "2000-02-29", "2001-02-28"),
        ("months:12", "2001-12-31", "2002-12-31"),
        ("years:1", "2000-02-29", "2001-02-28"),
        ("years:2", "1973-12-13", "1975-12-13"),
        ("first-of-month-after-months:3", "2003-03-14", "2003-07-01"),  # ICRMW: the twentieth deposit
        ("first-of-month-after-months:3", "2012-05-31", "2012-09-01"),
        ("first-of-month-after-months:3", "2002-11-30", "2003-03-01"),
        ("first-of-month-after-months:3", "2003-11-30", "2004-03-01"),
        ("first-of-month-after-months:3", "2012-09-30", "2013-01-01"),
        ("first-of-month-after-months:12", "2010-05-15", "2011-06-01"),
        ("first-of-month-after-days:30", "2001-01-31", "2001-04-01"),
    ],
)
def test_the_day_of_effect(delay: str, deposit: str, bound: str) -> None:
    assert effect(delay, deposit) == bound


def test_a_blank_delay_is_none_and_not_zero() -> None:
    assert Delay.parse("") is None


@pytest.mark.parametrize("text", ["30", "days", "days:", "days:-3", "weeks:2", "days:30 ", "Days:30", "first-of-month:3", "days:3.5"])
def test_a_delay_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(BadRule, match="no delay"):
        Delay.parse(text)


def test_a_wrong_delay_says_in_which_rule_it_stands(rule: Callable[..., EffectRule]) -> None:
    with pytest.raises(BadRule, match="icrmw"):
        rule(state_delay="thirty days")


def test_an_instruments_own_entry_into_force_must_be_a_day(rule: Callable[..., EffectRule]) -> None:
    with pytest.raises(BadRule, match=r"icrmw.*2003"):
        rule(in_force="2003")


def test_nothing_may_be_left_out_where_the_text_forbids_it(rule: Callable[..., EffectRule]) -> None:
    assert rule(excludable="none").excludable == ()
    assert rule(excludable="ilo-c097/annex-i ilo-c097/annex-ii").excludable == ("ilo-c097/annex-i", "ilo-c097/annex-ii")


@given(delay=st.sampled_from(FORMS + FIRST_OF_MONTH), one=DAYS, other=DAYS)
def test_who_acts_earlier_is_bound_no_later(delay: str, one: datetime.date, other: datetime.date) -> None:
    read = Delay.parse(delay)
    assert read is not None
    early, late = sorted((one, other))
    assert read.apply(early) <= read.apply(late)
    assert read.apply(early) >= early


@given(delay=st.sampled_from(FIRST_OF_MONTH), day=DAYS)
def test_the_first_of_a_month_is_a_first_of_a_month(delay: str, day: datetime.date) -> None:
    read = Delay.parse(delay)
    assert read is not None
    bound = read.apply(day)
    assert bound.day == 1
    months = (bound.year - day.year) * 12 + bound.month - day.month
    assert months == read.number + 1


@pytest.mark.parametrize("text", FORMS + FIRST_OF_MONTH)
def test_a_delay_can_be_said_in_both_languages(text: str) -> None:
    read = Delay.parse(text)
    assert read is not None
    english, indonesian = read.words("en"), read.words("id")
    assert english != indonesian
    for said in (english, indonesian):
        assert "{" not in said
        assert text == "none" or str(read.number) in said
