"""Outlines of the treaties on refugees, slavery, organised crime and consular relations, and of the Council of Europe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

OTHER_OUTLINES: Final[Mapping[str, Outline]] = {
    "vccr": Outline(identifier="Vienna Convention on Consular Relations", last={"": 79}),
    "palermo-trafficking": Outline(identifier="UN-Palermo-Trafficking-Protocol", last={"": 20}, closing=frozenset({"20"})),
    "palermo-smuggling": Outline(identifier="UN-Palermo-Smuggling-Protocol", last={"": 25}, closing=frozenset({"25"})),
    "refugee-1951": Outline(identifier="Refugee-Convention-1951", last={"": 46}, chapters=True, closing=frozenset({"46"})),
    "cets-093": Outline(
        identifier="CoE-ETS093-Migrant-Workers", last={"": 38}, chapters=True, unnumbered=frozenset({"4", "30"}), closing=frozenset({"38"})
    ),
    "slavery-1926": Outline(identifier="Slavery-Convention-1926", last={"": 12}, closing=frozenset({"12"})),
    "slavery-supplementary-1956": Outline(
        identifier="Supplementary-Slavery-Convention-1956", last={"": 15}, chapters=True, closing=frozenset({"15"})
    ),
}
