"""What stands in each named graph, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Beginning of a graph's local name → language → (title, description); ``{name}`` is what follows. The longest beginning is taken.
_ABOUT: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "ontology": {
        "en": ("Ontology", "The terms of this graph and what they are aligned with."),
        "id": ("Ontologi", "Istilah graf ini dan padanannya."),
    },
    "law": {
        "en": ("Law", "Instruments, provisions, obligations, rights, matches, effect rules, states and the concept schemes."),
        "id": ("Hukum", "Instrumen, ketentuan, norma, hak, padanan, aturan berlaku, negara, dan skema konsep."),
    },
    "limits": {
        "en": ("Limits", "What reservations and declarations do to a state's consent, and the objections to them."),
        "id": ("Pembatasan", "Akibat reservasi dan deklarasi terhadap persetujuan negara, dan keberatan terhadapnya."),
    },
    "derived": {
        "en": ("Derived", "Binding periods and duties with their reasons: what follows from the acts and the effect rules."),
        "id": ("Turunan", "Masa terikat dan kewajiban beserta alasannya: yang mengikuti tindakan dan aturan berlaku."),
    },
    "meta": {
        "en": ("Sources", "The sources, what each covers and until when, and their known faults."),
        "id": ("Sumber", "Sumber-sumber, cakupan masing-masing dan sampai kapan, serta kekurangannya yang diketahui."),
    },
    "national": {
        "en": ("National measures", "What states did about their obligations, and what studies found."),
        "id": ("Langkah nasional", "Yang dilakukan negara atas kewajibannya, dan temuan kajian."),
    },
    "context": {
        "en": ("Context", "Agreements between states, people in corridors and figures of others: never counted with reports."),
        "id": ("Konteks", "Perjanjian antarnegara, jumlah orang di koridor, dan angka pihak lain: tidak pernah dihitung bersama laporan."),
    },
    "description": {
        "en": ("Description", "What the graph says of itself: catalogue, contents, prefixes and the questions that can be asked of it."),
        "id": ("Deskripsi", "Yang dikatakan graf tentang dirinya: katalog, isi, awalan, dan pertanyaan yang dapat diajukan."),
    },
    "source/": {
        "en": ("Acts told by {name}", "The acts that one source tells of, as it tells them."),
        "id": ("Tindakan menurut {name}", "Tindakan yang dicatat satu sumber, sebagaimana dicatatnya."),
    },
    "claims/": {
        "en": (
            "Claims of {name}",
            "Claims, never facts: what somebody reported, with its provenance. Only in a query that names the graph.",
        ),
        "id": ("Klaim {name}", "Klaim, bukan fakta: yang dilaporkan seseorang, dengan asal-usulnya. Hanya bila kueri menyebut graf ini."),
    },
}


def about_graph(local: str) -> Mapping[str, tuple[str, str]]:
    """Title and description of a graph by its local name (``law``, ``source/untc``), in each language; empty for an unknown kind."""
    fitting = [begin for begin in _ABOUT if local == begin or (begin.endswith("/") and local.startswith(begin))]
    if not fitting:
        return {}
    begin = max(fitting, key=len)
    name = local.removeprefix(begin).replace("/", ", ").replace("_", " ")
    return {language: (title.format(name=name), description) for language, (title, description) in _ABOUT[begin].items()}
