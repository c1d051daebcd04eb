"""The page on data and method: sources, their dates, completeness and faults, where they disagree, and how answers are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from servanda.api.data_version import dumps_of
from servanda.api.data_words import WORDS
from servanda.api.envelope import Service, ServiceHere
from servanda.api.kept import Kept
from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.loaders.registry import sources
from servanda.loaders.reports import report_tables
from servanda.loaders.source import Source, read_source
from servanda.loaders.table_source import table_sources
from servanda.ontology import iris
from servanda.queries.answers import CompletenessAnswer, ConflictAnswer, CorpusAnswer, answers
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text

router = APIRouter(tags=["views"], default_response_class=HTMLResponse)

_QUESTIONS: Final = ("completeness", "conflicts", "corpus_coverage")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a source says of itself, in English; ``rank`` is empty for sources of something else than acts."""

    name: str
    title: Mapping[str, str]
    publisher: str
    as_at: str
    rank: str
    terms: str
    address: str
    copied: str
    says: str
    does_not_say: str
    faults: tuple[str, ...]


def _line(text: str) -> str:
    return " ".join(text.split())


def _told(source: Source, *, ranked: bool) -> _Told:
    return _Told(
        name=source.name,
        title={"en": source.title},
        publisher=source.publisher,
        as_at=str(source.as_at or ""),
        rank=str(source.rank) if ranked else "",
        terms=_line(source.licence),
        address=source.address,
        copied=_line(source.copied_from),
        says="",
        does_not_say="",
        faults=tuple(map(_line, source.faults)),
    )


def _context() -> Iterator[_Told]:
    for each in table_sources():
        yield _Told(
            name=each.name,
            title=each.title,
            publisher=each.publisher,
            as_at=str(each.as_at),
            rank="",
            terms=_line(each.licence),
            address=each.address,
            copied=_line(each.copied_from),
            says=_line(each.says),
            does_not_say=_line(each.does_not_say),
            faults=tuple(map(_line, each.faults)),
        )


@cache
def _sources() -> Mapping[str, tuple[_Told, ...]]:
    """By group; the descriptions come with the program and do not change while it runs."""
    return {
        "group_acts": tuple(_told(each, ranked=True) for each in sources()),
        "group_context": tuple(_context()),
        "group_claims": tuple(_told(read_source(name), ranked=False) for name in report_tables()),
    }


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A disagreement: who and what it is about, the rule, and each record with its source, its date and whether it is followed."""

    state: str
    instrument: str
    about: str
    rule: str
    records: tuple[tuple[str, str, bool, str], ...]


def _conflicts(rows: list[ConflictAnswer]) -> list[_Conflict]:
    several: dict[str, list[ConflictAnswer]] = {}
    for row in rows:
        several.setdefault(row.conflict, []).append(row)
    return [
        _Conflict(
            state=local_name(each[0].state),
            instrument=local_name(each[0].instrument),
            about=each[0].about,
            rule=each[0].rule,
            records=tuple(
                dict.fromkeys(
                    (local_name(row.source), row.date or "", row.record == row.chosen, "" if row.kind is None else local_name(row.kind))
                    for row in each
                )
            ),
        )
        for each in several.values()
    ]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the graph itself tells of its sources and of what is encoded."""

    completeness: tuple[CompletenessAnswer, ...]
    corpus: tuple[CorpusAnswer, ...]
    conflicts: tuple[_Conflict, ...]


def _read(here: Service) -> _Rows:
    return _Rows(
        tuple(answers(here.engine, CompletenessAnswer, "completeness")),
        tuple(answers(here.engine, CorpusAnswer, "corpus_coverage")),
        tuple(_conflicts(list(answers(here.engine, ConflictAnswer, "conflicts")))),
    )


_kept: Final = Kept[_Rows](1)


@router.get("/view/data")
def data_page(reader: ReaderHere, here: ServiceHere) -> str:
    """Sources with their dates, completeness and faults, what is in the graph, and how an answer is read."""
    manifest = here.manifest
    choices = here.choices.take(reader.language)
    rows = _kept.take(here, None, lambda: _read(here))
    version = manifest.version
    return page(
        reader,
        "data.html",
        words=WORDS[reader.language],
        counts={
            "acts": manifest.acts,
            "states": manifest.states,
            "instruments": manifest.instruments,
            "periods": manifest.binding_periods,
            "obligations": manifest.obligations,
            "duties": manifest.duties,
            "reports": manifest.reports,
            "statements": manifest.quads,
        },
        groups=_sources(),
        as_at=manifest.sources,
        source_iri={each.name: str(iris.source(each.name)) for several in _sources().values() for each in several},
        completeness=rows.completeness,
        corpus=rows.corpus,
        conflicts=rows.conflicts,
        choices=choices,
        files=f"/dumps/{version}/" if dumps_of(here, version) is not None else "",
        sparql={name: query_text(name, {}) for name in _QUESTIONS},
        csv=reader.csv("completeness"),
    )
