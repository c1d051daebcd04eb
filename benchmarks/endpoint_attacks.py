"""Reads the hostile requests of ``tests/conformance/hostile.yml`` and sends them.

The file says what each request is and which statuses are a right answer to it. Long texts are written in parts, among them
``{repeat: text, times: n}``; in a repeated text ``@i@`` is its number and ``@next@`` the number after it. ``@listener@`` is the host and
port of a listener that nobody may ask, ``@secret@`` a file that nobody may read.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import yaml

from benchmarks.endpoint_protocol import Response, send
from benchmarks.endpoint_sockets import Conversation, converse

_DIRECT: Final = ("Content-Type", "application/sparql-query")
_FORM: Final = ("Content-Type", "application/x-www-form-urlencoded")
_JSON: Final = ("Accept", "application/sparql-results+json, text/turtle;q=0.5")
_KEYS: Final = {
    "name",
    "why",
    "status",
    "query",
    "way",
    "encoding",
    "headers",
    "fields",
    "body",
    "method",
    "times",
    "raw",
    "hold",
    "connections",
}
_KEYS_OF_RAW: Final = {"pieces", "pause", "leave"}


@dataclass(frozen=True, slots=True)
class Bait:
    """What an attack must not get at: the address of a listener, and a file with a word that stands nowhere else."""

    listener: str
    secret: Path


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile request.

    Attributes:
        name: short.
        why: a sentence.
        statuses: right answers; 0 stands for a connection that ends without an answer.
        written: the rest, as the file has it.
    """

    name: str
    why: str
    statuses: frozenset[int]
    written: dict[str, Any]


def read(path: Path) -> list[Attack]:
    """The attacks of a file.

    Raises:
        ValueError: an attack has a key that nobody reads, or two have the same name.
    """
    found = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        if unknown := set(entry) - _KEYS - _KEYS_OF_RAW:
            raise ValueError(f"{path.name}: {entry['name']}: nobody reads {', '.join(sorted(unknown))}")
        written = dict(entry)
        found.append(Attack(written.pop("name"), written.pop("why"), frozenset(written.pop("status")), written))
    if len({attack.name for attack in found}) != len(found):
        raise ValueError(f"{path.name}: two attacks have the same name")
    return found


def text_of(parts: str | list[str | dict[str, Any]], bait: Bait) -> str:
    """A text that is written in parts."""
    pieces = []
    for part in [parts] if isinstance(parts, str) else parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            repeated = str(part["repeat"])
            if "@" in repeated:
                pieces += [repeated.replace("@i@", str(i)).replace("@next@", str(i + 1)) for i in range(part["times"])]
            else:
                pieces.append(repeated * part["times"])
    return "".join(pieces).replace("@listener@", bait.listener).replace("@secret@", bait.secret.as_uri())


def carry_out(attack: Attack, address: str, bait: Bait, source: str, patience: float) -> list[Response]:
    """Send an attack, as often as it says at the same time, and wait for what comes back.

    Args:
        attack: what to send.
        address: of the endpoint.
        bait: what it aims at.
        source: the address to send from.
        patience: seconds to wait for an answer.
    """
    if "raw" in attack.written:
        return converse(_conversation(attack.written, bait), address, source, patience)
    times = int(attack.written.get("times", 1))
    method, target, headers, body = _request(attack.written, bait)
    with ThreadPoolExecutor(times) as threads:
        sent = [threads.submit(send, address, method, target, headers, body, source, patience) for _ in range(times)]
        return [each.result() for each in sent]


def _conversation(written: dict[str, Any], bait: Bait) -> Conversation:
    return Conversation(
        text_of(written["raw"], bait),
        pieces=int(written.get("pieces", 1)),
        pause=float(written.get("pause", 0)),
        hold=float(written.get("hold", 0)),
        connections=int(written.get("connections", 1)),
        leave=bool(written.get("leave", False)),
    )


def _request(written: dict[str, Any], bait: Bait) -> tuple[str, str, list[tuple[str, str]], bytes | None]:
    way = written.get("way", "direct")
    headers = [(name, text_of(value, bait)) for name, value in written.get("headers", {}).items()]
    fields = [(name, text_of(value, bait)) for name, value in written.get("fields", {}).items()]
    method, target, body = written.get("method", "GET" if way == "get" else "POST"), "", None
    if way == "other":
        body = text_of(written["body"], bait).encode("latin-1") if "body" in written else None
        target = f"?{urlencode(fields)}" if fields else ""
        return method, target, headers, body
    query = text_of(written["query"], bait)
    if way == "get":
        target = f"?{urlencode([('query', query), *fields])}"
    elif way == "form":
        headers.append(_FORM)
        body = urlencode([("query", query), *fields]).encode()
    elif way == "update":
        headers.append(_FORM)
        body = urlencode([("update", query), *fields]).encode()
    else:
        headers += [] if any(name.lower() == "content-type" for name, _ in headers) else [_DIRECT]
        target = f"?{urlencode(fields)}" if fields else ""
        body = query.encode(written.get("encoding", "utf-8"))
    if not any(name.lower() == "accept" for name, _ in headers):
        headers.append(_JSON)
    return method, target, headers, body
