"""Provisions that a state left out where the instrument lets it, until it takes them in again."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace

from servanda.graph.acts import SourcedAct
from servanda.graph.effect_rules import EffectRule
from servanda.graph.period import BindingPeriod
from servanda.graph.reasons import Step
from servanda.graph.span import DAY, Span


def with_exclusions(period: BindingPeriod, acts: list[SourcedAct], rule: EffectRule) -> list[BindingPeriod]:
    """The period with what was left out; parted on each day on which an exclusion was withdrawn.

    A withdrawal known only to the year is counted from the end of that year: from then on the whole binds for certain.
    """
    partial = [act for act in acts if act.row.kind == "PartialAcceptance" and set(act.row.affects) & set(rule.excludable)]
    if not partial:
        return [period]
    days = sorted({act.row.withdrawn_on.latest for act in partial if act.row.withdrawn_on is not None})
    cuts = [day for day in days if period.start.latest < day and (period.end is None or day < period.end.earliest)]
    parts: list[BindingPeriod] = []
    for index, begins in enumerate([None, *cuts]):
        following = cuts[index] if index < len(cuts) else None
        parts.append(_part(period, partial, rule, begins, following))
    return parts


def _part(
    period: BindingPeriod, partial: list[SourcedAct], rule: EffectRule, begins: datetime.date | None, ends: datetime.date | None
) -> BindingPeriod:
    """The piece of a period from one day to another (None: the period's own ends)."""
    first = period.start.latest if begins is None else begins
    holding = [act for act in partial if act.row.withdrawn_on is None or act.row.withdrawn_on.latest > first]
    left_out = sorted({path for act in holding for path in act.row.affects if path in rule.excludable})
    steps = [Step.of("excluded", article=path, provision=path) for path in left_out]
    if begins is not None:
        taken_in = sorted({path for act in partial if act not in holding for path in act.row.affects})
        steps += [Step.of("exclusion-withdrawn", article=path, provision=path, date=begins.isoformat()) for path in taken_in]
    return replace(
        period,
        start=period.start if begins is None else Span(begins, begins),
        precision=period.precision if begins is None else DAY,
        end=period.end if ends is None else Span(ends, ends),
        excludes=tuple(left_out),
        acts=(*period.acts, *partial),
        steps=(*period.steps, *steps),
    )


def parts_not_told(period: BindingPeriod, rule: EffectRule, told: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """Provisions that the state may have left out, no source here telling whether it did.

    Args:
        period: the binding period.
        rule: its effect rule.
        told: (instrument, state) where a source tells what was left out.
    """
    if (period.instrument, period.state) in told:
        return ()
    return tuple(path for path in rule.excludable if path not in period.excludes)
