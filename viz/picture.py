"""A network as part of a page: picture, legend, what to choose from, and the same in tables.

pyvis turns the network into the nodes, edges and options that vis-network draws. Its own page is not used: in pyvis 0.3.2 it
fetches style sheets from elsewhere even with ``cdn_resources="in_line"``, and lets a heading or a node's id run as a script.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from servanda.ontology.namespaces import PREFIXES
from servanda.viz import layout, shelves
from servanda.viz.drawing import Drawing, Item, Link, read
from servanda.viz.labels import direction, safe_link, shorten, wrap
from servanda.viz.layout import Place, Plan
from servanda.viz.style import ARROW, BAR, INK, LINE, LINE_LOOKS, LOOKS, PAPER
from servanda.viz.texts import Texts, texts
from servanda.viz.tree import first_above

if TYPE_CHECKING:
    import networkx as nx

HERE: Final = Path(__file__).parent
_LONGEST_LABEL: Final = 120
_LONGEST_TOOLTIP: Final = 400
_SCRIPTS: Final = ("places.js", "page.js", "controls.js")

_OPTIONS: Final[dict[str, Any]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "dragView": True,
        "zoomView": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 150,
        "keyboard": False,
    },
    "nodes": {"shape": "custom", "fixed": True},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "color": {"color": LINE, "hover": INK, "highlight": INK},
        "hoverWidth": 1.2,
        "selectionWidth": 1.6,
        "chosen": True,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
    },
}


@dataclass(frozen=True)
class Picture:
    """A network ready to stand in a page.

    Attributes:
        drawing: what is drawn.
        body: its headings, the picture and the tables; safe to be put into a page as it is.
        script: what draws it, in need of the drawing library; the same for all pictures.
    """

    drawing: Drawing
    body: Markup
    script: str


def picture(
    network: nx.MultiDiGraph[str], *, language: str = "en", endpoint: str = "", link: Callable[[str], str] | None = None
) -> Picture:
    """The parts of a page that shows a network. The same network gives the same parts, byte for byte.

    Args:
        network: what to draw, with the attributes that ``queries.network`` gives it.
        language: language of the words around the network, ``en`` or ``id``; its labels keep their own.
        endpoint: where the query can be run; where it is empty the query is not shown.
        link: the page of each thing in place of the address that the network has; nothing unsafe comes through.

    Raises:
        NetworkIncomplete: an attribute is missing, or a kind is unknown.
        UnsupportedLanguage: there are no texts in that language.
    """
    words = texts(language)
    drawing = read(network)
    if link is not None:
        drawing = replace(
            drawing,
            items=tuple(replace(item, url=safe_link(link(item.url)) if item.url else "") for item in drawing.items),
            links=tuple(replace(each, source_url=safe_link(link(each.source_url)) if each.source_url else "") for each in drawing.links),
        )
    kinds = {item.kind for item in drawing.items}
    body = (
        frame()
        .get_template("picture.html")
        .render(
            drawing=drawing,
            by_iri={item.iri: item for item in drawing.items},
            language=language,
            words=words,
            theirs=Markup(' lang="{}"').format(drawing.language) if drawing.language != language else "",
            looks=[(kind, look) for kind, look in LOOKS.items() if kind in kinds],
            lines=[(LINE_LOOKS[line], meaning) for line, meaning in drawing.meanings],
            topics=topics(drawing),
            picture_label=words.picture_label.format(
                nodes=len(drawing.items), edges=len({(link.start, link.end) for link in drawing.links})
            ),
            sparql_link=f"{safe_link(endpoint)}?query={quote(drawing.sparql, safe='')}" if endpoint else "",
            named=_named,
            sourced=_sourced,
            dated=_dated,
            compact=compact,
            data=_data(drawing, words) if drawing.items else {},
        )
    )
    return Picture(drawing, Markup(body), script())


@cache
def frame() -> Environment:
    """The templates of this folder; everything put into them is escaped."""
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def script() -> str:
    """What draws a picture with the drawing library and listens to the reader."""
    parts = "".join((HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{parts}}})();\n'


@cache
def style() -> str:
    """The style of the parts that ``picture`` makes; a page has its own beside it."""
    return (HERE / "picture.css").read_text(encoding="utf-8")


def topics(drawing: Drawing) -> list[str]:
    """Every topic by which cards can be chosen, by name."""
    return sorted({topic for item in drawing.items for topic in item.topics}, key=str.casefold)


def plans(drawing: Drawing, *, whole: bool = False) -> dict[str, Plan]:
    """The two arrangements of a picture, ``wide`` and ``outline``: as it is shown at first, or with all its cards."""
    shown = None if whole else layout.at_first(drawing)
    wide = shelves.shelves if drawing.arrangement == "shelves" else layout.columns
    return {"wide": wide(drawing, shown), "outline": layout.outline(drawing, shown)}


def compact(iri: str) -> str:
    """An IRI with its prefix, as ``sv:statedIn``; the IRI itself where no prefix of ours fits."""
    prefix = max((name for name, space in PREFIXES.items() if iri.startswith(space)), key=lambda name: len(PREFIXES[name]), default=None)
    if prefix is None:
        return iri
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def _named(item: Item) -> Markup:
    """An item's whole label, as a link where there is somewhere to go; a label cannot turn the writing around it."""
    label = Markup("<bdi>{}</bdi>").format(item.label)
    return Markup('<a href="{}">{}</a>').format(item.url, label) if item.url else label


