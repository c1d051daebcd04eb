"""The command ``servanda reports``: claims about states, and one claim with everything."""

from __future__ import annotations

import argparse
from typing import Final

from servanda.api.cli_answers import footer, service
from servanda.api.cli_output import print_json, print_line, print_table
from servanda.api.reports import report_envelope, reports_envelope
from servanda.api.settings import Settings
from servanda.queries.answers import ReportBindingAnswer
from servanda.queries.errors import QuestionError
from servanda.queries.lookup import local_name
from servanda.queries.reports import Asked, FoundReport, FoundReports, find_report, find_reports

_COLUMNS: Final = {
    "en": ("state", "reported", "kind", "status", "claim"),
    "id": ("negara", "dilaporkan", "jenis", "status", "klaim"),
}
_BOUND: Final = {
    "en": ("named", "bound then", "by", "or why not"),
    "id": ("disebut", "terikat saat itu", "oleh", "atau mengapa tidak"),
}
_YES: Final = {"en": ("yes", "in part", "no", "not known"), "id": ("ya", "sebagian", "tidak", "tidak diketahui")}
#: Reasons that leave it open whether the state was bound.
_OPEN: Final = frozenset({"consentNotKnown", "dateUncertain"})
_OTHERWISE: Final = {"en": "On the same topics the state was also bound by:", "id": "Mengenai topik yang sama negara juga terikat oleh:"}


def reports(options: argparse.Namespace, settings: Settings) -> int:
    """Claims that fit what is asked for, or one claim."""
    here = service(settings)
    if options.claim is not None:
        source, _, identifier = options.claim.removeprefix("report/").partition("/")
        if not identifier:
            raise QuestionError(f"{options.claim!r} names no claim: write its source and its id, for instance iachr/iachr-50-16")
        one = find_report(here.engine, source, identifier, options.language)
        if options.json:
            print_json(report_envelope(here, one))
            return 0
        _one(one, options.language)
    else:
        asked = Asked(options.state, options.topic, options.kind, options.instrument, options.body, options.start, options.until)
        found = find_reports(here.engine, asked, options.language, most=options.most)
        if options.json:
            print_json(reports_envelope(here, found))
            return 0
        _several(found, options.language)
    footer(here)
    return 0


def _several(found: FoundReports, language: str) -> None:
    rows = [
        (
            each.code,
            each.reported_on,
            local_name(each.kind).removesuffix("Report"),
            local_name(each.claim_status),
            each.summary or each.label,
        )
        for each in found.reports
    ]
    print_table(_COLUMNS[language], rows)
    print_line(", ".join(f"{kind}: {number}" for kind, number in found.counts.items()))
    print_line(found.caveat)


def _one(found: FoundReport, language: str) -> None:
    for each in found.statements:
        if each.part != "derived":
            print_line(f"  {local_name(each.predicate)}: {each.label or each.value}")
    rows = [
        (
            local_name(each.target or ""),
            _bound(each, language),
            local_name(each.duty or each.period or ""),
            each.reason_label,
        )
        for each in found.bindings
    ]
    print_table(_BOUND[language], rows)
    if found.otherwise:
        print_line(_OTHERWISE[language])
    for period in found.otherwise:
        print_line(f"  - {period.short} ({local_name(period.period)})")
    print_line(found.caveat)


def _bound(each: ReportBindingAnswer, language: str) -> str:
    whole, partly, no, not_known = _YES[language]
    if each.bound:
        return whole if each.throughout else partly
    return not_known if local_name(each.reason or "") in _OPEN else no
