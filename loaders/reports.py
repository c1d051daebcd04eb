"""The packaged tables of claims: what was reported about a state, by whom, when and where; one file per source.

A row is a claim, never a fact. The three kinds are never mixed: a comment or finding of an independent body or court, a complaint of a
union, an organisation or an individual, and a recommendation of a state to a state.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.limits import one_of
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table, read_text
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "reports"
COLUMNS: Final = (
    *("id", "kind", "respondent", "reported_by", "reported_on", "event_from", "event_until"),
    *("instruments", "provisions", "obligations", "topics", "affected", "origin_states"),
    *("status", "reliability", "attribution", "state_reply", "symbol", "paragraph", "link", "citation"),
    *("summary_en", "summary_id", "source_place", "note", *READING_COLUMNS),
)
#: Columns that only some tables need: the reviewing states of a peer review, the instruments to which they ask for consent, and the part of
#: the state that a claim is about.
OPTIONAL_COLUMNS: Final = ("recommended_by", "asks_consent", "territory")
KINDS: Final = frozenset({"supervision", "complaint", "recommendation"})
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """What a claim may name.

    Attributes:
        states: code to class (``State``, ``FormerState``, ``Territory``).
        bodies, instruments, provisions, obligations: slugs, paths and ids.
        concepts: the slugs of each concept scheme (``topic``, ``scope``, ``claim-status``, ``reliability``, ``attribution``).
    """

    states: Mapping[str, str]
    bodies: frozenset[str]
    instruments: frozenset[str]
    provisions: frozenset[str]
    obligations: frozenset[str]
    concepts: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """One claim.

    Attributes:
        source: slug of the source, also the file's name and the name of the claims graph.
        id: unique within the source.
        kind: one of ``KINDS``.
        respondent: code of the state that the claim is about.
        territory: code or name of the part of that state which the claim is limited to; empty where it is not.
        reported_by: slugs of the bodies that made it, the first the main one.
        recommended_by: codes of the recommending states, where it is a recommendation.
        reported_on: when it was made or adopted; None where the source shows no date (``note`` says so).
        event_from, event_until: when the events are said to have happened; None where the source does not say.
        instruments, provisions, obligations: what the claim names, as precise as the source.
        topics, affected: slugs of topics and personal scopes, the main one first.
        origin_states: codes of the states that the persons concerned come from.
        status, reliability, attribution: slugs of ``claim-status``, ``reliability`` and ``attribution`` (the state's reply).
        state_reply: the reply in our own words.
        symbol, paragraph: of the document.
        link: public address of the source's own page; empty where there is none.
        citation: as a lawyer cites it.
        summary: by language tag, in our own words and attributed; empty where a label is made from the other fields.
        source_place: record or row of the source.
        note: hard points.
        readings: who encoded and who read it.
        asks_consent: those of ``instruments`` that a recommendation asks the state to become a party to, or to consider it.
    """

    source: str
    id: str
    kind: str
    respondent: str
    territory: str
    reported_by: tuple[str, ...]
    recommended_by: tuple[str, ...]
    reported_on: PartialDate | None
    event_from: PartialDate | None
    event_until: PartialDate | None
    instruments: tuple[str, ...]
    provisions: tuple[str, ...]
    obligations: tuple[str, ...]
    topics: tuple[str, ...]
    affected: tuple[str, ...]
    origin_states: tuple[str, ...]
    status: str
    reliability: str
    attribution: str
    state_reply: str
    symbol: str
    paragraph: str
    link: str
    citation: str
    summary: Mapping[str, str]
    source_place: str
    note: str
    readings: Readings
    asks_consent: tuple[str, ...] = ()


def _list(record: Record, column: str, known: frozenset[str], what: str, separator: str | None = None) -> tuple[str, ...]:
    values = tuple(part.strip() for part in record.pop(column).split(separator) if part.strip())
    for value in values:
        if value not in known:
            raise record.wrong(column, f"there is no {what} {value!r}")
    if len(set(values)) < len(values):
        raise record.wrong(column, "names something twice")
    return values


def _concept(record: Record, column: str, known: frozenset[str]) -> str:
    value = record.pop(column)
    if value and value not in known:
        raise record.wrong(column, f"{value!r} is not in the list ({', '.join(sorted(known))})")
    return value


def _summary(record: Record) -> dict[str, str]:
    summary = {language: record.pop(f"summary_{language}") for language in ("en", "id")}
    if any(summary.values()) != all(summary.values()):
        raise record.wrong("summary_id" if summary["en"] else "summary_en", "is needed in both languages, or in neither")
    return {language: words for language, words in summary.items() if words}


def _link(record: Record) -> str:
    link = record.pop("link")
    if link and (not link.startswith(("https://", "http://")) or any(each in link for each in ' <>"{}|\\^`')):
        raise record.wrong("link", f"{link!r} is not an address that a browser can open")
    return link


def _read(record: Record, source: str, known: Known, optional: frozenset[str]) -> Report:
    identifier, respondent = record.pop_required("id"), record.pop_required("respondent")
    if not _ID.fullmatch(identifier):
        raise record.wrong("id", f"{identifier!r} is not a local name: small letters and digits, parted by '-'")
    if known.states.get(respondent) not in {"State", "FormerState"}:
        raise record.wrong("respondent", f"there is no state {respondent!r}")
    states = frozenset(known.states)
    report = Report(
        source=source,
        id=identifier,
        kind=one_of(record, "kind", KINDS),
        respondent=respondent,
        territory=record.pop("territory") if "territory" in optional else "",
        reported_by=_list(record, "reported_by", known.bodies, "body"),
        recommended_by=_list(record, "recommended_by", states, "state") if "recommended_by" in optional else (),
        reported_on=record.pop_date("reported_on"),
        event_from=record.pop_date("event_from"),
        event_until=record.pop_date("event_until"),
        instruments=_list(record, "instruments", known.instruments, "instrument"),
        provisions=_list(record, "provisions", known.provisions, "provision"),
        obligations=_list(record, "obligations", known.obligations, "obligation"),
        topics=_list(record, "topics", known.concepts["topic"], "topic", ";"),
        affected=_list(record, "affected", known.concepts["scope"], "personal scope", ";"),
        origin_states=_list(record, "origin_states", states, "state"),
        status=one_of(record, "status", known.concepts["claim-status"]),
        reliability=_concept(record, "reliability", known.concepts["reliability"]),
        attribution=_concept(record, "attribution", known.concepts["attribution"]),
        state_reply=record.pop("state_reply"),
        symbol=record.pop("symbol"),
        paragraph=record.pop("paragraph"),
        link=_link(record),
        citation=record.pop_required("citation"),
        summary=_summary(record),
        source_place=record.pop_required("source_place"),
        note=record.pop("note"),
        readings=read_readings(record),
        asks_consent=_list(record, "asks_consent", known.instruments, "instrument") if "asks_consent" in optional else (),
    )
    record.finish()
    _fits_together(record, report)
    return report


def _fits_together(record: Record, report: Report) -> None:
    if not report.reported_by:
        raise record.wrong("reported_by", "must not be empty")
    if report.recommended_by and report.kind != "recommendation":
        raise record.wrong("recommended_by", "only a recommendation has recommending states")
    if not set(report.asks_consent) <= set(report.instruments) or (report.asks_consent and report.kind != "recommendation"):
        raise record.wrong("asks_consent", "only a recommendation asks for consent, and only to instruments that it names")
    if report.reported_on is None and not report.note:
        raise record.wrong("reported_on", "must not be empty, or the note says why the source shows no date")
    if report.event_from and report.event_until and report.event_until.latest < report.event_from.earliest:
        raise record.wrong("event_until", "lies before event_from")
    if not (report.instruments or report.provisions or report.obligations or report.topics):
        raise record.wrong("topics", "must not be empty where the claim names no instrument")
    for path in report.provisions:
        if path.partition("/")[0] not in report.instruments:
            raise record.wrong("instruments", f"the instrument of {path!r} is missing")
    for name in report.obligations:
        if not any(name.startswith(f"{slug}-") for slug in report.instruments):
            raise record.wrong("instruments", f"the instrument of {name!r} is missing")


def _layout(path: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """The header that a table must have, and which optional columns stand in it."""
    header = next(csv.reader(io.StringIO(read_text(path), newline="")), [])
    if tuple(column for column in header if column not in OPTIONAL_COLUMNS) == COLUMNS:
        return tuple(header), frozenset(OPTIONAL_COLUMNS) & frozenset(header)
    return COLUMNS, frozenset()


def read_report_table(path: Path, known: Known, source: str | None = None) -> Iterator[Report]:
    """The claims of one source, in file order; ``OPTIONAL_COLUMNS`` may stand anywhere in the header.

    Args:
        path: the table.
        known: what a claim may name.
        source: slug of the source, where it is not the file's name.

    Raises:
        SourceError: a cell cannot be understood or names something that does not exist, an id stands twice (row and column named).
    """
    columns, optional = _layout(path)
    taken: set[str] = set()
    for record in read_table(path, columns):
        report = _read(record, source or path.stem, known, optional)
        if report.id in taken:
            raise record.wrong("id", f"{report.id} stands here twice")
        taken.add(report.id)
        yield report


def report_tables(overrides: Path | None = None, folder: Path = FOLDER) -> dict[str, Path]:
    """The table of each source of claims: the user's own (``<source>/reports.csv``) where there is one, else the packaged one."""
    found = {path.stem: path for path in folder.glob("*.csv")}
    if overrides is not None:
        found |= {path.parent.name: path for path in overrides.glob("*/reports.csv")}
    return dict(sorted(found.items()))


def read_reports(known: Known, overrides: Path | None = None, folder: Path = FOLDER) -> list[Report]:
    """The claims of all tables, by source and in file order.

    Raises:
        SourceError: see ``read_report_table``.
    """
    tables = report_tables(overrides, folder)
    return [report for source, path in tables.items() for report in read_report_table(path, known, source)]
