"""The words of the lists of states, instruments, topics and rights, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "states": "States and other parties",
        "states_about": "How many of the treaties recorded here bound each for certain on {on}.",
        "state": "State or other party",
        "former": "former",
        "treaties": "Treaties that bound it",
        "instruments": "Treaties and other instruments",
        "instruments_about": "How many states and other parties each bound for certain on {on}. Not every text is encoded.",
        "kind_treaty": "Treaties",
        "kind_soft": "Texts that bind nobody as such",
        "kind_other": "Agreements and laws",
        "instrument": "Instrument",
        "adopted": "Adopted",
        "in_force": "In force since",
        "parties": "Parties",
        "encoded": "Obligations encoded",
        "topics": "Topics and rights",
        "topics_about": "What obligations are about. An obligation on two topics stands in both.",
        "topic": "Topic",
        "meaning": "What it means",
        "obligations": "Obligations",
        "rights": "Rights that obligations realise",
        "unknown": "not recorded",
    },
    "id": {
        "states": "Negara dan pihak lain",
        "states_about": "Berapa perjanjian yang tercatat di sini pasti mengikat masing-masing pada {on}.",
        "state": "Negara atau pihak lain",
        "former": "sudah tidak ada",
        "treaties": "Perjanjian yang mengikatnya",
        "instruments": "Perjanjian dan instrumen lain",
        "instruments_about": "Berapa negara dan pihak lain yang pasti terikat pada {on}. Tidak semua teks dikodekan.",
        "kind_treaty": "Perjanjian",
        "kind_soft": "Teks yang tidak mengikat siapa pun",
        "kind_other": "Persetujuan dan undang-undang",
        "instrument": "Instrumen",
        "adopted": "Disahkan",
        "in_force": "Berlaku sejak",
        "parties": "Pihak",
        "encoded": "Norma yang dikodekan",
        "topics": "Topik dan hak",
        "topics_about": "Tentang apa norma-norma itu. Norma dengan dua topik ada di keduanya.",
        "topic": "Topik",
        "meaning": "Artinya",
        "obligations": "Norma",
        "rights": "Hak yang diwujudkan norma",
        "unknown": "tidak tercatat",
    },
}
