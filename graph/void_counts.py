"""What stands in each graph, counted from its quads: classes, properties, what their values are, and what leads into other graphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from rdflib.namespace import RDF, XSD

_TYPE: Final = f"<{RDF.type}>"


@dataclass(slots=True)
class PropertyCount:
    """The statements with one property, of the things of one class or of all.

    Attributes:
        triples: how many.
        classes: how many of them have a value that is a thing of a class, described in the same graph.
        datatypes: how many of them have a value of a datatype.
    """

    triples: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    datatypes: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class ClassCount:
    """The things of one class in one graph: how many, and the statements about them by property."""

    entities: int = 0
    properties: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))


@dataclass(slots=True)
class GraphCount:
    """What stands in one named graph.

    Attributes:
        triples, subjects: how many triples, and how many things they are about.
        properties: triples by property.
        classes: the things by class. A class may be told in another graph than the statement.
    """

    triples: int = 0
    subjects: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: dict[str, ClassCount] = field(default_factory=lambda: defaultdict(ClassCount))


@dataclass(frozen=True, slots=True)
class Link:
    """Statements that lead from the things of a class in one graph to the things of a class in another."""

    graph: str
    subject_class: str
    property: str
    object_graph: str
    object_class: str


@dataclass(slots=True)
class Counts:
    """What stands in all graphs.

    Attributes:
        triples, subjects, objects: of the graphs that are summed up, each once even if it stands in several.
        classes, properties: things by class and triples by property, of the same.
        graphs: by the graph's IRI.
        links: statements by where they lead.
        outward: statements by property and by the foreign namespace into which they lead, of the namespaces that were asked for.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    graphs: dict[str, GraphCount] = field(default_factory=lambda: defaultdict(GraphCount))
    links: Counter[Link] = field(default_factory=Counter)
    outward: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, eq=False)
class _Typing:
    """The classes that things have together, and the graphs that say so. Each is made once, and so compared by identity, which is quick."""

    classes: tuple[str, ...]
    graphs: frozenset[str]


_NOTHING: Final = _Typing((), frozenset())


def _parts(line: str) -> tuple[str, str, str, str]:
    subject, predicate, rest = line.split(" ", 2)
    value, graph, _ = rest.rsplit(" ", 2)
    return subject, predicate, value, graph[1:-1]


def _typings(lines: Iterable[str]) -> dict[str, _Typing]:
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lines:
        if f" {_TYPE} " in line:
            subject, predicate, value, graph = _parts(line)
            if predicate == _TYPE:
                told[subject].append((value[1:-1], graph))
    shared: dict[tuple[tuple[str, ...], frozenset[str]], _Typing] = {}
    found: dict[str, _Typing] = {}
    for subject, several in told.items():
        key = tuple(sorted({name for name, _ in several})), frozenset(graph for _, graph in several)
        found[subject] = shared.get(key) or shared.setdefault(key, _Typing(*key))
    return found


def _datatype(value: str) -> str:
    """The datatype of a literal as N-Quads write it."""
    if value.endswith('"'):
        return str(XSD.string)
    return value.rpartition("^^<")[2][:-1] if value.endswith(">") else str(RDF.langString)


def _by_subject(lines: Iterable[str]) -> Iterator[list[tuple[str, str, str, str]]]:
    """The quads of each thing together, as sorted lines have them."""
    together: list[tuple[str, str, str, str]] = []
    for line in lines:
        parts = _parts(line)
        if together and together[0][0] != parts[0]:
            yield together
            together = []
        together.append(parts)
    if together:
        yield together


def count(lines: Sequence[str], summed: frozenset[str], outside: Sequence[str] = ()) -> Counts:
    """Count sorted N-Quads.

    Args:
        lines: one quad each, sorted, without blank nodes.
        summed: the graphs that are summed up as a whole.
        outside: foreign namespaces; statements of the summed graphs that lead into them are counted.
    """
    typings, written = _typings(lines), tuple(f"<{namespace}" for namespace in outside)
    counts = Counts()
    alike: Counter[tuple[str, _Typing, str, _Typing | str]] = Counter()
    objects: set[str] = set()
    for quads in _by_subject(lines):
        typing = typings.get(quads[0][0], _NOTHING)
        for graph in {graph for *_, graph in quads}:
            counts.graphs[graph].subjects += 1
            for name in typing.classes:
                counts.graphs[graph].classes[name].entities += 1
        for _, predicate, value, graph in quads:
            kind = typings.get(value, _NOTHING) if value.startswith("<") else _datatype(value)
            alike[graph, typing, predicate[1:-1], kind] += 1
        objects.update(_sum_up(counts, typing, {(predicate, value) for _, predicate, value, graph in quads if graph in summed}, written))
    counts.objects = len(objects)
    for (graph, typing, predicate, kind), number in alike.items():
        _spread(counts, graph, typing, predicate, kind, number)
    return counts


def _sum_up(counts: Counts, typing: _Typing, said: set[tuple[str, str]], outside: tuple[str, ...]) -> Iterator[str]:
    """Count what the summed graphs say of one thing, each statement once; gives the values."""
    if not said:
        return
    counts.subjects += 1
    counts.triples += len(said)
    counts.classes.update(typing.classes)
    for predicate, value in said:
        counts.properties[predicate[1:-1]] += 1
        if value.startswith(outside):
            namespace = next(each for each in outside if value.startswith(each))
            counts.outward[predicate[1:-1], namespace[1:]] += 1
        yield value


def _spread(counts: Counts, graph: str, typing: _Typing, predicate: str, kind: _Typing | str, number: int) -> None:
    """Count statements that are alike for each class of the thing and of the value."""
    here = counts.graphs[graph]
    here.triples += number
    here.properties[predicate] += number
    for name in typing.classes:
        count = here.classes[name].properties[predicate]
        count.triples += number
        if isinstance(kind, str):
            count.datatypes[kind] += number
        elif graph in kind.graphs:
            count.classes.update(dict.fromkeys(kind.classes, number))
        else:
            counts.links.update({Link(graph, name, predicate, other, target): number for other in kind.graphs for target in kind.classes})
