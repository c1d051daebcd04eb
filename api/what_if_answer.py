"""The answer to "what if", the same from both doors: what would follow, always marked as hypothetical."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from servanda.api.envelope import Service, envelope, plain
from servanda.api.kept import Kept
from servanda.api.supposing import Written, consent_of, day_of_effect, read_change, rows_after, simulate, simulate_each
from servanda.api.worker_shelf import worker_here
from servanda.graph.facts import Facts
from servanda.graph.period import BindingPeriod
from servanda.graph.reasons import cited
from servanda.graph.suppose import Change
from servanda.graph.what_if import Consequences, DutyChange, PairConsequence, WayOut
from servanda.graph.what_if_words import Problem
from servanda.ontology import iris
from servanda.queries.bind import Term, day
from servanda.queries.errors import QuestionError
from servanda.queries.lookup import find_state, local_name
from servanda.queries.run import query_text
from servanda.queries.what_if import Candidate, CellChange, Ranked, candidates_for, closing, rank, recorded_status, refuse_one_state
from servanda.queries.worker_kinds import Worker

#: Each consent of two states is simulated: half a second for a pair.
_rankings: Final = Kept[dict[str, Any]](50)

#: What every answer of this kind begins with: (English, Indonesian).
NOTE: Final = (
    "Hypothetical: nothing of what is supposed here is recorded by any source. What follows is derived from it by the same rules as the "
    "graph.",
    "Hipotetis: yang diandaikan di sini tidak dicatat oleh sumber mana pun. Akibatnya diturunkan dengan aturan yang sama seperti grafnya.",
)
#: What the numbers of a ranking mean.
MEASURED: Final = (
    "Each consent is supposed alone, given on the day asked about, and the corridor is read on the day from which it would bind. A cell "
    "closes when every state that is asked would then be bound; after a source's own date it is often not known whether a state has "
    "become bound since, and such cells are counted apart.",
    "Setiap persetujuan diandaikan sendiri, dinyatakan pada hari yang ditanyakan, dan koridor dibaca pada hari persetujuan itu mulai "
    "mengikat. Satu sel tertutup bila semua negara yang diminta terikat; setelah tanggal sumber sering tidak diketahui apakah suatu "
    "negara sudah terikat sejak itu, dan sel demikian dihitung tersendiri.",
)
_WAYS_OUT: Final = {
    "no-clause": (
        "The text has no clause on denunciation.",
        "Teksnya tidak memiliki ketentuan penarikan diri.",
    ),
    "unread": (
        "When it could be denounced was not read in its text.",
        "Kapan dapat ditinggalkan belum dibaca dalam teksnya.",
    ),
    "open": (
        "It could be denounced from {opens} on; notified on that day, that would take effect on {effect} ({articles}).",
        "Dapat ditinggalkan mulai {opens}; bila disampaikan pada hari itu, berlaku pada {effect} ({articles}).",
    ),
    "window": (
        "It could be denounced from {opens} until {last}, and not before; notified on the first day, that would take effect on {effect} "
        "({articles}).",
        "Dapat ditinggalkan dari {opens} hingga {last}, tidak sebelumnya; bila disampaikan pada hari pertama, berlaku pada {effect} "
        "({articles}).",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: changes, and a corridor in which their consequences are read, if any.

    Attributes:
        changes: what is supposed.
        on: the day on which the corridor is read; None for the day on which all has its effect.
        origin, destination: the corridor; where only one is given, the state that acts first is the other; both None for none.
        worker: kind of worker.
        language: of the answer.
    """

    changes: tuple[Written, ...]
    on: datetime.date | None
    origin: str | None
    destination: str | None
    worker: str
    language: str


def answer_what_if(here: Service, asked: Asked) -> dict[str, Any]:
    """What would follow, as JSON with all that it needs to be checked.

    Raises:
        NotFound, QuestionError: there is no such state, instrument, kind of act, recorded act, day or kind of worker.
    """
    if not asked.changes:
        raise QuestionError("nothing is supposed: name at least one act", "tidak ada yang diandaikan: sebut sedikitnya satu tindakan")
    changes = [read_change(here.engine, written) for written in asked.changes]
    found = simulate(here.facts, changes)
    facts, _ = here.facts.take()
    on = asked.on or day_of_effect(found) or datetime.date.today()
    answer: dict[str, Any] = {
        "hypothetical": True,
        "note": _in(NOTE, asked.language),
        "changes": list(_changes(changes, found)),
        "problems": [_problem(each, asked.language) for each in found.problems],
        "periods": [
            {
                "state": pair.state,
                "instrument": pair.instrument,
                "recorded": [_period(each, asked.language) for each in pair.before],
                "recorded_status": recorded_status(
                    here.engine, iris.state(pair.state), iris.instrument(pair.instrument), _day_of(pair, found, asked, on), asked.language
                ),
                "supposed": [_period(each, asked.language) for each in pair.after],
            }
            for pair in found.pairs
        ],
        "duties_gained": [_duty(each, asked.language) for each in found.gained],
        "duties_lost": [_duty(each, asked.language) for each in found.lost],
        "ways_out": [_way_out(each, asked.language) for each in found.ways_out],
        "on": on,
        "corridor": None,
    }
    sparql = _sparql(found)
    if asked.origin is not None or asked.destination is not None:
        actor = changes[0].state
        origin, destination = _corridor_states(here, asked.origin or actor, asked.destination or actor)
        worker, changed = _in_corridor(here, found, origin, destination, asked.worker, on, asked.language)
        answer["corridor"] = _corridor(origin, destination, worker, on, changed, asked.language)
        pair_on: dict[str, Term] = {"origin": iris.state(origin), "destination": iris.state(destination), "on": day(on)}
        sparql["corridor_topic"] = query_text("corridor_topic", pair_on)
    return envelope(here, answer, sparql=sparql, citations=_citations(facts, found))


