"""A client that leaves before its answer: its query is given up, and neither its worker nor another client pays for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest

from servanda.api.workers import Effort, QueryPool

JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    """Two workers over 200 triples."""
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_text("".join(f"<http://x/s{i}> <http://x/p> <http://x/o{i}> <http://x/g> .\n" for i in range(200)), encoding="utf-8")
    pool = QueryPool(path, workers=2, deadline=20.0)
    pool.start()
    yield pool
    pool.stop()


async def count(pool: QueryPool, number: int) -> int:
    """A number that belongs to this question and to no other."""
    answer = await pool.evaluate(f"SELECT (COUNT(*) + {number} AS ?n) {{ ?s ?p ?o }}", JSON)
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


def test_a_query_that_is_nearly_done_costs_no_worker_and_its_answer_goes_to_nobody(pool: QueryPool) -> None:
    async def ask() -> None:
        before = pool.endings
        for number in range(20):
            left = asyncio.ensure_future(count(pool, -number))
            await asyncio.sleep(0.0005 * number)
            left.cancel()
            await asyncio.wait((left,))
        assert await asyncio.gather(*(count(pool, number) for number in range(20))) == [200 + number for number in range(20)]
        assert pool.endings == before

    asyncio.run(ask())


def test_who_leaves_early_pays_for_what_is_still_done(pool: QueryPool) -> None:
    async def ask() -> None:
        effort = Effort()
        left = asyncio.ensure_future(pool.evaluate(ENDLESS, JSON, effort=effort))
        await asyncio.sleep(0.1)
        left.cancel()
        await asyncio.wait((left,))
        assert left.cancelled()
        assert effort.evaluated > 0.25, "0.1 seconds, and the 0.2 that the worker gets to end it"
        assert await count(pool, 0) == 200

    asyncio.run(ask())
