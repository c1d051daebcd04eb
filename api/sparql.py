"""The public SPARQL endpoint (SPARQL 1.1 Protocol, the query part).

A plain ASGI application: on a query that takes a millisecond, a framework's routing and models would cost as much again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from servanda.api import query_guard, service_description
from servanda.api.negotiate import Offer, choose, offers
from servanda.api.workers import Answer, BadQuery, Busy, EvaluatorLost, QueryError, TimedOut, TooLarge
from servanda.ontology.namespaces import BASE

_JSON: Final = ("application/sparql-results+json", "application/json")
_XML: Final = ("application/sparql-results+xml", "application/xml", "text/xml")
_BOOLEANS: Final = offers(_JSON, _XML)
_TABLES: Final = offers(_JSON, _XML, ("text/csv",), ("text/tab-separated-values",))
_GRAPHS: Final = offers(
    ("text/turtle", "application/x-turtle", "application/turtle"),
    ("application/n-triples", "text/plain"),
    ("application/ld+json", "application/json"),
    ("application/rdf+xml", "application/xml", "text/xml"),
)
_OFFERED: Final = {"SELECT": _TABLES, "ASK": _BOOLEANS, "CONSTRUCT": _GRAPHS, "DESCRIBE": _GRAPHS}
_DESCRIPTIONS: Final = offers(("text/turtle",), ("text/html",))

#: Bytes of a request's body: a query of the greatest length with every byte percent-encoded, and as much for the names of graphs.
_MAX_BODY: Final = 6 * query_guard.MAX_QUERY_BYTES
_MAX_FIELDS: Final = 1000
_MAX_GRAPHS: Final = 500

_CORS: Final = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Retry-After"}
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_CACHE: Final = "public, max-age=300"

_REFUSALS: Final = {
    "size": (413, "query-too-long", "The query is too long"),
    "nesting": (400, "query-too-deep", "The query is nested too deeply"),
    "service": (400, "no-federation", "This service asks no other service"),
    "update": (403, "read-only", "This service is read-only"),
}
_READ_ONLY: Final = "This service only answers queries: the graph is built from its sources and changes with the next version only."


class Evaluates(Protocol):
    """What evaluates queries; see ``QueryPool``."""

    async def evaluate(
        self, query: str, media_type: str, default_graphs: tuple[str, ...] = (), named_graphs: tuple[str, ...] = ()
    ) -> Answer:
        """Evaluate a query."""
        ...


class _Problem(Exception):
    """A request that gets an error instead of an answer (RFC 9457)."""

    def __init__(self, status: int, kind: str, title: str, detail: str, /, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.members = {"type": f"{BASE}problem/{kind}", "title": title, "status": status, "detail": detail}
        self.members |= {name: value for name, value in more.items() if value is not None}
        self.headers: dict[str, str] = {"retry-after": "5"} if status == 503 else {}

    def response(self) -> Response:
        return Response(
            json.dumps(self.members, ensure_ascii=False).encode("utf-8", "replace"),
            self.status,
            {**_CORS, **self.headers, "cache-control": "no-store", "vary": "Accept"},
            "application/problem+json",
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def sparql_endpoint(pool: Evaluates, version: str) -> ASGIApp:
    """The endpoint as an ASGI application: ``Route("/sparql", sparql_endpoint(pool, version))``.

    Args:
        pool: evaluates the queries; started and stopped by the caller.
        version: the graph's version. Answers with the same version may be kept by clients and caches.
    """

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await _respond(pool, version, request)
        except _Problem as problem:
            response = problem.response()
        except ClientDisconnect:
            response = Response(status_code=499)  # nobody reads it, but middleware takes the lack of a response for a fault
        await response(scope, receive, send)

    return _Application(endpoint)


class _Application:
    """Not a function, so that Starlette's ``Route`` takes it for what it is: an ASGI application for all methods."""

    def __init__(self, endpoint: ASGIApp) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._endpoint(scope, receive, send)


async def _respond(pool: Evaluates, version: str, request: Request) -> Response:
    if request.method == "OPTIONS":
        allowed = {"allow": _METHODS, "access-control-allow-methods": _METHODS, "access-control-allow-headers": "*"}
        return Response(status_code=204, headers={**_CORS, **allowed, "access-control-max-age": "86400"})
    if request.method in {"GET", "HEAD"}:
        fields = _fields(request.scope["query_string"])
        if not any(name in {"query", "update"} for name, _ in fields):
            return _describe(version, request.headers)
        asked = _asked(fields)
    elif request.method == "POST":
        asked = await _posted(request)
    else:
        problem = _Problem(405, "method", "This method is not served", f"The methods are {_METHODS}.")
        problem.headers["allow"] = _METHODS
        raise problem
    return await _answer(pool, version, request, asked)


async def _posted(request: Request) -> _Asked:
    """The query of a POST request.

    Raises:
        _Problem: it is sent in a way that the protocol does not know.
    """
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == "application/sparql-update":
        raise _Problem(403, "read-only", "This service is read-only", _READ_ONLY)
    if media_type not in {"application/sparql-query", "application/x-www-form-urlencoded"}:
        detail = "Send a query as application/sparql-query, or as the field query of application/x-www-form-urlencoded."
        raise _Problem(415, "media-type", "Queries are not sent in this format", detail)
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip().strip("\"'")
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise _Problem(415, "media-type", "Queries are not sent in this encoding", "Send the query in UTF-8.")
    body = await _body(request)
    if media_type == "application/x-www-form-urlencoded":
        return _asked(_fields(body))
    fields = _fields(request.scope["query_string"])
    if any(name in {"query", "update"} for name, _ in fields):
        raise _Problem(400, "two-queries", "There is more than one query", "Send the query in the body or in the address, not in both.")
    try:
        return _asked([*fields, ("query", body.decode("utf-8"))])
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from error


