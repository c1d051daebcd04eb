"""Corridors by the number of people in them: from a state, to a state, or the largest of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from rdflib import Literal as RdfLiteral

from servanda.api.envelope import InLanguage, ServiceHere, envelope
from servanda.loaders.migrant_stock import OTHER, SOURCE, YEARS, MigrantStock, read_stock
from servanda.loaders.states import read_states
from servanda.ontology import iris
from servanda.queries.answers import CorridorPeopleAnswer, DataSetAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.lookup import find_state, local_name
from servanda.queries.run import query_text

router = APIRouter(prefix="/api/corridors", tags=["corridors"])

_READ_SO: Final = (
    "People born in one state, or its citizens, who live in another (UN DESA): not workers alone. A corridor that is not there has nobody "
    "in it according to the source; corridors from or to territories and people of unknown origin are left out."
)


@cache
def _stock() -> MigrantStock:
    """The packaged series, read on first use: the graph has the newest year alone."""
    return read_stock(frozenset(state.code for state in read_states()))


def _series(origin: str, destination: str) -> dict[str, int] | None:
    """The people of one corridor by year, for a chart; a year with nobody is 0. None where the source has no such corridor."""
    for corridor in _stock().corridors:
        if (corridor.origin, corridor.destination) == (origin, destination):
            return {str(year): corridor.people.get(year, 0) for year in YEARS}
    return None


@dataclass(frozen=True, slots=True)
class PeopleBeside:
    """People in the newest year whom the corridors between states leave out.

    Attributes:
        not_told: of those who live in the state, people whose origin the source does not tell; None for people from a state.
        territories: people whose corridor begins or ends in a territory.
    """

    not_told: int | None
    territories: int


def people_beside(state: str, direction: Literal["from", "to"]) -> PeopleBeside:
    """Whom the corridors from or to a state (by its code) leave out."""
    territories = {each.code for each in read_states() if each.class_name == "Territory"}
    not_told = inside = 0
    for corridor in _stock().corridors:
        here, there = (corridor.origin, corridor.destination) if direction == "from" else (corridor.destination, corridor.origin)
        if here == state:
            people = corridor.people.get(YEARS[-1], 0)
            inside += people if there in territories else 0
            not_told += people if there == OTHER else 0
    return PeopleBeside(not_told if direction == "to" else None, inside)


@router.get("/people")
def corridor_people(
    language: InLanguage,
    here: ServiceHere,
    origin: Annotated[str | None, Query(description="People from this state, for instance IDN.")] = None,
    destination: Annotated[str | None, Query(description="People in this state, for instance SAU.")] = None,
    at_most: Annotated[int, Query(description="How many corridors, the largest first.", ge=1, le=10000)] = 100,
) -> dict[str, Any]:
    """Corridors by the number of people in 2024, the largest first; with both states, the series from 1990 to 2024 too."""
    wanted: dict[str, Term | None] = {
        "origin": None if origin is None else find_state(here.engine, origin),
        "destination": None if destination is None else find_state(here.engine, destination),
        "language": RdfLiteral(language),
    }
    found = list(answers(here.engine, CorridorPeopleAnswer, "corridor_people", **wanted))
    sets = list(answers(here.engine, DataSetAnswer, "data_sets", dataset=iris.dataset(SOURCE), language=RdfLiteral(language)))
    answer: dict[str, Any] = {
        "read_so": _READ_SO,
        "corridors": found[:at_most],
        "number_of_corridors": len(found),
        "people": sum(each.people for each in found),
        "data_sets": sets,
    }
    if wanted["origin"] is not None and wanted["destination"] is not None:
        answer["series"] = _series(local_name(str(wanted["origin"])), local_name(str(wanted["destination"])))
    citations = [f"{each.publisher}, {each.title} ({each.rights})" for each in sets]
    return envelope(here, answer, sparql={"corridor_people": query_text("corridor_people", wanted)}, citations=citations)
