"""The page of a provision: where it stands, what is in it, what it asks, and what interprets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.envelope import OnDay, ServiceHere
from servanda.api.law_words import WORDS
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.queries.answers import (
    LeftOutAnswer,
    ProvisionAnswer,
    ProvisionContextAnswer,
    StatedObligationAnswer,
    answers,
)
from servanda.queries.answers_law import InterpretationAnswer
from servanda.queries.lookup import find_target, local_name
from servanda.queries.run import query_text

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)


@router.get("/view/provision")
def provision_page(
    provision: Annotated[str, Query(description="Its path, for instance icrmw/21.")], on: OnDay, reader: ReaderHere, here: ServiceHere
) -> str:
    """A provision with what contains it, its parts, the obligations stated in it, and the general comments on it."""
    _, found = find_target(here.engine, f"provision/{provision}")
    iri = URIRef(str(found))
    language = Literal(reader.language)
    context = next(answers(here.engine, ProvisionContextAnswer, "provision_context", provision=iri))
    instrument = URIRef(context.instrument)
    known = {each.provision: each for each in answers(here.engine, ProvisionAnswer, "provisions", instrument=instrument)}
    obligations = {
        each.obligation: each
        for each in answers(here.engine, StatedObligationAnswer, "obligations_stated", provision=iri, language=language)
    }
    reasons = answers(here.engine, LeftOutAnswer, "left_out_provisions", instrument=instrument, language=language)
    return page(
        reader,
        "provision.html",
        words=WORDS[reader.language],
        on=on,
        iri=str(iri),
        target=local_name(str(iri)),
        context=context,
        instrument_name=here.search.take().name(context.instrument, reader.language).name,
        containers=_containers(known, str(iri)),
        parts=[each for each in known.values() if each.parent == str(iri)],
        obligations=list(obligations.values()),
        left_out=next((each.reason for each in reasons if each.provision == str(iri)), ""),
        interpretations=list(answers(here.engine, InterpretationAnswer, "interpretations", asked=iri)),
        choices=here.choices.take(reader.language),
        sparql={
            "obligations_stated": query_text("obligations_stated", {"provision": iri, "language": language}),
            "provisions": query_text("provisions", {"instrument": instrument}),
            "interpretations": query_text("interpretations", {"asked": iri}),
        },
        csv=reader.csv("obligations_stated", provision=iri, language=language),
    )


def _containers(known: Mapping[str, ProvisionAnswer], provision: str) -> list[ProvisionAnswer]:
    """What contains a provision, the widest first; the instrument itself is left out."""
    found: list[ProvisionAnswer] = []
    row = known.get(provision)
    while row is not None and (row := known.get(row.parent)) is not None:
        found.insert(0, row)
    return found
