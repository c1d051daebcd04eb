"""A network as one page: picture, legend, and the same in tables; nothing in it needs the internet.

pyvis turns the network into the nodes, edges and options that vis-network draws. Its own page is not used: in pyvis 0.3.2 it
fetches style sheets from elsewhere even with ``cdn_resources="in_line"``, and lets a heading or a node's id run as a script. Ours carries
everything along, names the few scripts and styles that may run by their hash, and escapes the rest.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from servanda.ontology.namespaces import PREFIXES
from servanda.viz import browser_files
from servanda.viz.drawing import Drawing, Item, Link, read
from servanda.viz.labels import direction, safe_link, shorten
from servanda.viz.layout import HEADING, KIND_SIZE, LABEL_SIZE, LINE, TEXT_FROM_SYMBOL, Place, Plan, above, columns, outline
from servanda.viz.style import ARROW, INK, LOOKS
from servanda.viz.texts import Texts, texts

if TYPE_CHECKING:
    import networkx as nx

_HERE: Final = Path(__file__).parent
_LONGEST_LABEL: Final = 120
_LONGEST_TOOLTIP: Final = 400

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
        "color": {"color": ARROW, "hover": INK, "highlight": INK},
        "width": 1.3,
        "hoverWidth": 1.2,
        "selectionWidth": 1.6,
        "chosen": True,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
    },
}


def network_page(network: nx.MultiDiGraph[str], *, language: str = "en", endpoint: str = "/sparql") -> str:
    """The page of a network.

    Args:
        network: what to draw, with the attributes that ``queries.paths`` gives it.
        language: language of the words around the network, ``en`` or ``id``; its labels keep their own.
        endpoint: where the query of the page can be run.

    Returns:
        A whole HTML page. The same network gives the same page, byte for byte.

    Raises:
        NetworkIncomplete: an attribute is missing, or a kind is unknown.
        UnsupportedLanguage: there are no texts in that language.
        AssetsMissing: the drawing library was not installed.
    """
    words = texts(language)
    drawing = read(network)
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    picture = _picture(drawing, words) if drawing.items else {}
    scripts = [picture["library"], picture["script"]] if picture else []
    styles = [style, *browser_files.styles_within(picture["library"])] if picture else [style]
    by_iri = {item.iri: item for item in drawing.items}
    kinds = {item.kind for item in drawing.items}
    frame = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return frame.get_template("page.html").render(
        drawing=drawing,
        by_iri=by_iri,
        language=language,
        words=words,
        theirs=Markup(' lang="{}"').format(drawing.language) if drawing.language != language else "",
        looks=[(kind, look) for kind, look in LOOKS.items() if kind in kinds],
        picture_label=words.picture_label.format(nodes=len(drawing.items), edges=len({(link.start, link.end) for link in drawing.links})),
        sparql_link=f"{safe_link(endpoint)}?query={quote(drawing.sparql, safe='')}",
        named=_named,
        dated=_dated,
        compact=compact,
        policy=_policy(scripts, styles),
        style=Markup(style),
        data=picture.get("data"),
        library=Markup(picture.get("library", "")),
        script=Markup(picture.get("script", "")),
        licences=picture.get("licences", ""),
    )


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


def _dated(day: str) -> Markup:
    return Markup('<time datetime="{0}">{0}</time>').format(day) if day else Markup("–")


def _policy(scripts: list[str], styles: list[str]) -> str:
    allowed_scripts = " ".join(browser_files.policy_hash(script) for script in scripts) or "'none'"
    # The library inserts each of its style sheets empty and fills it afterwards: the empty one has to be let in too.
    allowed_styles = " ".join(dict.fromkeys(browser_files.policy_hash(style) for style in [*styles, ""]))
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _picture(drawing: Drawing, words: Texts) -> dict[str, Any]:
    """What the page needs for the picture: data, scripts, licences."""
    plans = {"columns": columns(drawing), "outline": outline(drawing)}
    built = _pyvis_network(drawing, words, plans)
    nodes, edges, _heading, _height, _width, options = built.get_network_data()
    data = {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "plans": {name: {"width": plan.width, "height": plan.height} for name, plan in plans.items()},
        "kinds": {
            kind: {"word": words.kinds[kind], "colour": look.colour, "tint": look.tint, "symbol": look.symbol}
            for kind, look in LOOKS.items()
        },
        "sizes": {"label": LABEL_SIZE, "kind": KIND_SIZE, "heading": HEADING, "line": LINE, "text": TEXT_FROM_SYMBOL},
        "ink": INK,
        "arrow": ARROW,
    }
    return {
        "data": data,
        "library": browser_files.drawing_script(),
        "script": (_HERE / "page.js").read_text(encoding="utf-8"),
        "licences": browser_files.licences(),
    }


def _pyvis_network(drawing: Drawing, words: Texts, plans: dict[str, Plan]) -> Network:
    """The network as pyvis holds it. Nodes are numbered: an IRI from elsewhere never becomes a key of the script."""
    built = Network(directed=True, cdn_resources="in_line")
    built.set_options(json.dumps(_OPTIONS))
    tree = above(drawing)
    numbers = {item.iri: number for number, item in enumerate(drawing.items)}
    for item in drawing.items:
        places = {name: _as_data(plan.places[item.iri]) for name, plan in plans.items()}
        built.add_node(
            numbers[item.iri],
            label=shorten(item.label, _LONGEST_LABEL),
            shape="custom",
            color=LOOKS[item.kind].colour,
            title=_tooltip([f"{words.kinds[item.kind]}: {item.label}", item.detail]),
            x=places["columns"]["left"] + places["columns"]["width"] / 2,
            y=places["columns"]["top"] + places["columns"]["height"] / 2,
            kind=item.kind,
            url=item.url,
            direction=direction(item.label),
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
        )
    return built


def _as_data(place: Place) -> dict[str, Any]:
    return {
        "left": place.left,
        "top": place.top,
        "width": place.width,
        "height": place.height,
        "lines": place.lines,
        "references": place.references,
        "arrives": place.arrives,
        "leaves": place.leaves,
    }


def _tooltip(lines: list[str]) -> str:
    """Lines of plain text; vis-network shows a text as text, never as markup."""
    return "\n".join(shorten(line, _LONGEST_TOOLTIP) for line in lines if line)
