"""Commands on corridors: ``servanda gap`` and ``servanda equivalents``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from servanda.api.cli_answers import footer, service
from servanda.api.cli_output import print_json, print_line, print_table
from servanda.api.corridor_words import CELLS, DEGREES, RELATIONS, REMAINS, ROLES, SIDES, STATUSES
from servanda.api.corridors import corridor_envelope, find_corridor
from servanda.api.equivalents import equivalents_envelope, find_equivalents
from servanda.api.settings import Settings
from servanda.queries.corridor_answer import Cell, Corridor, ObligationCell
from servanda.queries.corridor_sides import Side
from servanda.queries.equivalents import Equivalents


def gap(options: argparse.Namespace, settings: Settings) -> int:
    """What binds the two states of a corridor for a worker on a day, and what does not."""
    here = service(settings)
    topics = None if options.topic is None else [options.topic]
    found = find_corridor(here, options.origin, options.destination, options.worker, options.on, topics, options.language)
    if options.json:
        print_json(corridor_envelope(here, found, topics, options.language))
        return 0
    words = CELLS[options.language]
    print_line(f"{found.origin_name} → {found.destination_name}, {found.worker_name}, {found.on}")
    columns: list[Cell] = [cell for cell in words if any(cell in topic.counts for topic in found.topics)]
    rows = [
        (topic.name, *(topic.counts.get(cell, 0) or "" for cell in columns), topic.obligations, topic.depends or "")
        for topic in found.topics
    ]
    print_table([{"en": "topic", "id": "topik"}[options.language], *(words[cell] for cell in columns), *_TOTALS[options.language]], rows)
    if topics is not None:
        _obligations(found.cells, options.language)
    _lost(found, options.language)
    _open(found, options.language)
    footer(here)
    return 0


_TOTALS = {"en": ("all", "of these on a condition"), "id": ("semua", "di antaranya bersyarat")}
_SIDE = {"en": ("obligation", "asks", "origin", "destination"), "id": ("norma", "meminta", "asal", "tujuan")}
_LOST = {
    "en": "Of ICRMW and C189, {number} obligations do not bind {state}:",
    "id": "Dari ICRMW dan C189, {number} norma tidak mengikat {state}:",
}
_OPEN = {"en": "What the texts say of this worker, where they do not simply cover:", "id": "Yang dikatakan teks tentang pekerja ini:"}
_NOT_ENCODED = {
    "en": "Statements of {state} on {instrument} that are not encoded here and may limit what is said above: {number}.",
    "id": "Pernyataan {state} atas {instrument} yang belum dikodekan di sini dan dapat membatasi hal di atas: {number}.",
}
_NOT_READ = {
    "en": "Statements on these instruments have not been read, so that whether one limits what is said above is not known: {several}.",
    "id": "Pernyataan atas instrumen berikut belum dibaca, sehingga tidak diketahui apakah ada yang membatasi hal di atas: {several}.",
}


def _obligations(cells: Iterable[ObligationCell], language: str) -> None:
    rows = [(cell.obligation, cell.label, _side(cell.origin, language), _side(cell.destination, language)) for cell in cells]
    print_table(_SIDE[language], rows)


def _side(side: Side, language: str) -> str:
    others = ", ".join(f"{each.obligation} ({RELATIONS[language][each.relation]})" for each in side.matches)
    limits = ", ".join(each.limit if each.reading is None else f"{each.limit} ({each.reading})" for each in side.limits)
    return "; ".join(part for part in (SIDES[language][side.status], others, limits) if part)


def _lost(found: Corridor, language: str) -> None:
    if not found.lost:
        return
    print_line(_LOST[language].format(number=len(found.lost), state=found.destination_name))
    for kind, name in REMAINS[language].items():
        number = sum(each.remains == kind for each in found.lost)
        if number:
            print_line(f"  {number:4}  {name}")


def _open(found: Corridor, language: str) -> None:
    told = [each for each in found.told if each.degree != "coversKind" and not each.target.startswith("scope/")]
    if told:
        print_line(_OPEN[language])
    for each in told:
        where = f", {ROLES[language][each.side]}" if each.side else ""
        cited = f" [{each.article}]" if each.article else ""
        print_line(f"  - {each.target} ({DEGREES[language][each.degree]}{where}): {each.reason}{cited}")
    for statement in found.not_encoded:
        said = {"state": statement.state, "number": statement.statements, "instrument": statement.instrument}
        print_line(_NOT_ENCODED[language].format(**said))
    sides = ((cell.short, side) for cell in found.cells for side in (cell.origin, cell.destination))
    if unread := dict.fromkeys(short for short, side in sides if side.may_bind and side.statements_read is None):
        print_line(_NOT_READ[language].format(several=", ".join(unread)))


def equivalents(options: argparse.Namespace, settings: Settings) -> int:
    """What else binds a state where one obligation does not."""
    here = service(settings)
    found = find_equivalents(here, options.state, options.obligation, options.on, options.language)
    if options.json:
        print_json(equivalents_envelope(here, found, options.on, options.language))
        return 0
    for each in found:
        _equivalents(each, options.language)
    footer(here)
    return 0


def _equivalents(each: Equivalents, language: str) -> None:
    limited = f" ({SIDES[language]['limited']})" if each.limited else ""
    print_line(f"{each.state} / {each.citation} ({each.obligation}), {each.on}: {STATUSES[language][each.status]}{limited}")
    print_line(f"  {each.label}")
    print_line(f"  → {REMAINS[language][each.remains]}{f': {each.without_match}' if each.without_match else ''}")
    for one in each.counterparts:
        status = SIDES[language]["limited"] if one.limited else STATUSES[language][one.status]
        print_line(f"  - {one.citation} ({one.obligation}): {RELATIONS[language][one.relation]}; {status}. {one.label}. {one.reason}")
