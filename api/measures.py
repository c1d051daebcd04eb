"""What states did at home: measures, how far their articles carry obligations out, and duties for which nothing is recorded."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from rdflib import Literal

from servanda.api.envelope import InLanguage, ServiceHere, envelope, plain
from servanda.queries.answers import DutyWithoutMeasureAnswer, MeasureAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.lookup import find_instrument, find_obligation, find_state, find_topic, local_name, read_day
from servanda.queries.run import query_text

router = APIRouter(prefix="/api/measures", tags=["measures"])

#: What the answers cannot say; it goes with every one of them.
READ_SO: str = (
    "Coverage is a judgement on the text of an article as it stands in the copy that was read, not on how it is applied. "
    "Not recorded is not the same as not there: laws of other states, later amendments and articles that were not compared "
    "are not in these tables."
)
#: Fields of a row that tell of the measure; the others tell of one comparison.
_OF_THE_MEASURE: tuple[str, ...] = (
    *("measure", "state", "kind", "title", "adopted", "from", "until", "in_force", "repealed_by", "source", "source_place", "remark"),
)
_OF_A_COMPARISON: tuple[str, ...] = ("article", "place", "implements", "coverage", "coverage_reason")


def _by_measure(rows: list[MeasureAnswer]) -> list[dict[str, Any]]:
    """One entry for each measure, in the order of the rows, with its comparisons."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        told: dict[str, Any] = plain(row)
        entry = found.setdefault(row.measure, {field: told[field] for field in _OF_THE_MEASURE} | {"articles": []})
        if row.coverage is not None:
            entry["articles"].append({field: told[field] for field in _OF_A_COMPARISON} | {"coverage": local_name(row.coverage)})
    return list(found.values())


@router.get("")
def measures(
    language: InLanguage,
    here: ServiceHere,
    state: Annotated[str | None, Query(description="Who took the measure, for instance IDN; any if not given.")] = None,
    obligation: Annotated[str | None, Query(description="What was compared, for instance icrmw-21--1; all if not given.")] = None,
    topic: Annotated[str | None, Query(description="Only obligations on this topic, for instance recruitment-fees.")] = None,
) -> dict[str, Any]:
    """The measures of a state, each with its articles as compared with obligations: how far they cover what is asked, and why."""
    wanted: dict[str, Term | None] = {
        "state": None if state is None else find_state(here.engine, state),
        "obligation": None if obligation is None else find_obligation(here.engine, obligation),
        "topic": None if topic is None else find_topic(here.engine, topic),
        "language": Literal(language),
    }
    found = list(answers(here.engine, MeasureAnswer, "measures_of_state", **wanted))
    answer = {"read_so": READ_SO, "measures": _by_measure(found)}
    places = dict.fromkeys(row.source_place for row in found if row.source_place)
    return envelope(here, answer, sparql={"measures_of_state": query_text("measures_of_state", wanted)}, citations=places)


@router.get("/missing")
def duties_without_measure(
    language: InLanguage,
    here: ServiceHere,
    state: Annotated[str, Query(description="Whose duties, for instance IDN.")],
    on: Annotated[str, Query(description="The day, for instance 2026-11-22.")],
    instrument: Annotated[str | None, Query(description="Only duties under this instrument, for instance icrmw.")] = None,
    topic: Annotated[str | None, Query(description="Only duties on this topic, for instance wages.")] = None,
) -> dict[str, Any]:
    """The duties of a state on a day for which no measure is recorded here; there may well be one (see ``law_read`` and ``compared``)."""
    wanted: dict[str, Term | None] = {
        "state": find_state(here.engine, state),
        "on": day(read_day(on)),
        "instrument": None if instrument is None else find_instrument(here.engine, instrument),
        "topic": None if topic is None else find_topic(here.engine, topic),
        "language": Literal(language),
    }
    found = list(answers(here.engine, DutyWithoutMeasureAnswer, "duties_without_measure", **wanted))
    answer = {"read_so": READ_SO, "duties": plain(found)}
    text = query_text("duties_without_measure", wanted)
    return envelope(here, answer, sparql={"duties_without_measure": text}, citations=dict.fromkeys(row.citation for row in found))
