"""Shapes made lighter: the lines of a TopoJSON topology with fewer points, every border still shared by its two sides.

A topology holds each line once, whoever borders on it. Simplifying the lines and not the shapes leaves no gaps between neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Point = tuple[int, int]


def simplified(topology: dict[str, Any], tolerance: float) -> dict[str, Any]:
    """A copy of the topology whose lines leave out what does not show.

    Args:
        topology: TopoJSON with quantized lines (https://github.com/topojson/topojson-specification, section 2.1.2): whole numbers, each
            point written as the difference from the one before.
        tolerance: how far a point that is left out may lie from the line that stays, in degrees.

    Returns:
        The same objects over the lighter lines, in the same order.
    """
    across, down = topology["transform"]["scale"]
    whole = [_points(line) for line in topology["arcs"]]
    light = [_thinned(line, across / tolerance, down / tolerance) for line in whole]
    for ring in _rings(topology):
        before, after = _turn(ring, whole), _turn(ring, light)
        if before * after <= 0 or abs(after) < abs(before) / 2:  # a spit of land that would fold in on itself
            for number in ring:
                light[number if number >= 0 else ~number] = whole[number if number >= 0 else ~number]
    return {**topology, "arcs": [_differences(line) for line in light]}


def _rings(topology: dict[str, Any]) -> Iterator[Sequence[int]]:
    """The rings of all shapes, each as the numbers of its lines; a negative number is a line run backwards, -1 the first."""
    for several in topology["objects"].values():
        for shape in several["geometries"]:
            for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
                yield from polygon


def _turn(ring: Sequence[int], lines: Sequence[Sequence[Point]]) -> float:
    """Twice the flat area within a ring, in squares of the grid; its sign tells which way the ring runs."""
    points = [point for number in ring for point in (lines[number] if number >= 0 else lines[~number][::-1])]
    return sum(a * q - p * b for (a, b), (p, q) in zip(points, [*points[1:], points[0]], strict=True))


def _points(line: Sequence[Sequence[int]]) -> list[Point]:
    x = y = 0
    found: list[Point] = []
    for step in line:
        x, y = x + step[0], y + step[1]
        found.append((x, y))
    return found


def _differences(points: Sequence[Point]) -> list[list[int]]:
    before = [(0, 0), *points]
    return [[x - p, y - q] for (p, q), (x, y) in zip(before, points, strict=False)]


def _thinned(points: list[Point], across: float, down: float) -> list[Point]:
    """Douglas and Peucker (1973); ``across`` and ``down`` are the length of a whole number in tolerances.

    A line that ends where it begins is an island: it is cut at the point farthest from there, and keeps at least a triangle.
    """
    if len(points) < 5:
        return points
    kept = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        start = points[0]
        far = max(range(len(points)), key=lambda at: _squared(points[at], start, across, down))
        kept.add(far)
        parts = [(0, far), (far, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        at, distance = _farthest(points, first, last, across, down)
        if distance > 1:
            kept.add(at)
            parts += [(first, at), (at, last)]
    if points[0] == points[-1] and len(kept) < 4:
        far = max(kept - {0, len(points) - 1})
        before, after = _farthest(points, 0, far, across, down)[0], _farthest(points, far, len(points) - 1, across, down)[0]
        kept |= {before, after}
    return [points[at] for at in sorted(kept)]


def _squared(one: Point, other: Point, across: float, down: float) -> float:
    return ((one[0] - other[0]) * across) ** 2 + ((one[1] - other[1]) * down) ** 2


def _farthest(points: Sequence[Point], first: int, last: int, across: float, down: float) -> tuple[int, float]:
    """Which point between two lies farthest from their line, and how far (squared, in tolerances)."""
    x, y = points[first]
    along = ((points[last][0] - x) * across, (points[last][1] - y) * down)
    length = along[0] ** 2 + along[1] ** 2
    best, most = first, 0.0
    for at in range(first + 1, last):
        p, q = (points[at][0] - x) * across, (points[at][1] - y) * down
        distance = p * p + q * q if not length else (p * along[1] - q * along[0]) ** 2 / length
        if distance > most:
            best, most = at, distance
    return best, most
