"""Statements in the older copies of the depositary's pages, as an explanation and a corridor tell of them."""

from __future__ import annotations

import datetime

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import LimitCoverageAnswer, answers
from servanda.queries.corridors import corridor
from servanda.queries.explain import explain
from servanda.queries.explain_target import find_explained
from servanda.queries.lookup import find_state
from servanda.queries.snapshot import Snapshot
from servanda.queries.worker_kinds import read_worker

ON = datetime.date(2020, 1, 1)


LATER = {
    "en": "what was stated or withdrawn after that day is not known",
    "id": "yang dinyatakan atau ditarik sesudah hari itu tidak diketahui",
}


@pytest.mark.parametrize("language", ["en", "id"])
def test_an_explanation_names_the_statement_and_the_day_of_the_page(engine: MemoryStore, language: str) -> None:
    told = explain(engine, find_state(engine, "PHL"), find_explained(engine, "stateless-1954-31-1"), ON, language)
    assert [limit.from_ for limit in told.limits] == [datetime.date(1955, 6, 22)]
    (said,) = [step for step in told.steps if step.rule == "limit-coverage"]
    assert said.as_at == "2015-02-09"
    assert "2015-02-09" in said.text
    assert LATER[language] in said.text


def test_where_no_statement_is_on_the_page_the_answer_says_as_at_which_day(engine: MemoryStore) -> None:
    told = explain(engine, find_state(engine, "DZA"), find_explained(engine, "stateless-1954-31-1"), ON)
    (said,) = [step for step in told.steps if step.rule == "no-limit"]
    assert "2015-02-09" in said.text


@pytest.mark.parametrize(
    ("instrument", "as_at"),
    [("refugee-1951", "2011-06-28"), ("stateless-1954", "2015-02-09"), ("vccr", "2014-04-02"), ("refugee-protocol-1967", "2011-06-28")],
)
def test_each_copy_is_no_older_than_its_newest_day(engine: MemoryStore, instrument: str, as_at: str) -> None:
    (found,) = answers(engine, LimitCoverageAnswer, "limit_coverage", instrument=iris.instrument(instrument))
    assert (found.extent, found.as_at) == ("all", as_at)


def test_a_corridor_shows_them_and_tells_where_nobody_has_read(snapshot: Snapshot) -> None:
    found = corridor(snapshot, "PHL", "SAU", read_worker(snapshot, "migrant-worker"), ON)
    cells = {each.obligation: each for each in found.cells}
    (shown,) = cells["stateless-1954-31-1"].origin.limits
    assert shown.counts
    assert "1955" in shown.summary
    named = [limit.limit for limit in cells["vccr-36-1-b--1"].destination.limits]
    assert named == [], "Saudi Arabia's statement does not touch article 36"
    assert cells["vccr-36-1-b--1"].destination.statements_read == "2014-04-02"
    assert cells["ilo-c029-1-1"].destination.statements_read is None
