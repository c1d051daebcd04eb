"""The page of case studies: each finding as the study's, and beside it what the graph's own data say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal, URIRef

from servanda.api.case_studies_words import WORDS
from servanda.api.claim_counts import claim_counts
from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.kept import Kept
from servanda.api.measure_words import WORDS as MEASURE_WORDS
from servanda.api.pages import page
from servanda.api.reader import Reader, ReaderHere
from servanda.api.state_measures import state_measures
from servanda.ontology.namespaces import BASE
from servanda.queries.answers import (
    AgreementAnswer,
    FindingAnswer,
    InstrumentAnswer,
    ProfileAnswer,
    answers,
)
from servanda.queries.answers_pages import InstrumentObligationsAnswer
from servanda.queries.bind import Term, day
from servanda.queries.lookup import find_case_study, local_name
from servanda.queries.reports import KINDS
from servanda.queries.run import ask, query_text

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

_STATES: Final = f"{BASE}id/state/"


@dataclass(frozen=True, slots=True)
class _Finding:
    """A finding: its name in the graph, what it says, how it is told (kind and name of the concept) and the project's own remark."""

    identifier: str
    statement: str
    kind: str
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class _StateRecord:
    """What is recorded of a state: instruments that bound it for certain, measures read and told, agreements, and claims by kind."""

    code: str
    name: str
    bound: int
    measures: int
    told: int
    agreements: int
    claims: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _InstrumentRecord:
    """What is recorded of an instrument: those bound for certain, its obligations, and the claims that name it by kind."""

    slug: str
    name: str
    parties: int
    obligations: int
    claims: Mapping[str, int]


def _findings(rows: list[FindingAnswer], names: dict[str, str]) -> list[_Finding]:
    found: dict[str, _Finding] = {}
    for row in rows:
        kind, concept = next(
            (kind, iri) for kind, iri in (("challenge", row.challenge), ("achievement", row.achievement), ("remedy", row.remedy)) if iri
        )
        found[row.finding] = _Finding(
            local_name(row.finding), row.statement, kind, names.get(concept, local_name(concept)), row.remark or ""
        )
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
    measures = state_measures(here, code, language)
    return _StateRecord(
        code=code,
        name=name,
        bound=len(
            {each.instrument for each in answers(here.engine, ProfileAnswer, "state_profile", state=iri, on=day(on)) if each.certain}
        ),
        measures=len(measures.read),
        told=len(measures.told),
        agreements=_agreements.take(
            here, (code, language), lambda: sum(1 for _ in answers(here.engine, AgreementAnswer, "agreements", state=iri, language=words))
        ),
        claims=claim_counts(here, state=code),
    )


def _of_instruments(here: Service, several: list[str], on: datetime.date) -> list[_InstrumentRecord]:
    encoded = {each.instrument: each.obligations for each in answers(here.engine, InstrumentObligationsAnswer, "obligations_by_instrument")}
    found: list[_InstrumentRecord] = []
    for each in answers(here.engine, InstrumentAnswer, "instruments", on=day(on)):
        if each.instrument in several:
            slug = local_name(each.instrument)
            claims = claim_counts(here, instrument=slug)
            found.append(_InstrumentRecord(slug, each.short, each.parties, encoded.get(each.instrument, 0), claims))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """All accounts: how the studies are cited, what they find in general and of states, and what is recorded beside it."""

    cited: list[str]
    general: list[tuple[list[_InstrumentRecord], list[_Finding]]]
    states: list[tuple[_StateRecord, list[_Finding]]]


_kept: Final = Kept[_Told](20)
#: Number of agreements of a state, whatever the day.
_agreements: Final = Kept[int](100)


def _read(here: Service, on: datetime.date, language: str, study: str | None = None) -> _Told:
    """All accounts, or one."""
    accounts: dict[str, list[FindingAnswer]] = {}
    for row in answers(here.engine, FindingAnswer, "findings_about_state", language=Literal(language)):
        if study in (None, row.study):
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
            general.append((_of_instruments(here, instruments, on), told))
        for state in (each for each in about if each.startswith(_STATES)):
            own = _findings([row for row in rows if row.about == state], names)
            states.append((_of_state(here, state, on, language, choices.state(local_name(state))), own))
    cited = list(dict.fromkeys(row.citation for rows in accounts.values() for row in rows))
    return _Told(cited, general, sorted(states, key=lambda each: each[0].name))


def warm_case_studies(here: Service, on: datetime.date, language: str) -> None:
    """Read the accounts of a day before somebody asks.

    Raises:
        EngineError: a remote engine does not answer.
    """
    _kept.take(here, (on, language), lambda: _read(here, on, language))


@router.get("/view/case-studies")
def case_studies_page(on: OnDay, reader: ReaderHere, here: ServiceHere) -> str:
    """Findings of the literature, attributed; beside each account what the graph records on a day of what it is about."""
    told = _kept.take(here, (on, reader.language), lambda: _read(here, on, reader.language))
    return _page(reader, told, on, title=WORDS[reader.language]["title"])


@router.get("/view/case-study")
def case_study_page(
    study: Annotated[str, Query(description="An account of a study, for instance indonesia.")],
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
) -> str:
    """One account: what a study finds of a country or in general, and what the graph records on a day of what it is about."""
    iri = str(find_case_study(here.engine, study))
    told = _kept.take(here, (on, reader.language, iri), lambda: _read(here, on, reader.language, iri))
    names = [record.name for record, _ in told.states] + [record.name for records, _ in told.general for record in records]
    return _page(reader, told, on, title=WORDS[reader.language]["one"].format(names=", ".join(names)), study=local_name(iri))


def _page(reader: Reader, told: _Told, on: datetime.date, *, title: str, study: str = "") -> str:
    language = reader.language
    asked: dict[str, Term] = {"language": Literal(language)}
    return page(
        reader,
        "case_studies.html",
        title=title,
        study=study,
        words=WORDS[language],
        measure_words=MEASURE_WORDS[language],
        on=on,
        cited=told.cited,
        general=told.general,
        states=told.states,
        kinds=list(KINDS),
        compare="&".join(f"state={record.code}" for record, _ in told.states),
        sparql={"findings_about_state": query_text("findings_about_state", asked)},
        csv=reader.csv("findings_about_state", asked),
    )
