"""Outlines of ILO conventions on single matters and of the ILO's Constitution (Dutch official copies)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

ILO_TECHNICAL_OUTLINES: Final[Mapping[str, Outline]] = {
    # Article 3 numbers its two groups of persons with figures and one bracket: 1) and 2).
    "ilo-c017": Outline(identifier="ILO-C017", last={"": 19}, misprinted={"3": (("1)", "(1)"), ("2)", "(2)"))}, closing=frozenset({"19"})),
    "ilo-c021": Outline(identifier="ILO-C021", last={"": 15}, closing=frozenset({"15"})),
    "ilo-c094": Outline(identifier="ILO-C094", last={"": 19}),
    # Behind the last article stand the list of occupational diseases and the table of percentages.
    "ilo-c121": Outline(identifier="ILO-C121", last={"": 39}, closing=frozenset({"39"})),
    "ilo-c122": Outline(identifier="ILO-C122", last={"": 11}, closing=frozenset({"11"})),
    "ilo-c131": Outline(identifier="ILO-C131", last={"": 14}, closing=frozenset({"14"})),
    # After the last article the copy prints the Recommendation of 1976.
    "ilo-c144": Outline(identifier="ILO-C144", last={"": 14}, closing=frozenset({"14"})),
    "ilo-c154": Outline(
        identifier="ILO-C154",
        last={"": 17},
        parts=(("i", 1, 3), ("ii", 4, 4), ("iii", 5, 8), ("iv", 9, 17)),
        closing=frozenset({"17"}),
    ),
    "ilo-c156": Outline(identifier="ILO-C156", last={"": 19}, closing=frozenset({"19"})),
    "ilo-c169": Outline(
        identifier="ILO-C169",
        last={"": 44},
        parts=(
            ("i", 1, 12),
            ("ii", 13, 19),
            ("iii", 20, 20),
            ("iv", 21, 23),
            ("v", 24, 25),
            ("vi", 26, 31),
            ("vii", 32, 32),
            ("viii", 33, 33),
            ("ix", 34, 35),
            ("x", 36, 44),
        ),
        closing=frozenset({"44"}),
    ),
    # The copy lacks article 12 in English.
    "ilo-c177": Outline(identifier="ILO-C177", last={"": 18}, left_out=((12, 12),), closing=frozenset({"18"})),
    # After the last article the copy prints the Recommendation of 2000.
    "ilo-c183": Outline(identifier="ILO-C183", last={"": 21}, closing=frozenset({"21"})),
    "ilo-constitution": Outline(identifier="ILO-Constitution", last={"": 40}, chapters=True, run_on={"19": ("*(a)*", "*(b)*")}),
}