def _sourced(link: Link) -> Markup:
    source = Markup("<bdi>{}</bdi>").format(link.source)
    return Markup('<a href="{}">{}</a>').format(link.source_url, source) if link.source and link.source_url else source


def _dated(day: str) -> Markup:
    return Markup('<time datetime="{0}">{0}</time>').format(day) if day else Markup("–")


def _data(drawing: Drawing, words: Texts) -> dict[str, Any]:
    """What the script draws."""
    every, first = plans(drawing, whole=True), plans(drawing)
    numbers = {item.iri: number for number, item in enumerate(drawing.items)}
    standing = layout.stands_under(drawing)
    built = _pyvis_network(drawing, words, every, standing)
    nodes, edges, _heading, _height, _width, options = built.get_network_data()
    lanes = shelves.lanes(drawing) if drawing.arrangement == "shelves" else ()
    headed = (shelves.lane_headings(drawing) or [()]) if lanes else []
    on_shelves = shelves.on_shelves(drawing) if drawing.arrangement == "shelves" else ()
    heads = dict(drawing.shelves)
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "arrangement": drawing.arrangement,
        "plans": {name: {"width": plan.width, "height": plan.height} for name, plan in first.items()},
        "first": {name: {numbers[iri]: [place.left, place.top] for iri, place in plan.places.items()} for name, plan in first.items()},
        "headings": [wrap(heading, 400, layout.LABEL_SIZE, 1)[0] for heading in drawing.lanes],
        "columns": [[numbers[iri] for iri in stack] for stack in layout.in_order(drawing)] if not on_shelves else [],
        "outline": [numbers[iri] for iri in first_above(standing)],
        "before": [numbers[item.iri] for item in layout.in_shelf_order(drawing) if not item.shelf and item.iri not in heads],
        "lanes": [{"left": lane.left, "width": lane.width, "lines": lines} for lane, lines in zip(lanes, headed, strict=True)],
        "shelves": [
            {
                "head": None if shelf.head is None else numbers[shelf.head.iri],
                "text": shelf.text,
                "lanes": [[numbers[item.iri] for item in several] for several in shelf.lanes],
            }
            for shelf in on_shelves
        ],
        "kinds": {
            kind: {"word": words.kinds[kind], "colour": look.colour, "tint": look.tint, "symbol": look.symbol}
            for kind, look in LOOKS.items()
        },
        "lines": {line: {"width": look.width, "dashes": list(look.dashes) or False} for line, look in LINE_LOOKS.items()},
        "sizes": {
            "label": layout.LABEL_SIZE,
            "kind": layout.KIND_SIZE,
            "heading": layout.HEADING,
            "line": layout.LINE,
            "text": layout.TEXT_FROM_SYMBOL,
        },
        "measure": {
            "margin": layout.MARGIN,
            "pad": layout.PAD,
            "gap": layout.BETWEEN_CARDS,
            "columns": layout.room(drawing)[0] if drawing.items else 0,
            "above": layout.LINE + layout.BETWEEN_CARDS if drawing.lanes else 0,
            "outline": layout.OUTLINE_GAP,
            "beside": shelves.GAP,
            "shelves": shelves.BETWEEN_SHELVES,
            "bar": shelves.BAR,
            "number": shelves.NUMBER,
        },
        "words": {"counted": words.counted, "folded": words.folded, "unfolded": words.unfolded},
        "ink": INK,
        "paper": PAPER,
        "arrow": ARROW,
        "bar": BAR,
    }


def _pyvis_network(drawing: Drawing, words: Texts, every: dict[str, Plan], standing: dict[str, list[str]]) -> Network:
    """The network as pyvis holds it. Nodes are numbered: an IRI from elsewhere never becomes a key of the script."""
    built = Network(directed=True, cdn_resources="in_line")
    built.set_options(json.dumps(_OPTIONS))
    tree = first_above(standing)
    numbers = {item.iri: number for number, item in enumerate(drawing.items)}
    named = {topic: number for number, topic in enumerate(topics(drawing))}
    for item in drawing.items:
        places = {name: _as_data(plan.places[item.iri], name) for name, plan in every.items()}
        built.add_node(
            numbers[item.iri],
            label=shorten(item.label, _LONGEST_LABEL),
            shape="custom",
            color=LOOKS[item.kind].colour,
            title=_tooltip([f"{words.kinds[item.kind]}: {item.label}", item.detail]),
            kind=item.kind,
            url=item.url,
            direction=direction(item.label),
            children=[numbers[end] for end in standing[item.iri]],
            folded=item.folded,
            lane=item.lane,
            topics=[named[topic] for topic in item.topics],
            counts=item.counts,
            **places,
        )
    together: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in drawing.links:
        together[link.start, link.end].append(link)
    for number, ((start, end), links) in enumerate(together.items()):
        built.add_edge(
            numbers[start],
            numbers[end],
            id=f"e{number}",
            title=_tooltip([" · ".join(filter(None, (link.relation, link.date, link.source))) for link in links]),
            branch=tree[end] == start,
            line=links[0].line,
        )
    return built


def _as_data(place: Place, name: str) -> dict[str, Any]:
    """What is drawn of a card; where it stands depends on what else is shown, but for the step in of the outline."""
    data = {"width": place.width, "height": place.height, "lines": place.lines, "references": place.references}
    return {**data, "left": place.left} if name == "outline" else data


def _tooltip(lines: list[str]) -> str:
    """Lines of plain text; vis-network shows a text as text, never as markup."""
    return "\n".join(shorten(line, _LONGEST_TOOLTIP) for line in lines if line)
