"""The built graph against the shapes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from servanda.graph.build import GRAPH_FILE
from servanda.graph.errors import NoGraph
from servanda.graph.validate import read_union, violations
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, ELI, SV

#: Where successions, brackets, denunciations, year dates, exclusions and territories are found.
SAMPLE = ("IDN", "MYS", "TTO", "MNE", "NZL", "TWN")


def _kept(line: str, wanted: Collection[str]) -> bool:
    subject = line.partition(" ")[0]
    if "/graph/limits>" in line and "/objection/" in subject:
        return False  # an objection joins two states, seldom both of these
    if "/id/observation/migrant_stock/" in subject:
        return any(f"/{code}-" in subject for code in wanted)  # thousands of corridors, all alike
    if "/id/observation/" in subject:
        return any(f"/{code}/" in subject for code in wanted)
    if not any(f"/graph/{name}" in line for name in ("derived>", "source/", "limits>")):
        return True
    names = [part for code in wanted for part in (f"/{code}/", f"/{code.lower()}/", f"/{code.lower()}-")]
    return any(name in subject for name in names)


def test_the_built_graph_fits_the_shapes(built_home: Path, tmp_path: Path) -> None:
    """The law, and the acts and periods of a few states; checking all of it takes minutes."""
    lines = (built_home / GRAPH_FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / GRAPH_FILE).write_text("".join(line for line in lines if _kept(line, SAMPLE)), encoding="utf-8")
    found = violations(read_union(tmp_path))
    assert found == []


def test_a_violation_names_the_thing_the_property_and_the_problem_in_english() -> None:
    graph = Graph()
    act = iris.action("IDN", "icrmw", "Ratification", "2012-05-31")
    graph.add((act, RDF.type, SV.TreatyAction))
    found = violations(graph)
    (actor,) = [violation for violation in found if violation.path == str(SV.actor)]
    assert actor.focus == str(act)
    assert actor.message.startswith("An act has exactly one actor")
    assert found == sorted(found, key=lambda violation: (violation.focus, violation.path))


def test_a_missing_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGraph, match="servanda build"):
        read_union(tmp_path)


def test_the_union_drops_the_names_of_graphs(tmp_path: Path) -> None:
    triple = f"<{BASE}id/instrument/icrmw> <{ELI.id_local}> <{BASE}x>"
    lines = [f"{triple} <{BASE}graph/{name}> .\n" for name in ("law", "meta")]
    (tmp_path / GRAPH_FILE).write_text("".join(lines), encoding="utf-8")
    assert list(read_union(tmp_path)) == [(URIRef(f"{BASE}id/instrument/icrmw"), ELI.id_local, URIRef(f"{BASE}x"))]
