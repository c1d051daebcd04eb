"""When instruments can be denounced, as days on a calendar: windows that come again, and the day from which a state may leave.

What begins and ends for states stands in their binding periods; what can be denounced at any time needs no day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from servanda.graph.denunciation import INSTRUMENT, STATE, Opening
from servanda.graph.effect_rules import EffectRule
from servanda.graph.period import BindingPeriod

#: Windows come again without end; those that open after this day are not reckoned. A fixed day, so that the graph stays the same.
HORIZON: Final = datetime.date(2050, 12, 31)


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which an instrument can be denounced: by every party, or by one state alone.

    Attributes:
        instrument: slug.
        state: code of the state whose own clock it is; empty where the clock is the instrument's.
        opening: when it opens and closes, and when a denunciation on its first day takes effect.
    """

    instrument: str
    state: str
    opening: Opening


def windows(rules: Mapping[str, EffectRule], periods: Iterable[BindingPeriod], horizon: datetime.date = HORIZON) -> Iterator[Window]:
    """All windows that open until ``horizon``, by instrument; those of single states follow their binding periods.

    A state is given its window only where the day is known from which it is bound, since the window is counted from it.
    """
    for slug, rule in rules.items():
        clause = rule.denounceable
        if clause is not None and clause.clock == INSTRUMENT:
            for opening in _until(clause.openings(None, rule.denunciation_delay), horizon):
                if rule.entry_into_force is None or opening.opens >= rule.entry_into_force:  # P029 follows a clock older than itself
                    yield Window(slug, "", opening)
    for period in periods:
        rule_of = rules.get(period.instrument)
        if rule_of is None or rule_of.denounceable is None or rule_of.denounceable.clock != STATE or not period.start.is_day:
            continue
        last = horizon if period.end is None else min(horizon, period.end.latest)
        openings = rule_of.denounceable.openings(period.start.latest, rule_of.denunciation_delay)
        yield from (Window(period.instrument, period.state, opening) for opening in _until(openings, last))


def _until(openings: Iterator[Opening], last: datetime.date) -> Iterator[Opening]:
    return takewhile(lambda opening: opening.opens <= last, openings)
