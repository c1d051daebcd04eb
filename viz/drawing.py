"""What is drawn: a network taken apart into records, checked and put in order, before anybody draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from servanda.viz.labels import natural_key, plain, safe_link
from servanda.viz.style import KINDS

if TYPE_CHECKING:
    import networkx as nx


class NetworkIncomplete(ValueError):
    """A network that lacks what a picture needs, or holds something it does not know."""


@dataclass(frozen=True)
class Item:
    """A node: a state, an act, a provision."""

    iri: str
    kind: str
    label: str
    detail: str
    url: str
    """Where a click leads; empty when there is nowhere safe to go."""


@dataclass(frozen=True)
class Link:
    """An edge: one fact, with where it comes from."""

    start: str
    end: str
    relation: str
    predicate: str
    inverse: bool
    """Whether the triple runs the other way, from ``end`` to ``start``."""
    source: str
    as_at: str
    date: str


@dataclass(frozen=True)
class Drawing:
    """Everything on the page, in an order that does not depend on the order in which the network was built."""

    title: str
    question: str
    on: str
    version: str
    left_out: str
    language: str
    sparql: str
    items: tuple[Item, ...]
    links: tuple[Link, ...]


def read(network: nx.MultiDiGraph[str]) -> Drawing:
    """Take a network apart.

    Raises:
        NetworkIncomplete: an attribute is missing or no text, a kind is unknown, or an edge belongs to other nodes than its triple.
    """
    items = [_item(iri, attributes) for iri, attributes in network.nodes(data=True)]
    links = [_link(start, end, attributes) for start, end, attributes in network.edges(data=True)]
    rank = {item.iri: (KINDS.index(item.kind), natural_key(item.iri)) for item in items}
    items.sort(key=lambda item: rank[item.iri])
    links.sort(
        key=lambda link: (rank[link.start], rank[link.end], link.date, link.predicate, link.relation, link.source, link.as_at, link.inverse)
    )
    text = {name: _text(network.graph, name, "the network") for name in ("title", "question", "on", "version", "left_out", "language")}
    return Drawing(**text, sparql=_raw(network.graph, "sparql", "the network"), items=tuple(items), links=tuple(links))


def _item(iri: object, attributes: Mapping[str, Any]) -> Item:
    if not isinstance(iri, str):
        raise NetworkIncomplete(f"node {iri!r} is not named by an IRI")
    where = f"node {iri}"
    kind = _text(attributes, "kind", where)
    if kind not in KINDS:
        raise NetworkIncomplete(f"{where}: kind {kind!r} is none of {', '.join(KINDS)}")
    label = _text(attributes, "label", where) or plain(iri)
    return Item(iri, kind, label, _text(attributes, "detail", where), safe_link(_text(attributes, "url", where)))


def _link(start: str, end: str, attributes: Mapping[str, Any]) -> Link:
    where = f"edge from {start} to {end}"
    ends = (_raw(attributes, "subject", where), _raw(attributes, "object", where))
    if ends not in ((start, end), (end, start)):
        raise NetworkIncomplete(f"{where}: its triple is about {ends[0]} and {ends[1]}")
    fields = {name: _text(attributes, name, where) for name in ("relation", "predicate", "source", "as_at", "date")}
    return Link(start, end, inverse=ends[0] != start, **fields)


def _text(attributes: Mapping[str, Any], name: str, where: str) -> str:
    """A text that is shown: on one line, without control characters."""
    return plain(_raw(attributes, name, where))


def _raw(attributes: Mapping[str, Any], name: str, where: str) -> str:
    value = attributes.get(name)
    if not isinstance(value, str):
        raise NetworkIncomplete(f"{where} has no text {name!r}")
    return value
