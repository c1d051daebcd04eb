"""Explanations on the built graph: cases worked out from the depositary's pages and the texts, not from the code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pyshacl
import pytest
from rdflib import SH, Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF

from servanda.graph.store import MemoryStore
from servanda.graph.validate import shapes_graph
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.explain import explain
from servanda.queries.explain_limits import DEROGATION_NOTICES
from servanda.queries.explain_target import find_explained
from servanda.queries.explanation import Explanation
from servanda.queries.explanation_rdf import explanation_graph, explanation_iri
from servanda.queries.lookup import find_state

Why = Callable[..., Explanation]


@pytest.fixture(scope="module")
def asked(engine: MemoryStore) -> Why:
    def ask(state: str, target: str, on: str, language: str = "en") -> Explanation:
        return explain(engine, find_state(engine, state), find_explained(engine, target), date.fromisoformat(on), language)

    return ask


@pytest.mark.parametrize(
    ("state", "target", "on", "status", "rule"),
    [
        # The page of the ICRMW lists no act of Saudi Arabia (as at 3 February 2026).
        ("SAU", "icrmw/21", "2023-01-01", "not_bound", "no-act"),
        # Ratified on 31 May 2012; first day of the month after three months.
        ("IDN", "icrmw/25/1", "2012-08-31", "not_bound", "before"),
        ("IDN", "icrmw/25/1", "2012-09-01", "bound", "bound"),
        # Five states have declared under Article 77, ten are needed.
        ("MEX", "icrmw/77", "2025-01-01", "not_bound", "clause-not-in-force"),
        ("MEX", "icrmw/77", "2026-02-04", "not_known", "clause-after-source"),
        # CAT 22: Bolivia declared on 14 February 2006; Saudi Arabia is not among those who did.
        ("BOL", "cat/22", "2006-02-13", "not_bound", "clause-not-accepted"),
        ("BOL", "cat/22/1", "2006-02-14", "bound", "clause-accepted"),
        ("SAU", "cat/22", "2020-01-01", "not_bound", "clause-not-accepted"),
        # ICERD 14: in force with the tenth declaration on 3 December 1982; Sweden's is of 1971.
        ("SWE", "icerd/14", "1982-12-02", "not_bound", "clause-not-in-force"),
        ("SWE", "icerd/14", "1982-12-03", "bound", "clause-accepted"),
        # ICCPR 41: Spain's declarations of 1985 and 1988 expired (end note 48), the next was corrected on 11 March 1998.
        ("ESP", "iccpr/41", "1988-01-24", "bound", "clause-accepted"),
        ("ESP", "iccpr/41", "1988-01-25", "not_bound", "clause-not-accepted"),
        ("ESP", "iccpr/41", "1998-02-01", "not_known", "clause-open"),
        ("ESP", "iccpr/41", "1998-03-11", "bound", "clause-accepted"),
        # Denmark's page shows the declaration of 1983 only, and the clause was in force in 1979 with one more than the page shows.
        ("DNK", "iccpr/41", "1980-01-01", "not_known", "clause-earlier-declaration-open"),
        # France left Annex II of C097 out.
        ("FRA", "ilo-c097/annex-ii/1", "2000-01-01", "not_bound", "excluded"),
        # C029, Article 4 is transitional; the Protocol of 11 June 2014 notes that it is no longer applicable.
        ("IDN", "ilo-c029/4/1", "1960-01-01", "not_known", "ceased-on-unknown-day"),
        ("IDN", "ilo-c029/4/1", "2014-06-11", "not_bound", "no-longer-applicable"),
    ],
)
def test_a_case_from_the_sources(asked: Why, state: str, target: str, on: str, status: str, rule: str) -> None:
    found = asked(state, target, on)
    assert (found.status, found.rule) == (status, rule)
    assert (found.steps[-1].rule, found.steps[-1].text) == (found.rule, found.conclusion)


def test_venezuelas_declaration_on_trade_unions_limits_and_mexico_objected(asked: Why) -> None:
    """ICRMW page, declarations block 19 and objections block 1 (26 October 2017)."""
    found = asked("VEN", "obligation/icrmw-26-1-b", "2020-01-01")
    assert (found.status, found.limited) == ("bound", True)
    assert [each.place for each in found.limits] == ["declarations and reservations, block 19"]
    assert [(each.name, each.made_on) for each in found.objections] == [("Mexico", "2017-10-26")]
    assert asked("VEN", "obligation/icrmw-26-1-b", "2017-10-25").objections == ()
    assert asked("VEN", "obligation/icrmw-25-1", "2020-01-01").limits == ()


def test_each_of_several_objections_in_one_statement_has_its_own_day(asked: Why) -> None:
    """CRC page, objections of nine states to Saudi Arabia's reservation of 26 January 1996, four of them in lists of several days."""
    objected = {each.name: each.made_on for each in asked("SAU", "obligation/crc-32-2-b", "2023-01-01").objections}
    assert objected == {
        **{
            "Portugal": "1997-01-30",
            "Denmark": "1997-02-10",
            "Germany": "1997-02-12",
            "Austria": "1997-03-03",
            "Netherlands": "1997-03-03",
        },
        **{"Ireland": "1997-03-13", "Norway": "1997-03-13", "Sweden": "1997-03-18", "Finland": "1997-03-20"},
    }
    assert asked("SAU", "obligation/crc-32-2-b", "1997-01-29").objections == ()


