"""Outlines of the constitution of the IOM and of two agreements on recruiting workers (Dutch official copies; the two are in French)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

AGREEMENT_OUTLINES: Final[Mapping[str, Outline]] = {
    # The copy prints no heading of Chapter V; its points of article 22 stand inside the sentence.
    "iom-constitution": Outline(identifier="IOM-Constitution", last={"": 31}, chapters=True, run_on={"22": ("(a)", "(b)", "(c)", "(d)")}),
    # The groups by age of article 5 have dashes; four letters of the day of signature stand behind article 25.
    "nld-tur-recruitment-1964": Outline(
        identifier="NL-Turkey-Labour-Recruitment-1964", last={"": 25}, unnumbered=frozenset({"5"}), closing=frozenset({"25"})
    ),
    # As above; behind article 22 stands a protocol with two articles of its own.
    "nld-prt-recruitment-1963": Outline(
        identifier="NL-Portugal-Labour-Recruitment",
        last={"": 22},
        unnumbered=frozenset({"5"}),
        stray=(("1", "22"), ("2", "22")),
        closing=frozenset({"22"}),
    ),
}
