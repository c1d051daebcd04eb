"""The page of one measure: what a state did and when, what became of it, and how far each of its articles carries out what is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal

from servanda.api.envelope import ServiceHere
from servanda.api.law_words import COVERAGES
from servanda.api.measure_page_words import WORDS
from servanda.api.measure_words import WORDS as TOLD_WORDS
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.queries.answers import MeasureArticleAnswer, MeasureTellingAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.lookup import find_measure, local_name
from servanda.queries.run import query_text
from servanda.queries.search import Found
from servanda.queries.thing_facts import Facts, one, read_facts

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: Days of a measure: the word for it, and the property.
_DAYS: Final = (("adopted", "date_document"), ("since", "first_date_entry_in_force"), ("until", "date_no_longer_in_force"))


@dataclass(frozen=True, slots=True)
class Compared:
    """An article and what it was compared with: its name and, where it is an obligation, its citation."""

    article: MeasureArticleAnswer
    asked: Found


@router.get("/view/measure")
def measure_page(
    measure: Annotated[str, Query(description="Its name, for instance idn-law-18-2017.")], reader: ReaderHere, here: ServiceHere
) -> str:
    """A measure of a state, with the articles that were compared with what is asked, and who tells of it where its text was not read."""
    iri = find_measure(here.engine, measure)
    spoken: dict[str, Term | None] = {"measure": iri, "language": Literal(reader.language)}
    facts, index = read_facts(here.engine, iri, reader.language), here.search.take()
    rows = list(answers(here.engine, MeasureArticleAnswer, "articles_of_measure", **spoken))
    tellings = list(answers(here.engine, MeasureTellingAnswer, "measure_tellings", **spoken))
    words, extents = WORDS[reader.language], COVERAGES[reader.language]
    extent_of = Counter(local_name(each.coverage) for each in rows)
    return page(
        reader,
        "measure.html",
        words=words,
        told_words=TOLD_WORDS[reader.language],
        coverages=extents,
        slug=local_name(str(iri)),
        title=one(facts, "title") or local_name(str(iri)),
        states=facts.get("adoptedBy", ()),
        kind=words.get(f"kind_{one(facts, 'measureKind')}", one(facts, "measureKind")),
        days=[(word, one(facts, name)) for word, name in _DAYS if one(facts, name)],
        status=_status(facts),
        repealed_by=[(each.value, index.name(each.value, reader.language).name) for each in facts.get("repealed_by", ())],
        law=facts.get("instrument", ()),
        sources=facts.get("source", ()),
        place=one(facts, "sourcePlace"),
        remark=one(facts, "remark"),
        tellings=tellings,
        counts=[(extents[name], extent_of[name]) for name in extents if extent_of[name]],
        compared=[Compared(each, index.name(each.implements, reader.language)) for each in rows],
        sparql={name: query_text(name, spoken) for name in ("articles_of_measure", "measure_tellings")},
        csv=reader.csv("articles_of_measure", spoken),
    )


def _status(facts: Facts) -> str:
    """``in_force``, ``not_in_force`` or ``not_told``: what the source says of it, as at its own day."""
    told = {local_name(each.value) for each in facts.get("in_force", ())}
    if "InForce-inForce" in told:
        return "in_force"
    return "not_in_force" if "InForce-notInForce" in told else "not_told"
