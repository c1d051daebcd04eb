"""A stretch of time as final clauses put it: from an act to its effect, or from a day to the end of a period."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from dateutil.relativedelta import relativedelta

from servanda.graph.errors import BadRule

_DELAY: Final = re.compile(r"(days|months|years|first-of-month-after-months|first-of-month-after-days):(\d+)")


@dataclass(frozen=True, slots=True)
class Delay:
    """The time from an act to its effect, as the final clauses put it.

    Attributes:
        unit: ``none``, ``days``, ``months``, ``years``, ``first-of-month-after-months`` or ``first-of-month-after-days``.
        number: how many.
    """

    unit: str
    number: int

    @classmethod
    def parse(cls, text: str) -> Delay | None:
        """Read a delay; None where the table has none.

        Raises:
            BadRule: it is none of the known forms.
        """
        if not text:
            return None
        if text == "none":
            return cls("none", 0)
        if match := _DELAY.fullmatch(text):
            return cls(match[1], int(match[2]))
        raise BadRule(f"{text!r} is no delay: write none, days:30, months:12, years:1 or first-of-month-after-months:3")

    def apply(self, day: datetime.date) -> datetime.date:
        """The day of effect of an act done on ``day``.

        ``days:30`` is the thirtieth day after the day of the act; months are counted to the same day of a later month, or to that
        month's last day where it is shorter; ``first-of-month-after-months:3`` is the first day of the month that follows the end
        of three months.
        """
        match self.unit:
            case "none":
                return day
            case "days":
                return day + datetime.timedelta(days=self.number)
            case "months":
                return day + relativedelta(months=self.number)
            case "years":
                return day + relativedelta(years=self.number)
            case "first-of-month-after-months":
                return (day + relativedelta(months=self.number)).replace(day=1) + relativedelta(months=1)
            case _:
                return (day + datetime.timedelta(days=self.number)).replace(day=1) + relativedelta(months=1)

    def before(self, day: datetime.date) -> datetime.date:
        """The last day on which an act still lies this long before ``day`` (days, months and years only)."""
        match self.unit:
            case "days":
                return day - datetime.timedelta(days=self.number)
            case "months":
                return day - relativedelta(months=self.number)
            case "years":
                return day - relativedelta(years=self.number)
            case _:
                return day

    def words(self, language: str) -> str:
        """The delay in plain words, in English (``en``) or Indonesian (``id``)."""
        english = {
            "none": "on the same day",
            "days": f"on day {self.number} after it",
            "months": f"{self.number} months after it",
            "years": f"{self.number} year(s) after it",
            "first-of-month-after-months": f"on the first day of the month following {self.number} months after it",
            "first-of-month-after-days": f"on the first day of the month following {self.number} days after it",
        }
        indonesian = {
            "none": "pada hari yang sama",
            "days": f"pada hari ke-{self.number} sesudahnya",
            "months": f"{self.number} bulan sesudahnya",
            "years": f"{self.number} tahun sesudahnya",
            "first-of-month-after-months": f"pada hari pertama bulan berikutnya setelah {self.number} bulan",
            "first-of-month-after-days": f"pada hari pertama bulan berikutnya setelah {self.number} hari",
        }
        return (indonesian if language == "id" else english)[self.unit]
