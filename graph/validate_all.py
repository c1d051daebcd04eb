"""The whole graph against the shapes, in seconds: with a compiled validator, of which pySHACL is the measure on a sample.

On real records damaged at random both find the same, but for a day beside a year: these cannot be compared, which SHACL counts as a
violation of ``sh:lessThanOrEquals`` (section 4.5.4) and pySHACL lets pass; the year itself is a violation for both.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Literal
from rdflib.namespace import SH

from servanda.graph.build import GRAPH_FILE
from servanda.graph.errors import NoGraph
from servanda.graph.validate import Violation, shapes_graph

if TYPE_CHECKING:
    from shacl import Report, Result, Shapes


def is_installed() -> bool:
    """Whether the compiled validator is there: it is not made for every machine (none for Linux on ARM)."""
    return find_spec("shacl") is not None


@cache
def _compiled() -> tuple[Shapes, frozenset[str]]:
    """The shapes, and those of their messages that are English (results carry them without a language)."""
    from shacl import Shapes

    graph = shapes_graph()
    english = frozenset(str(each) for each in graph.objects(None, SH.message) if isinstance(each, Literal) and each.language == "en")
    return Shapes.from_turtle(graph.serialize(format="turtle")), english


def violations_in_file(home: Path) -> list[Violation]:
    """What the shapes object to in the whole built graph (all its graphs together), sorted; warnings are left out.

    Raises:
        NoGraph: there is none, or it cannot be parsed.
    """
    path = home / GRAPH_FILE
    if not path.is_file():
        raise NoGraph(f"there is no built graph in {home}: run `servanda build`")
    shapes, _ = _compiled()
    try:
        return _violations(shapes.validate_file(str(path)))
    except ValueError as error:
        raise NoGraph(f"{path.name} cannot be read as a graph ({error}): run `servanda build`") from error


def violations_in_text(quads: str) -> list[Violation]:
    """What the shapes object to in N-Quads or N-Triples, sorted; warnings are left out.

    Raises:
        ValueError: the text cannot be parsed.
    """
    shapes, _ = _compiled()
    return _violations(shapes.validate_text(quads, format="nquads"))


def _violations(report: Report) -> list[Violation]:
    found = {
        Violation(_plain(result.focus_node), _plain(result.path or ""), _message(result))
        for result in report.results
        if result.severity == "Violation"
    }
    return sorted(found, key=lambda violation: (violation.focus, violation.path, violation.message))


def _message(result: Result) -> str:
    _, english = _compiled()
    return next((each for each in result.messages if each in english), result.message or result.component)


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term
