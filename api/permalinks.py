"""Permalinks: ``/version/{data version}/…`` is the address after it, of that version of the data and of no other.

With the day in ``?on=`` an answer depends on nothing else any more, so that it may be kept for ever. Where another version is served, that
is said, with the way to the files of the version asked for. There is this one form: an address that names a version as a parameter
(``?version=``) leads to it, and is never answered from whatever version is served.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.api.data_version import another_version
from servanda.api.envelope import Service
from servanda.api.refusals import NO_ANSWER, Refusal, refuse, safe_path
from servanda.api.unknown_parameters import PERMALINK

_PERMALINK: Final = re.compile(r"/version/([^/]+)(/.+)")
#: A parameter that names a data version. (SPARQL 1.2 has a parameter of this name too, with a version of the language.)
_AS_PARAMETER: Final = re.compile(r"(?:^|&)version=([0-9a-f]{16})(?=&|$)")
#: What is answered for today where no day is given.
_OF_A_DAY: Final = re.compile(r"/(?:api|view)/")
_FOR_EVER: Final = "public, max-age=31536000, immutable"
#: A query that asks what time it is.
_ASKS_THE_TIME: Final = re.compile(rb"now(?:%28|\(|%20|\+)|rand(?:%28|\()|uuid(?:%28|\()|bnode", re.IGNORECASE)


class Permalinks:
    """Middleware: takes the version out of the path, and hands the rest on if it is the version that is served."""

    def __init__(self, app: ASGIApp, service: Callable[[], Service]) -> None:
        """``service`` gives what is served now."""
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        root = scope.get("root_path", "")
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if (elsewhere := _one_form(scope, root)) is not None:
            await elsewhere(scope, receive, send)
            return
        if (found := _PERMALINK.fullmatch(scope["path"].removeprefix(root))) is None:
            await self._app(scope, receive, send)
            return
        version, path = found.groups()
        here = self._service()
        if scope["method"] not in {"GET", "HEAD"}:
            told = Refusal(
                405,
                NO_ANSWER,
                f"A permalink is read with GET; {scope['method']} is not taken.",
                f"Tautan tetap dibaca dengan GET; {scope['method']} tidak diterima.",
            )
            answer = refuse(Request(scope), told)
            answer.headers["Allow"] = "GET, HEAD"
            await answer(scope, receive, send)
        elif version != here.manifest.version:
            await another_version(Request(scope), here, version, root, path)(scope, receive, send)
        elif _OF_A_DAY.match(path) and "on" not in parse_qs(scope["query_string"].decode("latin-1")):
            await self._with_today(scope, root, version, path)(scope, receive, send)
        else:
            prefix = f"{root}/version/{version}"
            inner = {**scope, "path": f"{root}{path}", "raw_path": f"{root}{path}".encode(), PERMALINK: True}
            await self._app(inner, receive, _kept(send, root, prefix, scope["query_string"]))

    def _with_today(self, scope: Scope, root: str, version: str, path: str) -> RedirectResponse:
        asked = scope["query_string"].decode("latin-1")
        day = f"on={datetime.date.today().isoformat()}"
        target = f"{root}/version/{version}{path}?{f'{asked}&{day}' if asked else day}"
        return RedirectResponse(target, 302, headers={"Cache-Control": "no-store"})


def _one_form(scope: Scope, root: str) -> Response | None:
    """Where an address is that names a version as a parameter; None where it names none so."""
    if b"version=" not in scope["query_string"] or scope["method"] not in {"GET", "HEAD"}:
        return None
    asked = scope["query_string"].decode("latin-1")
    if not (named := set(_AS_PARAMETER.findall(asked))):
        return None
    path = scope["path"].removeprefix(root)
    if (permalink := _PERMALINK.fullmatch(path)) is not None:
        named.add(permalink[1])
        path = permalink[2]
    if len(named) > 1:
        told = Refusal(
            400,
            ("Two data versions are named", "Dua versi data disebut"),
            f"This address names the data versions {' and '.join(sorted(named))}: name one.",
            f"Alamat ini menyebut versi data {' dan '.join(sorted(named))}: sebut satu.",
        )
        return refuse(Request(scope), told)
    rest = _AS_PARAMETER.sub("", asked).removeprefix("&")
    target = f"{root}/version/{named.pop()}{safe_path(path)}{f'?{rest}' if rest else ''}"
    return RedirectResponse(target, 301, headers={"Access-Control-Allow-Origin": "*"})


def _kept(send: Send, root: str, prefix: str, asked: bytes) -> Send:
    """Lets data be kept for ever, and keeps redirections within the version. A page tells on which day it was read, and so is not kept."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            location = headers.get("location", "")
            if location.startswith(f"{root}/") and not location.startswith("//"):
                headers["location"] = f"{prefix}{location.removeprefix(root)}"
            data = not headers.get("content-type", "").startswith("text/html")
            if message["status"] in {200, 303, 304} and data and not _ASKS_THE_TIME.search(asked):
                headers["cache-control"] = _FOR_EVER
        await send(message)

    return sent
