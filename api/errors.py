"""From exceptions to HTTP: one table. The exceptions themselves know nothing of HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from servanda.api.error_words import INVALID
from servanda.api.refusals import NO_ANSWER, Refusal, close_addresses, refuse, wants_page
from servanda.api.unknown_parameters import described
from servanda.graph.errors import DamagedStore, NoGraph
from servanda.queries.errors import EngineError, Named, NotFound, QuestionError
from servanda.viz.npm_files import AssetsMissing

#: Exception → (status, title in English and Indonesian). The first that fits is taken.
TABLE: Final[tuple[tuple[type[Exception], int, tuple[str, str]], ...]] = (
    (NotFound, 404, ("Not in the graph", "Tidak ada dalam graf")),
    (QuestionError, 400, ("The question cannot be asked as it stands", "Pertanyaan ini tidak dapat dijawab seperti tertulis")),
    (EngineError, 502, ("The remote engine did not answer", "Mesin jauh tidak menjawab")),
    (NoGraph, 503, ("There is no graph", "Tidak ada graf")),
    (DamagedStore, 503, ("The graph's files are damaged", "Berkas graf rusak")),
    (AssetsMissing, 503, ("The files of the pictures are not installed", "Berkas gambar tidak terpasang")),
)
_INVALID: Final = ("A parameter is missing or wrong", "Ada parameter yang kurang atau salah")

#: What every operation says of errors in the description of the API, instead of the framework's own 422, which nothing here answers.
DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    "4XX": {
        "description": "What was asked cannot be answered: the sentence says why (RFC 9457).",
        "content": {
            "application/problem+json": {
                "schema": {
                    "type": "object",
                    "required": ["type", "title", "status", "detail"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                    },
                }
            },
            "text/html": {"schema": {"type": "string", "description": "The same sentence as a page, for a browser."}},
        },
    }
}

#: What the framework says in two words: the sentence in English and Indonesian.
_SENTENCES: Final = {
    404: (
        "There is nothing at {0}; /docs shows every address.",
        "Tidak ada apa pun di {0}; /docs menampilkan semua alamat.",
    ),
    405: (
        "{0} does not take {1}; /docs shows every address with its methods.",
        "{0} tidak menerima {1}; /docs menampilkan semua alamat beserta metodenya.",
    ),
}


def _known(request: Request, error: Exception) -> Response:
    status, title = next((status, title) for kind, status, title in TABLE if isinstance(error, kind))
    if isinstance(error, QuestionError):
        return refuse(request, Refusal.of(status, title, error))
    return refuse(request, Refusal(status, title, str(error)))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    english: list[str] = []
    indonesian: list[str] = []
    for each in error.errors():
        place = ".".join(str(part) for part in each["loc"][1:]) or "request"
        known = INVALID.get(each["type"])
        english.append(f"{place}: {_wrong(request, each)}")
        indonesian.append(f"{place}: {known.format(**each.get('ctx', {}))}" if known else "")
    return refuse(request, Refusal(400, _INVALID, "; ".join(english), "; ".join(indonesian) if all(indonesian) else ""))


def _wrong(request: Request, error: Mapping[str, Any]) -> str:
    """What is wrong with a parameter; of one that is missing what it means, since who left it out does not know it."""
    if error["type"] != "missing":
        return str(error["msg"])
    meaning = described(request.scope.get("route"), str(error["loc"][-1])).rstrip(".")
    return f"this parameter is missing ({meaning})" if meaning else "this parameter is missing"


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = _SENTENCES.get(error.status_code, (str(error.detail), ""))
    english, indonesian = (each.format(request.scope["path"], request.method) for each in told)
    written, close = "", tuple[Named, ...]()
    if error.status_code == 404 and wants_page(request):
        with suppress(EngineError):  # then without hints
            written, close = close_addresses(request)
    answer = refuse(request, Refusal(error.status_code, NO_ANSWER, english, indonesian, written, close))
    answer.headers.update(error.headers or {})
    return answer


def install(app: FastAPI) -> None:
    """Make the application answer these errors in words."""
    for kind, _, _ in TABLE:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
