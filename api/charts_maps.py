"""The maps: parties to an instrument, and gaps."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rdflib import Literal

from servanda.api.charts_picture import Asked, Cell, Picture, coverage, credit, last_covered, number, slug_of, state_cell, titles_of
from servanda.api.charts_words import WORDS, long_day, thousands
from servanda.api.envelope import Service, plain
from servanda.ontology import iris
from servanda.queries.answers import CompletenessAnswer
from servanda.queries.bind import day
from servanda.queries.errors import QuestionError
from servanda.queries.figures_gaps import ROLES, gaps
from servanda.queries.figures_parties import PartyRow, parties
from servanda.queries.lookup import find_instrument, find_topic
from servanda.queries.run import query_text
from servanda.queries.snapshot import Snapshot
from servanda.queries.worker_kinds import read_worker
from servanda.viz.chart_gaps import CLASSES, class_of, gaps_map, gaps_on_map
from servanda.viz.chart_parties import on_map, parties_map
from servanda.viz.map_chart import AREAS, Mapped, on_part, without_shape

#: The kind of worker that an instrument is about, where nobody names one.
_WORKERS: Final = {"ilo-c189": "domestic-worker"}
_ANY_WORKER: Final = "migrant-worker"
_FIRST_YEAR: Final = 1919


def parties_picture(here: Service, asked: Asked, language: str) -> Picture:
    """The map of parties.

    Raises:
        NotFound, QuestionError: there is no such instrument or area, or it is no treaty.
    """
    words, area = WORDS[language], _area(asked)
    instrument = find_instrument(here.engine, (asked.several("instrument") or ["icrmw"])[0])
    slug = slug_of(instrument)
    records = here.charts.records(instrument)
    covered = records.coverage
    last, on = last_covered(covered), asked.day()
    notes = [] if on is not None else _shown_for(last, language)
    on = on or min(last or datetime.date.today(), datetime.date.today())
    found = parties(records, here.charts.names(language), on)
    if last is not None and on > last:
        notes.append(words["after"].format(last=long_day(last, language)))
    short = here.choices.take(language).instrument(slug)
    if last is None:
        notes.append(words["incomplete"].format(instruments=short))
    legend = {**{status: words[status] for status in ("bound", "not_bound", "not_known")}, "no_party": words["not_on_list"]}
    where = here.charts.shapes()
    counted = on_part([row.code for row in found.rows if area == "world" or not row.former], where, area)
    told = tuple(row for row in found.rows if row.code in counted)
    found = replace(found, counts=Counter(row.status for row in told))
    gone = [row.name for row in told if row.former]
    if gone:
        notes.append(words["elsewhere"].format(states=", ".join(gone)))
    present = {row.code for row in told if not row.former}
    notes += _part_notes(area, len(told), language)
    notes += _map_notes([each for each in on_map(found, legend) if each.code in present], where, language)
    ordered = sorted(told, key=lambda row: (row.status != "bound", row.name))
    return Picture(
        name="parties",
        language=language,
        title=words["title_parties"].format(instrument=short, on=long_day(on, language)),
        subtitle=_of_part(
            area, words["counts"].format(**{each: found.counts.get(each, 0) for each in ("bound", "not_bound", "not_known")}), language
        ),
        credit=credit(here, language, titles_of(covered, language), mapped=True),
        notes=tuple(notes),
        columns=tuple((key, words[key]) for key in ("state", "code", "status", "since", "until")),
        rows=tuple(_party_row(row, language) for row in ordered),
        answer=plain({"instrument": found.instrument, "area": area, "on": found.on, "counts": found.counts, "rows": told}),
        asked={"instrument": slug, "area": area, "on": on.isoformat()},
        on=on,
        years=(_first_year(found.rows), datetime.date.today().year),
        sparql=found.sparql,
        citations=tuple(dict.fromkeys(titles_of(covered, "en"))),
        draw=lambda frame: parties_map(found, where, legend, area, frame),
    )


def _party_row(row: PartyRow, language: str) -> tuple[Cell, ...]:
    status = Cell(row.status, WORDS[language][row.status])
    return state_cell(row.code, row.name), Cell(row.code), status, Cell(row.since), Cell(row.until)


def _first_year(rows: Sequence[PartyRow]) -> int:
    return min((int(row.since[:4]) for row in rows if row.since), default=_FIRST_YEAR)


def _area(asked: Asked) -> str:
    if asked.area not in AREAS:
        areas = ", ".join(AREAS)
        raise QuestionError(f"{asked.area!r} is no part of the world here: {areas}", f"{asked.area!r} bukan bagian dunia di sini: {areas}")
    return asked.area


def _of_part(area: str, text: str, language: str) -> str:
    """A text that says first that it speaks of what this map shows, where that is not the whole world."""
    return text if area == "world" else WORDS[language]["part_shown"].format(text=text)


def _part_notes(area: str, number: int, language: str) -> list[str]:
    """What is counted where the map shows a part of the world."""
    return [] if area == "world" else [WORDS[language]["part_counted"].format(number=number, area=WORDS[language][area])]


def _shown_for(last: datetime.date | None, language: str) -> list[str]:
    if last is None or last >= datetime.date.today():
        return []
    return [WORDS[language]["covered"].format(last=long_day(last, language))]


def _map_notes(states: Sequence[Mapped], where: Mapping[str, str], language: str) -> list[str]:
    words = WORDS[language]
    missing = without_shape(states, where)
    listed = "; ".join(f"{each.name} ({each.group.rpartition(':')[0].lower()})" for each in missing)
    return [*([words["no_shape"].format(states=listed)] if missing else []), words["borders"]]


def gaps_picture(here: Service, asked: Asked, language: str) -> Picture:
    """The map of gaps.

    Raises:
        NotFound, QuestionError: there is no such instrument, topic, role, kind of worker or area, or nothing is left to count.
    """
    words, area, snapshot = WORDS[language], _area(asked), here.shelf.take()
    topic = slug_of(find_topic(here.engine, asked.topic)) if asked.topic else ""
    named = asked.several("instrument") or ([] if topic else ["icrmw"])
    reference = slug_of(find_instrument(here.engine, named[0])) if named else ""
    worker = read_worker(snapshot, asked.worker or _WORKERS.get(reference, _ANY_WORKER))
    covered = coverage(here, [iris.instrument(reference)] if reference else [])
    on, last = asked.day(), _all_covered(here, reference, covered)
    notes = [] if on is not None else _shown_for(last, language)
    on = on or min(last or datetime.date.today(), datetime.date.today())
    only = None if reference else _told_on(snapshot, on)
    found = gaps(snapshot, here.charts.names(language), worker, on, reference=reference, topic=topic, role=asked.role, only=only)
    if only is not None:
        left_out = sorted({norm.short for norm in snapshot.obligations if topic in norm.topics and norm.instrument not in only})
        notes += [words["gaps_left_out"].format(instruments=", ".join(left_out))] if left_out else []
    if last is not None and on > last:
        notes.append(words["after"].format(last=long_day(last, language)))
    legend = {each: words[f"class_{each}"] for each in CLASSES} | {"not_known": words["not_known"], "no_party": words["not_on_list"]}
    where = here.charts.shapes()
    counted = on_part([row.code for row in found.rows], where, area)
    told = tuple(row for row in found.rows if row.code in counted)
    on_it = [each for each in gaps_on_map(found, legend) if each.code in counted]
    notes += [words["gaps_partly"], words["gaps_limited"], *_part_notes(area, len(told), language), *_map_notes(on_it, where, language)]
    choices = here.choices.take(language)
    topic_name = dict(choices.topics).get(topic, topic)
    what = words["what_both" if reference and topic else "what_topic" if topic else "what_instrument"]
    parts = ("bound", "limited", "matched", "partly_matched", "not_bound", "not_known")
    ordered = sorted(told, key=lambda row: (-row.whole, row.name))
    kinds = [iris.worker_kind(kind) for kind in worker.kinds]
    sparql = {"worker_coverage": query_text("worker_coverage", {"kind": kinds})}
    if reference:
        sparql |= {
            "snapshot_obligations": query_text("snapshot_obligations", {"instrument": iris.instrument(reference)}),
            "parties_on": query_text("parties_on", {"instrument": iris.instrument(reference), "on": day(on)}),
        }
    sparql["matching_obligations"] = query_text("matching_obligations", {"language": Literal(language)})
    return Picture(
        name="gaps",
        language=language,
        title=words["title_gaps"].format(
            what=what.format(instrument=choices.instrument(reference), topic=topic_name), on=long_day(on, language)
        ),
        subtitle=_of_part(
            area,
            words["gaps_subtitle"].format(
                number=thousands(found.obligations, language), role=words[asked.role], worker=worker.name(language)
            ),
            language,
        ),
        credit=credit(here, language, titles_of(covered, language), mapped=True),
        notes=tuple(notes),
        columns=(
            ("state", words["state"]),
            ("code", words["code"]),
            ("class", words["status"]),
            *((each, words[each]) for each in parts),
            ("of", words["of"]),
        ),
        rows=tuple(
            (
                state_cell(row.code, row.name),
                Cell(row.code),
                Cell(group := class_of(row, found.obligations), legend[group]),
                *(number(getattr(row, each), language) for each in parts),
                number(found.obligations, language),
            )
            for row in ordered
        ),
        answer=plain(replace(found, rows=told)) | {"area": area},
        asked={
            "instrument": reference,
            "topic": topic,
            "role": asked.role,
            "worker": "+".join(worker.kinds),
            "area": area,
            "on": on.isoformat(),
        },
        on=on,
        years=(_FIRST_YEAR + 31, datetime.date.today().year),
        sparql=sparql,
        citations=tuple(dict.fromkeys(titles_of(covered, "en"))),
        draw=lambda frame: gaps_map(found, where, legend, area, frame, counted),
    )


def _all_covered(here: Service, reference: str, covered: Sequence[CompletenessAnswer]) -> datetime.date | None:
    """The last day that is covered for the instrument and for those, told of in full, that have matching obligations."""
    snapshot = here.shelf.take()
    own = last_covered(covered)
    if not reference:
        several = [last_covered(each) for each in snapshot.coverage.values() if _told_whole(each)]
        return min((each for each in several if each is not None), default=None)
    if own is None:
        return None
    obligations = {snapshot.obligations[index].id for index in snapshot.columns.get(reference, ())}
    ids = {match.obligation for each in obligations for match in snapshot.matches.get(each, ())}
    others = {snapshot.obligations[snapshot.column[each]].instrument for each in ids if each in snapshot.column}
    days = [last_covered(snapshot.coverage.get(slug, ())) for slug in others if _told_whole(snapshot.coverage.get(slug, ()))]
    return min([own, *(each for each in days if each is not None)])


def _told_on(snapshot: Snapshot, on: datetime.date) -> frozenset[str]:
    """Instruments of which the sources tell, on that day, who is bound and who is not."""
    lasts = {slug: last_covered(snapshot.coverage.get(slug, ())) for slug in snapshot.columns}
    return frozenset(slug for slug, last in lasts.items() if last is not None and on <= last)


def _told_whole(several: Sequence[CompletenessAnswer]) -> bool:
    return any(each.extent == "all-acts" for each in several)


#: What a form offers as the role of the state.
ROLES_OFFERED: Final = tuple(ROLES)