def answer_ranking(here: Service, origin: str, destination: str, worker: str, on: datetime.date, language: str) -> dict[str, Any]:
    """Which single consent of the two states would close most gaps of their corridor.

    Raises:
        NotFound, QuestionError: there is no such state or kind of worker, or the two states are one.
    """
    codes, who = _corridor_states(here, origin, destination), worker_here(here, worker)
    return _rankings.take(here, (codes, who.kinds, on, language), lambda: _ranking(here, codes, who, on, language))


def _ranking(here: Service, codes: tuple[str, str], who: Worker, on: datetime.date, language: str) -> dict[str, Any]:
    snapshot = here.shelf.take()
    facts, _ = here.facts.take()
    candidates: list[Candidate] = []
    impossible: list[dict[str, Any]] = []
    changes = [consent_of(facts, state, instrument, on) for state, instrument in candidates_for(snapshot, *codes, on)]
    for change, found in zip(changes, simulate_each(here.facts, changes), strict=True):
        state, instrument = change.state, change.instrument
        for problem in found.problems:
            if problem.refused:
                impossible.append({"state": state, "instrument": instrument, **_problem(problem, language)})
        for way in found.ways_out:
            rows = rows_after(found.pairs)[(state, instrument)]
            candidates.append(Candidate(state, instrument, iris.hyphenated(change.kind), way.bound_from, rows))
    answer = {
        "hypothetical": True,
        "note": _in(NOTE, language),
        "measured": _in(MEASURED, language),
        "origin": codes[0],
        "destination": codes[1],
        "worker": who.kinds,
        "worker_name": who.name(language),
        "on": on,
        "ranking": [
            {**plain(each), "what_if": _link(each, codes, who, language, on)} for each in rank(snapshot, candidates, *codes, who, language)
        ],
        "not_possible": impossible,
    }
    rules = [iris.instrument(each.instrument) for each in candidates]
    sparql = {"effect_rules": query_text("effect_rules", {"instrument": list(dict.fromkeys(rules))})} if rules else {}
    articles = [facts.rules[slug].state_article for slug in dict.fromkeys(each.instrument for each in candidates)]
    return envelope(here, answer, sparql=sparql, citations=_cited(facts, articles))


def _in(words: tuple[str, str], language: str) -> str:
    return words[1 if language == "id" else 0]


def _link(ranked: Ranked, corridor: tuple[str, str], worker: Worker, language: str, on: datetime.date) -> str:
    """The address that tells all that would follow from one consent."""
    asked = {"state": ranked.state, "instrument": ranked.instrument, "kind": ranked.kind, "date": on.isoformat()}
    places = {"origin": corridor[0], "destination": corridor[1], "worker": "+".join(worker.kinds), "language": language}
    return f"/api/what-if?{urlencode(asked | places)}"


def _corridor_states(here: Service, origin: str, destination: str) -> tuple[str, str]:
    codes = tuple(local_name(str(find_state(here.engine, written))) for written in (origin, destination))
    refuse_one_state(codes[0], codes[1])
    return codes[0], codes[1]


def _changes(asked: Sequence[Change], found: Consequences) -> Iterable[dict[str, Any]]:
    """What was asked, and what that brings about besides."""
    refused = {problem.change for problem in found.problems if problem.refused}
    for number, change in enumerate(asked, start=1):
        yield {"number": number, "accepted": number not in refused, "implied": False, **_change(change)}
    for change in found.accepted:
        if change not in asked:
            yield {"number": None, "accepted": True, "implied": True, **_change(change)}


def _day_of(pair: PairConsequence, found: Consequences, asked: Asked, otherwise: datetime.date) -> datetime.date:
    """The day on which a pair's recorded status is read: the one asked for, else that of its supposed act, else of any supposed act."""
    own = (each for each in found.accepted if (each.state, each.instrument) == (pair.state, pair.instrument))
    return asked.on or next((each.date for each in (*own, *found.accepted) if each.date is not None), otherwise)


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.way,
        "state": change.state,
        "instrument": change.instrument,
        "kind": iris.hyphenated(change.kind),
        "date": change.date,
        "affects": list(change.affects),
        "of": None if change.of is None else str(change.of),
    }


