"""When a denunciation can be notified, as the final clauses put it: at any time, after a wait, or in windows that come again.

Days are counted as the delays are: ten years from 1 May 1932 have passed on 1 May 1942. A window of a year that opens on that day is
closed again from 1 May 1943 on. The texts do not say whether an anniversary itself belongs to the old period or to the new one.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from servanda.graph.delays import Delay
from servanda.graph.errors import BadRule

_WAIT: Final = re.compile(r"(?P<wait>years:\d+) from-(?P<clock>instrument-entry-into-force|entry-into-force-for-state)")
_WINDOW: Final = re.compile(r"(?P<notice>notice )?(?P<length>months:\d+) every (?P<every>years:\d+)")

#: At any time; counted from the instrument's own entry into force; counted from its entry into force for the state.
ANY_TIME: Final = "any-time"
INSTRUMENT: Final = "instrument"
STATE: Final = "state"
#: Once open it stays open; it opens for a while at the end of each period; notice must be given before the end of a period.
OPEN: Final = "open"
WINDOWS: Final = "windows"
NOTICE: Final = "notice"


@dataclass(frozen=True, slots=True)
class Opening:
    """A time in which a denunciation can be notified.

    Attributes:
        opens: first day.
        closes: first day on which it is closed again; None where it stays open.
        effect: the day on which a denunciation notified on ``opens`` takes effect; None where the text read does not tell.
    """

    opens: datetime.date
    closes: datetime.date | None
    effect: datetime.date | None


@dataclass(frozen=True, slots=True)
class Denounceable:
    """When the text lets a party denounce.

    Attributes:
        clock: ``any-time``, ``instrument`` or ``state`` (see above).
        counted_from: the instrument's entry into force; None where not recorded.
        wait: from the clock's beginning to the first opening, or, with ``notice``, to the end of the first period.
        form: ``open``, ``windows`` or ``notice``; empty where that part of the text was not read.
        length: how long a window stays open, or how long before the end of a period notice must be given at the latest.
        every: length of each further period.
        other: the instrument whose times are followed; then nothing else is set.
    """

    clock: str
    counted_from: datetime.date | None
    wait: Delay
    form: str
    length: Delay
    every: Delay
    other: str = ""

    @classmethod
    def of(cls, first_after: str, window: str, entry_into_force: datetime.date | None) -> Denounceable | None:
        """Read the two cells of the table of effect rules; None where they are blank (no clause, or not read).

        Raises:
            BadRule: they are none of the known forms.
        """
        none = Delay("none", 0)
        if not first_after:
            return None
        if first_after.startswith("as:"):
            return cls("", None, none, "", none, none, first_after.removeprefix("as:"))
        form, length, every = _recurring(window)
        if first_after == "none":
            return cls(ANY_TIME, entry_into_force, none, form, length, every)
        match = _WAIT.fullmatch(first_after)
        if match is None:
            raise BadRule(f"{first_after!r} is no waiting time: write none, as:ilo-c029 or years:10 from-instrument-entry-into-force")
        clock = INSTRUMENT if match["clock"].startswith("instrument") else STATE
        return cls(clock, entry_into_force, Delay.parse(match["wait"]) or none, form, length, every)

    def openings(self, bound_from: datetime.date | None, delay: Delay | None) -> Iterator[Opening]:
        """The openings in order of time, without end where they come again and again; none where the text was not read so far.

        Args:
            bound_from: first day of being bound, before which nobody can leave; None for the instrument as such, which only an
                instrument with its own clock has.
            delay: from a denunciation to its effect.
        """
        start = {INSTRUMENT: self.counted_from, STATE: bound_from, ANY_TIME: bound_from}.get(self.clock)
        if start is None or not self.form:
            return
        for opening in self._from(start, delay):
            if bound_from is None or opening.opens >= bound_from:
                yield opening
            elif opening.closes is None or opening.closes > bound_from:
                effect = opening.effect if self.form == NOTICE or delay is None else delay.apply(bound_from)
                yield Opening(bound_from, opening.closes, effect)

    def _from(self, start: datetime.date, delay: Delay | None) -> Iterator[Opening]:
        first = self.wait.apply(start)
        if self.form == OPEN:
            yield Opening(first, None, None if delay is None else delay.apply(first))
            return
        opens = start
        for number in itertools.count():
            turn = Delay("years", self.every.number * number).apply(first)
            if turn.year > _LAST_YEAR:
                return
            if self.form == WINDOWS:
                yield Opening(turn, self.length.apply(turn), None if delay is None else delay.apply(turn))
            else:  # notice: the period that ends on this turn can be left by a notice in good time
                yield Opening(opens, self.length.before(turn) + datetime.timedelta(days=1), turn)
                opens = turn


#: Beyond it ``datetime`` has no room for a delay.
_LAST_YEAR: Final = datetime.MAXYEAR - 200


def _recurring(window: str) -> tuple[str, Delay, Delay]:
    none = Delay("none", 0)
    if window in {"", "open"}:
        return OPEN if window else "", none, none
    match = _WINDOW.fullmatch(window)
    if match is None:
        raise BadRule(f"{window!r} is no window: write open, months:12 every years:10 or notice months:6 every years:3")
    return (NOTICE if match["notice"] else WINDOWS), Delay.parse(match["length"]) or none, Delay.parse(match["every"]) or none


def next_opening(openings: Iterator[Opening], day: datetime.date) -> Opening | None:
    """The opening that a day lies in, or the next one; None where there is none."""
    return next((each for each in openings if each.closes is None or each.closes > day), None)
