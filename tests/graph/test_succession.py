"""Successor states: bound from their declaration (ILO), or from the day of succession where it is recorded (United Nations)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import BindingPeriod, binding_periods
from servanda.graph.effect_rules import EffectRule

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]


def only(periods: list[BindingPeriod]) -> BindingPeriod:
    assert len(periods) == 1
    return periods[0]


def test_under_an_ilo_convention_the_declaration_binds_at_once(act: Act, ilo_rule: EffectRule) -> None:
    period = only(binding_periods([act("Succession", "1991-06-25", instrument="ilo-c029")], ilo_rule))
    assert (period.starts, period.precision) == ("1991-06-25", "day")
    assert period.steps[-1].rule == "succession-notification"
    assert "practice" in period.steps[-1].english


def test_a_declaration_known_to_the_year_gives_that_year(act: Act, ilo_rule: EffectRule) -> None:
    period = only(binding_periods([act("Succession", "1991", instrument="ilo-c029")], ilo_rule))
    assert (period.starts, period.precision) == ("1991", "year")
    assert (period.start.earliest, period.start.latest) == (date(1991, 1, 1), date(1991, 12, 31))


def test_an_ordinary_ratification_of_a_successor_waits_its_twelve_months(act: Act, ilo_rule: EffectRule) -> None:
    assert only(binding_periods([act("Ratification", "1991-06-25", instrument="ilo-c029")], ilo_rule)).starts == "1992-06-25"


def test_under_a_un_treaty_the_day_of_succession_counts_where_it_is_printed(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act("Succession", "2006-10-23", printed="2006-06-03")], rule()))
    assert (period.starts, period.precision) == ("2006-06-03", "day")
    assert period.steps[-1].rule == "succession-printed"


def test_another_source_may_print_the_day_of_succession(act: Act, rule: Rule) -> None:
    records = [act("Succession", "2006-10-23"), act("Succession", "2006-10-23", by="table", printed="2006-06-03")]
    period = only(binding_periods(records, rule()))
    assert period.starts == "2006-06-03"
    assert period.consent.chosen.source.name == "depositary"


def test_where_it_is_not_recorded_only_the_notification_is_certain(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act("Succession", "2006-10-23")], rule()))
    assert (period.starts, period.precision) == ("2006-10-23", "atLatest")
    assert (period.start.earliest, period.start.latest) == (date(2003, 7, 1), date(2006, 10, 23))
    assert period.steps[-1].rule == "succession-at-latest"


def test_a_day_printed_after_the_notification_is_no_day_of_succession(act: Act, rule: Rule) -> None:
    period = only(binding_periods([act("Succession", "2006-10-23", printed="2007-02-01")], rule()))
    assert (period.starts, period.precision) == ("2006-10-23", "atLatest")


def test_no_successor_is_bound_before_the_instrument_is_in_force(act: Act, rule: Rule) -> None:
    for printed in (None, "1991-06-25"):
        period = only(binding_periods([act("Succession", "1993-03-12", printed=printed)], rule()))
        assert (period.starts, period.precision) == ("2003-07-01", "day")
