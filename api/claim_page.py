"""The page of one claim, told as a claim: who said what of whom, and what bound the state at that time. And the page of a body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal

from servanda.api.claims_page import PAGE, bound_then
from servanda.api.claims_words import WORDS
from servanda.api.envelope import ServiceHere
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.queries.answers import BodyAnswer, ReportStatementAnswer, answers
from servanda.queries.claims_bound import status_of
from servanda.queries.lookup import local_name
from servanda.queries.reports import KINDS, Asked, find_body, find_report, find_reports
from servanda.queries.run import query_text
from servanda.queries.thing_facts import one, read_facts

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

#: What is told in the list of facts: the word for it, and the property of the claim.
_FACTS: Final = (
    ("claimed_by", "reportedBy"),
    ("respondent", "respondent"),
    ("date", "reportedOn"),
    ("kind", "reportKind"),
    ("status", "claimStatus"),
    ("reliability", "reliability"),
    ("reply", "stateReply"),
    ("affected", "affected"),
    ("topic", "topic"),
    ("concerns", "concerns"),
    ("place", "bibliographicCitation"),
)


@router.get("/view/claim")
def claim_page(
    claim: Annotated[str, Query(description="Source and name of a claim, for instance normlex_supervision/ceacr-qat-c029-4022593.")],
    reader: ReaderHere,
    here: ServiceHere,
) -> str:
    """One claim with everything that the graph holds of it."""
    source, _, identifier = claim.partition("/")
    found = find_report(here.engine, source, identifier, reader.language)
    said = _by_property(found.statements)
    index = here.search.take()
    return page(
        reader,
        "claim.html",
        words=WORDS[reader.language],
        found=found,
        label=said.get("prefLabel", [("", identifier)])[0][1],
        summary=[name for _, name in said.get("abstract", [])],
        links=[value for value, _ in said.get("page", [])],
        events=[name for key in ("eventFrom", "eventUntil") for _, name in said.get(key, [])],
        facts=[(word, said[name]) for word, name in _FACTS if name in said],
        bindings=[(each, status_of(each)) for each in found.bindings],
        others=[each for each in found.statements if each.part in ("provenance", "publication", "review")],
        index=index,
        name=local_name(found.report),
    )


def _by_property(statements: Sequence[ReportStatementAnswer]) -> dict[str, list[tuple[str, str]]]:
    """What is claimed, by the local name of the property: each value once with what it is called."""
    found: dict[str, dict[str, str]] = {}
    for each in statements:
        if each.part == "assertion":
            shown = each.label or (local_name(each.value) if each.value.startswith("https://w3id.org/servanda/") else each.value)
            found.setdefault(local_name(each.predicate), {}).setdefault(each.value, shown)
    return {name: list(several.items()) for name, several in found.items()}


@router.get("/view/body")
def body_page(
    body: Annotated[str, Query(description="A body, for instance ceacr or cmw.")],
    reader: ReaderHere,
    here: ServiceHere,
    offset: Annotated[int, Query(ge=0, description="Leave out so many claims.")] = 0,
) -> str:
    """A body and its claims."""
    iri = find_body(here.engine, body)
    slug = local_name(str(iri))
    facts = read_facts(here.engine, iri, reader.language)
    found = find_reports(here.engine, Asked(body=slug), reader.language, offset=offset, most=PAGE)
    total = sum(found.counts.values())
    return page(
        reader,
        "body.html",
        words=WORDS[reader.language],
        name=one(facts, "prefLabel"),
        kinds=[each.name for each in facts.get("type", ()) if "/body-kind/" in each.value],
        whole=facts.get("subOrganizationOf", ()),
        slug=slug,
        found=found,
        claim_kinds={str(iri): name for name, iri in KINDS.items()},
        then=bound_then(here, found, reader.language),
        index=here.search.take(),
        total=total,
        earlier=reader.link("/view/body", body=slug, offset=max(0, offset - PAGE)) if offset else "",
        later=reader.link("/view/body", body=slug, offset=offset + PAGE) if offset + PAGE < total else "",
        api_link=reader.link("/api/reports", body=slug),
        sparql=found.sparql,
        csv=reader.csv("reports", found.parameters),
    )


@router.get("/view/bodies")
def bodies_page(reader: ReaderHere, here: ServiceHere) -> str:
    """Who makes claims: each body with the number of its claims of each kind."""
    language = Literal(reader.language)
    rows: dict[tuple[str, str], dict[str, int]] = {}
    names = {str(iri): name for name, iri in KINDS.items()}
    for each in answers(here.engine, BodyAnswer, "bodies", language=language):
        counts = rows.setdefault((each.body_name, each.body), {})
        if each.kind in names:
            counts[names[each.kind]] = each.reports
    return page(
        reader,
        "bodies.html",
        words=WORDS[reader.language],
        rows=sorted(rows.items()),
        sparql={"bodies": query_text("bodies", {"language": language})},
        csv=reader.csv("bodies", language=language),
    )
