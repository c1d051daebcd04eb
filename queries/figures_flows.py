"""The largest corridors from a state, to a state, or of all, by people; what is not in them is told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rdflib import Literal as RdfLiteral
from rdflib import URIRef

from servanda.queries.answers import CorridorPeopleAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text

Direction = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Flow:
    """One corridor; states by code and name."""

    origin: str
    origin_name: str
    destination: str
    destination_name: str
    people: int


@dataclass(frozen=True, slots=True)
class Flows:
    """The largest corridors, and what they leave out.

    Attributes:
        state: code.
        direction: ``from`` (where people of the state live) or ``to`` (where those who live in the state come from).
        year: of the figures.
        rows: the largest, most people first.
        others: people of the corridors between states that are not among ``rows``, and how many corridors these are.
        people: people of all corridors between states.
        not_recorded: present states with which the source has no corridor in this direction: nobody, as far as it tells.
        not_told: of those who live in the state, people whose origin the source does not tell; None where the question does not arise.
        territories: people whose corridor begins or ends in a territory, which has no row of its own here; None where nobody counted them.
        sparql: the query that gives the rows.
    """

    state: str
    direction: Direction
    year: str
    rows: tuple[Flow, ...]
    others: tuple[int, int]
    people: int
    not_recorded: int
    not_told: int | None
    territories: int | None
    sparql: Mapping[str, str]


def flows(
    engine: Engine,
    state: URIRef,
    direction: Direction,
    *,
    most: int,
    states: int,
    not_told: int | None = None,
    territories: int | None = None,
    language: str = "en",
) -> Flows:
    """The largest corridors of a state.

    Args:
        engine: where.
        state: the state.
        direction: from it or to it.
        most: how many rows.
        states: how many present states there are, this one among them.
        not_told, territories: what the graph does not hold and the table of the source does.
        language: of the names.
    """
    scope: dict[str, Term | None] = {"origin" if direction == "from" else "destination": state, "language": RdfLiteral(language)}
    found = list(answers(engine, CorridorPeopleAnswer, "corridor_people", **scope))
    rows = tuple(
        Flow(each.origin_code, each.origin_name, each.destination_code, each.destination_name, each.people) for each in found[:most]
    )
    rest = found[most:]
    return Flows(
        state=local_name(str(state)),
        direction=direction,
        year=found[0].year if found else "",
        rows=rows,
        others=(sum(each.people for each in rest), len(rest)),
        people=sum(each.people for each in found),
        not_recorded=states - 1 - len(found),
        not_told=not_told,
        territories=territories,
        sparql={"corridor_people": query_text("corridor_people", scope)},
    )
