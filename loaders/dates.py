"""Dates that keep their precision: a day, or only a year. No 1 January is ever invented."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

#: The names of the months in English, as sources print them.
MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
#: The same as lists shorten them.
SHORT_MONTHS: Final = tuple(month[:3] for month in MONTHS)
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR: Final = re.compile(r"\d{4}")


class BadDate(ValueError):
    """Not a day (YYYY-MM-DD) and not a year (YYYY)."""

    def __init__(self, text: str, reason: str = "write a day as YYYY-MM-DD or a year as YYYY") -> None:
        super().__init__(f"{text!r} is not a date: {reason}")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day or a year, as the source knows it.

    ``earliest`` and ``latest`` are the first and the last day that the date can mean; they are equal for a day.
    """

    earliest: datetime.date
    latest: datetime.date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY-MM-DD`` or ``YYYY``.

        Raises:
            BadDate: the text is neither, or names a day that does not exist.
        """
        if match := _DAY.fullmatch(text):
            try:
                day = datetime.date(*(int(part) for part in match.groups()))
            except ValueError as error:
                raise BadDate(text, f"no such day ({error})") from error
            return cls(day, day)
        if _YEAR.fullmatch(text) and int(text) > 0:
            return cls(datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31))
        raise BadDate(text)

    @classmethod
    def parse_or_none(cls, text: str) -> PartialDate | None:
        """As ``parse``; blank means that the date is not recorded."""
        return cls.parse(text) if text else None

    @classmethod
    def day(cls, day: datetime.date) -> PartialDate:
        """A date known to the day."""
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    @property
    def year(self) -> int:
        """The year."""
        return self.earliest.year

    def contains(self, other: PartialDate) -> bool:
        """Whether the other date can be this one, known more precisely (or equally well)."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def __str__(self) -> str:
        return self.earliest.isoformat() if self.is_day else f"{self.earliest.year:04d}"
