"""Checking the built graph against the shapes (SHACL)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

import pyoxigraph
from pyshacl import validate as shacl_validate
from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from servanda.graph.build import GRAPH_FILE
from servanda.graph.errors import NoGraph
from servanda.graph.store import to_rdflib
from servanda.ontology.files import shapes
from servanda.ontology.namespaces import BASE, SV


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a check.

    Attributes:
        focus: the thing that is wrong.
        path: the property, or empty.
        message: what is wrong.
    """

    focus: str
    path: str
    message: str


def shapes_graph() -> Graph:
    """All shapes in one graph."""
    graph = Graph()
    for path in shapes():
        graph.parse(path, format="turtle")
    return graph


#: Of duties and figures, which are alike by the thousands, one in this many is held against the shapes; the rules of the project
#: (queries) run on all of them.
ONE_DUTY_IN: Final = 50
_ALIKE: Final = (f"{BASE}id/duty/", f"{BASE}id/observation/")


def _wanted(subject: object, one_duty_in: int) -> bool:
    """Whether a thing is checked: which duties are depends on nothing but their names."""
    name = subject.value if isinstance(subject, pyoxigraph.NamedNode) else ""
    return not name.startswith(_ALIKE) or crc32(name.encode()) % one_duty_in == 0


def _referred(path: Path) -> frozenset[str]:
    """The duties that a claim leads to: they are taken with it, so that the claim does not seem to lead nowhere."""
    wanted = re.compile(rf"^<[^>]*> <{re.escape(str(SV.boundThenBy))}> <({re.escape(_ALIKE[0])}[^>]*)>")
    with path.open(encoding="utf-8") as lines:
        return frozenset(match[1] for line in lines if (match := wanted.match(line)) is not None)


def read_union(home: Path, one_duty_in: int = 1) -> Graph:
    """The built graph without graph names, as rdflib holds it.

    Args:
        home: where the graph was built.
        one_duty_in: 1 takes every duty and figure, 50 one in fifty.

    Raises:
        NoGraph: there is none.
    """
    path = home / GRAPH_FILE
    if not path.is_file():
        raise NoGraph(f"there is no built graph in {home}: run `servanda build`")
    union, referred = Graph(), _referred(path)
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS):
        if _wanted(quad.subject, one_duty_in) or (isinstance(quad.subject, pyoxigraph.NamedNode) and quad.subject.value in referred):
            union.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return union


def _message(report: Graph, result: Node) -> str:
    messages = list(report.objects(result, SH.resultMessage))
    english = [message for message in messages if isinstance(message, Literal) and message.language == "en"]
    return str(next(iter(english or messages), ""))


def violations(data: Graph) -> list[Violation]:
    """What the shapes object to, sorted; warnings (things not recorded) are left out."""
    _, report, _ = shacl_validate(data, shacl_graph=shapes_graph(), inference="none", advanced=False)
    assert isinstance(report, Graph)
    found = [
        Violation(
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath) or ""),
            _message(report, result),
        )
        for result in report.objects(None, SH.result)  # not the details behind a result, which are results too
        if report.value(result, SH.resultSeverity) == SH.Violation
    ]
    return sorted(found, key=lambda violation: (violation.focus, violation.path, violation.message))
