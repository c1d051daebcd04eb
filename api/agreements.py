"""Bilateral labour agreements: of a state, between two, with a provision, and what each of them promises."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from rdflib import Literal

from servanda.api.envelope import InLanguage, ServiceHere, envelope, plain
from servanda.queries.answers import AgreementAnswer, AgreementProvisionAnswer, PromiseAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.lookup import find_agreement_provision, find_place, find_topic, local_name
from servanda.queries.run import query_text

router = APIRouter(prefix="/api/agreements", tags=["agreements"])

#: What the answers cannot say; it goes with every one of them.
READ_SO: str = (
    "An agreement tells neither whether it is in force nor whether it is applied. 'coded' false: nobody read the text for its provisions, "
    "so that nothing is known of them; 'yes', 'no' and 'not-coded' say whether a provision stands in a text that was read."
)


def _agreement(row: AgreementAnswer, promises: list[PromiseAnswer]) -> dict[str, Any]:
    """One agreement, with what it promises where it was coded (None where not)."""
    found: dict[str, Any] = plain(row)
    of_this = [each for each in promises if each.agreement == row.agreement]
    by_answer = {answer: [local_name(each.provision) for each in of_this if each.answer == answer] for answer in ("yes", "no", "not-coded")}
    labels = {local_name(each.provision): each.label for each in of_this if each.answer == "yes"}
    return found | {"promises": labels if row.coded else None, "provisions": by_answer if row.coded else None}


@router.get("")
def agreements(
    language: InLanguage,
    here: ServiceHere,
    state: Annotated[str, Query(description="A state or territory, for instance IDN.")],
    with_: Annotated[str | None, Query(alias="with", description="The other side, for instance SAU; any if not given.")] = None,
    provision: Annotated[str | None, Query(description="Only agreements that have this provision, for instance passport.")] = None,
    topic: Annotated[str | None, Query(description="Only agreements about this topic, for instance recruitment-fees.")] = None,
) -> dict[str, Any]:
    """The labour agreements of a state, oldest first, each with the provisions that stand in it as far as its text was read."""
    sides: dict[str, Term | None] = {
        "state": find_place(here.engine, state),
        "with": None if with_ is None else find_place(here.engine, with_),
        "language": Literal(language),
    }
    wanted: dict[str, Term | None] = {
        **sides,
        "provision": None if provision is None else find_agreement_provision(here.engine, provision),
        "topic": None if topic is None else find_topic(here.engine, topic),
    }
    found = list(answers(here.engine, AgreementAnswer, "agreements", **wanted))
    promises = list(answers(here.engine, PromiseAnswer, "agreement_promises", **sides))
    answer = {"read_so": READ_SO, "agreements": [_agreement(row, promises) for row in found]}
    sparql = {"agreements": query_text("agreements", wanted), "agreement_promises": query_text("agreement_promises", sides)}
    return envelope(here, answer, sparql=sparql, citations=dict.fromkeys(row.place for row in found))


@router.get("/provisions")
def agreement_provisions(
    language: InLanguage,
    here: ServiceHere,
    state: Annotated[str | None, Query(description="Count agreements of this state alone.")] = None,
) -> dict[str, Any]:
    """The provisions that the coding looks for, and in how many of the coded agreements each stands."""
    wanted: dict[str, Term | None] = {
        "state": None if state is None else find_place(here.engine, state),
        "language": Literal(language),
    }
    found = list(answers(here.engine, AgreementProvisionAnswer, "agreement_provisions", **wanted))
    return envelope(here, found, sparql={"agreement_provisions": query_text("agreement_provisions", wanted)}, citations=[])
