"""Where each card stands: worked out here, once, so that the same network is always the same picture and nothing moves on the screen.

Two places for each card. On a wide screen the cards stand in columns, in the order in which a path runs, or on shelves (``shelves``). On a
narrow one they stand below each other like the lines of an outline: a card under the card that leads to it, a step further in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import networkx as nx

from servanda.viz.drawing import Drawing, Item
from servanda.viz.labels import wrap
from servanda.viz.style import KINDS
from servanda.viz.tree import first_above, under, visible

LABEL_SIZE: Final = 14.0
"""Size of a label in pixels, at scale 1; the kind's word above it has ``KIND_SIZE``."""
KIND_SIZE: Final = 12.0
LINE: Final = 18.0
"""From one line of a label to the next."""
HEADING: Final = 24.0
"""Height of the line with symbol and kind."""
TEXT_FROM_SYMBOL: Final = 14.0
"""In the outline, from the middle of a symbol to the text beside it."""

PAD: Final = 10.0
MARGIN: Final = 12.0
BETWEEN_COLUMNS: Final = 48.0
_FULL: Final = 1000.0
"""About as wide as a picture in columns should be."""
BETWEEN_CARDS: Final = 12.0
MOST_LINES: Final = 5
WIDTHS: Final = {
    "state": 116.0,
    "group": 140.0,
    "act": 136.0,
    "binding": 132.0,
    "instrument": 150.0,
    "agreement": 150.0,
    "provision": 128.0,
    "obligation": 206.0,
    "right": 140.0,
    "topic": 130.0,
}

_OUTLINE_WIDTH: Final = 358.0
_STEP_IN: Final = 15.0
OUTLINE_GAP: Final = 4.0
_DEEPEST: Final = 9
_OUTLINE_LINES: Final = 4
_MOST_REFERENCES: Final = 4
REFERENCE: Final = "→ "
"""Begins a line that stands for an arrow to a card elsewhere in the outline."""


