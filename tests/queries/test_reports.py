"""Questions about claims on the packaged graph: kinds apart, bonds of that time, dates of years, and one claim with everything."""

from __future__ import annotations

import datetime

import pytest
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.answers import (
    BodyAnswer,
    ClaimAndBondAnswer,
    InstrumentReportsAnswer,
    ReportBindingAnswer,
    TopicReportsAnswer,
    answers,
)
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.lookup import local_name
from servanda.queries.reports import Asked, find_report, find_reports

EN = Literal("en")
MINE = ("iachr/", "normlex_supervision/", "treaty_body_cases/", "un_supervision/")


def names(found: list[str]) -> set[str]:
    """Local names of claims of the four sources of this test: other sources may grow."""
    return {local_name(each) for each in found if local_name(each).startswith(MINE)}


def listed(engine: MemoryStore, asked: Asked) -> set[str]:
    return names([each.report for each in find_reports(engine, asked, "en").reports])


def test_claims_on_identity_documents_against_states_bound_by_the_forced_labour_convention_then(engine: MemoryStore) -> None:
    """Each record of the source that speaks of passports or travel documents under C029, of states bound by it since before 2000."""
    rows = answers(
        engine,
        ClaimAndBondAnswer,
        "claims_against_bound_states",
        topic=iris.topic("identity-documents"),
        instrument=iris.instrument("ilo-c029"),
    )
    named = [row for row in rows if row.named]
    assert all(row.bound for row in named)
    assert names([row.report for row in named]) == {
        f"normlex_supervision/{each}"
        for each in (
            "art24-are-c029-2016",
            "ceacr-kwt-c029-4322837",
            "ceacr-lbn-c029-4379467",
            "ceacr-mys-c029-3186987",
            "ceacr-qat-c029-3255640",
            "ceacr-sau-c029-3056782",
            "ceacr-sau-c029-3189598",
        )
    }


def test_a_report_without_a_named_standard_is_found_by_what_bound_otherwise(engine: MemoryStore) -> None:
    """The Special Rapporteur's report of 2014 on Qatar names no instrument."""
    rows = answers(engine, ClaimAndBondAnswer, "claims_against_bound_states", respondent=iris.state("QAT"))
    of_report = [row for row in rows if row.report.endswith("sr-migrants-qat-2014")]
    assert of_report
    assert all(row.bound and not row.named for row in of_report)
    assert "icrmw" not in {local_name(row.under) for row in of_report}


def test_kinds_are_counted_apart(engine: MemoryStore) -> None:
    rows = list(answers(engine, TopicReportsAnswer, "reports_by_topic", topic=iris.topic("wages"), language=EN))
    assert len({row.kind for row in rows}) == len(rows) > 1
    for asked in (Asked(topic="wages"), Asked(topic="wages", state="SAU")):
        found = find_reports(engine, asked, "en")
        assert set(found.counts) == {"supervision", "complaint", "recommendation"}
        assert sum(found.counts.values()) == len(found.reports)


def test_a_claim_under_what_did_not_bind_is_counted_apart(engine: MemoryStore) -> None:
    rows = {(local_name(row.under), row.status) for row in answers(engine, InstrumentReportsAnswer, "reports_by_instrument")}
    assert ("american-declaration-1948", "not_bound") in rows  # no treaty
    assert ("american-declaration-1948", "bound") not in rows
    assert ("ilo-c118", "not_known") in rows  # no source lists its parties
    assert ("ilo-c029", "bound") in rows


@pytest.mark.parametrize(
    ("start", "until", "is_in"),
    [
        ("2014-01-01", "2014-12-31", {"ceacr-sau-c029-3189598", "art26-qat-c029-c081-2014"}),
        ("2014-06-12", "2014-06-12", {"ceacr-sau-c029-3189598", "art26-qat-c029-c081-2014"}),  # "2014" can be that day
        ("2014-06-13", "2014-12-31", {"ceacr-sau-c029-3189598"}),  # lodged on 12 June 2014
        ("2015-01-01", None, set()),
        (None, "2013-12-31", set()),
    ],
)
def test_a_year_counts_where_it_can_lie_between_the_days(
    engine: MemoryStore, start: str | None, until: str | None, is_in: set[str]
) -> None:
    first, last = (None if each is None else datetime.date.fromisoformat(each) for each in (start, until))
    found = listed(engine, Asked(start=first, until=last))
    asked = {"ceacr-sau-c029-3189598", "art26-qat-c029-c081-2014"}
    assert {name for name in asked if f"normlex_supervision/{name}" in found} == is_in


