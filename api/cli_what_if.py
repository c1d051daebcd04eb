"""``servanda what-if``: what would follow if a state acted otherwise, and which consent would close most gaps."""

from __future__ import annotations

import argparse
import datetime
from typing import Any

from servanda.api.cli_answers import footer, service
from servanda.api.cli_output import print_json, print_line, print_table
from servanda.api.corridor_words import STATUSES
from servanda.api.settings import Settings
from servanda.api.supposing import Written
from servanda.api.what_if import one_act
from servanda.api.what_if_answer import Asked, answer_ranking, answer_what_if
from servanda.queries.errors import QuestionError

_WORDS = {
    "en": {
        "recorded": "as recorded",
        "supposed": "as supposed",
        "none": "no period",
        "on": "on {on}: {status}. {reason}",
        "gained": "{number} duties gained, the first from {day}",
        "lost": "{number} duties lost, the first from {day}",
        "nothing": "No duty encoded here is gained or lost.",
        "corridor": "{origin} → {destination}, {worker}, on {on}: {closes} gaps close, {opens} open, {changed} obligations change",
        "refused": "refused",
        "columns": ["state", "consent", "by", "binds from", "gaps closed", "of these not known before", "obligations gained"],
        "impossible": "Not possible on that day:",
    },
    "id": {
        "recorded": "tercatat",
        "supposed": "diandaikan",
        "none": "tidak ada masa",
        "on": "pada {on}: {status}. {reason}",
        "gained": "{number} kewajiban bertambah, yang pertama sejak {day}",
        "lost": "{number} kewajiban hilang, yang pertama sejak {day}",
        "nothing": "Tidak ada kewajiban yang dikodekan di sini bertambah atau hilang.",
        "corridor": "{origin} → {destination}, {worker}, pada {on}: {closes} celah tertutup, {opens} terbuka, {changed} norma berubah",
        "refused": "ditolak",
        "columns": [
            "negara",
            "persetujuan",
            "melalui",
            "mengikat sejak",
            "celah tertutup",
            "sebelumnya tidak diketahui",
            "norma bertambah",
        ],
        "impossible": "Tidak mungkin pada hari itu:",
    },
}


def what_if(options: argparse.Namespace, settings: Settings) -> int:
    """What would follow from one supposed act, or a ranking of consents."""
    if options.rank is not None:
        return _rank(options, settings)
    asked = Asked(
        changes=_changes(options),
        on=options.on,
        origin=options.origin,
        destination=options.destination,
        worker=options.worker,
        language=options.language,
    )
    here = service(settings)
    found = answer_what_if(here, asked)
    if options.json:
        print_json(found)
        return 0
    _show(found["answer"], options.language)
    footer(here)
    return 0


def _changes(options: argparse.Namespace) -> tuple[Written, ...]:
    removing = options.change == "remove"
    if len(options.act) != (3 if removing else 4):
        wanted = "state, instrument and kind of act" if removing else "state, instrument, kind of act and day"
        raise QuestionError(f"name {wanted}, for instance: SAU ilo-c189 ratification{'' if removing else ' 2027-03-01'}; or use --rank")
    state, instrument, kind, *date = options.act
    return one_act(Written(state, instrument, kind, date[0] if date else None, options.change, (), options.of), options.exclude)


def _show(answer: dict[str, Any], language: str) -> None:
    words: dict[str, Any] = _WORDS[language]
    print_line(answer["note"])
    for problem in answer["problems"]:
        print_line(f"{words['refused']}: {problem['text']}" if problem["refused"] else problem["text"])
    for pair in answer["periods"]:
        print_line(f"{pair['state']} / {pair['instrument']}")
        for side in ("recorded", "supposed"):
            spans = "; ".join(f"{each['from']} – {each['until'] or '…'}" for each in pair[side])
            beside = f"; {_status(pair['recorded_status'], language)}" if side == "recorded" else ""
            print_line(f"  {words[side]}: {spans or words['none']}{beside}")
        for period in pair["supposed"]:
            for step in period["steps"]:
                print_line(f"    {step['number']}. {step['text']}")
    if answer["periods"]:
        for side in ("gained", "lost"):
            if duties := answer[f"duties_{side}"]:
                print_line(words[side].format(number=len(duties), day=min(duty["from"] for duty in duties)))
        if not answer["duties_gained"] and not answer["duties_lost"]:
            print_line(words["nothing"])
    for way in answer["ways_out"]:
        print_line(f"{way['state']} / {way['instrument']}: {way['text']}")
    if (corridor := answer["corridor"]) is not None:
        told = {key: corridor[key] for key in ("origin", "destination", "on", "closes", "opens")}
        print_line(words["corridor"].format(worker=corridor["worker_name"], changed=len(corridor["changed"]), **told))


def _status(then: dict[str, Any], language: str) -> str:
    why = f"{then['reason']} {then['caveat']}".strip()
    return str(_WORDS[language]["on"]).format(on=then["on"], status=STATUSES[language][then["status"]], reason=why)


def _rank(options: argparse.Namespace, settings: Settings) -> int:
    if options.act:
        raise QuestionError("--rank supposes each consent by itself: name no act beside it")
    here = service(settings)
    origin, destination = options.rank
    found = answer_ranking(here, origin, destination, options.worker, options.on or datetime.date.today(), options.language)
    if options.json:
        print_json(found)
        return 0
    answer, words = found["answer"], _WORDS[options.language]
    print_line(answer["note"])
    print_line(f"{answer['origin']} → {answer['destination']}, {answer['worker_name']}, {answer['on']}. {answer['measured']}")
    keys = ("state", "short", "kind", "effect", "closes", "closes_not_known", "obligations")
    print_table(list(words["columns"]), ([each[key] for key in keys] for each in answer["ranking"]))
    if answer["not_possible"]:
        print_line(str(words["impossible"]))
    for each in answer["not_possible"]:
        print_line(f"  {each['state']} / {each['instrument']}: {each['text']}")
    footer(here)
    return 0
