"""The page of an obligation: what it asks of whom, who is bound on the day, where others ask the same, claims and measures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.corridor_words import RELATIONS
from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.law_words import COVERAGES, WORDS
from servanda.api.measure_words import WORDS as MEASURE_WORDS
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.queries.answers import MatchAnswer, MeasureTellingAnswer, ObligationMeasureAnswer, ReviewAnswer, answers
from servanda.queries.answers_pages import ObligationReportAnswer
from servanda.queries.bind import Term, day
from servanda.queries.lookup import find_obligation, local_name
from servanda.queries.run import query_text
from servanda.queries.snapshot_rows import BOUND, NOT_KNOWN
from servanda.queries.thing_facts import one, read_facts

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: What is told in the list of facts: the word for it, and the property.
_FACTS: Final = (
    ("modality", "modality"),
    ("bearer", "bearer"),
    ("beneficiary", "beneficiary"),
    ("topic", "topic"),
    ("realizes", "realizes"),
    ("phase", "phase"),
    ("norm_kind", "kind"),
    ("timing", "timing"),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """States of one status, by name: code and name."""

    status: str
    states: tuple[tuple[str, str], ...]


@router.get("/view/obligation")
def obligation_page(
    obligation: Annotated[str, Query(description="Its name, for instance icrmw-21--1.")], on: OnDay, reader: ReaderHere, here: ServiceHere
) -> str:
    """An obligation on a day."""
    iri = find_obligation(here.engine, obligation)
    identifier = local_name(str(iri))
    spoken: dict[str, Term | None] = {"obligation": iri, "language": Literal(reader.language)}
    facts = read_facts(here.engine, iri, reader.language)
    index = here.search.take()
    instrument = facts["instrument"][0].value
    state_names = here.choices.take(reader.language)
    measures = list(answers(here.engine, ObligationMeasureAnswer, "measures_for_obligation", **spoken))
    heard = [URIRef(each) for each in dict.fromkeys(row.measure for row in measures if not row.text_read)]
    told: dict[str, Term | Sequence[Term] | None] = {"measure": heard, "language": Literal(reader.language)} if heard else {}
    return page(
        reader,
        "obligation.html",
        words=WORDS[reader.language],
        relations=RELATIONS[reader.language],
        coverages=COVERAGES[reader.language],
        on=on,
        identifier=identifier,
        label=one(facts, "prefLabel") or identifier,
        definition=one(facts, "definition"),
        citation=one(facts, "bibliographicCitation"),
        provisions=facts["statedIn"],
        instrument=index.name(instrument, reader.language),
        facts=[(word, facts[name]) for word, name in _FACTS if name in facts],
        permission=facts["modality"][0].value.endswith("#permission"),
        spent="noLongerApplicable" in facts,
        bound=who_is_bound(here, identifier, on, reader.language),
        matches=list(answers(here.engine, MatchAnswer, "matching_obligations", **spoken)),
        index=index,
        reports=list(answers(here.engine, ObligationReportAnswer, "reports_on_obligation", **spoken)),
        measures=measures,
        tellings=list(answers(here.engine, MeasureTellingAnswer, "measure_tellings", **told)) if told else [],
        measure_words=MEASURE_WORDS[reader.language],
        reviews=list(answers(here.engine, ReviewAnswer, "reviewed_obligations", obligation=iri)),
        choices=state_names,
        sparql={
            "obligations": query_text("obligations", spoken),
            "parties_on": query_text("parties_on", {"instrument": URIRef(instrument), "on": day(on)}),
            "matching_obligations": query_text("matching_obligations", spoken),
            "reports_on_obligation": query_text("reports_on_obligation", spoken),
            "measures_for_obligation": query_text("measures_for_obligation", spoken),
            "reviewed_obligations": query_text("reviewed_obligations", {"obligation": iri}),
            **({"measure_tellings": query_text("measure_tellings", told)} if told else {}),
        },
        csv=reader.csv("matching_obligations", spoken),
    )


def who_is_bound(here: Service, identifier: str, on: datetime.date, language: str) -> list[Bound]:
    """All states by what one obligation was to them on a day; empty where it gives nobody a duty."""
    snapshot = here.shelf.take()
    column = snapshot.column.get(identifier)
    if column is None:
        return []
    status, limited = snapshot.status(on)[:, column], snapshot.limited(on)[:, column]
    found: dict[str, list[tuple[str, str]]] = {"bound": [], "limited": [], "not_known": [], "not_bound": []}
    for code, row in snapshot.row.items():
        names = snapshot.states[code]
        if status[row] == BOUND:
            name = "limited" if limited[row] else "bound"
        else:
            name = "not_known" if status[row] == NOT_KNOWN else "not_bound"
        found[name].append((names.get(language, names.get("en", code)), code))
    return [Bound(name, tuple((code, shown) for shown, code in sorted(several))) for name, several in found.items() if several]
