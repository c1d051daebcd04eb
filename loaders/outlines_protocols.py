"""Outlines of the optional protocols to United Nations human rights treaties.

The copies come from the pages of the OHCHR. Those of ICCPR-OP1, ICCPR-OP2, ICESCR-OP, CRC-OP-AC and CRC-OP-IC print no numbers in front
of paragraphs and points. The numbers of the first four, and what their copies lack, were read in the Dutch official treaty database
(github:statengeneraal/laws-markdown@91556a80a25a3da4234c8039945c6aeef4108d00, BWBV0001017, BWBV0001043, BWBV0004027 and BWBV0004034),
which prints the English texts with their numbers; it has no text of CRC-OP-IC, and no other numbered copy of that was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline

#: Signature, ratification, accession, deposit, notice: the five paragraphs of one article, alike in three of the protocols.
_SIGNATURE: Final = (
    ("1.", "The present Protocol is open"),
    ("2.", "The present Protocol is subject"),
    ("3.", "The present Protocol shall be"),
    ("4.", "Accession shall be"),
    ("5.", "The Secretary-General of"),
)
_FORCE: Final = (("1.", "The present Protocol"), ("2.", "For each State"))
_AMENDMENT: Final = (("1.", "Any State Party"), ("2.", "An amendment adopted"))
_DENUNCIATION: Final = (("1.", "Any State Party"), ("2.", "Denunciation shall be"))
_TEXTS: Final = (("1.", "The present Protocol,"), ("2.", "The Secretary-General of"))

PROTOCOL_OUTLINES: Final[Mapping[str, Outline]] = {
    "iccpr-op1": Outline(
        identifier="ICCPR-OP1",
        last={"": 14},
        unprinted={
            "4": (("1.", "Subject to the"), ("2.", "Within six months,")),
            "5": (
                ("1.", "The Committee shall consider"),
                ("2.", "The Committee shall not"),
                ("(a)", "The same matter"),
                ("(b)", "The individual has"),
                ("3.", "The Committee shall hold"),
                ("4.", "The Committee shall forward"),
            ),
            "8": _SIGNATURE,
            "9": (("1.", "Subject to the"), ("2.", "For each State")),
            "11": (("1.", "Any State Party"), ("2.", "Amendments shall come"), ("3.", "When amendments come")),
            "12": _DENUNCIATION,
            "14": _TEXTS,
        },
        lost={"13": (("(a)", ""), ("(b)", ""), ("(c)", ""))},
    ),
    "iccpr-op2": Outline(
        identifier="ICCPR-OP2",
        last={"": 11},
        unprinted={
            "1": (("1.", "No one within"), ("2.", "Each State Party")),
            "2": (("1.", "No reservation is"), ("2.", "The State Party making"), ("3.", "The State Party having")),
            "6": (("1.", "The provisions of"), ("2.", "Without prejudice to")),
            "7": _SIGNATURE,
            "8": _FORCE,
            # Its copy ends within point (a).
            "10": (("(a)", "Reservations, communications and"),),
            "11": _TEXTS,
        },
        lost={"10": (("(b)", ""), ("(c)", ""), ("(d)", ""))},
    ),
    "icescr-op": Outline(
        identifier="ICESCR-OP",
        last={"": 22},
        # The first words of articles 1, 6, 10 and 11 are missing.
        unprinted={
            "1": (("1.", "State Party to"), ("2.", "No communication shall")),
            "3": (
                ("1.", "The Committee shall not"),
                ("2.", "The Committee shall declare"),
                ("(a)", "It is not"),
                ("(b)", "The facts that"),
                ("(c)", "The same matter"),
                ("(d)", "It is incompatible"),
                ("(e)", "It is manifestly"),
                ("(f)", "It is an abuse"),
                ("(g)", "It is anonymous"),
            ),
            "5": (("1.", "At any time"), ("2.", "Where the Committee")),
            "6": (("1.", "State Party concerned,"), ("2.", "Within six months,")),
            "7": (("1.", "The Committee shall"), ("2.", "An agreement on")),
            "8": (
                ("1.", "The Committee shall examine"),
                ("2.", "The Committee shall hold"),
                ("3.", "When examining a"),
                ("4.", "When examining communications"),
            ),
            "9": (("1.", "After examining a"), ("2.", "The State Party"), ("3.", "The Committee may")),
            "10": (
                ("1.", "State Party to"),
                ("(a)", "If a State Party"),
                ("(b)", "If the matter"),
                ("(c)", "The Committee shall deal"),
                ("(d)", "Subject to the"),
                ("(e)", "The Committee shall hold"),
                ("(f)", "In any matter"),
                ("(g)", "The States Parties"),
                ("(h)", "The Committee shall,"),
                ("2.", "A declaration under"),
            ),
            "11": (
                ("1.", "State Party to"),
                ("2.", "If the Committee"),
                ("3.", "Taking into account"),
                ("4.", "Such an inquiry"),
                ("5.", "After examining the"),
                ("6.", "The State Party"),
                ("7.", "After such proceedings"),
                ("8.", "Any State Party"),
            ),
            "12": (("1.", "The Committee may invite"), ("2.", "The Committee may,")),
            "14": (("1.", "The Committee shall"), ("2.", "The Committee may"), ("3.", "A trust fund"), ("4.", "The provisions of")),
            "17": _SIGNATURE[:4],
            "18": _FORCE,
            "19": _AMENDMENT,
            "20": _DENUNCIATION,
            "22": _TEXTS,
        },
        # Sub-points (i) and (ii) of article 10(1)(h).
        lost={"10": (("(i)", "2."), ("(ii)", "2.")), "21": (("(a)", ""), ("(b)", ""), ("(c)", ""))},
    ),
    "cedaw-op": Outline(identifier="CEDAW-OP", last={"": 21}),
    "cat-op": Outline(
        identifier="OPCAT",
        last={"": 37},
        # Parts: their headings stand in the Dutch copy (BWBV0004712).
        parts=(("i", 1, 4), ("ii", 5, 10), ("iii", 11, 16), ("iv", 17, 23), ("v", 24, 24), ("vi", 25, 26), ("vii", 27, 37)),
    ),
    "crc-op-ac": Outline(
        identifier="CRC-OPAC",
        last={"": 13},
        unprinted={
            "4": (("1.", "Armed groups that"), ("2.", "States Parties shall"), ("3.", "The application of")),
            "6": (("1.", "Each State Party"), ("2.", "States Parties undertake"), ("3.", "States Parties shall take")),
            "7": (("1.", "States Parties shall"), ("2.", "States Parties in")),
            "8": (("1.", "Each State Party"), ("2.", "Following the submission"), ("3.", "The Committee on")),
            "9": (*_SIGNATURE[:2], ("3.", "The Secretary-General, in")),
            "10": _FORCE,
            "11": (("1.", "Any State Party"), ("2.", "Such a denunciation")),
            "12": (*_AMENDMENT, ("3.", "When an amendment")),
        },
        lost={
            "3": (("1.", "4."), ("2.", "4."), ("3.", "4."), ("(a)", "4."), ("(b)", "4."), ("(c)", "4."), ("(d)", "4.")),
            "13": (("1.", ""), ("2.", "")),
        },
        # In place of article 13 the copy has the foot of the web page.
        no_text=frozenset({"13"}),
    ),
    "crc-op-sc": Outline(identifier="CRC-OPSC", last={"": 17}, deeper=frozenset({"3"})),
    # No copy with numbers was found. Four articles are cut as their like in ICESCR-OP (11, 17, 18 and 20) and as paragraphs 6 and 8 of
    # article 13 and article 14 count them; of the others the words go with the article.
    "crc-op-ic": Outline(
        identifier="CRC-OPIC",
        last={"": 24},
        unprinted={
            "13": (
                ("1.", "If the Committee"),
                ("2.", "Taking into account"),
                ("3.", "Such an inquiry"),
                ("4.", "After examining the"),
                ("5.", "The State party concerned shall"),
                ("6.", "After such proceedings"),
                ("7.", "Each State party may"),
                ("8.", "Any State party having"),
            ),
            "18": _SIGNATURE[:4],
            "19": _FORCE,
            "22": (("1.", "Any State party"), ("2.", "Denunciation shall be")),
        },
    ),
    "crpd-op": Outline(identifier="CRPD-OP", last={"": 18}, closing=frozenset({"18"})),
}
