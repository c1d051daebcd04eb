"""A consent whose kind the sources do not tell can have been a succession, which binds from further back: the beginning is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import BindingPeriod, Standing, binding_periods
from servanda.graph.derive import Derived
from servanda.graph.effect_rules import EffectRule
from servanda.loaders.source import Source

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]
MakeSource = Callable[..., Source]

#: A state that declared successions to other ILO conventions on 2 June 1993.
SUCCESSOR = Standing(succession_years=frozenset({1993}), succession_days=frozenset({date(1993, 6, 2)}))


def only(periods: list[BindingPeriod]) -> BindingPeriod:
    assert len(periods) == 1
    return periods[0]


def said(period: BindingPeriod) -> tuple[str, str, str]:
    return period.start.earliest.isoformat(), period.start.latest.isoformat(), period.precision


def test_a_year_in_which_the_state_succeeded_to_others_leaves_the_beginning_open(act: Act, ilo_rule: EffectRule) -> None:
    period = only(binding_periods([act("ConsentToBeBound", "1993", instrument="ilo-c029")], ilo_rule, SUCCESSOR))
    assert said(period) == ("1993-01-01", "1994-12-31", "atLatest")
    assert period.steps[-1].rule == "kind-open"


def test_in_another_year_it_waits_its_twelve_months(act: Act, ilo_rule: EffectRule) -> None:
    period = only(binding_periods([act("ConsentToBeBound", "2006", instrument="ilo-c029")], ilo_rule, SUCCESSOR))
    assert (period.starts, period.precision) == ("2007", "year")


def test_a_source_that_tells_the_kind_settles_it(act: Act, ilo_rule: EffectRule) -> None:
    open_kind = act("ConsentToBeBound", "1993", instrument="ilo-c029", by="other")
    ratified = act("Ratification", "1993-06-02", instrument="ilo-c029", by="table")
    succeeded = act("Succession", "1993-06-02", instrument="ilo-c029", by="table")
    assert only(binding_periods([open_kind, ratified], ilo_rule, SUCCESSOR)).starts == "1994-06-02"
    assert only(binding_periods([open_kind, succeeded], ilo_rule, SUCCESSOR)).starts == "1993-06-02"


def test_an_unmarked_row_of_a_table_that_marks_some_successions(act: Act, source: MakeSource, ilo_rule: EffectRule) -> None:
    """On the day of its successions it can have been one more; on another day of that year it is what the table calls it."""
    uneven = source("table", misses_successions=True)
    same_day = act("Ratification", "1993-06-02", instrument="ilo-c029", by=uneven)
    another = act("Ratification", "1993-11-18", instrument="ilo-c029", by=uneven)
    assert said(only(binding_periods([same_day], ilo_rule, SUCCESSOR))) == ("1993-06-02", "1994-06-02", "atLatest")
    assert said(only(binding_periods([another], ilo_rule, SUCCESSOR))) == ("1994-11-18", "1994-11-18", "day")
    marked = act("Succession", "1993-06-02", instrument="ilo-c029", by=uneven)
    assert said(only(binding_periods([marked], ilo_rule, SUCCESSOR))) == ("1993-06-02", "1993-06-02", "day")


def test_a_succession_that_another_record_dates_earlier_opens_the_beginning(act: Act, source: MakeSource, ilo_rule: EffectRule) -> None:
    """Somalia, C105: 1961 by the depositary's bare table, a succession of 18 November 1960 by the Swiss one."""
    bare = act("Ratification", "1961", by=source("depositary", tells_kind=False), instrument="ilo-c029")
    told = act("Succession", "1960-11-18", by="table", instrument="ilo-c029")
    assert said(only(binding_periods([bare, told], ilo_rule))) == ("1960-11-18", "1962-12-31", "atLatest")


def test_under_a_un_treaty_it_can_reach_back_to_the_succession_of_states(act: Act, rule: Rule) -> None:
    known = Standing(born=date(2006, 6, 3), succession_years=frozenset({2008}), succession_days=frozenset({date(2008, 10, 23)}))
    period = only(binding_periods([act("ConsentToBeBound", "2008-10-23")], rule(), known))
    assert said(period) == ("2006-06-03", "2009-02-01", "atLatest")