def test_claims_are_found_by_state_topic_kind_instrument_and_body(engine: MemoryStore) -> None:
    assert listed(engine, Asked(state="nld")) == {"treaty_body_cases/ccpr-406-1990"}
    assert listed(engine, Asked(body="iachr")) == {"iachr/iachr-50-16"}
    assert listed(engine, Asked(kind="complaint", instrument="ilo-c097")) == {"normlex_supervision/art24-hkg-c097-2003"}
    assert listed(engine, Asked(instrument="cat")) == {"treaty_body_cases/cat-682-2015"}
    both = listed(engine, Asked(instrument="ilo-c129"))
    assert both == {"normlex_supervision/ceacr-ita-c081-c129-4019824", "normlex_supervision/cas-ita-c081-c129-2023"}


def test_a_part_of_the_list_keeps_the_counts_of_the_whole(engine: MemoryStore) -> None:
    whole = find_reports(engine, Asked(instrument="ilo-c143"), "id")
    part = find_reports(engine, Asked(instrument="ilo-c143"), "id", offset=3, most=2)
    assert part.reports == whole.reports[3:5]
    assert part.counts == whole.counts
    assert part.caveat.startswith("Masing-masing adalah klaim")


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        (Asked(state="XYZ"), NotFound, "no state 'XYZ'"),
        (Asked(topic="pasport"), NotFound, "no topic"),
        (Asked(kind="finding"), QuestionError, "supervision, complaint, recommendation"),
        (Asked(instrument="c029"), NotFound, "did you mean"),
        (Asked(body="somebody"), NotFound, "no body"),
        (Asked(body="<>"), NotFound, "no body"),
        (Asked(start=datetime.date(2015, 1, 1), until=datetime.date(2014, 1, 1)), QuestionError, "lies before"),
    ],
)
def test_what_is_not_there_is_said(engine: MemoryStore, asked: Asked, error: type[QuestionError], says: str) -> None:
    with pytest.raises(error, match=says):
        find_reports(engine, asked, "en")


def test_one_claim_with_everything(engine: MemoryStore) -> None:
    """Norway ratified C143 in 1979 (year of the source), so it has been bound since 1980; article 9(3) is on the cost of expulsion."""
    found = find_report(engine, "normlex_supervision", "ceacr-nor-c143-2208070", "en")
    assert {each.part for each in found.statements} >= {"assertion", "provenance", "publication", "derived"}
    (binding,) = found.bindings
    assert local_name(binding.obligation or "") == "ilo-c143-9-3"
    assert (binding.bound, binding.throughout) == (True, True)
    assert any(each.predicate == str(SV.remark) and "not a finding" in each.value for each in found.statements)
    assert "icrmw" not in {local_name(each.under or "") for each in found.otherwise}  # Norway is no party
    with pytest.raises(NotFound, match="no claim"):
        find_report(engine, "normlex_supervision", "nothing", "en")
    with pytest.raises(NotFound, match="no claim"):
        find_report(engine, "a b", "c", "en")


def test_a_territory_is_bound_by_what_was_done_for_it(engine: MemoryStore) -> None:
    """Convention 97: the ILO heads its comments "China - Hong Kong Special Administrative Region" (1997) and "Malaysia - Sabah" (1964)."""
    for claim, state, territory in (("ceacr-hkg-c097-3192071", "CHN", "HKG"), ("cas-mys-sbh-c097-1998", "MYS", "x-sabah")):
        report = iris.report("normlex_supervision", claim)
        (found,) = answers(engine, ReportBindingAnswer, "binding_when_reported", report=report, language=EN)
        assert (found.bound, found.period, found.reason) == (True, str(iris.territorial_period(territory, state, "ilo-c097")), None)
        (row,) = [each for each in find_reports(engine, Asked(state=state), "en").reports if each.report == str(report)]
        assert row.territory == str(iris.state(territory))


def test_bodies_tell_what_they_are_and_how_much_they_said(engine: MemoryStore) -> None:
    rows = {local_name(row.body): row for row in answers(engine, BodyAnswer, "bodies", language=EN)}
    assert (rows["ceacr"].reports, local_name(rows["ceacr"].body_kind or "")) == (64, "ilo-body")
    assert (rows["oas"].reports, rows["oas"].kind) == (0, None)
