"""The shapes of the maps: made once from npm's folder, then part of every map.

``npm ci`` puts world-atlas, that is Natural Earth's countries at 1:50 million, into ``node_modules``; ``python -m servanda.viz.map_files``
makes them light enough for a page and writes ``viz/assets/world.json``, with the package's licence beside it.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from servanda.viz.browser_files import FOLDER
from servanda.viz.map_simplify import simplified
from servanda.viz.npm_files import read, run, write

FILE: Final = "world.json"
LICENCE: Final = "world-atlas.LICENSE.txt"
#: What is left out of a line lies within a fifth of a pixel of it on a map of 960 pixels.
TOLERANCE: Final = 0.07
#: Natural Earth gives no number to what has none in ISO 3166-1; of these the graph knows this one, by its own code.
_WITHOUT_NUMBER: Final = {"Kosovo": "x-kosovo"}
#: No state claims a duty there, and it would take a fifth of the picture.
_LEFT_OUT: Final = frozenset({"Antarctica"})

Ring = list[tuple[float, float]]


def install(node_modules: Path) -> list[Path]:
    """Write the light shapes and their licence into ``viz/assets``; the same package gives the same bytes.

    Args:
        node_modules: the folder that ``npm ci`` made.

    Raises:
        AssetsMissing: npm's folder lacks world-atlas; nothing is written then.
    """
    atlas = node_modules / "world-atlas"
    texts = {name: read(atlas / name) for name in ("countries-50m.json", "countries-10m.json", "LICENSE")}
    fine = json.loads(texts["countries-10m.json"])
    world = json.dumps(_world(json.loads(texts["countries-50m.json"]), fine), separators=(",", ":"), ensure_ascii=False)
    return write(FOLDER, {FILE: world, LICENCE: texts["LICENSE"]})


@cache
def world() -> dict[str, Any]:
    """The shapes, as ``install`` wrote them; not to be changed.

    Returns:
        ``topology``: TopoJSON with one object, ``countries``, whose geometries have for id the UN M49 number (three digits) or our own
        code, and none where the graph knows nothing of the area. ``places``: by id, a point within the country (longitude, latitude), also
        of one that has no shape at this scale. ``sizes``: by id, in steradians.

    Raises:
        AssetsMissing: they were not installed.
    """
    found: dict[str, Any] = json.loads(read(FOLDER / FILE, f"viz/assets/{FILE}"))
    return found


def _world(topology: dict[str, Any], fine: dict[str, Any]) -> dict[str, Any]:
    light = simplified({name: part for name, part in topology.items() if name != "bbox"}, TOLERANCE)
    sizes: dict[str, float] = {}
    places: dict[str, tuple[float, float]] = {}
    countries: list[dict[str, Any]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in _LEFT_OUT:
            continue
        key = shape.get("id") or _WITHOUT_NUMBER.get(name)
        countries.append({"type": shape["type"], "arcs": shape["arcs"], "properties": {"name": name}} | ({"id": key} if key else {}))
        if key:
            size, place = _measured(topology, shape)
            if size > sizes.get(key, 0):
                places[key] = place
            sizes[key] = sizes.get(key, 0) + size
    for shape in fine["objects"]["countries"]["geometries"]:
        key = shape.get("id")
        if key and key not in places and shape["properties"]["name"] not in _LEFT_OUT:
            sizes[key], places[key] = _measured(fine, shape)
    return {
        "topology": {**light, "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}}},
        "places": {key: places[key] for key in sorted(places)},
        "sizes": {key: round(sizes[key], 7) for key in sorted(places)},
    }


def _measured(topology: dict[str, Any], shape: dict[str, Any]) -> tuple[float, tuple[float, float]]:
    """A country's size in steradians, and the middle of its largest part."""
    parts = [(_size(ring), ring) for ring in _outlines(topology, shape)]
    largest = max(parts, key=lambda part: part[0])[1]
    return sum(size for size, _ in parts), _middle(largest)


def _outlines(topology: dict[str, Any], shape: dict[str, Any]) -> Iterator[Ring]:
    """The outer ring of each part (TopoJSON, section 2.1.4: a negative number is a line run backwards, -1 the first)."""
    (across, down), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            x = y = 0
            line: Ring = []
            for step in topology["arcs"][number if number >= 0 else ~number]:
                x, y = x + step[0], y + step[1]
                line.append((x * across + left, y * down + low))
            ring += line if number >= 0 else line[::-1]
        yield ring


def _size(ring: Sequence[tuple[float, float]]) -> float:
    """In steradians, by the cylindrical equal-area projection."""
    flat = [(math.radians(longitude), math.sin(math.radians(latitude))) for longitude, latitude in ring]
    return abs(sum(a * q - p * b for (a, b), (p, q) in zip(flat, [*flat[1:], flat[0]], strict=True))) / 2


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The centroid of the flat outline, in degrees, to a tenth of the line's own precision."""
    area = x = y = 0.0
    for (a, b), (p, q) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a * q - p * b
        area, x, y = area + cross, x + (a + p) * cross, y + (b + q) * cross
    if abs(area) < 1e-9:
        return round(ring[0][0], 2), round(ring[0][1], 2)
    return round(x / (3 * area), 2), round(y / (3 * area), 2)


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m servanda.viz.map_files [node_modules]``: make the shapes, and say what was written."""
    return run("servanda.viz.map_files", "Make the shapes of the maps from npm's folder.", install, arguments)


if __name__ == "__main__":
    sys.exit(main())
