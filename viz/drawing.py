"""What is drawn: a network taken apart into records, checked and put in order, before anybody draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from servanda.viz.labels import natural_key, plain, safe_link
from servanda.viz.style import KINDS

if TYPE_CHECKING:
    import networkx as nx

_Value = TypeVar("_Value", str, int, bool)

LINES: Final = ("plain", "strong", "dashed", "dotted")
SEVERAL: Final = "; "
"""Between several names in one attribute: exported networks hold texts, no lists."""
ARRANGEMENTS: Final = ("columns", "shelves")


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
    rank: int = 0
    """Its position among cards of its kind; among equals the IRI decides."""
    lane: int | None = None
    """Its column, where that does not follow from the kind; on shelves, its place within the shelf."""
    under: tuple[str, ...] = ()
    """The cards that it belongs under, where that does not follow from the arrows."""
    shelf: str = ""
    folded: bool = False
    """Whether what stands under it is put away at first."""
    topics: tuple[str, ...] = ()
    """Names of topics, for choosing among cards."""
    counts: tuple[int, ...] = ()
    """At the head of a shelf: how many belong in each lane, whether they are drawn or not."""


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
    source_url: str = ""
    """Where the source is told about."""
    line: str = "plain"
    """How its arrow is drawn: one of ``LINES``."""


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
    arrangement: str = "columns"
    """``columns``: arrows from left to right; ``shelves``: rows of cards, arrows only on demand."""
    shelves: tuple[tuple[str, str], ...] = ()
    """Each shelf: its name, and its heading; a shelf named by a card's IRI has that card for heading."""
    lanes: tuple[str, ...] = ()
    """Headings of the lanes that all shelves share."""
    meanings: tuple[tuple[str, str], ...] = ()
    """What each kind of line means here."""
    reads: str = ""
    """How this picture is to be read."""


def read(network: nx.MultiDiGraph[str]) -> Drawing:
    """Take a network apart.

    Raises:
        NetworkIncomplete: an attribute is missing or no text, a kind is unknown, or an edge belongs to other nodes than its triple.
    """
    items = [_item(iri, attributes) for iri, attributes in network.nodes(data=True)]
    links = [_link(start, end, attributes) for start, end, attributes in network.edges(data=True)]
    rank = {item.iri: (KINDS.index(item.kind), item.rank, natural_key(item.iri)) for item in items}
    items.sort(key=lambda item: rank[item.iri])
    links.sort(
        key=lambda link: (rank[link.start], rank[link.end], link.date, link.predicate, link.relation, link.source, link.as_at, link.inverse)
    )
    text = {name: _text(network.graph, name, "the network") for name in ("title", "question", "on", "version", "left_out", "language")}
    chosen = network.graph
    arrangement = _optional(chosen, "arrangement", "columns", "the network")
    if arrangement not in ARRANGEMENTS:
        raise NetworkIncomplete(f"the network: arrangement {arrangement!r} is none of {', '.join(ARRANGEMENTS)}")
    return Drawing(
        **text,
        sparql=_raw(chosen, "sparql", "the network"),
        items=tuple(items),
        links=tuple(links),
        arrangement=arrangement,
        shelves=tuple((name, plain(heading)) for name, heading in chosen.get("shelves", ())),
        lanes=tuple(plain(heading) for heading in chosen.get("lanes", ())),
        meanings=tuple((line, plain(words)) for line, words in chosen.get("meanings", ())),
        reads=plain(_optional(chosen, "reads", "", "the network")),
    )


def _item(iri: object, attributes: Mapping[str, Any]) -> Item:
    if not isinstance(iri, str):
        raise NetworkIncomplete(f"node {iri!r} is not named by an IRI")
    where = f"node {iri}"
    kind = _text(attributes, "kind", where)
    if kind not in KINDS:
        raise NetworkIncomplete(f"{where}: kind {kind!r} is none of {', '.join(KINDS)}")
    label = _text(attributes, "label", where) or plain(iri)
    return Item(
        iri,
        kind,
        label,
        _text(attributes, "detail", where),
        safe_link(_text(attributes, "url", where)),
        rank=_optional(attributes, "rank", 0, where),
        lane=None if "lane" not in attributes else _optional(attributes, "lane", 0, where),
        under=tuple(_optional(attributes, "under", "", where).split()),
        shelf=_optional(attributes, "shelf", "", where),
        folded=_optional(attributes, "folded", False, where),
        topics=tuple(filter(None, map(plain, _optional(attributes, "topics", "", where).split(SEVERAL)))),
        counts=tuple(map(int, _optional(attributes, "counts", "", where).split())),
    )


def _link(start: str, end: str, attributes: Mapping[str, Any]) -> Link:
    where = f"edge from {start} to {end}"
    ends = (_raw(attributes, "subject", where), _raw(attributes, "object", where))
    if ends not in ((start, end), (end, start)):
        raise NetworkIncomplete(f"{where}: its triple is about {ends[0]} and {ends[1]}")
    fields = {name: _text(attributes, name, where) for name in ("relation", "predicate", "source", "as_at", "date")}
    source_url = safe_link(_optional(attributes, "source_url", "", where))
    line = _optional(attributes, "line", "plain", where)
    if line not in LINES:
        raise NetworkIncomplete(f"{where}: line {line!r} is none of {', '.join(LINES)}")
    return Link(start, end, inverse=ends[0] != start, line=line, source_url=source_url, **fields)


def _text(attributes: Mapping[str, Any], name: str, where: str) -> str:
    """A text that is shown: on one line, without control characters."""
    return plain(_raw(attributes, name, where))


def _raw(attributes: Mapping[str, Any], name: str, where: str) -> str:
    value = attributes.get(name)
    if not isinstance(value, str):
        raise NetworkIncomplete(f"{where} has no text {name!r}")
    return value


def _optional(attributes: Mapping[str, Any], name: str, default: _Value, where: str) -> _Value:
    """An attribute that may be missing; the networks of the other tools have none of them."""
    value = attributes.get(name, default)
    if type(value) is not type(default):
        raise NetworkIncomplete(f"{where}: {name} is no {type(default).__name__}: {value!r}")
    return value
