"""From exceptions to HTTP: one table. The exceptions themselves know nothing of HTTP."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from servanda.graph.errors import DamagedStore, NoGraph
from servanda.queries.errors import EngineError, NotFound, QuestionError
from servanda.viz.npm_files import AssetsMissing

#: Exception → (status, title). The first that fits is taken.
TABLE: Final[tuple[tuple[type[Exception], int, str], ...]] = (
    (NotFound, 404, "Not in the graph"),
    (QuestionError, 400, "The question cannot be asked as it stands"),
    (EngineError, 502, "The remote engine did not answer"),
    (NoGraph, 503, "There is no graph"),
    (DamagedStore, 503, "The graph's files are damaged"),
    (AssetsMissing, 503, "The files of the pictures are not installed"),
)

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
            }
        },
    }
}

#: What the framework says in two words.
_SENTENCES: Final = {
    404: "There is nothing at {0}; /docs shows every address.",
    405: "{0} does not take {1}; /docs shows every address with its methods.",
}


def problem(status: int, title: str, detail: str) -> JSONResponse:
    """An error as RFC 9457 wants it."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


def _known(_: Request, error: Exception) -> JSONResponse:
    status, title = next((status, title) for kind, status, title in TABLE if isinstance(error, kind))
    return problem(status, title, str(error))


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    parts = [f"{'.'.join(str(part) for part in each['loc'][1:]) or 'request'}: {each['msg']}" for each in error.errors()]
    return problem(400, "A parameter is missing or wrong", "; ".join(parts))


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    sentence = _SENTENCES.get(error.status_code, str(error.detail))
    answer = problem(error.status_code, "This address has no answer", sentence.format(request.url.path, request.method))
    answer.headers.update(error.headers or {})
    return answer


def install(app: FastAPI) -> None:
    """Make the application answer these errors in words."""
    for kind, _, _ in TABLE:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
