"""The concept schemes as the loaders need them: which slugs each scheme has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from servanda.ontology.files import concept_schemes
from servanda.ontology.namespaces import BASE


@cache
def concepts() -> Graph:
    """All SKOS schemes in one graph."""
    graph = Graph()
    for path in concept_schemes():
        graph.parse(path, format="turtle")
    return graph


@cache
def slugs() -> Mapping[str, frozenset[str]]:
    """The slugs of the concepts by kind: ``topic``, ``scope``, ``phase``, ``right``, ``challenge``, …"""
    found: dict[str, set[str]] = {}
    for concept in concepts().subjects(RDF.type, SKOS.Concept):
        kind, _, slug = str(concept).removeprefix(f"{BASE}id/").partition("/")
        found.setdefault(kind, set()).add(slug)
    return {kind: frozenset(members) for kind, members in found.items()}
