"""The page of case studies: each finding as the study's, and beside it what the graph's own data say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.case_studies_words import WORDS
from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.kept import Kept
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.ontology.namespaces import BASE
from servanda.queries.answers import (
    AgreementAnswer,
    FindingAnswer,
    InstrumentAnswer,
    MeasureAnswer,
    ProfileAnswer,
    answers,
)
from servanda.queries.answers_pages import InstrumentObligationsAnswer
from servanda.queries.bind import Term, day
from servanda.queries.lookup import local_name
from servanda.queries.reports import KINDS, Asked, find_reports
from servanda.queries.run import ask, query_text

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

_STATES: Final = f"{BASE}id/state/"


@dataclass(frozen=True, slots=True)
class _Finding:
    """A finding: what it says, how it is told (kind and name of the concept) and the project's own remark."""

    statement: str
    kind: str
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class _StateRecord:
    """What is recorded of a state: instruments that bound it for certain, measures, agreements, and claims by kind."""

    code: str
    name: str
    bound: int
    measures: int
    agreements: int
    claims: dict[str, int]


@dataclass(frozen=True, slots=True)
class _InstrumentRecord:
    """What is recorded of an instrument: those bound for certain, its obligations, and the claims that name it by kind."""

    slug: str
    name: str
    parties: int
    obligations: int
    claims: dict[str, int]


def _findings(rows: list[FindingAnswer], names: dict[str, str]) -> list[_Finding]:
    found: dict[str, _Finding] = {}
    for row in rows:
        kind, concept = next(
            (kind, iri) for kind, iri in (("challenge", row.challenge), ("achievement", row.achievement), ("remedy", row.remedy)) if iri
        )
        found[row.finding] = _Finding(row.statement, kind, names.get(concept, local_name(concept)), row.remark or "")
    return list(found.values())


def _names(here: Service, rows: list[FindingAnswer], language: str) -> dict[str, str]:
    """What the concepts of the findings are called."""
    concepts = dict.fromkeys(iri for row in rows for iri in (row.challenge, row.achievement, row.remedy) if iri)
    found: dict[str, str] = {}
    if concepts:
        for row in ask(here.engine, "labels", thing=[URIRef(iri) for iri in concepts]):
            label = row.get("label")
            if isinstance(label, Literal) and label.language == language:
                found[str(row["thing"])] = str(label)
    return found


def _of_state(here: Service, state: str, on: datetime.date, language: str, name: str) -> _StateRecord:
    iri, words = URIRef(state), Literal(language)
    code = local_name(state)
    counts = find_reports(here.engine, Asked(code, None, None, None, None, None, None), language, most=0).counts
    return _StateRecord(
        code=code,
        name=name,
        bound=len(
            {each.instrument for each in answers(here.engine, ProfileAnswer, "state_profile", state=iri, on=day(on)) if each.certain}
        ),
        measures=len({each.measure for each in answers(here.engine, MeasureAnswer, "measures_of_state", state=iri, language=words)}),
        agreements=sum(1 for _ in answers(here.engine, AgreementAnswer, "agreements", state=iri, language=words)),
        claims={kind: counts.get(kind, 0) for kind in KINDS},
    )


def _of_instruments(here: Service, several: list[str], on: datetime.date, language: str) -> list[_InstrumentRecord]:
    encoded = {each.instrument: each.obligations for each in answers(here.engine, InstrumentObligationsAnswer, "obligations_by_instrument")}
    found: list[_InstrumentRecord] = []
    for each in answers(here.engine, InstrumentAnswer, "instruments", on=day(on)):
        if each.instrument in several:
            slug = local_name(each.instrument)
            counts = find_reports(here.engine, Asked(None, None, None, slug, None, None, None), language, most=0).counts
            claims = {kind: counts.get(kind, 0) for kind in KINDS}
            found.append(_InstrumentRecord(slug, each.short, each.parties, encoded.get(each.instrument, 0), claims))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """All accounts: how the studies are cited, what they find in general and of states, and what is recorded beside it."""

    cited: list[str]
    general: list[tuple[list[_InstrumentRecord], list[_Finding]]]
    states: list[tuple[_StateRecord, list[_Finding]]]


_kept: Final = Kept[_Told](20)


def _read(here: Service, on: datetime.date, language: str) -> _Told:
    accounts: dict[str, list[FindingAnswer]] = {}
    for row in answers(here.engine, FindingAnswer, "findings_about_state", language=Literal(language)):
        accounts.setdefault(row.study, []).append(row)
    names = _names(here, [row for rows in accounts.values() for row in rows], language)
    choices = here.choices.take(language)
    states: list[tuple[_StateRecord, list[_Finding]]] = []
    general: list[tuple[list[_InstrumentRecord], list[_Finding]]] = []
    for rows in accounts.values():
        about = list(dict.fromkeys(row.about for row in rows))
        told = _findings(rows, names)
        instruments = [each for each in about if not each.startswith(_STATES)]
        if instruments:
            general.append((_of_instruments(here, instruments, on, language), told))
        for state in (each for each in about if each.startswith(_STATES)):
            own = _findings([row for row in rows if row.about == state], names)
            states.append((_of_state(here, state, on, language, choices.state(local_name(state))), own))
    cited = list(dict.fromkeys(row.citation for rows in accounts.values() for row in rows))
    return _Told(cited, general, sorted(states, key=lambda each: each[0].name))


@router.get("/view/case-studies")
def case_studies_page(on: OnDay, reader: ReaderHere, here: ServiceHere) -> str:
    """Findings of the literature, attributed; beside each account what the graph records on a day of what it is about."""
    language = reader.language
    asked: dict[str, Term] = {"language": Literal(language)}
    told = _kept.take(here, (on, language), lambda: _read(here, on, language))
    return page(
        reader,
        "case_studies.html",
        words=WORDS[language],
        on=on,
        cited=told.cited,
        general=told.general,
        states=told.states,
        kinds=list(KINDS),
        compare="&".join(f"state={record.code}" for record, _ in told.states),
        sparql={"findings_about_state": query_text("findings_about_state", asked)},
        csv=reader.csv("findings_about_state", asked),
    )
