"""A period during which a state is bound by an instrument."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.graph.acts import SourcedAct
from servanda.graph.reasons import Step
from servanda.graph.reconcile import Consent
from servanda.graph.span import AT_LATEST, DAY, YEAR, Span


@dataclass(frozen=True, slots=True)
class BindingPeriod:
    """A period during which a state is bound by an instrument.

    Attributes:
        state, instrument: code and slug.
        start: first day of being bound.
        end: first day of being no longer bound; None = still bound as far as the sources tell.
        precision: of ``start``: ``day``, ``year``, or ``atLatest`` (bound for certain from, possibly earlier).
        excludes: paths of provisions left out.
        acts: the acts that it follows from.
        consent: the reconciled consent.
        steps: the reasons, in order.
    """

    state: str
    instrument: str
    start: Span
    end: Span | None
    precision: str
    excludes: tuple[str, ...]
    acts: tuple[SourcedAct, ...]
    consent: Consent
    steps: tuple[Step, ...]

    @property
    def starts(self) -> str:
        """The beginning as it is written: a day, a year where only the year is known, else the day that is certain."""
        if self.precision == YEAR and self.start.earliest.year == self.start.latest.year:
            return f"{self.start.latest.year:04d}"
        return self.start.latest.isoformat()

    @property
    def ends(self) -> str | None:
        """The end as it is written: a day, a year, or the day that is certain (see ``end_precision``); None while bound."""
        if self.end is None:
            return None
        return f"{self.end.latest.year:04d}" if self.end_precision == YEAR else self.end.latest.isoformat()

    @property
    def end_precision(self) -> str | None:
        """How precisely the end is known: ``day``, ``year``, or ``atLatest`` (no longer bound from then for certain); None while bound."""
        if self.end is None:
            return None
        if self.end.is_day:
            return DAY
        return YEAR if self.end.earliest.year == self.end.latest.year else AT_LATEST
