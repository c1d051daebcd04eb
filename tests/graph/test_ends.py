"""Until when a state is bound: denunciations that have effect, that have none, that are not recorded; leaving and coming back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import BindingPeriod, binding_periods
from servanda.graph.derive import Derived
from servanda.graph.effect_rules import EffectRule
from servanda.graph.errors import GraphError
from servanda.loaders.errors import SourceError
from servanda.loaders.source import Source

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]


@pytest.fixture
def protocol(rule: Rule) -> EffectRule:
    """The first protocol to the ICCPR: three months to come, three months to go."""
    return rule("iccpr-op1", "1976-03-23", state_delay="months:3", denunciation_delay="months:3", denunciation_article="iccpr-op1/12/1")


def bounds(periods: list[BindingPeriod]) -> list[tuple[str, str | None]]:
    return [(period.starts, period.ends) for period in periods]


def rules(period: BindingPeriod) -> list[str]:
    return [step.rule for step in period.steps]


@pytest.mark.parametrize(("date_", "words"), [("1990-05-15", "on 1990-05-15"), ("1990", "in 1990")])
def test_a_year_is_no_day(act: Act, rule: Rule, date_: str, words: str) -> None:
    (period,) = binding_periods([act(date="1980-03-01"), act("Denunciation", date_)], rule("icrmw", "1970-01-01"))
    told = next(step for step in period.steps if step.rule == "denunciation")
    assert told.english.startswith(f"The state gave notice of denunciation {words} (")
    assert f"pada {date_} (" in told.indonesian, "one word for both"


def test_a_denunciation_ends_the_period_after_its_delay(act: Act, rule: Rule) -> None:
    left = act("Denunciation", "2020-05-15")
    (period,) = binding_periods([act(), left], rule())
    assert bounds([period]) == [("2012-09-01", "2021-06-01")]
    assert left in period.acts
    step = period.steps[-1]
    assert (step.rule, step.article) == ("denunciation", "icrmw/89/2")
    assert "2021-06-01" in step.english


def test_a_denunciation_known_to_the_year_ends_within_a_year(act: Act, ilo_rule: EffectRule) -> None:
    records = [act(date="1958", instrument="ilo-c029"), act("Denunciation", "1990", instrument="ilo-c029")]
    (period,) = binding_periods(records, ilo_rule)
    assert period.end is not None
    assert (period.end.earliest, period.end.latest, period.ends) == (date(1991, 1, 1), date(1991, 12, 31), "1991")


def test_the_source_may_print_from_when_a_denunciation_has_effect(act: Act, rule: Rule) -> None:
    (period,) = binding_periods([act(), act("Denunciation", "2020-05-15", effective_from="2020-12-31")], rule())
    assert period.ends == "2020-12-31"
    assert rules(period)[-1] == "denunciation-printed"


def test_without_a_clause_on_denunciation_a_notice_has_no_effect(act: Act, rule: Rule) -> None:
    notice = act("Denunciation", "2020-05-15")
    (period,) = binding_periods([act(), notice], rule(denunciation="none"))
    assert period.end is None
    assert notice in period.acts
    assert rules(period)[-1] == "denunciation-ineffective"


def test_a_notice_that_the_depositary_gives_no_effect_has_none(act: Act, rule: Rule) -> None:
    records = [act(), act("Denunciation", "2020-05-15", status="ineffective")]
    (period,) = binding_periods(records, rule())
    assert period.end is None
    (ended,) = binding_periods([*records, act("Denunciation", "2021-05-15")], rule())
    assert ended.ends == "2022-06-01"


def test_a_party_in_brackets_left_at_an_unknown_day_before_the_source(act: Act, rule: Rule) -> None:
    (period,) = binding_periods([act(status="no-longer-party")], rule())
    assert period.end is not None
    assert (period.end.earliest, period.end.latest) == (date(2012, 9, 1), date(2026, 2, 3))
    assert rules(period)[-1] == "no-longer-party"


def test_a_dated_denunciation_says_more_than_brackets(act: Act, protocol: EffectRule) -> None:
    records = [
        act("Accession", "1975-10-03", instrument="iccpr-op1", status="no-longer-party"),
        act("Denunciation", "1997-10-23", instrument="iccpr-op1"),
    ]
    assert bounds(binding_periods(records, protocol)) == [("1976-03-23", "1998-01-23")]


def test_a_state_that_leaves_to_come_back_the_same_day_never_ceased_to_be_bound(act: Act, protocol: EffectRule) -> None:
    records = [
        act("Accession", "1980-11-14", instrument="iccpr-op1", status="no-longer-party"),
        act("Denunciation", "1998-05-26", instrument="iccpr-op1"),
        act("Accession", "1998-05-26", instrument="iccpr-op1", status="no-longer-party"),
        act("Denunciation", "2000-03-27", instrument="iccpr-op1"),
    ]
    expected = [("1981-02-14", "1998-08-26"), ("1998-08-26", "2000-06-27")]
    assert bounds(binding_periods(records, protocol)) == expected
    assert bounds(binding_periods(records[::-1], protocol)) == expected


def test_a_state_that_comes_back_later_was_not_bound_in_between(act: Act, protocol: EffectRule) -> None:
    records = [
        act("Ratification", "1980-01-01", instrument="iccpr-op1"),
        act("Denunciation", "1990-01-01", instrument="iccpr-op1"),
        act("Accession", "2000-01-01", instrument="iccpr-op1"),
    ]
    assert bounds(binding_periods(records, protocol)) == [("1980-04-01", "1990-04-01"), ("2000-04-01", None)]


def test_an_end_that_falls_after_the_return_is_moved_to_the_return(act: Act, rule: Rule) -> None:
    records = [act(), act("Denunciation", "2020-01-15"), act("Accession", "2020-02-15")]
    assert bounds(binding_periods(records, rule())) == [("2012-09-01", "2020-06-01"), ("2020-06-01", None)]


def test_a_denunciation_of_the_year_of_return_ends_only_what_came_before(act: Act, protocol: EffectRule) -> None:
    records = [
        act("Ratification", "1980-01-01", instrument="iccpr-op1"),
        act("Denunciation", "1998", instrument="iccpr-op1"),
        act("Accession", "1998-12-15", instrument="iccpr-op1"),
    ]
    first, second = binding_periods(records, protocol)
    assert first.end is not None
    assert second.end is None


def test_a_state_that_withdraws_before_it_would_be_bound_is_never_bound(act: Act, rule: Rule) -> None:
    records = [act("Ratification", "1993-02-19"), act("Denunciation", "1995-01-10")]
    assert bounds(binding_periods(records, rule())) == []


def test_two_consents_without_a_denunciation_give_one_time_of_being_bound(act: Act, rule: Rule) -> None:
    periods = binding_periods([act("Acceptance", "2010-01-15"), act("Ratification", "2012-01-15")], rule())
    for one, other in pairwise(periods):
        assert one.end is not None, "a state is bound over one period at a time"
        assert one.end.latest <= other.start.latest


def test_brackets_without_any_date_of_the_source_are_refused_with_a_sentence(act: Act, rule: Rule, source: Callable[..., Source]) -> None:
    bracketed = act(by=source("other", as_at=None), status="no-longer-party")
    try:
        periods = binding_periods([bracketed], rule())
    except (GraphError, SourceError):
        return
    assert all(period.end is not None for period in periods), "it is known that the state left"


def test_a_further_consent_while_bound_hides_no_denunciation(act: Act, rule: Rule) -> None:
    """The second consent changes nothing; what is denounced after it ends the period all the same."""
    acts = [act("Ratification", "2010-01-15"), act("Accession", "2015-01-15"), act("Denunciation", "2020-01-15")]
    (period,) = binding_periods(acts, rule())
    assert (period.starts, period.ends) == ("2010-05-01", "2021-02-01")


def test_a_further_consent_that_reaches_further_back_begins_the_period(act: Act, rule: Rule) -> None:
    """A succession with effect from the day of the succession of states, notified by a state that had acceded in between."""
    acts = [act("Accession", "2010-01-15"), act("Succession", "2015-01-15", printed="2006-06-03")]
    (period,) = binding_periods(acts, rule())
    assert (period.starts, period.ends) == ("2006-06-03", None)


def test_a_denunciation_takes_effect_at_the_end_of_the_running_period(act: Act, rule: Rule) -> None:
    """Periods of three years from the instrument's entry into force on 1 July 2003, six months of notice."""
    periodic = rule(
        denunciation_first_after="years:3 from-instrument-entry-into-force",
        denunciation_window="notice months:6 every years:3",
        denunciation_delay="",
    )
    acts = [act("Ratification", "2010-01-15")]
    (in_time,) = binding_periods([*acts, act("Denunciation", "2014-12-31")], periodic)
    (late,) = binding_periods([*acts, act("Denunciation", "2015-01-02")], periodic)
    assert (in_time.ends, late.ends) == ("2015-07-01", "2018-07-01")


