"""What states did at home: measures, how far their articles carry obligations out, and duties for which nothing is recorded.

A measure whose text was not read here says so, and says who tells of it.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from rdflib import Literal, URIRef

from servanda.api.envelope import InLanguage, ServiceHere, envelope, plain
from servanda.queries.answers import DutyWithoutMeasureAnswer, MeasureAnswer, MeasureTellingAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.lookup import find_instrument, find_obligation, find_state, find_topic, local_name, read_day
from servanda.queries.run import query_text

router = APIRouter(prefix="/api/measures", tags=["measures"])

#: What the answers cannot say; it goes with every one of them.
READ_SO: str = (
    "Coverage is a judgement on the text of an article as it stands in the copy that was read, not on how it is applied. "
    "Not recorded is not the same as not there: laws of other states, later amendments and articles that were not compared "
    "are not in these tables. Where text_read is false, no text of the measure was read: told says who tells of it, in which document, "
    "when and what, the coverage is a judgement on those words, and the measure is not counted as law that was read."
)
#: Fields of a row that tell of the measure; the others tell of one comparison.
_OF_THE_MEASURE: tuple[str, ...] = (
    *("measure", "state", "kind", "title", "adopted", "from", "until", "in_force", "repealed_by"),
    *("source", "source_place", "remark", "text_read"),
)
_OF_A_COMPARISON: tuple[str, ...] = ("article", "place", "implements", "coverage", "coverage_reason")
#: Fields of what one document tells of a measure.
_OF_A_TELLING: tuple[str, ...] = (
    *("telling", "told_by", "told_by_name", "told_on", "says", "citation", "source", "source_place", "claim", "read_again_by"),
)


def _by_measure(rows: list[MeasureAnswer], tellings: list[MeasureTellingAnswer]) -> list[dict[str, Any]]:
    """One entry for each measure, in the order of the rows, with its comparisons, and with who tells of it where it was not read."""
    told: dict[str, list[dict[str, Any]]] = {}
    for telling in tellings:
        fields: dict[str, Any] = plain(telling)
        told.setdefault(telling.measure, []).append({field: fields[field] for field in _OF_A_TELLING})
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        fields = plain(row)
        parts: dict[str, Any] = {"told": told.get(row.measure, []), "articles": []}
        entry = found.setdefault(row.measure, {field: fields[field] for field in _OF_THE_MEASURE} | parts)
        if row.coverage is not None:
            entry["articles"].append({field: fields[field] for field in _OF_A_COMPARISON} | {"coverage": local_name(row.coverage)})
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
    heard = [URIRef(measure) for measure in dict.fromkeys(row.measure for row in found if not row.text_read)]
    sparql = {"measures_of_state": query_text("measures_of_state", wanted)}
    tellings: list[MeasureTellingAnswer] = []
    if heard:
        tellings = list(answers(here.engine, MeasureTellingAnswer, "measure_tellings", measure=heard, language=Literal(language)))
        sparql["measure_tellings"] = query_text("measure_tellings", {"measure": heard, "language": Literal(language)})
    entries = _by_measure(found, tellings)
    places = [row.source_place for row in found if row.source_place and row.text_read]
    cited = [telling["citation"] for entry in entries for telling in entry["told"]]
    return envelope(here, {"read_so": READ_SO, "measures": entries}, sparql=sparql, citations=dict.fromkeys([*places, *cited]))


@router.get("/missing")
def duties_without_measure(
    language: InLanguage,
    here: ServiceHere,
    state: Annotated[str, Query(description="Whose duties, for instance IDN.")],
    on: Annotated[str, Query(description="The day, for instance 2026-11-22.")],
    instrument: Annotated[str | None, Query(description="Only duties under this instrument, for instance icrmw.")] = None,
    topic: Annotated[str | None, Query(description="Only duties on this topic, for instance wages.")] = None,
) -> dict[str, Any]:
    """The duties of a state on a day for which no measure is recorded here; there may well be one.

    See ``law_read``, ``compared`` and ``told``.
    """
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
