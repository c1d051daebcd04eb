"""Wikidata's answers, in the format of the query service (SPARQL 1.1 JSON results): read, asked politely, refused when odd.

The statements are made up for these tests: the service itself was not reached where they were written.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from servanda.loaders.errors import BadValue, NotFetched
from servanda.loaders.wikidata import Wikidata, read_instruments

ENTITY = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"
Cell = dict[str, str]


def uri(value: str) -> Cell:
    return {"type": "uri", "value": value}


def statement(name: str, state: Cell, time: str | None = None, precision: int = 11, reference: str | None = None) -> dict[str, Cell]:
    row = {"treaty": uri(f"{ENTITY}Q277072"), "statement": uri(f"{ENTITY}statement/Q277072-{name}"), "state": state}
    if time:
        row["time"] = {"type": "literal", "datatype": f"{XSD}dateTime", "value": time}
        row["precision"] = {"type": "literal", "datatype": f"{XSD}integer", "value": str(precision)}
    if reference:
        row["reference"] = uri(reference)
    return row


class Service:
    """A server on this machine that answers one thing after the other and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[str] = []
        self.agents: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.asked.append(parse_qs(body)["query"][0])
                service.agents.append(self.headers["User-Agent"])
                status, headers, answer = service.answers.pop(0)
                self.send_response(status)
                for name, value in {"Content-Type": "application/sparql-results+json", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                """Stay quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/sparql"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def rows(self, *rows: dict[str, Cell]) -> None:
        body = json.dumps({"head": {"vars": sorted({name for row in rows for name in row})}, "results": {"bindings": rows}})
        self.answers.append((200, {}, body.encode()))


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_statement_keeps_its_precision_and_all_its_references(service: Service) -> None:
    service.rows(
        statement("a", uri(f"{ENTITY}Q34"), "1980-07-02T00:00:00Z", 11, "https://example.org/1"),
        statement("a", uri(f"{ENTITY}Q34"), "1980-07-02T00:00:00Z", 11, "https://example.org/2"),
        statement("b", uri(f"{ENTITY}Q252"), "1984-01-01T00:00:00Z", 9),
        statement("c", uri(f"{ENTITY}Q96"), "1981-03-01T00:00:00Z", 10),
        statement("d", {"type": "bnode", "value": "t1"}),
    )
    found = {each.statement.rpartition("-")[2]: each for each in Wikidata(service.address).consents(["Q277072"])}
    assert {name: (each.state, str(each.date or "")) for name, each in found.items()} == {
        "a": ("Q34", "1980-07-02"),
        "b": ("Q252", "1984"),  # no 1 January is invented
        "c": ("Q96", ""),  # a month is neither a day nor a year: a person has to look
        "d": ("", ""),  # somebody, not known who
    }
    assert found["a"].references == ("https://example.org/1", "https://example.org/2")
    assert f"VALUES ?treaty {{ <{ENTITY}Q277072> }}" in service.asked[0]


def test_it_says_who_asks_waits_as_it_is_told_and_pauses_between_requests(service: Service) -> None:
    waits: list[float] = []
    service.answers.append((429, {"Retry-After": "7"}, b"Too Many Requests"))
    service.rows()
    assert Wikidata(service.address, pause=1.0, sleep=waits.append).consents(["Q277072"]) == []
    assert waits == [7.0, 1.0]
    assert all("Servanda" in agent for agent in service.agents)


def test_it_gives_up_with_a_sentence(service: Service) -> None:
    service.answers += [(503, {}, b"")] * 4
    with pytest.raises(NotFetched, match="HTTP 503"):
        Wikidata(service.address, sleep=lambda _: None).consents(["Q277072"])
    service.answers.append((200, {}, b"<html>maintenance</html>"))
    with pytest.raises(NotFetched, match="something else than a table"):
        Wikidata(service.address, sleep=lambda _: None).consents(["Q277072"])


def test_many_items_go_in_several_requests(service: Service) -> None:
    service.rows()
    service.rows()
    Wikidata(service.address, sleep=lambda _: None).names([f"Q{number}" for number in range(1, 61)])
    assert [text.count(f"<{ENTITY}Q") for text in service.asked] == [50, 10]


def test_names_keep_their_language(service: Service) -> None:
    service.rows({"item": uri(f"{ENTITY}Q252"), "name": {"type": "literal", "xml:lang": "id", "value": "Indonesia"}})
    (name,) = Wikidata(service.address).names(["Q252"])
    assert (name.item, name.language, name.name) == ("Q252", "id", "Indonesia")


def test_a_title_with_several_items_is_left_to_a_person(service: Service) -> None:
    title = {"type": "literal", "xml:lang": "en", "value": 'A "Treaty"'}
    service.rows({"title": title, "item": uri(f"{ENTITY}Q1")}, {"title": title, "item": uri(f"{ENTITY}Q2")})
    assert Wikidata(service.address).titles(['A "Treaty"', "Another"]) == {'A "Treaty"': ["Q1", "Q2"], "Another": []}
    assert '"A \\"Treaty\\""@en' in service.asked[0]


@pytest.mark.parametrize("item", ["", "P31", "Q1> } DROP ALL #", "Q0"])
def test_only_items_are_asked_for(service: Service, item: str) -> None:
    with pytest.raises(BadValue, match="no Q-id"):
        Wikidata(service.address).consents([item])
    assert service.asked == []


def test_an_item_of_an_instrument_was_seen_somewhere() -> None:
    assert read_instruments()["cedaw"] == "Q277072"
