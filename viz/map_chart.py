"""A world map by state: shapes, dots where a shape is too small to be seen, and a legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from servanda.viz.chart_look import NOBODY, Frame, Spec, framed
from servanda.viz.map_files import world
from servanda.viz.style import INK

#: Height of a map for its width.
_TALL: Final = 0.435
#: Parts of the world: longitude and latitude of the middle, and how many times larger than on the whole map.
AREAS: Final[dict[str, tuple[float, float, float]]] = {
    "world": (0, 0, 1),
    "africa": (18, 2, 2.6),
    "americas": (-85, 8, 1.45),
    "asia": (103, 18, 2.4),
    "europe": (15, 52, 5.2),
    "gulf": (52, 27, 5.5),
    "pacific": (165, -8, 2.6),
}
#: A country of less (in steradians) is less than about 12 square pixels on the map of the whole world, and gets a dot.
_SMALL: Final = 0.00043
#: Between countries and along coasts: told from dark and from light.
_BORDER: Final = "#8a95a3"
#: Equal Earth is so many times as wide as its scale.
_ACROSS: Final = 5.51
#: Its polynomial (Šavrič, Patterson and Jenny 2018, formula 1).
_EQUAL_EARTH: Final = (1.340264, -0.081106, 0.000893, 0.003796)
#: A part of the world is so tall for its width on a wide page.
_PART_TALL: Final = 0.62


@dataclass(frozen=True, slots=True)
class Mapped:
    """A state on the map.

    Attributes:
        code, name: the state.
        group: the legend's words for what it has.
        number: written beside it where the map shows a part of the world; empty for none.
    """

    code: str
    name: str
    group: str
    number: str = ""


def world_map(
    states: Sequence[Mapped], shapes: Mapping[str, str], legend: Mapping[str, tuple[str, str]], none: str, area: str, frame: Frame
) -> Spec:
    """The specification of a map in the Equal Earth projection (Šavrič, Patterson and Jenny 2018), which keeps areas comparable.

    Args:
        states: what is to be shown; those without a shape are passed over (see ``without_shape``).
        shapes: by code, the id of the shape (UN M49 number, or the code).
        legend: by group, in the legend's order: colour, and the symbol of a small state.
        none: the legend's words for areas of which nothing is told (territories, and what has no number).
        area: one of ``AREAS``.
        frame: what stands around it.

    Raises:
        AssetsMissing: the shapes were not installed.
    """
    atlas = world()
    rows = [
        {"id": shapes[each.code], "code": each.code, "name": each.name, "group": each.group, "number": each.number}
        for each in states
        if shapes.get(each.code) in atlas["places"]
    ]
    dots = [_placed(row, atlas) for row in rows if atlas["sizes"][row["id"]] * AREAS[area][2] ** 2 < _SMALL]
    groups = [*legend, none]
    colours = [colour for colour, _ in legend.values()] + [NOBODY]
    symbols = [symbol for _, symbol in legend.values()] + ["circle"]
    key = alt.Legend(title=None, orient="bottom", direction="vertical" if frame.narrow else "horizontal", columns=1 if frame.narrow else 4)
    colour = alt.Color("group:N", scale=alt.Scale(domain=groups, range=colours), legend=key)
    paint = alt.Fill("group:N", scale=alt.Scale(domain=groups, range=colours), legend=key)
    symbol = alt.Shape("group:N", scale=alt.Scale(domain=groups, range=symbols), legend=None)
    told = alt.LookupData(data=alt.InlineData(values=rows), key="id", fields=["group"])
    # the shapes take the place of the empty data below: Altair would copy and look through each of their points
    land = (
        alt.Chart(alt.InlineData(values=[], format=alt.TopoDataFormat(feature="countries", type="topojson")))
        .mark_geoshape(stroke=_BORDER, strokeWidth=0.6, strokeJoin="round")
        .transform_lookup(lookup="id", from_=told, default=none)
        .encode(color=colour)
    )
    layers = [land]
    if dots:
        size = 20 if frame.narrow else 42
        small = alt.Chart(alt.InlineData(values=dots)).encode(longitude="longitude:Q", latitude="latitude:Q", shape=symbol)
        layers.append(small.mark_point(filled=True, size=size, color="white", stroke="white", strokeWidth=3.4, opacity=1))
        layers.append(small.mark_point(filled=True, size=size, stroke=INK, strokeWidth=0.9, opacity=1).encode(fill=paint))
    if area != "world" and (numbers := [_placed(row, atlas) for row in rows if row["number"]]):
        text = alt.Chart(alt.InlineData(values=numbers))
        at = {"longitude": "longitude:Q", "latitude": "latitude:Q", "text": "number:N"}
        layers.append(text.mark_text(fontSize=10, fontWeight="bold", stroke="white", strokeWidth=3, dy=-8).encode(**at))
        layers.append(text.mark_text(fontSize=10, fontWeight="bold", color=INK, dy=-8).encode(**at))
    chart = alt.layer(*layers).properties(width=frame.width - 16, height=_height(frame, area))
    spec = framed(chart, frame, extra={"projection": _projection(frame, area)})
    land_data = spec["layer"][0]["data"]
    spec["datasets"].pop(land_data["name"])
    spec["layer"][0]["data"] = {"values": atlas["topology"], "format": land_data["format"]}
    return spec


def on_part(states: Sequence[str], shapes: Mapping[str, str], area: str) -> frozenset[str]:
    """Of the codes given, those whose middle (that of the largest part) lies on the map of a part of the world, on a wide page.

    On the map of the world all do, those without a shape among them. On that of a part, states at its edges are coloured as well.
    """
    if area == "world":
        return frozenset(states)
    places = world()["places"]
    return frozenset(code for code in states if (place := places.get(shapes.get(code))) is not None and _lies_on(area, *place))


def _lies_on(area: str, longitude: float, latitude: float) -> bool:
    middle, low, times = AREAS[area]
    across, up = _projected((longitude - middle + 180) % 360 - 180, latitude)
    _, centre = _projected(0, low)
    half = _ACROSS / times / 2
    return abs(across) <= half and abs(up - centre) <= half * _PART_TALL


def _projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to Equal Earth of scale 1, from its middle to the right and upwards."""
    first, second, third, fourth = _EQUAL_EARTH
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    up = angle * (first + second * angle**2 + third * angle**6 + fourth * angle**8)
    slope = first + 3 * second * angle**2 + 7 * third * angle**6 + 9 * fourth * angle**8
    return 2 * math.sqrt(3) * math.radians(longitude) * math.cos(angle) / (3 * slope), up


