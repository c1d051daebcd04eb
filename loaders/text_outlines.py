"""What the treaty texts should hold, and what is known to be wrong in the copies: each fault by its name.

The faults were found by reading every article of the copies (see ``treaty_texts.yml``); a fault that is not named here stops the
reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Outline:
    """The frame of one instrument and the faults of its copy.

    Attributes:
        identifier: what the copy calls the instrument.
        last: number of the last article, by annex (``""``: the instrument itself).
        parts: Parts as (number, first article, last article).
        run_on: by article, markers that the copy prints inside a line although the text begins a new item there.
        lost: by article, numbers of paragraphs that the copy lacks.
        flush: articles in which a sentence after the sub-points belongs to the point above them.
        closing: last articles after which the copy prints a closing formula or the text in another language.
        no_text: articles of which the copy has the number alone (a note of its editor stands in place of the text).
    """

    identifier: str
    last: Mapping[str, int]
    parts: tuple[tuple[str, int, int], ...] = ()
    run_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flush: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    no_text: frozenset[str] = frozenset()


_LETTERS: Final = ("(*a*)", "(*b*)", "(*c*)", "(*d*)", "(*e*)", "(*f*)")

OUTLINES: Final[Mapping[str, Outline]] = {
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
        lost={"14": ("4",), "32": ("1",)},
    ),
    "ilo-c029": Outline(
        identifier="ILO-C029",
        last={"": 33},
        run_on={"17": _LETTERS[:3], "18": _LETTERS},
        closing=frozenset({"33"}),
    ),
    "ilo-p029": Outline(identifier="ILO-P029", last={"": 12}, no_text=frozenset({"7"})),
    "ilo-c097": Outline(identifier="ILO-C097", last={"": 23, "i": 8, "ii": 13, "iii": 2}),
    "ilo-c189": Outline(identifier="ILO-C189", last={"": 27}),
}
