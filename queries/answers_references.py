"""How instruments and sources are cited. See ``answers`` for how fields are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstrumentReferenceAnswer:
    """How an instrument is cited."""

    instrument: str
    title: str
    short: str
    adopted: str | None
    in_force: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class SourceReferenceAnswer:
    """How a source of acts is cited."""

    source: str
    title: str
    publisher: str
    address: str | None
