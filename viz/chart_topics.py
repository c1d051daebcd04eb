"""States and topics as a grid: in each cell how many obligations bound the state, the darker the larger their share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from servanda.queries.figures_topics import TopicCount, TopicGrid
from servanda.viz.chart_look import HATCHED, STEPS, Frame, Spec, framed, inline
from servanda.viz.labels import shorten
from servanda.viz.style import INK

_ROW = 19


def _label(row: TopicCount) -> str:
    """The number; with a plus where obligations that are not known can come to it, a question mark where nothing else is there."""
    if not row.not_known:
        return str(row.bound)
    return f"{row.bound}+" if row.bound else "?"


def topics_chart(found: TopicGrid, words: Mapping[str, str], frame: Frame) -> Spec:
    """A row for each topic, a column for each state by its code, and the number in each cell.

    Args:
        found: a row for each topic and state.
        words: ``not_known``, ``topic_of`` (a topic with how many obligations are encoded on it).
        frame: what stands around it; on a narrow picture numbers are left to the table where there are more than eight states.
    """
    longest = 24 if frame.narrow else 60
    rows: list[dict[str, Any]] = [
        {
            "topic": words["topic_of"].format(topic=shorten(row.topic_name, longest), number=row.obligations),
            "state": row.state,
            "bound": row.bound,
            "share": round(row.bound / row.obligations, 4),
            "label": _label(row),
        }
        for row in found.rows
    ]
    topics: list[str] = list(dict.fromkeys(row["topic"] for row in rows))
    x = alt.X("state:N", sort=list(found.states), title=None, axis=alt.Axis(orient="top", labelAngle=-90, ticks=False, domain=False))
    y = alt.Y("topic:N", sort=topics, title=None, axis=alt.Axis(labelLimit=185 if frame.narrow else 380, ticks=False, domain=False))
    steps = ["0", "< 25 %", "25–50 %", "50–75 %", "> 75 %"]
    colour = alt.Color(
        "step:N",
        scale=alt.Scale(domain=[*steps, words["not_known"]], range=[*STEPS, HATCHED]),
        legend=alt.Legend(title=None, orient="bottom", columns=2 if frame.narrow else 6, symbolType="square", symbolSize=160),
    )
    for row in rows:
        share = row["share"]
        row["step"] = (
            words["not_known"]
            if row["label"] == "?"
            else steps[0 if share == 0 else 1 if share < 0.25 else 2 if share < 0.5 else 3 if share <= 0.75 else 4]
        )
        row["ink"] = "#ffffff" if share >= 0.5 else INK
    base = alt.Chart(inline(rows)).encode(x=x, y=y)
    layers = [base.mark_rect(stroke="white", strokeWidth=1).encode(color=colour)]
    if not frame.narrow or len(found.states) <= 8:
        layers.append(base.mark_text(fontSize=10).encode(text="label:N", fill=alt.Fill("ink:N", scale=None, legend=None)))
    chart = alt.layer(*layers).properties(
        width=frame.width, height=max(len(topics), 1) * _ROW, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
    return framed(chart, frame)