async def _body(request: Request) -> bytes:
    """The body of a request, unless it is too long."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MAX_BODY:
            detail = f"This service takes queries of up to {query_guard.MAX_QUERY_BYTES} bytes."
            raise _Problem(413, "query-too-long", "The query is too long", detail)
    return bytes(body)


def _fields(form: bytes) -> list[tuple[str, str]]:
    """The fields of an address or a form."""
    try:
        return parse_qsl(form.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from error
    except ValueError as error:
        raise _Problem(400, "fields", "There are too many fields", f"A request has up to {_MAX_FIELDS} fields.") from error


def _not_utf8(error: UnicodeDecodeError) -> _Problem:
    return _Problem(
        400, "encoding", "The query is not UTF-8", f"A query is text in UTF-8; at byte {error.start} ({error.reason}) it is not."
    )


def _asked(fields: list[tuple[str, str]]) -> _Asked:
    """The query among the fields of a request.

    Raises:
        _Problem: there is none, or more than one, or it is an update.
    """
    if any(name == "update" for name, _ in fields):
        raise _Problem(403, "read-only", "This service is read-only", _READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise _Problem(400, "two-queries", "There is more than one query", "Send one query in one request.")
    if not queries or not queries[0].strip():
        raise _Problem(400, "no-query", "There is no query", "Send a SPARQL query in the parameter query.")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    if len(default) + len(named) > _MAX_GRAPHS:
        raise _Problem(400, "fields", "There are too many graphs", f"A request names up to {_MAX_GRAPHS} graphs.")
    return _Asked(queries[0], default, named)


async def _answer(pool: Evaluates, version: str, request: Request, asked: _Asked) -> Response:
    try:
        shape = query_guard.inspect(asked.query)
    except query_guard.Refused as refused:
        status, kind, title = _REFUSALS[refused.reason]
        raise _Problem(status, kind, title, str(refused), line=refused.line, column=refused.column) from refused
    # What is no kind of query gets as far as the parser, whose message says what is wrong with it.
    offer = _TABLES[0] if shape.form is None else _chosen(request.headers, _OFFERED[shape.form], shape.form)
    headers = {**_CORS, "vary": "Accept", "cache-control": "no-store"}
    if shape.repeatable and request.method != "POST":
        headers |= {"cache-control": _CACHE, "etag": _etag(version, asked, offer)}
        if _matches(request.headers.get("if-none-match"), headers["etag"]):
            return Response(status_code=304, headers=headers)
    answer = await _unless_gone(pool, request, asked, offer.format)
    headers |= {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox"}
    response = Response(answer.body, 200, headers, offer.media_type)
    if request.method == "HEAD":
        response.body = b""  # the length stays that of the answer
    return response


def _chosen(headers: Headers, offered: tuple[Offer, ...], form: str) -> Offer:
    accept = ",".join(headers.getlist("accept"))
    if (offer := choose(accept, offered)) is None:
        names = list(dict.fromkeys(offer.format for offer in offered))
        detail = f"The answer to a query of the form {form} can be had as {', '.join(names)}."
        raise _Problem(406, "not-acceptable", "There is no such format", detail, offered=names)
    return offer


def _etag(version: str, asked: _Asked, offer: Offer) -> str:
    """Weak: without ORDER BY, two evaluations may give the same rows in another order."""
    key = json.dumps([version, asked.query, asked.default_graphs, asked.named_graphs, offer.media_type])
    return f'W/"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'


def _matches(header: str | None, etag: str) -> bool:
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


async def _unless_gone(pool: Evaluates, request: Request, asked: _Asked, media_type: str) -> Answer:
    """Evaluate a query for as long as there is somebody to answer.

    Raises:
        _Problem: there is no answer.
        ClientDisconnect: the client has gone; its query has been given up.
    """
    evaluation = asyncio.ensure_future(pool.evaluate(asked.query, media_type, asked.default_graphs, asked.named_graphs))
    leaving = asyncio.ensure_future(_until_gone(request.receive))
    try:
        await asyncio.wait({evaluation, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not evaluation.done():
            raise ClientDisconnect
        return evaluation.result()
    except QueryError as error:
        raise _unanswered(error) from error
    finally:
        evaluation.cancel()
        leaving.cancel()
        await asyncio.wait({evaluation, leaving})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _unanswered(error: QueryError) -> _Problem:
    if isinstance(error, BadQuery):
        return _Problem(400, "malformed-query", "The query is malformed", str(error), line=error.line, column=error.column)
    if isinstance(error, TooLarge):
        return _Problem(413, "answer-too-long", "The answer is too long", str(error))
    if isinstance(error, TimedOut):
        return _Problem(503, "timed-out", "The query took too long", str(error))
    if isinstance(error, Busy):
        return _Problem(503, "busy", "The service is busy", str(error))
    if isinstance(error, EvaluatorLost) and error.by_query:
        return _Problem(500, "query-too-costly", "The query could not be evaluated", str(error))
    return _Problem(503, "evaluator-lost", "The query was interrupted", str(error))


def _describe(version: str, headers: Mapping[str, str]) -> Response:
    offer = choose(headers.get("accept"), _DESCRIPTIONS)
    if offer is None:
        raise _Problem(400, "no-query", "There is no query", "Send a SPARQL query in the parameter query.")
    policy = {"content-security-policy": "default-src 'none'; form-action 'self'"}
    text = service_description.page() if offer.format == "text/html" else service_description.turtle(version)
    return Response(text, 200, {**_CORS, **policy, "vary": "Accept", "cache-control": _CACHE}, offer.media_type)
