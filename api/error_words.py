"""The words of the pages that say what is wrong with an address, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "close": "Did you mean:",
        "on": "Go on from here",
        "about": "What is recorded of {word}",
        "search": "Search for “{word}”",
        "everything": "Search everything",
        "first": "The first page",
        "addresses": "Every address of the API",
        "newest": "The same in the data version that is served",
        "status": "Status {status}. The address was",
    },
    "id": {
        "close": "Maksud Anda:",
        "on": "Lanjutkan dari sini",
        "about": "Yang tercatat tentang {word}",
        "search": "Cari “{word}”",
        "everything": "Cari semuanya",
        "first": "Halaman pertama",
        "addresses": "Semua alamat API",
        "newest": "Hal yang sama dalam versi data yang disajikan",
        "status": "Status {status}. Alamatnya",
    },
}

#: What the framework finds wrong with a parameter, by its own name for it: the sentence in Indonesian. What is not here is told in English.
INVALID: Final[Mapping[str, str]] = {
    "missing": "harus diisi",
    "int_parsing": "harus berupa bilangan bulat",
    "float_parsing": "harus berupa bilangan",
    "bool_parsing": "harus true atau false",
    "greater_than_equal": "harus sedikitnya {ge}",
    "less_than_equal": "harus paling banyak {le}",
    "string_too_long": "paling panjang {max_length} huruf",
    "too_long": "paling banyak {max_length}",
}