def test_a_withdrawn_reservation_is_told_as_withdrawn(asked: Why) -> None:
    """Mexico, ICRMW 22(4): withdrawn on 11 July 2014 (end note 3)."""
    on_22_4 = [asked("MEX", "icrmw/22/4", day) for day in ("2014-07-10", "2014-07-11")]
    assert [[each.place for each in found.limits] for found in on_22_4] == [["end note 3"], []]
    assert [each.until for each in on_22_4[1].ended_limits] == [date(2014, 7, 11)]


def test_notices_of_derogation_are_counted_and_barred_where_the_covenant_bars_them(asked: Why) -> None:
    found = asked("PER", "iccpr/9", "2023-01-01")
    notices = [each for each in found.unencoded if each.kind == "Notification"]
    assert len(notices) > 100
    assert "derogation-notices" in [step.rule for step in found.steps]
    assert "derogation-barred" in [step.rule for step in asked("PER", "iccpr/7", "2023-01-01").steps]
    assert DEROGATION_NOTICES == "iccpr/4/3"
    assert not any(each.kind == "Notification" for each in asked("PER", "icescr/6", "2023-01-01").unencoded)


def test_each_step_that_rests_on_an_act_names_a_source_with_its_date(asked: Why) -> None:
    for state, target in [("VEN", "icrmw/26"), ("USA", "iccpr/14"), ("CHE", "iccpr/41"), ("FRA", "ilo-c097/annex-ii"), ("SAU", "cedaw/2")]:
        found = asked(state, target, "2023-01-01")
        told = [step for step in found.steps if step.act is not None]
        assert told
        assert all(step.source and step.place and step.as_at for step in told)


def test_both_languages_have_the_same_steps(asked: Why) -> None:
    for target in ("icrmw/26", "iccpr/41", "obligation/icrmw-26-1-b"):
        english, indonesian = (asked("VEN", target, "2023-01-01", language) for language in ("en", "id"))
        assert [step.rule for step in english.steps] == [step.rule for step in indonesian.steps]
        assert (english.status, english.rule) == (indonesian.status, indonesian.rule)


def test_the_explanation_as_rdf_has_its_steps_in_order_and_says_what_it_follows_from(asked: Why) -> None:
    found = [asked("VEN", "obligation/icrmw-26-1-b", "2020-01-01", language) for language in ("en", "id")]
    graph, this = explanation_graph(found), explanation_iri(found[0])
    assert str(this) == "https://w3id.org/servanda/id/explanation/VEN/obligation/icrmw-26-1-b/2020-01-01"
    assert (this, RDF.type, PROV.Entity) in graph
    steps = sorted((int(str(graph.value(step, SV.stepNumber))), step) for step in graph.objects(this, SV.reasonStep))
    assert [number for number, _ in steps] == list(range(1, len(found[0].steps) + 1))
    last = steps[-1][1]
    assert set(graph.objects(last, SV.stepText)) == set(graph.objects(this, SV.conclusion))
    assert {str(each.language) for each in graph.objects(this, SV.conclusion) if isinstance(each, Literal)} == {"en", "id"}
    sources = set(graph.objects(this, PROV.wasDerivedFrom))
    assert iris.effect_rule("icrmw") in sources
    assert iris.action("VEN", "icrmw", "Ratification", "2016-10-25") in sources
    assert {graph.value(this, SV.limitedBy)} <= sources


def test_the_rdf_fits_the_shapes(asked: Why) -> None:
    graph = explanation_graph([asked("VEN", "obligation/icrmw-26-1-b", "2020-01-01", language) for language in ("en", "id")])
    graph.add((iris.state("VEN"), RDF.type, SV.State))  # described elsewhere in the graph, as the obligation is
    graph.add((iris.obligation("icrmw-26-1-b"), RDF.type, SV.Obligation))
    _, report, _ = pyshacl.validate(graph, shacl_graph=only_explanations(), inference="none")
    assert isinstance(report, Graph)
    assert list(report.subjects(RDF.type, SH.ValidationResult)) == []


def only_explanations() -> Graph:
    """The shapes of explanations and of their steps."""
    everything, wanted = shapes_graph(), Graph()
    for name in ("Explanation", "ReasonStep"):
        wanted += everything.cbd(URIRef(f"https://w3id.org/servanda/shapes#{name}"))
    assert len(list(wanted.subjects(SH.targetClass))) == 2
    return wanted
