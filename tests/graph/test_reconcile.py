"""Sources that disagree: one record is followed by a stated rule, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import binding_periods
from servanda.graph.effect_rules import EffectRule
from servanda.graph.reconcile import Consent, consents
from servanda.loaders.source import Source

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]


def settled(acts: list[SourcedAct]) -> Consent:
    """The one consent; the order in which the tables are read must not matter."""
    found = {repr(consents(list(order))): consents(list(order)) for order in permutations(acts)}
    assert len(found) == 1, "the order of the records changes the result"
    (consent,) = next(iter(found.values()))
    return consent


def told(consent: Consent) -> list[SourcedAct]:
    """Every record that the consent keeps."""
    return [consent.chosen, *consent.agreeing, *(other for conflict in consent.conflicts for other in conflict.others)]


def test_the_depositary_is_followed_and_the_table_is_kept(act: Act) -> None:
    ours, theirs = act(date="2012-05-31"), act(date="2012-06-13", by="table")
    consent = settled([ours, theirs])
    assert consent.chosen is ours
    (conflict,) = consent.conflicts
    assert (conflict.about, conflict.rule, conflict.others) == ("date", "depositary-over-table", (theirs,))


def test_the_reason_tells_of_the_record_that_was_not_followed(act: Act, rule: Rule) -> None:
    (period,) = binding_periods([act(date="2012-05-31"), act(date="2012-06-13", by="table")], rule())
    (step,) = [step for step in period.steps if step.rule == "other-record"]
    assert step.date == "2012-06-13"
    assert "the table" in step.english
    assert "depositary-over-table" in step.english


def test_a_day_is_followed_where_the_depositary_has_its_year(act: Act, ilo_rule: EffectRule) -> None:
    year, day = act(date="1950", instrument="ilo-c029"), act(date="1950-06-12", instrument="ilo-c029", by="table")
    consent = settled([year, day])
    assert consent.chosen is day
    assert consent.agreeing == (year,)
    assert consent.conflicts == ()
    (period,) = binding_periods([year, day], ilo_rule)
    assert (period.starts, period.precision) == ("1951-06-12", "day")
    assert set(period.acts) == {year, day}


def test_a_day_of_another_year_does_not_overrule_the_depositarys_year(act: Act) -> None:
    year, day = act(date="1950"), act(date="1951-06-12", by="table")
    consent = settled([year, day])
    assert consent.chosen is year
    assert [conflict.rule for conflict in consent.conflicts] == ["depositary-over-table"]


def test_two_tables_with_different_days_in_the_depositarys_year(act: Act) -> None:
    year, official, other = act(date="1950"), act(date="1950-06-12", by="table"), act(date="1950-07-01", by="other")
    consent = settled([year, official, other])
    assert consent.chosen is official
    assert consent.agreeing == (year,)
    (conflict,) = consent.conflicts
    assert (conflict.about, conflict.rule, conflict.others) == ("date", "day-over-year", (other,))


@pytest.mark.parametrize(("first", "second"), [("depositary", "table"), ("table", "depositary")])
def test_a_record_without_a_date_contradicts_nobody(act: Act, first: str, second: str) -> None:
    dated, undated = act(by=first), act(date=None, by=second)
    consent = settled([dated, undated])
    assert consent.chosen is dated
    assert consent.conflicts == ()


def test_a_disagreement_on_the_kind_of_consent_is_kept(act: Act) -> None:
    ratified, acceded = act("Ratification"), act("Accession", by="table")
    consent = settled([ratified, acceded])
    assert consent.chosen is ratified
    (conflict,) = consent.conflicts
    assert (conflict.about, conflict.others) == ("kind", (acceded,))


def test_a_consent_of_unrecorded_kind_contradicts_no_kind(act: Act) -> None:
    assert settled([act("Ratification"), act("ConsentToBeBound", by="table")]).conflicts == ()


def test_a_source_that_calls_everything_a_ratification_does_not_hide_a_succession(
    act: Act, source: Callable[..., Source], ilo_rule: EffectRule
) -> None:
    bare = act("Ratification", "1991", by=source("depositary", tells_kind=False), instrument="ilo-c029")
    table = act("Succession", "1991-06-25", by="table", instrument="ilo-c029")
    assert settled([bare, table]).conflicts == ()
    (period,) = binding_periods([bare, table], ilo_rule)
    assert (period.starts, period.precision) == ("1991-06-25", "day")


def test_the_better_of_two_tables_is_followed_where_there_is_no_depositary(act: Act) -> None:
    official, other = act(date="2000-01-01", by="table"), act(date="2001-01-01", by="other")
    assert settled([official, other]).chosen is official


def test_a_table_is_compared_with_the_consent_that_it_can_mean(act: Act) -> None:
    first, second = act("Accession", "1980-11-14"), act("Accession", "1998-05-26")
    table = act("Accession", "1998-05-26", by="table")
    one, two = consents([table, second, first])
    assert (one.chosen, two.chosen) == (first, second)
    assert one.agreeing == ()
    assert two.agreeing == (table,)
    off = act("Accession", "1998-06-26", by="table")
    one, two = consents([off, second, first])
    assert one.conflicts == ()
    assert two.conflicts[0].others == (off,)


def test_no_record_is_lost(act: Act) -> None:
    records = [
        act("Ratification", "1950"),
        act("Accession", "1950-06-12", by="table"),
        act("Ratification", "1950-07-01", by="other"),
        act("Ratification", "1961", by="older"),
    ]
    assert set(told(settled(records))) == set(records)


def test_an_ineffective_record_is_no_consent(act: Act) -> None:
    assert consents([act(status="ineffective"), act("Signature")]) == []


def test_what_follows_a_misprinted_consent_is_counted_from_the_day_as_it_is_read(act: Act, rule: Rule) -> None:
    """Printed 2093 and read as 2003: a denunciation of 2010 comes after it."""
    consented, left = act("Ratification", "2093-05-31", read_as="2003-05-31"), act("Denunciation", "2010-01-15")
    (period,) = binding_periods([consented, left], rule())
    assert left in period.acts
    assert period.end is not None
