"""Two implementations of one question give one answer: the explanation in Python, one query in SPARQL, and the API, on drawn cases.

The draw has a fixed seed. Half of the days are drawn near a day on which something changes for that state and instrument (a period, a
limit, a declaration, a source's date), where a mistake by one day would show.
"""

from __future__ import annotations

import asyncio
import datetime
import random
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from rdflib import URIRef

from servanda.api.app import create_app
from servanda.api.settings import Settings
from servanda.graph.store import MemoryStore
from servanda.queries.answers import ObligationStatusAnswer, answers
from servanda.queries.bind import day
from servanda.queries.explain import explain
from servanda.queries.explanation import Explanation
from servanda.queries.lookup import local_name

SEED = 20261122
#: So many states and days are drawn, with so many obligations each: 500 cases.
ROUNDS, EACH = 50, 10
#: Every so many cases the API is asked too: what it sends is the explanation, so that a part of them is enough.
API_EVERY = 5
FIRST, LAST = datetime.date(1930, 1, 1), datetime.date(2028, 12, 31)

Case = tuple[URIRef, URIRef, datetime.date]
Answer = tuple[str, str, bool]

PREFIX = "PREFIX sv: <https://w3id.org/servanda/ontology#>"
OBLIGATIONS = f"{PREFIX} SELECT ?x ?i WHERE {{ ?x a sv:Obligation ; sv:instrument ?i }}"
STATES = f"{PREFIX} SELECT DISTINCT ?x WHERE {{ ?act sv:actor ?x }}"
CHANGES = """PREFIX sv: <https://w3id.org/servanda/ontology#>
SELECT DISTINCT ?state ?instrument ?day WHERE {
  VALUES ?dated { sv:boundFromEarliest sv:boundFromLatest sv:boundUntilEarliest sv:boundUntilLatest
                  sv:limitFromEarliest sv:limitFromLatest sv:limitUntilEarliest sv:limitUntilLatest }
  ?thing ?dated ?day ; sv:instrument ?instrument ; sv:party|sv:actor ?state .
}
"""


LIMITED = f"{PREFIX} SELECT DISTINCT ?state ?instrument WHERE {{ ?limit a sv:Limit ; sv:actor ?state ; sv:instrument ?instrument }}"


def rows(engine: MemoryStore, query: str, *names: str) -> list[tuple[str, ...]]:
    return sorted({tuple(str(row[name]) for name in names) for row in engine.select(query)})


def some_day(draw: random.Random, changes: list[datetime.date]) -> datetime.date:
    if changes and draw.random() < 0.5:
        return draw.choice(changes) + datetime.timedelta(days=draw.choice([-1, 0, 1]))
    return FIRST + datetime.timedelta(days=draw.randrange((LAST - FIRST).days))


@pytest.fixture(scope="module")
def drawn(engine: MemoryStore) -> list[list[Case]]:
    """The cases, in batches of one state and one day; two thirds of the batches are about a state and an instrument with limits."""
    draw = random.Random(SEED)
    by_instrument: dict[str, list[str]] = {}
    for obligation, instrument in rows(engine, OBLIGATIONS, "x", "i"):
        by_instrument.setdefault(instrument, []).append(obligation)
    everything = [each for several in by_instrument.values() for each in several]
    states = [name for (name,) in rows(engine, STATES, "x")]
    changes: dict[tuple[str, str], list[datetime.date]] = {}
    for state, instrument, changed in rows(engine, CHANGES, "state", "instrument", "day"):
        if instrument in by_instrument:
            changes.setdefault((state, instrument), []).append(datetime.date.fromisoformat(changed))
    with_limits = set(rows(engine, LIMITED, "state", "instrument"))
    limited = sorted((pair, days) for pair, days in changes.items() if pair in with_limits)
    batches: list[list[Case]] = []
    for number in range(ROUNDS):
        if number % 3 == 0:
            state, pool, near = draw.choice(states), everything, []
        else:
            (state, instrument), near = draw.choice(limited)
            pool = by_instrument[instrument]
        on = some_day(draw, near)
        batches.append([(URIRef(state), URIRef(draw.choice(pool)), on) for _ in range(EACH)])
    return batches


@pytest.fixture(scope="module")
def explained(engine: MemoryStore, drawn: list[list[Case]]) -> dict[Case, Explanation]:
    return {case: explain(engine, *case) for batch in drawn for case in batch}


@pytest.fixture(scope="module")
def api(engine: MemoryStore, built_home: Path) -> FastAPI:
    """The application over the graph that is already loaded; its workers (for public SPARQL) are not started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MemoryStore, "open", lambda _: engine)
        return create_app(Settings.read({"SERVANDA_HOME": str(built_home)}))


def sent(app: FastAPI, asked: list[dict[str, str]]) -> list[httpx.Response]:
    """What the application answers to each question, in one process."""

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return [await client.get("/api/explain", params=each) for each in asked]

    return asyncio.run(ask())


def in_sparql(engine: MemoryStore, batch: list[Case]) -> Iterator[tuple[Case, Answer]]:
    """The query's answers to all obligations of a batch at once."""
    state, _, on = batch[0]
    asked = sorted({obligation for _, obligation, _ in batch})
    for row in answers(engine, ObligationStatusAnswer, "obligation_status", state=state, obligation=asked, on=day(on)):
        yield (URIRef(row.state), URIRef(row.obligation), row.on), (row.status, row.rule, row.limited)


def test_the_explanation_and_the_query_agree(engine: MemoryStore, drawn: list[list[Case]], explained: dict[Case, Explanation]) -> None:
    assert sum(len(batch) for batch in drawn) == ROUNDS * EACH == 500
    differing = []
    seen: set[Case] = set()
    for batch in drawn:
        for case, answer in in_sparql(engine, batch):
            found = explained[case]
            assert case not in seen, "one row for each case"
            seen.add(case)
            if answer != (found.status, found.rule, found.limited):
                differing.append((*map(local_name, case[:2]), str(case[2]), answer, (found.status, found.rule, found.limited)))
    assert differing == []
    assert seen == set(explained)


def test_the_draw_meets_every_status_and_limits(explained: dict[Case, Explanation]) -> None:
    """A differential test that draws only one kind of case shows nothing."""
    assert {found.status for found in explained.values()} == {"bound", "not_bound", "not_known"}
    assert len({found.rule for found in explained.values()}) >= 8
    assert any(found.limited for found in explained.values())


def test_the_last_step_is_the_answer(explained: dict[Case, Explanation]) -> None:
    for found in explained.values():
        last = found.steps[-1]
        assert (last.rule, last.text) == (found.rule, found.conclusion)
        assert found.conclusion.startswith(("On ", "Whether "))
        assert ("is not known" in found.conclusion) == (found.status == "not_known")
        assert ("did not bind" in found.conclusion) == (found.status == "not_bound")


def test_the_api_sends_the_same(api: FastAPI, explained: dict[Case, Explanation]) -> None:
    cases = list(explained.items())[::API_EVERY]
    asked = [
        {"state": local_name(state), "target": f"obligation/{local_name(obligation)}", "on": on.isoformat()}
        for (state, obligation, on), _ in cases
    ]
    for (_, found), response in zip(cases, sent(api, asked), strict=True):
        assert response.status_code == 200, response.text
        answer = response.json()["answer"]
        assert (answer["status"], answer["rule"], answer["limited"]) == (found.status, found.rule, found.limited)
        assert answer["steps"][-1]["text"] == found.conclusion
