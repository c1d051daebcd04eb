"""How each kind of thing looks: a symbol, a colour and a word, so that nothing is told by colour alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

Outline = tuple[tuple[float, float], ...]
"""A closed polygon around the origin, within one unit of it; y grows downwards."""

INK: Final = "#1a1a1a"
PAPER: Final = "#ffffff"
ARROW: Final = "#5b6673"
LINE: Final = "#7d8792"
"""Of arrows, which may be many; what is written in the colour of arrows has ``ARROW``."""
BAR: Final = "#9db8dd"


@dataclass(frozen=True)
class Look:
    """How a kind is drawn: ``colour`` for border, symbol and the kind's word, ``tint`` for the card behind the label."""

    colour: str
    tint: str
    symbol: Outline


@dataclass(frozen=True)
class LineLook:
    """How an arrow is drawn: its width, and the lengths of strokes and gaps where it is not whole."""

    width: float
    dashes: tuple[float, ...] = ()


LINE_LOOKS: Final[dict[str, LineLook]] = {
    "plain": LineLook(1.2),
    "strong": LineLook(3.2),
    "dashed": LineLook(1.5, (8, 5)),
    "dotted": LineLook(1.7, (2, 4)),
}


def _regular(corners: int, *, turned: float = 0.0, radius: float = 1.0) -> Outline:
    """A regular polygon; its first corner points up, or ``turned`` degrees clockwise from there."""
    angles = [math.radians(turned - 90 + 360 * corner / corners) for corner in range(corners)]
    return tuple((round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3)) for angle in angles)


def _star(points: int, inner: float) -> Outline:
    outer, within = _regular(points), _regular(points, turned=180 / points, radius=inner)
    return tuple(corner for pair in zip(outer, within, strict=True) for corner in pair)


_CROSS: Final[Outline] = tuple(
    (x * 0.9, y * 0.9)
    for x, y in (
        (-0.4, -1),
        (0.4, -1),
        (0.4, -0.4),
        (1, -0.4),
        (1, 0.4),
        (0.4, 0.4),
        (0.4, 1),
        (-0.4, 1),
        (-0.4, 0.4),
        (-1, 0.4),
        (-1, -0.4),
        (-0.4, -0.4),
    )
)

_RIM, _HOLE = _regular(24), _regular(24, radius=0.5)
_RING: Final[Outline] = (*_RIM, _RIM[0], _HOLE[0], *reversed(_HOLE))  # the hole runs the other way, so that it stays empty
_HOURGLASS: Final[Outline] = ((-0.9, -0.9), (0.9, -0.9), (0.2, 0.0), (0.9, 0.9), (-0.9, 0.9), (-0.2, 0.0))

LOOKS: Final[dict[str, Look]] = {
    "state": Look("#1d4f9e", "#eef3fb", _regular(24)),
    "group": Look("#00607f", "#e9f5fa", _RING),
    "act": Look("#8f3d00", "#fdf2ea", _regular(4, turned=45, radius=1.15)),
    "binding": Look("#63389a", "#f4effa", _regular(4)),
    "instrument": Look("#005f69", "#eaf6f7", _regular(6)),
    "agreement": Look("#7a3b6e", "#f9eff7", _HOURGLASS),
    "provision": Look("#3f5c00", "#f2f7e6", _regular(3)),
    "obligation": Look("#a2004b", "#fdeef4", _star(5, 0.45)),
    "right": Look("#6b5400", "#fbf6e3", _regular(3, turned=180)),
    "topic": Look("#454b54", "#f1f2f4", _CROSS),
}
"""Every kind of node, in the order in which a path runs."""

KINDS: Final = tuple(LOOKS)


def contrast(first: str, second: str) -> float:
    """The contrast of two colours (``#rrggbb``), from 1 to 21.

    Web Content Accessibility Guidelines 2.2, definition of contrast ratio: text needs 4.5, symbols and borders 3.
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
