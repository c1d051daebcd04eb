"""A state's acts and binding periods on a line of time, an instrument a row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

import altair as alt

from servanda.queries.figures_timeline import TimedAct, Timeline
from servanda.viz.chart_look import HATCHED, YES, Frame, Spec, framed, inline
from servanda.viz.labels import shorten
from servanda.viz.style import INK

#: By kind of act: the symbol.
SYMBOLS: Final = {
    "signature": "triangle-up",
    "consent": "circle",
    "statement": "square",
    "denunciation": "cross",
    "other": "diamond",
}
_ROW: Final = 21
_DATED: Final = "#f0a202"


def timeline_chart(found: Timeline, shorts: Mapping[str, str], words: Mapping[str, str], frame: Frame) -> Spec:
    """Acts as symbols, periods as bars.

    A beginning or end of which only the year is known, or that the text leaves open, is hatched from the first to the last day that it can
    be. An act of which only the year is known stands in the middle of the year, and its symbol is hollow.

    Args:
        found: acts and periods.
        shorts: what each instrument is called, by slug.
        words: for each kind of act, ``bound``, ``uncertain``, ``day``, ``year``.
        frame: what stands around it.
    """
    slugs = _by_beginning(found)
    named = {slug: shorten(shorts[slug], 52 if frame.narrow else 60) for slug in slugs}
    order = [named[slug] for slug in slugs]
    bars = _bars(found, named, words)
    marks = [_mark(act, named, words) for act in sorted(found.acts, key=lambda act: act.mark == "statement")]
    days = [each[name] for each in bars for name in ("from", "to")] + [each["on"] for each in marks]
    first = min(days, default=found.until.isoformat())
    scale = alt.Scale(type="utc", domain=[f"{int(first[:4]) - 1}-01-01", found.until.isoformat()])
    years = alt.Axis(format="%Y", orient="top", tickCount=4 if frame.narrow else 10, title=None)
    beside = alt.Axis(labelLimit=340, grid=True, ticks=False, labels=not frame.narrow, domain=not frame.narrow)
    y = alt.Y("instrument:N", sort=order, title=None, axis=beside)
    lower = 7 if frame.narrow else 0
    kinds = [words["bound"], words["uncertain"]]
    squares = alt.Legend(title=None, orient="bottom", columns=1 if frame.narrow else 7, symbolType="square", symbolSize=160)
    bar = (
        alt.Chart(inline(bars))
        .mark_bar(height=9, stroke=INK, strokeWidth=0.6, yOffset=lower)
        .encode(
            x=alt.X("from:T", scale=scale, axis=years),
            x2="to:T",
            y=y,
            fill=alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=[YES, HATCHED]), legend=squares),
        )
    )
    several = [kind for kind in SYMBOLS if any(each["mark"] == words[kind] for each in marks)]
    outlines = alt.Legend(
        title=None, orient="bottom", columns=1 if frame.narrow else 7, symbolSize=90, symbolFillColor="white", symbolStrokeColor=INK
    )
    point = (
        alt.Chart(inline(marks))
        .mark_point(filled=True, stroke=INK, strokeWidth=1.1, opacity=1, yOffset=lower)
        .encode(
            x=alt.X("on:T", scale=scale, axis=years),
            y=y,
            shape=alt.Shape(
                "mark:N",
                scale=alt.Scale(domain=[words[kind] for kind in several], range=[SYMBOLS[kind] for kind in several]),
                legend=outlines,
            ),
            fill=alt.Fill("paint:N", scale=None, legend=None),
            size=alt.Size("size:Q", scale=None, legend=None),
        )
    )
    layers = [bar, point]
    if frame.narrow:  # there is no room for names beside the bars: they stand above them
        names = alt.Chart(inline([{"instrument": name} for name in order]))
        layers.append(names.mark_text(align="left", dx=2, dy=-7, fontSize=11, color=INK).encode(x=alt.value(0), y=y, text="instrument:N"))
    chart = alt.layer(*layers).resolve_scale(fill="independent").resolve_legend(fill="independent", shape="independent")
    chart = chart.properties(
        width=frame.width,
        height=max(len(order), 1) * (_ROW + 2 * lower),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return framed(chart, frame)


def _by_beginning(found: Timeline) -> list[str]:
    """Slugs, what bound first before what bound later, and what never did at the end."""
    bound = {each.instrument: each.from_latest.isoformat() for each in reversed(found.periods)}
    acted = {act.instrument: act.date for act in reversed(found.acts)}
    return sorted({*bound, *acted}, key=lambda slug: (slug not in bound, bound.get(slug, ""), acted.get(slug, ""), slug))


def _bars(found: Timeline, named: Mapping[str, str], words: Mapping[str, str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for each in found.periods:
        end = min(each.until_earliest or found.until, found.until)
        parts: list[tuple[datetime.date, datetime.date, str]] = []
        if each.from_earliest < each.from_latest:
            parts.append((each.from_earliest, min(each.from_latest, found.until), "uncertain"))
        if each.from_latest < end:
            parts.append((each.from_latest, end, "bound"))
        if each.until_earliest is not None and each.until_latest is not None and each.until_earliest < min(each.until_latest, found.until):
            parts.append((each.until_earliest, min(each.until_latest, found.until), "uncertain"))
        rows += [
            {"instrument": named[each.instrument], "from": start.isoformat(), "to": stop.isoformat(), "kind": words[kind]}
            for start, stop, kind in parts
        ]
    return rows


def _mark(act: TimedAct, named: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Any]:
    whole = len(act.date) > len("1962")
    on = act.date if whole else f"{act.date}-07-01"
    # what is declared with a consent, on the same day, is drawn within its symbol
    size = 22 if act.mark == "statement" else 64
    return {"instrument": named[act.instrument], "on": on, "mark": words[act.mark], "size": size, "paint": _DATED if whole else "#ffffff"}
