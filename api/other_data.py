"""Serving somebody else's graph: what is answered then, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import JSONResponse

from servanda.api.errors import problem

#: For the title page of the API.
DESCRIPTION: Final = (
    "A graph that is served in place of Servanda's own: SPARQL at /sparql, and what it says of things under https://w3id.org/servanda/id/. "
    "Its default graph is the union of all its graphs but those of claims (https://w3id.org/servanda/graph/claims/…)."
)


def not_here(file: Path) -> Callable[[Request, Exception], JSONResponse]:
    """Answers requests for what only Servanda's own graph has; ``file`` is what is served."""

    def answer(request: Request, _: Exception) -> JSONResponse:
        sentence = (
            f"There is nothing at {request.url.path}: {file.name} is served here in place of Servanda's own graph. "
            "It answers SPARQL at /sparql, and says at /id/… what it knows of a thing."
        )
        return problem(404, "This address has no answer", sentence)

    return answer