def without_shape(states: Sequence[Mapped], shapes: Mapping[str, str]) -> list[Mapped]:
    """Those that a map cannot show: they are told beneath it."""
    places = world()["places"]
    return [each for each in states if shapes.get(each.code) not in places]


def _placed(row: dict[str, str], atlas: dict[str, Any]) -> dict[str, Any]:
    longitude, latitude = atlas["places"][row["id"]]
    return {**row, "longitude": longitude, "latitude": latitude}


def _height(frame: Frame, area: str) -> int:
    tall = _TALL if area == "world" else _PART_TALL
    return round((frame.width - 16) * (tall if not frame.narrow or area == "world" else 0.95))


def _projection(frame: Frame, area: str) -> dict[str, Any]:
    longitude, latitude, times = AREAS[area]
    width, height = frame.width - 16, _height(frame, area)
    # turned to 11° east, so that the far east of Russia is not cut off
    turned = 11 if area == "world" else longitude
    return {
        "type": "equalEarth",
        "rotate": [-turned, 0, 0],
        "center": [0, latitude if area != "world" else 9],
        "scale": round(width / _ACROSS * times * (1.02 if area == "world" else 1), 2),
        "translate": [width / 2, height / 2],
        "clipExtent": [[0, 0], [width, height]],
    }
