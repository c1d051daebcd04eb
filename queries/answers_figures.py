"""What pictures need beside the answers to questions. See ``answers`` for how fields are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """A state or territory with its UN M49 number (three digits), by which maps know it; ``kind`` is an IRI."""

    place: str
    code: str
    kind: str
    m49: str | None
    administered_by: str | None


@dataclass(frozen=True, slots=True)
class ActOfStateAnswer:
    """An act of a state; ``kind`` and ``status`` are IRIs, ``date`` a day or a year."""

    act: str
    instrument: str
    kind: str
    date: str | None
    status: str | None
