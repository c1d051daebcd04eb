"""A remote engine: the same terms, and a sentence where it does not answer as it should."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from servanda.ontology import iris
from servanda.queries.bind import day
from servanda.queries.catalogue import checks, names, question
from servanda.queries.errors import EngineError
from servanda.queries.remote import RemoteEngine
from servanda.queries.remote_request import Credentials, Patience
from servanda.queries.run import query_text
from servanda.queries.virtuoso_forms import for_virtuoso, without_up_to

QUERY = "SELECT * WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"
Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A server on the loopback interface that answers everything in one way; gives its address."""
    servers: list[HTTPServer] = []

    def start(status: int, content_type: str, body: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Stay quiet."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def rows(address: str) -> list[dict[str, object]]:
    return [dict(row) for row in RemoteEngine(address, timeout=5).select(QUERY)]


def test_terms_keep_their_kind_language_and_datatype(serve: Serve) -> None:
    terms = {
        "iri": {"type": "uri", "value": "https://example.org/"},
        "node": {"type": "bnode", "value": "b0"},
        "plain": {"type": "literal", "value": "text"},
        "spoken": {"type": "literal", "value": "teks", "xml:lang": "id"},
        "year": {"type": "literal", "value": "2012", "datatype": str(XSD.gYear)},
        "old": {"type": "typed-literal", "value": "2012-09-01", "datatype": str(XSD.date)},
    }
    address = serve(200, JSON, json.dumps({"head": {"vars": [*terms, "none"]}, "results": {"bindings": [terms]}}))
    assert rows(address) == [
        {
            "iri": URIRef("https://example.org/"),
            "node": BNode("b0"),
            "plain": Literal("text"),
            "spoken": Literal("teks", lang="id"),
            "year": Literal("2012", datatype=XSD.gYear),
            "old": Literal("2012-09-01", datatype=XSD.date),
        }
    ]


@pytest.mark.parametrize("address", ["", "localhost:8890/sparql", "ftp://example.org/", "file:///etc/passwd", "HTTP//x"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(EngineError, match="http:// or https://"):
        RemoteEngine(address)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_where_nobody_listens_the_message_names_the_address() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(EngineError, match=f"the engine at {address} did not answer"):
        rows(address)


@pytest.mark.parametrize("address", ["http://", "http:///sparql", "http://bad host/sparql", "http://127.0.0.1:notaport/"])
def test_an_address_that_leads_nowhere_is_an_engine_error(address: str) -> None:
    with pytest.raises(EngineError):
        rows(address)


@pytest.mark.parametrize("status", [400, 401, 404, 414, 500, 503])
def test_a_refusal_is_an_engine_error(serve: Serve, status: int) -> None:
    with pytest.raises(EngineError, match="did not answer"):
        rows(serve(status, "text/plain", "no"))


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", "<html>Welcome</html>"),
        (JSON, "<html>Welcome</html>"),
        (JSON, ""),
        (JSON, "{}"),
        (JSON, "[]"),
        (JSON, '{"head": {}, "boolean": true}'),
        (JSON, '{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"value": "x"}}]}}'),
    ],
)
def test_an_answer_that_is_no_table_of_rows_is_an_engine_error(serve: Serve, content_type: str, body: str) -> None:
    with pytest.raises(EngineError):
        rows(serve(200, content_type, body))


def test_a_server_that_does_not_speak_http_is_an_engine_error() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)

        def hang_up() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"220 mail.example.org ESMTP\r\n")

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        with pytest.raises(EngineError):
            rows(f"http://127.0.0.1:{listener.getsockname()[1]}/sparql")
        thread.join()


def test_an_engine_that_does_not_answer_in_time_is_an_engine_error() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        engine = RemoteEngine(f"http://127.0.0.1:{listener.getsockname()[1]}/sparql", timeout=1)
        with pytest.raises(EngineError, match="did not answer"):
            list(engine.select(QUERY))


