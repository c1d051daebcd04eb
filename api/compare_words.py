"""The words of the page that compares states, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Compare states",
        "heading": "{names} on {on}",
        "lead": "Up to five states side by side: what bound each, what it owed, what was reported about it and what it did.",
        "state": "State {at}",
        "none": "–",
        "former": "Former states",
        "on": "Day",
        "show": "Compare",
        "one_more": "Choose at least two states.",
        "bound": "What bound them",
        "bound_about": "The day from which each instrument bound for certain; each cell opens its reasons. “Not known” often means "
        "only that the sources end before this day: an earlier day tells more.",
        "since": "since {day}",
        "status_bound": "bound",
        "status_not_bound": "not bound",
        "status_not_known": "not known",
        "instrument": "Instrument",
        "rest": "Treaties that bound none of them for certain: {number}",
        "total": "Treaties that bound it for certain",
        "topics": "What they owed, by topic",
        "topics_about": "Numbers of duties that bound for certain on that day; reservations may limit them. A duty on two topics stands in "
        "both, so the rows do not add up. Each number opens the paths to them.",
        "topic": "Topic",
        "claims": "What was reported about them",
        "claims_about": "Claims, not facts: who reported what stands with each. The kinds are never added up. Few claims may mean that few "
        "were recorded here or that few bodies looked; the numbers rank nobody.",
        "kind": "Kind of claim",
        "supervision": "supervision",
        "complaint": "complaints",
        "recommendation": "recommendations",
        "measures": "What they did",
        "measures_about": "Measures as far as recorded here. None recorded does not mean that there is none.",
        "measure": "Measures that were read",
        "none_recorded": "none recorded",
        "data": "The same as data, one state at a time",
        "change": "Compare other states",
    },
    "id": {
        "title": "Bandingkan negara",
        "heading": "{names} pada {on}",
        "lead": "Sampai lima negara berdampingan: yang mengikatnya, kewajibannya, yang dilaporkan tentangnya, dan yang dilakukannya.",
        "state": "Negara {at}",
        "none": "–",
        "former": "Negara yang sudah tidak ada",
        "on": "Tanggal",
        "show": "Bandingkan",
        "one_more": "Pilih sedikitnya dua negara.",
        "bound": "Yang mengikat mereka",
        "bound_about": "Hari sejak kapan tiap instrumen pasti mengikat; tiap sel membuka alasannya. “Tidak diketahui” sering hanya "
        "berarti sumber berakhir sebelum hari itu: hari yang lebih awal lebih jelas.",
        "since": "sejak {day}",
        "status_bound": "terikat",
        "status_not_bound": "tidak terikat",
        "status_not_known": "tidak diketahui",
        "instrument": "Instrumen",
        "rest": "Perjanjian yang tidak pasti mengikat satu pun dari mereka: {number}",
        "total": "Perjanjian yang pasti mengikatnya",
        "topics": "Kewajiban mereka menurut topik",
        "topics_about": "Jumlah kewajiban yang pasti mengikat pada hari itu; reservasi dapat membatasinya. Kewajiban dengan dua topik "
        "ada di keduanya, jadi baris-barisnya tidak dijumlahkan. Setiap angka membuka jalur ke kewajibannya.",
        "topic": "Topik",
        "claims": "Yang dilaporkan tentang mereka",
        "claims_about": "Klaim, bukan fakta: siapa melaporkan apa tertera pada masing-masing. Jenisnya tidak pernah dijumlahkan. Sedikit "
        "klaim dapat berarti sedikit yang tercatat di sini atau sedikit badan yang memeriksa; angkanya bukan peringkat.",
        "kind": "Jenis klaim",
        "supervision": "pengawasan",
        "complaint": "pengaduan",
        "recommendation": "rekomendasi",
        "measures": "Yang mereka lakukan",
        "measures_about": "Tindakan sejauh tercatat di sini. Tidak tercatat bukan berarti tidak ada.",
        "measure": "Tindakan yang dibaca",
        "none_recorded": "tidak ada yang tercatat",
        "data": "Hal yang sama sebagai data, satu negara setiap kali",
        "change": "Bandingkan negara lain",
    },
}
