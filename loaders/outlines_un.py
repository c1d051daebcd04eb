"""Outlines of the United Nations human rights treaties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

UN_OUTLINES: Final[Mapping[str, Outline]] = {
    "icrmw": Outline(
        identifier="CMW",
        last={"": 93},
        # Parts: table beside the Spanish authentic text (icrmw_parts.csv); the English copy has no headings.
        parts=(
            ("i", 1, 6),
            ("ii", 7, 7),
            ("iii", 8, 35),
            ("iv", 36, 56),
            ("v", 57, 63),
            ("vi", 64, 71),
            ("vii", 72, 78),
            ("viii", 79, 84),
            ("ix", 85, 93),
        ),
        # Paragraph 2 of these articles stands inside the line of what comes before it.
        run_on={"31": ("2.",), "33": ("2.",), "48": ("2.",)},
        flush=frozenset({"76"}),
        closing=frozenset({"93"}),
    ),
    "iccpr": Outline(
        identifier="ICCPR",
        last={"": 53},
        # Parts: their headings stand at the ends of articles 1, 5, 27, 45 and 47 of the Chinese text (open-treaties copy).
        parts=(("i", 1, 1), ("ii", 2, 5), ("iii", 6, 27), ("iv", 28, 45), ("v", 46, 47), ("vi", 48, 53)),
        run_on={"14": ("(a)",), "40": ("(a)",), "51": ("3.",)},
        # Both paragraphs are in the English text of the open-treaties copy.
        lost={"14": (("4.", "5."),), "32": (("1.", "2."),)},
    ),
    "icescr": Outline(
        identifier="ICESCR",
        last={"": 31},
        # Parts: their headings stand at the ends of articles 1, 5, 15 and 25 of the Chinese text (open-treaties copy).
        parts=(("i", 1, 1), ("ii", 2, 5), ("iii", 6, 15), ("iv", 16, 25), ("v", 26, 31)),
        # All three are in the English text of the open-treaties copy.
        lost={"7": (("(b)", "(c)"),), "8": (("2.", "3."),), "15": (("2.", "3."),)},
    ),
    # The other copy (OHCHR pages) lacks some twenty paragraphs and points of ICERD; the Dutch one is whole and has the Parts.
    "icerd": Outline(
        identifier="ICERD",
        last={"": 25},
        parts=(("i", 1, 7), ("ii", 8, 16), ("iii", 17, 25)),
        run_on={"9": ("*(a)*", "*(b)*")},
        closing=frozenset({"25"}),
    ),
    "cedaw": Outline(
        identifier="CEDAW",
        last={"": 30},
        parts=(("i", 1, 6), ("ii", 7, 9), ("iii", 10, 14), ("iv", 15, 16), ("v", 17, 22), ("vi", 23, 30)),
        closing=frozenset({"30"}),
    ),
    "cat": Outline(
        identifier="CAT",
        last={"": 33},
        run_on={"4": ("2.",), "21": ("(e)",), "22": ("5.",), "25": ("2.",)},
        # The English text of the open-treaties copy has them.
        lost={"5": (("1.", "(a)"),), "21": (("1.", "(a)"),), "32": (("(c)", ""),)},
        joined={"21": ("(e), the Committee",)},
        flush=frozenset({"21"}),
    ),
    "crc": Outline(
        identifier="CRC",
        last={"": 54},
        # Parts: their headings stand at the ends of articles 41 and 45 of the Chinese text (open-treaties copy).
        parts=(("i", 1, 41), ("ii", 42, 45), ("iii", 46, 54)),
        run_on={"40": ("4.",)},
        unnumbered=frozenset({"17"}),
        closing=frozenset({"54"}),
    ),
    # No copy here tells the Parts of CAT, CED or CRPD.
    # The last sentence of 30(2) stands after its points and belongs to the paragraph.
    "ced": Outline(identifier="CED", last={"": 45}, unnumbered=frozenset({"30"})),
    # The OHCHR copy has one line for each article; here the English lines take their numbers from the Chinese text.
    "crpd": Outline(
        identifier="Convention on the Rights of Persons with Disabilities",
        last={"": 50},
        unnumbered=frozenset({"1", "2"}),
        closing=frozenset({"50"}),
    ),
}