def test_an_end_says_how_precisely_it_is_known(act: Act, rule: Rule, ilo_rule: EffectRule) -> None:
    (day,) = binding_periods([act(), act("Denunciation", "2020-05-15")], rule())
    (year,) = binding_periods([act(date="1958", instrument="ilo-c029"), act("Denunciation", "1990", instrument="ilo-c029")], ilo_rule)
    (bracket,) = binding_periods([act(status="no-longer-party")], rule())
    (still,) = binding_periods([act()], rule())
    assert [period.end_precision for period in (day, year, bracket, still)] == ["day", "year", "atLatest", None]


def test_a_state_whose_end_is_known_by_the_year_ends_within_it(derived: Derived) -> None:
    """Yugoslavia ceased to exist in 1992 (Security Council resolution 777 of that year); no day of 1993 is said."""
    ends = {period.instrument: (period.ends, period.end_precision) for period in derived.periods if period.state == "x-yugoslavia"}
    assert ends == dict.fromkeys(("cat", "cedaw", "crc", "iccpr", "icerd", "icescr"), ("1992", "year"))
    days = {period.ends for period in derived.periods if period.state == "x-czechoslovakia"}
    assert days == {"1993-01-01"}, "its last day is told: 31 December 1992"


def test_an_end_that_nobody_tells_has_no_day_of_another_source(derived: Derived) -> None:
    """The UN page of 3 February 2026 alone speaks of the Yemen Arab Republic, and as of a former state."""
    (period,) = [period for period in derived.periods if period.state == "x-yemen-arab-republic"]
    assert period.end is not None
    assert (period.end.earliest, period.end.latest, period.end_precision) == (date(1989, 5, 6), date(2026, 2, 3), "atLatest")
