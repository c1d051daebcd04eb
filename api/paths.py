"""Paths from a state to its obligations and the rights that they realise, every edge cited."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query

from servanda.api.envelope import InLanguage, OnDay, Service, ServiceHere, envelope
from servanda.queries.lookup import find_state, find_target
from servanda.queries.network import path_network
from servanda.queries.paths import Path, paths

router = APIRouter(prefix="/api/paths", tags=["paths"])

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """The paths that are shown, and whether there are more."""

    source: str
    target: str | None
    on: datetime.date
    left_out: str
    paths: list[Path]
    sparql: str

    def envelope(self, here: Service) -> dict[str, Any]:
        """The same JSON from both doors."""
        edges = [edge for path in self.paths for edge in path.edges]
        cited = list(dict.fromkeys(f"{edge.source}, as at {edge.as_at}" if edge.as_at else edge.source for edge in edges))
        answer = {name: getattr(self, name) for name in ("source", "target", "on", "left_out", "paths")}
        return envelope(here, answer, sparql={"path_edges": self.sparql}, citations=cited)


def find_paths(here: Service, source: str, target: str | None, on: datetime.date, language: str, most: int) -> FoundPaths:
    """The first paths from a state to a target.

    Raises:
        QuestionError: there is no such state or target.
    """
    state = find_state(here.engine, source)
    selection, end = find_target(here.engine, target)
    network = path_network(here.engine, state, on, selection, language=language, version=here.manifest.version)
    found = list(islice(paths(network, str(state), end), most + 1))
    cut = f"The first {most} paths are shown; name a narrower target to see the others." if len(found) > most else ""
    return FoundPaths(str(state), target, on, cut, found[:most], network.graph["sparql"])


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
    found = find_paths(here, source, target, on, language, MOST)
    return found.envelope(here)
