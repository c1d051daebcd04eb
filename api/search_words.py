"""The words of the page of search results, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Search: {query}",
        "empty": "Search",
        "ask": "Write a name, a code or an article in any language, for instance “Indonesia”, “C189”, “icrmw 21”, “paspor”, “wages”.",
        "nothing": "Nothing here is called so. That does not mean that it does not exist: only what is in the graph is "
        "searched, by its names.",
        "close": "Did you mean:",
        "all": "All {count}",
        "back": "All kinds of results",
        "first": "The first {most} of {count}.",
        "state": "States and other parties",
        "instrument": "Treaties and other instruments",
        "topic": "Topics",
        "right": "Rights",
        "obligation": "Obligations",
        "provision": "Provisions",
        "body": "Bodies",
        "measure": "Measures of states",
        "case-study": "Case studies",
        "agreement": "Bilateral labour agreements",
        "claim": "Claims",
        "claims_about": "A claim is what somebody reported, not a fact.",
    },
    "id": {
        "title": "Cari: {query}",
        "empty": "Cari",
        "ask": "Tulis nama, kode, atau pasal dalam bahasa apa pun, misalnya “Indonesia”, “C189”, “icrmw 21”, “paspor”, “upah”.",
        "nothing": "Tidak ada yang bernama demikian di sini. Itu tidak berarti tidak ada: yang dicari hanya nama-nama di dalam graf.",
        "close": "Maksud Anda:",
        "all": "Semua {count}",
        "back": "Semua jenis hasil",
        "first": "{most} pertama dari {count}.",
        "state": "Negara dan pihak lain",
        "instrument": "Perjanjian dan instrumen lain",
        "topic": "Topik",
        "right": "Hak",
        "obligation": "Norma",
        "provision": "Ketentuan",
        "body": "Badan",
        "measure": "Tindakan negara",
        "case-study": "Studi kasus",
        "agreement": "Perjanjian ketenagakerjaan bilateral",
        "claim": "Klaim",
        "claims_about": "Klaim adalah yang dilaporkan seseorang, bukan fakta.",
    },
}
