"""The parties to an instrument: on a map on a day, and in number over the years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import altair as alt

from servanda.queries.figures_parties import Parties, PartiesByYear
from servanda.viz.chart_look import DASHES, HATCHED, LINES, NO, YES, Frame, Spec, framed
from servanda.viz.labels import shorten
from servanda.viz.map_chart import Mapped, world_map

#: By status: colour, and the symbol of a state too small for its shape.
LOOKS: Final = {"bound": (YES, "circle"), "not_bound": (NO, "square"), "not_known": (HATCHED, "diamond")}


def on_map(found: Parties, words: Mapping[str, str]) -> list[Mapped]:
    """The states as the map shows them, each with the legend's words: the status, and how many of those counted have it."""
    group = {status: f"{words[status]}: {found.counts.get(status, 0)}" for status in LOOKS}
    return [Mapped(row.code, row.name, group[row.status]) for row in found.rows]


def parties_map(found: Parties, shapes: Mapping[str, str], words: Mapping[str, str], area: str, frame: Frame) -> Spec:
    """Who was bound on a day.

    Args:
        found: rows of all states; ``counts`` of those that the legend is to count.
        shapes: by code, the id of the shape.
        words: for each status, and ``no_party`` for areas that are not asked about.
        area: one of ``map_chart.AREAS``.
        frame: what stands around it.
    """
    legend = {f"{words[status]}: {found.counts.get(status, 0)}": look for status, look in LOOKS.items()}
    return world_map(on_map(found, words), shapes, legend, words["no_party"], area, frame)


def parties_lines(found: PartiesByYear, words: Mapping[str, str], frame: Frame) -> Spec:
    """How many states each instrument bound, year by year: steps, named at their ends, with a mark where states left.

    Args:
        found: a row for each instrument and year.
        words: ``parties`` (the axis) and ``left`` (the mark).
        frame: what stands around it.
    """
    longest = 40 if frame.narrow else 70
    names = list(dict.fromkeys(shorten(row.short, longest) for row in found.rows))
    rows = [
        {
            "instrument": shorten(row.short, longest),
            "on": row.on.isoformat(),
            "bound": row.bound,
            "most": row.bound + row.not_known,
            "ended": row.ended,
            "paint": LINES[names.index(shorten(row.short, longest))],
        }
        for row in found.rows
    ]
    last = {row["instrument"]: row for row in rows}
    data = alt.Chart(alt.InlineData(values=rows))
    colour = alt.Color("instrument:N", scale=alt.Scale(domain=names, range=list(LINES[: len(names)])), legend=_legend(frame))
    plain = alt.Fill("paint:N", scale=None, legend=None)
    dash = alt.StrokeDash("instrument:N", scale=alt.Scale(domain=names, range=list(DASHES[: len(names)])), legend=_legend(frame))
    x = alt.X("on:T", title=None, axis=alt.Axis(format="%Y", grid=False, tickCount=6 if frame.narrow else 12))
    y = alt.Y("bound:Q", title=words["parties"], scale=alt.Scale(zero=True, nice=True))
    open_ = data.mark_area(interpolate="step-after", opacity=0.25).encode(x=x, y=y, y2="most:Q", fill=plain)
    line = data.mark_line(interpolate="step-after", strokeWidth=2.2).encode(x=x, y=y, color=colour, strokeDash=dash)
    left = (
        data.transform_filter("datum.ended > 0")
        .mark_point(shape="triangle-down", size=70, filled=True, opacity=1, yOffset=-7)
        .encode(x=x, y=y, fill=plain)
    )
    end = alt.Chart(alt.InlineData(values=list(last.values())))
    numbers = end.mark_text(align="left", dx=5, fontSize=12, fontWeight="bold").encode(x=x, y=y, text="bound:Q", fill=plain)
    chart = alt.layer(open_, line, left, numbers).properties(
        width=frame.width, height=300 if frame.narrow else 420, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
    return framed(chart, frame)


def _legend(frame: Frame) -> alt.Legend:
    return alt.Legend(
        title=None, orient="bottom", columns=1 if frame.narrow else 2, symbolType="stroke", symbolSize=500, symbolStrokeWidth=2.5
    )
