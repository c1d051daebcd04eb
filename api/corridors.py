"""Corridors: what binds a state of origin and a state of destination for a worker, one pair or all of them at once."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from servanda.api.envelope import InLanguage, OnDay, Service, ServiceHere, envelope, plain
from servanda.api.negotiate import choose, offers
from servanda.api.worker_shelf import worker_here
from servanda.ontology import iris
from servanda.queries.bind import Term, day
from servanda.queries.corridor_answer import Corridor
from servanda.queries.corridor_matrix import CorridorMatrix
from servanda.queries.corridor_sides import SIDE_STATUSES
from servanda.queries.corridors import corridor
from servanda.queries.lookup import find_state, find_topic, local_name
from servanda.queries.run import query_text
from servanda.queries.worker_kinds import DEPENDS, Worker

router = APIRouter(prefix="/api", tags=["corridors"])

ANY_WORKER: Final = "migrant-worker"
_OFFERS: Final = offers(("application/json",), ("text/csv",))

AWorker = Annotated[str, Query(description="One kind of worker or several joined by +, for instance domestic-worker+irregular-situation.")]
SomeTopics = Annotated[list[str] | None, Query(description="A topic, for instance wages; several may be given.")]


def explain_link(door: str, state: str, obligation: str, on: datetime.date, language: str) -> str:
    """The address that explains one cell; ``door`` is ``api`` or ``view``."""
    asked = {"state": state, "target": f"obligation/{obligation}", "on": on.isoformat(), "language": language}
    return f"/{door}/explain?{urlencode(asked)}"


def find_corridor(
    here: Service, origin: str, destination: str, worker: str, on: datetime.date, topics: list[str] | None, language: str
) -> Corridor:
    """The corridor that all doors answer with.

    Raises:
        NotFound, QuestionError: there is no such state, topic or kind of worker, or two kinds exclude each other.
    """
    snapshot = here.shelf.take()
    states = [local_name(str(find_state(here.engine, written))) for written in (origin, destination)]
    slugs = None if not topics else [local_name(str(find_topic(here.engine, written))) for written in topics]
    return corridor(snapshot, states[0], states[1], worker_here(here, worker), on, slugs, language)


def corridor_sparql(found: Corridor, topics: list[str] | None) -> dict[str, str]:
    """The queries that give the same, by name."""
    several = [iris.topic(topic.lower()) for topic in topics or ()]
    pair: dict[str, Term] = {"origin": iris.state(found.origin), "destination": iris.state(found.destination), "on": day(found.on)}
    return {
        "corridor_topic": query_text("corridor_topic", {**pair, "topic": several or None}),
        "worker_coverage": query_text("worker_coverage", {"kind": [iris.worker_kind(kind) for kind in found.worker]}),
    }


def corridor_envelope(here: Service, found: Corridor, topics: list[str] | None, language: str) -> dict[str, Any]:
    """The same JSON from both doors: the corridor, and for each side of each obligation the address that explains it."""
    answer = plain(found)
    for cell in answer["cells"]:
        for side in ("origin", "destination"):
            if cell[side]["status"] != "not_asked":
                cell[side]["explain"] = explain_link("api", answer[side], cell["obligation"], found.on, language)
    cited = [cell.citation for cell in found.cells] + [each.article for each in found.told if each.article]
    return envelope(here, answer, sparql=corridor_sparql(found, topics), citations=dict.fromkeys(cited))


@router.get("/corridors/{origin}/{destination}")
def one_corridor(
    origin: str,
    destination: str,
    on: OnDay,
    language: InLanguage,
    here: ServiceHere,
    worker: AWorker = ANY_WORKER,
    topic: SomeTopics = None,
) -> dict[str, Any]:
    """What binds the two states of a corridor for a kind of worker on a day, topic by topic and obligation by obligation."""
    return corridor_envelope(here, find_corridor(here, origin, destination, worker, on, topic, language), topic, language)


@router.get("/corridors", response_class=Response)
def all_corridors(
    on: OnDay,
    here: ServiceHere,
    request: Request,
    worker: AWorker = ANY_WORKER,
    topic: Annotated[str | None, Query(description="A topic; all if not given.")] = None,
) -> Response:
    """How many obligations bind both states, one of them or neither, for every pair of states at once: JSON, or CSV by the Accept header.

    Only obligations that certainly cover the worker are counted; how many more do so on a condition is told beside.
    """
    chosen = choose(",".join(request.headers.getlist("accept")), _OFFERS)
    if chosen is None:
        return Response("offered here: application/json, text/csv\n", 406, media_type="text/plain", headers={"Vary": "Accept"})
    snapshot = here.shelf.take()
    slug = None if topic is None else local_name(str(find_topic(here.engine, topic)))
    who = worker_here(here, worker)
    matrix = CorridorMatrix(snapshot, who, on, topic=slug)
    headers = {"Vary": "Accept", "ETag": f'"{here.manifest.version}"'}
    if chosen.format == "text/csv":
        return Response(_table(matrix), media_type="text/csv; charset=utf-8", headers=headers)
    on_condition = int(CorridorMatrix(snapshot, who, on, topic=slug, covers=DEPENDS).counted.sum())
    body = _matrix_envelope(here, matrix, who, on, slug, on_condition)
    return Response(json.dumps(body, ensure_ascii=False), media_type="application/json", headers=headers)


def _matrix_envelope(
    here: Service, matrix: CorridorMatrix, worker: Worker, on: datetime.date, topic: str | None, on_condition: int
) -> dict[str, Any]:
    as_origin, as_destination = matrix.sides()
    answer = {
        "on": on,
        "worker": worker.kinds,
        "topic": topic,
        "states": list(matrix.states),
        "obligations": int(matrix.counted.sum()),
        "on_a_condition": on_condition,
        "side_statuses": SIDE_STATUSES,
    }
    sparql = {"worker_coverage": query_text("worker_coverage", {"kind": [iris.worker_kind(kind) for kind in worker.kinds]})}
    cited = dict.fromkeys(rule.article for rule in worker.rules if rule.article)
    body = envelope(here, answer, sparql=sparql, citations=cited)
    body["answer"] |= {
        "counts": {cell: several.tolist() for cell, several in matrix.counts().items()},
        "limited": matrix.limited().tolist(),
        "as_origin": as_origin.tolist(),
        "as_destination": as_destination.tolist(),
    }
    return body


def _table(matrix: CorridorMatrix) -> str:
    """A row for each pair of two different states."""
    counts = matrix.counts()
    columns = [several.tolist() for several in counts.values()] + [matrix.limited().tolist()]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["origin", "destination", *counts, "limited"])
    for row, origin in enumerate(matrix.states):
        for column, destination in enumerate(matrix.states):
            if row != column:
                writer.writerow([origin, destination, *(several[row][column] for several in columns)])
    return text.getvalue()
