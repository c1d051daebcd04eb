"""The pages of a topic and of a right: what is asked on it, in which instruments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.envelope import Service, ServiceHere
from servanda.api.law_words import WORDS
from servanda.api.pages import page
from servanda.api.reader import Reader, ReaderHere
from servanda.queries.answers import ObligationAnswer, RightObligationAnswer, TopicReportsAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.lookup import find_instrument, find_target, find_topic, local_name
from servanda.queries.run import query_text
from servanda.queries.thing_facts import one, read_facts

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: An instrument's IRI and name, with its obligations: IRI, citation and label of each.
Group = tuple[str, str, list[tuple[str, str, str]]]


@router.get("/view/topic")
def topic_page(
    topic: Annotated[str, Query(description="Its code, for instance wages.")],
    reader: ReaderHere,
    here: ServiceHere,
    instrument: Annotated[str | None, Query(description="Only obligations of this instrument.")] = None,
) -> str:
    """A topic: its obligations by instrument, and how many claims are about it."""
    iri = find_topic(here.engine, topic)
    only = find_instrument(here.engine, instrument) if instrument else None
    asked: dict[str, Term | None] = {"topic": iri, "instrument": only, "language": Literal(reader.language)}
    rows = answers(here.engine, ObligationAnswer, "obligations", **asked)
    counted: dict[str, Term | None] = {"topic": iri, "language": Literal(reader.language)}
    return _concept_page(
        reader,
        here,
        iri,
        rows,
        kind="topic",
        meanings=("scopeNote", "definition"),
        only=only,
        reports=list(answers(here.engine, TopicReportsAnswer, "reports_by_topic", **counted)),
        sparql={"obligations": query_text("obligations", asked), "reports_by_topic": query_text("reports_by_topic", counted)},
        csv=reader.csv("obligations", asked),
    )


@router.get("/view/right")
def right_page(
    right: Annotated[str, Query(description="Its code, for instance just-remuneration.")], reader: ReaderHere, here: ServiceHere
) -> str:
    """A right: the obligations that realise it, by instrument."""
    _, found = find_target(here.engine, f"right/{right}")
    iri = URIRef(str(found))
    asked: dict[str, Term | None] = {"right": iri, "language": Literal(reader.language)}
    rows = answers(here.engine, RightObligationAnswer, "obligations_for_right", **asked)
    return _concept_page(
        reader,
        here,
        iri,
        rows,
        kind="right",
        meanings=("definition", "scopeNote"),
        only=None,
        reports=[],
        sparql={"obligations_for_right": query_text("obligations_for_right", asked)},
        csv=reader.csv("obligations_for_right", asked),
    )


def _concept_page(
    reader: Reader,
    here: Service,
    concept: URIRef,
    rows: Iterable[ObligationAnswer | RightObligationAnswer],
    meanings: tuple[str, str],
    **told: object,
) -> str:
    """A concept and its obligations; its meaning is the first of two properties that it has."""
    facts = read_facts(here.engine, concept, reader.language)
    found = [(each.instrument, each.obligation, each.citation, each.label) for each in rows]
    return page(
        reader,
        "topic.html",
        words=WORDS[reader.language],
        name=one(facts, "prefLabel"),
        meaning=one(facts, meanings[0]) or one(facts, meanings[1]),
        slug=local_name(str(concept)),
        groups=_grouped(here, found, reader.language),
        **told,
    )


def _grouped(here: Service, rows: Sequence[tuple[str, str, str, str]], language: str) -> list[Group]:
    """By instrument, in the order of its name; each obligation once."""
    index = here.search.take()
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    for instrument, obligation, citation, label in rows:
        found.setdefault(instrument, {})[obligation] = (obligation, citation, label)
    groups = [(each, index.name(each, language).name, list(several.values())) for each, several in found.items()]
    return sorted(groups, key=lambda group: group[1].casefold())
