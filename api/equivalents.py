"""What else binds a state where one obligation does not."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from rdflib import Literal

from servanda.api.corridors import explain_link
from servanda.api.envelope import InLanguage, OnDay, Service, ServiceHere, envelope, plain
from servanda.ontology import iris
from servanda.queries.bind import day
from servanda.queries.equivalents import Equivalents, equivalents, find_norms
from servanda.queries.lookup import find_state, local_name
from servanda.queries.run import query_text

router = APIRouter(prefix="/api", tags=["corridors"])


def find_equivalents(here: Service, state: str, obligation: str, on: datetime.date, language: str) -> list[Equivalents]:
    """What both doors answer with: one answer for each obligation that is meant.

    Raises:
        NotFound: there is no such state or obligation.
    """
    snapshot = here.shelf.take()
    code = local_name(str(find_state(here.engine, state)))
    return [equivalents(snapshot, code, norm.id, on, language) for norm in find_norms(snapshot, obligation)]


def equivalents_envelope(here: Service, found: list[Equivalents], on: datetime.date, language: str) -> dict[str, Any]:
    """The same JSON from both doors, with the addresses that explain each status."""
    answer = plain(found)
    for each in answer:
        for one in (each, *each["counterparts"]):
            one["explain"] = explain_link("api", each["state"], one["obligation"], on, language)
    asked = [iris.obligation(each.obligation) for each in found]
    sparql = {
        "matching_obligations": query_text("matching_obligations", {"obligation": asked, "language": Literal(language)}),
        "obligation_status": query_text("obligation_status", {"state": iris.state(found[0].state), "obligation": asked, "on": day(on)}),
    }
    cited = [line for each in found for line in (each.citation, *(one.citation for one in each.counterparts))]
    return envelope(here, answer, sparql=sparql, citations=dict.fromkeys(cited))


@router.get("/equivalents")
def equivalents_of_state(
    state: Annotated[str, Query(description="A state, for instance SAU.")],
    obligation: Annotated[str, Query(description="An obligation (icrmw-25-1), or a provision, for all that it asks (icrmw/21).")],
    on: OnDay,
    language: InLanguage,
    here: ServiceHere,
) -> dict[str, Any]:
    """What else binds a state where one obligation does not: matching obligations of other instruments, and what is lost."""
    return equivalents_envelope(here, find_equivalents(here, state, obligation, on, language), on, language)
