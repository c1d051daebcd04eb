"""Cards on shelves: a row for each topic or part, its cards beside its heading, in lanes where the picture has them.

For what belongs in places rather than on ways: the articles of a part, the obligations of a topic that bind both states or one. Arrows
are drawn on demand only; here they would run through everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Final

from servanda.viz.drawing import Drawing, Item
from servanda.viz.labels import wrap
from servanda.viz.layout import BETWEEN_CARDS, LABEL_SIZE, LINE, MARGIN, WIDTHS, Bar, Heading, Place, Plan, card, in_shelf_order

WIDTH: Final = 1180.0
GAP: Final = 10.0
"""Between two cards of a shelf."""
BETWEEN_SHELVES: Final = 20.0
BAR: Final = 22.0
"""Height of a bar."""
NUMBER: Final = 46.0
"""Room for the number beside a bar."""

_ACROSS: Final = 5
_TILE: Final = 151.0
_HEAD: Final = 168.0
_ROOT: Final = 250.0
_BETWEEN_LANES: Final = 18.0


@dataclass(frozen=True)
class Shelf:
    """A row: its heading as a card or as lines of text, and what stands on it, lane by lane."""

    name: str
    head: Item | None
    text: tuple[str, ...]
    lanes: tuple[tuple[Item, ...], ...]


@dataclass(frozen=True)
class Lane:
    """Where a lane begins and how wide it is."""

    left: float
    width: float
    across: int
    """So many cards stand beside each other."""


def lanes(drawing: Drawing) -> tuple[Lane, ...]:
    """The lanes that all shelves share; one where the picture names none."""
    left = MARGIN + _HEAD + BETWEEN_CARDS + 8
    shares = _shares(drawing)
    unit = (WIDTH - MARGIN - left - _BETWEEN_LANES * (len(shares) - 1)) / sum(shares)
    found: list[Lane] = []
    for share in shares:
        found.append(Lane(round(left, 1), round(unit * share, 1), share))
        left += unit * share + _BETWEEN_LANES
    return tuple(found)


def lane_headings(drawing: Drawing) -> list[tuple[str, ...]]:
    """The heading of each lane in lines, with the number of cards that stand in it."""
    full = _full(drawing)
    texts = [f"{heading} ({full[lane]})" if full[lane] else heading for lane, heading in enumerate(drawing.lanes)]
    return [wrap(text, each.width, LABEL_SIZE, 2) for text, each in zip(texts, lanes(drawing), strict=False)]


def _full(drawing: Drawing) -> list[int]:
    """How many cards stand in each lane, of all shelves together."""
    full = [0] * max(1, len(drawing.lanes))
    for item in drawing.items:
        if item.shelf and item.iri != item.shelf:
            full[min(item.lane or 0, len(full) - 1)] += 1
    return full


def _shares(drawing: Drawing) -> list[int]:
    """How many cards stand beside each other in each lane: fuller lanes are wider (the highest averages rule of D'Hondt)."""
    full = _full(drawing)
    shares = [1] * len(full)
    while any(full) and sum(shares) < _ACROSS:
        fullest = max(range(len(shares)), key=lambda lane: full[lane] / (shares[lane] + 1))
        shares[fullest] += 1
    return shares


def on_shelves(drawing: Drawing) -> tuple[Shelf, ...]:
    """Every shelf with all that stands on it, in order."""
    by_iri = {item.iri: item for item in drawing.items}
    standing: defaultdict[tuple[str, int], list[Item]] = defaultdict(list)
    several = len(lanes(drawing))
    for item in in_shelf_order(drawing):
        if item.shelf and item.iri != item.shelf:
            standing[item.shelf, min(item.lane or 0, several - 1)].append(item)
    return tuple(
        Shelf(
            name,
            by_iri.get(name),
            () if name in by_iri else wrap(heading, _HEAD, LABEL_SIZE, 4),
            tuple(tuple(standing[name, lane]) for lane in range(several)),
        )
        for name, heading in drawing.shelves
    )


def width_of(item: Item, drawing: Drawing) -> float:
    """How wide a card is, which depends on where it stands."""
    if not item.shelf and item.iri not in dict(drawing.shelves):
        return _ROOT
    if item.iri in dict(drawing.shelves):
        return _HEAD
    if not drawing.lanes:
        return max(WIDTHS[item.kind], _TILE)
    lane = lanes(drawing)[min(item.lane or 0, len(drawing.lanes) - 1)]
    return round((lane.width - GAP * (lane.across - 1)) / lane.across - 0.1, 1)


def shelves(drawing: Drawing, shown: Set[str] | None = None) -> Plan:
    """The cards on their shelves.

    Args:
        drawing: what is drawn.
        shown: the cards to place; all if not given.
    """
    heads = dict(drawing.shelves)
    cards = {item.iri: card(item, width_of(item, drawing)) for item in drawing.items}
    kept = {item.iri for item in drawing.items if shown is None or item.iri in shown}
    lane = lanes(drawing)
    places: dict[str, Place] = {}
    headings: list[Heading] = []
    bars: list[Bar] = []
    top = MARGIN
    left = MARGIN
    lowest = top
    for item in in_shelf_order(drawing):
        if item.iri in kept and not item.shelf and item.iri not in heads:
            height, lines = cards[item.iri]
            x = left if item.lane is None else lane[min(item.lane, len(lane) - 1)].left
            places[item.iri] = Place(x, top, _ROOT, height, lines)
            left = x + _ROOT + GAP
            lowest = max(lowest, top + height + BETWEEN_SHELVES)
    top = lowest
    written = lane_headings(drawing)
    for each, lines in zip(lane, written, strict=False):
        headings += [Heading(line, each.left, top + LINE * (number + 0.5)) for number, line in enumerate(lines)]
    top += LINE * max(map(len, written), default=0) + (GAP if written else 0)
    for shelf in on_shelves(drawing):
        bottom = top
        if shelf.head is not None and shelf.head.iri in kept:
            height, lines = cards[shelf.head.iri]
            places[shelf.head.iri] = Place(MARGIN, top, _HEAD, height, lines)
            bottom = top + height
        elif shelf.head is None:
            headings += [Heading(line, MARGIN, top + LINE * (number + 0.5) + 3) for number, line in enumerate(shelf.text)]
            bottom = top + LINE * len(shelf.text)
        for number, (each, standing) in enumerate(zip(lane, shelf.lanes, strict=True)):
            x, y, tallest = each.left, top, 0.0
            for item in (item for item in standing if item.iri in kept):
                height, lines = cards[item.iri]
                width = width_of(item, drawing)
                if x > each.left and x + width > each.left + each.width + 0.5:
                    x, y, tallest = each.left, y + tallest + GAP, 0.0
                places[item.iri] = Place(x, y, width, height, lines)
                x, tallest = x + width + GAP, max(tallest, height)
            bottom = max(bottom, y + tallest)
            if x == each.left and shelf.head is not None and shelf.head.iri in kept and number < len(shelf.head.counts):
                bars.append(Bar(shelf.name, number, each.left, top + 2, each.width - NUMBER, BAR, shelf.head.counts[number], 0.0))
                bottom = max(bottom, top + BAR + 4)
        if bottom > top:
            top = bottom + BETWEEN_SHELVES
    most = max((bar.count for bar in bars), default=0) or 1
    return Plan(WIDTH, top - BETWEEN_SHELVES + MARGIN, places, tuple(headings), tuple(replace(bar, share=bar.count / most) for bar in bars))
