"""One query to a remote SPARQL 1.1 engine through SPARQLWrapper: with a deadline, tries, a cap on what comes back, and clear errors.

Sources: SPARQL 1.1 Protocol (the dataset of a query, 2.1.4), RFC 9110 (``Retry-After``), RFC 6585 (status 429).
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, IncompleteRead
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException, Unauthorized

from servanda.queries.errors import EngineError

#: States of a server that pass: it is asked again, later.
_PASSING: Final = frozenset({429, 502, 503, 504})
_CHUNK: Final = 1 << 18
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
AGENT: Final = "Servanda (a knowledge graph of treaty obligations; SPARQLWrapper)"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a user with a password (HTTP basic authentication), or a token (``Bearer``); empty: nobody in particular."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how much.

    Attributes:
        seconds: for one question, all tries and the whole answer together.
        tries: how often at most.
        first_wait: seconds before the second try where the server names none; each further wait is twice as long.
        most_bytes: of an answer; a longer one is an error, never cut.
    """

    seconds: float = 30.0
    tries: int = 3
    first_wait: float = 0.5
    most_bytes: int = 256 << 20


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked over (``default-graph-uri``, ``named-graph-uri``); none at all: as the engine has it."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows, and the name that the server gives itself."""

    rows: list[dict[str, Node]]
    server: str


class _Passing(Exception):
    """The server did not answer now; it may a little later."""

    def __init__(self, reason: str, asked_wait: float | None = None) -> None:
        super().__init__(reason)
        self.asked_wait = asked_wait


def check_address(address: str, credentials: Credentials) -> None:
    """Refuse what is no address of an engine, and what would show a password to others.

    Raises:
        EngineError: the address is of another kind, carries credentials, or would carry them over an open line.
    """
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(c.isspace() for c in address) or (port is not None and port <= 0):
        raise EngineError(f"{address!r} is no address of a SPARQL engine: http:// or https:// is needed")
    if parts.username or parts.password:
        raise EngineError("an address carries no credentials: SERVANDA_ENGINE_USER and SERVANDA_ENGINE_PASSWORD do")
    if credentials and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise EngineError(f"{address}: credentials go over https:// only, or to this machine")


def request(address: str, query: str, dataset: Dataset, credentials: Credentials, patience: Patience) -> Table:
    """Ask, and ask again while the server says that it cannot answer now.

    Raises:
        EngineError: it cannot be reached, refuses the query, does not answer in time, or answers with less or with more than a table.
    """
    end = time.monotonic() + patience.seconds
    wait = patience.first_wait
    for number in range(1, patience.tries + 1):
        try:
            headers, body = _once(address, query, dataset, credentials, patience, end)
            return _table(address, headers, body)
        except _Passing as error:
            pause = wait if error.asked_wait is None else error.asked_wait
            if number == patience.tries or time.monotonic() + pause >= end:
                raise EngineError(f"the engine at {address} did not answer: {error} (asked {number} times)") from error
            time.sleep(pause)
            wait *= 2
    raise AssertionError("no try was made")


def _once(
    address: str, query: str, dataset: Dataset, credentials: Credentials, patience: Patience, end: float
) -> tuple[Mapping[str, str], bytes]:
    wrapper: Any = SPARQLWrapper(address, agent=AGENT)
    wrapper.timeout = max(0.1, end - time.monotonic())  # setTimeout cuts to whole seconds, and 0 is for ever
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(query)
    for graph in dataset.default:
        wrapper.addDefaultGraph(graph)
    for graph in dataset.named:
        wrapper.addNamedGraph(graph)
    if credentials.token:
        wrapper.addCustomHttpHeader("Authorization", f"Bearer {credentials.token}")
    elif credentials.user:
        wrapper.setCredentials(credentials.user, credentials.password)
    try:
        response: Any = wrapper.query().response
        with response:
            return response.headers, _read(address, response, patience, end)
    except HTTPError as error:
        if error.code in _PASSING:
            raise _Passing(f"HTTP {error.code}", _asked_wait(error.headers)) from error
        raise EngineError(f"the engine at {address} did not answer: HTTP {error.code} {error.reason}") from error
    except Unauthorized as error:
        raise EngineError(f"the engine at {address} did not answer: it wants other credentials (SERVANDA_ENGINE_USER, …)") from error
    except TimeoutError as error:
        raise EngineError(f"the engine at {address} did not answer within {patience.seconds:g} seconds") from error
    except (ConnectionError, IncompleteRead) as error:
        raise _Passing(_reason(error)) from error
    except (SPARQLWrapperException, HTTPException, OSError, ValueError) as error:
        if isinstance(getattr(error, "reason", None), ConnectionError):  # urllib wraps what happens before the answer
            raise _Passing(_reason(error)) from error
        raise EngineError(f"the engine at {address} did not answer: {_reason(error)}") from error


def _read(address: str, response: Any, patience: Patience, end: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        size += len(chunk)
        if size > patience.most_bytes:
            raise EngineError(f"the engine at {address} answers with more than {patience.most_bytes >> 20} MiB: ask for less")
        if time.monotonic() > end:  # a server that sends a little now and then never reaches the socket's time-out
            raise EngineError(f"the engine at {address} did not answer within {patience.seconds:g} seconds")
        parts.append(chunk)
    return b"".join(parts)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _asked_wait(headers: Message) -> float | None:
    told = (headers.get("Retry-After") or "").strip()
    return float(told) if told.isascii() and told.isdigit() else None


def _table(address: str, headers: Mapping[str, str], body: bytes) -> Table:
    try:
        answer = json.loads(body)
        rows = [{name: _term(value) for name, value in binding.items()} for binding in answer["results"]["bindings"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        kind = (headers.get("Content-Type") or "no content type").partition(";")[0]
        raise EngineError(f"the engine at {address} answered with {kind}, not with a table of rows (SPARQL 1.1 JSON)") from error
    # Virtuoso cuts a table that is too long or takes too long, and says so in headers only.
    if headers.get("X-SQL-State"):
        raise EngineError(f"the engine at {address} answered in part only: {headers.get('X-SQL-Message') or headers['X-SQL-State']}")
    most = headers.get("X-SPARQL-MaxRows") or ""
    if most.isdigit() and len(rows) >= int(most):
        raise EngineError(f"the engine at {address} cuts tables after {int(most):,} rows: raise ResultSetMaxRows in its settings")
    return Table(rows, headers.get("Server") or "")


def _term(value: dict[str, str]) -> Node:
    match value["type"]:
        case "uri":
            return URIRef(value["value"])
        case "bnode":
            return BNode(value["value"])
        case _:
            if language := value.get("xml:lang"):
                return Literal(value["value"], lang=language)
            datatype = value.get("datatype")
            return Literal(value["value"], datatype=URIRef(datatype) if datatype else None)
