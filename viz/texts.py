"""The words around the picture, in English and Indonesian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


class UnsupportedLanguage(ValueError):
    """A language in which the pages do not speak."""

    def __init__(self, language: str) -> None:
        super().__init__(f"there are no texts in {language!r}; there are texts in {', '.join(TEXTS)}")


@dataclass(frozen=True)
class Texts:
    """The words of one language; ``{…}`` is filled in by the page."""

    kinds: dict[str, str]
    meanings: dict[str, str]
    picture: str
    picture_label: str
    how: str
    goes_on: str
    closer: str
    farther: str
    whole: str
    legend: str
    arrow: str
    references: str
    no_script: str
    no_path: str
    nothing_left_out: str
    tables: str
    nodes_caption: str
    edges_caption: str
    kind: str
    name: str
    detail: str
    identifier: str
    start: str
    relation: str
    end: str
    date: str
    source: str
    as_at: str
    predicate: str
    inverse: str
    no_date: str
    put_together: str
    choose: str
    by_kind: str
    by_topic: str
    all_topics: str
    unfold: str
    fold: str
    arrows_all: str
    counted: str
    folded: str
    unfolded: str
    on: str
    version: str
    sparql: str
    run_sparql: str
    software: str


TEXTS: Final[dict[str, Texts]] = {
    "en": Texts(
        kinds={
            "state": "State",
            "group": "Group of states",
            "agreement": "Labour agreement",
            "act": "Act",
            "binding": "Bound period",
            "instrument": "Instrument",
            "provision": "Provision",
            "obligation": "Obligation",
            "right": "Right",
            "topic": "Topic",
        },
        meanings={
            "state": "who has promised",
            "group": "a process or union that states belong to",
            "agreement": "what two states agreed with each other",
            "act": "what the state did: ratify, accede, withdraw",
            "binding": "the time during which the state is bound",
            "instrument": "the convention, covenant or protocol",
            "provision": "the place in its text",
            "obligation": "what the provision asks of the state, in our words",
            "right": "the right that is served",
            "topic": "what it is about",
        },
        picture="Picture",
        picture_label="Network of {nodes} cards and {edges} arrows. The two tables below hold all of it as text.",
        how="Point at a card to see its arrows; choose it to open its page; + and − on a card unfold and fold what stands under it. "
        "By keyboard, with the picture in focus: the arrow keys go from card to card, Enter opens its page, the space bar unfolds "
        "or folds it; with Shift the arrow keys move the picture; + and − change the size, 0 shows the whole.",
        goes_on="The picture is too large to be shown at once in a size that can be read: move it to see the rest.",
        closer="Larger",
        farther="Smaller",
        whole="Whole picture",
        legend="Legend",
        arrow="An arrow stands for the facts that the table below lists.",
        references="On a narrow screen, a line that begins with → stands for an arrow to a card elsewhere in the picture.",
        no_script="The picture needs scripts, which are off. The tables below hold everything it shows.",
        no_path="Nothing was found: on this date and from the data held here, nothing leads to an answer. "
        "That is not proof that there is none; the data may not record it.",
        nothing_left_out="Nothing was left out: picture (once unfolded) and tables hold the whole answer.",
        tables="The same in tables",
        nodes_caption="Every card of the picture ({count})",
        edges_caption="Every fact behind the arrows ({count})",
        kind="Kind",
        name="Name",
        detail="Detail",
        identifier="Identifier",
        start="From",
        relation="Relation",
        end="To",
        date="Date",
        source="Source",
        as_at="Source as at",
        predicate="Predicate",
        inverse="read backwards",
        no_date="– : the data give no date there.",
        put_together="put together; the query gives it",
        choose="Choose what is shown",
        by_kind="Kinds of cards; arrows then lead past what is not shown (dotted)",
        by_topic="Topic:",
        all_topics="all topics",
        unfold="Unfold all",
        fold="Fold all",
        arrows_all="Show all arrows",
        counted="{shown} of {all} cards are shown.",
        folded="Folded, {count} under it",
        unfolded="Unfolded, {count} under it",
        on="State of things on",
        version="Data version",
        sparql="The question as a query (SPARQL)",
        run_sparql="Run this query",
        software="Software in this page, and its licences",
    ),
    "id": Texts(
        kinds={
            "state": "Negara",
            "group": "Kelompok negara",
            "agreement": "Perjanjian tenaga kerja",
            "act": "Tindakan",
            "binding": "Masa terikat",
            "instrument": "Instrumen",
            "provision": "Ketentuan",
            "obligation": "Kewajiban",
            "right": "Hak",
            "topic": "Topik",
        },
        meanings={
            "state": "pihak yang berjanji",
            "group": "proses atau perhimpunan yang diikuti negara",
            "agreement": "hal yang disepakati dua negara satu sama lain",
            "act": "tindakan negara: meratifikasi, mengaksesi, menarik diri",
            "binding": "jangka waktu negara terikat",
            "instrument": "konvensi, kovenan, atau protokol",
            "provision": "letaknya dalam naskah",
            "obligation": "hal yang diminta ketentuan itu dari negara, dengan kata-kata kami",
            "right": "hak yang dilayani",
            "topic": "pokok bahasannya",
        },
        picture="Gambar",
        picture_label="Jaringan {nodes} kartu dan {edges} panah. Kedua tabel di bawah memuat seluruh isinya sebagai teks.",
        how="Tunjuk kartu untuk melihat panahnya; pilih kartu untuk membuka halamannya; + dan − pada kartu membuka dan melipat isinya. "
        "Dengan papan tik, saat gambar dalam fokus: tombol panah berpindah dari kartu ke kartu, Enter membuka halamannya, spasi membuka "
        "atau melipatnya; dengan Shift tombol panah menggeser gambar; + dan − mengubah ukuran, 0 untuk seluruhnya.",
        goes_on="Gambar terlalu besar untuk ditampilkan sekaligus dalam ukuran yang terbaca: geser gambar untuk melihat sisanya.",
        closer="Perbesar",
        farther="Perkecil",
        whole="Seluruh gambar",
        legend="Legenda",
        arrow="Satu panah menggantikan fakta yang tercantum dalam tabel di bawah.",
        references="Pada layar sempit, baris yang diawali dengan → menggantikan panah ke kartu di tempat lain dalam gambar.",
        no_script="Gambar memerlukan skrip, yang sedang dimatikan. Tabel di bawah memuat semua yang ditampilkannya.",
        no_path="Tidak ditemukan apa pun: pada tanggal ini dan menurut data di sini, tidak ada yang mengarah ke jawaban. "
        "Ini bukan bukti bahwa hal itu tidak ada; mungkin data tidak mencatatnya.",
        nothing_left_out="Tidak ada yang dihilangkan: gambar (setelah dibuka) dan tabel memuat seluruh jawaban.",
        tables="Hal yang sama dalam tabel",
        nodes_caption="Semua kartu dalam gambar ({count})",
        edges_caption="Semua fakta di balik panah ({count})",
        kind="Jenis",
        name="Nama",
        detail="Rincian",
        identifier="Pengenal",
        start="Dari",
        relation="Hubungan",
        end="Ke",
        date="Tanggal",
        source="Sumber",
        as_at="Sumber per tanggal",
        predicate="Predikat",
        inverse="dibaca terbalik",
        no_date="– : data tidak memuat tanggal di sana.",
        put_together="dirangkai; kueri memberikannya",
        choose="Pilih yang ditampilkan",
        by_kind="Jenis kartu; panah lalu melewati yang tidak ditampilkan (titik-titik)",
        by_topic="Topik:",
        all_topics="semua topik",
        unfold="Buka semua",
        fold="Lipat semua",
        arrows_all="Tampilkan semua panah",
        counted="{shown} dari {all} kartu ditampilkan.",
        folded="Terlipat, {count} di bawahnya",
        unfolded="Terbuka, {count} di bawahnya",
        on="Keadaan pada",
        version="Versi data",
        sparql="Pertanyaan sebagai kueri (SPARQL)",
        run_sparql="Jalankan kueri ini",
        software="Perangkat lunak dalam halaman ini dan lisensinya",
    ),
}


def texts(language: str) -> Texts:
    """The words of a language.

    Raises:
        UnsupportedLanguage: there are none.
    """
    if language not in TEXTS:
        raise UnsupportedLanguage(language)
    return TEXTS[language]
