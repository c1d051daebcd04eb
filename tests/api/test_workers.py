"""Queries are answered by processes that can be killed; whatever happens to one query, the others are answered."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.api.workers import BadQuery, Busy, EvaluatorLost, NotStarted, QueryPool, TimedOut, TooLarge

JSON = "application/sparql-results+json"
CLAIM = "https://w3id.org/servanda/graph/claims/somebody"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 triples in the graph ``a``, 1 in ``b``, 1 claim."""
    lines = [f"<http://x/s{i}> <http://x/from> <http://x/o{i}> <http://x/a> ." for i in range(200)]
    lines.append('<http://x/s0> <http://x/name> "zero"@en <http://x/b> .')
    lines.append(f"<http://x/s0> <http://x/claimed> <http://x/o> <{CLAIM}> .")
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pool(graph_file: Path) -> Iterator[QueryPool]:
    pool = QueryPool(graph_file, workers=2, deadline=20.0, answer_bytes=100_000)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture(scope="module")
def strict(graph_file: Path) -> Iterator[QueryPool]:
    """One that gives up soon."""
    pool = QueryPool(graph_file, workers=2, deadline=1.0, memory_bytes=512 * 1024**2, queue=2)
    pool.start()
    yield pool
    pool.stop()


async def rows(pool: QueryPool, query: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> list[dict[str, str]]:
    answer = await pool.evaluate(query, JSON, default, named)
    return [{name: term["value"] for name, term in row.items()} for row in json.loads(answer.body)["results"]["bindings"]]


async def count(pool: QueryPool, query: str = COUNT, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
    """The number that the query asks for. An evaluator that is being replaced is asked again."""
    for _ in range(100):
        try:
            return int((await rows(pool, query, default, named))[0]["n"])
        except (EvaluatorLost, Busy, TimedOut):
            await asyncio.sleep(0.1)
    raise AssertionError("the pool does not answer any more")


def children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def open_files(pid: int) -> str:
    """How many files a process may have open: the soft and the hard limit."""
    lines = Path(f"/proc/{pid}/limits").read_text("utf-8").splitlines()
    return " ".join(next(line for line in lines if line.startswith("Max open files")).split()[3:5])


def evaluator_of(pool: QueryPool) -> int:
    assert pool._evaluator is not None
    return pool._evaluator.pid


def test_the_default_graph_is_everything_but_claims(pool: QueryPool) -> None:
    async def ask() -> None:
        assert await count(pool) == 201
        assert await rows(pool, f"SELECT ?s {{ GRAPH <{CLAIM}> {{ ?s ?p ?o }} }}") == [{"s": "http://x/s0"}]
        assert len(await rows(pool, "PREFIX from: <http://x/> SELECT ?from { ?s from:from ?from }")) == 200

    asyncio.run(ask())


def test_a_query_may_name_its_graphs(pool: QueryPool) -> None:
    async def ask() -> None:
        assert await count(pool, "SELECT (COUNT(*) AS ?n) FROM <http://x/b> { ?s ?p ?o }") == 1
        assert await count(pool, f"SELECT (COUNT(*) AS ?n) FROM <{CLAIM}> FROM <http://x/b> {{ ?s ?p ?o }}") == 2
        assert await count(pool, "SELECT (COUNT(*) AS ?n) FROM NAMED <http://x/b> { GRAPH ?g { ?s ?p ?o } }") == 1

    asyncio.run(ask())


def test_the_request_may_name_the_graphs_and_prevails(pool: QueryPool) -> None:
    async def ask() -> None:
        in_graphs = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        assert await count(pool, COUNT, ("http://x/b",)) == 1
        assert await count(pool, "SELECT (COUNT(*) AS ?n) FROM <http://x/a> { ?s ?p ?o }", ("http://x/b",)) == 1
        assert await count(pool, in_graphs, ("http://x/b",)) == 0
        assert await count(pool, in_graphs, (), ("http://x/b",)) == 1
        assert await count(pool, COUNT, (), ("http://x/b",)) == 0
        with pytest.raises(BadQuery, match="not the IRI of a graph"):
            await pool.evaluate(COUNT, JSON, ("no iri",))

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELECT ?x\nWHERE { ?x ex:y ?z }", 2, 12, "prefix ex: is not declared"),
        (
            "PREFIX ex: <http://x/>\nBASE <http://x/>\nPREFIX # one\n: <y> SELECT * { ?x ex:y :z. _:b a ey:z }",
            4,
            36,
            "prefix ey: is not declared",
        ),
        ("# a comment {\nSELECT ?x { ?x ?y '}' ", 2, 11, "This { is not closed"),
        ("SELECT ?x { ?x ?y (1 2] }", 1, 23, "This ] closes no bracket"),
        ("\n INSERT DATA { }", 2, 2, "begins with SELECT"),
        ("SELECT ?x\nWHERE { ?x ?y }", 2, 15, "before this } an object is missing"),
        ("SELECT ?x { ?x ?y ?z . ?z a }", 1, 29, "before this } an object is missing"),
        ("SELECT ?x { [] ?y }", 1, 20, "at or before line 1, column 20: something else is expected"),
        ("SELECT ?x { VALUES ?x { <http://x/a> <http://x/b> } ?x ?y }", 1, 60, "at or before line 1, column 60"),
        ("SELECT ?x { SELECT ?y ?z }", 1, 27, "at or before line 1, column 27"),
    ],
)
def test_a_malformed_query_is_told_where(pool: QueryPool, query: str, line: int, column: int, message: str) -> None:
    with pytest.raises(BadQuery) as caught:
        asyncio.run(pool.evaluate(query, JSON))
    assert (caught.value.line, caught.value.column) == (line, column)
    assert message in str(caught.value)
    assert "SERVICE" not in str(caught.value), "it is refused here"


