"""Cells that cannot be right as they are printed: read otherwise for a stated reason, or left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import binding_periods
from servanda.graph.effect_rules import EffectRule

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]


def test_a_date_that_is_read_otherwise_counts_as_it_is_read_and_says_so(act: Act, rule: Rule) -> None:
    (period,) = binding_periods([act(date="2012-05-31", read_as="2013-05-31")], rule())
    assert period.starts == "2013-09-01"
    assert [step.rule for step in period.steps][:2] == ["consent", "read-as"]
    assert period.steps[0].date == "2012-05-31", "what is printed stays"
    assert period.steps[1].date == "2013-05-31"


def test_where_two_printed_days_do_not_fit_only_the_later_is_certain(act: Act, rule: Rule) -> None:
    for printed, earliest, latest in (("2010-01-01", (2010, 1, 1), (2012, 9, 1)), ("2014-01-01", (2012, 9, 1), (2014, 1, 1))):
        (period,) = binding_periods([act(status="doubtful", printed=printed)], rule())
        assert (period.start.earliest, period.start.latest) == (date(*earliest), date(*latest))
        assert period.precision == "atLatest"
        assert period.steps[-1].rule == "doubtful"


def test_a_doubt_about_days_before_entry_into_force_binds_nobody_earlier(act: Act, rule: Rule) -> None:
    (period,) = binding_periods([act(status="doubtful", printed="1999-01-01")], rule())
    assert period.start.earliest >= date(2003, 7, 1)


def test_a_doubtful_cell_that_fits_leaves_the_day_as_it_is(act: Act, rule: Rule) -> None:
    (period,) = binding_periods([act(status="doubtful", printed="2012-09-01")], rule())
    assert (period.starts, period.precision) == ("2012-09-01", "day")
