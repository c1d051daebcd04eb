"""The questions as examples in SHACL's form, as the editors of the SIB read them: each runs as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import Literal
from rdflib.namespace import RDFS

from servanda.graph.quads import Triple, text, types
from servanda.graph.write_catalogue import ENDPOINT, PREFIX_SET
from servanda.ontology import iris
from servanda.ontology.namespaces import SCHEMA, SH
from servanda.ontology.question_examples import QuestionExample, question_examples

_CHECK: Final = "Check, a row is a violation: "


def _example(example: QuestionExample) -> Iterator[Triple]:
    this = iris.question(example.name)
    yield from types(this, SH.SPARQLExecutable, SH.SPARQLSelectExecutable)
    yield this, RDFS.label, text(example.name)
    yield this, RDFS.comment, text(f"{_CHECK if example.check else ''}{example.sentence}", "en")
    yield this, SH.prefixes, PREFIX_SET
    yield this, SH.select, Literal(example.text)
    yield this, SCHEMA.target, ENDPOINT
    yield this, SCHEMA.keywords, text("check" if example.check else "question")


def questions() -> Iterator[Triple]:
    """All questions that can be asked of the graph by name."""
    for example in question_examples():
        yield from _example(example)
