"""What is reported of states: claims by state, topic, kind, instrument, body and time, and one claim with everything.

A claim says who said it, not that it is so. The three kinds of claims are counted apart, and a claim under an instrument that did not
bind the state is no claim of a breach of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef

from servanda.ontology import iris
from servanda.ontology.iris import BadLocalName
from servanda.ontology.namespaces import SV
from servanda.queries.answers import (
    ListedReportAnswer,
    OtherwiseBoundAnswer,
    ReportBindingAnswer,
    ReportStatementAnswer,
    answers,
)
from servanda.queries.bind import Term, day
from servanda.queries.close_names import BODY, quoted
from servanda.queries.engine import Engine
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.lookup import find, find_instrument, find_state, find_topic, local_name
from servanda.queries.run import query_text

#: How people write the kinds.
KINDS: Final[Mapping[str, URIRef]] = {
    "supervision": SV.supervisionReport,
    "complaint": SV.complaintReport,
    "recommendation": SV.recommendationReport,
}
#: What every answer says of itself.
CAVEAT: Final[Mapping[str, str]] = {
    "en": "Each of these is a claim: it says who reported what, not that it is so. The three kinds are counted apart.",
    "id": "Masing-masing adalah klaim: menyebut siapa melaporkan apa, bukan bahwa hal itu benar. Ketiga jenis dihitung terpisah.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims a person asks for, as written; None means any."""

    state: str | None = None
    topic: str | None = None
    kind: str | None = None
    instrument: str | None = None
    body: str | None = None
    start: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class FoundReports:
    """The claims that were asked for.

    Attributes:
        counts: number of claims of each kind, in the whole selection.
        reports: a part of them, from ``offset`` on.
        offset: number of claims before the first of ``reports``.
        caveat: what kind of statements these are.
        sparql: the query that gives the whole selection.
        parameters: what it was asked with, by name.
    """

    counts: Mapping[str, int]
    reports: tuple[ListedReportAnswer, ...]
    offset: int
    caveat: str
    sparql: Mapping[str, str]
    parameters: Mapping[str, Term | None]


@dataclass(frozen=True, slots=True)
class FoundReport:
    """One claim with everything.

    Attributes:
        report: IRI.
        statements: what is claimed, where it was taken from, who encoded and read it.
        bindings: for each thing that it names, whether that bound the state then.
        otherwise: by what else the state was bound on the same topics.
        caveat: what kind of statement it is.
        sparql: the queries that give the same.
    """

    report: str
    statements: tuple[ReportStatementAnswer, ...]
    bindings: tuple[ReportBindingAnswer, ...]
    otherwise: tuple[OtherwiseBoundAnswer, ...]
    caveat: str
    sparql: Mapping[str, str]


def find_kind(written: str) -> URIRef:
    """A kind of claim.

    Raises:
        QuestionError: there is none of that name.
    """
    if written not in KINDS:
        shown, kinds = quoted(written), ", ".join(KINDS)
        raise QuestionError(f"{shown} is no kind of claim: {kinds}", f"{shown} bukan jenis klaim: {kinds}", written=written)
    return KINDS[written]


def find_body(engine: Engine, slug: str) -> URIRef:
    """A body by its slug (``ceacr``, ``cmw``).

    Raises:
        NotFound: there is none.
    """
    return find(engine, slug, iris.body, BODY)


def find_reports(engine: Engine, asked: Asked, language: str, *, offset: int = 0, most: int | None = None) -> FoundReports:
    """The claims that a person asks for, by state and date.

    Args:
        engine: the graph.
        asked: which claims.
        language: of labels and summaries.
        offset, most: the part of them to hand back; the counts are of all.

    Raises:
        NotFound: there is no such state, topic, instrument or body.
        QuestionError: there is no such kind, or the days are in the wrong order.
    """
    if asked.start is not None and asked.until is not None and asked.until < asked.start:
        raise QuestionError(f"{asked.until} lies before {asked.start}", f"{asked.until} mendahului {asked.start}")
    parameters: dict[str, Term | None] = {
        "state": None if asked.state is None else find_state(engine, asked.state),
        "topic": None if asked.topic is None else find_topic(engine, asked.topic),
        "kind": None if asked.kind is None else find_kind(asked.kind),
        "instrument": None if asked.instrument is None else find_instrument(engine, asked.instrument),
        "body": None if asked.body is None else find_body(engine, asked.body),
        "from": None if asked.start is None else day(asked.start),
        "until": None if asked.until is None else day(asked.until),
        "language": Literal(language),
    }
    found = list(answers(engine, ListedReportAnswer, "reports", **parameters))
    counts = {name: sum(each.kind == str(kind) for each in found) for name, kind in KINDS.items()}
    part = found[offset : None if most is None else offset + most]
    return FoundReports(counts, tuple(part), offset, CAVEAT[language], {"reports": query_text("reports", parameters)}, parameters)


def find_report(engine: Engine, source: str, identifier: str, language: str) -> FoundReport:
    """One claim with everything that the graph holds of it.

    Raises:
        NotFound: the source has no such claim.
    """
    try:
        report = iris.report(source, identifier)
    except BadLocalName as error:
        raise _no_claim(f"{source}/{identifier}") from error
    parameters: dict[str, Term] = {"report": report, "language": Literal(language)}
    statements = tuple(answers(engine, ReportStatementAnswer, "report", **parameters))
    if not statements:
        raise _no_claim(local_name(str(report)))
    bindings = tuple(answers(engine, ReportBindingAnswer, "binding_when_reported", **parameters))
    otherwise = tuple(answers(engine, OtherwiseBoundAnswer, "bound_otherwise", report=report))
    sparql = {name: query_text(name, parameters) for name in ("report", "binding_when_reported")}
    sparql["bound_otherwise"] = query_text("bound_otherwise", {"report": report})
    return FoundReport(str(report), statements, bindings, otherwise, CAVEAT[language], sparql)


def _no_claim(name: str) -> NotFound:
    return NotFound(f"there is no claim {name}", f"tidak ada klaim {name}", written=name)
