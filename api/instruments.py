"""Instruments: what there is, who was bound by one on a day, and what it asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from rdflib import Literal

from servanda.api.envelope import InLanguage, OnDay, ServiceHere, envelope
from servanda.queries.answers import (
    CompletenessAnswer,
    InstrumentAnswer,
    ObligationAnswer,
    PartyAnswer,
    answers,
)
from servanda.queries.bind import Term, day
from servanda.queries.lookup import find_instrument
from servanda.queries.run import query_text

router = APIRouter(prefix="/api/instruments", tags=["instruments"])


def _covered(coverage: Iterable[CompletenessAnswer]) -> list[str]:
    """The sources that a count or a list of parties rests on, each once."""
    return list(dict.fromkeys(f"{each.title}, as at {each.as_at}" if each.as_at else each.title for each in coverage))


@router.get("")
def instruments(on: OnDay, here: ServiceHere) -> dict[str, Any]:
    """All instruments, each with the number of states that it bound for certain on a day."""
    found = list(answers(here.engine, InstrumentAnswer, "instruments", on=day(on)))
    sparql = {"instruments": query_text("instruments", {"on": day(on)})}
    return envelope(here, found, sparql=sparql, citations=_covered(answers(here.engine, CompletenessAnswer, "completeness")))


@router.get("/{instrument}/parties")
def parties(instrument: str, on: OnDay, here: ServiceHere) -> dict[str, Any]:
    """The states that an instrument bound on a day, and what the sources cover of it."""
    iri = find_instrument(here.engine, instrument)
    covered = list(answers(here.engine, CompletenessAnswer, "completeness", instrument=iri))
    answer = {
        "instrument": str(iri),
        "on": on,
        "parties": list(answers(here.engine, PartyAnswer, "parties_on", instrument=iri, on=day(on))),
        "completeness": covered,
    }
    sparql = {
        "parties_on": query_text("parties_on", {"instrument": iri, "on": day(on)}),
        "completeness": query_text("completeness", {"instrument": iri}),
    }
    return envelope(here, answer, sparql=sparql, citations=_covered(covered))


@router.get("/{instrument}/obligations")
def obligations(instrument: str, language: InLanguage, here: ServiceHere) -> dict[str, Any]:
    """What an instrument asks, as far as it is encoded."""
    parameters: dict[str, Term] = {"instrument": find_instrument(here.engine, instrument), "language": Literal(language)}
    found = list(answers(here.engine, ObligationAnswer, "obligations", **parameters))
    cited = list(dict.fromkeys(each.citation for each in found))
    return envelope(here, found, sparql={"obligations": query_text("obligations", parameters)}, citations=cited)
