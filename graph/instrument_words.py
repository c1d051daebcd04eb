"""The fixed words of the generated pages on instruments, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; braces are filled in by the page."""

    about: str
    adopted: str
    in_force: str
    depositary: str
    not_recorded: str
    begins: str
    ends: str
    indivisible: str
    excludable: str
    no_rule: str
    parties: str
    parties_unknown: str
    how_to_read: str
    bearer: str
    permitted: str
    concerned: str
    limited: str
    beneficiary: str
    topics: str
    right: str
    left_out: str
    spent: str
    kinds: Mapping[str, str]


WORDS: Final[Mapping[str, Words]] = {
    "en": Words(
        about="This page is generated from the tables under `loaders/data`; a test compares the two. It says in our own words"
        " what each provision asks, and does not replace the authentic text. In the graph: <{iri}>.",
        adopted="Date of the text",
        in_force="in force since",
        depositary="Depositary",
        not_recorded="not recorded here",
        begins="A state is bound, counted from the deposit or registration of its consent and not before the instrument itself"
        " is in force,",
        ends="A denunciation, counted from its own deposit or registration, takes effect",
        indivisible="No part of it may be left out by a party",
        excludable="A party may leave out:",
        no_rule="No rule on when it takes effect has been read here, so that nobody is said to be bound.",
        parties="On {day}, the day of the newest list of all parties, {number} states and other parties were bound for certain."
        " Reservations may limit what binds one of them: ask for the state.",
        parties_unknown="No list of all parties is at hand here; ask for the state.",
        how_to_read="**How to read it.** *Obligation*: the state must do it. *Prohibition*: it must not be done; exceptions are "
        "named. *Right*: the text states an entitlement, and the state owes what it takes. *Permission*: the state may,"
        " and owes nothing. *Immediate* is due as soon as the state is bound; *progressive* only where the text itself "
        "asks for endeavour, gradual work or what is appropriate. *Owed by* any party unless the text names a role; one"
        " state can be a state of origin and of employment at once. Several acts in one provision stand as several "
        "entries. What has no entry says why.",
        bearer="owed by",
        permitted="allowed to",
        concerned="about",
        limited="touches the right",
        beneficiary="for",
        topics="on",
        right="realises",
        left_out="no entry:",
        spent="no duty follows:",
        kinds={"part": "Part", "section": "Section", "annex": "Annex", "article": "Article"},
    ),
    "id": Words(
        about="Halaman ini dihasilkan dari tabel di `loaders/data`; suatu uji membandingkan keduanya. Halaman ini menyatakan "
        "dengan kata-kata kami sendiri apa yang diminta tiap ketentuan, dan tidak menggantikan naskah autentik. Dalam "
        "graf: <{iri}>.",
        adopted="Tanggal naskah",
        in_force="berlaku sejak",
        depositary="Penyimpan naskah",
        not_recorded="tidak tercatat di sini",
        begins="Negara terikat, dihitung sejak penyimpanan atau pendaftaran persetujuannya dan tidak sebelum instrumen itu "
        "sendiri berlaku,",
        ends="Penarikan diri, dihitung sejak penyimpanan atau pendaftarannya, berlaku",
        indivisible="Tidak ada bagian yang boleh dikecualikan oleh pihak",
        excludable="Pihak boleh mengecualikan:",
        no_rule="Aturan mengenai saat berlakunya belum dibaca di sini, sehingga tidak ada negara yang dinyatakan terikat.",
        parties="Pada {day}, tanggal daftar terbaru semua pihak, {number} negara dan pihak lain pasti terikat. Reservasi dapat "
        "membatasi apa yang mengikat salah satu dari mereka: tanyakan untuk negara itu.",
        parties_unknown="Daftar semua pihak tidak tersedia di sini; tanyakan untuk negara tertentu.",
        how_to_read="**Cara membaca.** *Kewajiban*: negara wajib melakukannya. *Larangan*: tidak boleh dilakukan; pengecualiannya "
        "disebut. *Hak*: naskah menyatakan suatu hak, dan negara wajib melakukan apa yang diperlukan untuknya. *Izin*: "
        "negara boleh, dan tidak wajib apa pun. *Seketika* harus dipenuhi sejak negara terikat; *bertahap* hanya bila "
        "naskah sendiri meminta upaya, kerja bertahap, atau apa yang layak. *Diemban oleh* pihak mana pun kecuali "
        "naskah menyebut suatu peran; satu negara dapat sekaligus menjadi negara asal dan negara tujuan bekerja. "
        "Beberapa perbuatan dalam satu ketentuan ditulis sebagai beberapa butir. Yang tidak memiliki butir menyebut "
        "alasannya.",
        bearer="diemban oleh",
        permitted="dibolehkan bagi",
        concerned="mengenai",
        limited="menyentuh hak",
        beneficiary="bagi",
        topics="tentang",
        right="mewujudkan",
        left_out="tanpa butir:",
        spent="tidak menimbulkan kewajiban:",
        kinds={"part": "Bagian", "section": "Seksi", "annex": "Lampiran", "article": "Pasal"},
    ),
}
