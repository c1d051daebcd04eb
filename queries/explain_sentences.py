"""The sentences of an explanation, in English and Indonesian: one for each rule, filled with names, days and citations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: rule → (English, Indonesian).
SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "asked": (
        "Asked: was {state} bound on {on} by {citation}?",
        "Yang ditanyakan: apakah {state} terikat pada {on} oleh {citation}?",
    ),
    "stated-in": (
        "{citation}, in our own words: {definition} Modality: {modality}; bearer: {bearers}; for: {beneficiaries}.",
        "{citation}, dengan kata-kata kami sendiri: {definition} Modalitas: {modality}; pengemban: {bearers}; bagi: {beneficiaries}.",
    ),
    "holds-obligations": (
        "{citation} holds {count} encoded obligations ({obligations}); the answer is on the provision as a whole.",
        "{citation} memuat {count} norma yang dikodekan ({obligations}); jawaban ini mengenai ketentuan itu secara utuh.",
    ),
    "holds-no-obligation": (
        "No obligation is encoded for {citation}; the answer follows from the acts, the parts left out and the optional clauses alone.",
        "Tidak ada norma yang dikodekan untuk {citation}; jawaban hanya mengikuti tindakan, bagian yang dikecualikan, dan klausul "
        "opsional.",
    ),
    "recorded-act": ("{kind}, {date}, is recorded.", "{kind}, {date}, tercatat."),
    "no-longer-applicable": (
        "{reason} The instrument that says so is of {said_on}.",
        "{reason} Instrumen yang menyatakannya bertanggal {said_on}.",
    ),
    "ceased-on-unknown-day": (
        "{reason} Since when is not recorded; the instrument that says so is of {said_on}.",
        "{reason} Sejak kapan tidak tercatat; instrumen yang menyatakannya bertanggal {said_on}.",
    ),
    "excluded": (
        "The state left out {part}, and with it {citation}.",
        "Negara mengecualikan {part}, dan dengan itu {citation}.",
    ),
    "exclusion-not-told": (
        "A party may leave out {part}, and no source here tells whether this state did.",
        "Suatu pihak boleh mengecualikan {part}, dan tidak ada sumber di sini yang menyebut apakah negara ini melakukannya.",
    ),
    "part-excluded": ("The state left out {part}, which lies in {citation}.", "Negara mengecualikan {part}, yang termasuk {citation}."),
    "clause-needs-declarations": (
        "{clause} binds only a party that has declared so. It needs the declarations of {needed} parties and is in force since {since}.",
        "{clause} hanya mengikat pihak yang menyatakannya. Klausul itu memerlukan pernyataan {needed} pihak dan berlaku sejak {since}.",
    ),
    "clause-needs-no-number": (
        "{clause} binds only a party that has declared so. It asks for no number of declarations and is in force since {since}.",
        "{clause} hanya mengikat pihak yang menyatakannya. Klausul itu tidak menuntut jumlah pernyataan dan berlaku sejak {since}.",
    ),
    "clause-lacks-declarations": (
        "{clause} binds only a party that has declared so, and comes into force once {needed} parties have; {counted} had by that day.",
        "{clause} hanya mengikat pihak yang menyatakannya, dan berlaku setelah {needed} pihak menyatakannya; hingga hari itu baru "
        "{counted}.",
    ),
    "clause-declared": (
        "The state declared under {clause} on {from_}; the declaration stands.",
        "Negara membuat pernyataan berdasarkan {clause} pada {from_}; pernyataan itu masih berlaku.",
    ),
    "clause-declared-until": (
        "The state declared under {clause}: from {from_}, no longer from {until}.",
        "Negara membuat pernyataan berdasarkan {clause}: sejak {from_}, tidak lagi sejak {until}.",
    ),
    "clause-not-declared": (
        "No declaration of the state under {clause} is recorded as of {as_at}.",
        "Tidak ada pernyataan negara berdasarkan {clause} yang tercatat per {as_at}.",
    ),
    "clause-declared-later": (
        "No declaration of the state under {clause} is recorded up to that day; the first recorded is of {later}.",
        "Tidak ada pernyataan negara berdasarkan {clause} yang tercatat hingga hari itu; yang pertama tercatat bertanggal {later}.",
    ),
    "opt-out": (
        "Of {date}, {kind} under the treaty's own leave ({provisions}): {summary}",
        "Tertanggal {date}, {kind} yang diizinkan perjanjian itu sendiri ({provisions}): {summary}",
    ),
    "limit": ("Of {date}, {kind} ({provisions}): {summary}", "Tertanggal {date}, {kind} ({provisions}): {summary}"),
    "limit-open": (
        "Of {date}, {kind} ({provisions}), which may have stood that day: {summary}",
        "Tertanggal {date}, {kind} ({provisions}), yang mungkin berlaku pada hari itu: {summary}",
    ),
    "limit-ended": (
        "Of {date}, {kind} ({provisions}): {summary} It ended on {until}.",
        "Tertanggal {date}, {kind} ({provisions}): {summary} Berakhir pada {until}.",
    ),
    "effect-of-reservations": (
        "A reservation that is established alters what the provision asks of its author, and of the others towards it, and no further. "
        "Whether it may be made (VCLT art 19) is not decided here.",
        "Reservasi yang sah mengubah tuntutan ketentuan atas pembuatnya, dan atas pihak lain terhadapnya, tidak lebih dari itu. Boleh "
        "tidaknya dibuat (VCLT Pasal 19) tidak diputuskan di sini.",
    ),
    "objection-remainsInForce": (
        "{name} objected on {date} and keeps the treaty in force with {state}; between these two, what the reservation covers does not "
        "apply.",
        "{name} berkeberatan pada {date} dan mempertahankan perjanjian dengan {state}; di antara keduanya, yang dicakup reservasi tidak "
        "berlaku.",
    ),
    "objection-seversReservation": (
        "{name} objected on {date} and holds that {state} is bound towards it without the benefit of the reservation.",
        "{name} berkeberatan pada {date} dan berpendapat bahwa {state} terikat terhadapnya tanpa manfaat reservasi itu.",
    ),
    "objection-precludesEntryIntoForce": (
        "{name} objected on {date} and said definitely that the treaty is not in force between itself and {state}.",
        "{name} berkeberatan pada {date} dan menyatakan dengan tegas bahwa perjanjian tidak berlaku antara dirinya dan {state}.",
    ),
    "objection-effectNotSaid": (
        "{name} objected on {date} without a word on the treaty between the two: it is in force with {state}, but not what the reservation "
        "covers.",
        "{name} berkeberatan pada {date} tanpa menyebut nasib perjanjian di antara keduanya: perjanjian berlaku dengan {state}, kecuali "
        "yang dicakup reservasi.",
    ),
    "objections-to-unencoded": (
        "{count} further objections ({names}) answer statements of the state that are not encoded here.",
        "{count} keberatan lain ({names}) menanggapi pernyataan negara yang belum dikodekan di sini.",
    ),
    "no-limit": (
        "No statement of the state on record limits {citation} on that day ({coverage}).",
        "Tidak ada pernyataan negara yang membatasi {citation} pada hari itu ({coverage}).",
    ),
    "limits-not-read": (
        "Statements on this instrument have not been read: whether one limits {citation} is not known.",
        "Pernyataan atas instrumen ini belum dibaca: apakah ada yang membatasi {citation} tidak diketahui.",
    ),
    "limit-coverage": ("How far statements are encoded: {coverage}.", "Sejauh mana pernyataan dikodekan: {coverage}."),
    "not-encoded": (
        "A statement of {date} exists and is not encoded: it may limit the provision, and the answer does not count it.",
        "Ada pernyataan tertanggal {date} yang belum dikodekan: mungkin membatasi ketentuan ini, dan jawaban tidak memperhitungkannya.",
    ),
    "derogation-notices": (
        "{count} notices of derogation, or that one is over, had been received by that day, the last of {date}. Which is which, what each "
        "derogates from, and until when, is not encoded.",
        "Hingga hari itu telah diterima {count} pemberitahuan pengurangan kewajiban atau pengakhirannya, yang terakhir tertanggal {date}. "
        "Jenis masing-masing, ketentuan yang dikurangi, dan batas waktunya belum dikodekan.",
    ),
    "derogation-barred": (
        "{count} notices of derogation, or that one is over, had been received by that day, the last of {date}; from {citation} the "
        "Covenant allows no derogation.",
        "Hingga hari itu telah diterima {count} pemberitahuan pengurangan kewajiban atau pengakhirannya, yang terakhir tertanggal {date}; "
        "dari {citation} Kovenan tidak mengizinkan pengurangan.",
    ),
    "caveat": ("{caveat}", "{caveat}"),
}

#: The first half of the conclusion, by status; ``permission`` and ``limited`` vary it.
CONCLUSIONS: Final[Mapping[str, tuple[str, str]]] = {
    "bound": ("On {on}, {citation} bound {state}. {why}", "Pada {on}, {citation} mengikat {state}. {why}"),
    "permission": (
        "On {on}, {citation} was in force for {state}; it lets a state do something and binds it to nothing. {why}",
        "Pada {on}, {citation} berlaku bagi {state}; ketentuan ini memperbolehkan sesuatu dan tidak mewajibkan apa pun. {why}",
    ),
    "not_bound": ("On {on}, {citation} did not bind {state}. {why}", "Pada {on}, {citation} tidak mengikat {state}. {why}"),
    "not_known": (
        "Whether {citation} bound {state} on {on} is not known. {why}",
        "Apakah {citation} mengikat {state} pada {on} tidak diketahui. {why}",
    ),
}

#: The second half: why, where the reason is about the provision and not the instrument.
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "no-longer-applicable": (
        "{provision} is no longer applicable ({says_so}, {said_on}).",
        "{provision} tidak lagi dapat diterapkan ({says_so}, {said_on}).",
    ),
    "ceased-on-unknown-day": (
        "{provision} is no longer applicable, and from which day is not recorded ({says_so}, {said_on}).",
        "{provision} tidak lagi dapat diterapkan, dan sejak kapan tidak tercatat ({says_so}, {said_on}).",
    ),
    "excluded": ("The state had left out {provision}.", "Negara telah mengecualikan {provision}."),
    "exclusion-not-told": (
        "A party may leave out {provision}, and no source here tells whether this state did.",
        "Suatu pihak boleh mengecualikan {provision}, dan tidak ada sumber di sini yang menyebut apakah negara ini melakukannya.",
    ),
    "opted-out": (
        "The state had declared that it does not accept it, as the treaty allows.",
        "Negara telah menyatakan tidak menerimanya, sebagaimana diizinkan perjanjian.",
    ),
    "opt-out-open": (
        "Whether its declaration not to accept it stood that day is open.",
        "Apakah pernyataannya untuk tidak menerima berlaku pada hari itu masih terbuka.",
    ),
    "clause-not-in-force": (
        "{clause} binds only who declares so, and too few had: it was not in force ({article}).",
        "{clause} hanya mengikat yang menyatakannya, dan yang menyatakannya belum cukup: klausul belum berlaku ({article}).",
    ),
    "clause-accepted": ("Its own declaration under {clause} held that day.", "Pernyataannya berdasarkan {clause} berlaku pada hari itu."),
    "clause-open": (
        "Whether its declaration under {clause} held that day is open.",
        "Apakah pernyataannya berdasarkan {clause} berlaku pada hari itu masih terbuka.",
    ),
    "clause-after-source": (
        "{clause} binds only who declares so, and declarations after {as_at} are not known here.",
        "{clause} hanya mengikat yang menyatakannya, dan pernyataan sesudah {as_at} tidak diketahui.",
    ),
    "clause-earlier-declaration-open": (
        "Its recorded declaration under {clause} is of a later day, and the source does not show every earlier one.",
        "Pernyataannya berdasarkan {clause} yang tercatat bertanggal kemudian, dan sumber tidak memuat semua pernyataan terdahulu.",
    ),
    "clause-not-accepted": (
        "{clause} binds only who declares so, and the state had not.",
        "{clause} hanya mengikat yang menyatakannya, dan negara ini belum menyatakannya.",
    ),
}

#: What is added to a conclusion: (English, Indonesian).
LIMITED: Final = (
    "Reservations of its own that limit it: {count}{named}.",
    "Reservasinya sendiri yang membatasinya: {count}{named}.",
)
#: Of these, so many that were named otherwise, and how they are read.
NAMED_OTHERWISE: Final = ("{count} of them {reading}", "{count} di antaranya {reading}")
UNENCODED: Final = (
    "Statements that may limit it and are not encoded: {count}.",
    "Pernyataan yang mungkin membatasinya dan belum dikodekan: {count}.",
)

#: A limit that was named otherwise than it is read: in place of its kind.
STATEMENT: Final = ("a statement {reading}", "pernyataan yang {reading}")
#: Kinds of limit in plain words.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "reservationKind": ("a reservation", "reservasi"),
    "interpretativeDeclaration": ("an interpretative declaration", "deklarasi interpretatif"),
    "optOut": ("a declaration not to accept", "pernyataan tidak menerima"),
    "optionalClause": ("the acceptance of an optional clause", "penerimaan klausul opsional"),
    "partialAcceptanceKind": ("an acceptance of some parts only", "penerimaan sebagian"),
    "territorialKind": ("a statement on territory", "pernyataan tentang wilayah"),
    "politicalStatement": ("a political statement", "pernyataan politik"),
    "otherStatement": ("a statement", "pernyataan"),
}

#: How far statements are encoded, in plain words.
COVERAGE: Final[Mapping[str, tuple[str, str]]] = {
    "all": (
        "every statement on the source's page of {as_at} was read; what was stated or withdrawn after that day is not known",
        "setiap pernyataan pada halaman sumber per {as_at} telah dibaca; yang dinyatakan atau ditarik sesudah hari itu tidak diketahui",
    ),
    "named-provisions": (
        "only statements that name provisions of the corpus were read, as at {as_at}; what was stated or withdrawn after that day is not "
        "known",
        "hanya pernyataan yang menyebut ketentuan dalam korpus yang dibaca, per {as_at}; yang dinyatakan atau ditarik sesudah hari itu "
        "tidak diketahui",
    ),
}

WHOLE_INSTRUMENT: Final = ("the whole instrument", "seluruh instrumen")
DATE_UNKNOWN: Final = ("a day that is not recorded", "hari yang tidak tercatat")


def pick(pair: tuple[str, str], language: str) -> str:
    """The English or the Indonesian of two texts."""
    return pair[1 if language == "id" else 0]


def sentence(rule: str, language: str, words: Mapping[str, str]) -> str:
    """The sentence of a step's rule.

    Raises:
        KeyError: there is no such rule, or a word is missing.
    """
    return pick(SENTENCES[rule], language).format_map(words)
