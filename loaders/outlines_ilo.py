"""Outlines of the instruments of the International Labour Organization (Dutch official copies)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

_LETTERS: Final = ("(*a*)", "(*b*)", "(*c*)", "(*d*)", "(*e*)", "(*f*)")

ILO_OUTLINES: Final[Mapping[str, Outline]] = {
    "ilo-c029": Outline(
        identifier="ILO-C029",
        last={"": 33},
        run_on={"17": _LETTERS[:3], "18": _LETTERS},
        closing=frozenset({"33"}),
    ),
    "ilo-p029": Outline(identifier="ILO-P029", last={"": 12}, no_text=frozenset({"7"})),
    "ilo-c097": Outline(identifier="ILO-C097", last={"": 23, "i": 8, "ii": 13, "iii": 2}),
    "ilo-c189": Outline(identifier="ILO-C189", last={"": 27}),
    "ilo-c111": Outline(identifier="ILO-C111", last={"": 14}),
    "ilo-c100": Outline(identifier="ILO-C100", last={"": 14}),
    "ilo-c105": Outline(identifier="ILO-C105", last={"": 10}),
    "ilo-c087": Outline(identifier="ILO-C087", last={"": 21}, parts=(("i", 1, 10), ("ii", 11, 11), ("iii", 12, 13), ("iv", 14, 21))),
    "ilo-c098": Outline(identifier="ILO-C098", last={"": 16}, closing=frozenset({"16"})),
    "ilo-c095": Outline(identifier="ILO-C095", last={"": 27}),
    "ilo-c181": Outline(identifier="ILO-C181", last={"": 24}, closing=frozenset({"24"})),
    # After the last article the copy prints the Minimum Age Recommendation.
    "ilo-c138": Outline(identifier="ILO-C138", last={"": 18}, closing=frozenset({"18"})),
    "ilo-c182": Outline(identifier="ILO-C182", last={"": 16}, closing=frozenset({"16"})),
    "ilo-c081": Outline(identifier="ILO-C081", last={"": 39}, parts=(("i", 1, 21), ("ii", 22, 24), ("iii", 25, 31), ("iv", 32, 39))),
    "ilo-c019": Outline(identifier="ILO-C019", last={"": 12}, closing=frozenset({"12"})),
    "ilo-c155": Outline(
        identifier="ILO-C155",
        last={"": 30},
        parts=(("i", 1, 3), ("ii", 4, 7), ("iii", 8, 15), ("iv", 16, 21), ("v", 22, 30)),
        closing=frozenset({"30"}),
    ),
    "ilo-c102": Outline(
        identifier="ILO-C102",
        last={"": 87},
        parts=(
            ("i", 1, 6),
            ("ii", 7, 12),
            ("iii", 13, 18),
            ("iv", 19, 24),
            ("v", 25, 30),
            ("vi", 31, 38),
            ("vii", 39, 45),
            ("viii", 46, 52),
            ("ix", 53, 58),
            ("x", 59, 64),
            ("xi", 65, 67),
            ("xii", 68, 68),
            ("xiii", 69, 72),
            ("xiv", 73, 77),
            ("xv", 78, 87),
        ),
        # The copy has the headings of Parts III, V, VI, IX and X without their articles. Where V ends and VI begins, and IX and X, is
        # worked out: articles 67 (d) and 76 (1) (b) (i) name 27, 33, 55 and 61 beside 9, 21, 41 and 48, the third of their Parts.
        left_out=((13, 18), (25, 38), (53, 64)),
        # After article 67 the copy prints the table of percentages that belongs to Part XI.
        closing=frozenset({"67"}),
    ),
    "ilo-c088": Outline(identifier="ILO-C088", last={"": 22}),
    "ilo-c129": Outline(identifier="ILO-C129", last={"": 35}, closing=frozenset({"35"})),
    "ilo-c118": Outline(identifier="ILO-C118", last={"": 21}),
    # Its three annexes (no articles) are not in the copy by article, nor in the table.
    "ilo-c188": Outline(
        identifier="ILO-C188",
        last={"": 54},
        parts=(
            ("i", 1, 5),
            ("ii", 6, 8),
            ("iii", 9, 12),
            ("iv", 13, 24),
            ("v", 25, 28),
            ("vi", 29, 39),
            ("vii", 40, 44),
            ("viii", 45, 45),
            ("ix", 46, 54),
        ),
    ),
}
