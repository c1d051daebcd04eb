"""Was a state bound on a day: yes, no or not known, and a sentence that is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.binding import BindingAnswer, binding

Small = Callable[[str], MemoryStore]
Write = Callable[..., str]

ICRMW = iris.instrument("icrmw")
IDN = iris.state("IDN")


def ask(engine: MemoryStore, on: str, language: str = "en") -> BindingAnswer:
    return binding(engine, IDN, ICRMW, date.fromisoformat(on), language)


def decisions(engine: MemoryStore, *days: str) -> list[tuple[str, str]]:
    return [(answer.status, answer.rule) for answer in (ask(engine, day) for day in days)]


def test_bound_from_the_first_day_on(small: Small, period: Write) -> None:
    engine = small(period(("2012-09-01", "2012-09-01")))
    assert decisions(engine, "2012-08-31", "2012-09-01", "2025-01-01") == [
        ("not_bound", "before"),
        ("bound", "bound"),
        ("bound", "bound"),
    ]
    assert "2012-09-01" in ask(engine, "2012-08-31").reason


def test_no_longer_bound_from_the_last_day_on(small: Small, period: Write) -> None:
    engine = small(period(("2012-09-01", "2012-09-01"), ("2021-06-01", "2021-06-01")))
    assert decisions(engine, "2021-05-31", "2021-06-01") == [("bound", "bound-until"), ("not_bound", "after")]
    assert "2021-06-01" in ask(engine, "2022-01-01").reason


def test_within_a_year_that_is_all_the_source_knows_it_is_not_known(small: Small, period: Write) -> None:
    engine = small(period(("1951-01-01", "1951-12-31"), ("1991-01-01", "1991-12-31"), precision="year"))
    assert decisions(engine, "1950-12-31", "1951-01-01", "1951-12-30", "1951-12-31") == [
        ("not_bound", "before"),
        ("not_known", "begins-within"),
        ("not_known", "begins-within"),
        ("bound", "bound-until"),
    ]
    assert decisions(engine, "1990-12-31", "1991-01-01", "1991-12-30", "1991-12-31") == [
        ("bound", "bound-until"),
        ("not_known", "ends-within"),
        ("not_known", "ends-within"),
        ("not_bound", "after"),
    ]


def test_an_end_between_two_days_of_different_years_is_not_said_as_a_day(small: Small, period: Write) -> None:
    engine = small(period(("1969-12-24", "1969-12-24"), ("2005-03-07", "2006-03-07")))
    assert decisions(engine, "2000-01-01", "2005-06-01", "2006-03-07") == [
        ("bound", "bound-until-within"),
        ("not_known", "ends-within"),
        ("not_bound", "after-within"),
    ]
    for on in ("2000-01-01", "2006-03-07"):
        for language in ("en", "id"):
            assert "2005-03-07" in ask(engine, on, language).reason
            assert "2006-03-07" in ask(engine, on, language).reason


def test_before_the_day_that_is_certain_it_is_not_known(small: Small, period: Write) -> None:
    engine = small(period(("2003-07-01", "2006-10-23"), precision="atLatest", kind="Succession"))
    assert [status for status, _ in decisions(engine, "2003-06-30", "2003-07-01", "2006-10-23")] == ["not_bound", "not_known", "bound"]


def test_an_undated_consent_is_not_said_to_be_a_succession(small: Small, period: Write) -> None:
    engine = small(period(("2003-07-01", "2010-05-01"), precision="atLatest", kind="Accession"))
    assert ask(engine, "2005-01-01").status == "not_known"
    assert "success" not in ask(engine, "2005-01-01").reason.lower()
    assert "pengganti" not in ask(engine, "2005-01-01", "id").reason.lower()


def test_between_two_periods_it_is_not_bound(small: Small, period: Write) -> None:
    engine = small(
        period(("1980-04-01", "1980-04-01"), ("1990-04-01", "1990-04-01")) + period(("2000-04-01", "2000-04-01"), kind="Accession")
    )
    assert decisions(engine, "1970-01-01", "1985-01-01", "1995-01-01", "2005-01-01") == [
        ("not_bound", "before"),
        ("bound", "bound-until"),
        ("not_bound", "after"),
        ("bound", "bound"),
    ]


def test_silence_of_a_complete_list_means_no_until_a_later_act_could_bind(small: Small, covered: Write) -> None:
    engine = small(covered("all-acts"))
    assert decisions(engine, "2012-01-01", "2026-05-31", "2026-06-01", "2030-01-01") == [
        ("not_bound", "no-act"),
        ("not_bound", "no-act"),
        ("not_known", "after-source"),
        ("not_known", "after-source"),
    ]
    assert "2026-02-03" in ask(engine, "2012-01-01").reason


def test_a_signatory_is_not_bound_and_the_signature_is_named(small: Small, covered: Write, told: Write) -> None:
    engine = small(covered("all-acts") + told("Signature"))
    answer = ask(engine, "2010-01-01")
    assert (answer.status, answer.rule) == ("not_bound", "signed-only")
    assert "2004-09-22" in answer.reason


def test_an_undated_signature_is_said_in_one_language(small: Small, covered: Write, told: Write) -> None:
    answer = ask(small(covered("all-acts") + told("Signature", None)), "2010-01-01", "id")
    assert "unrecorded" not in answer.reason


@pytest.mark.parametrize("extent", ["present-parties", "named-states"])
def test_a_signature_is_an_act(small: Small, covered: Write, told: Write, extent: str) -> None:
    """Where the state signed, the sentence must not say that nothing is recorded."""
    answer = ask(small(covered(extent) + told("Signature")), "2010-01-01")
    assert answer.status == "not_known"
    assert "No act" not in answer.reason


SILENT = [
    ("all-acts", "not_bound", "no-act"),
    ("present-parties", "not_known", "present-parties-only"),
    ("named-states", "not_known", "incomplete"),
]


@pytest.mark.parametrize(("extent", "status", "rule"), SILENT)
def test_an_act_for_a_part_of_the_state_is_an_act(small: Small, covered: Write, told: Write, extent: str, status: str, rule: str) -> None:
    """Convention 97 binds Malaysia for Sabah alone: that binds Malaysia itself no more than no act would, but is not to be denied."""
    engine = small(covered(extent) + told("TerritorialApplication"))
    answer = ask(engine, "2010-01-01")
    assert (answer.status, answer.rule) == (status, rule)
    assert answer.reason.startswith("An act is recorded for a part of the state alone, and none for the state itself")
    assert ask(engine, "2010-01-01", "id").reason.startswith("Tercatat tindakan hanya untuk suatu bagian negara")


@pytest.mark.parametrize(("extent", "status", "rule"), SILENT)
def test_an_act_that_is_no_consent_is_an_act(small: Small, covered: Write, told: Write, extent: str, status: str, rule: str) -> None:
    engine = small(covered(extent) + told("WithdrawalOfReservation"))
    answer = ask(engine, "2010-01-01")
    assert (answer.status, answer.rule) == (status, rule)
    assert answer.reason.startswith("Only acts other than a consent to be bound are recorded")
    assert ask(engine, "2010-01-01", "id").reason.startswith("Hanya tindakan selain persetujuan")


@pytest.mark.parametrize(("extent", "status", "rule"), SILENT)
def test_where_there_is_no_act_that_is_said(small: Small, covered: Write, extent: str, status: str, rule: str) -> None:
    answer = ask(small(covered(extent)), "2010-01-01")
    assert (answer.status, answer.rule) == (status, rule)
    assert answer.reason.startswith("No act recorded")
    assert ask(small(covered(extent)), "2010-01-01", "id").reason.startswith("Tidak ada tindakan yang tercatat")


def test_a_list_of_present_parties_speaks_from_its_day_until_a_later_consent_could_bind(small: Small, covered: Write) -> None:
    """Who is not on the list of 3 February 2026 cannot be bound before 1 June 2026 (ICRMW article 87(2)); before it, may have left."""
    engine = small(covered("present-parties"))
    assert decisions(engine, "2010-01-01", "2026-02-03", "2026-05-31", "2026-06-01") == [
        ("not_known", "present-parties-only"),
        ("not_bound", "not-a-party-on-its-date"),
        ("not_bound", "not-a-party-on-its-date"),
        ("not_known", "present-parties-only"),
    ]


def test_a_list_of_some_states_says_nothing_of_the_others(small: Small, covered: Write) -> None:
    assert decisions(small(covered("named-states")), "2010-01-01") == [("not_known", "incomplete")]
    assert decisions(small(""), "2010-01-01") == [("not_known", "incomplete")]


def test_the_complete_list_counts_more_than_a_partial_one(small: Small, covered: Write) -> None:
    engine = small(covered("all-acts") + covered("present-parties", "2023-06-07", name="fedlex_scope"))
    assert decisions(engine, "2010-01-01") == [("not_bound", "no-act")]


def test_a_consent_that_the_depositarys_list_lacks_is_not_known(small: Small, covered: Write, told: Write) -> None:
    conflict = """
    graph:derived {
      <https://w3id.org/servanda/id/conflict/IDN/icrmw/existence> a sv:SourceConflict ; sv:actor state:IDN ;
        sv:instrument instrument:icrmw ; sv:conflictAbout "existence" ; sv:resolutionRule "depositary-over-table" ;
        sv:chosenRecord <https://w3id.org/servanda/id/completeness/untc/icrmw> ;
        sv:conflictingRecord <https://w3id.org/servanda/id/completeness/untc/icrmw> ,
          <https://w3id.org/servanda/id/action/idn/icrmw/ratification/2004-09-22> .
    }
    """
    engine = small(
        covered("all-acts") + covered("named-states", name="dated_tables") + told("Ratification", name="dated_tables") + conflict
    )
    answer = ask(engine, "2010-01-01")
    assert (answer.status, answer.rule) == ("not_known", "unconfirmed")
    assert "The list of dated_tables" in answer.reason
    assert {row.source.rpartition("/")[2] for row in answer.conflicts} == {"untc", "dated_tables"}


def test_a_consent_without_a_date_or_a_rule_is_not_known(small: Small, covered: Write, told: Write) -> None:
    assert decisions(small(covered("all-acts") + told("Ratification", None)), "2010-01-01") == [("not_known", "no-date")]


def test_a_consent_that_the_depositary_gives_no_effect_is_not_said_to_lack_its_date(small: Small, covered: Write, told: Write) -> None:
    answer = ask(small(covered("all-acts") + told("Accession", "1980-03-14", status="ineffective")), "2010-01-01")
    assert answer.rule != "no-date"


def test_a_day_after_the_sources_has_a_caveat_in_the_language_asked_for(small: Small, period: Write) -> None:
    engine = small(period(("2012-09-01", "2012-09-01")))
    assert ask(engine, "2026-02-03").caveat == ""
    assert "2026-02-03" in ask(engine, "2026-02-04").caveat
    assert ask(engine, "2026-02-04").caveat != ask(engine, "2026-02-04", "id").caveat
    assert ask(engine, "2000-01-01").caveat == ""


def test_the_answer_brings_its_period_its_steps_and_its_acts(small: Small, period: Write, covered: Write) -> None:
    engine = small(period(("2012-09-01", "2012-09-01")) + covered("all-acts"))
    answer = ask(engine, "2020-01-01")
    assert answer.period is not None
    assert answer.period.from_ == "2012-09-01"
    assert [(step.number, step.text) for step in answer.steps] == [(1, "It consented.")]
    assert [step.text for step in ask(engine, "2020-01-01", "id").steps] == ["Menyetujui."]
    assert [act.kind.rpartition("#")[2] for act in answer.acts] == ["Ratification"]
    assert [statement.title for statement in answer.completeness] == ["The list of untc"]


def test_the_queries_of_the_answer_give_the_same_rows(small: Small, period: Write, covered: Write) -> None:
    engine = small(period(("2012-09-01", "2012-09-01")) + covered("all-acts"))
    answer = ask(engine, "2020-01-01")
    rows = {name: len(list(engine.select(text))) for name, text in answer.sparql.items()}
    assert rows == {
        "binding_periods": 1,
        "acts": 1,
        "conflicts": 0,
        "completeness": 1,
        "instrument_kind": 0,
        "binding_steps": 1,
        "territory_bound": 0,
    }
