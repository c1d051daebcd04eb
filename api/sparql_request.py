"""Reading a request to the SPARQL endpoint: what is asked, of which graphs, and in which form the answer is wanted."""

from __future__ import annotations

import asyncio
import binascii
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.types import Receive

from servanda.api import query_guard
from servanda.api.negotiate import Offer, choose, offers
from servanda.api.sparql_reply import Problem

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

#: Bytes of a request's body: a query of the greatest length with every byte percent-encoded, and as much for the names of graphs.
_MAX_BODY: Final = 6 * query_guard.MAX_QUERY_BYTES
#: Seconds in which a body must have come.
_BODY_TIME: Final = 30.0
_MAX_FIELDS: Final = 1000
_MAX_GRAPHS: Final = 500
#: Requests up to this length that come again and again are read once.
_REMEMBERED_BYTES: Final = 4096

_REFUSALS: Final = {
    "size": (413, "query-too-long", "The query is too long"),
    "nesting": (400, "query-too-deep", "The query is nested too deeply"),
    "service": (400, "no-federation", "This service asks no other service"),
    "update": (403, "read-only", "This service is read-only"),
}
_READ_ONLY: Final = "This service only answers queries: the graph is built from its sources and changes with the next version only."


class ClientGone(Exception):
    """There is nobody to answer any more."""


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a request that matter here; several of one name are joined by commas (RFC 9110, section 5.2)."""

    accept: str = ""
    accept_encoding: str = ""
    content_type: str = ""
    if_match: str = ""
    if_none_match: str = ""

    @classmethod
    def read(cls, raw: list[tuple[bytes, bytes]]) -> Headers:
        """From an ASGI scope."""
        found: dict[str, str] = {}
        for name, value in raw:
            if (known := _NAMES.get(name)) is not None:
                text = value.decode("latin-1")
                found[known] = f"{found[known]},{text}" if known in found else text
        return cls(**found)


_NAMES: Final = {
    b"accept": "accept",
    b"accept-encoding": "accept_encoding",
    b"content-type": "content_type",
    b"if-match": "if_match",
    b"if-none-match": "if_none_match",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that may be evaluated.

    Attributes:
        query: SPARQL.
        default_graphs, named_graphs: the dataset that the request names; it replaces that of the query (section 2.1.4).
        form: SELECT, ASK, CONSTRUCT, DESCRIBE, or empty when its first word is no kind of query.
        repeatable: the same query on the same graph means the same answer.
        offer: the format of the answer.
    """

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    form: str
    repeatable: bool
    offer: Offer


def read_address(query_string: bytes, accept: str) -> Asked | None:
    """What a GET request asks; None when it asks nothing.

    Raises:
        Problem: it is no query that this service evaluates, or there is no such format.
    """
    if len(query_string) + len(accept) > _REMEMBERED_BYTES:
        return _read_address(query_string, accept)
    return _remembered_address(query_string, accept)


def _read_address(query_string: bytes, accept: str) -> Asked | None:
    fields = _fields(query_string)
    if not any(name in {"query", "update"} for name, _ in fields):
        return None
    return _asked(fields, accept)


def read_body(query_string: bytes, headers: Headers, body: bytes) -> Asked:
    """What a POST request asks.

    Raises:
        Problem: it is sent in a way that the protocol does not know, is no query that this service evaluates, or there is no such format.
    """
    if len(query_string) + len(headers.accept) + len(body) > _REMEMBERED_BYTES:
        return _read_body(query_string, headers.content_type, headers.accept, body)
    return _remembered_body(query_string, headers.content_type, headers.accept, body)


def check_content_type(content_type: str) -> str:
    """The media type of a POST request's body, one of the two that hold queries.

    Raises:
        Problem: it is another one, or text that is not UTF-8.
    """
    media_type, _, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type == "application/sparql-update":
        raise Problem(403, "read-only", "This service is read-only", _READ_ONLY)
    if media_type not in {"application/sparql-query", "application/x-www-form-urlencoded"}:
        detail = "Send a query as application/sparql-query, or as the field query of application/x-www-form-urlencoded."
        problem = Problem(415, "media-type", "Queries are not sent in this format", detail)
        problem.headers["accept-post"] = "application/sparql-query, application/x-www-form-urlencoded"
        raise problem
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip().strip("\"'")
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise Problem(415, "media-type", "Queries are not sent in this encoding", "Send the query in UTF-8.")
    return media_type


