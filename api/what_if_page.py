"""The page "what if": acts chosen from lists, and what would follow from them; all of it marked as supposed."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from servanda.api.corridor_words import CELLS
from servanda.api.envelope import Service, ServiceHere
from servanda.api.pages import page
from servanda.api.reader import Reader, ReaderHere
from servanda.api.supposing import Written, consent_of
from servanda.api.what_if_answer import NOTE, Asked, answer_ranking, answer_what_if
from servanda.api.what_if_words import ACTS, WORDS
from servanda.graph.suppose import ADD, REMOVE, WAYS
from servanda.ontology import iris
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.lookup import find_instrument, find_state, local_name, read_day
from servanda.queries.what_if import CellChange

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

_WORKER: Final = "migrant-worker"
_EXAMPLES: Final = (("MYS", "icrmw"), ("SAU", "ilo-c189"), ("IDN", "ilo-c189"))


@dataclass(frozen=True, slots=True)
class _Act:
    """One act as the form has it; an empty instrument is none."""

    state: str = ""
    instrument: str = ""
    kind: str = ""
    date: str = ""
    change: str = ADD


@router.get("/view/what-if")
def what_if_page(
    reader: ReaderHere,
    here: ServiceHere,
    response: Response,
    state: Annotated[str, Query(description="Who acts, for instance MYS.")] = "",
    instrument: Annotated[str, Query(description="For instance icrmw.")] = "",
    kind: Annotated[str, Query(description="Kind of act; empty for consent in the way that the text knows.")] = "",
    date: Annotated[str, Query(description="Day of the act, YYYY-MM-DD; today if not given.")] = "",
    change: Annotated[str, Query(description="add, remove, move or withdraw.")] = ADD,
    state2: Annotated[str, Query(description="Who does the second act.")] = "",
    instrument2: Annotated[str, Query(description="Of the second act; empty for none.")] = "",
    kind2: Annotated[str, Query(description="Kind of the second act.")] = "",
    date2: Annotated[str, Query(description="Day of the second act.")] = "",
    change2: Annotated[str, Query(description="add, remove, move or withdraw.")] = ADD,
    origin: Annotated[str, Query(description="State of origin of a corridor.")] = "",
    destination: Annotated[str, Query(description="State of destination of a corridor.")] = "",
    worker: Annotated[str, Query(description="Kind of worker.")] = _WORKER,
    rank: Annotated[str, Query(description="1: which single consent would close most gaps of the corridor.")] = "",
) -> str:
    """What would follow from one supposed act or two; without an act the form alone."""
    today = datetime.date.today().isoformat()
    first = _Act(state, instrument, kind, date or today, change or ADD)
    second = _Act(state2 or state, instrument2, kind2, date2 or date or today, change2 or ADD)
    found: dict[str, Any] | None = None
    ranking: dict[str, Any] | None = None
    problem = ""
    written: tuple[Written, ...] = ()
    try:
        if state and instrument:
            written = tuple(_written(here, act) for act in (first, second) if act.instrument)
            asked = Asked(written, None, origin or None, destination or None, worker, reader.language)
            found = answer_what_if(here, asked)
        elif rank and origin and destination:
            ranking = answer_ranking(here, origin, destination, worker, read_day(date or today), reader.language)
    except QuestionError as error:  # a form is answered with the form
        problem = error.told(reader.language)
        response.status_code = 404 if isinstance(error, NotFound) else 400
    choices = here.choices.take(reader.language)
    return page(
        reader,
        "what_if.html",
        words=WORDS[reader.language],
        note=NOTE[1 if reader.language == "id" else 0],
        acts=ACTS[reader.language],
        ways=WAYS,
        choices=choices,
        first=first if state or instrument else _Act("MYS", "icrmw", "", today),
        second=second,
        corridor={"origin": origin, "destination": destination, "worker": worker},
        problem=problem,
        answer=None if found is None else found["answer"],
        ranking=None if ranking is None else ranking["answer"],
        sparql=(found or ranking or {}).get("sparql"),
        cells=CELLS[reader.language],
        changed=_changed(found, _topic_names(here, reader.language)),
        topics={side: _topics(here, reader.language, _of(found, side)) for side in ("duties_gained", "duties_lost")},
        not_known=sum(each.closes and each.before.endswith("not_known") for each in _cells(found)),
        api_link=_api_link(reader, written, origin, destination, worker) if found else None,
        body=_body(written, origin, destination, worker, reader.language) if found and len(written) > 1 else "",
        examples=[
            (choices.state(code), choices.instrument(slug), reader.link("/view/what-if", state=code, instrument=slug))
            for code, slug in _EXAMPLES
        ],
    )


def _written(here: Service, act: _Act) -> Written:
    """The act as the answer takes it; where no kind is named, consent in the way that the text and the state's signature call for."""
    kind = act.kind
    if not kind:
        code = local_name(str(find_state(here.engine, act.state)))
        slug = local_name(str(find_instrument(here.engine, act.instrument)))
        kind = iris.hyphenated(consent_of(here.facts.take()[0], code, slug, read_day(act.date)).kind)
    return Written(act.state, act.instrument, kind, None if act.change == REMOVE else act.date, act.change)


