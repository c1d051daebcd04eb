"""Pages that people read: the home page, one binding answer, and the network of paths."""

from __future__ import annotations

import datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.envelope import InLanguage, OnDay, Service, ServiceHere
from servanda.api.pages import render
from servanda.ontology import iris
from servanda.queries.answers import ObligationAnswer, StateAnswer, answers
from servanda.queries.bind import day
from servanda.queries.binding import binding
from servanda.queries.cite import act_citations
from servanda.queries.lookup import find_instrument, find_state, find_target, local_name
from servanda.queries.network import path_network
from servanda.queries.run import query_text
from servanda.viz.page import network_page

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: No more obligations than this are drawn in one picture; the page says what was left out.
MOST_DRAWN: Final = 40

_WORDS: Final = {
    "en": {
        "heading": "Was {state} bound by {instrument} on {on}?",
        "bound": "Yes.",
        "not_bound": "No.",
        "not_known": "Not known.",
        "steps": "Why",
        "acts": "What the sources record",
        "coverage": "What the sources cover",
        "all-acts": "every state's acts",
        "present-parties": "the parties of its date, none that has left",
        "named-states": "only the states that it names",
        "paths": "Draw the paths to the obligations",
        "one": "One obligation, and why",
        "ask": "Explain",
        "version": "Data version",
    },
    "id": {
        "heading": "Apakah {state} terikat oleh {instrument} pada {on}?",
        "bound": "Ya.",
        "not_bound": "Tidak.",
        "not_known": "Tidak diketahui.",
        "steps": "Mengapa",
        "acts": "Yang dicatat oleh sumber",
        "coverage": "Yang dicakup oleh sumber",
        "all-acts": "tindakan semua negara",
        "present-parties": "para pihak pada tanggalnya, tanpa yang sudah keluar",
        "named-states": "hanya negara yang disebutnya",
        "paths": "Gambarkan jalur menuju kewajiban",
        "one": "Satu norma, dan mengapa",
        "ask": "Jelaskan",
        "version": "Versi data",
    },
}


@router.get("/", include_in_schema=False)
def home(here: ServiceHere) -> str:
    """The first page: one question, its answer a click away."""
    example = query_text(
        "duties_on",
        {
            "state": iris.state("SAU"),
            "topic": iris.topic("forced-labour"),
            "language": Literal("en"),
            "on": day(datetime.date(2023, 1, 1)),
        },
    )
    return render("home.html", manifest=here.manifest, example=example)


@router.get("/view/binding")
def binding_page(state: str, instrument: str, on: OnDay, language: InLanguage, here: ServiceHere) -> str:
    """One binding answer as a page."""
    state_iri = find_state(here.engine, state)
    instrument_iri = find_instrument(here.engine, instrument)
    found = binding(here.engine, state_iri, instrument_iri, on, language)
    code, slug = local_name(str(state_iri)), local_name(str(instrument_iri))
    asked = {"on": on.isoformat(), "language": language}
    return render(
        "binding.html",
        found=found,
        language=language,
        words=_WORDS[language],
        state_name=_state_name(here, state_iri),
        instrument_name=slug,
        citations=act_citations(found.acts),
        code=code,
        obligations=_obligations(here, instrument_iri, language),
        api_link=f"/api/states/{code}/binding/{slug}?{urlencode(asked)}",
        paths_link=f"/view/paths?{urlencode({'source': code, 'target': f'instrument/{slug}', **asked})}",
        version=here.manifest.version,
    )


def _obligations(here: Service, instrument: URIRef, language: str) -> list[tuple[ObligationAnswer, str]]:
    """Each obligation of an instrument, in the order of the text, with its short name."""
    rows = answers(here.engine, ObligationAnswer, "obligations", instrument=instrument, language=Literal(language))
    return [(row, name) for name, row in {local_name(row.obligation): row for row in rows}.items()]


def _state_name(here: ServiceHere, state: URIRef) -> str:
    return next((answer.name for answer in answers(here.engine, StateAnswer, "states", state=state)), local_name(str(state)))


@router.get("/view/paths")
def paths_page(
    source: Annotated[str, Query(description="A state, for instance SAU.")],
    on: OnDay,
    language: InLanguage,
    here: ServiceHere,
    target: Annotated[str | None, Query(description="topic/…, instrument/…, provision/…, obligation/… or right/…")] = None,
    most: Annotated[int, Query(ge=1, le=400, description="Draw no more than this many obligations.")] = MOST_DRAWN,
) -> str:
    """The network from a state to its obligations on a day: a picture with its table."""
    selection, _ = find_target(here.engine, target)
    state = find_state(here.engine, source)
    network = path_network(here.engine, state, on, selection, language=language, most=most, version=here.manifest.version)
    return network_page(network, language=language)
