"""The words of corridors in English and Indonesian, for the page and the command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.queries.corridor_answer import Cell

Words = Mapping[str, str]

#: Columns of the table, in order.
CELLS: Final[Mapping[str, Mapping[Cell, str]]] = {
    "en": {
        "both": "binds both",
        "origin_only": "origin only",
        "destination_only": "destination only",
        "neither": "neither",
        "not_known": "not known",
        "origin_bound": "asked of the origin alone: bound",
        "origin_not_bound": "asked of the origin alone: not bound",
        "origin_not_known": "asked of the origin alone: not known",
        "destination_bound": "asked of the destination alone: bound",
        "destination_not_bound": "asked of the destination alone: not bound",
        "destination_not_known": "asked of the destination alone: not known",
    },
    "id": {
        "both": "mengikat keduanya",
        "origin_only": "hanya negara asal",
        "destination_only": "hanya negara tujuan",
        "neither": "tidak keduanya",
        "not_known": "tidak diketahui",
        "origin_bound": "hanya diminta dari negara asal: terikat",
        "origin_not_bound": "hanya diminta dari negara asal: tidak terikat",
        "origin_not_known": "hanya diminta dari negara asal: tidak diketahui",
        "destination_bound": "hanya diminta dari negara tujuan: terikat",
        "destination_not_bound": "hanya diminta dari negara tujuan: tidak terikat",
        "destination_not_known": "hanya diminta dari negara tujuan: tidak diketahui",
    },
}
#: The columns of the page: cells, and the words of the column; a column of several cells names each in its entries.
COLUMNS: Final[Mapping[str, tuple[tuple[tuple[Cell, ...], str], ...]]] = {
    "en": (
        (("both",), "binds both"),
        (("origin_only",), "origin only"),
        (("destination_only",), "destination only"),
        (("neither",), "neither"),
        (("not_known",), "not known"),
        (("origin_bound", "origin_not_bound", "origin_not_known"), "asked of the origin alone"),
        (("destination_bound", "destination_not_bound", "destination_not_known"), "asked of the destination alone"),
    ),
    "id": (
        (("both",), "mengikat keduanya"),
        (("origin_only",), "hanya negara asal"),
        (("destination_only",), "hanya negara tujuan"),
        (("neither",), "tidak keduanya"),
        (("not_known",), "tidak diketahui"),
        (("origin_bound", "origin_not_bound", "origin_not_known"), "diminta dari negara asal saja"),
        (("destination_bound", "destination_not_bound", "destination_not_known"), "diminta dari negara tujuan saja"),
    ),
}
#: What a number hides: how many of its obligations a reservation limits, and for how many other obligations bind instead.
MARKS: Final[Mapping[str, Words]] = {
    "en": {
        "limited": "{number} limited by a reservation",
        "matched": "{number} made up for",
        "partly_matched": "{number} made up for in part",
    },
    "id": {"limited": "{number} dibatasi reservasi", "matched": "{number} tergantikan", "partly_matched": "{number} tergantikan sebagian"},
}
STATUSES: Final[Mapping[str, Words]] = {
    "en": {"bound": "bound", "not_bound": "not bound", "not_known": "not known"},
    "id": {"bound": "terikat", "not_bound": "tidak terikat", "not_known": "tidak diketahui"},
}
SIDES: Final[Mapping[str, Words]] = {
    "en": {
        "bound": "bound",
        "limited": "bound, limited by a reservation",
        "matched": "not bound by this, but by one that asks the same or more",
        "partly_matched": "not bound by this; others bind in part",
        "not_bound": "not bound",
        "not_known": "not known",
        "not_asked": "not asked of this side",
    },
    "id": {
        "bound": "terikat",
        "limited": "terikat, dibatasi reservasi",
        "matched": "tidak terikat oleh ini, tetapi oleh norma lain yang meminta hal sama atau lebih",
        "partly_matched": "tidak terikat oleh ini; norma lain mengikat sebagian",
        "not_bound": "tidak terikat",
        "not_known": "tidak diketahui",
        "not_asked": "tidak diminta dari pihak ini",
    },
}
RELATIONS: Final[Mapping[str, Words]] = {
    "en": {
        "exactMatch": "asks the same",
        "broaderMatch": "asks more",
        "narrowerMatch": "asks less",
        "overlappingMatch": "overlaps",
    },
    "id": {
        "exactMatch": "meminta hal yang sama",
        "broaderMatch": "meminta lebih",
        "narrowerMatch": "meminta kurang",
        "overlappingMatch": "tumpang tindih",
    },
}
REMAINS: Final[Mapping[str, Words]] = {
    "en": {
        "itself": "it binds itself",
        "whole": "another obligation that asks the same or more binds",
        "part": "other obligations bind in part",
        "nothing": "compared, and nothing that binds was found",
        "not_compared": "not compared with other instruments yet",
        "not_known": "not known whether it or one that matches binds",
    },
    "id": {
        "itself": "norma itu sendiri mengikat",
        "whole": "norma lain yang meminta hal sama atau lebih mengikat",
        "part": "norma lain mengikat sebagian",
        "nothing": "sudah dibandingkan, dan tidak ditemukan yang mengikat",
        "not_compared": "belum dibandingkan dengan instrumen lain",
        "not_known": "tidak diketahui apakah norma ini atau padanannya mengikat",
    },
}
DEGREES: Final[Mapping[str, Words]] = {
    "en": {
        "coversKind": "covered",
        "coversKindInPart": "covered in part",
        "leavesKindOpen": "left open",
        "leavesKindOut": "not covered",
        "coverageNotEstablished": "not established",
        "onlyInScope": "on a condition",
    },
    "id": {
        "coversKind": "tercakup",
        "coversKindInPart": "tercakup sebagian",
        "leavesKindOpen": "terbuka",
        "leavesKindOut": "tidak tercakup",
        "coverageNotEstablished": "belum dipastikan",
        "onlyInScope": "bersyarat",
    },
}
#: For which state of the corridor a record holds, where it holds for one of them only.
ROLES: Final[Mapping[str, Words]] = {
    "en": {"StateOfOrigin": "for the state of origin", "StateOfEmployment": "for the state of destination"},
    "id": {"StateOfOrigin": "bagi negara asal", "StateOfEmployment": "bagi negara tujuan"},
}
