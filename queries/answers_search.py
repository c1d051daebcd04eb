"""What everything is called that a person may look for. See ``answers`` for how fields are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchableAnswer:
    """One name of a thing.

    Attributes:
        thing, class_: the thing, and the class that it is looked for as.
        label, language: a name; the language is empty where it has none (citations).
        first: whether it is what the thing is called, and not its long title or its place.
    """

    thing: str
    class_: str
    label: str
    language: str
    first: bool
