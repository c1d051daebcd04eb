"""Serving somebody else's graph: what is answered then, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from servanda.api.refusals import NO_ANSWER, Refusal, refuse

#: For the title page of the API.
DESCRIPTION: Final = (
    "A graph that is served in place of Servanda's own: SPARQL at /sparql, and what it says of things under https://w3id.org/servanda/id/. "
    "Its default graph is the union of all its graphs but those of claims (https://w3id.org/servanda/graph/claims/…)."
)


def not_here(file: Path) -> Callable[[Request, Exception], Response]:
    """Answers requests for what only Servanda's own graph has; ``file`` is what is served."""

    def answer(request: Request, _: Exception) -> Response:
        sentence = (
            f"There is nothing at {request.url.path}: {file.name} is served here in place of Servanda's own graph. "
            "It answers SPARQL at /sparql, and says at /id/… what it knows of a thing."
        )
        tells = (
            f"Tidak ada apa pun di {request.url.path}: di sini {file.name} disajikan sebagai pengganti graf Servanda sendiri. "
            "Graf itu menjawab SPARQL di /sparql, dan di /id/… menyatakan yang diketahuinya tentang suatu hal."
        )
        return refuse(request, Refusal(404, NO_ANSWER, sentence, tells))

    return answer