@pytest.fixture
def script() -> Iterator[Callable[..., tuple[str, list[str]]]]:
    """A server that gives prepared answers one after the other (the last again and again), and the list of what it was asked."""
    servers: list[HTTPServer] = []

    def start(*answers: tuple[int, dict[str, str], bytes], server_name: str = "test") -> tuple[str, list[str]]:
        asked: list[str] = []
        left = list(answers)

        class Handler(BaseHTTPRequestHandler):
            def version_string(self) -> str:
                return server_name

            def do_POST(self) -> None:
                asked.append(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
                status, headers, body = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                for name, value in {"Content-Type": JSON, **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Stay quiet."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


Script = Callable[..., tuple[str, list[str]]]
TWO_ROWS = json.dumps(
    {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": each}} for each in "ab"]}}
).encode()


def test_an_engine_that_is_busy_is_asked_again(script: Script) -> None:
    address, asked = script((503, {"Retry-After": "0"}, b""), (429, {"Retry-After": "0"}, b""), (200, {}, TWO_ROWS))
    assert len(list(RemoteEngine(address, timeout=10).as_it_is().select(QUERY))) == 2
    assert len(asked) == 3


def test_an_engine_that_wants_too_long_a_wait_is_not_waited_for(script: Script) -> None:
    address, asked = script((503, {"Retry-After": "3600"}, b""))
    with pytest.raises(EngineError, match="HTTP 503"):
        list(RemoteEngine(address, timeout=5).as_it_is().select(QUERY))
    assert len(asked) == 1


def test_a_refusal_is_not_repeated(script: Script) -> None:
    address, asked = script((400, {}, b"Parse error in line 1"))
    with pytest.raises(EngineError, match="Parse error in line 1"):
        list(RemoteEngine(address, timeout=5).as_it_is().select(QUERY))
    assert len(asked) == 1


def test_an_answer_without_end_is_not_read_to_it(script: Script) -> None:
    address, _ = script((200, {}, TWO_ROWS + b" " * (2 << 20)))
    engine = RemoteEngine(address, patience=Patience(seconds=5, most_bytes=1 << 20))
    with pytest.raises(EngineError, match="more than 1 MiB"):
        list(engine.as_it_is().select(QUERY))


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"X-SPARQL-MaxRows": "2"}, "cuts tables after 2 rows"),
        ({"X-SQL-State": "S1TAT", "X-SQL-Message": "RC...: Returning incomplete results"}, "in part only: RC"),
    ],
)
def test_a_table_that_was_cut_is_an_error_and_no_short_answer(script: Script, headers: dict[str, str], message: str) -> None:
    address, _ = script((200, headers, TWO_ROWS))
    with pytest.raises(EngineError, match=message):
        list(RemoteEngine(address, timeout=5).as_it_is().select(QUERY))


def test_a_slow_trickle_ends_at_the_deadline() -> None:
    class Trickle(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.end_headers()
            with contextlib.suppress(OSError):
                while not stop.wait(0.2):
                    self.wfile.write(b" " * (1 << 18))
                    self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    stop = threading.Event()
    server = HTTPServer(("127.0.0.1", 0), Trickle)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(EngineError, match="within 1 seconds"):
            list(RemoteEngine(f"http://127.0.0.1:{server.server_port}/", timeout=1).as_it_is().select(QUERY))
    finally:
        stop.set()
        server.shutdown()
        server.server_close()


def test_credentials_are_asked_of_nobody_and_shown_to_nobody(script: Script) -> None:
    with pytest.raises(EngineError, match="SERVANDA_ENGINE_USER"):
        RemoteEngine("https://me:secret@example.org/sparql")
    with pytest.raises(EngineError, match="https:// only"):
        RemoteEngine("http://example.org/sparql", credentials=Credentials("me", "secret"))
    assert "secret" not in repr(Credentials("me", "secret", "secret"))
    address, _ = script((401, {"WWW-Authenticate": "Basic"}, b""))
    with pytest.raises(EngineError, match="other credentials"):
        list(RemoteEngine(address, timeout=5, credentials=Credentials("me", "secret")).as_it_is().select(QUERY))


def test_comparisons_are_turned_for_virtuoso_but_not_in_texts() -> None:
    assert without_up_to("FILTER(?from <= ?on && ?on >= ?first)") == "FILTER(!(?from > ?on) && !(?on < ?first))"
    assert (
        without_up_to("FILTER(STR(?a) <= SUBSTR(STR(?b), 1, STRLEN(STR(?a))))")
        == "FILTER(!(STR(?a) > SUBSTR(STR(?b), 1, STRLEN(STR(?a)))))"
    )
    for text in (
        'VALUES ?word { "?a <= ?b \\" ?c >= ?d"@en }',
        'VALUES ?word { """?a\n<= "?b <= ?c" """ }',
        "?a < ?b",
        "<urn:a> <urn:b> ?c",
    ):
        assert without_up_to(text) == text


@pytest.mark.parametrize("name", [*names(), *checks()])
def test_no_range_with_its_end_is_left_for_virtuoso(name: str) -> None:
    written = re.sub(r"(^|\s)#.*$", "", for_virtuoso(question(name).text), flags=re.MULTILINE)
    assert "<=" not in written
    assert ">=" not in written


def test_a_parameter_that_is_open_is_not_sent_to_virtuoso(script: Script) -> None:
    nothing = (200, {}, json.dumps({"head": {}, "results": {"bindings": []}}).encode())
    address, asked = script(nothing, server_name="Virtuoso/07.20.3229")
    query = query_text("path_edges", {"state": iris.state("IDN"), "on": day(date(2012, 9, 1)), "language": Literal("en")})
    assert "VALUES ?right { UNDEF }" in query
    assert list(RemoteEngine(address, timeout=5).select(query)) == []
    sent = parse_qs(asked[-1])["query"][0]
    assert f"VALUES ?state {{ <{iris.state('IDN')}> }}" in sent
    assert "UNDEF" not in sent
    assert "sv:realizes ?right" in sent
