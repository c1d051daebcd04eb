"""Pages that people read: the home page and one binding answer."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.api.views_words import BINDING, HOME
from servanda.ontology import iris
from servanda.queries.answers import ObligationAnswer, answers
from servanda.queries.bind import day
from servanda.queries.binding import binding
from servanda.queries.cite import act_citations
from servanda.queries.lookup import find_instrument, find_state, local_name
from servanda.queries.run import query_text

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)


@router.get("/", include_in_schema=False)
def home(reader: ReaderHere, here: ServiceHere) -> str:
    """The first page: what newcomers ask, each question a form that knows the names."""
    example = query_text(
        "duties_on",
        {
            "state": iris.state("SAU"),
            "topic": iris.topic("forced-labour"),
            "language": Literal(reader.language),
            "on": day(datetime.date(2023, 1, 1)),
        },
    )
    choices = here.choices.take(reader.language)
    return page(
        reader,
        "home.html",
        home=HOME[reader.language],
        manifest=here.manifest,
        example=example,
        choices=choices,
        today=datetime.date.today(),
    )


@router.get("/view/binding")
def binding_page(
    state: Annotated[str, Query(description="A state, for instance SAU.")],
    instrument: Annotated[str, Query(description="An instrument, for instance ilo-c029.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
) -> str:
    """One binding answer as a page."""
    language, words = reader.language, BINDING[reader.language]
    state_iri = find_state(here.engine, state)
    instrument_iri = find_instrument(here.engine, instrument)
    found = binding(here.engine, state_iri, instrument_iri, on, language)
    code, slug = local_name(str(state_iri)), local_name(str(instrument_iri))
    choices = here.choices.take(language)
    state_name, instrument_name = choices.state(code), choices.instrument(slug)
    heading = words["present" if on == datetime.date.today() else "past"].format(state=state_name, instrument=instrument_name, on=on)
    return page(
        reader,
        "binding.html",
        found=found,
        words=words,
        heading=heading,
        state_name=state_name,
        instrument_name=instrument_name,
        citations_of_acts=act_citations(found.acts, language),
        code=code,
        obligations=_obligations(here, instrument_iri, language),
        api_link=reader.link(f"/api/states/{code}/binding/{slug}", on=on),
        paths_link=reader.link("/view/paths", source=code, target=f"instrument/{slug}", on=on),
    )


def _obligations(here: Service, instrument: URIRef, language: str) -> list[tuple[ObligationAnswer, str]]:
    """Each obligation of an instrument, in the order of the text, with its short name."""
    rows = answers(here.engine, ObligationAnswer, "obligations", instrument=instrument, language=Literal(language))
    return [(row, name) for name, row in {local_name(row.obligation): row for row in rows}.items()]
