"""Parameters go into questions as terms: nothing that a person writes becomes part of the query."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.bind import bind, day
from servanda.queries.catalogue import question
from servanda.queries.errors import UnknownParameter
from servanda.queries.run import ask, query_text

ECHO = dataclasses.replace(question("labels"), name="echo", text="SELECT ?x WHERE {\n  VALUES ?x { UNDEF }\n}\n", parameters=("x",))
ATTEMPTS = (
    'en" } ?s ?p ?o . VALUES ?x { "',
    "en' } #",
    'a"""@en } UNION { ?s ?p ?o } #',
    "line\nVALUES ?x { UNDEF }",
    "\\u0022 } ?s ?p ?o #",
    "UNDEF }",
    "back\\slash\\",
    "tab\tand\rreturn",
)


def echoed(*terms: URIRef | Literal) -> list[str]:
    solutions = pyoxigraph.Store().query(bind(ECHO, {"x": list(terms)}))
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    found: list[str] = []
    for solution in solutions:
        term = solution["x"]
        assert isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)
        found.append(term.value)
    return found


@pytest.mark.parametrize("text", ATTEMPTS)
def test_a_literal_stays_a_literal(text: str) -> None:
    assert echoed(Literal(text)) == [text]
    assert echoed(Literal(text, lang="en")) == [text]
    assert echoed(Literal(text, datatype=XSD.string)) == [text]


@given(text=st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    assert echoed(Literal(text)) == [text]


@pytest.mark.parametrize(
    "address",
    [
        "https://e.org/a> } ?s ?p ?o . { <https://e.org/b",
        "https://e.org/a b",
        'https://e.org/"',
        "https://e.org/{",
        "https://e.org/\\u003E",
        "https://e.org/a\nb",
        "https://e.org/a\rb",
        "https://e.org/a\x00b",
        "https://e.org/a\x0bb",
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_stand_in_an_iri_is_refused(address: str) -> None:
    with pytest.raises(UnknownParameter, match="no IRI"):
        bind(ECHO, {"x": URIRef(address)})


def test_a_datatype_cannot_smuggle_anything_in_either() -> None:
    sneaky = Literal("x", datatype=URIRef("https://e.org/t> } ?s ?p ?o . { <https://e.org/b"))
    with pytest.raises(UnknownParameter):
        bind(ECHO, {"x": sneaky})


def test_an_injection_finds_nothing_in_the_graph(engine: MemoryStore) -> None:
    for text in ATTEMPTS:
        assert list(ask(engine, "obligations", instrument=iris.instrument("icrmw"), language=Literal(text))) == []


def test_several_terms_mean_any_of_them_and_none_mean_nothing() -> None:
    assert echoed(iris.state("IDN"), iris.state("PHL")) == [str(iris.state("IDN")), str(iris.state("PHL"))]
    assert echoed() == []


def test_an_open_parameter_leaves_the_question_as_it_is() -> None:
    assert query_text("binding_periods", {}) == question("binding_periods").text
    assert query_text("binding_periods", {"state": None}) == question("binding_periods").text


def test_one_parameter_is_filled_and_the_others_stay() -> None:
    text = query_text("binding_periods", {"state": iris.state("IDN")})
    assert "VALUES ?state { <https://w3id.org/servanda/id/state/IDN> }" in text
    assert "VALUES ?instrument { UNDEF }" in text


def test_an_unknown_parameter_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(UnknownParameter, match=r"binding_periods has no parameter 'country'; it has state, instrument"):
        query_text("binding_periods", {"country": iris.state("IDN")})
    with pytest.raises(UnknownParameter, match="it has none"):
        query_text("checks/overlapping_periods", {"state": iris.state("IDN")})


def test_a_day_is_a_date(small: Callable[[str], MemoryStore]) -> None:
    assert day(date(2012, 9, 1)) == Literal("2012-09-01", datatype=XSD.date)
    assert "2012-09-01" in bind(ECHO, {"x": day(date(2012, 9, 1))})
