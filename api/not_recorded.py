"""Names that occur in answers and under which nothing is recorded: what they name, and where it is told.

An answer to "what if" names acts that nobody did; an explanation is made when somebody asks for it. Neither is in the graph, and neither
is an error: whoever follows such a name is told what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: ``supposed-action/sau/ilo-c189/ratification/2027-03-01``, with a number behind where several are alike.
_SUPPOSED: Final = re.compile(
    r"supposed-action/(?P<state>[a-z-]+)/(?P<instrument>[a-z0-9-]+)/(?P<kind>[a-z-]+)/(?P<date>\d{4}(?:-\d\d-\d\d)?)(?:/\d+)?"
)
#: ``explanation/SAU/obligation/icrmw-21--1/2023-01-01``, and a step of it.
_EXPLAINED: Final = re.compile(
    r"(?:step/)?explanation/(?P<state>[A-Z]{3}|x-[a-z-]+)/(?P<target>[a-z]+/.+)/(?P<on>\d{4}-\d\d-\d\d)(?:/\d+)?"
)

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "supposed": "A supposed act",
        "supposed_about": "This is the name of an act that nobody did, as far as is recorded here: an answer to “what if” supposes it, "
        "in order to show what would follow. Nothing is recorded of it, and nothing must be cited as if it had happened.",
        "supposed_link": "Suppose it, and see what would follow",
        "explained": "An explanation",
        "explained_about": "This is the name of an explanation, or of a step of it: why something binds a state on a day, or does not. "
        "It is made when it is asked for, and is recorded nowhere.",
        "explained_link": "Ask for it",
    },
    "id": {
        "supposed": "Tindakan yang diandaikan",
        "supposed_about": "Ini nama suatu tindakan yang, sejauh tercatat di sini, tidak dilakukan siapa pun: jawaban atas “andaikan” "
        "mengandaikannya untuk menunjukkan akibatnya. Tidak ada yang tercatat tentangnya, dan tidak boleh dikutip seolah-olah terjadi.",
        "supposed_link": "Andaikan, dan lihat akibatnya",
        "explained": "Suatu penjelasan",
        "explained_about": "Ini nama suatu penjelasan, atau satu langkahnya: mengapa sesuatu mengikat suatu negara pada suatu hari, atau "
        "tidak. Penjelasan dibuat ketika diminta, dan tidak dicatat di mana pun.",
        "explained_link": "Mintalah",
    },
}


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """What a name stands for.

    Attributes:
        kind: ``supposed`` or ``explained``; with ``_about`` and ``_link`` the keys of its words.
        page: address of the page that makes it again, without parameters.
        asked: the parameters.
    """

    kind: str
    page: str
    asked: Mapping[str, str]

    def sentence(self) -> str:
        """For a reader of data."""
        asked = "&".join(f"{name}={value}" for name, value in self.asked.items())
        return f"{WORDS['en'][f'{self.kind}_about']} See {self.page}?{asked}"


def not_recorded(name: str) -> NotRecorded | None:
    """What a local name (``supposed-action/…``) stands for, where nothing is recorded under such names; None for any other name."""
    if found := _SUPPOSED.fullmatch(name):
        code = found["state"] if found["state"].startswith("x-") else found["state"].upper()
        day = {"date": found["date"]} if len(found["date"]) > len("2027") else {}
        return NotRecorded("supposed", "/view/what-if", {"state": code, "instrument": found["instrument"], "kind": found["kind"], **day})
    if found := _EXPLAINED.fullmatch(name):
        return NotRecorded("explained", "/view/explain", {"state": found["state"], "target": found["target"], "on": found["on"]})
    return None
