"""The public SPARQL endpoint (SPARQL 1.1 Protocol, the query part).

A plain ASGI application: on a query that takes a millisecond, a framework's routing and models would cost as much again. An answer that
was given before is given again before anything else is done.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from starlette.types import Receive, Scope, Send

from servanda.api import service_description
from servanda.api.answer_cache import AnswerCache
from servanda.api.client_shares import ClientShares, TooMuch
from servanda.api.content_coding import choose_coding, compressed
from servanda.api.negotiate import choose, offers
from servanda.api.sparql_reply import CORS, VARY, Problem, Reply, unanswered
from servanda.api.sparql_request import Asked, ClientGone, Headers, check_content_type, read_address, read_body, receive_body
from servanda.api.workers import Answer, Effort, QueryError

_DESCRIPTIONS: Final = offers(("text/turtle",), ("text/html",))
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_CACHE: Final = "public, max-age=300"
_SAFE: Final = {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox"}

#: Seconds after which somebody looks whether the client is still there: most answers have come by then.
_PATIENCE: Final = 0.05
#: Bytes of answers that may be on their way to clients; beyond, no further long answer is begun.
_UNDER_WAY: Final = 256 * 1024**2
_LONG: Final = 1_000_000


class Evaluates(Protocol):
    """What evaluates queries; see ``QueryPool``."""

    async def evaluate(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        coding: str = "",
        client: str = "",
        effort: Effort | None = None,
    ) -> Answer:
        """Evaluate a query."""
        ...


class Edition(NamedTuple):
    """One version of the data, and what evaluates queries on it."""

    pool: Evaluates
    version: str


@dataclass(slots=True)
class Observed:
    """What became of a request, for those who watch over the service. Nothing here says who asked.

    Attributes:
        method: of the request.
        status: that was sent; 499 when the client had left.
        outcome: ``answer``, ``not-modified``, ``description``, ``options``, ``gone``, or the kind of problem.
        query: as it was asked; empty where there was none to be read.
        form, media_type, coding, size: of the answer.
        cached: the answer had been given before.
        seconds: from the request's head to the end of the answer.
        effort: of the evaluation.
    """

    method: str = ""
    status: int = 0
    outcome: str = "answer"
    query: str = ""
    form: str = ""
    media_type: str = ""
    coding: str = ""
    size: int = 0
    cached: bool = False
    seconds: float = 0.0
    effort: Effort | None = None


Observer = Callable[[Observed], None]


class SparqlEndpoint:
    """The endpoint as an ASGI application. Its edition can be changed while it serves."""

    def __init__(
        self,
        edition: Edition,
        *,
        shares: ClientShares | None = None,
        cache: AnswerCache | None = None,
        observers: Sequence[Observer] = (),
    ) -> None:
        """Serve an edition.

        Args:
            edition: its pool is started and stopped by the caller.
            shares: what a client may take; None for a service without strangers.
            cache: keeps answers.
            observers: are told of every request when it is over.
        """
        self.edition = edition
        self._shares = shares
        self._cache = cache
        self._observers = observers
        self._under_way = 0

    def switch(self, edition: Edition) -> None:
        """Answer from another edition from now on; requests that are being answered are not disturbed."""
        self.edition = edition
        if self._cache is not None:
            self._cache.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = time.perf_counter()
        observed = Observed(scope["method"])
        try:
            try:
                reply = await self._respond(scope, receive, observed)
            except Problem as problem:
                observed.outcome = problem.kind
                reply = problem.reply()
            except ClientGone:
                observed.outcome = "gone"
                reply = Reply(499, {})  # nobody reads it, but middleware takes the lack of a response for a fault
            observed.status, observed.size = reply.status, len(reply.body)
            with self._counted(reply):
                await reply.send(scope["method"], send)
        finally:
            observed.seconds = time.perf_counter() - begun
            for observer in self._observers:
                observer(observed)

    @contextlib.contextmanager
    def _counted(self, reply: Reply) -> Iterator[None]:
        size = len(reply.body) if len(reply.body) > _LONG else 0
        self._under_way += size
        try:
            yield
        finally:
            self._under_way -= size

    async def _respond(self, scope: Scope, receive: Receive, observed: Observed) -> Reply:
        method = scope["method"]
        headers = Headers.read(scope["headers"])
        if method in {"GET", "HEAD"}:
            asked = read_address(scope["query_string"], headers.accept)
            if asked is None:
                observed.outcome = "description"
                return self._describe(headers)
        elif method == "POST":
            check_content_type(headers.content_type)  # before a body is received that nobody could read
            asked = read_body(scope["query_string"], headers, await receive_body(receive))
        elif method == "OPTIONS":
            observed.outcome = "options"
            allowed = {"allow": _METHODS, "access-control-allow-methods": _METHODS, "access-control-allow-headers": "*"}
            return Reply(204, {**CORS, **allowed, "access-control-max-age": "86400"})
        else:
            problem = Problem(405, "method", "This method is not served", f"The methods are {_METHODS}.")
            problem.headers["allow"] = _METHODS
            raise problem
        observed.query, observed.form, observed.media_type = asked.query, asked.form, asked.offer.media_type
        edition = self.edition
        try:
            return await self._answer(edition, scope, receive, headers, asked, observed)
        except Problem as problem:
            if problem.kind != "evaluator-lost" or self.edition is edition:
                raise
            return await self._answer(self.edition, scope, receive, headers, asked, observed)  # it was lost to the change of the edition

    async def _answer(self, edition: Edition, scope: Scope, receive: Receive, headers: Headers, asked: Asked, observed: Observed) -> Reply:
        sent = {**CORS, "vary": VARY, "cache-control": "no-store"}
        coding = choose_coding(headers.accept_encoding)
        if asked.repeatable and scope["method"] != "POST":
            sent["cache-control"] = _CACHE
            sent["etag"] = etag = _etag(edition.version, asked)
            if headers.if_match and headers.if_match.strip() != "*":  # compared strongly, and these tags are weak
                raise Problem(412, "precondition", "The condition does not hold", "This service's answers have weak tags (ETag) only.")
            if headers.if_none_match and _matches(headers.if_none_match, etag):
                observed.outcome = "not-modified"
                return Reply(304, sent)
        key = (edition.version, asked.query, asked.default_graphs, asked.named_graphs, asked.offer.format, coding)
        answer = self._cache.get(key) if self._cache is not None and asked.repeatable else None
        if answer is not None:
            observed.cached = True
        else:
            answer = await self._evaluated(edition, scope, receive, asked, coding.name, observed)
            if coding.always and not answer.coding:
                answer = Answer(answer.media_type, compressed(answer.body, coding.name), coding.name)
            if self._cache is not None and asked.repeatable:
                self._cache.put(key, answer, 2 * len(asked.query))
        sent |= _SAFE
        if answer.coding:
            sent["content-encoding"] = observed.coding = answer.coding
        return Reply(200, sent, answer.body, asked.offer.media_type)

    async def _evaluated(self, edition: Edition, scope: Scope, receive: Receive, asked: Asked, coding: str, observed: Observed) -> Answer:
        """The answer of the pool, as far as the client's share goes, and for as long as there is somebody to answer.

        Raises:
            Problem: there is none.
            ClientGone: the client has left; its query has been given up.
        """
        client = ""
        share: contextlib.AbstractContextManager[Effort] = contextlib.nullcontext(Effort())
        if self._shares is not None:
            address = scope.get("client")
            client = self._shares.name(address[0] if address else "")
            share = self._shares.taken(client)
        watch = _Watch(receive)
        try:
            with share as effort:
                observed.effort = effort
                answer = await edition.pool.evaluate(
                    asked.query,
                    asked.offer.format,
                    asked.default_graphs,
                    asked.named_graphs,
                    coding=coding,
                    client=client,
                    effort=effort,
                )
        except asyncio.CancelledError:
            if watch.gone and watch.task is not None and watch.task.uncancel() == 0:
                raise ClientGone from None
            raise
        except TooMuch as error:
            problem = Problem(429, "too-many-queries", "Too many queries", str(error))
            problem.headers["retry-after"] = str(error.wait)
            raise problem from error
        except QueryError as error:
            raise unanswered(error) from error
        finally:
            watch.end()
        if len(answer.body) > _LONG and self._under_way + len(answer.body) > _UNDER_WAY:
            raise Problem(503, "busy", "The service is busy", "Too many long answers are being sent. Please ask again later.")
        return answer

    def _describe(self, headers: Headers) -> Reply:
        offer = choose(headers.accept, _DESCRIPTIONS)
        if offer is None:
            raise Problem(400, "no-query", "There is no query", "Send a SPARQL query in the parameter query.")
        html = offer.format == "text/html"
        text = service_description.page() if html else service_description.turtle(self.edition.version)
        policy = {"content-security-policy": "default-src 'none'; form-action 'self'"}
        return Reply(200, {**CORS, **policy, "vary": VARY, "cache-control": _CACHE}, text.encode(), offer.media_type)


def sparql_endpoint(
    pool: Evaluates,
    version: str,
    *,
    shares: ClientShares | None = None,
    cache: AnswerCache | None = None,
    observers: Sequence[Observer] = (),
) -> SparqlEndpoint:
    """The endpoint over a pool: ``Route("/sparql", sparql_endpoint(pool, version))``.

    Args:
        pool: evaluates the queries; started and stopped by the caller.
        version: the graph's version. Answers with the same version may be kept by clients and caches.
        shares, cache, observers: see ``SparqlEndpoint``.
    """
    return SparqlEndpoint(Edition(pool, version), shares=shares, cache=cache, observers=observers)


def _etag(version: str, asked: Asked) -> str:
    """Weak: without ORDER BY, two evaluations may give the same rows in another order; and it is that of each content coding."""
    # as written in Python, so that whatever a client sends as a graph's name, different requests make different keys
    key = repr((version, asked.offer.media_type, asked.default_graphs, asked.named_graphs, asked.query))
    return f'W/"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'


def _matches(header: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


class _Watch:
    """Gives up the running task when its client leaves: begun, it lasts until ``end``.

    Attributes:
        gone: the client has left, which is why the task is cancelled.
    """

    def __init__(self, receive: Receive) -> None:
        self.gone = False
        self.task = asyncio.current_task()
        self._receive = receive
        self._watching: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(_PATIENCE, self._begin)

    def end(self) -> None:
        """Watch no more."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _begin(self) -> None:
        self._watching = self._loop.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        assert self.task is not None
        self.task.cancel()
