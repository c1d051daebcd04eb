"""The picture as SVG: the same cards in the same places as the page shows first, without a browser, for papers and slides."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from servanda.viz.drawing import Drawing, Item, read
from servanda.viz.labels import direction, wrap
from servanda.viz.layout import HEADING, KIND_SIZE, LABEL_SIZE, LINE, MARGIN, PAD, Place, Plan
from servanda.viz.picture import plans
from servanda.viz.style import BAR, INK, LINE_LOOKS, LOOKS, PAPER
from servanda.viz.style import LINE as ARROWS
from servanda.viz.texts import Texts, texts

if TYPE_CHECKING:
    import networkx as nx

_FONT: Final = 'Helvetica, Arial, "Liberation Sans", sans-serif'
_TITLE: Final = 20.0
_ROW: Final = 20.0


def network_svg(network: nx.MultiDiGraph[str], *, language: str = "en") -> str:
    """The picture of a network with its title, what was left out, its legend, day and data version.

    Args:
        network: see ``picture``.
        language: of the words around the network.

    Returns:
        An SVG document (SVG 1.1), the same for the same network. On shelves no arrows are drawn, as on the page.

    Raises:
        NetworkIncomplete, UnsupportedLanguage: see ``picture``.
    """
    words, drawing = texts(language), read(network)
    plan = plans(drawing)["wide"]
    width = max(plan.width, 640.0)
    above = [
        *((line, _TITLE, "bold") for line in wrap(drawing.title, width - 2 * MARGIN, _TITLE, 2)),
        *((line, LABEL_SIZE, "normal") for line in wrap(drawing.question, width - 2 * MARGIN, LABEL_SIZE, 3)),
        *((line, LABEL_SIZE, "normal") for line in wrap(drawing.left_out, width - 2 * MARGIN, LABEL_SIZE, 4) if line),
    ]
    parts: list[str] = []
    top = MARGIN
    for line, size, weight in above:
        top += size * 1.35
        parts.append(_text(line, MARGIN, top - size * 0.35, size, weight=weight, baseline="auto"))
    top += MARGIN
    parts.append(f'<g transform="translate(0 {_n(top)})">{_picture(drawing, plan, words)}</g>')
    top += plan.height + MARGIN
    legend, rows = _legend(drawing, words, width)
    parts.append(f'<g transform="translate({_n(MARGIN)} {_n(top)})">{legend}</g>')
    top += rows * _ROW + LINE
    told = f"{words.on} {drawing.on} · {words.version} {drawing.version} · Servanda, CC BY 4.0"
    parts.append(_text(told, MARGIN, top, KIND_SIZE))
    height = top + MARGIN
    title, about = escape(drawing.title), escape(drawing.question)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'font-family=\'{_FONT}\' role="img" lang="{escape(drawing.language)}"><title>{title}</title><desc>{about}</desc>'
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" '
        f'orient="auto"><path d="M0 1L10 5L0 9z" fill="{ARROWS}"/></marker></defs>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _picture(drawing: Drawing, plan: Plan, words: Texts) -> str:
    shown = [item for item in drawing.items if item.iri in plan.places]
    parts = [_text(heading.text, heading.left, heading.middle, LABEL_SIZE, weight="bold") for heading in plan.headings]
    for bar in plan.bars:
        width = bar.width * bar.share
        parts.append(f'<rect x="{_n(bar.left)}" y="{_n(bar.top)}" width="{_n(width)}" height="{_n(bar.height)}" fill="{BAR}"/>')
        parts.append(_text(str(bar.count), bar.left + width + 6, bar.top + bar.height / 2 + 1, LABEL_SIZE, weight="bold"))
    if drawing.arrangement == "columns":
        drawn = dict.fromkeys((link.start, link.end) for link in drawing.links)
        lines = {(link.start, link.end): link.line for link in reversed(drawing.links)}
        for start, end in drawn:
            if start != end and start in plan.places and end in plan.places:
                parts.append(_arrow(plan.places[start], plan.places[end], lines[start, end]))
    folded = {item.iri for item in drawing.items} - {item.iri for item in shown}
    parts += [_card(item, plan.places[item.iri], words, bool(folded) and item.folded) for item in shown]
    return "".join(parts)


def _arrow(start: Place, end: Place, line: str) -> str:
    look = LINE_LOOKS[line]
    back = end.left + end.width <= start.left
    x1, x2 = (start.left, end.left + end.width) if back else (start.left + start.width, end.left)
    y1, y2 = start.top + start.height / 2, end.top + end.height / 2
    bend = (x2 - x1) * 0.45
    dashes = f' stroke-dasharray="{" ".join(_n(length) for length in look.dashes)}"' if look.dashes else ""
    path = f"M{_n(x1)} {_n(y1)}C{_n(x1 + bend)} {_n(y1)} {_n(x2 - bend)} {_n(y2)} {_n(x2)} {_n(y2)}"
    return f'<path d="{path}" fill="none" stroke="{ARROWS}" stroke-width="{_n(look.width)}"{dashes} marker-end="url(#arrow)"/>'


def _card(item: Item, place: Place, words: Texts, folded: bool) -> str:
    look = LOOKS[item.kind]
    middle = place.top + HEADING / 2 + 1
    parts = [
        f'<rect x="{_n(place.left)}" y="{_n(place.top)}" width="{_n(place.width)}" height="{_n(place.height)}" rx="6" '
        f'fill="{look.tint}" stroke="{look.colour}" stroke-width="1.5"/>',
        _symbol(item.kind, place.left + 17, middle, 6),
        _text(words.kinds[item.kind] + (" +" if folded else ""), place.left + 30, middle, KIND_SIZE, weight="bold", colour=look.colour),
    ]
    right = direction(item.label) == "rtl"
    for number, line in enumerate(place.lines):
        x = place.left + place.width - PAD if right else place.left + PAD
        parts.append(_text(line, x, place.top + HEADING + LINE * (number + 0.5), LABEL_SIZE, rtl=right))
    drawn = f"<g><title>{escape(item.label)}</title>{''.join(parts)}</g>"
    return f'<a href="{escape(item.url)}">{drawn}</a>' if item.url else drawn


def _symbol(kind: str, x: float, y: float, radius: float) -> str:
    points = " ".join(f"{_n(x + dx * radius)},{_n(y + dy * radius)}" for dx, dy in LOOKS[kind].symbol)
    return f'<polygon points="{points}" fill="{LOOKS[kind].colour}"/>'


def _legend(drawing: Drawing, words: Texts, width: float) -> tuple[str, int]:
    """The legend, and in how many rows it stands."""
    kinds = {item.kind for item in drawing.items}
    told = [(kind, f"{words.kinds[kind]}: {words.meanings[kind]}") for kind in LOOKS if kind in kinds]
    across = max(1, int(width // 420))
    parts = []
    for number, (kind, text) in enumerate(told):
        x, y = (number % across) * 420, (number // across) * _ROW + _ROW / 2
        parts += [_symbol(kind, x + 8, y, 6), _text(text, x + 22, y, KIND_SIZE)]
    rows = -(-len(told) // across)
    for number, (line, meaning) in enumerate(drawing.meanings):
        look, y = LINE_LOOKS[line], (rows + number) * _ROW + _ROW / 2
        dashes = f' stroke-dasharray="{" ".join(_n(length) for length in look.dashes)}"' if look.dashes else ""
        parts.append(f'<path d="M0 {_n(y)}H40" stroke="{ARROWS}" stroke-width="{_n(look.width)}"{dashes} marker-end="url(#arrow)"/>')
        parts.append(_text(meaning, 50, y, KIND_SIZE))
    return "".join(parts), rows + len(drawing.meanings)


def _text(
    text: str, x: float, y: float, size: float, *, weight: str = "normal", colour: str = INK, rtl: bool = False, baseline: str = "central"
) -> str:
    bold = f' font-weight="{weight}"' if weight != "normal" else ""
    way = ' direction="rtl" text-anchor="start"' if rtl else ""
    look = f'font-size="{_n(size)}"{bold}{way} fill="{colour}" dominant-baseline="{baseline}"'
    return f'<text x="{_n(x)}" y="{_n(y)}" {look}>{escape(text)}</text>'


def _n(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")
