"""Was a state bound by an instrument on a day: yes, no, or not known, and why."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Literal as RdfLiteral
from rdflib import URIRef

from servanda.ontology.act_kinds import CONSENTS
from servanda.queries.answers import (
    ActAnswer,
    CompletenessAnswer,
    ConflictAnswer,
    InstrumentKindAnswer,
    PeriodAnswer,
    PredecessorAnswer,
    StepAnswer,
    answers,
)
from servanda.queries.bind import Term
from servanda.queries.decision import BOUND, Decision, Recorded, Status, decide
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text
from servanda.queries.territory_periods import TerritoryPeriod, territory_periods, territory_query

#: Why the answer is what it is: (English, Indonesian).
_REASONS: Final[dict[str, tuple[str, str]]] = {
    "bound-year": ("Bound since {from_}; only the year is known.", "Terikat sejak {from_}; hanya tahunnya yang diketahui."),
    "bound": ("Bound since {from_}.", "Terikat sejak {from_}."),
    "bound-until": (
        "Bound since {from_} and until {until} (first day no longer bound).",
        "Terikat sejak {from_} hingga {until} (hari pertama tidak lagi terikat).",
    ),
    "bound-until-within": (
        "Bound since {from_}; the sources know only that it ended between {earliest} and {latest}.",
        "Terikat sejak {from_}; sumber hanya mengetahui bahwa keterikatan berakhir antara {earliest} dan {latest}.",
    ),
    "begins-within": (
        "The sources know only that the state became bound between {earliest} and {latest}.",
        "Sumber hanya mengetahui bahwa negara mulai terikat antara {earliest} dan {latest}.",
    ),
    "open-beginning": (
        "Bound for certain from {latest}, possibly from {earliest} on: the sources leave open which (see the steps).",
        "Pasti terikat sejak {latest}, mungkin sejak {earliest}: sumber membiarkannya terbuka (lihat langkah-langkahnya).",
    ),
    "ends-within": (
        "The sources know only that the state ceased to be bound between {earliest} and {latest}.",
        "Sumber hanya mengetahui bahwa negara berhenti terikat antara {earliest} dan {latest}.",
    ),
    "before": ("Not yet bound: bound only from {from_}.", "Belum terikat: baru terikat sejak {from_}."),
    "after": ("No longer bound: bound only until {until}.", "Tidak lagi terikat: hanya terikat hingga {until}."),
    "after-within": (
        "No longer bound: the sources know only that it ended between {earliest} and {latest}.",
        "Tidak lagi terikat: sumber hanya mengetahui bahwa keterikatan berakhir antara {earliest} dan {latest}.",
    ),
    "not-in-force": (
        "The instrument itself was not in force before {in_force}: it bound nobody.",
        "Instrumen itu sendiri belum berlaku sebelum {in_force}: tidak mengikat siapa pun.",
    ),
    "before-any-record": (
        "No source records a consent before {first}.",
        "Tidak ada sumber yang mencatat persetujuan sebelum {first}.",
    ),
    "signed-only": (
        "Signed {on_signed}, and no consent to be bound is recorded as of {as_at}: signature alone binds to no obligation.",
        "Ditandatangani pada {signed}, dan tidak ada persetujuan untuk terikat yang tercatat per {as_at}: penandatanganan saja tidak "
        "menimbulkan kewajiban.",
    ),
    "signed-only-undated": (
        "Signed {on_signed}, and no consent to be bound is recorded as of {as_at}: signature alone binds to no obligation.",
        "Ditandatangani pada hari yang tidak tercatat, dan tidak ada persetujuan untuk terikat yang tercatat per {as_at}: penandatanganan "
        "saja tidak menimbulkan kewajiban.",
    ),
    "signed-incomplete": (
        "A signature is recorded and no consent to be bound, but the sources here do not tell of every state's consent at that time.",
        "Tercatat penandatanganan tanpa persetujuan untuk terikat, tetapi sumber di sini tidak memuat persetujuan semua negara "
        "pada waktu itu.",
    ),
    "ineffective": (
        "A consent is recorded to which the depositary gives no effect, and no other as of {as_at}.",
        "Tercatat persetujuan yang oleh penyimpan tidak diberi akibat, dan tidak ada yang lain per {as_at}.",
    ),
    "no-act": ("{recorded} as of {as_at}.", "{recorded} per {as_at}."),
    "not-a-party-on-its-date": (
        "Not among the parties that the source lists as at {as_at}.",
        "Tidak termasuk para pihak yang didaftar sumber per {as_at}.",
    ),
    "present-parties-only": (
        "{recorded}; the list of the source ({source}) names the parties of {as_at} only; states that had left by then are not in it.",
        "{recorded}; daftar sumber ({source}) hanya menyebut para pihak per {as_at}; negara yang saat itu sudah keluar tidak tercantum.",
    ),
    "after-source": (
        "No consent recorded as of {as_at}; an act done later could bind from {silent_until} at the earliest, and is not known here.",
        "Tidak ada persetujuan yang tercatat per {as_at}; tindakan sesudahnya paling awal dapat mengikat sejak {silent_until}, dan tidak "
        "diketahui di sini.",
    ),
    "incomplete": (
        "{recorded}; the sources here do not cover all states of this instrument.",
        "{recorded}; sumber di sini tidak mencakup semua negara untuk instrumen ini.",
    ),
    "unconfirmed": (
        "A consent is recorded by {source}, but the depositary's own complete list does not have it: the sources disagree.",
        "Suatu persetujuan dicatat oleh {source}, tetapi daftar lengkap penyimpan sendiri tidak memuatnya: sumber berbeda.",
    ),
    "not-a-treaty": (
        "It is not a treaty: as such it binds no state.",
        "Ini bukan perjanjian internasional: dengan sendirinya tidak mengikat negara mana pun.",
    ),
    "no-date": (
        "A consent is recorded, but nothing can be concluded from it here: its date, the rule on its effect, or the party's standing as a "
        "state is not recorded.",
        "Suatu persetujuan tercatat, tetapi tidak dapat disimpulkan apa pun di sini: tanggalnya, aturan berlakunya, atau kedudukan "
        "pihak sebagai negara tidak tercatat.",
    ),
}
#: What a sentence on silence begins with, so that none denies an act that is recorded: (English, Indonesian).
_RECORDED: Final[dict[Recorded, tuple[str, str]]] = {
    "nothing": ("No act recorded", "Tidak ada tindakan yang tercatat"),
    "part": (
        "An act is recorded for a part of the state alone, and none for the state itself",
        "Tercatat tindakan hanya untuk suatu bagian negara, dan tidak ada untuk negara itu sendiri",
    ),
    "other": (
        "Only acts other than a consent to be bound are recorded",
        "Hanya tindakan selain persetujuan untuk terikat yang tercatat",
    ),
}


@dataclass(frozen=True, slots=True)
class BindingAnswer:
    """Whether a state was bound by an instrument on a day.

    Attributes:
        state, instrument: IRIs.
        on: the day asked about.
        status: ``bound``, ``not_bound`` or ``not_known``.
        reason: one sentence, in the language asked for.
        rule: which of the reasons it is.
        caveat: what the answer cannot know (the day lies after the sources' own dates), or empty.
        predecessors: periods of states that this one followed and that were bound that day, where it was not bound for certain itself.
        predecessors_text: the same in a sentence, or empty.
        territories: territories and parts for which this state has periods of their own, on the day or at any time.
        period: the period that decides, if any.
        steps: the numbered steps of that period.
        acts: every record of every source on this state and this instrument.
        conflicts: where sources disagree.
        completeness: what the sources cover.
        sparql: the queries that give the same, by name.
    """

    state: str
    instrument: str
    on: datetime.date
    status: Status
    reason: str
    rule: str
    caveat: str
    predecessors: tuple[PredecessorAnswer, ...]
    predecessors_text: str
    territories: tuple[TerritoryPeriod, ...]
    period: PeriodAnswer | None
    steps: tuple[StepAnswer, ...]
    acts: tuple[ActAnswer, ...]
    conflicts: tuple[ConflictAnswer, ...]
    completeness: tuple[CompletenessAnswer, ...]
    sparql: dict[str, str]


def reason(decision: Decision, language: str) -> str:
    """Why the decision is what it is, in one sentence."""
    spoken = 1 if language == "id" else 0
    return _REASONS[decision.rule][spoken].format(**decision.words, recorded=_RECORDED[decision.recorded][spoken])


def caveat(decision: Decision, acts: Sequence[ActAnswer], on: datetime.date, language: str) -> str:
    """What the decision cannot know, or the empty string.

    A bound state stays bound as far as its sources go; a day after them rests on their not knowing of an end.
    """
    if decision.status != BOUND:
        return ""
    days = [act.as_at for act in acts if act.as_at is not None and local_name(act.kind) in CONSENTS]
    newest = max(days, default=None)
    if newest is None or newest >= on.isoformat()[: len(newest)]:
        return ""
    if language == "id":
        return f"Sumber terbaru bertanggal {newest}; penarikan diri sesudahnya, jika ada, tidak diketahui di sini."
    return f"The newest source is as at {newest}; a denunciation after that day, if any, is not known here."


_PREDECESSORS: Final = (
    "On that day {name}, which it followed, was bound (from {from_} to {until}).",
    "Pada hari itu {name}, yang digantikannya, terikat (sejak {from_} hingga {until}).",
)


def bound_then(period: PredecessorAnswer, on: datetime.date) -> bool:
    """Whether the day certainly lies in a predecessor's period."""
    followed = period.day is not None and period.day <= on.isoformat()
    return not followed and period.from_latest <= on and (period.until_earliest is None or on < period.until_earliest)


def predecessors_in_words(several: Sequence[PredecessorAnswer], language: str) -> str:
    """Which predecessors were bound, a sentence each; empty for none."""
    template = _PREDECESSORS[1 if language == "id" else 0]
    return " ".join(template.format(name=each.predecessor_name, from_=each.from_, until=each.until or each.day or "…") for each in several)


def binding(engine: Engine, state: URIRef, instrument: URIRef, on: datetime.date, language: str = "en") -> BindingAnswer:
    """Whether a state was bound by an instrument on a day, and why.

    Three values: a source that covers every state and is silent means "not bound" up to the day on which a later act could take
    effect; a source that covers only some states, or a date known only to the year, means "not known".
    """
    scope: dict[str, Term] = {"state": state, "instrument": instrument}
    periods = list(answers(engine, PeriodAnswer, "binding_periods", **scope))
    acts = list(answers(engine, ActAnswer, "acts", **scope))
    conflicts = list(answers(engine, ConflictAnswer, "conflicts", **scope))
    coverage = list(answers(engine, CompletenessAnswer, "completeness", instrument=instrument))
    kinds = list(answers(engine, InstrumentKindAnswer, "instrument_kind", instrument=instrument))
    decision = decide(periods, acts, conflicts, coverage, on, kinds)
    sparql = {name: query_text(name, scope) for name in ("binding_periods", "acts", "conflicts")}
    sparql |= {name: query_text(name, {"instrument": instrument}) for name in ("completeness", "instrument_kind")}
    sparql["territory_bound"] = territory_query(state, instrument, language)
    predecessors: tuple[PredecessorAnswer, ...] = ()
    if decision.status != BOUND:
        followed: dict[str, Term] = {**scope, "language": RdfLiteral(language)}
        several = answers(engine, PredecessorAnswer, "predecessor_periods", **followed)
        predecessors = tuple(each for each in several if bound_then(each, on))
        sparql["predecessor_periods"] = query_text("predecessor_periods", followed)
    steps: tuple[StepAnswer, ...] = ()
    if decision.period is not None:
        about: dict[str, Term] = {"period": URIRef(decision.period.period), "language": RdfLiteral(language)}
        steps = tuple(answers(engine, StepAnswer, "binding_steps", **about))
        sparql["binding_steps"] = query_text("binding_steps", about)
    return BindingAnswer(
        state=str(state),
        instrument=str(instrument),
        on=on,
        status=decision.status,
        reason=reason(decision, language),
        rule=decision.rule,
        caveat=caveat(decision, acts, on, language),
        predecessors=predecessors,
        predecessors_text=predecessors_in_words(predecessors, language),
        territories=territory_periods(engine, state, instrument, on, language),
        period=decision.period,
        steps=steps,
        acts=tuple(acts),
        conflicts=tuple(conflicts),
        completeness=tuple(coverage),
        sparql=sparql,
    )