@pytest.mark.parametrize(
    ("query", "media_type"),
    [
        ("INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }", JSON),
        ("SELECT * { ?s ?p '\ud800' }", JSON),
        ("SELECT (<http://x/unknown>(1) AS ?x) {}", JSON),
        ("SELECT * { ?s ?p ?o }", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", JSON),
        ("\0", JSON),
        ("", JSON),
    ],
)
def test_what_cannot_be_evaluated_gets_a_sentence(pool: QueryPool, query: str, media_type: str) -> None:
    with pytest.raises(BadQuery, match=r"not SPARQL|cannot be evaluated"):
        asyncio.run(pool.evaluate(query, media_type))


def test_an_answer_is_whole_or_not_at_all(pool: QueryPool) -> None:
    async def ask() -> None:
        with pytest.raises(TooLarge, match="100000 bytes"):
            await pool.evaluate("SELECT * { ?a ?b ?c . ?d ?e ?f }", JSON)
        assert await count(pool) == 201

    asyncio.run(ask())


def test_a_query_past_its_deadline_does_not_disturb_others(strict: QueryPool) -> None:
    async def ask() -> None:
        endless = asyncio.ensure_future(strict.evaluate(ENDLESS, JSON))
        await asyncio.sleep(0.1)
        assert not endless.done()
        assert await count(strict) == 201
        with pytest.raises(TimedOut, match="1 second"):
            await endless
        assert await count(strict) == 201

    asyncio.run(ask())


def test_the_queue_has_an_end(graph_file: Path) -> None:
    async def ask() -> None:
        asked = [asyncio.ensure_future(own.evaluate(ENDLESS, JSON)) for _ in range(6)]
        results = await asyncio.gather(*asked, return_exceptions=True)
        assert {type(result) for result in results} == {TimedOut, Busy}
        assert await count(own) == 201

    own = QueryPool(graph_file, workers=1, deadline=1.0, queue=2)
    own.start()
    try:
        asyncio.run(ask())
    finally:
        own.stop()


def test_a_request_that_is_given_up_frees_its_worker(pool: QueryPool) -> None:
    async def ask() -> None:
        asked = [asyncio.ensure_future(pool.evaluate(ENDLESS, JSON)) for _ in range(5)]  # two evaluated, three waiting
        await asyncio.sleep(0.3)
        for task in asked:
            task.cancel()
        await asyncio.wait(asked)
        assert all(task.cancelled() for task in asked)
        assert await count(pool) == 201

    asyncio.run(ask())


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * { FILTER(" + "(" * 60_000 + "1" + ")" * 60_000 + ") }", id="parentheses"),
        pytest.param("ASK { FILTER(" + "!" * 90_000 + "true) }", id="negations"),
        pytest.param("SELECT * { " + "{" * 40_000 + "}" * 40_000 + " }", id="groups"),
        pytest.param("SELECT * { ?s " + "/".join(["<p>"] * 20_000) + " ?o }", id="path"),
    ],
)
def test_a_query_that_is_built_too_deep_fails_alone(strict: QueryPool, query: str) -> None:
    async def ask() -> None:
        with pytest.raises((EvaluatorLost, BadQuery, TimedOut)) as caught:
            await strict.evaluate(query, JSON)
        assert not isinstance(caught.value, EvaluatorLost) or caught.value.by_query
        assert await count(strict) == 201

    asyncio.run(ask())


def test_memory_has_an_end(graph_file: Path) -> None:
    hungry = "SELECT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) } ORDER BY ?x"

    async def ask() -> None:
        with pytest.raises(EvaluatorLost, match="memory") as caught:
            await own.evaluate(hungry, JSON)
        assert caught.value.by_query
        assert await count(own) == 201

    own = QueryPool(graph_file, workers=1, deadline=60.0, memory_bytes=200 * 1024**2)
    own.start()
    try:
        asyncio.run(ask())
    finally:
        own.stop()


