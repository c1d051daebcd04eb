"""Claims about states: a list that can be narrowed, and one claim with everything. A claim says who said it, not that it is so."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query

from servanda.api.envelope import InLanguage, Service, ServiceHere, envelope
from servanda.queries.lookup import read_day
from servanda.queries.reports import Asked, FoundReport, FoundReports, find_report, find_reports

router = APIRouter(prefix="/api/reports", tags=["reports"])

#: A page of the list has so many claims if nothing is said, and never more than the second number.
PAGE: Final = 100
LARGEST_PAGE: Final = 1000


def _asked(
    state: Annotated[str | None, Query(description="The state that the claim is about, for instance SAU.")] = None,
    topic: Annotated[str | None, Query(description="A topic, for instance identity-documents.")] = None,
    kind: Annotated[str | None, Query(description="supervision, complaint or recommendation.")] = None,
    instrument: Annotated[str | None, Query(description="An instrument that the claim names, for instance ilo-c029.")] = None,
    body: Annotated[str | None, Query(description="Who made the claim, for instance ceacr or cmw.")] = None,
    start: Annotated[str | None, Query(alias="from", description="First day of the report, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Query(description="Last day of the report, YYYY-MM-DD.")] = None,
) -> Asked:
    first, last = (None if written is None else read_day(written) for written in (start, until))
    return Asked(state, topic, kind, instrument, body, first, last)


def reports_envelope(here: Service, found: FoundReports) -> dict[str, Any]:
    """The same JSON from both doors."""
    answer = {name: getattr(found, name) for name in ("counts", "offset", "reports", "caveat")}
    return envelope(here, answer, sparql=found.sparql, citations=dict.fromkeys(each.citation for each in found.reports))


def report_envelope(here: Service, found: FoundReport) -> dict[str, Any]:
    """The same JSON from both doors; what is said is parted into what is claimed, its provenance, its publication and its reading."""
    parts: dict[str, list[dict[str, str | None]]] = {"assertion": [], "provenance": [], "publication": [], "review": []}
    for each in found.statements:
        if each.part in parts:
            parts[each.part].append({"predicate": each.predicate, "value": each.value, "label": each.label})
    answer = {"report": found.report, **parts, "bindings": found.bindings, "otherwise": found.otherwise, "caveat": found.caveat}
    cited = [each["value"] or "" for each in parts["assertion"] if str(each["predicate"]).endswith("bibliographicCitation")]
    return envelope(here, answer, sparql=found.sparql, citations=cited)


@router.get("")
def reports(
    asked: Annotated[Asked, Depends(_asked)],
    language: InLanguage,
    here: ServiceHere,
    offset: Annotated[int, Query(ge=0, description="Leave out so many claims.")] = 0,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Hand back no more than so many.")] = PAGE,
) -> dict[str, Any]:
    """Claims by state, topic, kind, instrument, body and time; the counts are of all that fit, each kind apart."""
    return reports_envelope(here, find_reports(here.engine, asked, language, offset=offset, most=limit))


@router.get("/{source}/{identifier}")
def report(source: str, identifier: str, language: InLanguage, here: ServiceHere) -> dict[str, Any]:
    """One claim: what is claimed, where it was taken from, who read it, and what bound the state at that time."""
    return report_envelope(here, find_report(here.engine, source, identifier, language))
