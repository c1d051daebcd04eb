"""What states did about their obligations, on the built graph; expected values are from the laws themselves."""

from __future__ import annotations

import datetime

import pytest
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.answers import (
    DutyWithoutMeasureAnswer,
    MeasureAnswer,
    MeasureTellingAnswer,
    ObligationMeasureAnswer,
    answers,
)
from servanda.queries.bind import Term, day
from servanda.queries.catalogue import question

EN = Literal("en")


def missing(engine: MemoryStore, state: str, on: str, **more: Term) -> dict[str, DutyWithoutMeasureAnswer]:
    asked: dict[str, Term] = {"state": iris.state(state), "on": day(datetime.date.fromisoformat(on)), "language": EN} | more
    return {row.obligation.rpartition("/")[2]: row for row in answers(engine, DutyWithoutMeasureAnswer, "duties_without_measure", **asked)}


def test_travel_documents_in_both_countries(engine: MemoryStore) -> None:
    rows = list(answers(engine, MeasureAnswer, "measures_of_state", obligation=iris.obligation("icrmw-21--1"), language=EN))
    assert {(row.measure.rpartition("/")[2], row.place) for row in rows if row.text_read} == {
        ("idn-law-18-2017", "Art. 6(1)(j)"),
        ("phl-ra-8042", "Sec. 6(k)"),
        ("phl-ra-9208", "Sec. 5(f), 5(i)"),
    }
    told = {row.measure.rpartition("/")[2] for row in rows if not row.text_read}
    assert told == {"qat-passport-rule", "sgp-employment-of-foreign-manpower-act", "sgp-passport-act"}
    assert {row.coverage for row in rows} == {str(SV.partialCoverage)}


def test_a_repealed_law_is_told_with_the_law_that_repeals_it(engine: MemoryStore) -> None:
    rows = list(answers(engine, MeasureAnswer, "measures_of_state", state=iris.state("IDN"), language=EN))
    (old,) = [row for row in rows if row.measure == str(iris.measure("idn-law-39-2004"))]
    assert (old.until, old.repealed_by, old.article) == ("2017-11-22", str(iris.measure("idn-law-18-2017")), None)


def tellings(engine: MemoryStore, **asked: Term) -> list[MeasureTellingAnswer]:
    return list(answers(engine, MeasureTellingAnswer, "measure_tellings", language=EN, **asked))


def test_who_tells_of_a_measure_in_which_document_and_year(engine: MemoryStore) -> None:
    (found,) = tellings(engine, measure=iris.measure("kwt-act-68-2015"))
    assert (found.told_by_name, found.told_on) == ("Committee of Experts on the Application of Conventions and Recommendations", "2022")
    assert found.claim == str(iris.report("normlex_supervision", "ceacr-kwt-c029-4322837"))
    assert "comment 4322837" in found.citation
    (found,) = tellings(engine, measure=iris.measure("kwt-law-9-2013"))
    assert (found.told_by_name, found.told_on, found.claim) == ("United Nations Office on Drugs and Crime", "2018", None)
    assert {row.told_on for row in tellings(engine, measure=iris.measure("sau-labour-code-2005"))} == {"2009", "2012", "2013"}


def test_no_measure_that_was_read_is_told(engine: MemoryStore) -> None:
    told = {row.measure for row in tellings(engine)}
    rows = list(answers(engine, MeasureAnswer, "measures_of_state", language=EN))
    assert {row.measure for row in rows if not row.text_read} == told
    assert {row.state.rpartition("/")[2] for row in rows if row.text_read} == {"IDN", "PHL"}
    assert not {row.in_force for row in rows if not row.text_read} - {None}


def test_who_tells_is_asked_of_several_measures_at_once(engine: MemoryStore) -> None:
    several = [iris.measure("sgp-passport-act"), iris.measure("qat-passport-rule")]
    found = answers(engine, MeasureTellingAnswer, "measure_tellings", measure=several, language=EN)
    assert [(row.measure.rpartition("/")[2], row.told_by_name, row.told_on) for row in found] == [
        ("qat-passport-rule", "Switzerland", "2014"),
        ("sgp-passport-act", "Thailand", "2011"),
    ]


def test_who_carries_an_obligation_out(engine: MemoryStore) -> None:
    rows = list(
        answers(engine, ObligationMeasureAnswer, "measures_for_obligation", obligation=iris.obligation("ilo-c189-12-1--2"), language=EN)
    )
    assert [(row.state_name, row.place, row.coverage) for row in rows] == [("Philippines", "Sec. 25", str(SV.fullCoverage))]


def test_a_duty_is_missing_before_its_law_and_not_after(engine: MemoryStore) -> None:
    """Law 18 of 2017 entered into force on 22 November 2017 (art. 91 and closing formula)."""
    assert "icrmw-21--1" in missing(engine, "IDN", "2017-11-21")
    assert "icrmw-21--1" not in missing(engine, "IDN", "2017-11-22")


def test_what_was_compared_and_not_covered_stays_missing_and_says_so(engine: MemoryStore) -> None:
    """RA 10361 has no word on access of inspectors to the household; its section 21 gives a weekly day of rest."""
    found = missing(engine, "PHL", "2026-11-22", instrument=iris.instrument("ilo-c189"))
    assert found["ilo-c189-17-3"].compared
    assert "ilo-c189-10-2" not in found


def test_of_a_state_whose_law_nobody_read_the_row_says_so(engine: MemoryStore) -> None:
    """What others tell of Saudi measures is no law that was read: it takes no duty out of the list and compares nothing with it."""
    rows = missing(engine, "SAU", "2026-11-22")
    assert rows
    assert not any(row.law_read or row.compared for row in rows.values())
    told = {name for name, row in rows.items() if row.told}
    assert told == {"palermo-trafficking-5-1", "palermo-trafficking-9-1-a", "cat-12", "cat-13--1", "ilo-p029-2-c-i"}
    assert not any(row.told for row in missing(engine, "IDN", "2026-11-22").values())
    assert all(row.law_read for row in missing(engine, "IDN", "2026-11-22").values())


@pytest.mark.parametrize("name", ["duties_without_measure"])
def test_the_question_says_that_not_recorded_is_not_the_same_as_not_there(name: str) -> None:
    assert "not recorded is not the same as not there" in question(name).sentence
