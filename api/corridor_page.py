"""The page of a corridor: topics by cells; every number opens its list, every side its explanation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from rdflib import Literal

from servanda.api.corridor_words import CELLS, COLUMNS, DEGREES, MARKS, RELATIONS, REMAINS, ROLES, SIDES, STATUSES
from servanda.api.corridors import ANY_WORKER, AWorker, corridor_sparql, explain_link, find_corridor
from servanda.api.envelope import OnDay, Service, ServiceHere
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE
from servanda.queries.answers import CorridorPeopleAnswer, answers
from servanda.queries.corridor_answer import Cell, Corridor, ObligationCell, Told, TopicCell
from servanda.queries.corridors import MADE_FOR_WORKERS
from servanda.queries.errors import NotFound

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

_WORDS: Final = {
    "en": {
        "heading": "{origin} → {destination}",
        "about": "What binds the two states for a worker of the kind “{worker}” on {on}: {number} encoded obligations.",
        "origin": "State of origin",
        "destination": "State of destination",
        "worker": "Kind of worker",
        "on": "Day",
        "show": "Show",
        "several": "In the address several kinds can be joined by +, for instance worker=domestic-worker+irregular-situation.",
        "cells": "Topic by topic",
        "topic": "Topic",
        "all": "All",
        "condition": "on a condition",
        "table": "Topics and what their obligations come to. Each number opens its list.",
        "list": "{cell}: {topic}",
        "all_topics": "All topics",
        "if": "Covers this worker on a condition:",
        "instead": "Matching obligation:",
        "limits": "Statements of the state:",
        "statements": "a statement exists that is not encoded",
        "not_read": "statements not read",
        "read_on": "statements read as at {day}",
        "reading": "Where the statements of a state on an instrument were not read, whether one limits an obligation is not known; where "
        "they were read in a page of an earlier day, later ones are not known.",
        "ends": "{number} of the answers “not known” ({instruments}) are open only because the sources end before this day: on {day} "
        "they were “not bound”.",
        "then": "The same corridor on {day}",
        "until": "not bound on {day}",
        "why": "why",
        "lost": "What is lost in {destination}",
        "lost_about": "Obligations of the migrant workers’ convention (ICRMW) and the domestic workers’ convention (C189) that cover this "
        "worker and do not bind {destination}: {number}.",
        "told": "What the texts say of this worker",
        "told_about": "Where a text does not simply cover the worker. What it leaves open stays open in the numbers.",
        "not_here": "nothing encoded there yet",
        "left_out": "Not counted: obligations that do not cover this worker",
        "transit": "Asked of states of transit: {number} obligations. Neither state of the corridor answers for them in that role.",
        "not_encoded": "Statements of {state} that are not encoded here and may limit what is said: {several}.",
        "people": "{people} people born in {origin}, or its citizens, live in {destination} (United Nations, {year}): of all ages, not "
        "workers alone.",
        "nobody": "Nobody from {origin} is recorded as living in {destination}.",
        "by_worker": "Gaps by kind of worker, side by side",
        "former": "Former states",
        "all_corridors": "All corridors",
        "people_chart": "All that live there, as a picture",
        "twice": "An obligation on two topics stands in both. A row adds up to its own total; the rows do not add up to the whole.",
    },
    "id": {
        "heading": "{origin} → {destination}",
        "about": "Yang mengikat kedua negara bagi pekerja jenis “{worker}” pada {on}: {number} norma yang dikodekan.",
        "origin": "Negara asal",
        "destination": "Negara tujuan",
        "worker": "Jenis pekerja",
        "on": "Tanggal",
        "show": "Tampilkan",
        "several": "Dalam alamat beberapa jenis dapat digabung dengan +, misalnya worker=domestic-worker+irregular-situation.",
        "cells": "Topik demi topik",
        "topic": "Topik",
        "all": "Semua",
        "condition": "bersyarat",
        "table": "Topik dan hasil norma-normanya. Setiap angka membuka daftarnya.",
        "list": "{cell}: {topic}",
        "all_topics": "Semua topik",
        "if": "Mencakup pekerja ini dengan syarat:",
        "instead": "Norma padanan:",
        "limits": "Pernyataan negara:",
        "statements": "ada pernyataan yang belum dikodekan",
        "not_read": "pernyataan belum dibaca",
        "read_on": "pernyataan dibaca per {day}",
        "reading": "Apabila pernyataan suatu negara atas suatu instrumen belum dibaca, apakah ada yang membatasi suatu norma tidak "
        "diketahui; apabila dibaca pada halaman bertanggal lebih lama, yang lebih baru tidak diketahui.",
        "ends": "{number} jawaban “tidak diketahui” ({instruments}) terbuka hanya karena sumber berakhir sebelum tanggal ini: pada {day} "
        "jawabannya “tidak terikat”.",
        "then": "Koridor yang sama pada {day}",
        "until": "tidak terikat pada {day}",
        "why": "mengapa",
        "lost": "Yang hilang di {destination}",
        "lost_about": "Norma konvensi pekerja migran (ICRMW) dan konvensi pekerja rumah tangga (C189) yang mencakup pekerja ini dan tidak "
        "mengikat {destination}: {number}.",
        "told": "Yang dikatakan teks tentang pekerja ini",
        "told_about": "Apabila teks tidak begitu saja mencakup pekerja. Yang dibiarkan terbuka oleh teks tetap terbuka dalam angka.",
        "not_here": "belum ada yang dikodekan di sana",
        "left_out": "Tidak dihitung: norma yang tidak mencakup pekerja ini",
        "transit": "Diminta dari negara transit: {number} norma. Tidak satu pun negara koridor mengembannya dalam peran itu.",
        "not_encoded": "Pernyataan {state} yang belum dikodekan di sini dan dapat membatasi yang dinyatakan: {several}.",
        "people": "{people} orang yang lahir di {origin}, atau warganya, tinggal di {destination} (PBB, {year}): segala usia, bukan "
        "pekerja saja.",
        "nobody": "Tidak tercatat seorang pun dari {origin} yang tinggal di {destination}.",
        "by_worker": "Celah menurut jenis pekerja, berdampingan",
        "former": "Negara yang sudah tidak ada",
        "all_corridors": "Semua koridor",
        "people_chart": "Semua yang tinggal di sana, sebagai gambar",
        "twice": "Norma dengan dua topik ada di keduanya. Setiap baris punya jumlahnya sendiri; baris-baris tidak berjumlah keseluruhan.",
    },
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number of a cell: its words where the column has several, what it hides, and the address of its list."""

    words: str
    number: int
    marks: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A topic with the entries of each column."""

    topic: TopicCell
    columns: list[tuple[str, list[_Entry]]]
    link: str


@router.get("/view/corridor")
def corridor_page(
    on: OnDay,
    reader: ReaderHere,
    here: ServiceHere,
    origin: Annotated[str, Query(description="State of origin, for instance IDN.")],
    destination: Annotated[str, Query(description="State of destination, for instance SAU.")],
    worker: AWorker = ANY_WORKER,
    topic: Annotated[str | None, Query(description="A topic: its obligations are listed.")] = None,
    cell: Annotated[str | None, Query(description="A cell of the topic: only its obligations are listed.")] = None,
) -> str:
    """What binds the two states of a corridor for a kind of worker on a day, topics by cells; every number opens its list."""
    language, index = reader.language, here.search.take()
    topic = topic or None  # a form that leaves the choice open sends an empty one
    topics = None if topic is None else [topic]
    found = find_corridor(here, origin, destination, worker, on, topics, language)
    cells = CELLS[language]
    chosen = next((each for each in cells if each == cell), None)
    if cell is not None and chosen is None:
        raise NotFound(f"there is no cell {cell!r}; there are {', '.join(cells)}", f"tidak ada sel {cell!r}; yang ada {', '.join(cells)}")
    asked = {
        "origin": found.origin,
        "destination": found.destination,
        "worker": "+".join(found.worker),
        "on": on.isoformat(),
        "language": language,
    }
    same = {name: asked[name] for name in ("worker", "on", "language")}
    present = {each for one in found.topics for each in one.counts}
    columns = [(several, name) for several, name in COLUMNS[language] if not present.isdisjoint(several)]
    listed = () if topic is None else tuple(one for one in found.cells if chosen is None or one.cell == chosen)
    return page(
        reader,
        "corridor.html",
        found=found,
        language=language,
        words=_WORDS[language],
        cell_words=cells,
        side_words=SIDES[language],
        relations=RELATIONS[language],
        remains=REMAINS[language],
        degrees=DEGREES[language],
        roles=ROLES[language],
        columns=[name for _, name in columns],
        not_encoded=_not_encoded(found),
        known_about=", ".join(f"{each.short}: {each.count}" for each in found.known_about),
        rows=[_row(each, columns, asked) for each in found.topics],
        listed=_sections(listed, cells, found, on, language),
        told=[(each, index.name(f"{BASE}id/{each.target}", language)) for each in found.told if _to_be_told(each)],
        lost={kind: [each for each in found.lost if each.remains == kind] for kind in REMAINS[language]},
        worker_written=asked["worker"],
        sparql=corridor_sparql(found, topics),
        choices=here.choices.take(language),
        people=_people(here, found, language),
        one_topic=None if topic is None or not found.topics else found.topics[0],
        back=f"/view/corridor?{urlencode(asked)}",
        api_link=f"/api/corridors/{found.origin}/{found.destination}?{urlencode({**same, **({'topic': topic} if topic else {})})}",
    )


def _to_be_told(told: Told) -> bool:
    """Whether a text says more of the worker than that it covers them."""
    return told.degree != "coversKind" and not told.target.startswith("scope/")


def _people(here: Service, found: Corridor, language: str) -> CorridorPeopleAnswer | None:
    """How many people of the one state live in the other; None where nobody is recorded."""
    pair = {"origin": iris.state(found.origin), "destination": iris.state(found.destination)}
    return next(answers(here.engine, CorridorPeopleAnswer, "corridor_people", **pair, language=Literal(language)), None)


def _row(topic: TopicCell, columns: Sequence[tuple[Sequence[Cell], str]], asked: dict[str, str]) -> _Row:
    here = {**asked, "topic": topic.topic}
    language = asked["language"]
    found: list[tuple[str, list[_Entry]]] = []
    for cells, name in columns:
        entries: list[_Entry] = []
        for cell in cells:
            if number := topic.counts.get(cell, 0):
                words = STATUSES[language][cell.partition("_")[2]] if len(cells) > 1 else ""
                link = f"/view/corridor?{urlencode({**here, 'cell': cell})}#list"
                entries.append(_Entry(words, number, _marks(topic, cell, language), link))
        found.append((name, entries))
    return _Row(topic, found, f"/view/corridor?{urlencode(here)}#list")


def _marks(topic: TopicCell, cell: Cell, language: str) -> tuple[str, ...]:
    """How many obligations of a cell have each mark on one side at least."""
    found: list[str] = []
    for mark, words in MARKS[language].items():
        number = sum(group.count for group in topic.groups if group.cell == cell and mark in (group.origin, group.destination))
        if number:
            found.append(words.format(number=number))
    return tuple(found)


def _not_encoded(found: Corridor) -> list[tuple[str, str]]:
    """The instruments of what is shown on which a state's statements are not encoded, in one line for each state."""
    shown = {cell.instrument: cell.short for cell in found.cells}
    lines: list[tuple[str, str]] = []
    for state in dict.fromkeys((found.origin, found.destination)):
        several = [each for each in found.not_encoded if each.state == state and each.instrument in shown]
        if several:
            lines.append((state, ", ".join(f"{shown[each.instrument]} ({each.statements})" for each in several)))
    return lines


@dataclass(frozen=True, slots=True)
class _Listed:
    """An obligation with the addresses that explain its sides."""

    one: ObligationCell
    origin_link: str
    destination_link: str


def _sections(
    listed: Sequence[ObligationCell], cells: Iterable[Cell], found: Corridor, on: datetime.date, language: str
) -> list[tuple[Cell, list[_Listed]]]:
    def shown(one: ObligationCell) -> _Listed:
        origin = explain_link("view", found.origin, one.obligation, on, language)
        return _Listed(one, origin, explain_link("view", found.destination, one.obligation, on, language))

    found_here: list[tuple[Cell, list[_Listed]]] = []
    first = sorted(listed, key=lambda one: one.instrument not in MADE_FOR_WORKERS)  # what was made for the worker, before all else
    for cell in cells:
        if several := [shown(one) for one in first if one.cell == cell]:
            found_here.append((cell, several))
    return found_here
