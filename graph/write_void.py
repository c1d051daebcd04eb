"""What stands in the graph, as VoID and as a SPARQL service description: computed from the quads, so that the same facts say the same.

The shape is the one that the editors of the SIB read: each named graph has its class partitions, these have property partitions, and these
say of which class or datatype the values are; statements that lead into another graph are linksets between two class partitions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS

from servanda.graph.quads import Triple, text, types
from servanda.graph.void_counts import ClassCount, Counts, GraphCount, Link, PropertyCount
from servanda.ontology import iris
from servanda.ontology.graph_names import about_graph
from servanda.ontology.namespaces import BASE, GRAPH, PREFIXES, SD, VOID, VOID_EXT

DATASET: Final = iris.dataset("servanda")
#: Data sets of others that things here are matched with: their namespace and their name.
ELSEWHERE: Final = {
    "http://www.wikidata.org/entity/": "Wikidata",
    "http://publications.europa.eu/resource/authority/country/": "EU Vocabularies: countries and territories",
}
_MATCHES: Final = frozenset(
    str(each) for each in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, OWL.sameAs)
)
_EXAMPLES: Final = (
    iris.state("IDN"),
    iris.instrument("icrmw"),
    iris.provision("icrmw/25/1/a"),
    iris.obligation("icrmw-25-1"),
    iris.action("IDN", "icrmw", "Ratification", "2012-05-31"),
    iris.binding("IDN", "icrmw", "2012-09-01"),
    iris.topic("wages"),
)


def short(iri: str) -> str:
    """An IRI as ``prefix:name``; where it has no prefix, the beginning of its hash: fit for a fragment, and always the same."""
    fitting = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if fitting:
        namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
        return f"{prefix}:{iri.removeprefix(namespace)}"
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _local(graph: str) -> str:
    return graph.removeprefix(str(GRAPH))


def _number(value: int) -> Literal:
    return Literal(value)


def part_of_graph(graph: str, *deeper: str) -> URIRef:
    """The name of what the description says of a graph, of a class in it, of a property of that class, …"""
    return iris.described("/".join(("graph", _local(graph), *deeper)))


def _property_partition(this: URIRef, name: str, count: PropertyCount, place: str) -> Iterator[Triple]:
    yield this, VOID.property, URIRef(name)
    yield this, VOID.triples, _number(count.triples)
    for kind, number in sorted(count.classes.items()):
        node = URIRef(f"{place}/class/{short(kind)}")
        yield this, VOID.classPartition, node
        yield node, VOID["class"], URIRef(kind)
        yield node, VOID.triples, _number(number)
    for datatype, number in sorted(count.datatypes.items()):
        node = URIRef(f"{place}/datatype/{short(datatype)}")
        yield this, VOID_EXT.datatypePartition, node
        yield node, VOID_EXT.datatype, URIRef(datatype)
        yield node, VOID.triples, _number(number)


def _class_partition(graph: str, name: str, count: ClassCount) -> Iterator[Triple]:
    this = part_of_graph(graph, short(name))
    yield part_of_graph(graph), VOID.classPartition, this
    yield this, VOID["class"], URIRef(name)
    yield this, VOID.entities, _number(count.entities)
    for each, counted in sorted(count.properties.items()):
        node = part_of_graph(graph, short(name), short(each))
        yield this, VOID.propertyPartition, node
        yield from _property_partition(node, each, counted, str(node))


def _graph(graph: str, count: GraphCount) -> Iterator[Triple]:
    this, named = part_of_graph(graph), iris.described(f"named-graph/{_local(graph)}")
    yield iris.described("dataset"), SD.namedGraph, named
    yield from types(named, SD.NamedGraph)
    yield named, SD.name, URIRef(graph)
    yield named, SD.graph, this
    for language, (title, description) in about_graph(_local(graph)).items():
        yield URIRef(graph), DCTERMS.title, text(title, language)
        yield URIRef(graph), DCTERMS.description, text(description, language)
        if language == "en":  # an editor shows the label: one
            yield named, RDFS.label, text(title, language)
    yield from types(this, SD.Graph, VOID.Dataset)
    yield DATASET, VOID.subset, this
    yield this, VOID.triples, _number(count.triples)
    yield this, VOID.distinctSubjects, _number(count.subjects)
    yield this, VOID.classes, _number(len(count.classes))
    yield this, VOID.properties, _number(len(count.properties))
    for name, number in sorted(count.properties.items()):
        node = part_of_graph(graph, "property", short(name))
        yield this, VOID.propertyPartition, node
        yield node, VOID.property, URIRef(name)
        yield node, VOID.triples, _number(number)
    for name, counted in sorted(count.classes.items()):
        yield from _class_partition(graph, name, counted)


def _links(links: Iterable[tuple[Link, int]]) -> Iterator[Triple]:
    for link, number in links:
        ends = (_local(link.graph), short(link.subject_class), short(link.property), _local(link.object_graph), short(link.object_class))
        this = iris.described("/".join(("link", *ends)))
        yield from types(this, VOID.Linkset)
        yield DATASET, VOID.subset, this
        yield this, VOID.subjectsTarget, part_of_graph(link.graph, short(link.subject_class))
        yield this, VOID.linkPredicate, URIRef(link.property)
        yield this, VOID.objectsTarget, part_of_graph(link.object_graph, short(link.object_class))
        yield this, VOID.triples, _number(number)


def _outward(counts: Counts) -> Iterator[Triple]:
    for (name, namespace), number in sorted(counts.outward.items()):
        if name not in _MATCHES:
            continue
        there = iris.described(f"elsewhere/{short(namespace)}")
        this = iris.described(f"link/elsewhere/{short(name)}/{short(namespace)}")
        yield from types(this, VOID.Linkset)
        yield DATASET, VOID.subset, this
        yield this, VOID.subjectsTarget, DATASET
        yield this, VOID.linkPredicate, URIRef(name)
        yield this, VOID.objectsTarget, there
        yield this, VOID.triples, _number(number)
        yield from types(there, VOID.Dataset)
        yield there, DCTERMS.title, text(ELSEWHERE[namespace], "en")
        yield there, VOID.uriSpace, text(namespace)


def _whole(counts: Counts) -> Iterator[Triple]:
    yield from types(DATASET, VOID.Dataset)
    yield DATASET, VOID.triples, _number(counts.triples)
    yield DATASET, VOID.distinctSubjects, _number(counts.subjects)
    yield DATASET, VOID.distinctObjects, _number(counts.objects)
    yield DATASET, VOID.classes, _number(len(counts.classes))
    yield DATASET, VOID.properties, _number(len(counts.properties))
    yield DATASET, VOID.uriSpace, text(f"{BASE}id/")
    for name, number in sorted(counts.classes.items()):
        node = iris.described(f"dataset/class/{short(name)}")
        yield DATASET, VOID.classPartition, node
        yield node, VOID["class"], URIRef(name)
        yield node, VOID.entities, _number(number)
    for name, number in sorted(counts.properties.items()):
        node = iris.described(f"dataset/property/{short(name)}")
        yield DATASET, VOID.propertyPartition, node
        yield node, VOID.property, URIRef(name)
        yield node, VOID.triples, _number(number)
    used = [*counts.classes, *counts.properties]
    for namespace in sorted({namespace for namespace in PREFIXES.values() if any(name.startswith(namespace) for name in used)}):
        yield DATASET, VOID.vocabulary, URIRef(namespace)
    for example in _EXAMPLES:
        yield DATASET, VOID.exampleResource, example


def void(counts: Counts) -> Iterator[Triple]:
    """What the counts say; ``graph/description`` itself is not counted."""
    yield from _whole(counts)
    for graph, count in sorted(counts.graphs.items()):
        yield from _graph(graph, count)
    yield from _links(sorted(counts.links.items(), key=lambda pair: str(pair[0])))
    yield from _outward(counts)
