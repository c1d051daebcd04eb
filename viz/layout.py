"""Where each card stands: worked out here, once, so that the same network is always the same picture and nothing moves on the screen.

Two places for each card. On a wide screen the cards stand in columns, one for each kind, in the order in which a path runs. On a narrow
one they stand below each other like the lines of an outline: a card under the card that leads to it, a step further in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import networkx as nx

from servanda.viz.drawing import Drawing, Item
from servanda.viz.labels import wrap
from servanda.viz.style import KINDS

LABEL_SIZE: Final = 14.0
"""Size of a label in pixels, at scale 1; the kind's word above it has ``KIND_SIZE``."""
KIND_SIZE: Final = 12.0
LINE: Final = 18.0
"""From one line of a label to the next."""
HEADING: Final = 24.0
"""Height of the line with symbol and kind."""
TEXT_FROM_SYMBOL: Final = 14.0
"""In the outline, from the middle of a symbol to the text beside it."""

_PAD: Final = 10.0
_MARGIN: Final = 12.0
_BETWEEN_COLUMNS: Final = 48.0
_BETWEEN_CARDS: Final = 12.0
_MOST_LINES: Final = 5
_WIDTHS: Final = {
    "state": 116.0,
    "act": 136.0,
    "binding": 132.0,
    "instrument": 150.0,
    "provision": 128.0,
    "obligation": 206.0,
    "right": 140.0,
    "topic": 130.0,
}

_OUTLINE_WIDTH: Final = 358.0
_STEP_IN: Final = 15.0
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
    references: tuple[str, ...]
    """One line for each arrow that is not drawn."""
    arrives: tuple[float, float]
    """Where arrows to the card end."""
    leaves: tuple[float, float]
    """Where arrows from the card begin."""


@dataclass(frozen=True)
class Plan:
    """All places of one arrangement, and the size of the whole."""

    width: float
    height: float
    places: Mapping[str, Place]


def columns(drawing: Drawing) -> Plan:
    """The cards in columns, from the state on the left to the right on the right."""
    if not drawing.items:
        return Plan(2 * _MARGIN, 2 * _MARGIN, {})
    stacks = _ordered(_stacks(drawing), drawing)
    lines = {item.iri: wrap(item.label, _WIDTHS[item.kind] - 2 * _PAD, LABEL_SIZE, _MOST_LINES) for item in drawing.items}
    heights = {iri: HEADING + LINE * len(label) + _PAD for iri, label in lines.items()}
    centres, total = _centres(stacks, heights, drawing)
    places: dict[str, Place] = {}
    left = _MARGIN
    for stack in stacks:
        width = _WIDTHS[stack[0].kind]
        for item in stack:
            middle = round(centres[item.iri], 1)
            top = round(middle - heights[item.iri] / 2, 1)
            places[item.iri] = Place(left, top, width, heights[item.iri], lines[item.iri], (), (left, middle), (left + width, middle))
        left += width + _BETWEEN_COLUMNS
    return Plan(left - _BETWEEN_COLUMNS + _MARGIN, total + 2 * _MARGIN, places)


def outline(drawing: Drawing) -> Plan:
    """The cards below each other, each a step further in than the one that leads to it.

    Only the arrows to cards of ``above`` can be drawn there without running through text; every other becomes a line of the card it leaves.
    """
    labels = {item.iri: item.label for item in drawing.items}
    follows = _follows(drawing)
    tree = above(drawing)
    places: dict[str, Place] = {}
    depth: dict[str, int] = {}
    top = _MARGIN
    for iri, parent in tree.items():
        depth[iri] = 0 if parent is None else depth[parent] + 1
        left = _MARGIN + _STEP_IN * min(depth[iri], _DEEPEST)
        width = _OUTLINE_WIDTH - _MARGIN - left
        room = width - TEXT_FROM_SYMBOL
        elsewhere = [REFERENCE + labels[end] for end in follows[iri] if tree[end] != iri]
        if len(elsewhere) > _MOST_REFERENCES:
            elsewhere = [*elsewhere[: _MOST_REFERENCES - 1], f"{REFERENCE}+{len(elsewhere) - _MOST_REFERENCES + 1}"]
        label = wrap(labels[iri], room, LABEL_SIZE, _OUTLINE_LINES)
        references = tuple(line for reference in elsewhere for line in wrap(reference, room, LABEL_SIZE, 1))
        height = HEADING + LINE * (len(label) + len(references)) + 2
        symbol = (left, top + HEADING / 2)
        places[iri] = Place(left - _PAD, top, width + _PAD, height, label, references, symbol, symbol)
        top += places[iri].height + 4
    return Plan(_OUTLINE_WIDTH, top + _MARGIN, places)


def above(drawing: Drawing) -> dict[str, str | None]:
    """The card under which each card stands in the outline, or None; in the order of the outline, from top to bottom.

    A card that several lead to stands under the first of them that a reader comes to.
    """
    follows = _follows(drawing)
    reached = {end for ends in follows.values() for end in ends}
    found: dict[str, str | None] = {}
    starts = [iri for iri in follows if iri not in reached] + [iri for iri in follows if iri in reached]
    waiting: list[tuple[str, str | None]] = [(iri, None) for iri in reversed(starts)]
    while waiting:
        iri, parent = waiting.pop()
        if iri not in found:
            found[iri] = parent
            waiting += [(end, iri) for end in reversed(follows[iri])]
    return found


def _follows(drawing: Drawing) -> dict[str, list[str]]:
    """What each card leads to, both in the order of the columns."""
    order = {item.iri: position for position, item in enumerate(item for stack in _ordered(_stacks(drawing), drawing) for item in stack)}
    ends: dict[str, set[str]] = {iri: set() for iri in order}
    for link in drawing.links:
        if link.start != link.end:
            ends[link.start].add(link.end)
    return {iri: sorted(found, key=order.__getitem__) for iri, found in ends.items()}


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
        stacks[KINDS.index(item.kind), depth.get(item.iri, 0)].append(item)
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


def _centres(stacks: Sequence[Sequence[Item]], heights: Mapping[str, float], drawing: Drawing) -> tuple[dict[str, float], float]:
    """The height at which each card's middle stands: the fullest column first, then every other level with the first of its neighbours."""
    neighbours = _neighbours(drawing)
    full = [sum(heights[item.iri] + _BETWEEN_CARDS for item in stack) - _BETWEEN_CARDS for stack in stacks]
    total = max(full)
    fullest = full.index(total)
    centres: dict[str, float] = {}
    for position in [fullest, *range(fullest - 1, -1, -1), *range(fullest + 1, len(stacks))]:
        wanted: list[float] = []
        for item in stacks[position]:
            near = [centres[other] for other in neighbours[item.iri] if other in centres]
            wanted.append(min(near, default=0.0))  # a tall picture is seen from its top: the state must be there, not half-way down
        sizes = [heights[item.iri] for item in stacks[position]]
        centres.update((item.iri, _MARGIN + middle) for item, middle in zip(stacks[position], _apart(wanted, sizes, total), strict=True))
    return centres, total


def _apart(wanted: Sequence[float], sizes: Sequence[float], total: float) -> list[float]:
    """The wanted middles, moved as little as need be so that no two cards touch and all stay between 0 and ``total``."""
    gaps = [(first + second) / 2 + _BETWEEN_CARDS for first, second in pairwise(sizes)]
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
