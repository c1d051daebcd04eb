"""Answers in the form that a client wants: compressed, kept, long; and a client that takes more than its share is told so."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import brotli
import pytest

from servanda.api.answer_cache import AnswerCache
from servanda.api.client_shares import ClientShares
from servanda.api.content_coding import choose_coding
from servanda.api.sparql import Observed, SparqlEndpoint, sparql_endpoint
from servanda.api.workers import QueryPool

ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s"
ONE = "SELECT ?o { <http://x/s1> ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"

Ask = Callable[..., "Received"]


class Received:
    """A response as it was sent, with nothing unpacked."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.status: int = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.pieces = [message["body"] for message in messages[1:]]
        self.body = b"".join(self.pieces)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_text("".join(f'<http://x/s{i}> <http://x/p> "é {i}" <http://x/g> .\n' for i in range(5000)), encoding="utf-8")
    pool = QueryPool(path, workers=1, deadline=2.0)
    pool.start()
    yield pool
    pool.stop()


def ask(endpoint: SparqlEndpoint, query: str, *, method: str = "GET", client: str = "192.0.2.1", **headers: str) -> Received:
    async def send() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)
            raise AssertionError

        async def collect(message: Any) -> None:
            sent.append(dict(message))

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        string = urlencode({"query": query}).encode()
        scope = {"type": "http", "method": method, "path": "/sparql", "query_string": string, "headers": raw, "client": (client, 1)}
        await endpoint(scope, receive, collect)
        return sent

    return Received(asyncio.run(send()))


@pytest.fixture
def endpoint(pool: QueryPool) -> SparqlEndpoint:
    return sparql_endpoint(pool, "1")


# --- compressed -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "coding", "always"),
    [
        ("", "", False),
        ("gzip", "gzip", False),
        ("x-gzip", "gzip", False),
        ("gzip, deflate, br, zstd", "br", False),
        ("br;q=0.5, gzip;q=0.8", "gzip", False),
        ("br;q=0, gzip;q=0.001", "gzip", False),
        ("gzip;q=0", "", False),
        ("identity", "", False),
        ("identity;q=1, gzip;q=0.5", "", False),
        ("identity;q=0.5, gzip;q=1", "gzip", False),
        ("deflate, zstd", "", False),
        ("*", "br", False),
        ("*;q=0", "", False),
        ("gzip, *;q=0", "gzip", True),
        ("gzip, identity;q=0", "gzip", True),
        ("GZIP ; Q=1.0", "gzip", False),
        ("gzip;q=2, br;q=x", "", False),
        (",,gzip,", "gzip", False),
        ("gzip," * 2000, "gzip", False),
    ],
)
def test_the_coding_is_the_clients_choice(header: str, coding: str, always: bool) -> None:
    assert choose_coding(header) == (coding, always)


