"""The harness itself: it notices what it is there to notice."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from benchmarks.endpoint_attacks import Bait, read, text_of
from benchmarks.endpoint_bystander import Listener, half, right
from benchmarks.endpoint_manifest import Exchange, Expected
from benchmarks.endpoint_protocol import Response, fault

JSON = {"content-type": "application/sparql-results+json"}
XML = {"content-type": "application/sparql-results+xml; charset=utf-8"}
YES = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>'
OK = frozenset({"2", "3"})


def asked(statuses: frozenset[str] = OK, kind: str | None = None, boolean: bool | None = None) -> Exchange:
    return Exchange("GET", "?query=ASK%7B%7D", (), None, Expected(statuses, kind, boolean))


@pytest.mark.parametrize(
    ("exchange", "response", "passes"),
    [
        (asked(kind="boolean", boolean=True), Response(200, JSON, b'{"head":{},"boolean":true}'), True),
        (asked(kind="boolean", boolean=True), Response(200, XML, YES), True),
        (asked(kind="boolean", boolean=True), Response(200, JSON, b'{"head":{},"boolean":false}'), False),
        (asked(kind="boolean", boolean=True), Response(200, JSON, b'{"head":{},"boolean":"true"}'), False),
        (asked(kind="boolean"), Response(200, JSON, b'{"head":{'), False),
        (asked(kind="boolean"), Response(200, XML, b"<sparql>"), False),
        (asked(), Response(404), False),
        (asked(), Response(0), False),
        (asked(), Response(-1), False),
        (asked(frozenset({"4"})), Response(200), False),
        (asked(frozenset({"4"})), Response(500), False),
        (asked(frozenset({"4"})), Response(415), True),
        (asked(kind="tabular"), Response(200, {"content-type": "text/html"}), False),
        (asked(kind="RDF"), Response(200, {"content-type": "text/turtle"}, b"<s> <p> 1 ."), True),
        (asked(kind="RDF"), Response(200, {"content-type": "text/turtle"}, b"<s> <p>"), False),
        (asked(kind="RDF"), Response(200, XML, b"<s> <p> 1 ."), False),
    ],
)
def test_a_wrong_response_is_a_fault(exchange: Exchange, response: Response, passes: bool) -> None:
    assert (fault(exchange, response) is None) is passes


def test_half_an_answer_is_seen() -> None:
    assert half(Response(200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":'))
    assert not half(Response(200, JSON, b'{"head":{},"boolean":true}'))
    assert not half(Response(503, {"content-type": "application/problem+json"}, b"{"))


def test_only_the_right_row_is_right() -> None:
    row = b'{"head":{"vars":["label"]},"results":{"bindings":[%s]}}'
    assert right(Response(200, JSON, row % b'{"label":{"type":"literal","value":"label 7 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}'))
    assert not right(Response(200, JSON, row % b""))
    assert not right(Response(200, JSON, row % b'{"label":{"type":"literal","value":"changed"}}'))


def test_the_listener_counts_who_comes() -> None:
    listener = Listener()
    host, port = listener.address.split(":")
    assert listener.heard() == 0
    for _ in range(3):
        socket.create_connection((host, int(port))).close()
    assert listener.heard() == 3
    assert listener.heard() == 0
    listener.close()


def test_parts_of_a_text_are_put_together(tmp_path: Path) -> None:
    bait = Bait("127.0.0.1:1", tmp_path / "secret")
    parts: list[str | dict[str, object]] = [
        "<http://@listener@/>",
        {"repeat": "(", "times": 3},
        {"repeat": "?@i@-?@next@ ", "times": 2},
        "@secret@",
    ]
    assert text_of(parts, bait) == f"<http://127.0.0.1:1/>(((?0-?1 ?1-?2 {(tmp_path / 'secret').as_uri()}"


@pytest.mark.parametrize(
    "written",
    ["- {name: a, why: b., status: [200], qeury: ASK}", "- {name: a, why: b., status: [200]}\n- {name: a, why: c., status: [200]}"],
)
def test_an_attack_that_nobody_would_send_is_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "attacks.yml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ValueError, match=r"attacks\.yml"):
        read(path)
