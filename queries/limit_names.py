"""What a statement was named, beside what it is read as here: what counts is the effect and not the name (VCLT article 2(1)(d)).

The name is a fact of the limit (``sv:namedAs``), its words stand in the concept scheme of names; the kind of the limit is how it is read
here. Where the two differ, both are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
    "interpretativeDeclaration": _WIDE | {"interpretativeDeclaration", "interpretativeStatement", "understanding"},
}


def reading(kind: str, named_as: str | None, named_in_words: str | None, by_source: bool | None, language: str) -> str | None:
    """The sentence that tells the name and how the statement is read here; None where no name is recorded, or that of the kind.

    Args:
        kind: notation (``reservationKind``).
        named_as, named_in_words: the name as a notation (``declaration``) and in the language; None where none is recorded.
        by_source: whether only the source names it so, and not the state.
        language: ``en`` or ``id``.
    """
    if named_in_words is None or kind not in _READ or named_as in _AGREE.get(kind, _WIDE):
        return None
    indonesian = language == "id"
    name = named_in_words if indonesian else _with_article(named_in_words)
    return f"{(_SOURCE if by_source else _STATE)[indonesian].format(name=name)}; {_READ[kind][indonesian]}"


def _with_article(words: str) -> str:
    if words.startswith("both "):
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
