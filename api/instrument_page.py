"""The page of an instrument: who is bound, since when, how it is built, what it asks, and where others ask the same."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.corridor_words import RELATIONS
from servanda.api.envelope import OnDay, ServiceHere
from servanda.api.law_tree import tree
from servanda.api.law_words import WORDS
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.queries.answers import (
    InstrumentKindAnswer,
    LeftOutAnswer,
    MatchBetweenAnswer,
    ObligationAnswer,
    PartyAnswer,
    PeriodAnswer,
    ProvisionAnswer,
    TopicOfInstrumentAnswer,
    answers,
)
from servanda.queries.answers_pages import MatchedInstrumentAnswer
from servanda.queries.bind import Term, day
from servanda.queries.lookup import find_instrument, local_name
from servanda.queries.run import query_text
from servanda.queries.thing_facts import read_facts

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)


@router.get("/view/instrument")
def instrument_page(
    instrument: Annotated[str, Query(description="An instrument, for instance ilo-c189.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    other: Annotated[str | None, Query(description="Another instrument: the matches between the two are shown.")] = None,
) -> str:
    """An instrument on a day; with ``other`` the matching obligations of the two."""
    iri = find_instrument(here.engine, instrument)
    if other:
        return _matches(reader, here, iri, find_instrument(here.engine, other))
    language = Literal(reader.language)
    choices = here.choices.take(reader.language)
    states = {**dict(choices.states), **dict(choices.former)}
    spoken: dict[str, Term | None] = {"instrument": iri, "language": language}
    dated: dict[str, Term | None] = {"instrument": iri, "on": day(on)}
    parties = list(answers(here.engine, PartyAnswer, "parties_on", **dated))
    left_out = answers(here.engine, LeftOutAnswer, "left_out_provisions", **spoken)
    obligations = answers(here.engine, ObligationAnswer, "obligations", **spoken)
    structure = tree(answers(here.engine, ProvisionAnswer, "provisions", instrument=iri), obligations, left_out)
    kinds = [local_name(each.kind) for each in answers(here.engine, InstrumentKindAnswer, "instrument_kind", instrument=iri)]
    return page(
        reader,
        "instrument.html",
        words=WORDS[reader.language],
        on=on,
        iri=str(iri),
        slug=local_name(str(iri)),
        named=here.search.take().name(str(iri), reader.language),
        facts=read_facts(here.engine, iri, reader.language),
        kinds=kinds,
        parties=sorted(((states.get(each.code, each.name), each) for each in parties), key=lambda pair: pair[0]),
        certain=sum(each.certain for each in parties),
        years=years(answers(here.engine, PeriodAnswer, "binding_periods", instrument=iri), on),
        topics=list(answers(here.engine, TopicOfInstrumentAnswer, "topics_of_instruments", **spoken)),
        structure=structure,
        matched=list(answers(here.engine, MatchedInstrumentAnswer, "matched_instruments", instrument=iri)),
        choices=choices,
        sparql={
            "parties_on": query_text("parties_on", dated),
            "binding_periods": query_text("binding_periods", {"instrument": iri}),
            "provisions": query_text("provisions", {"instrument": iri}),
            "obligations": query_text("obligations", spoken),
        },
        csv=reader.csv("parties_on", dated),
    )


def years(periods: Iterable[PeriodAnswer], on: datetime.date) -> list[tuple[int, int, int, int]]:
    """Year, periods that began, that ended, and parties bound at its end, up to the day asked about; each from its certain day."""
    began: Counter[int] = Counter()
    ended: Counter[int] = Counter()
    for each in periods:
        if each.until_earliest is not None and each.until_earliest <= each.from_latest:
            continue  # never certain on any day
        if each.from_latest <= on:
            began[each.from_latest.year] += 1
        if each.until_earliest is not None and each.until_earliest <= on:
            ended[each.until_earliest.year] += 1
    rows: list[tuple[int, int, int, int]] = []
    bound = 0
    for year in sorted(began | ended):
        bound += began[year] - ended[year]
        rows.append((year, began[year], ended[year], bound))
    return rows


def _matches(reader: ReaderHere, here: ServiceHere, instrument: URIRef, other: URIRef) -> str:
    asked: dict[str, Term | None] = {"instrument": instrument, "other": other, "language": Literal(reader.language)}
    index = here.search.take()
    return page(
        reader,
        "matches.html",
        words=WORDS[reader.language],
        relations=RELATIONS[reader.language],
        names=[(str(each), index.name(str(each), reader.language).name) for each in (instrument, other)],
        rows=list(answers(here.engine, MatchBetweenAnswer, "matches_between", **asked)),
        sparql={"matches_between": query_text("matches_between", asked)},
        csv=reader.csv("matches_between", asked),
    )
