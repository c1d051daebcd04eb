"""The time that a claim is about, and how a period of being bound lies to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from servanda.graph.span import Span
from servanda.loaders.dates import PartialDate
from servanda.loaders.reports import Report


class Bond(Enum):
    """How a period of being bound lies to the time of a claim, the strongest last."""

    OUTSIDE = 0
    UNCERTAIN = 1
    PARTLY = 2
    THROUGHOUT = 3


@dataclass(frozen=True, slots=True)
class Time:
    """From a day or year to a day or year, both as precise as they are told.

    A year as a single time is one unknown day of that year.
    """

    start: PartialDate
    end: PartialDate

    def bond(self, start: Span, end: Span | None) -> Bond:
        """How a period lies to this time.

        Args:
            start: first day of the period.
            end: first day on which it no longer holds; None while it holds.
        """
        if start.latest <= self.start.earliest and (end is None or self.end.latest < end.earliest):
            return Bond.THROUGHOUT
        # Between two different dates every day from the latest beginning to the earliest end is certainly meant.
        certain = self.start != self.end and self.start.latest <= self.end.earliest
        if certain and start.latest <= self.end.earliest and (end is None or self.start.latest < end.earliest):
            return Bond.PARTLY
        if start.earliest <= self.end.latest and (end is None or self.start.earliest < end.latest):
            return Bond.UNCERTAIN
        return Bond.OUTSIDE

    def before(self, start: Span) -> bool:
        """Whether this time certainly lies before a period begins."""
        return self.end.latest < start.earliest


def time_of(report: Report) -> Time | None:
    """The time of the events; where only their beginning is told, until the report; where nothing is told, that of the report.

    None where the source shows no date at all.
    """
    start = report.event_from or report.event_until or report.reported_on
    if start is None:
        return None
    end = report.event_until
    if end is None:
        told = report.reported_on
        end = told if told is not None and told.latest > start.latest else start
    return Time(start, end)