def _of(found: Mapping[str, Any] | None, side: str) -> Sequence[Mapping[str, Any]]:
    several: Sequence[Mapping[str, Any]] = () if found is None else found["answer"][side]
    return several


def _topic_names(here: Service, language: str) -> Mapping[str, str]:
    names = here.shelf.take().names
    return {name.partition("/")[2]: words[language] for name, words in names.items() if name.startswith("topic/")}


def _topics(here: Service, language: str, duties: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """Topic, its name and the number of duties on it, most first."""
    of = {norm.id: norm.topics for norm in here.shelf.take().obligations}
    counted = Counter(topic for duty in duties for topic in of.get(duty["obligation"], ()))
    names = _topic_names(here, language)
    return sorted(((topic, names.get(topic, topic), number) for topic, number in counted.items()), key=lambda each: (-each[2], each[1]))


def _cells(found: Mapping[str, Any] | None) -> list[CellChange]:
    corridor = None if found is None else found["answer"]["corridor"]
    return [] if corridor is None else [CellChange(**row) for row in corridor["changed"]]


def _changed(found: Mapping[str, Any] | None, names: Mapping[str, str]) -> list[tuple[str, int, int, list[CellChange]]]:
    """Name of a topic, gaps that close and open on it, and what changes; most gaps first."""
    by_topic: dict[str, list[CellChange]] = {}
    for cell in _cells(found):
        for topic in cell.topics:
            by_topic.setdefault(topic, []).append(cell)
    rows = [
        (names.get(topic, topic), sum(each.closes for each in several), sum(each.opens for each in several), several)
        for topic, several in by_topic.items()
    ]
    return sorted(rows, key=lambda row: (-row[1], -row[2], -len(row[3]), row[0]))


def _api_link(reader: Reader, written: Sequence[Written], origin: str, destination: str, worker: str) -> str | None:
    """The same as JSON; an address takes one act."""
    if len(written) != 1:
        return None
    (act,) = written
    asked = {"state": act.state, "instrument": act.instrument, "kind": act.kind, "date": act.date, "change": act.change}
    corridor = {"origin": origin or None, "destination": destination or None, "worker": worker if origin or destination else None}
    return reader.link("/api/what-if", asked | corridor)


def _body(written: Sequence[Written], origin: str, destination: str, worker: str, language: str) -> str:
    """What to send for the same as JSON."""
    changes = [
        {"state": act.state, "instrument": act.instrument, "kind": act.kind, "date": act.date, "change": act.change} for act in written
    ]
    places = {"origin": origin or None, "destination": destination or None, "worker": worker}
    return json.dumps({"changes": changes, **places, "language": language}, ensure_ascii=False, indent=1)
