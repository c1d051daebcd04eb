"""A day known exactly, or the first and last day that it can be."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

#: How precisely a beginning is known: to the day, to the year, or only "at the latest".
DAY: Final = "day"
YEAR: Final = "year"
AT_LATEST: Final = "atLatest"


@dataclass(frozen=True, slots=True)
class Span:
    """A day known exactly, or the first and last day that it can be.

    ``latest`` as a beginning is the day from which the state is bound for certain.
    """

    earliest: datetime.date
    latest: datetime.date

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    def not_before(self, day: datetime.date | None) -> Span:
        """The same span, moved up to a day where it lies before."""
        return self if day is None else Span(max(self.earliest, day), max(self.latest, day))

    def __str__(self) -> str:
        return self.latest.isoformat() if self.is_day else f"{self.earliest.isoformat()} to {self.latest.isoformat()}"
