"""Answers about what the graph holds, as a whole: what it says of itself, and which things there are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SelfDescriptionAnswer:
    """One thing that the graph says of itself. The value as text: whether it is an IRI or a literal, the rows themselves tell."""

    subject: str
    predicate: str
    value: str


@dataclass(frozen=True, slots=True)
class ThingAnswer:
    """One thing of a class: its IRI."""

    thing: str


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One thing that the graph says of another (``describe.py`` reads the terms themselves)."""

    predicate: str
    value: str
    label: str | None
