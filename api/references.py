"""References for an explanation, ready to paste: OSCOLA, BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from servanda.api.envelope import InLanguage, OnDay, Service, ServiceHere
from servanda.api.explain import AState, ATarget, explained
from servanda.queries.errors import QuestionError
from servanda.queries.explanation_references import references
from servanda.queries.references import FORMATS, formatted

router = APIRouter(tags=["explain"])

_MEDIA: Final = {
    "oscola": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl-json": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems; charset=utf-8",
}


def cited(here: Service, state: str, target: str, on: datetime.date, language: str, wanted: str) -> str:
    """The references of an explanation in one format.

    Raises:
        QuestionError: no such format.
        NotFound: there is no such state, obligation or provision.
    """
    for form in FORMATS:
        if form == wanted:
            return formatted(references(here.engine, explained(here, state, target, on, language), here.manifest.version), form)
    raise QuestionError(f"format: {wanted!r} is none of {', '.join(FORMATS)}")


@router.get("/api/explain/references", response_class=Response)
def explain_references(
    state: AState,
    target: ATarget,
    on: OnDay,
    language: InLanguage,
    here: ServiceHere,
    format: Annotated[str, Query(description="oscola, bibtex, csl-json or ris")] = "oscola",
) -> Response:
    """What to cite for an explanation: the provision, the places in the sources that its steps rest on, and this graph's version."""
    return Response(cited(here, state, target, on, language, format), media_type=_MEDIA[format])
