"""Every question is one file with one typed answer, and runs."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pyoxigraph
import pytest
from rdflib import Literal, URIRef

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import ANSWERS, answers, variable
from servanda.queries.bind import Term, day
from servanda.queries.catalogue import FOLDER, checks, names, question
from servanda.queries.errors import UnknownParameter, UnknownQuestion
from servanda.queries.run import ask

ALL = [*names(), *checks()]
PERIOD = URIRef("https://w3id.org/servanda/id/binding/IDN/icrmw/2012-09-01")

#: What a person would ask for; each parameter of a question is filled with its entry here where there is one.
ASKED: dict[str, Term] = {
    "state": iris.state("IDN"),
    "instrument": iris.instrument("icrmw"),
    "on": day(datetime.date(2023, 1, 1)),
    "language": Literal("id"),
    "period": PERIOD,
    "thing": iris.instrument("icrmw"),
}
#: Questions that Indonesia and the ICRMW have no answer to, with what has.
OTHERWISE: dict[str, dict[str, Term | None]] = {
    "signed_only": {},
    "conflicts": {"state": None, "instrument": None},
    "denunciations": {"state": None, "instrument": None},
    "withdrawn_statements": {"state": None, "instrument": None},
    "states": {"state": None},
}


def parameters(name: str) -> dict[str, Term]:
    asked: dict[str, Term | None] = {parameter: term for parameter, term in ASKED.items() if parameter in question(name).parameters}
    asked |= {parameter: term for parameter, term in OTHERWISE.get(name, {}).items() if parameter in question(name).parameters}
    return {parameter: term for parameter, term in asked.items() if term is not None}


def selected(name: str) -> list[str]:
    solutions = pyoxigraph.Store().query(question(name).text)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return [each.value for each in solutions.variables]


def test_each_question_has_an_answer_and_each_answer_a_question() -> None:
    assert set(ANSWERS) == set(names())


@pytest.mark.parametrize("name", names())
def test_the_variables_are_the_fields_of_the_answer_in_their_order(name: str) -> None:
    assert selected(name) == [variable(field.name) for field in dataclasses.fields(ANSWERS[name])]


@pytest.mark.parametrize("name", ALL)
def test_every_question_is_a_sentence_and_valid_sparql_as_it_stands(name: str) -> None:
    asked = question(name)
    assert asked.sentence[-1] in ("." if name.startswith("checks/") else "?."), asked.sentence
    assert asked.sentence[0].isupper()
    assert selected(name)


@pytest.mark.parametrize("name", ALL)
def test_no_parameter_is_misspelt(name: str) -> None:
    """A VALUES line that is not read as a parameter would stay open for ever; every UNDEF is one."""
    asked = question(name)
    assert asked.text.count("UNDEF") == len(asked.parameters) == len(set(asked.parameters))


@pytest.mark.parametrize("name", names())
def test_every_question_has_rows_in_the_built_graph_that_fit_its_answer(engine: MemoryStore, name: str) -> None:
    rows = list(answers(engine, ANSWERS[name], name, **parameters(name)))
    assert rows
    assert len(rows) == len(set(rows)), "the same row twice"


@pytest.mark.parametrize("name", names())
def test_every_question_runs_on_an_empty_graph(small: Callable[[str], MemoryStore], name: str) -> None:
    assert list(answers(small(""), ANSWERS[name], name, **parameters(name))) == []


@pytest.mark.parametrize("name", [name for name in names() if {"on", "language"} & set(question(name).parameters)])
@pytest.mark.parametrize("open_parameter", ["on", "language"])
def test_a_parameter_left_open_does_not_silently_empty_the_answer(engine: MemoryStore, name: str, open_parameter: str) -> None:
    """Open means any (``bind``); a question that cannot do without says so (``UnknownParameter``: "lacks one that it needs")."""
    asked: dict[str, Any] = parameters(name)
    if open_parameter not in asked:
        pytest.skip("not a parameter of this question")
    least = [dict(row) for row in ask(engine, name, **asked)]
    del asked[open_parameter]
    try:
        rows = list(ask(engine, name, **asked))
    except UnknownParameter:
        return
    assert len(rows) >= len(least)


@pytest.mark.parametrize("name", ["", "nothing", "../graph/build", "checks/../states", "states.rq", "/etc/passwd", "States"])
def test_an_unknown_question_is_refused(name: str) -> None:
    with pytest.raises(UnknownQuestion, match="servanda query"):
        question(name)


def test_every_query_file_is_a_question_or_a_check() -> None:
    assert {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.rq")} == set(ALL)


def test_a_row_that_does_not_fit_its_answer_is_an_error_and_not_a_blank(small: Callable[[str], MemoryStore]) -> None:
    with pytest.raises(TypeError, match="must be bound"):
        list(answers(small("graph:law { state:IDN a sv:State . }"), ANSWERS["parties_on"], "labels", thing=iris.state("IDN")))


def test_no_person_reads_a_question_twice(engine: MemoryStore) -> None:
    sentences = [question(name).sentence for name in ALL]
    assert len(sentences) == len(set(sentences))