def test_a_misprinted_date_is_compared_as_it_is_read(act: Act, ilo_rule: EffectRule) -> None:
    """Printed 2093, read as the day of the state's other successions."""
    misprinted = act("ConsentToBeBound", "2093-06-02", read_as="1993-06-02", instrument="ilo-c029")
    assert said(only(binding_periods([misprinted], ilo_rule, SUCCESSOR))) == ("1993-06-02", "1994-06-02", "atLatest")
    other_year = act("ConsentToBeBound", "1993-06-02", read_as="1996-06-02", instrument="ilo-c029")
    assert said(only(binding_periods([other_year], ilo_rule, SUCCESSOR))) == ("1997-06-02", "1997-06-02", "day")


def test_a_state_listed_as_bound_is_bound_by_then(act: Act, rule: Rule) -> None:
    """No delay is added: the list is of states that are bound, not of consents."""
    period = only(binding_periods([act("ConsentToBeBound", None, as_at="2010", bound_by="2010-05-31")], rule()))
    assert said(period) == ("2003-07-01", "2010-05-31", "atLatest")
    assert [step.rule for step in period.steps] == ["consent-undated", "bound-by"]


@pytest.fixture(scope="module")
def found(derived: Derived) -> dict[tuple[str, str], BindingPeriod]:
    return {(period.state, period.instrument): period for period in derived.periods}


def test_thirteen_consents_of_unknown_kind_beside_successions(found: dict[tuple[str, str], BindingPeriod]) -> None:
    """Years of ilo-c143.csv, ilo-c097.csv and ilo-other-scattered.csv, in which the state succeeded to other ILO conventions."""
    years = {
        "ilo-c143": {"BIH": 1993, "MKD": 1991, "MNE": 2006, "SRB": 2000, "SVN": 1992},
        "ilo-c097": {"LCA": 1980, "MKD": 1991, "SRB": 2000, "SVN": 1992, "TTO": 1963, "ZMB": 1964},
    }
    for instrument, told in years.items():
        for state, year in told.items():
            assert said(found[state, instrument]) == (f"{year}-01-01", f"{year + 1}-12-31", "atLatest")
    for instrument in ("ilo-c129", "ilo-c155"):
        assert said(found["MKD", instrument]) == ("1991-11-17", "1992-11-17", "atLatest")
    assert said(found["MKD", "ilo-c187"]) == ("2013-10-03", "2013-10-03", "day"), "it succeeded to nothing in 2012"
    assert found["PHL", "ilo-c143"].starts == "2007", "the Philippines are no successor"


def test_unlettered_rows_of_c098_on_a_day_of_successions_leave_the_beginning_open(derived: Derived) -> None:
    """The copy's own account: C098 marks seven successions only and else prints the consent plus one year."""
    open_kind = [period for period in derived.periods if period.instrument == "ilo-c098" and period.steps[-1].rule == "kind-open"]
    from_the_table = [period for period in open_kind if period.consent.chosen.source.name == "fedlex_scope"]
    assert len(from_the_table) == 39, "38, and Montenegro, whose letter is that of an accession"
    angola = next(period for period in from_the_table if period.state == "AGO")
    assert said(angola) == ("1976-06-04", "1977-06-04", "atLatest")


def test_taking_part_by_way_of_the_protocol_of_1953(found: dict[tuple[str, str], BindingPeriod]) -> None:
    """The Bahamas succeeded to the protocol on 10 June 1976, Morocco accepted it on 11 May 1959 (untc-other-2014, 18-1)."""
    assert said(found["BHS", "slavery-1926-amended"]) == ("1955-07-07", "1976-06-10", "atLatest")
    assert said(found["MAR", "slavery-1926-amended"]) == ("1959-05-11", "1959-05-11", "day")


def test_the_revised_charter_and_the_comoros(found: dict[tuple[str, str], BindingPeriod]) -> None:
    """Slovakia is listed as bound in May 2010; of the Comoros a first report on C143 is due since 2023."""
    assert said(found["SVK", "esc-revised"]) == ("1999-07-01", "2010-05-31", "atLatest")
    assert said(found["COM", "ilo-c143"]) == ("1978-12-09", "2023-12-31", "atLatest")
