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
from servanda.ontology.namespaces import SV
from servanda.ontology.questions import PARAMETER
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
    "from": day(datetime.date(2012, 1, 1)),
    "until": day(datetime.date(2018, 12, 31)),
    "origin": iris.state("IDN"),
    "destination": iris.state("SAU"),
    "employment": iris.state("SAU"),
}
#: Questions that are about something more particular.
PARTICULAR: dict[str, dict[str, Term]] = {
    "articles_of_measure": {"measure": iris.measure("idn-law-18-2017")},
    "clause_acceptances": {"state": iris.state("MEX")},
    "exclusions_on": {"state": iris.state("FRA"), "provision": iris.provision("ilo-c097/annex-ii/1")},
    "findings_about_state": {"about": iris.state("IDN")},
    "graph_sizes": {"graph": iris.named_graph("law")},
    "interpretations": {"asked": iris.provision("icrmw/16")},
    "limits": {"state": iris.state("MEX")},
    "limits_on": {"state": iris.state("COL"), "provision": iris.provision("icrmw/46")},
    "matches_between": {"instrument": iris.instrument("ilo-c189"), "other": iris.instrument("icrmw")},
    "measure_tellings": {"state": iris.state("SAU")},
    "measures_for_obligation": {"obligation": iris.obligation("icrmw-21--1")},
    "objections": {"state": iris.state("SWE"), "instrument": iris.instrument("iccpr")},
    "obligation_status": {"obligation": iris.obligation("icrmw-25-1")},
    "obligations_for_kind": {"kind": iris.worker_kind("irregular-situation")},
    "obligations_of_role": {"role": SV.StateOfOrigin, "instrument": iris.instrument("icrmw")},
    "obligations_without_counterpart": {"instrument": iris.instrument("ilo-c189"), "other": iris.instrument("icrmw")},
    "parts_not_told": {"state": iris.state("PHL"), "instrument": iris.instrument("ilo-c097")},
    "predecessor_periods": {"state": iris.state("CZE"), "instrument": iris.instrument("iccpr")},
    "report": {"report": iris.report("normlex_supervision", "ceacr-qat-c029-4022593")},
    "reports_on_obligation": {"obligation": iris.obligation("ilo-c029-1-1")},
    "right_guarantees": {"right": iris.right("just-remuneration")},
    "territory_bound": {"state": iris.state("CHN"), "instrument": iris.instrument("ilo-c029")},
    "things_of_class": {"class": SV.State},
    "told_by": {"act": iris.action("IDN", "icrmw", "Ratification", "2012-05-31")},
}
#: Questions to which Indonesia and the ICRMW have no answer: asked of all states and instruments.
OF_ALL = {
    "conflicts",
    "denunciations",
    "withdrawn_statements",
    "statements",
    "territorial_applications",
    "excluded_parts",
    "snapshot_silent_acts",
    "statements_not_encoded",
}
#: Questions about what no packaged table tells yet.
AWAITING: set[str] = set()


def parameters(name: str) -> dict[str, Term]:
    asked = {parameter: term for parameter, term in ASKED.items() if parameter in question(name).parameters}
    kept = {parameter: term for parameter, term in asked.items() if name not in OF_ALL or parameter in question(name).needed}
    return kept | PARTICULAR.get(name, {})


def selected(name: str) -> list[str]:
    solutions = pyoxigraph.Store().query(question(name).text)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return [each.value for each in solutions.variables]


def test_each_question_has_an_answer_and_each_answer_a_question() -> None:
    assert set(ANSWERS) == set(names())


@pytest.mark.parametrize("name", sorted(ANSWERS))
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
    """A VALUES line that is not read as a parameter would stay open for ever; every UNDEF is one (in an inner group it may stand again)."""
    asked = question(name)
    read = [match["name"] for match in PARAMETER.finditer(asked.text)]
    assert asked.text.count("UNDEF") == len(read)
    assert asked.parameters == tuple(dict.fromkeys(read))


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_every_question_has_rows_in_the_built_graph_that_fit_its_answer(engine: MemoryStore, name: str) -> None:
    rows = list(answers(engine, ANSWERS[name], name, **parameters(name)))
    assert rows or name in AWAITING
    assert len(rows) == len(set(rows)), "the same row twice"


@pytest.mark.parametrize("name", ALL)
def test_every_question_runs_on_an_empty_graph(small: Callable[[str], MemoryStore], name: str) -> None:
    assert list(ask(small(""), name, **parameters(name))) == []
    if not question(name).needed:
        assert list(ask(small(""), name)) == []


@pytest.mark.parametrize("name", names())
def test_every_question_runs_on_the_built_graph(engine: MemoryStore, name: str) -> None:
    for row in ask(engine, name, **parameters(name)):
        assert set(row) <= set(selected(name))


@pytest.mark.parametrize(
    ("name", "left_open"),
    [(name, parameter) for name in names() for parameter in ("on", "language") if parameter in question(name).parameters],
)
def test_a_parameter_left_open_does_not_silently_empty_the_answer(engine: MemoryStore, name: str, left_open: str) -> None:
    """Open means any (``bind``); a question that cannot do without says so (``UnknownParameter``: "lacks one that it needs")."""
    asked: dict[str, Any] = parameters(name) | {left_open: ASKED[left_open]}
    least = len(list(ask(engine, name, **asked)))
    del asked[left_open]
    if left_open in question(name).needed:
        with pytest.raises(UnknownParameter, match=f"{name} needs .*'{left_open}'"):
            ask(engine, name, **asked)
    else:
        assert len(list(ask(engine, name, **asked))) >= least


@pytest.mark.parametrize("name", ["", "nothing", "../graph/build", "checks/../states", "states.rq", "/etc/passwd", "States"])
def test_an_unknown_question_is_refused(name: str) -> None:
    with pytest.raises(UnknownQuestion, match="servanda query"):
        question(name)


def test_every_query_file_is_a_question_or_a_check() -> None:
    assert {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.rq")} == set(ALL)


def test_a_row_that_does_not_fit_its_answer_is_an_error_and_not_a_blank(small: Callable[[str], MemoryStore]) -> None:
    with pytest.raises(TypeError, match="must be bound"):
        list(answers(small("graph:law { state:IDN a sv:State . }"), ANSWERS["parties_on"], "labels", thing=iris.state("IDN")))


def test_no_two_questions_are_the_same() -> None:
    sentences = [question(name).sentence for name in ALL]
    assert len(sentences) == len(set(sentences))
