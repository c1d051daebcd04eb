"""The rows of a named question as CSV: what a reader downloads from the table of a page."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.api.envelope import Service, service
from servanda.queries.catalogue import names
from servanda.queries.errors import NotFound
from servanda.queries.parameters import read_parameters
from servanda.queries.run import query_text

PATH: Final = "/api/questions/{name}.csv"


class QuestionRows:
    """Answers a named question with its parameters (``?state=IDN&on=2023-01-01``) as CSV.

    The question is asked of the public endpoint, so that its limits hold and its answers are the same.
    """

    def __init__(self, endpoint: ASGIApp) -> None:
        """``endpoint`` answers SPARQL."""
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the question, and let the endpoint answer it.

        Raises:
            NotFound, QuestionError: there is no such question, or it has no such parameter.
        """
        request = Request(scope)
        name = request.path_params["name"]
        text = await run_in_threadpool(_text, service(request), name, request.query_params.multi_items())

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            await send(message)

        headers = [(key, value) for key, value in scope["headers"] if key != b"accept"]
        asked = {"path": "/sparql", "query_string": urlencode({"query": text}).encode(), "headers": [*headers, (b"accept", b"text/csv")]}
        await self._endpoint({**scope, **asked}, receive, sent)


def _text(here: Service, name: str, written: list[tuple[str, str]]) -> str:
    if name not in names():
        raise NotFound(f"there is no question {name!r}; `servanda query` lists them")
    return query_text(name, read_parameters(here.engine, name, written))
