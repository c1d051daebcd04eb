"""Outlines of the treaties of the Council of Europe on social security and on trafficking (Dutch official copies)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

COUNCIL_OF_EUROPE_OUTLINES: Final[Mapping[str, Outline]] = {
    # Four headings of Sections stand among the articles, with the number of the Section and without text.
    "cets-078": Outline(
        identifier="CoE-ETS078-Social-Security",
        last={"": 81},
        chapters=True,
        stray=(("1", "26"), ("2", "34"), ("1", "58"), ("2", "60")),
        closing=frozenset({"81"}),
    ),
    # The items of article 32 have dashes.
    "cets-197": Outline(
        identifier="CoE-CETS197-Trafficking", last={"": 47}, chapters=True, unnumbered=frozenset({"32"}), closing=frozenset({"47"})
    ),
}
