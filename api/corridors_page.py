"""The list of corridors, those with most people first, and the table of one corridor by kinds of worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal

from servanda.api.corridors import corridor_sparql, find_corridor
from servanda.api.corridors_words import WORDS
from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.kept import Kept
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.queries.answers import CorridorPeopleAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.corridor_answer import Cell
from servanda.queries.errors import QuestionError
from servanda.queries.lookup import find_state
from servanda.queries.run import query_text
from servanda.queries.what_if import WHOLE

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: So many corridors are listed.
LISTED: Final = 50
#: So many kinds of worker stand side by side.
MOST_WORKERS: Final = 4
_SHOWN_AT_FIRST: Final = ("migrant-worker", "irregular-situation", "seafarer", "self-employed")


_kept: Final = Kept[tuple[list[CorridorPeopleAnswer], int]](200)


def _most_people(here: Service, wanted: Mapping[str, Term | None]) -> tuple[list[CorridorPeopleAnswer], int]:
    """The corridors that are listed, and how many there are."""
    found = list(answers(here.engine, CorridorPeopleAnswer, "corridor_people", **wanted))
    return found[:LISTED], len(found)


@router.get("/view/corridors")
def corridors_page(
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    origin: Annotated[str, Query(description="Only corridors from this state, for instance IDN.")] = "",
    destination: Annotated[str, Query(description="Only corridors to this state, for instance SAU.")] = "",
) -> str:
    """A form that opens a corridor, and the corridors with most people; a choice left open is sent empty.

    Raises:
        NotFound: there is no such state.
    """
    choices = here.choices.take(reader.language)
    wanted: dict[str, Term | None] = {
        "origin": find_state(here.engine, origin) if origin else None,
        "destination": find_state(here.engine, destination) if destination else None,
        "language": Literal(reader.language),
    }
    listed, number = _kept.take(here, tuple(wanted.values()), lambda: _most_people(here, wanted))
    asked = {"origin": origin or None, "destination": destination or None, "at_most": LISTED}
    return page(
        reader,
        "corridors.html",
        words=WORDS[reader.language],
        on=on,
        choices=choices,
        origin=origin.upper(),
        destination=destination.upper(),
        listed=listed,
        number=number,
        sparql={"corridor_people": query_text("corridor_people", wanted)},
        api_link=reader.link("/api/corridors/people", asked),
        csv=reader.csv("corridor_people", wanted),
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    """What the obligations of a topic come to for a kind of worker: those with a gap, those not known, and all."""

    gaps: int
    not_known: int
    all: int
    link: str


def _sum(cells: Iterable[Cell], link: str) -> _Sum:
    counted = Counter(cells)
    not_known = sum(number for cell, number in counted.items() if cell.endswith("not_known"))
    gaps = sum(number for cell, number in counted.items() if cell not in WHOLE) - not_known
    return _Sum(gaps, not_known, counted.total(), link)


@router.get("/view/corridor-workers")
def corridor_workers_page(
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    origin: Annotated[str, Query(description="State of origin, for instance IDN.")],
    destination: Annotated[str, Query(description="State of destination, for instance SAU.")],
    worker: Annotated[list[str] | None, Query(description="A kind of worker; up to four may be given.")] = None,
) -> str:
    """The gaps of a corridor by topic and kind of worker; every number opens its list.

    Raises:
        NotFound, QuestionError: there is no such state or kind of worker, or there are more than four kinds.
    """
    kinds = list(dict.fromkeys(each for each in worker or () if each)) or list(_SHOWN_AT_FIRST)
    if len(kinds) > MOST_WORKERS:
        raise QuestionError(
            f"no more than {MOST_WORKERS} kinds of worker can stand side by side; {len(kinds)} were named",
            f"paling banyak {MOST_WORKERS} jenis pekerja dapat disandingkan; disebut {len(kinds)}",
        )
    found = [find_corridor(here, origin, destination, kind, on, None, reader.language) for kind in kinds]
    first = found[0]
    names = {topic.topic: topic.name for each in found for topic in each.topics}
    sums: dict[str, list[_Sum]] = {}
    for each in found:
        same = {"origin": each.origin, "destination": each.destination, "worker": "+".join(each.worker), "on": on.isoformat()}
        sums.setdefault("", []).append(_sum((cell.cell for cell in each.cells), reader.link("/view/corridor", same)))
        for topic in names:
            cells: list[Cell] = [cell.cell for cell in each.cells if topic in cell.topics]
            sums.setdefault(topic, []).append(_sum(cells, f"{reader.link('/view/corridor', same, topic=topic)}#list"))
    choices = here.choices.take(reader.language)
    return page(
        reader,
        "corridor_workers.html",
        words=WORDS[reader.language],
        on=on,
        choices=choices,
        found=first,
        title=WORDS[reader.language]["workers_title"].format(origin=first.origin_name, destination=first.destination_name),
        workers=[each.worker_name for each in found],
        chosen=[*kinds, *[""] * (MOST_WORKERS - len(kinds))],
        whole=sums[""],
        rows=sorted(((names[topic], sums[topic]) for topic in names), key=lambda row: row[0].casefold()),
        sparql=corridor_sparql(first, None),
    )
