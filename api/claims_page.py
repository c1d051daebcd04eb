"""The page of claims: narrowed by state, topic, kind, instrument, body and time; beside each whether its state was bound then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.claim_counts import claim_counts
from servanda.api.claims_words import WORDS
from servanda.api.envelope import Service, ServiceHere
from servanda.api.pages import page
from servanda.api.reader import Reader, ReaderHere
from servanda.queries.answers import BodyAnswer, ReportBindingAnswer, answers
from servanda.queries.claims_bound import Then, by_report
from servanda.queries.lookup import read_day
from servanda.queries.reports import KINDS, Asked, FoundReports, find_reports

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: So many claims on a page.
PAGE: Final = 50


@router.get("/view/claims")
def claims_page(
    reader: ReaderHere,
    here: ServiceHere,
    state: Annotated[str | None, Query(description="The state that the claim is about, for instance QAT.")] = None,
    topic: Annotated[str | None, Query(description="A topic, for instance wages.")] = None,
    kind: Annotated[str | None, Query(description="supervision, complaint or recommendation.")] = None,
    instrument: Annotated[str | None, Query(description="An instrument that the claim names.")] = None,
    body: Annotated[str | None, Query(description="Who made the claim.")] = None,
    start: Annotated[str | None, Query(alias="from", description="First day of the report, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Query(description="Last day of the report, YYYY-MM-DD.")] = None,
    offset: Annotated[int, Query(ge=0, description="Leave out so many claims.")] = 0,
) -> str:
    """Claims, a page at a time. A form that leaves a choice open sends it empty: that means any."""
    first, last = (read_day(written) if written else None for written in (start, until))
    asked = Asked(state or None, topic or None, kind or None, instrument or None, body or None, first, last)
    found = find_reports(here.engine, asked, reader.language, offset=offset, most=PAGE)
    total = sum(found.counts.values())
    chosen = {"state": state, "topic": topic, "kind": kind, "instrument": instrument, "body": body, "from": start, "until": until}
    given = {name: value for name, value in chosen.items() if value}
    return page(
        reader,
        "claims.html",
        words=WORDS[reader.language],
        found=found,
        kinds={str(iri): name for name, iri in KINDS.items()},
        then=bound_then(here, found, reader.language),
        index=here.search.take(),
        total=total,
        wider=[] if total else _wider(here, reader, given),
        chosen={name: value or "" for name, value in chosen.items()},
        choices=here.choices.take(reader.language),
        bodies=sorted(
            {(each.body_name, each.body) for each in answers(here.engine, BodyAnswer, "bodies", language=Literal(reader.language))}
        ),
        earlier=reader.link("/view/claims", given, offset=max(0, offset - PAGE)) if offset else "",
        later=reader.link("/view/claims", given, offset=offset + PAGE) if offset + PAGE < total else "",
        api_link=reader.link("/api/reports", given),
        csv=reader.csv("reports", found.parameters),
    )


def _wider(here: Service, reader: Reader, given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where to go on when nothing is recorded: the claims about the state alone, those on the topic alone (how many of each kind, and their
    address), and what bound the state on the topic."""
    words, choices = WORDS[reader.language], here.choices.take(reader.language)
    found: list[tuple[str, str]] = []
    for name in ("state", "topic") if len(given) > 1 else ():
        if name in given:
            counts = claim_counts(here, **{name: given[name]})
            told = ", ".join(f"{words[kind]} {number}" for kind, number in counts.items())
            called = choices.state(given[name]) if name == "state" else choices.topic(given[name])
            found.append((words[f"wider_{name}"].format(name=called, counts=told), reader.link("/view/claims", {name: given[name]})))
    if {"state", "topic"} <= given.keys():
        link = reader.link("/view/paths", source=given["state"], target=f"topic/{given['topic']}")
        named = {"state": choices.state(given["state"]), "topic": choices.topic(given["topic"])}
        found.append((words["wider_duties"].format(**named), link))
    return found


def bound_then(here: Service, found: FoundReports, language: str) -> dict[str, list[Then]]:
    """For each claim shown, whether what it names bound the state at that time."""
    shown = [URIRef(each.report) for each in found.reports]
    if not shown:
        return {}
    rows = answers(here.engine, ReportBindingAnswer, "binding_when_reported", report=shown, language=Literal(language))
    return dict(by_report(rows))
