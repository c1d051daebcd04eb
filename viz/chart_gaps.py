"""How many of an instrument's or a topic's obligations bind each state, on a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from servanda.queries.figures_gaps import GapRow, Gaps
from servanda.viz.chart_look import HATCHED, STEPS, Frame, Spec
from servanda.viz.map_chart import Mapped, world_map

#: The classes from nothing to all; ``not_known`` where the sources leave open more than half.
CLASSES: Final = ("none", "few", "some", "most", "all")
_SYMBOLS: Final = ("square", "triangle-down", "triangle-up", "circle", "circle")


def class_of(row: GapRow, obligations: int) -> str:
    """The class of a state: by the share of the obligations that bind it in whole, itself or by one that asks the same or more."""
    if row.not_known * 2 > obligations:
        return "not_known"
    if row.whole == obligations:
        return "all"
    if row.whole == 0:
        return "none"
    share = row.whole / obligations
    return "few" if share < 1 / 4 else "some" if share < 1 / 2 else "most"


def _in_class(found: Gaps, counted: Collection[str] | None) -> Counter[str]:
    return Counter(class_of(row, found.obligations) for row in found.rows if counted is None or row.code in counted)


def gaps_on_map(found: Gaps, words: Mapping[str, str], counted: Collection[str] | None = None) -> list[Mapped]:
    """The states as the map shows them; the number beside one is how many bind it in whole.

    ``counted``: codes of the states that the legend counts; None means all.
    """
    several = _in_class(found, counted)
    classes = {row.code: class_of(row, found.obligations) for row in found.rows}
    numbers = {row.code: "?" if classes[row.code] == "not_known" else str(row.whole) for row in found.rows}
    return [Mapped(row.code, row.name, f"{words[(c := classes[row.code])]}: {several[c]}", numbers[row.code]) for row in found.rows]


def gaps_map(
    found: Gaps, shapes: Mapping[str, str], words: Mapping[str, str], area: str, frame: Frame, counted: Collection[str] | None = None
) -> Spec:
    """The map of gaps: the lighter a state, the less binds it.

    Args:
        found: rows of all states.
        shapes: by code, the id of the shape.
        words: for each class, ``not_known``, and ``no_party`` for areas that are not asked about.
        area: one of ``map_chart.AREAS``.
        frame: what stands around it.
        counted: codes of the states that the legend counts; None means all.
    """
    several = _in_class(found, counted)
    looks = dict(zip(CLASSES, zip(STEPS, _SYMBOLS, strict=True), strict=True)) | {"not_known": (HATCHED, "diamond")}
    legend = {f"{words[name]}: {several[name]}": look for name, look in looks.items()}
    return world_map(gaps_on_map(found, words, counted), shapes, legend, words["no_party"], area, frame)
