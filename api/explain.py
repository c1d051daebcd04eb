"""Why one obligation or provision bound a state on a day: as JSON, as RDF, and as a page."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from servanda.api.envelope import InLanguage, OnDay, Service, ServiceHere, envelope
from servanda.api.negotiate import choose, offers
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.ontology.namespaces import BASE
from servanda.queries.explain import explain
from servanda.queries.explain_target import find_explained
from servanda.queries.explanation import Explanation
from servanda.queries.explanation_rdf import explanation_graph
from servanda.queries.lookup import LANGUAGES, find_state, local_name

router = APIRouter(tags=["explain"])

JSON: Final = "application/json"
#: Media type → rdflib's name of the format.
RDF_FORMATS: Final = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
}
_OFFERS: Final = offers((JSON,), *((media,) for media in RDF_FORMATS))

AState = Annotated[str, Query(description="A state, for instance VEN.")]
ATarget = Annotated[str, Query(description="obligation/icrmw-26-1-b, provision/icrmw/26, or short icrmw-26-1-b, icrmw/26.")]

_WORDS: Final = {
    "en": {
        "heading": "Did {citation} bind {state} on {on}?",
        "bound": "Yes.",
        "limited": "Yes, with limits.",
        "not_bound": "No.",
        "not_known": "Not known.",
        "steps": "Why",
        "source": "Source",
        "act": "Act",
        "as_at": "as at",
        "obligations": "Obligations in this provision",
        "objections": "What objecting states said",
        "binding": "The instrument as a whole",
        "cite": "Cite (OSCOLA)",
    },
    "id": {
        "heading": "Apakah {citation} mengikat {state} pada {on}?",
        "bound": "Ya.",
        "limited": "Ya, dengan pembatasan.",
        "not_bound": "Tidak.",
        "not_known": "Tidak diketahui.",
        "steps": "Mengapa",
        "source": "Sumber",
        "act": "Tindakan",
        "as_at": "per",
        "obligations": "Norma dalam ketentuan ini",
        "objections": "Pernyataan negara yang berkeberatan",
        "binding": "Instrumen secara keseluruhan",
        "cite": "Kutip (OSCOLA)",
    },
}


def explained(here: Service, state: str, target: str, on: datetime.date, language: str) -> Explanation:
    """The explanation that both doors give.

    Raises:
        NotFound: there is no such state, obligation or provision.
    """
    return explain(here.engine, find_state(here.engine, state), find_explained(here.engine, target), on, language)


def as_envelope(here: Service, found: Explanation) -> dict[str, Any]:
    """The same JSON from both doors."""
    answer = {name: getattr(found, name) for name in found.__dataclass_fields__ if name not in {"sparql", "citations"}}
    return envelope(here, answer, sparql=found.sparql, citations=found.citations)


def as_rdf(here: Service, state: str, target: str, on: datetime.date, form: str) -> str:
    """The explanation in a form of RDF, its sentences in every language."""
    graph = explanation_graph([explained(here, state, target, on, language) for language in LANGUAGES])
    return graph.serialize(format=form)


@router.get("/api/explain", response_class=JSONResponse)
def explain_one(state: AState, target: ATarget, on: OnDay, language: InLanguage, here: ServiceHere, request: Request) -> Response:
    """Did one obligation or provision bind a state on a day (bound, not_bound, not_known), and why: numbered steps, the last the answer.

    JSON, or by the Accept header Turtle, JSON-LD or N-Triples (``sv:Explanation`` with PROV).
    """
    chosen = choose(",".join(request.headers.getlist("accept")), _OFFERS)
    if chosen is None:
        offered = ", ".join((JSON, *RDF_FORMATS))
        return Response(f"offered here: {offered}\n", 406, media_type="text/plain", headers={"Vary": "Accept"})
    if chosen.format == JSON:
        body = as_envelope(here, explained(here, state, target, on, language))
        return JSONResponse(body, headers={"Vary": "Accept"})
    text = as_rdf(here, state, target, on, RDF_FORMATS[chosen.format])
    headers = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}
    return Response(text, media_type=chosen.media_type, headers=headers)


@router.get("/id/explanation/{state}/{kind}/{local:path}/{on}", status_code=303, response_class=Response)
def explanation_by_name(state: str, kind: str, local: str, on: str) -> Response:
    """An explanation's own name leads to where it is made."""
    asked = {"state": state, "target": f"{kind}/{local}", "on": on}
    return RedirectResponse(f"/api/explain?{urlencode(asked)}", 303, headers={"Vary": "Accept"})


@router.get("/view/explain", response_class=HTMLResponse)
def explain_page(state: AState, target: ATarget, on: OnDay, reader: ReaderHere, here: ServiceHere) -> str:
    """The explanation as a page, each step with its source."""
    language = reader.language
    found = explained(here, state, target, on, language)
    asked = {"on": on.isoformat(), "language": language}
    code, slug = local_name(found.state), local_name(found.instrument)
    return page(
        reader,
        "explain.html",
        found=found,
        words=_WORDS[language],
        verdict="limited" if found.limited else found.status,
        objections=[each for each in found.objections if each.limits],
        links={step.number: "/" + step.act.removeprefix(BASE) for step in found.steps if step.act is not None},
        target_link=reader.thing(found.target, on),
        others=[(each, _here(code, each.obligation, asked)) for each in found.obligations if len(found.obligations) > 1],
        api_link=f"/api/explain?{urlencode({'state': code, 'target': found.target.removeprefix(f'{BASE}id/'), **asked})}",
        cite_link=f"/api/explain/references?{urlencode({'state': code, 'target': found.target.removeprefix(f'{BASE}id/'), **asked})}",
        binding_link=f"/view/binding?{urlencode({'state': code, 'instrument': slug, **asked})}",
    )


def _here(code: str, obligation: str, asked: dict[str, str]) -> str:
    return f"/view/explain?{urlencode({'state': code, 'target': obligation.removeprefix(f'{BASE}id/'), **asked})}"
