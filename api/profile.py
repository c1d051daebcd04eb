"""A state in one answer, and the same as a page."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.envelope import InLanguage, OnDay, ServiceHere, envelope
from servanda.api.measure_words import WORDS as MEASURE_WORDS
from servanda.api.pages import page
from servanda.api.profile_words import WORDS
from servanda.api.reader import ReaderHere
from servanda.api.state_history import state_history
from servanda.api.state_history_words import WORDS as HISTORY_WORDS
from servanda.queries.answers import StateNameAnswer, answers
from servanda.queries.lookup import find_state, local_name
from servanda.queries.profile import StateProfile, profile

router = APIRouter(tags=["profiles"])

#: What the answer cannot say; it goes with every one.
READ_SO: Final = (
    "Claims are told by kind and never added up; a claim is what somebody reported, not a fact. A measure that is not recorded may well "
    "exist; where text_read is false, no text of it was read here, and told says who tells of it, in which document, when and what. "
    "Agreements tell neither whether they are in force nor whether they are applied. Figures are others' and context. People from or in "
    "territories, and places that are on no list of states, are left out. Findings are the study's own."
)


def _citations(found: StateProfile) -> list[str]:
    places = [telling.citation for each in found.measures for telling in each.told]
    places += [each.place for each in found.agreements] + [f"{each.dataset_title} ({each.place})" for each in found.figures]
    return list(dict.fromkeys([*(each.source for each in found.measures), *places, *(each.citation for each in found.findings)]))


@router.get("/api/states/{iso3}/profile")
def profile_of_state(iso3: str, on: OnDay, language: InLanguage, here: ServiceHere) -> dict[str, Any]:
    """Instruments, duties by topic, claims by kind, measures, agreements, people, figures and findings of one state on a day."""
    found = profile(here.engine, find_state(here.engine, iso3), on, language)
    answer = {name: getattr(found, name) for name in StateProfile.__dataclass_fields__ if name != "sparql"}
    return envelope(here, {"read_so": READ_SO, **answer}, sparql=found.sparql, citations=_citations(found))


@router.get("/view/state", response_class=HTMLResponse)
def state_page(
    state: Annotated[str, Query(description="A state, for instance SAU.")], on: OnDay, reader: ReaderHere, here: ServiceHere
) -> str:
    """The profile of a state as a page; every number leads to its list."""
    iri, language = find_state(here.engine, state), reader.language
    found = profile(here.engine, iri, on, language)
    asked = {"on": on.isoformat(), "language": language}
    history = state_history(here, iri, on, language)
    return page(
        reader,
        "profile.html",
        found=found,
        history=history,
        history_words=HISTORY_WORDS[language],
        treaty_names=dict(here.choices.take(language).treaties),
        measure_words=MEASURE_WORDS[language],
        sparql={**found.sparql, **history.sparql},
        name=_name(here, iri, language),
        language=language,
        words=WORDS[language],
        short=local_name,
        topics=sorted(found.topics, key=lambda each: (-each.duties, each.label)),
        api_link=f"/api/states/{found.state}/profile?{urlencode(asked)}",
        links={"state": found.state, **asked},
        query=urlencode,
    )


def _name(here: ServiceHere, state: URIRef, language: str) -> str:
    rows = list(answers(here.engine, StateNameAnswer, "state_names", state=state, language=Literal(language)))
    return rows[0].name if rows else local_name(state)
