"""Outlines of the treaties on refugees, slavery, organised crime and consular relations, and of the Council of Europe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

#: How the paragraphs of the Universal Declaration begin; their numbers stand in its Chinese text.
_DECLARATION: Final = {
    "11": (("1.", "Everyone charged"), ("2.", "No one")),
    "13": (("1.", "Everyone has the right to freedom"), ("2.", "Everyone has the right to leave")),
    "14": (("1.", "Everyone has"), ("2.", "This right")),
    "15": (("1.", "Everyone has"), ("2.", "No one")),
    "16": (("1.", "Men and"), ("2.", "Marriage shall"), ("3.", "The family")),
    "17": (("1.", "Everyone has"), ("2.", "No one")),
    "20": (("1.", "Everyone has"), ("2.", "No one")),
    "21": (("1.", "Everyone has the right to"), ("2.", "Everyone has the right of"), ("3.", "The will")),
    "23": (
        ("1.", "Everyone has the right to work,"),
        ("2.", "Everyone, without"),
        ("3.", "Everyone who"),
        ("4.", "Everyone has the right to form"),
    ),
    "25": (("1.", "Everyone has"), ("2.", "Motherhood and")),
    "26": (("1.", "Everyone has"), ("2.", "Education shall be directed"), ("3.", "Parents have")),
    "27": (("1.", "Everyone has the right freely"), ("2.", "Everyone has the right to")),
    "29": (("1.", "Everyone has"), ("2.", "In the"), ("3.", "These rights")),
}

OTHER_OUTLINES: Final[Mapping[str, Outline]] = {
    "vccr": Outline(identifier="Vienna Convention on Consular Relations", last={"": 79}),
    "vclt": Outline(
        identifier="Vienna Convention on the Law of Treaties",
        last={"": 85},
        # Parts: their headings stand in the Dutch copy (BWBV0003441), which prints the English text.
        parts=(
            ("i", 1, 5),
            ("ii", 6, 25),
            ("iii", 26, 38),
            ("iv", 39, 41),
            ("v", 42, 72),
            ("vi", 73, 75),
            ("vii", 76, 80),
            ("viii", 81, 85),
        ),
        misprinted={"19": (("(d)in", "(c)in"),)},
        joined={"81": ("Federal Ministry",)},
    ),
    # The English text runs the paragraphs of an article together without their numbers. Article 2 has none in the Chinese text either
    # (the Dutch copy, BWBV0001008, numbers two).
    "udhr": Outline(identifier="Universal Declaration of Human Rights", last={"": 30}, unprinted=_DECLARATION),
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
