"""What a simulation says of a supposed act: why it is refused, or what is to be known of it, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from servanda.graph.reasons import cited

#: code → (is the act refused, English, Indonesian).
TEMPLATES: Final[Mapping[str, tuple[bool, str, str]]] = {
    "state-gone": (
        True,
        "{state} did not exist as a state on {date}, as far as the sources tell: it could not act.",
        "{state} tidak ada sebagai negara pada {date}, sejauh diketahui sumber: tidak dapat bertindak.",
    ),
    "before-adoption": (
        True,
        "{short} was adopted on {adopted}: nobody could act on it on {date}.",
        "{short} diterima pada {adopted}: tidak ada yang dapat bertindak atasnya pada {date}.",
    ),
    "already-recorded": (
        True,
        "This act is recorded already, with that date.",
        "Tindakan ini sudah tercatat dengan tanggal itu.",
    ),
    "not-open": (
        True,
        "{short} is not open to {kind}: a state consents by {kinds} ({article}).",
        "{short} tidak terbuka untuk {kind_id}: negara menyatakan persetujuan melalui {kinds_id} ({article}).",
    ),
    "no-parent": (
        True,
        "Whoever wants to be party to {short} must have consented to {parents} by that day ({article}); no such consent is recorded.",
        "Yang ingin menjadi pihak pada {short} harus sudah menyatakan persetujuan atas {parents} pada hari itu ({article}); "
        "persetujuan demikian tidak tercatat.",
    ),
    "no-parent-signature": (
        True,
        "Whoever wants to be party to {short} must have signed or consented to {parents} by that day ({article}); neither is recorded.",
        "Yang ingin menjadi pihak pada {short} harus sudah menandatangani atau menyetujui {parents} pada hari itu ({article}); "
        "keduanya tidak tercatat.",
    ),
    "already-bound": (
        True,
        "The state consented already {on_consented} and is bound from {since}: a further consent changes nothing.",
        "Negara sudah menyatakan persetujuan pada {consented} dan terikat sejak {since}: persetujuan lagi tidak mengubah apa pun.",
    ),
    "no-rule": (
        True,
        "When a consent to {short} takes effect was not read in its text: nothing can be concluded.",
        "Kapan persetujuan atas {short} berlaku belum dibaca dalam teksnya: tidak dapat disimpulkan apa pun.",
    ),
    "not-bound": (
        True,
        "The state is not known to be bound by {short} on {date}: there is nothing to denounce.",
        "Negara tidak diketahui terikat oleh {short} pada {date}: tidak ada yang dapat ditinggalkan.",
    ),
    "already-left": (
        True,
        "The state gave notice of denunciation already, and is bound until {until} only.",
        "Negara sudah menyampaikan penarikan diri dan hanya terikat hingga {until}.",
    ),
    "no-clause": (
        True,
        "{short} has no clause on denunciation: a notice of it has no effect here.",
        "{short} tidak memiliki ketentuan penarikan diri: pemberitahuan tentangnya tidak berlaku di sini.",
    ),
    "denunciation-unread": (
        True,
        "When {short} can be denounced, or with what effect, was not read in its text: nothing can be concluded.",
        "Kapan {short} dapat ditinggalkan, atau dengan akibat apa, belum dibaca dalam teksnya: tidak dapat disimpulkan apa pun.",
    ),
    "closed": (
        True,
        "{short} cannot be denounced on {date} ({article}); it can be from {opens} on.",
        "{short} tidak dapat ditinggalkan pada {date} ({article}); baru dapat mulai {opens}.",
    ),
    "nothing-named": (
        True,
        "A partial acceptance must name the provisions that are left out.",
        "Penerimaan sebagian harus menyebut ketentuan yang dikecualikan.",
    ),
    "not-excludable": (
        True,
        "{short} does not let a state leave out {provision}; what it lets a state leave out: {excludable}.",
        "{short} tidak membolehkan negara mengecualikan {provision}; yang boleh dikecualikan: {excludable_id}.",
    ),
    "not-with-consent": (
        True,
        "A state leaves out parts of {short} when it consents, and no consent of {date} is there.",
        "Negara mengecualikan bagian dari {short} ketika menyatakan persetujuan, dan tidak ada persetujuan tertanggal {date}.",
    ),
    "signature-only": (
        False,
        "A signature alone binds to no obligation of {short}.",
        "Penandatanganan saja tidak menimbulkan kewajiban menurut {short}.",
    ),
    "not-signed": (
        False,
        "No signature is recorded; who has not signed consents by accession ({article}). The day of effect is the same.",
        "Tidak ada penandatanganan yang tercatat; yang belum menandatangani menyetujui melalui aksesi ({article}). Hari berlakunya sama.",
    ),
    "openness-unread": (
        False,
        "By which acts a state may become party to {short} was not read in its text and is not checked.",
        "Melalui tindakan apa negara dapat menjadi pihak pada {short} belum dibaca dalam teksnya dan tidak diperiksa.",
    ),
    "waiting-unread": (
        False,
        "Whether a waiting time must have passed before {short} is denounced was not read in its text.",
        "Apakah ada masa tunggu sebelum {short} dapat ditinggalkan belum dibaca dalam teksnya.",
    ),
    "ends-with": (
        False,
        "To denounce {short} is to denounce {other} too ({article}): that is supposed as well.",
        "Meninggalkan {short} berarti meninggalkan {other} juga ({article}): itu turut diandaikan.",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be known of one change.

    Attributes:
        change: number of the change, from 1.
        code: key of ``TEMPLATES``.
        refused: whether the change is left out of what follows.
        english, indonesian: the sentence.
        article: paths of the provisions that it rests on, or empty.
    """

    change: int
    code: str
    refused: bool
    english: str
    indonesian: str
    article: str = ""

    @classmethod
    def of(cls, change: int, code: str, *, article: str = "", **words: str) -> Problem:
        """Fill the sentences."""
        refused, english, indonesian = TEMPLATES[code]
        named = ", ".join(cited(path) for path in article.split())
        return cls(change, code, refused, english.format(article=named, **words), indonesian.format(article=named, **words), article)