def test_a_worker_can_open_nothing(pool: QueryPool) -> None:
    async def ask() -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            port = server.getsockname()[1]
            for address in (f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/"):
                with pytest.raises((BadQuery, EvaluatorLost)):
                    await pool.evaluate(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", JSON)
                assert await count(pool, f"SELECT (COUNT(*) AS ?n) FROM <{address}> {{ ?s ?p ?o }}") == 0
            with pytest.raises(BlockingIOError):
                server.accept()
        assert await count(pool, "SELECT (COUNT(*) AS ?n) FROM <file:///etc/passwd> { ?s ?p ?o }") == 0
        assert await count(pool, COUNT, ("file:///etc/passwd",)) == 0

    asyncio.run(ask())
    for _ in range(100):  # a worker that has just been forked is not confined yet, and answers nothing yet
        if [open_files(worker) for worker in children(evaluator_of(pool))] == ["0 0", "0 0"]:
            return
        time.sleep(0.1)
    raise AssertionError("there are workers that may open files")


def test_workers_draw_different_random_values(pool: QueryPool) -> None:
    async def ask() -> None:
        drawn = await asyncio.gather(*(rows(pool, "SELECT (STR(UUID()) AS ?x) {}") for _ in range(20)))
        assert len({row[0]["x"] for row in drawn}) == 20

    asyncio.run(ask())


def test_an_evaluator_that_ends_is_replaced(graph_file: Path) -> None:
    async def ask() -> None:
        endless = asyncio.ensure_future(own.evaluate(ENDLESS, JSON))
        await asyncio.sleep(0.2)
        os.kill(evaluator_of(own), signal.SIGKILL)
        with pytest.raises(EvaluatorLost) as caught:
            await endless
        assert not caught.value.by_query
        assert await count(own) == 201

    own = QueryPool(graph_file, deadline=20.0)
    own.start()
    try:
        asyncio.run(ask())
    finally:
        own.stop()


def test_several_threads_and_loops_may_ask(pool: QueryPool) -> None:
    async def ask() -> list[int]:
        return await asyncio.gather(*(count(pool) for _ in range(20)))

    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.extend(asyncio.run(ask()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [201] * 80


def test_a_pool_stops_with_all_its_processes_and_can_start_again(graph_file: Path) -> None:
    async def stop_amid_queries() -> None:
        asked = [asyncio.ensure_future(own.evaluate(ENDLESS, JSON)) for _ in range(2)]
        await asyncio.sleep(0.2)
        own.stop()
        assert all(isinstance(result, EvaluatorLost) for result in await asyncio.gather(*asked, return_exceptions=True))

    own = QueryPool(graph_file, workers=1, deadline=20.0)
    for _ in range(2):
        own.start()
        evaluator = evaluator_of(own)
        asyncio.run(count(own))
        processes = [evaluator, *children(evaluator)]
        asyncio.run(stop_amid_queries())
        wait_until_gone(processes)
    with pytest.raises(EvaluatorLost, match="not running"):
        asyncio.run(own.evaluate(COUNT, JSON))
    own.stop()


def wait_until_gone(processes: list[int]) -> None:
    for _ in range(300):
        if not any(alive(pid) for pid in processes):
            return
        time.sleep(0.1)
    raise AssertionError("there are processes left")


def test_processes_end_with_a_web_server_that_is_killed(graph_file: Path) -> None:
    server = (
        "import asyncio, sys, pathlib\n"
        "from servanda.api.workers import QueryPool\n"
        "async def ask():\n"
        "    task = asyncio.ensure_future(pool.evaluate(sys.argv[2], 'text/csv'))\n"
        "    await asyncio.sleep(0.3)\n"
        "    print(pool._evaluator.pid, flush=True)\n"
        "    await task\n"
        "pool = QueryPool(pathlib.Path(sys.argv[1]), deadline=1000)\n"
        "pool.start()\n"
        "asyncio.run(ask())\n"
    )
    with subprocess.Popen([sys.executable, "-c", server, str(graph_file), ENDLESS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        evaluator = int(process.stdout.readline())
        processes = [evaluator, *children(evaluator)]
        assert len(processes) == 3
        process.kill()
    wait_until_gone(processes)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.nq", "<http://x/a> <http://x/b> .\n", "graph.nq cannot be read as a graph"),
        ("graph.nq", None, "there is no built graph"),
        ("graph.ttl", "", "only .nq and .trig"),
    ],
)
def test_a_graph_that_cannot_be_loaded_is_told(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(NotStarted, match=message):
        QueryPool(tmp_path / name).start()
