"""Optional clauses: when one comes into force, and which declarations hold over which days."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from servanda.graph.derive import Derived
from servanda.graph.derive_limits import derive_limits
from servanda.graph.errors import GraphError
from servanda.graph.facts import Facts
from servanda.graph.optional_clauses import ClauseAcceptance, acceptances, day_reached, settle_clauses
from servanda.graph.span import Span
from servanda.loaders.dates import PartialDate
from servanda.loaders.optional_clauses import DeclaredTerm


@pytest.fixture(scope="module")
def accepted(facts: Facts, derived: Derived) -> list[ClauseAcceptance]:
    return acceptances(facts, derive_limits(facts, derived).limits)


def test_the_day_counted_from_the_declarations_is_the_one_that_the_depositary_prints(
    accepted: list[ClauseAcceptance], derived: Derived
) -> None:
    """CERD end note 35 prints 3 December 1982, CAT end note 1 the day of the Convention itself, 26 June 1987."""
    counted = {
        clause: day_reached(clause, needed, accepted, derived.periods)
        for clause, needed in [("icerd/14", 10), ("cat/21", 5), ("cat/22", 5)]
    }
    convention = datetime.date(1987, 6, 26)
    assert counted == {"icerd/14": datetime.date(1982, 12, 3), "cat/21": convention, "cat/22": convention}


def test_the_migrant_workers_clauses_are_not_in_force_yet(facts: Facts, accepted: list[ClauseAcceptance], derived: Derived) -> None:
    settled = {clause.row.provision: clause for clause in settle_clauses(facts, accepted, derived.periods)}
    assert settled["icrmw/76"].in_force is None
    assert settled["icrmw/77"].in_force is None
    states = {each.state for each in accepted if each.provision == "icrmw/77"}
    assert states == {"ECU", "GTM", "MEX", "SLV", "URY"}  # those whose blocks on the page recognise the competence; Türkiye's postpones it


def test_the_convention_on_disappearance_asks_for_no_number(facts: Facts, accepted: list[ClauseAcceptance], derived: Derived) -> None:
    settled = {clause.row.provision: clause for clause in settle_clauses(facts, accepted, derived.periods)}
    assert settled["ced/31"].in_force == datetime.date(2010, 12, 23)


def test_the_covenants_clause_came_into_force_with_declarations_that_the_page_no_longer_shows(
    facts: Facts, accepted: list[ClauseAcceptance], derived: Derived
) -> None:
    settled = {clause.row.provision: clause for clause in settle_clauses(facts, accepted, derived.periods)}
    assert settled["iccpr/41"].in_force == datetime.date(1979, 3, 28)
    assert [name for name, clause in settled.items() if not clause.accounted_for] == ["iccpr/41"]


def test_swiss_declarations_hold_for_five_years_each(accepted: list[ClauseAcceptance]) -> None:
    swiss = [
        (each.start.latest.isoformat(), None if each.end is None else each.end.latest.isoformat())
        for each in accepted
        if (each.provision, each.state) == ("iccpr/41", "CHE")
    ]
    assert swiss == [
        ("1992-06-18", "1997-09-18"),
        ("1997-09-18", "2002-09-18"),
        ("2010-05-11", "2015-04-16"),
        ("2017-03-27", "2022-01-24"),
        ("2022-01-24", "2027-01-24"),
    ]


def test_a_declaration_that_only_a_note_tells_of_has_no_act(accepted: list[ClauseAcceptance]) -> None:
    german = [each for each in accepted if (each.provision, each.state) == ("iccpr/41", "DEU")]
    assert [each.act is None for each in german] == [True] * 5 + [False]


def test_a_declaration_that_only_names_an_office_accepts_nothing(accepted: list[ClauseAcceptance]) -> None:
    """Moldova accepted ICERD article 14 on 8 May 2013; on 6 March 2014 it named the body that answers the Committee."""
    moldova = [str(each.start.latest) for each in accepted if (each.provision, each.state) == ("icerd/14", "MDA")]
    assert moldova == ["2013-05-08"]


def test_an_acceptance_that_stands_only_in_an_end_note_counts(accepted: list[ClauseAcceptance]) -> None:
    """The German Democratic Republic, CAT end note 3."""
    east = {(each.provision, str(each.start.latest)) for each in accepted if each.state == "x-german-democratic-republic"}
    assert east == {("cat/21", "1990-09-13"), ("cat/22", "1990-09-13")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "che/iccpr/declaration/1900-01-01"},
        {"act": "fin/iccpr/declaration/1975-08-19"},
        {"state": "XXX"},
        {"source": "nobody"},
    ],
)
def test_a_term_that_does_not_fit_an_act_is_refused(facts: Facts, wrong: dict[str, str]) -> None:
    day = PartialDate.parse("1990-01-01")
    good = DeclaredTerm("iccpr/41", "CHE", day, day, None, "", "untc", "end note 1", "")
    with pytest.raises(GraphError, match="iccpr/41"):
        acceptances(replace(facts, declared_terms=[replace(good, **wrong)]), [])


def of(state: str, first: str, last: str | None = None) -> ClauseAcceptance:
    begin = datetime.date.fromisoformat(first)
    end = None if last is None else datetime.date.fromisoformat(last)
    return ClauseAcceptance("icerd/14", state, Span(begin, begin), None if end is None else Span(end, end), None, "untc", "somewhere", "")


def test_a_state_counts_once_and_only_while_its_declaration_holds(derived: Derived) -> None:
    """Sweden, the Netherlands and Uruguay are parties to ICERD throughout."""
    once = [of("SWE", "1980-01-01"), of("SWE", "1981-01-01")]
    assert day_reached("icerd/14", 2, once, derived.periods) is None
    apart = [of("SWE", "1980-01-01", "1981-01-01"), of("NLD", "1982-01-01"), of("URY", "1983-01-01")]
    assert day_reached("icerd/14", 2, apart, derived.periods) == datetime.date(1983, 1, 1)
    assert day_reached("icerd/14", 1, apart, derived.periods) == datetime.date(1980, 1, 1)
    renewed = [of("SWE", "1980-01-01", "1981-01-01"), of("SWE", "1981-01-01"), of("NLD", "1981-06-01")]
    assert day_reached("icerd/14", 2, renewed, derived.periods) == datetime.date(1981, 6, 1)
