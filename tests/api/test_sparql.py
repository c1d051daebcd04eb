"""The SPARQL endpoint speaks the protocol, and no request harms it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from rdflib import Graph, URIRef
from starlette.applications import Starlette
from starlette.routing import Route

from servanda.api.sparql import sparql_endpoint
from servanda.api.workers import QueryPool

SELECT = "SELECT ?o { <http://x/s0> <http://x/p> ?o }"
CONSTRUCT = "CONSTRUCT { ?s <http://x/q> ?o } WHERE { ?s <http://x/p> ?o }"
ASK = "ASK { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"
DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    lines = [f'<http://x/s{i}> <http://x/p> "é {i}" <http://x/g{i % 2}> .\n' for i in range(200)]
    path.write_text("".join(lines), encoding="utf-8")
    pool = QueryPool(path, workers=2, deadline=2.0, answer_bytes=1_000_000)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture(scope="module")
def application(pool: QueryPool) -> Starlette:
    return Starlette(routes=[Route("/sparql", sparql_endpoint(pool, "version-1"))])


class Client:
    """Sends one request at a time."""

    def __init__(self, application: Starlette) -> None:
        self.application = application

    def __call__(
        self,
        method: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: str | bytes | None = None,
        path: str = "/sparql",
        **parameters: Any,
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.application)
            async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client:
                query = {name.replace("_", "-"): value for name, value in parameters.items()}
                return await client.request(method, path, params=query or None, headers=headers, content=content)

        return asyncio.run(send())


@pytest.fixture
def ask(application: Starlette) -> Client:
    return Client(application)


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The members of an error, after a look at what all errors have in common."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    members: dict[str, Any] = response.json()
    assert members["status"] == status
    assert members["type"].startswith("https://w3id.org/servanda/problem/")
    assert members["title"]
    assert members["detail"]
    return members


def still_answers(ask: Client) -> None:
    response = ask("GET", query=SELECT)
    assert response.status_code == 200, response.text
    assert response.json()["results"]["bindings"] == [{"o": {"type": "literal", "value": "é 0"}}]


def test_the_three_ways_to_send_a_query(ask: Client) -> None:
    ways = [
        ask("GET", query=SELECT),
        ask("POST", headers=FORM, content=urlencode({"query": SELECT})),
        ask("POST", headers=DIRECT, content=SELECT),
        ask("POST", headers={"content-type": "Application/SPARQL-query; charset=UTF-8"}, content=SELECT),
    ]
    for response in ways:
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/sparql-results+json"
        assert response.json()["results"]["bindings"][0]["o"]["value"] == "é 0"


@pytest.mark.parametrize(
    ("query", "accept", "content_type", "start"),
    [
        (SELECT, "*/*", "application/sparql-results+json", '{"head"'),
        (SELECT, "application/json", "application/json", '{"head"'),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        (SELECT, "text/csv;q=0.9, application/sparql-results+json;q=0.1", "text/csv; charset=utf-8", "o\r\n"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?o\n"),
        (ASK, "*/*", "application/sparql-results+json", '{"head":{},"boolean":true}'),
        (ASK, "application/sparql-results+xml, text/csv", "application/sparql-results+xml", "<?xml"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8", ""),
        (CONSTRUCT, "application/n-triples", "application/n-triples", ""),
        (CONSTRUCT, "application/ld+json", "application/ld+json", "["),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", "<?xml"),
        ("DESCRIBE <http://x/s1>", "text/turtle", "text/turtle; charset=utf-8", ""),
    ],
)
def test_the_format_is_the_clients_choice(ask: Client, query: str, accept: str, content_type: str, start: str) -> None:
    response = ask("GET", query=query, headers={"accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == content_type
    assert response.text.startswith(start)
    assert response.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader of JSON-LD uses it
@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld"), ("*/rdf", None)],
)
def test_a_graph_says_the_same_in_every_format(ask: Client, accept: str, rdf_format: str | None) -> None:
    response = ask("GET", query=CONSTRUCT, headers={"accept": accept})
    if rdf_format is None:
        problem(response, 406)
        return
    graph = Graph().parse(data=response.text, format=rdf_format)
    assert {str(value) for value in graph.objects(None, URIRef("http://x/q"))} == {f"é {i}" for i in range(200)}


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (SELECT, "text/turtle", "text/csv"),
        (CONSTRUCT, "text/csv", "text/turtle"),
        (ASK, "text/csv", "application/sparql-results+json"),
        ("# SELECT\nPREFIX select: <http://x/> ASK {}", "text/tab-separated-values", "application/sparql-results+xml"),
    ],
)
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(ask: Client, query: str, accept: str, offered: str) -> None:
    members = problem(ask("GET", query=query, headers={"accept": accept}), 406)
    assert offered in members["offered"]
    assert offered in members["detail"]
    assert accept not in members["offered"]


def test_the_request_may_name_the_graphs(ask: Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def counted(response: httpx.Response) -> str:
        value: str = response.json()["results"]["bindings"][0]["n"]["value"]
        return value

    assert counted(ask("GET", query=count)) == "200"
    assert counted(ask("GET", query=count, default_graph_uri="http://x/g1")) == "100"
    assert counted(ask("GET", query=count, default_graph_uri=["http://x/g0", "http://x/g1"])) == "200"
    assert counted(ask("POST", headers=DIRECT, content=count, default_graph_uri="http://x/g1")) == "100"
    form = urlencode({"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "http://x/g1"})
    assert counted(ask("POST", headers=FORM, content=form)) == "100"
    assert counted(ask("GET", query="SELECT (COUNT(*) AS ?n) FROM <http://x/g0> { ?s ?p ?o }")) == "100"
    assert counted(ask("GET", query="SELECT (COUNT(*) AS ?n) FROM <file:///etc/passwd> { ?s ?p ?o }")) == "0"
    problem(ask("GET", query=count, default_graph_uri="no iri"), 400)


def test_head_says_what_get_would(ask: Client) -> None:
    get, head = ask("GET", query=SELECT), ask("HEAD", query=SELECT)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-length", "content-type", "etag"):
        assert head.headers[name] == get.headers[name]


def test_pages_of_other_sites_may_ask(ask: Client) -> None:
    preflight = ask("OPTIONS", headers={"origin": "https://x.example", "access-control-request-method": "POST"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert ask("GET", query=SELECT).headers["access-control-allow-origin"] == "*"


def test_an_answer_may_be_kept_until_the_next_version(ask: Client, pool: QueryPool) -> None:
    response = ask("GET", query=SELECT)
    assert "max-age" in response.headers["cache-control"]
    again = {"if-none-match": f'"other", {response.headers["etag"]}'}
    assert ask("GET", query=SELECT, headers=again).status_code == 304
    assert ask("GET", query=SELECT + " ", headers=again).status_code == 200
    assert ask("GET", query=SELECT, headers={**again, "accept": "text/csv"}).status_code == 200
    next_version = Client(Starlette(routes=[Route("/sparql", sparql_endpoint(pool, "version-2"))]))
    assert next_version("GET", query=SELECT, headers=again).status_code == 200


def test_an_answer_that_changes_is_not_kept(ask: Client) -> None:
    response = ask("GET", query="SELECT (NOW() AS ?now) {}")
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_without_a_query_the_endpoint_describes_itself(ask: Client) -> None:
    graph = Graph().parse(data=ask("GET").text, format="turtle", publicID="http://test/sparql")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert URIRef("http://test/sparql") in set(graph.objects(None, URIRef(f"{sd}endpoint")))
    page = ask("GET", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert 'name="query"' in page.text
    problem(ask("GET", headers={"accept": "application/sparql-results+json"}), 400)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT ?x\nWHERE { ?x ex:y ?z }", 2, 12), ("SELEKT * { ?s ?p ?o }", 1, 1), ("SELECT * {\n ?s ?p ?o", 1, 10)],
)
def test_a_malformed_query_is_told_where(ask: Client, query: str, line: int, column: int) -> None:
    members = problem(ask("GET", query=query), 400)
    assert (members["line"], members["column"]) == (line, column)


@pytest.mark.parametrize(
    ("method", "headers", "content", "parameters", "status"),
    [
        ("PUT", DIRECT, SELECT, {}, 405),
        ("DELETE", {}, None, {"query": SELECT}, 405),
        ("POST", {"content-type": "text/plain"}, SELECT, {}, 415),
        ("POST", {}, urlencode({"query": SELECT}), {}, 415),
        ("POST", {"content-type": "application/sparql-query; charset=utf-16"}, SELECT.encode("utf-16"), {}, 415),
        ("POST", DIRECT, SELECT.encode("utf-16"), {}, 400),
        ("POST", DIRECT, SELECT.encode("utf-16-le"), {}, 400),
        ("POST", DIRECT, "SELECT ('é' AS ?x) {}".encode("latin-1"), {}, 400),
        ("POST", FORM, "query=SELECT%20*%20%7B%20%7D%FF", {}, 400),
        ("POST", FORM, b"query=\xff", {}, 400),
        ("POST", DIRECT, SELECT, {"query": SELECT}, 400),
        ("POST", FORM, urlencode([("query", SELECT), ("query", SELECT)]), {}, 400),
        ("GET", {}, None, {"query": [SELECT, SELECT]}, 400),
        ("GET", {}, None, {"query": ""}, 400),
        ("POST", DIRECT, "", {}, 400),
        ("POST", FORM, "", {}, 400),
        ("POST", FORM, "&".join(f"a{i}=" for i in range(2000)), {}, 400),
        ("GET", {}, None, {"query": SELECT, "default_graph_uri": [f"http://x/{i}" for i in range(600)]}, 400),
    ],
)
def test_requests_that_are_not_of_the_protocol_are_refused(
    ask: Client, method: str, headers: Mapping[str, str], content: str | bytes | None, parameters: dict[str, Any], status: int
) -> None:
    problem(ask(method, headers=headers, content=content, **parameters), status)
    still_answers(ask)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }",
        "PREFIX x: <http://x/> # SELECT\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "clear all",
        "DROP ALL",
        "WITH <http://x/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CREATE GRAPH <http://x/h>",
        "COPY <http://x/g0> TO <http://x/h>",
    ],
)
def test_nothing_can_be_changed(ask: Client, update: str) -> None:
    for response in [
        ask("GET", query=update),
        ask("GET", update=update),
        ask("POST", headers=FORM, content=urlencode({"update": update})),
        ask("POST", headers={"content-type": "application/sparql-update"}, content=update),
    ]:
        assert problem(response, 403)["title"] == "This service is read-only"
    problem(ask("POST", headers=DIRECT, content=f"{SELECT} ; {update}"), 400)
    still_answers(ask)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent <https://x.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICE ?x { ?s ?p ?o } }",
    ],
)
def test_no_other_service_is_asked(ask: Client, query: str) -> None:
    assert "SERVICE" in problem(ask("GET", query=query), 400)["detail"]


def test_keywords_elsewhere_are_only_words(ask: Client) -> None:
    query = """PREFIX service: <http://x/> # SERVICE <http://x/>
        SELECT ?from ('INSERT "SERVICE' AS ?service) { BIND(\"\"\"SERVICE "" INSERT\"\"\" AS ?x)
        OPTIONAL { ?from service:SERVICE <http://x/#SERVICE> , "x"@load } }"""
    response = ask("GET", query=query)
    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("SELECT * { FILTER(" + "(" * 40_000 + "1" + ")" * 40_000 + ") }", 400, id="parentheses"),
        pytest.param("SELECT * { FILTER(" + "(" * 60_000 + "1" + ")" * 60_000 + ") }", 413, id="long"),
        pytest.param("ASK { FILTER(" + "!" * 90_000 + "true) }", 500, id="negations"),
        pytest.param("ASK { VALUES ?x { " + "1 " * 20_000 + "} }", 200, id="values"),
        pytest.param("SELECT * { VALUES ?x { " + "1 " * 200_000 + "} }", 413, id="giant values"),
        pytest.param("SELECT * { ?s ?p 'a\0b' }", 200, id="null in a string"),
        pytest.param("SELECT * \0 { ?s ?p ?o }", 400, id="null"),
        pytest.param("SELECT * { ?a ?b ?c . ?d ?e ?f }", 413, id="long answer"),
        pytest.param(ENDLESS, 503, id="endless"),
        pytest.param('"' + "\\" * 80_000, 400, id="backslashes"),
        pytest.param("\N{FACE WITH TEARS OF JOY}" * 100, 400, id="no words"),
    ],
)
def test_hostile_queries_harm_only_themselves(ask: Client, query: str, status: int) -> None:
    response = ask("POST", headers=DIRECT, content=query)
    if status == 200:
        assert response.status_code == 200, response.text
    else:
        problem(response, status)
    assert ("retry-after" in response.headers) == (status == 503)
    still_answers(ask)


def test_a_body_without_end_is_not_read_to_the_end(application: Starlette) -> None:
    async def send() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b" " * 65_536, "more_body": True}

        async def collect(message: Any) -> None:
            sent.append(message)

        headers = [(b"content-type", b"application/sparql-query")]
        scope = {"type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "headers": headers, "root_path": ""}
        await application(scope, receive, collect)
        return sent

    assert asyncio.run(send())[0]["status"] == 413


def test_one_clients_endless_query_does_not_stop_another_client(application: Starlette) -> None:
    async def both() -> None:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client:
            endless = asyncio.ensure_future(client.get("/sparql", params={"query": ENDLESS}))
            await asyncio.sleep(0.1)
            assert (await client.get("/sparql", params={"query": SELECT})).status_code == 200
            assert not endless.done()
            problem(await endless, 503)

    asyncio.run(both())


def test_the_query_of_a_client_that_has_gone_is_given_up(application: Starlette) -> None:
    async def leave() -> list[Any]:
        sent: list[Any] = []
        messages = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

        async def receive() -> Any:
            return messages.pop(0)

        async def collect(message: Any) -> None:
            sent.append(message)

        query = urlencode({"query": ENDLESS}).encode()
        scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": query, "headers": [], "root_path": ""}
        await application(scope, receive, collect)
        return sent

    assert asyncio.run(leave())[0]["status"] == 499  # for middleware and logs: the client is not there
    still_answers(Client(application))
