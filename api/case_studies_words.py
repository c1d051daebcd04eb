"""The words of the page of case studies, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Case studies",
        "one": "Case study: {names}",
        "every": "All case studies",
        "lead": "What the study from which this project grew finds, and beside it what the graph itself records. The two are not the "
        "same: a finding is the study's, in our words; the graph confirms none and refutes none.",
        "study": "The study",
        "not_recorded": "Its text, author, year and page numbers are not recorded here: only its findings, as the account of the study "
        "that this project has sums them up.",
        "general": "The instruments in general",
        "finds": "The study finds",
        "about": "On",
        "kind": "It is told as",
        "challenge": "an obstacle: {name}",
        "achievement": "an achievement: {name}",
        "remedy": "something to be done: {name}",
        "remark": "Note",
        "records": "What the graph records on {on}",
        "treaties": "Treaties that bound it for certain",
        "measures": "Measures that were read",
        "agreements": "Labour agreements recorded",
        "claims": "Claims about it, by kind",
        "supervision": "supervision",
        "complaint": "complaints",
        "recommendation": "recommendations",
        "parties": "Bound for certain",
        "states": "{number} states and other parties",
        "obligations": "Obligations encoded",
        "instrument": "Instrument",
        "claims_under": "Claims that name it",
        "no_measure": "Neither the number of claims nor that of measures tells how well workers fare: few claims may mean that few "
        "were made or that few are recorded here.",
        "not_effect": "Nothing in the graph measures whether a programme is effective, or why an instrument is not carried out.",
        "more": "Its profile",
        "compare": "These states side by side",
        "measure_page": "measures as data",
        "none": "No study is recorded here.",
    },
    "id": {
        "title": "Studi kasus",
        "one": "Studi kasus: {names}",
        "every": "Semua studi kasus",
        "lead": "Yang ditemukan kajian yang melahirkan proyek ini, dan di sampingnya yang dicatat grafnya sendiri. Keduanya tidak "
        "sama: temuan adalah milik kajian, dengan kata-kata kami; graf tidak membenarkan dan tidak membantahnya.",
        "study": "Kajiannya",
        "not_recorded": "Teks, penulis, tahun, dan nomor halamannya tidak tercatat di sini: hanya temuannya, sebagaimana diringkas dalam "
        "uraian tentang kajian itu yang dimiliki proyek ini.",
        "general": "Instrumen pada umumnya",
        "finds": "Yang ditemukan kajian",
        "about": "Tentang",
        "kind": "Disebut sebagai",
        "challenge": "hambatan: {name}",
        "achievement": "capaian: {name}",
        "remedy": "yang perlu dilakukan: {name}",
        "remark": "Catatan",
        "records": "Yang dicatat graf pada {on}",
        "treaties": "Perjanjian yang pasti mengikatnya",
        "measures": "Tindakan yang dibaca",
        "agreements": "Perjanjian ketenagakerjaan yang tercatat",
        "claims": "Klaim tentangnya, menurut jenis",
        "supervision": "pengawasan",
        "complaint": "pengaduan",
        "recommendation": "rekomendasi",
        "parties": "Pasti terikat",
        "states": "{number} negara dan pihak lain",
        "obligations": "Norma yang dikodekan",
        "instrument": "Instrumen",
        "claims_under": "Klaim yang menyebutnya",
        "no_measure": "Jumlah klaim maupun tindakan tidak menunjukkan nasib pekerja: sedikit klaim dapat berarti sedikit yang diajukan "
        "atau sedikit yang tercatat di sini.",
        "not_effect": "Tidak ada dalam graf yang mengukur apakah suatu program efektif, atau mengapa suatu instrumen tidak dilaksanakan.",
        "more": "Profilnya",
        "compare": "Negara-negara ini berdampingan",
        "measure_page": "tindakan sebagai data",
        "none": "Tidak ada kajian yang tercatat di sini.",
    },
}
