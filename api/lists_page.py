"""The lists that a reader begins with: states, instruments, topics and rights."""

from __future__ import annotations

import itertools
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from rdflib import Literal

from servanda.api.envelope import OnDay, ServiceHere
from servanda.api.lists_words import WORDS
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, SV
from servanda.queries.answers import ConceptNameAnswer, InstrumentAnswer, TopicOfInstrumentAnswer, answers
from servanda.queries.answers_pages import InstrumentObligationsAnswer, StateInstrumentsAnswer
from servanda.queries.bind import day
from servanda.queries.run import query_text

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

_KINDS: Final = {str(SV.Treaty): "kind_treaty", str(SV.SoftLaw): "kind_soft"}


@router.get("/view/states")
def states_page(on: OnDay, reader: ReaderHere, here: ServiceHere) -> str:
    """All states and other parties, each with the number of treaties that bound it for certain on a day."""
    choices = here.choices.take(reader.language)
    bound = {each.state: each.instruments for each in answers(here.engine, StateInstrumentsAnswer, "instruments_by_state", on=day(on))}
    rows = [
        (iris.state(code), name, gone, bound.get(str(iris.state(code)), 0))
        for several, gone in ((choices.states, False), (choices.former, True))
        for code, name in several
    ]
    return page(
        reader,
        "states.html",
        words=WORDS[reader.language],
        on=on,
        rows=rows,
        sparql={"instruments_by_state": query_text("instruments_by_state", {"on": day(on)})},
        csv=reader.csv("instruments_by_state", on=day(on)),
    )


@router.get("/view/instruments")
def instruments_page(on: OnDay, reader: ReaderHere, here: ServiceHere) -> str:
    """All instruments by kind, each with its parties on a day."""
    index = here.search.take()
    encoded = {each.instrument: each.obligations for each in answers(here.engine, InstrumentObligationsAnswer, "obligations_by_instrument")}
    found = sorted(answers(here.engine, InstrumentAnswer, "instruments", on=day(on)), key=lambda each: each.short.casefold())
    groups: dict[str, list[tuple[InstrumentAnswer, str, int]]] = {"kind_treaty": [], "kind_soft": [], "kind_other": []}
    for each in found:
        title = index.name(each.instrument, reader.language).detail or each.title
        groups[_KINDS.get(each.kind, "kind_other")].append((each, title, encoded.get(each.instrument, 0)))
    return page(
        reader,
        "instruments.html",
        words=WORDS[reader.language],
        on=on,
        groups={name: several for name, several in groups.items() if several},
        api_link=reader.link("/api/instruments", on=on),
        sparql={"instruments": query_text("instruments", {"on": day(on)})},
        csv=reader.csv("instruments", on=day(on)),
    )


@router.get("/view/topics")
def topics_page(reader: ReaderHere, here: ServiceHere) -> str:
    """All topics with what they mean and how much is encoded of them, and all rights."""
    language = Literal(reader.language)
    counted: dict[str, tuple[int, int]] = {}
    rows = answers(here.engine, TopicOfInstrumentAnswer, "topics_of_instruments", language=language)
    for topic, several in itertools.groupby(rows, key=lambda each: each.topic):
        numbers = [each.duties + each.prohibitions + each.rights + each.permissions for each in several]
        counted[topic] = (sum(numbers), len(numbers))
    topics = [
        (
            each.concept,
            each.name_id if reader.language == "id" else each.name_en,
            each.meaning_id if reader.language == "id" else each.meaning_en,
            *counted.get(each.concept, (0, 0)),
        )
        for each in answers(here.engine, ConceptNameAnswer, "concept_names")
        if each.scheme == f"{BASE}id/scheme/topic"
    ]
    return page(
        reader,
        "topics.html",
        words=WORDS[reader.language],
        topics=sorted(topics, key=lambda each: each[1].casefold()),
        rights=here.search.take().of_kind("right", reader.language),
        sparql={"topics_of_instruments": query_text("topics_of_instruments", {"language": language})},
        csv=reader.csv("topics_of_instruments", language=language),
    )
