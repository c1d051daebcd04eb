"""What the graph says about itself: sources, what they cover, the data set and its version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from servanda.graph.derive import ALL_ACTS, Completeness
from servanda.graph.quads import Triple, day, text, types
from servanda.graph.write_source import described_source
from servanda.loaders.source import Source
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, DCAT, SV, VOID

DATASET = URIRef(f"{BASE}id/dataset/servanda")


def _completeness(statement: Completeness) -> Iterator[Triple]:
    this = iris.completeness(f"{statement.source.name}/{statement.instrument}")
    yield from types(this, SV.CompletenessStatement)
    yield this, SV.covers, iris.instrument(statement.instrument)
    yield this, SV.extent, text(statement.extent)
    yield this, DCTERMS.source, iris.source(statement.source.name)
    if statement.as_at is not None:
        yield this, SV.coversUntil, day(statement.as_at)
    yield this, SV.silenceMeansNo, Literal(statement.extent == ALL_ACTS)
    if statement.silent_until is not None:
        yield this, SV.silentUntil, day(statement.silent_until)


def meta(sources: Iterable[Source], completeness: Iterable[Completeness], graphs: Iterable[URIRef]) -> Iterator[Triple]:
    """All triples of ``graph/meta``: no time of building stands in them, so that the same facts give the same graph."""
    yield from types(DATASET, DCAT.Dataset, VOID.Dataset)
    yield DATASET, DCTERMS.title, text("Servanda: what states have promised to migrant workers", "en")
    yield DATASET, DCTERMS.title, text("Servanda: apa yang dijanjikan negara kepada pekerja migran", "id")
    yield DATASET, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")
    yield DATASET, VOID.uriSpace, text(f"{BASE}id/")
    for graph in graphs:
        yield DATASET, DCTERMS.hasPart, graph
    for source in sources:
        yield from described_source(source)
        yield iris.source(source.name), SV.rank, text(str(source.rank))
        yield DATASET, PROV.wasDerivedFrom, iris.source(source.name)
    for statement in completeness:
        yield from _completeness(statement)
