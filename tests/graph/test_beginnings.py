"""From when a state is bound: first parties, years, missing dates, and acts that bind nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import BindingPeriod, binding_periods
from servanda.graph.effect_rules import EffectRule
from servanda.loaders.acts import KINDS
from servanda.ontology.act_kinds import CONSENTS

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]


def only(periods: list[BindingPeriod]) -> BindingPeriod:
    assert len(periods) == 1
    return periods[0]


def span(period: BindingPeriod) -> tuple[str, str]:
    return period.start.earliest.isoformat(), period.start.latest.isoformat()


def rules(period: BindingPeriod) -> list[str]:
    return [step.rule for step in period.steps]


def test_indonesia_is_bound_by_the_icrmw_from_1_september_2012(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act("Signature", "2004-09-22"), act()], rule()))
    assert period.starts == "2012-09-01"
    assert period.precision == "day"
    assert period.end is None
    assert period.ends is None
    assert [record.row.kind for record in period.acts] == ["Ratification"]


def test_the_reason_names_the_act_the_article_and_the_day(act: Act, rule: Rule) -> None:
    ratified = act()
    consent, delay = only(binding_periods([ratified], rule())).steps
    assert (consent.rule, consent.date, consent.act) == ("consent", "2012-05-31", str(ratified.iri))
    assert "the depositary, as at 2026-02-03" in consent.english
    assert (delay.article, delay.date) == ("icrmw/87/2", "2012-09-01")
    assert "ICRMW art 87(2)" in delay.english
    assert "ICRMW art 87(2)" in delay.indonesian
    assert delay.english != delay.indonesian


def test_first_parties_are_bound_from_the_instruments_own_entry_into_force(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date="1993-02-19")], rule()))
    assert period.starts == "2003-07-01"
    assert period.precision == "day"
    assert rules(period) == ["consent", "first-parties"], "the clause on later states is not what binds it"
    assert period.steps[-1].article == "icrmw/87/1"


def test_the_last_of_the_first_parties_is_not_delayed_twice(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date="2003-03-14")], rule()))
    assert period.starts == "2003-07-01"
    assert rules(period) == ["consent", "state-delay"]


@pytest.mark.parametrize("kind", sorted(KINDS - CONSENTS))
def test_no_act_but_a_consent_binds(act: Act, rule: Rule, kind: str) -> None:
    assert binding_periods([act(kind)], rule()) == []


@pytest.mark.parametrize("kind", sorted(CONSENTS - {"Succession"}))
def test_every_way_of_consenting_binds(act: Act, rule: Rule, kind: str) -> None:
    assert only(binding_periods([act(kind)], rule())).starts == "2012-09-01"


def test_a_consent_without_effect_binds_nobody(act: Act, rule: Rule) -> None:
    assert binding_periods([act(status="ineffective")], rule()) == []


def test_a_year_gives_a_year_and_the_days_that_it_can_mean(act: Act, ilo_rule: EffectRule) -> None:
    period = only(binding_periods([act(date="1950", instrument="ilo-c029")], ilo_rule))
    assert (period.starts, period.precision) == ("1951", "year")
    assert span(period) == ("1951-01-01", "1951-12-31")
    assert rules(period) == ["consent-year", "state-delay-year"]


def test_a_year_that_gives_days_of_two_years_is_written_as_the_certain_day(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date="2012")], rule(state_delay="days:30")))
    assert span(period) == ("2012-01-31", "2013-01-30")
    assert (period.starts, period.precision) == ("2013-01-30", "year")


def test_a_year_that_reaches_into_the_time_before_entry_into_force_is_cut(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date="2003")], rule()))
    assert span(period) == ("2003-07-01", "2004-04-01")


def test_a_year_long_before_entry_into_force_gives_a_day(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date="1995")], rule()))
    assert (period.starts, period.precision) == ("2003-07-01", "day")


def test_a_day_that_nobody_prints_is_not_told_as_the_day_of_the_consent(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date="2009-04-21", printed="2010-04-21", date_is_computed=True)], rule(state_delay="months:12")))
    first = period.steps[0]
    assert (period.starts, first.rule, first.date) == ("2010-04-21", "consent-computed", "2009-04-21")
    assert "computed 2009-04-21 back from the entry into force for the state that is printed, 2010-04-21" in first.english
    assert "menghitung 2009-04-21 mundur dari tanggal mulai berlaku bagi negara yang dicetak, 2010-04-21" in first.indonesian
    assert "on 2009-04-21" not in first.english
    assert "pada 2009-04-21" not in first.indonesian


def test_a_day_can_be_computed_only_from_one_that_is_printed(act: Act) -> None:
    with pytest.raises(ValueError, match="the printed entry into force that it was computed from"):
        act(date="2009-04-21", date_is_computed=True)


def test_an_undated_consent_is_certain_only_from_the_date_of_its_source(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date=None, as_at="2010-01-15")], rule()))
    assert span(period) == ("2003-07-01", "2010-05-01")
    assert (period.starts, period.precision) == ("2010-05-01", "atLatest")
    assert rules(period)[0] == "consent-undated"


def test_an_undated_consent_of_an_undated_source_gives_nothing(act: Act, rule: Rule, source: Callable[..., object]) -> None:
    assert binding_periods([act(date=None, by=source("other", as_at=None))], rule()) == []


def test_an_undated_consent_begins_when_the_source_prints_it(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act(date=None, printed="2008-01-01")], rule()))
    assert (period.starts, period.precision) == ("2008-01-01", "day")
    assert rules(period) == ["consent-undated", "printed"]


def test_a_printed_entry_into_force_does_not_overrule_the_final_clauses(act: Act, rule: Rule) -> None:
    assert only(binding_periods([act(printed="2012-10-15")], rule())).starts == "2012-09-01"


def test_the_source_may_say_itself_from_when_an_act_has_effect(act: Act, rule: Rule) -> None:
    assert only(binding_periods([act(effective_from="2012-06-03")], rule())).starts == "2012-06-03"
    year = only(binding_periods([act(effective_from="2012")], rule()))
    assert (year.starts, year.precision) == ("2012", "year")


@pytest.mark.parametrize("dates", [{"effective_from": "1991-01-01"}, {"date": None, "printed": "1991-01-01"}])
def test_nobody_is_bound_before_entry_into_force_whatever_a_source_prints(act: Act, rule: Rule, dates: dict[str, str | None]) -> None:
    period = only(binding_periods([act(**dates)], rule()))
    assert period.start.earliest >= date(2003, 7, 1)


def test_without_a_rule_on_the_delay_nothing_is_concluded(act: Act, rule: Rule) -> None:
    assert binding_periods([act()], rule(state_delay="")) == []


def test_where_entry_into_force_is_not_recorded_the_delay_alone_counts(act: Act, rule: Rule) -> None:
    assert only(binding_periods([act(date="1993-02-19")], rule(in_force=None))).starts == "1993-06-01"