def _read_body(query_string: bytes, content_type: str, accept: str, body: bytes) -> Asked:
    if check_content_type(content_type) == "application/x-www-form-urlencoded":
        return _asked(_fields(body), accept)
    fields = _fields(query_string)
    if any(name in {"query", "update"} for name, _ in fields):
        raise Problem(400, "two-queries", "There is more than one query", "Send the query in the body or in the address, not in both.")
    try:
        return _asked([*fields, ("query", body.decode("utf-8"))], accept)
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from error


_remembered_address: Final = lru_cache(1024)(_read_address)
_remembered_body: Final = lru_cache(1024)(_read_body)


async def receive_body(receive: Receive) -> bytes:
    """The body of a request, unless it is too long or too slow.

    Raises:
        Problem: it is.
        ClientGone: the client has left.
    """
    body = bytearray()
    more = True
    try:
        async with asyncio.timeout(_BODY_TIME):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > _MAX_BODY:
                    detail = f"This service takes queries of up to {query_guard.MAX_QUERY_BYTES} bytes."
                    raise _ending(Problem(413, "query-too-long", "The query is too long", detail))
    except TimeoutError as error:
        detail = f"The body of the request had not come after {_BODY_TIME:g} seconds."
        raise _ending(Problem(408, "too-slow", "The request came too slowly", detail)) from error
    return bytes(body)


def _ending(problem: Problem) -> Problem:
    """A problem after which the connection is of no use: the rest of the body would come on it."""
    problem.headers["connection"] = "close"
    return problem


def _fields(form: bytes) -> list[tuple[str, str]]:
    """The fields of an address or a form (application/x-www-form-urlencoded, as urllib.parse.parse_qsl reads it)."""
    parts = form.split(b"&", _MAX_FIELDS)
    if len(parts) > _MAX_FIELDS:
        raise Problem(400, "fields", "There are too many fields", f"A request has up to {_MAX_FIELDS} fields.")
    try:
        pairs = (part.partition(b"=") for part in parts if part)
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from error


def _decoded(text: bytes) -> str:
    """A name or a value without its percent-encoding.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    text = text.replace(b"+", b" ")
    if escapes := text.count(b"%"):
        # Quoted-printable (RFC 2045) is the same with another sign, and its reader is compiled: a long query is read ten times as fast.
        # Every whole escape makes the text shorter by two; any other would do so by less, and a line's end means something else there.
        quick = binascii.a2b_qp(text.replace(b"=", b"=3D").replace(b"%", b"="))
        whole = len(quick) == len(text) - 2 * escapes and b"\n" not in text and b"\r" not in text
        text = quick if whole else unquote_to_bytes(text)
    return text.decode("utf-8")


def _not_utf8(error: UnicodeDecodeError) -> Problem:
    detail = f"A query is text in UTF-8; at byte {error.start} ({error.reason}) it is not."
    return Problem(400, "encoding", "The query is not UTF-8", detail)


def _asked(fields: list[tuple[str, str]], accept: str) -> Asked:
    """The query among the fields of a request.

    Raises:
        Problem: there is none, or more than one, or it is an update, or none that this service evaluates.
    """
    if any(name == "update" for name, _ in fields):
        raise Problem(403, "read-only", "This service is read-only", _READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Problem(400, "two-queries", "There is more than one query", "Send one query in one request.")
    if not queries or not queries[0].strip():
        raise Problem(400, "no-query", "There is no query", "Send a SPARQL query in the parameter query.")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    if len(default) + len(named) > _MAX_GRAPHS:
        raise Problem(400, "fields", "There are too many graphs", f"A request names up to {_MAX_GRAPHS} graphs.")
    try:
        shape = query_guard.inspect(queries[0])
    except query_guard.Refused as refused:
        status, kind, title = _REFUSALS[refused.reason]
        raise Problem(status, kind, title, str(refused), line=refused.line, column=refused.column) from refused
    # What is no kind of query gets as far as the parser, whose message says what is wrong with it.
    offer = _TABLES[0] if shape.form is None else _chosen(accept, _OFFERED[shape.form], shape.form)
    return Asked(queries[0], default, named, shape.form or "", shape.repeatable, offer)


def _chosen(accept: str, offered: tuple[Offer, ...], form: str) -> Offer:
    if (offer := choose(accept, offered)) is None:
        names = list(dict.fromkeys(offer.format for offer in offered))
        detail = f"The answer to a query of the form {form} can be had as {', '.join(names)}."
        raise Problem(406, "not-acceptable", "There is no such format", detail, offered=names)
    return offer
