"""What the SPARQL endpoint sends: an answer, or a problem in words (RFC 9457). Plain ASGI, with nothing that costs time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.types import Send

from servanda.api.workers import BadQuery, Busy, EvaluatorLost, QueryError, TimedOut, TooLarge
from servanda.ontology.namespaces import BASE

#: Bytes of an answer that are handed to the web server at once. It takes the next ones when the client has taken these.
_PIECE: Final = 131_072

CORS: Final = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Retry-After"}
#: The answer depends on these headers of the request.
VARY: Final = "Accept, Accept-Encoding"


@dataclass(frozen=True, slots=True)
class Reply:
    """A response that is whole before its first byte is sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes | bytearray = b""
    media_type: str = ""

    async def send(self, method: str, send: Send) -> None:
        """Send it: in pieces, at the client's pace; of HEAD the head only (RFC 9110, section 9.3.2).

        The length is told before. Whatever ends the connection on the way, nobody takes a part for the whole.
        """
        head = [(name.encode("ascii"), value.encode("latin-1")) for name, value in self.headers.items()]
        if self.media_type:
            charset = "; charset=utf-8" if self.media_type.startswith("text/") else ""
            head.append((b"content-type", f"{self.media_type}{charset}".encode("ascii")))
        if self.status not in {204, 304}:
            head.append((b"content-length", str(len(self.body)).encode("ascii")))
        await send({"type": "http.response.start", "status": self.status, "headers": head})
        if method == "HEAD" or len(self.body) <= _PIECE:
            await send({"type": "http.response.body", "body": b"" if method == "HEAD" else bytes(self.body)})
            return
        view = memoryview(self.body)
        for start in range(0, len(view), _PIECE):
            end = start + _PIECE
            await send({"type": "http.response.body", "body": bytes(view[start:end]), "more_body": end < len(view)})


class Problem(Exception):
    """A request that gets an error instead of an answer."""

    def __init__(self, status: int, kind: str, title: str, detail: str, /, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.members = {"type": f"{BASE}problem/{kind}", "title": title, "status": status, "detail": detail}
        self.members |= {name: value for name, value in more.items() if value is not None}
        self.headers: dict[str, str] = {"retry-after": "5"} if status == 503 else {}

    def reply(self) -> Reply:
        """As it is sent."""
        body = json.dumps(self.members, ensure_ascii=False).encode("utf-8", "replace")
        return Reply(self.status, {**CORS, **self.headers, "cache-control": "no-store", "vary": VARY}, body, "application/problem+json")


def unanswered(error: QueryError) -> Problem:
    """Why a query has no answer."""
    if isinstance(error, BadQuery):
        return Problem(400, "malformed-query", "The query is malformed", str(error), line=error.line, column=error.column)
    if isinstance(error, TooLarge):
        return Problem(413, "answer-too-long", "The answer is too long", str(error))
    if isinstance(error, TimedOut):
        return Problem(503, "timed-out", "The query took too long", str(error))
    if isinstance(error, Busy):
        return Problem(503, "busy", "The service is busy", str(error))
    if isinstance(error, EvaluatorLost) and error.by_query:
        return Problem(500, "query-too-costly", "The query could not be evaluated", str(error))
    return Problem(503, "evaluator-lost", "The query was interrupted", str(error))
