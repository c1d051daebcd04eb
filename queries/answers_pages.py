"""Counts and lists that the pages of states, instruments and obligations show. See ``answers`` for how fields are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateInstrumentsAnswer:
    """By how many instruments a state is bound for certain."""

    state: str
    instruments: int


@dataclass(frozen=True, slots=True)
class InstrumentObligationsAnswer:
    """How many obligations of an instrument are encoded."""

    instrument: str
    obligations: int


@dataclass(frozen=True, slots=True)
class MatchedInstrumentAnswer:
    """Another instrument that asks for the same or something of the same, and in how many places."""

    instrument: str
    other: str
    short: str
    matches: int


@dataclass(frozen=True, slots=True)
class ObligationReportAnswer:
    """A claim that names an obligation or a provision that it stands in (``named``); it says who said what, not that it is so."""

    report: str
    kind: str
    state: str
    reported_on: str | None
    label: str
    named: str
