"""The page that sets up to five states side by side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal

from servanda.api.claim_counts import claim_counts
from servanda.api.compare_words import WORDS
from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.kept import Kept
from servanda.api.measure_words import WORDS as MEASURE_WORDS
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.api.state_measures import state_measures
from servanda.ontology import iris
from servanda.queries.answers import ProfileAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.decision import BOUND
from servanda.queries.errors import QuestionError
from servanda.queries.figures_topics import topic_grid
from servanda.queries.lookup import find_state, local_name
from servanda.queries.reports import KINDS
from servanda.queries.run import query_text
from servanda.queries.state_statuses import StateRecords, state_records

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

MOST_STATES: Final = 5
_SHOWN_AT_FIRST: Final = ("IDN", "PHL", "SAU")


@dataclass(frozen=True, slots=True)
class _Side:
    """What one state is told with.

    Attributes:
        statuses: treaty (slug) to ``bound``, ``not_bound`` or ``not_known``.
        since: instrument (slug) to the day or year from which it bound, or may have.
        topics: topic (slug) to name and number of duties that bound for certain.
        claims: number of claims by kind.
        measures: titles of measures that were read, by IRI.
        told: titles of measures that others tell of and that were not read, by IRI.
    """

    code: str
    statuses: dict[str, str]
    since: dict[str, str]
    topics: dict[str, tuple[str, int]]
    claims: Mapping[str, int]
    measures: dict[str, str]
    told: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Treaty:
    """A treaty with its name, and for each state the status and, where it has one, the day since when."""

    slug: str
    name: str
    cells: list[tuple[str, str]]

    @property
    def bound(self) -> bool:
        """Whether it bound one of the states for certain."""
        return any(status == BOUND for status, _ in self.cells)


_kept: Final = Kept[_Side](100)
#: What is recorded of a state whatever the day: another day of it costs little.
_records: Final = Kept[StateRecords](100)


@router.get("/view/compare")
def compare_page(
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    state: Annotated[list[str] | None, Query(description="A state, for instance IDN; up to five may be given.")] = None,
) -> str:
    """Up to five states side by side on a day: instruments, duties by topic, claims by kind and measures.

    Raises:
        NotFound: there is no such state.
        QuestionError: more than five are given.
    """
    given = [written for written in state or () if written]  # a form that leaves a choice open sends an empty one
    codes = list(dict.fromkeys(local_name(str(find_state(here.engine, written))) for written in given or _SHOWN_AT_FIRST))
    if len(codes) > MOST_STATES:
        raise QuestionError(
            f"no more than {MOST_STATES} states can be compared at once; {len(codes)} were named",
            f"paling banyak {MOST_STATES} negara dapat dibandingkan sekaligus; disebut {len(codes)}",
        )
    language = reader.language
    choices = here.choices.take(language)
    asked: dict[str, dict[str, Term]] = {code: {"state": iris.state(code), "on": day(on), "language": Literal(language)} for code in codes}
    sides = [_kept.take(here, (code, on, language), partial(_side, here, code, on, language)) for code in codes]
    treaties = [_Treaty(slug, name, [(each.statuses[slug], each.since.get(slug, "")) for each in sides]) for slug, name in choices.treaties]
    topics = {topic: name for each in sides for topic, (name, _) in each.topics.items()}
    names = [choices.state(code) for code in codes]
    sparql = {"state_profile": query_text("state_profile", {"state": [iris.state(code) for code in codes], "on": day(on)})}
    sparql |= {f"topics_by_state {code}": query_text("topics_by_state", asked[code]) for code in codes}
    return page(
        reader,
        "compare.html",
        words=WORDS[language],
        measure_words=MEASURE_WORDS[language],
        on=on,
        choices=choices,
        codes=codes,
        chosen=[*codes, *[""] * (MOST_STATES - len(codes))],
        names=names,
        title=WORDS[language]["heading"].format(names=", ".join(names), on=on),
        sides=sides,
        bound=[each for each in treaties if each.bound],
        rest=[each for each in treaties if not each.bound],
        totals=[sum(each.cells[at][0] == BOUND for each in treaties) for at in range(len(codes))],
        topics=sorted(topics.items(), key=lambda each: each[1].casefold()),
        kinds=list(KINDS),
        sparql=sparql,
    )


def _side(here: Service, code: str, on: datetime.date, language: str) -> _Side:
    state = iris.state(code)
    records = _records.take(here, code, lambda: state_records(here.engine, state))
    measures = state_measures(here, code, language)
    slugs = [slug for slug, _ in here.choices.take(language).treaties]
    profile = answers(here.engine, ProfileAnswer, "state_profile", state=state, on=day(on))
    # the numbers of the question ``topics_by_state``, which takes ten times as long
    grid = topic_grid(here.shelf.take().of_states((code,)), (code,), on, language=language)
    topics = {row.topic: (row.topic_name, row.bound) for row in grid.rows if row.bound}
    return _Side(
        code=code,
        statuses={slug: records.decision(slug, on).status for slug in slugs},
        since={local_name(each.instrument): each.from_ for each in profile},
        topics=topics,
        claims=claim_counts(here, state=code),
        measures=measures.read,
        told=measures.told,
    )
