"""A remote engine: the same terms, and a sentence where it does not answer as it should."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from servanda.queries.errors import EngineError
from servanda.queries.remote import RemoteEngine

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