@dataclass(frozen=True)
class Place:
    """Where a card stands and what is written on it there. Pixels at scale 1."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    """The label, as it is broken up."""
    references: tuple[str, ...] = ()
    """One line for each arrow that is not drawn."""


@dataclass(frozen=True)
class Bar:
    """A number of cards that belong in a place and are not drawn there, as a bar with the number beside it."""

    shelf: str
    lane: int
    left: float
    top: float
    width: float
    height: float
    count: int
    share: float
    """Of the longest bar of the picture, from 0 to 1."""


@dataclass(frozen=True)
class Heading:
    """A line of text on the picture, ``middle`` being the height of its middle."""

    text: str
    left: float
    middle: float


@dataclass(frozen=True)
class Plan:
    """All places of one arrangement, and the size of the whole."""

    width: float
    height: float
    places: Mapping[str, Place]
    headings: tuple[Heading, ...] = ()
    bars: tuple[Bar, ...] = ()


def in_order(drawing: Drawing) -> list[list[str]]:
    """All cards, those of each column together and in the order in which they stand there."""
    return [[item.iri for item in stack] for stack in _ordered(_stacks(drawing), drawing)]


def stands_under(drawing: Drawing) -> dict[str, list[str]]:
    """What stands under each card, in the order in which the cards stand."""
    if drawing.arrangement == "shelves":
        return under(drawing, [item.iri for item in in_shelf_order(drawing)])
    return under(drawing, [iri for stack in in_order(drawing) for iri in stack])


def in_shelf_order(drawing: Drawing) -> list[Item]:
    """All cards: first those on no shelf, then shelf by shelf in the order of their ranks."""
    position = {name: number for number, (name, _) in enumerate(drawing.shelves)}

    def key(item: Item) -> tuple[int, bool, int]:
        return position.get(item.shelf or item.iri, -1), item.iri not in position, item.rank

    return sorted(drawing.items, key=key)


def at_first(drawing: Drawing) -> set[str]:
    """The cards that a picture shows before anybody has folded or unfolded one."""
    return visible(stands_under(drawing), {item.iri for item in drawing.items if item.folded})


def card(item: Item, width: float) -> tuple[float, tuple[str, ...]]:
    """Height and lines of a card of that width."""
    lines = wrap(item.label, width - 2 * PAD, LABEL_SIZE, MOST_LINES)
    return HEADING + LINE * len(lines) + PAD, lines


def columns(drawing: Drawing, shown: Set[str] | None = None) -> Plan:
    """The cards in columns, from the state on the left to the right on the right.

    Args:
        drawing: what is drawn.
        shown: the cards to place; all if not given.
    """
    kept = {item.iri: item for item in drawing.items if shown is None or item.iri in shown}
    if not kept:
        return Plan(2 * MARGIN, 2 * MARGIN, {})
    every = in_order(drawing)
    stacks = [stack for stack in ([iri for iri in each if iri in kept] for each in every) if stack]
    between, wider = room(drawing)
    cards = {iri: card(item, WIDTHS[item.kind] * wider) for iri, item in kept.items()}
    above = LINE + BETWEEN_CARDS if drawing.lanes else 0.0
    named = {each[0]: drawing.lanes[number] for number, each in enumerate(every) if number < len(drawing.lanes)}
    headings: list[Heading] = []
    centres, total = _centres(stacks, {iri: height for iri, (height, _) in cards.items()}, drawing)
    places: dict[str, Place] = {}
    left = MARGIN
    for stack in stacks:
        width = max(WIDTHS[kept[iri].kind] * wider for iri in stack)
        if (heading := next((named[each[0]] for each in every if stack[0] in each and each[0] in named), "")) != "":
            headings.append(Heading(wrap(heading, width, LABEL_SIZE, 1)[0], left, MARGIN + LINE / 2))
        for iri in stack:
            height, lines = cards[iri]
            places[iri] = Place(left, round(centres[iri] - height / 2 + above, 1), WIDTHS[kept[iri].kind] * wider, height, lines)
        left += width + between
    return Plan(left - between + MARGIN, total + above + 2 * MARGIN, places, tuple(headings))


def room(drawing: Drawing) -> tuple[float, float]:
    """How far the columns stand apart, and how many times as wide as usual their cards are: few columns take more of the width."""
    kinds = {item.iri: item.kind for item in drawing.items}
    widths = [max(WIDTHS[kinds[iri]] for iri in stack) for stack in in_order(drawing)]
    between = BETWEEN_COLUMNS if len(widths) > 3 else 3 * BETWEEN_COLUMNS
    taken = between * (len(widths) - 1)
    return between, round(min(1.8, max(1.0, (_FULL - taken) / sum(widths))), 2)


def outline(drawing: Drawing, shown: Set[str] | None = None) -> Plan:
    """The cards below each other, each a step further in than the one that leads to it.

    Only the arrows to cards of ``first_above`` can be drawn there without running through text; every other becomes a line of the card
    it leaves.
    """
    labels = {item.iri: item.label for item in drawing.items}
    counts = {item.iri: item.counts for item in drawing.items}
    shelf_of = {item.iri: item.shelf for item in drawing.items}
    lane_of = {item.iri: item.lane for item in drawing.items}
    standing = stands_under(drawing)
    tree = first_above(standing)
    ends = _ends(drawing, standing)
    places: dict[str, Place] = {}
    depth: dict[str, int] = {}
    top = MARGIN
    for iri, parent in tree.items():
        depth[iri] = 0 if parent is None else depth[parent] + 1
        left = MARGIN + _STEP_IN * min(depth[iri], _DEEPEST)
        width = _OUTLINE_WIDTH - MARGIN - left
        room = width - TEXT_FROM_SYMBOL
        on_shelves = drawing.arrangement == "shelves"
        elsewhere = [] if on_shelves else [REFERENCE + labels[end] for end in ends[iri] if tree[end] != iri]
        if len(elsewhere) > _MOST_REFERENCES:
            elsewhere = [*elsewhere[: _MOST_REFERENCES - 1], f"{REFERENCE}+{len(elsewhere) - _MOST_REFERENCES + 1}"]
        if on_shelves and shelf_of[iri] and lane_of[iri] is not None and drawing.lanes:
            elsewhere = [drawing.lanes[min(lane_of[iri] or 0, len(drawing.lanes) - 1)]]  # what its lane says on a wide screen
        elsewhere = [f"{count} · {lane}" for count, lane in zip(counts[iri], drawing.lanes, strict=False) if count] + elsewhere
        label = wrap(labels[iri], room, LABEL_SIZE, _OUTLINE_LINES)
        references = tuple(line for reference in elsewhere for line in wrap(reference, room, LABEL_SIZE, 1))
        height = HEADING + LINE * (len(label) + len(references)) + 2
        if shown is None or iri in shown:
            places[iri] = Place(left - PAD, top, width + PAD, height, label, references)
            top += height + OUTLINE_GAP
    return Plan(_OUTLINE_WIDTH, top + MARGIN, places)


def _ends(drawing: Drawing, standing: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """What the arrows of each card lead to, in the order of the cards."""
    position = {iri: index for index, iri in enumerate(standing)}
    found: dict[str, set[str]] = {iri: set() for iri in standing}
    for link in drawing.links:
        if link.start != link.end:
            found[link.start].add(link.end)
    return {iri: sorted(several, key=position.__getitem__) for iri, several in found.items()}


def _stacks(drawing: Drawing) -> list[list[Item]]:
    """The items of each column. A kind takes several columns where its items lead to each other: an article and its paragraphs."""
    within: dict[str, nx.DiGraph[str]] = {kind: nx.DiGraph() for kind in KINDS}
    kind_of = {item.iri: item.kind for item in drawing.items}
    for item in drawing.items:
        within[item.kind].add_node(item.iri)
    for link in drawing.links:
        if link.start != link.end and kind_of[link.start] == kind_of[link.end]:
            within[kind_of[link.start]].add_edge(link.start, link.end)
    depth: dict[str, int] = {}
    for graph in within.values():
        if nx.is_directed_acyclic_graph(graph):
            depth.update((iri, level) for level, generation in enumerate(nx.topological_generations(graph)) for iri in generation)
    stacks: defaultdict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in drawing.items:
        column = KINDS.index(item.kind) if item.lane is None else item.lane
        stacks[column, depth.get(item.iri, 0) if item.lane is None else 0].append(item)
    return [stacks[key] for key in sorted(stacks)]


def _neighbours(drawing: Drawing) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in drawing.links:
        if link.start != link.end:
            found[link.start].add(link.end)
            found[link.end].add(link.start)
    return found


def _ordered(stacks: Sequence[Sequence[Item]], drawing: Drawing) -> list[list[Item]]:
    """Each column in the order of what leads to it (the barycentre rule for few crossings); among equals, article 2 before article 10."""
    neighbours = _neighbours(drawing)
    rank: dict[str, float] = {}
    result: list[list[Item]] = []
    for stack in stacks:
        known = {item.iri: [rank[other] for other in neighbours[item.iri] if other in rank] for item in stack}
        mean = {iri: sum(ranks) / len(ranks) if ranks else 1.0 for iri, ranks in known.items()}
        column = sorted(stack, key=lambda item: round(mean[item.iri], 9))  # stable: the drawing's order decides among equals
        rank.update((item.iri, (position + 0.5) / len(column)) for position, item in enumerate(column))
        result.append(column)
    return result


def _centres(stacks: Sequence[Sequence[str]], heights: Mapping[str, float], drawing: Drawing) -> tuple[dict[str, float], float]:
    """The height at which each card's middle stands: the fullest column first, then every other level with the first of its neighbours."""
    neighbours = _neighbours(drawing)
    full = [sum(heights[iri] + BETWEEN_CARDS for iri in stack) - BETWEEN_CARDS for stack in stacks]
    total = max(full)
    fullest = full.index(total)
    centres: dict[str, float] = {}
    for position in [fullest, *range(fullest - 1, -1, -1), *range(fullest + 1, len(stacks))]:
        wanted: list[float] = []
        for iri in stacks[position]:
            near = [centres[other] for other in neighbours[iri] if other in centres]
            wanted.append(min(near, default=0.0))  # a tall picture is seen from its top: the state must be there, not half-way down
        sizes = [heights[iri] for iri in stacks[position]]
        centres.update((iri, MARGIN + middle) for iri, middle in zip(stacks[position], _apart(wanted, sizes, total), strict=True))
    return centres, total


def _apart(wanted: Sequence[float], sizes: Sequence[float], total: float) -> list[float]:
    """The wanted middles, moved as little as need be so that no two cards touch and all stay between 0 and ``total``."""
    gaps = [(first + second) / 2 + BETWEEN_CARDS for first, second in pairwise(sizes)]
    down, up = list(wanted), list(wanted)
    for index, gap in enumerate(gaps):
        down[index + 1] = max(down[index + 1], down[index] + gap)
    for index in range(len(gaps) - 1, -1, -1):
        up[index] = min(up[index], up[index + 1] - gaps[index])
    middles = [(low + high) / 2 for low, high in zip(down, up, strict=True)]
    middles[-1] = min(middles[-1], total - sizes[-1] / 2)
    for index in range(len(gaps) - 1, -1, -1):
        middles[index] = min(middles[index], middles[index + 1] - gaps[index])
    middles[0] = max(middles[0], sizes[0] / 2)
    for index, gap in enumerate(gaps):
        middles[index + 1] = max(middles[index + 1], middles[index] + gap)
    return middles
