"""What pages say, in English and Indonesian, of a measure whose text was not read here and of those who tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "told": "Told by others, not read here",
        "who": "Who tells it, and what",
        "about": "No text of these measures was read here. Whoever is named tells of them, in the document and year that stand there. "
        "Whether a measure is as it is told, or still in force, is not known here; comparisons judge the words of those who tell, and "
        "none of these counts as law that was read.",
        "claim": "the claim",
        "second": "read a second time by {who}",
        "not_second": "not read a second time",
        "not_read": "Text not read here; as told by",
        "teller": "{who} ({on})",
        "also": "{number} more told by others, not read here",
    },
    "id": {
        "told": "Dituturkan pihak lain, tidak dibaca di sini",
        "who": "Siapa yang menuturkan, dan apa",
        "about": "Teks tindakan berikut tidak dibaca di sini. Yang menuturkannya ialah pihak yang disebut, dalam dokumen dan tahun yang "
        "tertera. Apakah tindakan itu memang demikian, atau masih berlaku, tidak diketahui di sini; perbandingan menilai perkataan "
        "penuturnya, dan tidak satu pun dihitung sebagai hukum yang dibaca.",
        "claim": "klaimnya",
        "second": "dibaca kedua kali oleh {who}",
        "not_second": "belum dibaca kedua kali",
        "not_read": "Teks tidak dibaca di sini; menurut penuturan",
        "teller": "{who} ({on})",
        "also": "{number} lagi dituturkan pihak lain, tidak dibaca di sini",
    },
}
