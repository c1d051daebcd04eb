"""Figures that others give for a state, and the sets that they stand in: context, never a finding."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from rdflib import Literal

from servanda.api.envelope import InLanguage, ServiceHere, envelope
from servanda.queries.answers import AreaFigureAnswer, DataSetAnswer, IndicatorAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.lookup import find_indicator, find_place, find_topic, local_name
from servanda.queries.run import query_text

router = APIRouter(prefix="/api", tags=["indicators"])

_READ_SO: Final = (
    "Figures of others, attributed to them: not findings, not reports of violations, and not counted with any. Each has its own year, "
    "method and limits (data_sets)."
)


def _sets(here: ServiceHere, used: set[str], language: str) -> list[DataSetAnswer]:
    return [each for each in answers(here.engine, DataSetAnswer, "data_sets", language=Literal(language)) if each.dataset in used]


@router.get("/states/{iso3}/indicators")
def indicators_of_state(
    iso3: str,
    language: InLanguage,
    here: ServiceHere,
    indicator: Annotated[str | None, Query(description="One indicator, for instance us-tip-tier.")] = None,
    topic: Annotated[str | None, Query(description="Only indicators on this topic, for instance trafficking.")] = None,
) -> dict[str, Any]:
    """The figures for a state, by indicator and year, and what each set of figures says and does not say."""
    wanted: dict[str, Term | None] = {
        "state": find_place(here.engine, iso3),
        "indicator": None if indicator is None else find_indicator(here.engine, indicator),
        "topic": None if topic is None else find_topic(here.engine, topic),
        "language": Literal(language),
    }
    found = list(answers(here.engine, IndicatorAnswer, "indicators_of_state", **wanted))
    answer = {
        "state": local_name(str(wanted["state"])),
        "read_so": _READ_SO,
        "figures": found,
        "data_sets": _sets(here, {each.dataset for each in found}, language),
    }
    cited = dict.fromkeys(f"{each.dataset_title} ({each.place})" for each in found)
    return envelope(here, answer, sparql={"indicators_of_state": query_text("indicators_of_state", wanted)}, citations=cited)


@router.get("/indicators/areas")
def figures_of_areas(language: InLanguage, here: ServiceHere) -> dict[str, Any]:
    """People recorded as dead or missing on the way, by area and year; no state answers for these numbers."""
    wanted = {"language": Literal(language)}
    found = list(answers(here.engine, AreaFigureAnswer, "figures_of_areas", **wanted))
    answer = {"read_so": _READ_SO, "figures": found, "data_sets": _sets(here, {each.dataset for each in found}, language)}
    sparql = {"figures_of_areas": query_text("figures_of_areas", wanted)}
    return envelope(here, answer, sparql=sparql, citations=dict.fromkeys(each.place for each in found))


@router.get("/indicators")
def data_sets(language: InLanguage, here: ServiceHere) -> dict[str, Any]:
    """The sets of figures, their terms and dates, what they say and what they do not."""
    wanted = {"language": Literal(language)}
    found = list(answers(here.engine, DataSetAnswer, "data_sets", **wanted))
    citations = [f"{each.title}, {each.publisher}, as at {each.as_at}" for each in found]
    return envelope(here, found, sparql={"data_sets": query_text("data_sets", wanted)}, citations=citations)
