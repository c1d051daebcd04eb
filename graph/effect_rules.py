"""When an act takes effect: the meaning of the delays in the table of effect rules."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from dateutil.relativedelta import relativedelta

from servanda.graph.errors import BadRule
from servanda.loaders.effect_rules import EffectRuleRow
from servanda.loaders.instruments import Instrument

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


@dataclass(frozen=True, slots=True)
class EffectRule:
    """When acts on one instrument take effect.

    Attributes:
        instrument: slug.
        entry_into_force: day on which the instrument itself entered into force; None where not recorded.
        state_delay: from a state's consent to its entry into force for that state; None where no text was read.
        state_article: the provision that says so.
        only_after_entry_into_force: that provision speaks only of consents given after the instrument was in force.
        instrument_article: the provision on the instrument's own entry into force.
        succession: ``notification`` or ``date-of-succession``; empty where not known.
        succession_source: the provision or practice that says so.
        denunciation_allowed: False where the text has no clause on it; None where not known.
        denunciation_delay: from a denunciation to its effect.
        denunciation_article: the provision that says so.
        excludable: provisions that a state may leave out.
    """

    instrument: str
    entry_into_force: datetime.date | None
    state_delay: Delay | None
    state_article: str
    only_after_entry_into_force: bool
    instrument_article: str
    succession: str
    succession_source: str
    denunciation_allowed: bool | None
    denunciation_delay: Delay | None
    denunciation_article: str
    excludable: tuple[str, ...]

    @classmethod
    def of(cls, row: EffectRuleRow, instrument: Instrument) -> EffectRule:
        """The rule of an instrument, from its row and the instrument's own entry into force.

        Raises:
            BadRule: a delay cannot be understood, or the instrument's entry into force is known only to the year.
        """
        start = instrument.entry_into_force
        if start is not None and not start.is_day:
            raise BadRule(f"{row.instrument}: its entry into force must be a day, not {start}")
        try:
            state_delay, denunciation_delay = Delay.parse(row.state_delay), Delay.parse(row.denunciation_delay)
        except BadRule as error:
            raise BadRule(f"{row.instrument}: {error}") from error
        return cls(
            instrument=row.instrument,
            entry_into_force=None if start is None else start.earliest,
            state_delay=state_delay,
            state_article=row.state_article,
            only_after_entry_into_force=row.state_clause_covers == "after-entry-into-force",
            instrument_article=row.instrument_article,
            succession=row.succession,
            succession_source=row.succession_source,
            denunciation_allowed={"allowed": True, "none": False}.get(row.denunciation),
            denunciation_delay=denunciation_delay,
            denunciation_article=row.denunciation_article,
            excludable=tuple(path for path in row.excludable.split() if path != "none"),
        )
