"""What a state named a statement, beside what it is read as here: what counts is the effect and not the name (VCLT article 2(1)(d)).

The name is told by the remark of a limit, in one form for all tables: "named a declaration", first or after a semicolon; "headed" and
"the end note calls it" where the source names it so. The kind of the limit is how it is read here. Where the two differ, both are told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

#: Names as remarks write them: the notation, and the name in English and Indonesian. Longer ones first: "a declaration" begins the first.
_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "a declaration or reservation": ("declarationOrReservation", "a declaration or reservation", "deklarasi atau reservasi"),
    "both a reservation and an interpretative declaration": (
        "reservationAndInterpretativeDeclaration",
        "both a reservation and an interpretative declaration",
        "reservasi sekaligus deklarasi interpretatif",
    ),
    "both a reservation and a declaration": (
        "reservationAndDeclaration",
        "both a reservation and a declaration",
        "reservasi sekaligus deklarasi",
    ),
    "a general interpretative declaration": ("interpretativeDeclaration", "an interpretative declaration", "deklarasi interpretatif"),
    "an interpretative declaration": ("interpretativeDeclaration", "an interpretative declaration", "deklarasi interpretatif"),
    "interpretative declarations": ("interpretativeDeclaration", "an interpretative declaration", "deklarasi interpretatif"),
    "an interpretative statement": ("interpretativeDeclaration", "an interpretative statement", "pernyataan interpretatif"),
    "interpretative": ("interpretativeDeclaration", "interpretative", "interpretatif"),
    "an understanding": ("understanding", "an understanding", "pemahaman"),
    "a general declaration": ("declaration", "a declaration", "deklarasi"),
    "a declaration": ("declaration", "a declaration", "deklarasi"),
    "a statement": ("statement", "a statement", "pernyataan"),
    "a general reservation": ("reservation", "a reservation", "reservasi"),
    "an express reservation": ("reservation", "a reservation", "reservasi"),
    "a reservation": ("reservation", "a reservation", "reservasi"),
}
_BY_STATE: Final = ("named", "called")
_NAMED: Final = re.compile(rf"(?:^|; )(named|called|headed|the end note calls it) ({'|'.join(_NAMES)})\b")
#: Who named it, in English and Indonesian.
_STATE: Final = ("named {name} by the state", "dinamai {name} oleh negaranya")
_SOURCE: Final = ("named {name} in the source", "dinamai {name} dalam sumber")
#: How a limit of each kind is read here, and why; the reasons are those of the concept scheme of kinds.
_READ: Final[Mapping[str, tuple[str, str]]] = {
    "reservationKind": (
        "read here as a reservation, since it is meant to exclude or modify a legal effect",
        "di sini dibaca sebagai reservasi, karena dimaksudkan untuk mengecualikan atau mengubah suatu akibat hukum",
    ),
    "interpretativeDeclaration": (
        "read here as an interpretative declaration, since it says how the state reads the text and takes nothing from it",
        "di sini dibaca sebagai deklarasi interpretatif, karena menyatakan bagaimana negara membaca teks dan tidak menguranginya",
    ),
    "optOut": (
        "read here as a declaration not to accept, since the treaty itself lets a party leave the provision out",
        "di sini dibaca sebagai pernyataan tidak menerima, karena perjanjian itu sendiri membolehkan pihak mengecualikan ketentuannya",
    ),
    "territorialKind": (
        "read here as a statement on territory, since it concerns the treaty's reach over a territory",
        "di sini dibaca sebagai pernyataan tentang wilayah, karena menyangkut keberlakuan perjanjian atas suatu wilayah",
    ),
    "politicalStatement": (
        "read here as a political statement, since it changes no provision",
        "di sini dibaca sebagai pernyataan politik, karena tidak mengubah ketentuan",
    ),
    "otherStatement": (
        "read here as a statement, since it changes no provision",
        "di sini dibaca sebagai pernyataan, karena tidak mengubah ketentuan",
    ),
}
#: Names that agree with every kind but a reservation: each of these is a declaration, and a statement.
_WIDE: Final = frozenset({"declaration", "statement"})
_AGREE: Final[Mapping[str, frozenset[str]]] = {
    "reservationKind": frozenset({"reservation"}),
    "interpretativeDeclaration": _WIDE | {"interpretativeDeclaration", "understanding"},
}


def named(remark: str | None) -> str | None:
    """What the statement was named (``declaration``, ``interpretativeDeclaration``, ``reservation``, ``understanding``, ``statement``…).

    None where the remark tells no name: then nothing is said of the name, and it is not known to be that of the kind.
    """
    found = _NAMED.search(remark or "")
    return None if found is None else _NAMES[found[2]][0]


def reading(kind: str, remark: str | None, language: str) -> str | None:
    """The sentence that tells the name and how the statement is read here; None where the remark tells no name, or that of the kind.

    Args:
        kind: notation (``reservationKind``).
        remark: what is to be known of the limit.
        language: ``en`` or ``id``.
    """
    found = _NAMED.search(remark or "")
    if found is None or kind not in _READ:
        return None
    name, *words = _NAMES[found[2]]
    if name in _AGREE.get(kind, _WIDE):
        return None
    at = 1 if language == "id" else 0
    said = _STATE if found[1] in _BY_STATE else _SOURCE
    return f"{said[at].format(name=words[at])}; {_READ[kind][at]}"