def _problem(problem: Problem, language: str) -> dict[str, Any]:
    return {
        "change": problem.change,
        "code": problem.code,
        "refused": problem.refused,
        "text": problem.indonesian if language == "id" else problem.english,
        "articles": [cited(path) for path in problem.article.split()],
    }


def _period(period: BindingPeriod, language: str) -> dict[str, Any]:
    until = period.end
    return {
        "from": period.starts,
        "from_earliest": period.start.earliest,
        "from_latest": period.start.latest,
        "until": period.ends,
        "until_earliest": None if until is None else until.earliest,
        "until_latest": None if until is None else until.latest,
        "precision": period.precision,
        "excludes": [cited(path) for path in period.excludes],
        "supposed_acts": [str(act.iri) for act in period.acts if act.is_supposed],
        "steps": [
            {
                "number": number,
                "rule": step.rule,
                "text": step.indonesian if language == "id" else step.english,
                "articles": [cited(path) for path in step.article.split()],
                "date": step.date or None,
            }
            for number, step in enumerate(period.steps, start=1)
        ],
    }


def _duty(duty: DutyChange, language: str) -> dict[str, Any]:
    return {
        "state": duty.state,
        "obligation": duty.obligation.id,
        "citation": cited(duty.obligation.provision),
        "label": duty.obligation.label[language],
        "instrument": duty.obligation.instrument,
        "from": duty.start,
        "until": duty.end,
    }


def _way_out(way: WayOut, language: str) -> dict[str, Any]:
    opening, articles = way.opening, [cited(path) for path in way.article.split()]
    words: dict[str, str] = {}
    if opening is None:
        kind = "no-clause" if way.allowed is False else "unread"
    else:
        kind = "open" if opening.closes is None else "window"
        last = "" if opening.closes is None else (opening.closes - datetime.timedelta(days=1)).isoformat()
        words = {"opens": opening.opens.isoformat(), "last": last, "effect": str(opening.effect or ""), "articles": "; ".join(articles)}
    return {
        "state": way.state,
        "instrument": way.instrument,
        "bound_from": way.bound_from,
        "opens": None if opening is None else opening.opens,
        "closes": None if opening is None else opening.closes,
        "earliest_effect": None if opening is None else opening.effect,
        "articles": articles,
        "text": _in(_WAYS_OUT[kind], language).format(**words),
    }


def _in_corridor(
    here: Service, found: Consequences, origin: str, destination: str, worker: str, on: datetime.date, language: str
) -> tuple[Worker, list[CellChange]]:
    snapshot = here.shelf.take()
    who = worker_here(here, worker)
    known = {pair: rows for pair, rows in rows_after(found.pairs).items() if pair[0] in snapshot.row}
    return who, closing(snapshot, snapshot.replace_periods(known), origin, destination, who, on, language)


def _corridor(
    origin: str, destination: str, worker: Worker, on: datetime.date, changed: Sequence[CellChange], language: str
) -> dict[str, Any]:
    return {
        "origin": origin,
        "destination": destination,
        "worker": worker.kinds,
        "worker_name": worker.name(language),
        "on": on,
        "closes": sum(each.closes for each in changed),
        "opens": sum(each.opens for each in changed),
        "changed": changed,
    }


def _sparql(found: Consequences) -> dict[str, str]:
    """What is recorded, and the rules by which what is supposed has its effect."""
    if not found.pairs:
        return {}
    states = list(dict.fromkeys(iris.state(pair.state) for pair in found.pairs))
    instruments = list(dict.fromkeys(iris.instrument(pair.instrument) for pair in found.pairs))
    both: Mapping[str, Sequence[Term]] = {"state": states, "instrument": instruments}
    recorded = {name: query_text(name, both) for name in ("binding_periods", "acts", "conflicts")}
    return recorded | {name: query_text(name, {"instrument": instruments}) for name in ("completeness", "instrument_kind", "effect_rules")}


def _citations(facts: Facts, found: Consequences) -> list[str]:
    """The articles that the answer rests on, each with the text in which it was read."""
    steps = [step.article for pair in found.pairs for period in (*pair.after, *pair.before) for step in period.steps]
    return _cited(facts, [*(problem.article for problem in found.problems), *steps, *(way.article for way in found.ways_out)])


def _cited(facts: Facts, articles: Iterable[str]) -> list[str]:
    lines: list[str] = []
    for path in (path for several in articles for path in several.split()):
        slug = path.partition("/")[0]
        row, clause = facts.rule_rows.get(slug), facts.consent_clauses.get(slug)
        read = (row.text_source if row is not None else "") or (clause.text_source if clause is not None else "")
        lines.append(f"{cited(path)} ({read})" if read else cited(path))
    return list(dict.fromkeys(lines))