@pytest.mark.parametrize(("accepted", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_a_long_answer_is_compressed(endpoint: SparqlEndpoint, accepted: str, unpack: Callable[[bytes], bytes]) -> None:
    plain, packed = ask(endpoint, ALL), ask(endpoint, ALL, accept_encoding=accepted)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == accepted
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body) / 5
    assert unpack(packed.body) == plain.body
    for response in (plain, packed):
        assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"], "weak tags are those of what is said, however it is packed"
    assert packed.headers["etag"].startswith("W/")
    assert ask(endpoint, ALL, accept_encoding="gzip", if_none_match=plain.headers["etag"]).status == 304


def test_a_short_answer_is_not_compressed_unless_it_must_be(endpoint: SparqlEndpoint) -> None:
    short = ask(endpoint, ONE, accept_encoding="gzip, br")
    assert "content-encoding" not in short.headers
    forced = ask(endpoint, ONE, accept_encoding="gzip, identity;q=0")
    assert forced.headers["content-encoding"] == "gzip"
    assert gzip.decompress(forced.body) == short.body


def test_head_tells_the_length_of_what_get_sends(endpoint: SparqlEndpoint) -> None:
    get, head = (ask(endpoint, ALL, method=method, accept_encoding="gzip") for method in ("GET", "HEAD"))
    assert head.body == b""
    assert head.headers == get.headers


def test_a_condition_on_a_strong_tag_does_not_hold(endpoint: SparqlEndpoint) -> None:
    tag = ask(endpoint, ONE).headers["etag"]
    assert ask(endpoint, ONE, if_match=tag).status == 412
    assert ask(endpoint, ONE, if_match="*").status == 200


# --- long -------------------------------------------------------------------------------------------------------------------------


def test_a_long_answer_is_sent_in_pieces_and_its_length_before(endpoint: SparqlEndpoint) -> None:
    response = ask(endpoint, ALL)
    assert len(response.body) > 400_000
    assert int(response.headers["content-length"]) == len(response.body)
    assert max(len(piece) for piece in response.pieces) <= 131_072
    assert response.body.count(b"http://x/p") == 5000


# --- kept -------------------------------------------------------------------------------------------------------------------------


def test_an_answer_is_given_again_as_long_as_the_version_lasts(pool: QueryPool) -> None:
    seen: list[Observed] = []
    endpoint = sparql_endpoint(pool, "1", cache=AnswerCache(10_000_000), observers=[seen.append])
    first, again = ask(endpoint, ALL), ask(endpoint, ALL)
    assert (first.headers, first.body) == (again.headers, again.body)
    assert [each.cached for each in seen] == [False, True]
    assert seen[1].effort is None, "nobody had to evaluate anything"
    other = [
        ask(endpoint, ALL, accept="text/csv"),
        ask(endpoint, ALL, accept_encoding="br"),
        ask(endpoint, ALL + " "),
        ask(endpoint, "SELECT (UUID() AS ?x) {}"),
        ask(endpoint, "SELECT (UUID() AS ?x) {}"),
    ]
    assert not any(each.cached for each in seen[2:])
    assert other[-1].body != other[-2].body
    named = ask(endpoint, ALL, accept="application/json")
    assert seen[-1].cached, "another name of the same format"
    assert named.headers["content-type"] == "application/json"
    endpoint.switch(endpoint.edition._replace(version="2"))
    assert ask(endpoint, ALL).headers["etag"] != first.headers["etag"]
    assert not seen[-1].cached


def test_what_is_kept_has_a_bound(pool: QueryPool) -> None:
    cache = AnswerCache(100_000)
    endpoint = sparql_endpoint(pool, "1", cache=cache)
    ask(endpoint, ALL)
    assert len(cache) == 0, "one answer may not take the place of all"
    for number in range(100):
        ask(endpoint, f"SELECT ?o {{ <http://x/s{number}> ?p ?o }}")
    assert 0 < cache.bytes <= 100_000
    assert 0 < len(cache) < 100


def test_errors_are_not_kept(pool: QueryPool) -> None:
    cache = AnswerCache(100_000)
    endpoint = sparql_endpoint(pool, "1", cache=cache)
    assert ask(endpoint, "SELECT").status == 400
    assert len(cache) == 0


# --- shared -----------------------------------------------------------------------------------------------------------------------


def test_a_client_that_takes_more_than_its_share_is_told_when_to_come_back(pool: QueryPool) -> None:
    seen: list[Observed] = []
    endpoint = sparql_endpoint(pool, "1", shares=ClientShares(8, 1.0), cache=AnswerCache(1_000_000), observers=[seen.append])
    assert ask(endpoint, ONE).status == 200
    assert ask(endpoint, ENDLESS).status == 503
    refused = ask(endpoint, ONE + " ")
    assert refused.status == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 62
    assert refused.headers["content-type"] == "application/problem+json"
    assert b"evaluation" in refused.body
    assert ask(endpoint, ONE).status == 200, "what is kept costs nothing"
    assert ask(endpoint, ONE + " ", client="192.0.2.2").status == 200, "others are not concerned"
    assert "192.0.2" not in repr(seen)
