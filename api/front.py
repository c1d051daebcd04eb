"""What answers before the framework: the SPARQL endpoint, which must be quick, and what must answer when everything else is busy."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from fastapi import FastAPI
from starlette._utils import get_route_path
from starlette.types import ASGIApp, Receive, Scope, Send

from servanda.api.editions import Edition
from servanda.api.sparql_reply import Problem, Reply

_NEVER_KEPT: Final = {"cache-control": "no-store"}


#: Where the public endpoint is.
SPARQL: Final = "/sparql"


class Application(FastAPI):
    """The framework's application; a request to the SPARQL endpoint passes none of its layers, unless it may be a permalink."""

    endpoint: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] == SPARQL and self.endpoint is not None and b"version=" not in scope["query_string"]:
            await self.endpoint(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class Front:
    """Middleware: some paths are answered here; every other HEAD as GET without the body (RFC 9110, section 9.3.2), which the web server
    leaves out, since the framework's routes know only GET."""

    def __init__(self, app: ASGIApp, paths: Mapping[str, ASGIApp]) -> None:
        self._app = app
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "http":
            path = scope["path"] if not scope.get("root_path") else get_route_path(scope)
            if (here := self._paths.get(path)) is not None:
                await here(scope, receive, send)
                return
            if scope["method"] == "HEAD":
                scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)


class Page:
    """An ASGI application that answers GET and HEAD with what a function gives."""

    def __init__(self, reply: Callable[[], Reply]) -> None:
        self._reply = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its body is of no interest."""
        del receive
        if scope["method"] in {"GET", "HEAD"}:
            reply = self._reply()
        else:
            problem = Problem(405, "method", "This method is not served", "The methods are GET, HEAD.")
            problem.headers["allow"] = "GET, HEAD"
            reply = problem.reply()
        await reply.send(scope["method"], send)


def health() -> Reply:
    """Whether the process runs: for what would start it again if it did not."""
    return Reply(200, _NEVER_KEPT, json.dumps({"status": "alive"}).encode(), "application/json")


def readiness(edition: Edition) -> Reply:
    """Whether public queries can be evaluated: for what sends requests here or elsewhere."""
    version = edition.service.manifest.version
    if edition.pool.ready:
        return Reply(200, _NEVER_KEPT, json.dumps({"status": "ready", "data_version": version}).encode(), "application/json")
    detail = "The evaluator of queries is being started again, or its graph cannot be loaded: the log says which."
    return Problem(503, "not-ready", "Queries cannot be evaluated now", detail, data_version=version).reply()
