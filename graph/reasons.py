"""The sentences of an explanation: one for each rule, in English and Indonesian, filled with dates and articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from servanda.graph.acts import SourcedAct
from servanda.ontology.act_kinds import NAMES
from servanda.ontology.day_words import on_or_in

#: rule → (English, Indonesian). Placeholders are filled by ``Step.of``; ``on_date`` is the date with its English preposition.
TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "consent": (
        "The state expressed its consent to be bound by {kind} {on_date} ({source}, as at {as_at}).",
        "Negara menyatakan persetujuan untuk terikat melalui {kind_id} pada {date} ({source}, per {as_at}).",
    ),
    "consent-year": (
        "The state expressed its consent to be bound by {kind} in {date}; the source gives only the year ({source}, as at {as_at}).",
        "Negara menyatakan persetujuan untuk terikat melalui {kind_id} pada tahun {date}; sumber hanya mencatat tahunnya "
        "({source}, per {as_at}).",
    ),
    "consent-computed": (
        "The state expressed its consent to be bound by {kind}; no day of it is printed. Whoever made the source computed {date} back from "
        "the entry into force for the state that is printed, {printed} ({source}, as at {as_at}).",
        "Negara menyatakan persetujuan untuk terikat melalui {kind_id}; harinya tidak dicetak. Penyusun sumber menghitung {date} mundur "
        "dari tanggal mulai berlaku bagi negara yang dicetak, {printed} ({source}, per {as_at}).",
    ),
    "consent-undated": (
        "The state is recorded as having consented ({kind}); the source gives no date ({source}, as at {as_at}).",
        "Negara tercatat telah menyatakan persetujuan ({kind_id}); sumber tidak mencantumkan tanggal ({source}, per {as_at}).",
    ),
    "read-as": (
        "What the source prints cannot be right ({problem}); it is read as {date}.",
        "Yang dicetak sumber tidak mungkin benar ({problem}); dibaca sebagai {date}.",
    ),
    "doubtful": (
        "The source also prints an entry into force for the state, {date}, that does not fit ({problem}); which is right is open, so that "
        "the state is bound for certain from {latest} only, possibly from {earliest}.",
        "Sumber juga mencetak tanggal mulai berlaku bagi negara, {date}, yang tidak cocok ({problem}); mana yang benar masih terbuka, "
        "sehingga negara baru pasti terikat sejak {latest}, mungkin sejak {earliest}.",
    ),
    "other-record": (
        "Another record says {date} for {kind} ({source}, as at {as_at}); rule applied: {chosen_by}.",
        "Catatan lain menyebut {date} untuk {kind_id} ({source}, per {as_at}); aturan yang dipakai: {chosen_by}.",
    ),
    "state-delay": (
        "Under {article} the instrument enters into force for a state {delay}: {date}.",
        "Menurut {article} instrumen mulai berlaku bagi suatu negara {delay_id}: {date}.",
    ),
    "state-delay-year": (
        "Under {article} the instrument enters into force for a state {delay}: between {earliest} and {latest}.",
        "Menurut {article} instrumen mulai berlaku bagi suatu negara {delay_id}: antara {earliest} dan {latest}.",
    ),
    "first-parties": (
        "The instrument itself entered into force {on_date} ({article}); nobody is bound before, and states that consented earlier "
        "are bound from that day.",
        "Instrumen itu sendiri mulai berlaku pada {date} ({article}); tidak ada negara yang terikat sebelumnya, dan negara yang lebih "
        "dahulu menyatakan persetujuan terikat sejak hari itu.",
    ),
    "succession-notification": (
        "A successor state is bound from its notification of succession: {date} (basis: {basis}).",
        "Negara pengganti terikat sejak pemberitahuan suksesinya: {date} (dasar: {basis}).",
    ),
    "succession-printed": (
        "The notification of succession has effect from the day that is printed for it: {date} ({source}, as at {as_at}).",
        "Pemberitahuan suksesi berlaku sejak tanggal yang dicetak untuknya: {date} ({source}, per {as_at}).",
    ),
    "succession-at-latest": (
        "The state succeeded to the instrument and is bound for certain from its notification {on_date}; the day of the succession of "
        "states, from which a successor is party, is not recorded here.",
        "Negara melakukan suksesi atas instrumen dan pasti terikat sejak pemberitahuannya pada {date}; hari suksesi negara, yang menjadi "
        "awal kepesertaannya, tidak tercatat di sini.",
    ),
    "printed": (
        "The source does not record the consent's day but prints the entry into force for the state: {date}.",
        "Sumber tidak mencatat hari persetujuan, tetapi mencetak tanggal mulai berlaku bagi negara: {date}.",
    ),
    "bound-by": (
        "The source tells no day, but that the state was bound already: for certain from {date}, possibly from {earliest}.",
        "Sumber tidak menyebut hari, tetapi menyatakan bahwa negara sudah terikat: pasti sejak {date}, mungkin sejak {earliest}.",
    ),
    "effective-from": (
        "The source itself states from when the act has effect: {date} ({source}, {place}).",
        "Sumber sendiri menyatakan sejak kapan tindakan itu berlaku: {date} ({source}, {place}).",
    ),
    "denunciation": (
        "The state gave notice of denunciation {on_date} ({source}); under {article} it takes effect {delay}: no longer bound from {end}.",
        "Negara menyampaikan pemberitahuan penarikan diri pada {date} ({source}); menurut {article} berlaku {delay_id}: tidak lagi "
        "terikat sejak {end}.",
    ),
    "denunciation-period": (
        "The state gave notice of denunciation {on_date} ({source}); under {article} it takes effect when the running period ends: no "
        "longer bound from {end}.",
        "Negara menyampaikan pemberitahuan penarikan diri pada {date} ({source}); menurut {article} berlaku pada akhir jangka waktu yang "
        "sedang berjalan: tidak lagi terikat sejak {end}.",
    ),
    "denunciation-printed": (
        "The state gave notice of denunciation {on_date}; the source states its effect from {end} ({source}).",
        "Negara menyampaikan pemberitahuan penarikan diri pada {date}; sumber menyatakan berlakunya sejak {end} ({source}).",
    ),
    "denunciation-ineffective": (
        "A notification of withdrawal of {date} has no effect: the instrument has no clause on denunciation ({source}, {place}).",
        "Pemberitahuan penarikan diri tanggal {date} tidak berlaku: instrumen tidak memiliki ketentuan penarikan diri ({source}, {place}).",
    ),
    "no-longer-party": (
        "The source marks the state as no longer a party as at {as_at}; the day of the denunciation is not recorded ({source}).",
        "Sumber menandai negara sebagai bukan lagi pihak per {as_at}; hari penarikan diri tidak tercatat ({source}).",
    ),
    "denunciation-without-clause": (
        "The state gave notice of withdrawal {on_date} ({source}). The instrument has no clause on it, and the depositary no longer counts "
        "the state as a party; with or without the twelve months of VCLT article 56(2), it ended within {end}.",
        "Negara menyampaikan pemberitahuan penarikan diri pada {date} ({source}). Instrumen tidak mengaturnya, dan penyimpan tidak lagi "
        "menghitung negara itu sebagai pihak; dengan atau tanpa dua belas bulan menurut Pasal 56(2) VCLT, berakhir dalam {end}.",
    ),
    "state-ceased": (
        "The state itself ceased to exist: no longer bound from {end}.",
        "Negara itu sendiri berhenti ada: tidak lagi terikat sejak {end}.",
    ),
    "gap-before-entry-into-force": (
        "The state consented after enough others had done so, but before the instrument was in force; {article} speaks only of consents "
        "after that. The text leaves open whether it is bound from {earliest} or from {latest}.",
        "Negara menyatakan persetujuan setelah jumlah yang cukup tercapai, tetapi sebelum instrumen berlaku; {article} hanya mengatur "
        "persetujuan sesudahnya. Teks membiarkan terbuka apakah negara terikat sejak {earliest} atau {latest}.",
    ),
    "kind-open": (
        "The source does not tell a ratification from a succession for certain, and other records speak of a succession (to this "
        "instrument, or to others on that day or in that year): bound for certain from {latest}, possibly from {earliest}.",
        "Sumber tidak membedakan dengan pasti ratifikasi dari suksesi, dan catatan lain menyebut suksesi (atas instrumen ini, atau atas "
        "instrumen lain pada hari atau tahun itu): pasti terikat sejak {latest}, mungkin sejak {earliest}.",
    ),
    "succession-printed-earlier": (
        "A source prints an earlier entry into force for the state, {date} ({source}, as at {as_at}): bound for certain from {latest}, "
        "possibly from {earliest}.",
        "Suatu sumber mencetak tanggal mulai berlaku yang lebih awal bagi negara, {date} ({source}, per {as_at}): pasti terikat sejak "
        "{latest}, mungkin sejak {earliest}.",
    ),
    "exclusion-withdrawn": (
        "The state withdrew its exclusion of {provision} {on_date}.",
        "Negara mencabut pengecualian atas {provision} pada {date}.",
    ),
    "excluded": (
        "The state left out {provision} ({article}).",
        "Negara mengecualikan {provision} ({article}).",
    ),
}


def act_words(act: SourcedAct) -> dict[str, str]:
    """What a sentence says of an act: its kind in both languages, its source, and that source's date."""
    english, indonesian = NAMES[act.row.kind]
    as_at = act.row.as_at or act.source.as_at
    return {
        "kind": english,
        "kind_id": indonesian,
        "source": act.source.title,
        "as_at": str(as_at) if as_at else "not stated",
        "act": str(act.iri),
    }


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reason.

    Attributes:
        rule: key of ``TEMPLATES``.
        english, indonesian: the sentence.
        article: path of the provision that it rests on, or empty.
        act: IRI of the act that it rests on, or empty.
        date: the day or year that it yields, or empty.
    """

    rule: str
    english: str
    indonesian: str
    article: str = ""
    act: str = ""
    date: str = ""

    @classmethod
    def of(cls, rule: str, *, article: str = "", act: str = "", date: str = "", **words: str) -> Step:
        """Fill the sentences of a rule."""
        english, indonesian = TEMPLATES[rule]
        named = ", ".join(cited(path) for path in article.split())
        filled = {"date": date, "on_date": on_or_in(date), **words}
        return cls(
            rule,
            english.format(article=named or "its final clauses", **filled),
            indonesian.format(article=named or "ketentuan penutupnya", **filled),
            article,
            act,
            date,
        )


def cited(path: str, unit: str = "art") -> str:
    """A provision path as a citation: ``icrmw/87/2`` as ``ICRMW art 87(2)``.

    Args:
        path: of the provision.
        unit: what the text calls its numbers (``para`` in general comments and resolutions).
    """
    instrument, _, rest = path.partition("/")
    if not rest:
        return path
    first, *deeper = rest.split("/")
    number = "".join(f"({part})" for part in deeper)
    name = instrument.upper().replace("ILO-", "ILO ")
    return f"{name} {unit} {first}{number}" if first[0].isdigit() else f"{name} {first.replace('-', ' ')}{number}"
