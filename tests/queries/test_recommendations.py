"""Recommendations and how they were answered: counted once, and never taken for a cause."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import (
    BodyAnswer,
    FollowedRecommendationAnswer,
    ListedReportAnswer,
    RecommendationsAnswer,
    answers,
)

ENGLISH = Literal("en")


def followed(engine: MemoryStore) -> dict[str, FollowedRecommendationAnswer]:
    found = answers(engine, FollowedRecommendationAnswer, "accepted_then_consented", instrument=iris.instrument("icrmw"), language=ENGLISH)
    return {each.code: each for each in found}


def test_consents_to_the_convention_after_an_accepted_recommendation(engine: MemoryStore) -> None:
    """By the source's rows and the depositary's days: Madagascar (sessions 7 and 20, ratified 13 May 2015), Indonesia (both in 2012)."""
    found = followed(engine)
    assert (found["MDG"].date, found["MDG"].order, found["MDG"].first_year) == ("2015-05-13", "later", 2010)
    assert (found["IDN"].date, found["IDN"].order) == ("2012-05-31", "same_year")
    assert "PHL" not in found  # a party since 1995, before any review
    assert "SAU" not in found  # no consent


def claim(name: str, more: str = "", *, year: str = "2012", reply: str = "supports-recommendation", asks: str = "icrmw") -> str:
    return f"""
    GRAPH <https://w3id.org/servanda/graph/claims/demo> {{
      <https://w3id.org/servanda/id/report/demo/{name}> a sv:ReportedViolation ; sv:reportKind sv:recommendationReport ;
        sv:respondent state:IDN ; sv:topic <https://w3id.org/servanda/id/topic/wages> ; sv:reportedOn "{year}"^^xsd:gYear ;
        sv:recommendedBy state:PHL ; sv:asksConsentTo <https://w3id.org/servanda/id/instrument/{asks}> ;
        sv:stateReply <https://w3id.org/servanda/id/attribution/{reply}> {more} .
    }}"""


LAW = """
    graph:law {
      state:IDN skos:notation "IDN" ; skos:prefLabel "Indonesia"@en .
      <https://w3id.org/servanda/id/instrument/icrmw> skos:prefLabel "ICRMW" .
      <https://w3id.org/servanda/id/attribution/supports-recommendation> skos:prefLabel "supports"@en .
      <https://w3id.org/servanda/id/attribution/notes-recommendation> skos:prefLabel "notes"@en .
    }
    GRAPH <https://w3id.org/servanda/graph/source/untc> {
      <https://w3id.org/servanda/id/action/idn/icrmw/ratification/2012-05-31> a sv:ConsentToBeBound ; dct:type sv:Ratification ;
        sv:actor state:IDN ; sv:instrument <https://w3id.org/servanda/id/instrument/icrmw> ; sv:actionDate "2012-05-31"^^xsd:date .
    }"""
SAME = "; prov:alternateOf <https://w3id.org/servanda/id/report/demo/one>"


def test_years_decide_and_within_one_year_nothing_is_said_of_the_order(small: Callable[[str], MemoryStore]) -> None:
    assert followed(small(LAW + claim("one", year="2012")))["IDN"].order == "same_year"
    assert followed(small(LAW + claim("one", year="2008")))["IDN"].order == "later"
    assert followed(small(LAW + claim("one", year="2013"))) == {}
    assert followed(small(LAW + claim("one", year="2008", reply="notes-recommendation"))) == {}
    assert followed(small(LAW + claim("one", year="2008", asks="cat"))) == {}


def test_a_recommendation_in_two_sources_counts_once(small: Callable[[str], MemoryStore], engine: MemoryStore) -> None:
    store = small(LAW + claim("one", year="2008") + claim("two", SAME, year="2008"))
    assert followed(store)["IDN"].recommendations == 1
    (row,) = answers(store, RecommendationsAnswer, "recommendations_answered", language=ENGLISH)
    assert (row.recommendations, row.recommending, row.reply_name) == (1, 1, "supports")
    counted = {each.body: each.reports for each in answers(engine, BodyAnswer, "bodies", language=ENGLISH)}
    assert counted[str(iris.body("upr"))] == 1856 + 170 - 7


def test_the_answers_stay_apart(small: Callable[[str], MemoryStore]) -> None:
    store = small(LAW + claim("one") + claim("two", reply="notes-recommendation"))
    found = {
        each.reply_name: each.recommendations
        for each in answers(store, RecommendationsAnswer, "recommendations_answered", language=ENGLISH)
    }
    assert found == {"supports": 1, "notes": 1}


def test_a_listed_state_shows_each_recommendation_once(engine: MemoryStore) -> None:
    """Nigeria's packaged recommendation of session 17 stands in both sources."""
    found = [each.report for each in answers(engine, ListedReportAnswer, "reports", state=iris.state("NGA"), language=ENGLISH)]
    assert str(iris.report("upr", "upr-s17-nga-29916")) in found
    assert str(iris.report("upr_working_groups", "upr-wg-s17-nga-135-166")) not in found
