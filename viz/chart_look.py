"""How the charts look: sizes, colours, the frame around a specification.

Colours are told apart without seeing hue: what counts differs in lightness (contrast of 3 and more: WCAG 2.2, 1.4.11) or in shape, and
what is not known is hatched. The font is one that the renderer carries along, so that every machine draws the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from servanda.viz.labels import wrap
from servanda.viz.style import INK

Spec = dict[str, Any]

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDE: Final = 960
NARROW: Final = 360

QUIET: Final = "#4d5661"
LINE: Final = "#767f8a"
GRID: Final = "#dfe3e8"
YES: Final = "#0b3d7d"
NO: Final = "#f7dfb5"
#: Stands for hatching: a specification knows flat colours only, and the renderer draws this one as stripes.
HATCHED: Final = "#8c8c8b"
NOBODY: Final = "#f4f5f7"
#: From nothing to all, each step darker than the one before.
STEPS: Final = (NO, "#bcd5ec", "#79a9d6", "#2e6cac", "#08306b")
#: For lines that are told apart by their names and dashes too (Okabe and Ito's palette, darkened to a contrast of 3 on white).
LINES: Final = ("#0b4f9e", "#b34700", "#00755a", "#a3386f", "#5b5b5b", "#7a6a00")
DASHES: Final = ([1, 0], [8, 3], [2, 2], [8, 3, 2, 3], [4, 4], [12, 4])


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every picture.

    Attributes:
        title, subtitle: one line each; they are broken to fit.
        credit: lines beneath: sources, version.
        narrow: for a telephone.
    """

    title: str
    subtitle: str
    credit: tuple[str, ...]
    narrow: bool = False

    @property
    def width(self) -> int:
        """Of the whole picture, in pixels."""
        return NARROW if self.narrow else WIDE


def framed(chart: alt.LayerChart | alt.Chart | alt.FacetChart, frame: Frame, *, extra: Spec | None = None) -> Spec:
    """The specification of a chart with its title, its look and, for the renderer, its credit.

    Args:
        chart: what Altair made.
        frame: what stands around it.
        extra: properties that Altair does not need to see, for instance the shapes of a map.
    """
    title_size = 15 if frame.narrow else 18
    spec: Spec = chart.to_dict(validate=False)
    spec |= extra or {}
    spec["title"] = {
        "text": list(wrap(frame.title, frame.width * 0.9, title_size, 5)),
        "subtitle": list(wrap(frame.subtitle, frame.width * 0.98, 12, 6)),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": title_size,
        "subtitleFontSize": 12,
        "subtitleColor": QUIET,
        "subtitlePadding": 5,
        "offset": 12,
    }
    lines = [line for text in frame.credit for line in wrap(text, frame.width * 0.97, 10.5, 6)]
    spec["usermeta"] = {"credit": lines, "description": f"{frame.title}. {frame.subtitle}"}
    spec["config"] = {
        "font": FONT,
        "background": "#ffffff",
        "padding": 8,
        "view": {"stroke": None},
        "title": {"color": INK, "fontWeight": "bold"},
        "axis": {
            **{"labelColor": INK, "titleColor": INK, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
            **{"gridColor": GRID, "domainColor": LINE, "tickColor": LINE},
        },
        "legend": {
            **{"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
            **{"labelLimit": frame.width - 60, "titleLimit": frame.width - 20, "symbolStrokeWidth": 1},
            "layout": {"bottom": {"anchor": "start", "direction": "vertical", "margin": 4}},
        },
    }
    return spec


def inline(rows: list[dict[str, Any]]) -> alt.InlineData:
    """Rows as the data of a chart."""
    return alt.InlineData(values=rows)
