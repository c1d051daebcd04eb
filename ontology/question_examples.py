"""The questions as examples that run as they stand: with what a person would ask filled in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.ontology.questions import CHECKS, filled, needed_parameters, question_body, question_names, sentence, with_prefixes


def _day(year: int, month: int, day: int) -> Literal:
    return Literal(datetime.date(year, month, day).isoformat(), datatype=XSD.date)


_ICRMW: Final = iris.instrument("icrmw")
_C189: Final = iris.instrument("ilo-c189")
_IDN: Final = iris.state("IDN")
_SAU: Final = iris.state("SAU")

#: What a parameter is filled with, whichever question has it.
_USUAL: Final[Mapping[str, Node]] = {
    "state": _IDN,
    "instrument": _ICRMW,
    "on": _day(2023, 1, 1),
    "language": Literal("en"),
    "period": iris.binding("IDN", "icrmw", "2012-09-01"),
    "thing": _ICRMW,
    "from": _day(2012, 1, 1),
    "until": _day(2018, 12, 31),
    "origin": _IDN,
    "destination": _SAU,
    "employment": _SAU,
}
#: What a parameter is filled with where a question cannot do without it.
_WHERE_NEEDED: Final[Mapping[str, Node]] = {
    "obligation": iris.obligation("icrmw-25-1"),
    "provision": iris.provision("icrmw/25/1"),
    "topic": iris.topic("wages"),
    "right": iris.right("just-remuneration"),
    "kind": iris.worker_kind("irregular-situation"),
    "role": SV.StateOfOrigin,
    "other": _C189,
    "asked": iris.provision("icrmw/16"),
    "report": iris.report("normlex_supervision", "ceacr-qat-c029-4022593"),
    "act": iris.action("IDN", "icrmw", "Ratification", "2012-05-31"),
    "class": SV.State,
}
#: What one question is about in particular; None: the parameter stays open.
_PARTICULAR: Final[Mapping[str, Mapping[str, Node | None]]] = {
    "agreement_promises": {"with": _SAU},
    "bearers": {"topic": iris.topic("wages")},
    "articles_of_measure": {"measure": iris.measure("idn-law-18-2017")},
    "clause_acceptances": {"state": iris.state("MEX")},
    "conflicts": {"state": None, "instrument": None},
    "corridor_topic": {"topic": iris.topic("wages")},
    "denunciations": {"state": None, "instrument": None},
    "excluded_parts": {"state": None, "instrument": None},
    "exclusions_on": {"state": iris.state("FRA"), "provision": iris.provision("ilo-c097/annex-ii/1")},
    "findings_about_state": {"about": _IDN},
    "limits": {"state": iris.state("MEX")},
    "limits_on": {"state": iris.state("COL"), "provision": iris.provision("icrmw/46")},
    "matches_between": {"instrument": _C189, "other": _ICRMW},
    "measure_tellings": {"state": _SAU},
    "measures_for_obligation": {"obligation": iris.obligation("icrmw-21--1")},
    "objections": {"state": iris.state("SWE"), "instrument": iris.instrument("iccpr")},
    "obligations_for_kind": {"topic": iris.topic("wages")},
    "obligations_stated": {"provision": iris.provision("icrmw/25/1")},
    "obligations_without_counterpart": {"instrument": _C189, "other": _ICRMW},
    "parts_not_told": {"state": iris.state("PHL"), "instrument": iris.instrument("ilo-c097")},
    "path_edges": {"topic": iris.topic("wages")},
    "predecessor_periods": {"state": iris.state("CZE"), "instrument": iris.instrument("iccpr")},
    "provision_context": {"provision": iris.provision("icrmw/25/1")},
    "reports": {"from": None, "until": None},
    "snapshot_silent_acts": {"state": None, "instrument": None},
    "statements": {"state": None, "instrument": None},
    "statements_not_encoded": {"state": None, "instrument": None},
    "territorial_applications": {"state": None, "instrument": None},
    "territory_bound": {"state": iris.state("CHN"), "instrument": iris.instrument("ilo-c029")},
    "withdrawn_statements": {"state": None, "instrument": None},
}


@dataclass(frozen=True, slots=True)
class QuestionExample:
    """One question that runs as it stands.

    Attributes:
        name: the file's name without ``.rq``; a check is ``checks/<name>``.
        sentence: the question in plain words.
        text: the query, with its prefixes and with values for its parameters.
        check: whether a row is a violation rather than an answer.
    """

    name: str
    sentence: str
    text: str
    check: bool


def question_examples() -> Iterator[QuestionExample]:
    """Every question, the checks last, each in the order of their names."""
    for name in sorted(question_names(), key=lambda name: (name.startswith(CHECKS), name)):
        body = question_body(name)
        needed = {parameter: term for parameter, term in _WHERE_NEEDED.items() if parameter in needed_parameters(body)}
        given = {**_USUAL, **needed, **_PARTICULAR.get(name, {})}
        terms = {parameter: term.n3() for parameter, term in given.items() if term is not None}
        yield QuestionExample(name, sentence(body), filled(with_prefixes(body), terms), name.startswith(CHECKS))
