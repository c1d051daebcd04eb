"""The words of the pictures and of their pages, in English and Indonesian."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

#: The pictures, in the order of the overview.
NAMES: Final = ("parties", "gaps", "timeline", "ratifications", "topics", "flows")

_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
}


def long_day(on: datetime.date, language: str) -> str:
    """A day as people write it: 3 February 2026."""
    return f"{on.day} {_MONTHS[language][on.month - 1]} {on.year}"


def thousands(number: int, language: str) -> str:
    """A number as people write it: 1,234 in English, 1.234 in Indonesian."""
    return f"{number:,}".replace(",", "." if language == "id" else ",")


def figure(value: str, language: str) -> str:
    """A value as a source tells it, a large whole number as people write it; a number of four digits may be a year and stays as it is."""
    return thousands(int(value), language) if value.isdecimal() and len(value) > len("2018") else value


WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "charts": "Pictures",
        "charts_about": "Each picture is drawn from the same answers as the API, has its table beside it, and can be taken away as "
        "SVG, PNG, "
        "CSV or JSON.",
        "parties": "Map of parties",
        "parties_about": "Which states an instrument bound on a day.",
        "gaps": "Map of gaps",
        "gaps_about": "How many obligations of an instrument, or on a topic, bind each state.",
        "timeline": "A state in time",
        "timeline_about": "What a state signed and accepted, and since when it is bound.",
        "ratifications": "Parties over the years",
        "ratifications_about": "How many states instruments bound, year by year.",
        "topics": "States and topics",
        "topics_about": "How many obligations on each topic bind each state.",
        "flows": "People on the move",
        "flows_about": "The largest corridors from or to a state.",
        "picture": "The picture",
        "table": "The same as a table",
        "table_about": "The numbers of the picture. {rows} rows.",
        "notes": "How to read it",
        "year": "Year",
        "instrument": "Instrument",
        "instruments": "Instrument {at}",
        "none": "any",
        "state": "State",
        "states": "States by code (up to 25)",
        "group": "with the states of a group",
        "topic": "Topic",
        "role": "What is asked of a state of",
        "destination": "employment (destination)",
        "origin": "origin",
        "worker": "Kind of worker",
        "area": "Part of the world",
        "world": "The world",
        "africa": "Africa",
        "americas": "The Americas",
        "asia": "Asia",
        "europe": "Europe",
        "gulf": "Gulf and Western Asia",
        "pacific": "Pacific",
        "direction": "Corridors",
        "from": "from the state",
        "to": "to the state",
        "most": "How many",
        "on": "On",
        "draw": "Draw",
        "status": "Status",
        "since": "Since",
        "until": "Until",
        "code": "Code",
        "credit_shapes": "Shapes: Natural Earth (public domain).",
        "credit_version": "Servanda, data version {version}, CC BY 4.0.",
        "credit_sources": "Sources: {sources}.",
        "as_at": "{title} (as at {as_at})",
        "borders": "Borders are drawn as Natural Earth draws them, as de facto lines; disputed ones among them. They say nothing about "
        "whose an area "
        "is. Areas without an entry in the list of states, and territories, are left blank.",
        "no_shape": "Not on the map: {states}.",
        "elsewhere": "Former states that were bound or may have been: {states}.",
        "after": "After {last} the sources here no longer tell who has not consented: states without a recorded consent then show as "
        "not known.",
        "covered": "Shown for {last}, the last day for which the sources here tell who had not consented.",
        "incomplete": "For {instruments} the sources here name some states only: there may be more parties than are counted.",
        "counts": "{bound} bound, {not_bound} not bound, {not_known} not known.",
        "part_counted": "“{area}” is a cut of the map and no list of states: counted and listed are the {number} states whose middle "
        "lies on it as a wide page shows it. What else shows at its edges is coloured, and not counted.",
        "part_shown": "On this cut of the map: {text}",
        "title_parties": "States bound by {instrument} on {on}",
        "title_gaps": "How much of {what} binds each state on {on}",
        "what_instrument": "{instrument}",
        "what_topic": "what is encoded on {topic}",
        "what_both": "{instrument} on {topic}",
        "gaps_subtitle": "{number} obligations asked of a state of {role}, for: {worker}. Counted as binding: those of the text "
        "itself, and "
        "those matched whole by another instrument that binds the state.",
        "gaps_partly": "An obligation matched in part only is not counted in the colour; the table has it in a column of its own.",
        "gaps_limited": "Duties that a reservation limits are counted as binding; the table tells them apart.",
        "gaps_left_out": "Left out are obligations of instruments for which the sources do not tell, on this day, which states are not "
        "bound: {instruments}.",
        "title_timeline": "What {state} signed and accepted, and what bound it, until {on}",
        "timeline_subtitle": "Bars: bound. Hatched: within this time it began or ended, and the day is not known. Hollow symbol: only "
        "the year of the "
        "act is known (drawn in its middle).",
        "undated": "{number} acts have no date in the sources and cannot be drawn.",
        "timeline_open": "A bar that reaches the right edge: no end is known.",
        "title_ratifications": "States bound, {first} to {last}",
        "ratifications_subtitle": "At the end of each year. A pale band: states whose beginning or end is not known to the day. ▼ a "
        "state left.",
        "axis_parties": "states bound",
        "title_topics": "How many obligations on each topic bind each state on {on}",
        "topics_subtitle": "In brackets: all obligations encoded on the topic. Colour: the share of them that binds. A plus: more may "
        "bind, the sources "
        "do not tell. A question mark: none is known to bind, and some may.",
        "topics_codes": "Columns: {states}.",
        "topic_of": "{topic} ({number})",
        "topics_limited": "Duties that a reservation limits are counted as binding.",
        "topics_twice": "An obligation on two topics is counted under each.",
        "title_from": "Where people from {state} live, {year}",
        "title_to": "Where people who live in {state} come from, {year}",
        "flows_subtitle": "{people} people in {corridors} corridors between states. Born there, or citizens: not workers alone.",
        "flows_not_recorded": "With {number} other states the source has no corridor in this direction: nobody, as far as it tells.",
        "flows_not_told_from": "People whose origin the source does not tell cannot be assigned to a state of origin, and are in no bar.",
        "others": "{number} other states",
        "territories": "territories",
        "not_told": "origin not told by the source",
        "kind_people": "one corridor",
        "kind_others": "several together",
        "kind_not_told": "not told by the source",
        "whom": "State or group",
        "people": "People",
        "kind": "Kind of row",
        "bound": "Bound",
        "limited": "Bound, with a reservation",
        "matched": "Matched whole by another",
        "partly_matched": "Matched in part",
        "not_bound": "Not bound",
        "not_known": "Not known",
        "not_on_list": "Territory, or not on the list of states",
        "class_none": "None of them",
        "class_few": "Under a quarter",
        "class_some": "A quarter to a half",
        "class_most": "Half and more",
        "class_all": "All of them",
        "of": "Of",
        "began": "Began",
        "ended": "Ended",
        "what": "What",
        "from_day": "From",
        "until_day": "Until",
        "precision": "Known to the",
        "day": "day",
        "open": "latest day only",
        "act": "act",
        "period": "binding period",
        "signature": "Signature",
        "consent": "Consent to be bound",
        "statement": "Reservation, declaration or withdrawal",
        "denunciation": "Denunciation",
        "other": "Other act",
        "uncertain": "Began or ended within this time",
        "obligations": "Obligations",
        "nothing": "Nothing is recorded that could be drawn.",
        "spec": "Vega-Lite",
        "alt": "{title}. {subtitle} The table below has the same numbers.",
    },
    "id": {
        "charts": "Gambar",
        "charts_about": "Setiap gambar dibuat dari jawaban yang sama dengan API, disertai tabelnya, dan dapat diambil sebagai SVG, "
        "PNG, CSV, atau "
        "JSON.",
        "parties": "Peta negara pihak",
        "parties_about": "Negara mana yang terikat oleh suatu instrumen pada suatu hari.",
        "gaps": "Peta kesenjangan",
        "gaps_about": "Berapa norma suatu instrumen, atau tentang suatu topik, yang mengikat setiap negara.",
        "timeline": "Suatu negara dari masa ke masa",
        "timeline_about": "Apa yang ditandatangani dan disetujui suatu negara, dan sejak kapan negara itu terikat.",
        "ratifications": "Negara pihak dari tahun ke tahun",
        "ratifications_about": "Berapa negara yang terikat oleh instrumen, tahun demi tahun.",
        "topics": "Negara dan topik",
        "topics_about": "Berapa norma tentang setiap topik yang mengikat setiap negara.",
        "flows": "Orang yang berpindah",
        "flows_about": "Koridor terbesar dari atau ke suatu negara.",
        "picture": "Gambar",
        "table": "Hal yang sama sebagai tabel",
        "table_about": "Angka-angka gambar ini. {rows} baris.",
        "notes": "Cara membacanya",
        "year": "Tahun",
        "instrument": "Instrumen",
        "instruments": "Instrumen {at}",
        "none": "semua",
        "state": "Negara",
        "states": "Negara menurut kode (paling banyak 25)",
        "group": "bersama negara suatu kelompok",
        "topic": "Topik",
        "role": "Yang diminta dari negara",
        "destination": "tempat kerja (tujuan)",
        "origin": "asal",
        "worker": "Jenis pekerja",
        "area": "Bagian dunia",
        "world": "Dunia",
        "africa": "Afrika",
        "americas": "Amerika",
        "asia": "Asia",
        "europe": "Eropa",
        "gulf": "Teluk dan Asia Barat",
        "pacific": "Pasifik",
        "direction": "Koridor",
        "from": "dari negara itu",
        "to": "ke negara itu",
        "most": "Berapa banyak",
        "on": "Pada",
        "draw": "Gambar",
        "status": "Status",
        "since": "Sejak",
        "until": "Hingga",
        "code": "Kode",
        "credit_shapes": "Bentuk negara: Natural Earth (domain publik).",
        "credit_version": "Servanda, versi data {version}, CC BY 4.0.",
        "credit_sources": "Sumber: {sources}.",
        "as_at": "{title} (per {as_at})",
        "borders": "Batas digambar seperti oleh Natural Earth, menurut keadaan nyata, termasuk batas yang disengketakan. Batas itu "
        "tidak menyatakan milik "
        "siapa suatu wilayah. Wilayah tanpa entri dalam daftar negara, dan teritori, dibiarkan kosong.",
        "no_shape": "Tidak ada di peta: {states}.",
        "elsewhere": "Bekas negara yang terikat atau mungkin terikat: {states}.",
        "after": "Setelah {last} sumber di sini tidak lagi menyatakan siapa yang belum setuju: negara tanpa persetujuan yang tercatat "
        "lalu ditampilkan "
        "sebagai tidak diketahui.",
        "covered": "Ditampilkan untuk {last}, hari terakhir ketika sumber di sini menyatakan siapa yang belum setuju.",
        "incomplete": "Untuk {instruments} sumber di sini hanya menyebut beberapa negara: pihaknya mungkin lebih banyak daripada yang "
        "dihitung.",
        "counts": "{bound} terikat, {not_bound} tidak terikat, {not_known} tidak diketahui.",
        "part_counted": "“{area}” adalah potongan peta dan bukan daftar negara: yang dihitung dan didaftar adalah {number} negara yang "
        "titik tengahnya ada di peta itu sebagaimana ditampilkan pada halaman lebar. Yang lain di tepinya diwarnai, tetapi tidak dihitung.",
        "part_shown": "Pada potongan peta ini: {text}",
        "title_parties": "Negara yang terikat oleh {instrument} pada {on}",
        "title_gaps": "Seberapa banyak dari {what} yang mengikat setiap negara pada {on}",
        "what_instrument": "{instrument}",
        "what_topic": "norma yang dikodekan tentang {topic}",
        "what_both": "{instrument} tentang {topic}",
        "gaps_subtitle": "{number} norma yang diminta dari negara {role}, bagi: {worker}. Dihitung mengikat: norma teks itu sendiri, "
        "dan norma "
        "yang dipadani seluruhnya oleh instrumen lain yang mengikat negara itu.",
        "gaps_partly": "Norma yang hanya dipadani sebagian tidak dihitung dalam warna; tabel memuatnya dalam kolom tersendiri.",
        "gaps_limited": "Kewajiban yang dibatasi reservasi dihitung mengikat; tabel membedakannya.",
        "gaps_left_out": "Tidak dihitung: norma instrumen yang pada hari ini sumbernya tidak menyatakan negara mana yang tidak "
        "terikat: {instruments}.",
        "title_timeline": "Apa yang ditandatangani dan disetujui {state}, dan apa yang mengikatnya, hingga {on}",
        "timeline_subtitle": "Batang: terikat. Arsir: dalam waktu ini mulai atau berakhir, dan harinya tidak diketahui. Simbol kosong: "
        "hanya tahun "
        "tindakan yang diketahui (digambar di tengahnya).",
        "undated": "{number} tindakan tidak bertanggal dalam sumber dan tidak dapat digambar.",
        "timeline_open": "Batang yang mencapai tepi kanan: akhirnya tidak diketahui.",
        "title_ratifications": "Negara yang terikat, {first} hingga {last}",
        "ratifications_subtitle": "Pada akhir setiap tahun. Pita pucat: negara yang hari mulai atau akhirnya tidak diketahui. ▼ suatu "
        "negara keluar.",
        "axis_parties": "negara yang terikat",
        "title_topics": "Berapa norma tentang setiap topik yang mengikat setiap negara pada {on}",
        "topics_subtitle": "Dalam kurung: semua norma yang dikodekan tentang topik itu. Warna: bagian yang mengikat. Tanda tambah: "
        "mungkin lebih, "
        "sumber tidak menyatakannya. Tanda tanya: tidak satu pun diketahui mengikat, dan sebagian mungkin mengikat.",
        "topics_codes": "Kolom: {states}.",
        "topic_of": "{topic} ({number})",
        "topics_limited": "Kewajiban yang dibatasi reservasi dihitung mengikat.",
        "topics_twice": "Norma tentang dua topik dihitung di bawah masing-masing.",
        "title_from": "Tempat tinggal orang dari {state}, {year}",
        "title_to": "Asal orang yang tinggal di {state}, {year}",
        "flows_subtitle": "{people} orang di {corridors} koridor antarnegara. Lahir di sana, atau warga negaranya: bukan pekerja saja.",
        "flows_not_recorded": "Dengan {number} negara lain sumber tidak memuat koridor ke arah ini: tidak ada siapa pun, sejauh yang "
        "dinyatakannya.",
        "flows_not_told_from": "Orang yang asalnya tidak dinyatakan sumber tidak dapat dimasukkan ke negara asal mana pun, dan tidak "
        "ada dalam batang.",
        "others": "{number} negara lain",
        "territories": "teritori",
        "not_told": "asal tidak dinyatakan sumber",
        "kind_people": "satu koridor",
        "kind_others": "beberapa bersama-sama",
        "kind_not_told": "tidak dinyatakan sumber",
        "whom": "Negara atau kelompok",
        "people": "Orang",
        "kind": "Jenis baris",
        "bound": "Terikat",
        "limited": "Terikat, dengan reservasi",
        "matched": "Dipadani seluruhnya oleh yang lain",
        "partly_matched": "Dipadani sebagian",
        "not_bound": "Tidak terikat",
        "not_known": "Tidak diketahui",
        "not_on_list": "Teritori, atau tidak ada dalam daftar negara",
        "class_none": "Tidak satu pun",
        "class_few": "Kurang dari seperempat",
        "class_some": "Seperempat hingga setengah",
        "class_most": "Setengah atau lebih",
        "class_all": "Semuanya",
        "of": "Dari",
        "began": "Mulai",
        "ended": "Berakhir",
        "what": "Apa",
        "from_day": "Dari",
        "until_day": "Hingga",
        "precision": "Diketahui hingga",
        "day": "hari",
        "open": "hari terakhirnya saja",
        "act": "tindakan",
        "period": "masa terikat",
        "signature": "Penandatanganan",
        "consent": "Persetujuan untuk terikat",
        "statement": "Reservasi, deklarasi, atau penarikannya",
        "denunciation": "Pengunduran diri",
        "other": "Tindakan lain",
        "uncertain": "Mulai atau berakhir dalam waktu ini",
        "obligations": "Norma",
        "nothing": "Tidak ada catatan yang dapat digambar.",
        "spec": "Vega-Lite",
        "alt": "{title}. {subtitle} Tabel di bawah memuat angka yang sama.",
    },
}
