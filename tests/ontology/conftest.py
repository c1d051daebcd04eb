"""Graphs that the tests of the ontology share. A fixture gives a copy where a test changes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from servanda.ontology import files

FILES = Path(__file__).resolve().parent / "files"


def parsed(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """The terms alone."""
    return parsed(files.ONTOLOGY)


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """Terms, alignments and concept schemes."""
    return parsed(files.ONTOLOGY, files.ALIGNMENTS, *files.concept_schemes())


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """All shapes."""
    return parsed(*files.shapes())


@pytest.fixture(scope="session")
def example() -> Graph:
    """A small made-up law with an instance of each class that has a shape."""
    return parsed(FILES / "valid.ttl")


@pytest.fixture(scope="session")
def other_vocabularies() -> Graph:
    """The axioms of the vocabularies we align with that could contradict us."""
    return parsed(FILES / "other-vocabularies.ttl")


@pytest.fixture
def with_vocabulary(vocabulary: Graph, example: Graph) -> Callable[[str], Graph]:
    """The example and the vocabulary in one new graph, after a SPARQL update (may be empty)."""

    def build(update: str) -> Graph:
        graph = Graph()
        for source in (vocabulary, example):
            for prefix, namespace in source.namespaces():
                graph.bind(prefix, namespace)
        changed = Graph()
        changed += example
        if update:
            changed.update(update, initNs=dict(graph.namespaces()))
        graph += vocabulary
        graph += changed
        return graph

    return build
