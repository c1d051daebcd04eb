"""The largest corridors of a state by people, as bars; what is not among them, and what is not told, stands apart beneath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from servanda.queries.figures_flows import Flows
from servanda.viz.chart_look import HATCHED, LINE, YES, Frame, Spec, framed, inline
from servanda.viz.labels import shorten
from servanda.viz.style import INK

_ROW = 24


def flows_rows(found: Flows, words: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """What the picture and its table show, line by line: whom, how many people, and which kind of line.

    The kind is ``people`` (a corridor), ``others`` (all smaller corridors together; territories), or ``not_told`` (people whose origin the
    source does not tell).
    """
    lines = [((each.destination_name if found.direction == "from" else each.origin_name), each.people, "people") for each in found.rows]
    people, corridors = found.others
    if corridors:
        lines.append((words["others"].format(number=corridors), people, "others"))
    if found.territories:
        lines.append((words["territories"], found.territories, "others"))
    if found.not_told:
        lines.append((words["not_told"], found.not_told, "not_told"))
    return lines


def flows_chart(found: Flows, words: Mapping[str, str], frame: Frame) -> Spec:
    """Bars, the largest first, each with its number.

    Args:
        found: the corridors.
        words: ``others`` (with ``number``), ``territories``, ``not_told``, ``thousands`` (what parts a number);
            ``kind_people``, ``kind_others``, ``kind_not_told``.
        frame: what stands around it.
    """
    longest = 22 if frame.narrow else 48
    rows: list[dict[str, Any]] = [
        {
            "whom": shorten(name, longest),
            "people": people,
            "kind": words[f"kind_{kind}"],
            "label": f"{people:,}".replace(",", words["thousands"]),
        }
        for name, people, kind in flows_rows(found, words)
    ]
    kinds = [words[f"kind_{kind}"] for kind in ("people", "others", "not_told")]
    shown = [kind for kind in kinds if any(row["kind"] == kind for row in rows)]
    paint = dict(zip(kinds, (YES, "#9aa5b1", HATCHED), strict=True))
    fill = alt.Fill(
        "kind:N",
        scale=alt.Scale(domain=shown, range=[paint[kind] for kind in shown]),
        legend=alt.Legend(title=None, orient="bottom", columns=1 if frame.narrow else 3, symbolType="square", symbolSize=160),
    )
    most = max((row["people"] for row in rows), default=1)
    x = alt.X("people:Q", axis=None, scale=alt.Scale(domain=[0, most * (1.3 if frame.narrow else 1.12)]))
    y = alt.Y("whom:N", sort=[row["whom"] for row in rows], title=None, axis=alt.Axis(labelLimit=150 if frame.narrow else 330, ticks=False))
    base = alt.Chart(inline(rows)).encode(x=x, y=y)
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.8).encode(fill=fill)
    numbers = base.mark_text(align="left", dx=4, fontSize=11, color=INK).encode(text="label:N")
    chart = alt.layer(bars, numbers).properties(
        width=frame.width, height=max(len(rows), 1) * _ROW, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
    return framed(chart, frame)
