"""States: who they are, what bound them on a day, and whether an instrument did."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from servanda.api.answer_fields import answer_with, rows_of, schema_of
from servanda.api.envelope import InLanguage, OnDay, ServiceHere, envelope
from servanda.queries.answers import StateAnswer, answers
from servanda.queries.binding import binding
from servanda.queries.cite import act_citations, duty_citations
from servanda.queries.duties import duties
from servanda.queries.lookup import find_instrument, find_state, find_topic
from servanda.queries.run import query_text
from servanda.queries.territory_periods import TerritoryPeriod

router = APIRouter(prefix="/api/states", tags=["states"])


@router.get("")
def states(here: ServiceHere) -> dict[str, Any]:
    """All states and other parties, former ones included."""
    return envelope(here, list(answers(here.engine, StateAnswer, "states")), sparql={"states": query_text("states", {})}, citations=[])


@router.get("/{iso3}/duties")
def duties_of_state(
    iso3: str,
    on: OnDay,
    language: InLanguage,
    here: ServiceHere,
    topic: Annotated[str | None, Query(description="A topic, for instance forced-labour.")] = None,
    instrument: Annotated[str | None, Query(description="An instrument, for instance ilo-c029.")] = None,
) -> dict[str, Any]:
    """The duties of a state on a day: all, or on one topic, or under one instrument."""
    found = duties(
        here.engine,
        find_state(here.engine, iso3),
        on,
        topic=None if topic is None else find_topic(here.engine, topic),
        instrument=None if instrument is None else find_instrument(here.engine, instrument),
        language=language,
    )
    answer = {"state": found.state, "on": found.on, "duties": found.duties}
    return envelope(here, answer, sparql={"duties_on": found.sparql}, citations=duty_citations(found.duties))


@router.get("/{iso3}/binding/{instrument}", responses=answer_with(territories=rows_of(schema_of(TerritoryPeriod))))
def binding_of_state(iso3: str, instrument: str, on: OnDay, language: InLanguage, here: ServiceHere) -> dict[str, Any]:
    """Whether an instrument bound a state on a day (bound, not_bound, not_known), with the reason in numbered steps."""
    found = binding(here.engine, find_state(here.engine, iso3), find_instrument(here.engine, instrument), on, language)
    answer = {name: getattr(found, name) for name in found.__dataclass_fields__ if name != "sparql"}
    return envelope(here, answer, sparql=found.sparql, citations=act_citations(found.acts, language))
