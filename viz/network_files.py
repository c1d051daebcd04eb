"""A network as files for other tools: GraphML and GEXF (Gephi, yEd, Cytoscape), CSV of its facts, PNG."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import vl_convert

from servanda.viz.drawing import read
from servanda.viz.labels import plain
from servanda.viz.svg import network_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The formats, and their media types.
MEDIA: Final[dict[str, str]] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "csv": "text/csv; charset=utf-8",
}

#: Pixels of a PNG for each of the picture: sharp in print.
_SCALE: Final = 1.5
#: Larger pictures are refused by viewers; the scale goes down for them.
_MOST_PIXELS: Final = 60_000_000
_COLUMNS: Final = (
    *("from", "from_label", "relation", "to", "to_label", "date"),
    *("source", "source_iri", "as_at", "predicate", "subject", "object"),
)


class UnknownFormat(ValueError):
    """A format in which no network can be written."""

    def __init__(self, form: str) -> None:
        super().__init__(f"{form!r} is no format of a network; there are {', '.join(MEDIA)}")


def network_file(network: nx.MultiDiGraph[str], form: str, *, language: str = "en") -> bytes:
    """A network in one of the formats of ``MEDIA``. The same network gives the same bytes.

    Args:
        network: with the attributes that ``queries.network_facts`` names.
        form: name of the format.
        language: of the words around the picture (``svg``, ``png``).

    Raises:
        UnknownFormat: there is no such format.
        NetworkIncomplete, UnsupportedLanguage: see ``picture``.
    """
    if form == "svg":
        return network_svg(network, language=language).encode()
    if form == "png":
        return _png(network_svg(network, language=language))
    if form == "csv":
        return _csv(network).encode()
    if form in {"graphml", "gexf"}:
        out = io.BytesIO()
        (nx.write_graphml if form == "graphml" else nx.write_gexf)(_plain(network), out)
        return _undated(out.getvalue())
    raise UnknownFormat(form)


def node_link(network: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """A network as values for JSON: ``graph``, ``nodes`` and ``edges``, as networkx's ``node_link_graph`` reads them."""
    found: dict[str, Any] = nx.node_link_data(_plain(network), edges="edges")
    return found


def _undated(document: bytes) -> bytes:
    """networkx writes the day of today into GEXF; the same network must give the same bytes."""
    without = (b"<meta lastmodifieddate=", b"</meta>", b"<creator>")
    return b"\n".join(line for line in document.split(b"\n") if not any(each in line for each in without))


def _png(svg: str) -> bytes:
    head = svg[: svg.index(">")]
    width, height = (float(head.split(f'{name}="')[1].split('"')[0]) for name in ("width", "height"))
    scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _plain(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The network as other tools read it: texts, numbers and yes or no; every node and edge with the same attributes, in a fixed order."""
    drawing = read(network)
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    texts = {name: plain(value) for name, value in network.graph.items() if isinstance(value, str)}
    found.graph.update(texts, sparql=_printable(network.graph["sparql"]))
    for item in drawing.items:
        found.add_node(item.iri, kind=item.kind, label=item.label, detail=item.detail, url=item.url, topics="; ".join(item.topics))
    for number, link in enumerate(drawing.links):
        subject, value = (link.end, link.start) if link.inverse else (link.start, link.end)
        fields: Mapping[str, Any] = {
            "relation": link.relation,
            "predicate": link.predicate,
            "subject": subject,
            "object": value,
            "source": link.source,
            "source_iri": link.source_url,
            "as_at": link.as_at,
            "date": link.date,
        }
        found.add_edge(link.start, link.end, key=number, **fields)
    return found


def _printable(text: str) -> str:
    """A text of several lines without characters that XML 1.0 cannot hold."""
    return "\n".join(plain(line) if line.strip() != line or not line.isprintable() else line for line in text.splitlines())


def _csv(network: nx.MultiDiGraph[str]) -> str:
    """Every fact of the picture, a line each (RFC 4180), the words as the table beside the picture has them."""
    drawing = read(network)
    label = {item.iri: item.label for item in drawing.items}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for link in drawing.links:
        subject, value = (link.end, link.start) if link.inverse else (link.start, link.end)
        told = (link.date, link.source, link.source_url, link.as_at, link.predicate, subject, value)
        writer.writerow([link.start, label[link.start], link.relation, link.end, label[link.end], *told])
    return out.getvalue()
