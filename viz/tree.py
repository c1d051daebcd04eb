"""Which card stands under which, and what is put away when a card is folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from servanda.viz.drawing import Drawing

Under = Mapping[str, Sequence[str]]
"""For each card the cards that stand under it, in their order."""


def under(drawing: Drawing, order: Sequence[str]) -> dict[str, list[str]]:
    """What stands under each card: what its arrows lead to, unless a card says itself where it belongs.

    Args:
        drawing: what is drawn.
        order: all cards, in the order in which those under one card are told.
    """
    position = {iri: index for index, iri in enumerate(order)}
    said = {item.iri: [parent for parent in item.under if parent in position] for item in drawing.items if item.under}
    found: dict[str, set[str]] = {iri: set() for iri in order}
    for iri, parents in said.items():
        for parent in parents:
            found[parent].add(iri)
    for link in drawing.links:
        if link.start != link.end and link.end not in said:
            found[link.start].add(link.end)
    return {iri: sorted(several, key=position.__getitem__) for iri, several in found.items()}


def first_above(tree: Under) -> dict[str, str | None]:
    """The card under which each card stands in an outline, or None; in the order of the outline, from top to bottom.

    A card that belongs under several stands under the first of them that a reader comes to.
    """
    first = roots(tree)
    starts = [iri for iri in tree if iri in first] + [iri for iri in tree if iri not in first]
    found: dict[str, str | None] = {}
    waiting: list[tuple[str, str | None]] = [(iri, None) for iri in reversed(starts)]
    while waiting:
        iri, parent = waiting.pop()
        if iri not in found:
            found[iri] = parent
            waiting += [(end, iri) for end in reversed(tree[iri])]
    return found


def roots(tree: Under) -> set[str]:
    """The cards that stand under no other."""
    return set(tree) - {end for ends in tree.values() for end in ends}


def visible(tree: Under, folded: Set[str]) -> set[str]:
    """The cards to which a way leads that goes through no folded card.

    Cards that only lead to each other in a circle have no beginning; none of them is ever put away.
    """
    every = _reached(tree, roots(tree), frozenset())
    return _reached(tree, roots(tree), folded) | (set(tree) - every)


def _reached(tree: Under, starts: Set[str], folded: Set[str]) -> set[str]:
    found = set(starts)
    waiting = list(starts)
    while waiting:
        here = waiting.pop()
        fresh = [] if here in folded else [end for end in tree[here] if end not in found]
        found.update(fresh)
        waiting += fresh
    return found
