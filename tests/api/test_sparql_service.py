"""The whole service as a process, over any file: what it tells about itself, and that nothing that happens to it gives a wrong answer."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"
CLAIM = "https://w3id.org/servanda/graph/claims/somebody"
SOON = 30.0


def graph(number: int) -> str:
    """So many triples in two graphs, one thing under our names, and a claim."""
    lines = [f"<http://x/s{i}> <http://x/p> <http://x/o{i}> <http://x/g{i % 2}> ." for i in range(number - 1)]
    lines.append('<https://w3id.org/servanda/id/state/XXX> <http://www.w3.org/2000/01/rdf-schema#label> "Ex" <http://x/g0> .')
    lines.append(f"<http://x/s0> <http://x/claimed> <http://x/o> <{CLAIM}> .")
    return "".join(f"{line}\n" for line in lines)


class Service:
    """A running ``servanda serve``."""

    def __init__(self, data: Path, log: Path, **environment: str) -> None:
        self.data = data
        self._log = log
        words = [sys.executable, "-m", "servanda.api.cli", "serve", "--data", str(data), "--port", "0"]
        settings = {"SERVANDA_LOG": "json", "SERVANDA_RELOAD": "0.2", "SERVANDA_DEADLINE": "5", **environment}
        with log.open("wb") as output:
            self.process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **settings})
        found = wait_for(lambda: re.search(r"answers on (http://\S+)", self.log))
        self.client = httpx.Client(base_url=found.group(1), timeout=30)
        wait_for(lambda: self.ready() == 200)

    @property
    def log(self) -> str:
        """What it has written."""
        return self._log.read_text("utf-8")

    def ready(self) -> int:
        """The status of its readiness; 0 when it does not listen yet."""
        try:
            return self.client.get("/ready").status_code
        except httpx.TransportError:
            return 0

    def ask(self, query: str, **headers: str) -> httpx.Response:
        """Ask a query that no cache knows."""
        return self.client.get("/sparql", params={"query": f"{query} # {time.monotonic_ns()}"}, headers=headers)

    def count(self) -> int:
        """How many triples there are."""
        response = self.ask(COUNT)
        assert response.status_code == 200, response.text
        return counted(response)

    def put(self, content: str) -> None:
        """Put another graph in the place of the one that is served."""
        fresh = self.data.with_suffix(".new")
        fresh.write_text(content, encoding="utf-8")
        fresh.replace(self.data)

    def metric(self, name: str) -> float:
        """A number that it tells of itself."""
        found = re.search(rf"^{name} (\S+)$", self.client.get("/metrics").text, flags=re.MULTILINE)
        assert found is not None
        return float(found.group(1))

    def stop(self) -> None:
        """End it."""
        self.client.close()
        self.process.terminate()
        self.process.wait(30)


def wait_for(what):  # type: ignore[no-untyped-def]
    """Ask again and again until there is an answer."""
    until = time.monotonic() + SOON
    while not (found := what()):
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)
    return found


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def evaluator_of(service: Service) -> int:
    """The process that holds the graph and forks workers."""
    (found,) = wait_for(lambda: [pid for pid in children(service.process.pid) if children(pid)])
    assert isinstance(found, int)
    return found


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    data = folder / "other.nq"
    data.write_text(graph(100), encoding="utf-8")
    service = Service(data, folder / "log")
    yield service
    service.stop()


# --- any dataset ------------------------------------------------------------------------------------------------------------------


def test_any_dataset_is_served(service: Service) -> None:
    assert service.count() == 100, "the default graph is the union of all graphs but claims"
    claims = service.ask(f"SELECT ?s {{ GRAPH <{CLAIM}> {{ ?s ?p ?o }} }}").json()["results"]["bindings"]
    assert len(claims) == 1
    described = service.client.get("/id/state/XXX", headers={"accept": "text/turtle"}, follow_redirects=True)
    assert (described.status_code, '"Ex"' in described.text) == (200, True)
    assert f"but those of claims, which a query has to name: they are the graphs whose names begin with {CLAIM[:-8]}" in (
        service.client.get("/sparql").text
    )


def test_what_only_our_graph_has_is_not_there_and_says_so(service: Service) -> None:
    for path in ("/api/states", "/api/corridors/IDN/SAU", "/nowhere"):
        response = service.client.get(path)
        assert response.status_code == 404
        assert "other.nq is served here in place of Servanda's own graph" in response.json()["detail"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.nq", None, "cannot be read: No such file or directory"),
        ("graph.ttl", "", "only .nq and .trig files can be loaded"),
        ("broken.nq", "<http://x/a> <http://x/b> .\n", "broken.nq cannot be read as a graph"),
    ],
)
def test_a_file_that_cannot_be_served_is_told_in_a_sentence(tmp_path: Path, name: str, content: str | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    words = [sys.executable, "-m", "servanda.api.cli", "serve", "--data", str(tmp_path / name), "--port", "0"]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert told in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


# --- what it tells about itself ---------------------------------------------------------------------------------------------------


def test_health_readiness_and_metrics(service: Service) -> None:
    assert service.client.get("/health").json() == {"status": "alive"}
    assert service.client.get("/ready").json()["status"] == "ready"
    assert service.client.head("/ready").status_code == 200
    assert service.client.post("/metrics").status_code == 405
    before = service.metric("servanda_sparql_answer_bytes_count")
    service.count()
    assert service.metric("servanda_sparql_answer_bytes_count") == before + 1
    text = service.client.get("/metrics")
    assert text.headers["content-type"].startswith("text/plain; version=")
    assert service.metric("servanda_ready") == 1
    assert service.metric("servanda_workers_free") == 3, "two, and one that is kept for clients that have none at work"


def test_the_log_names_neither_clients_nor_queries(service: Service) -> None:
    secret = "http://x/the-name-of-somebody"
    good, bad = f"ASK {{ <{secret}> ?p ?o }}", f"SELECT <{secret}>"
    asked = service.client.get("/sparql", params={"query": good}, headers={"x-forwarded-for": "203.0.113.7"})
    assert asked.json()["boolean"] is False
    service.client.post("/sparql", content=bad, headers={"content-type": "application/sparql-query"})

    def told(query: str) -> dict[str, Any]:
        """The line on a query: it is found by the hash that docs/endpoint.md describes, among those of queries that others gave up."""
        name = hashlib.sha256(query.encode()).hexdigest()[:16]
        lines = [json.loads(line) for line in service.log.splitlines() if line.startswith("{")]
        return next((line for line in lines if line["event"] == "sparql" and line.get("query") == name), {})

    wait_for(lambda: bool(told(good) and told(bad)))
    assert {"time", "level", "status", "outcome", "milliseconds"} <= set(told(good))
    assert (told(good)["status"], told(good)["form"]) == (200, "ASK")
    assert (told(bad)["status"], told(bad)["outcome"]) == (400, "malformed-query")
    for word in ("the-name-of-somebody", "203.0.113.7", '"127.0.0.1'):
        assert word not in service.log


def test_a_proxy_names_the_client_to_be_counted(tmp_path: Path) -> None:
    data = tmp_path / "graph.nq"
    data.write_text(graph(10), encoding="utf-8")
    limits = {"SERVANDA_CLIENT_SECONDS": "1", "SERVANDA_DEADLINE": "1.5", "SERVANDA_PROXIES": "127.0.0.1"}
    with contextlib.closing(contextlib.ExitStack()) as stack:
        service = Service(data, tmp_path / "log", **limits)
        stack.callback(service.stop)
        first = {"x-forwarded-for": "203.0.113.1"}
        assert service.ask(ENDLESS, **first).status_code == 503
        refused = service.ask(COUNT, **first)
        assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (429, True)
        assert service.ask(COUNT, **{"x-forwarded-for": "203.0.113.1, 203.0.113.2"}).status_code == 200, "the proxy's own word is the last"


# --- a newer version --------------------------------------------------------------------------------------------------------------


def test_a_newer_graph_is_served_without_a_request_that_fails(service: Service) -> None:
    failed: list[str] = []
    counts: list[int] = []
    stop = threading.Event()

    def keep_asking() -> None:
        with httpx.Client(base_url=service.client.base_url, timeout=30) as client:
            while not stop.is_set():
                response = client.get("/sparql", params={"query": f"{COUNT} # {time.monotonic_ns()}"})
                if response.status_code == 200:
                    counts.append(int(response.json()["results"]["bindings"][0]["n"]["value"]))
                else:
                    failed.append(response.text)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    old = evaluator_of(service)
    service.put(graph(150))
    wait_for(lambda: counts and counts[-1] == 150)
    wait_for(lambda: not Path(f"/proc/{old}").exists())
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert set(counts) == {100, 150}
    page = service.client.get("/data/state/XXX.ttl")
    assert page.headers["etag"].strip('"').removesuffix("-ttl") == service.client.get("/ready").json()["data_version"], (
        "the pages have the same version"
    )


def test_a_broken_newer_graph_is_refused_and_a_whole_one_taken(service: Service) -> None:
    before = service.count()
    service.put("<http://x/half> <http://x/b\n")
    wait_for(lambda: "the newer graph cannot be served" in service.log)
    assert service.count() == before
    assert service.ready() == 200
    service.put(graph(120))
    wait_for(lambda: service.count() == 120)


def test_a_signal_makes_it_look_at_once(tmp_path: Path) -> None:
    data = tmp_path / "graph.nq"
    data.write_text(graph(10), encoding="utf-8")
    service = Service(data, tmp_path / "log", SERVANDA_RELOAD="0")
    try:
        service.put(graph(20))
        time.sleep(0.5)
        assert service.count() == 10
        service.process.send_signal(signal.SIGHUP)
        wait_for(lambda: service.count() == 20)
    finally:
        service.stop()
    assert service.process.returncode in {0, -signal.SIGTERM}


# --- kill -9 ----------------------------------------------------------------------------------------------------------------------


def asked_while_back(service: Service, number: int | None = None) -> list[httpx.Response]:
    """Ask until there is an answer, or until it is this number; all that came."""
    responses = [service.ask(COUNT)]
    until = time.monotonic() + SOON
    while (responses[-1].status_code != 200 or number not in {None, counted(responses[-1])}) and time.monotonic() < until:
        time.sleep(0.05)
        responses.append(service.ask(COUNT))
    return responses


def asked_while(service: Service, harm) -> list[httpx.Response]:  # type: ignore[no-untyped-def]
    """Have an endless query evaluated, do harm, and ask on until there is an answer again; what the endless query got, and the others."""
    got: list[httpx.Response] = []
    endless = threading.Thread(target=lambda: got.append(service.ask(ENDLESS)))
    endless.start()
    wait_for(lambda: service.metric("servanda_workers_at_work") == 1)
    harm()
    expected = asked_while_back(service)
    endless.join()
    return [*got, *expected]


def counted(response: httpx.Response) -> int:
    """The number in an answer."""
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def all_in_words(responses: list[httpx.Response]) -> None:
    """Each of them is an answer, or an error in words that says that asking again is of use."""
    for response in responses:
        if response.status_code != 200:
            assert response.status_code == 503, response.text
            assert response.headers["content-type"] == "application/problem+json"
            assert int(response.headers["retry-after"]) > 0
            assert response.json()["detail"].endswith(".")


def all_right(responses: list[httpx.Response], number: int) -> None:
    """Each of them is the right answer, or an error in words that says that asking again is of use; the last one is the answer."""
    all_in_words(responses)
    assert {counted(each) for each in responses if each.status_code == 200} == {number}
    assert responses[-1].status_code == 200


def test_a_worker_that_is_killed_is_replaced(service: Service) -> None:
    number = service.count()

    def harm() -> None:
        for pid in children(evaluator_of(service)):
            os.kill(pid, signal.SIGKILL)

    responses = asked_while(service, harm)
    all_right(responses, number)
    assert responses[0].status_code == 503
    wait_for(lambda: service.metric("servanda_workers_free") == 3)


def test_an_evaluator_that_is_killed_is_replaced(service: Service) -> None:
    number = service.count()
    evaluator = evaluator_of(service)
    responses = asked_while(service, lambda: os.kill(evaluator, signal.SIGKILL))
    all_right(responses, number)
    assert responses[0].status_code == 503
    assert "interrupted" in responses[0].json()["title"]
    wait_for(lambda: service.metric("servanda_evaluators_replaced_total") == 1)  # counted just after its first worker is there
    assert evaluator_of(service) != evaluator


def test_an_evaluator_that_is_killed_comes_back_with_the_version_that_is_served(tmp_path: Path) -> None:
    """Its file has been replaced, and then removed, in the meantime."""
    data = tmp_path / "graph.nq"
    data.write_text(graph(10), encoding="utf-8")
    service = Service(data, tmp_path / "log", SERVANDA_RELOAD="0")
    try:
        for harm in (lambda: service.put(graph(20)), data.unlink):
            harm()
            os.kill(evaluator_of(service), signal.SIGKILL)
            wait_for(lambda: service.ready() == 503)
            all_right(asked_while_back(service), 10)
    finally:
        service.stop()


def test_kills_during_a_change_of_versions(service: Service) -> None:
    before = service.count()
    old = evaluator_of(service)
    service.put(graph(40_000))
    fresh = wait_for(lambda: [pid for pid in children(service.process.pid) if pid != old])
    os.kill(fresh[0], signal.SIGKILL)
    wait_for(lambda: "the newer graph cannot be served" in service.log.rpartition("a newer graph is being loaded")[2])
    assert service.count() == before, "the old version goes on"
    service.put(graph(30_000))
    wait_for(lambda: len(children(service.process.pid)) == 2)
    os.kill(old, signal.SIGKILL)
    # a worker may answer once more before the system has ended it with its evaluator: an answer is no sign that all of them are back
    responses = asked_while_back(service, 30_000)
    all_in_words(responses)
    counts = [*(counted(each) for each in responses if each.status_code == 200), *(service.count() for _ in range(5))]
    assert set(counts) <= {before, 30_000}, "the old version or the new one, and nothing between them"
    assert (counts, counts[-1]) == (sorted(counts), 30_000), "once the new version has answered, the old one does not"


def test_a_file_that_is_damaged_where_it_lies_gives_no_wrong_answer(tmp_path: Path) -> None:
    data = tmp_path / "graph.nq"
    data.write_text(graph(10), encoding="utf-8")
    service = Service(data, tmp_path / "log", SERVANDA_RELOAD="0")
    try:
        content = data.read_bytes()
        data.write_bytes(content.replace(b"<http://x/s1>", b"<http://x/s2>"))  # a graph still, but another one
        os.kill(evaluator_of(service), signal.SIGKILL)
        wait_for(lambda: "is damaged, or of another version" in service.log)
        refused = service.ask(COUNT)
        assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
        assert service.ready() == 503
        data.write_bytes(content)
        wait_for(lambda: service.ready() == 200)
        assert service.count() == 10
    finally:
        service.stop()
