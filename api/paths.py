"""Paths from a state to its obligations and the rights that they realise, every edge cited."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from rdflib import URIRef

from servanda.api.envelope import InLanguage, OnDay, ServiceHere, envelope
from servanda.queries.lookup import find_state, find_target
from servanda.queries.network import path_network
from servanda.queries.paths import paths

router = APIRouter(prefix="/api/paths", tags=["paths"])

MOST = 500


@router.get("")
def obligation_paths(
    source: Annotated[str, Query(description="A state, for instance SAU.")],
    on: OnDay,
    language: InLanguage,
    here: ServiceHere,
    target: Annotated[
        str | None, Query(description="obligation/…, provision/…, instrument/…, right/… or topic/…; every obligation if not given.")
    ] = None,
) -> dict[str, Any]:
    """Every path from a state to a target on a day: state, act, binding period, instrument, provision, obligation, right."""
    state: URIRef = find_state(here.engine, source)
    selection, end = find_target(here.engine, target)
    network = path_network(here.engine, state, on, selection, language=language, version=here.manifest.version)
    found = list(islice(paths(network, str(state), end), MOST + 1))
    shown = found[:MOST]
    cut = f"The first {MOST} paths are shown; name a narrower target to see the others." if len(found) > MOST else ""
    cited = list(
        dict.fromkeys(f"{edge.source}, as at {edge.as_at}" if edge.as_at else edge.source for path in shown for edge in path.edges)
    )
    answer = {"source": str(state), "target": target, "on": on, "left_out": cut, "paths": shown}
    return envelope(here, answer, sparql={"path_edges": network.graph["sparql"]}, citations=cited)
