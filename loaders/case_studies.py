"""The packaged tables of literature studies: what a study finds to work or to fail, where, and what it asks for. Its findings, not ours."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.limits import one_of
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

STUDIES: Final = DATA / "case_studies" / "studies.csv"
FINDINGS: Final = DATA / "case_studies" / "findings.csv"
STUDY_COLUMNS: Final = ("study", "title", "language", "published", "citation_en", "citation_id", "source", "note")
FINDING_COLUMNS: Final = (
    *("id", "study", "account", "about", "kind", "concept"),
    *("statement_en", "statement_id", "place", "note_en", "note_id"),
)
#: What a finding names, and the concept scheme that it is taken from.
KINDS: Final[Mapping[str, str]] = {"challenge": "challenge", "achievement": "topic", "remedy": "remedy"}


@dataclass(frozen=True, slots=True)
class Study:
    """A study.

    Attributes:
        slug: its name here.
        title: as it prints it, in ``language`` (BCP 47).
        published: day or year; empty where it is not recorded here.
        citation: by language tag.
        source: where this project knows it from.
        note: what is not known of it.
    """

    slug: str
    title: str
    language: str
    published: str
    citation: dict[str, str]
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class StudyFinding:
    """One finding of a study.

    Attributes:
        id: unique.
        study: slug.
        account: slug of the account of one country, or of the study's general part, that the finding stands in.
        about: codes of states (``IDN``) or slugs of instruments (``icrmw``).
        kind: ``challenge``, ``achievement`` or ``remedy``.
        concept: slug of the challenge, of the topic that was achieved, or of what is asked for.
        statement: by language tag, attributed, in our own words.
        place: where in the study; empty where it is not recorded.
        note: hard points, by language tag; empty where there are none.
    """

    id: str
    study: str
    account: str
    about: tuple[str, ...]
    kind: str
    concept: str
    statement: dict[str, str]
    place: str
    note: dict[str, str]


def read_studies(path: Path = STUDIES) -> dict[str, Study]:
    """All studies by slug.

    Raises:
        SourceError: a cell cannot be understood, or a study stands twice (row and column named).
    """
    found: dict[str, Study] = {}
    for record in read_table(path, STUDY_COLUMNS):
        slug = record.pop_required("study")
        if slug in found:
            raise record.wrong("study", f"{slug} stands here twice")
        found[slug] = Study(
            slug=slug,
            title=record.pop_required("title"),
            language=record.pop_required("language"),
            published=str(record.pop_date("published") or ""),
            citation={language: record.pop_required(f"citation_{language}") for language in ("en", "id")},
            source=record.pop_required("source"),
            note=record.pop("note"),
        )
        record.finish()
    return found


def _finding(
    record: Record, studies: Container[str], states: Container[str], instruments: Container[str], concepts: Mapping[str, frozenset[str]]
) -> StudyFinding:
    identifier, study = record.pop_required("id"), record.pop_required("study")
    if study not in studies:
        raise record.wrong("study", f"there is no study {study!r}")
    about = tuple(record.pop_required("about").split())
    for each in about:
        if each not in states and each not in instruments:
            raise record.wrong("about", f"there is no state and no instrument {each!r}")
    kind = one_of(record, "kind", frozenset(KINDS))
    note = {language: record.pop(f"note_{language}") for language in ("en", "id")}
    for language in note:
        if not note[language] and any(note.values()):
            raise record.wrong(f"note_{language}", "must be filled where the note is given in the other language")
    finding = StudyFinding(
        id=identifier,
        study=study,
        account=record.pop_required("account"),
        about=about,
        kind=kind,
        concept=one_of(record, "concept", concepts[KINDS[kind]]),
        statement={language: record.pop_required(f"statement_{language}") for language in ("en", "id")},
        place=record.pop("place"),
        note=note if any(note.values()) else {},
    )
    record.finish()
    return finding


def read_study_findings(
    studies: Container[str],
    states: Container[str],
    instruments: Container[str],
    concepts: Mapping[str, frozenset[str]],
    path: Path = FINDINGS,
) -> list[StudyFinding]:
    """All findings, in file order.

    Args:
        studies, states, instruments: what a finding may name.
        concepts: slugs by scheme (``challenge``, ``topic``, ``remedy``).
        path: the table.

    Raises:
        SourceError: a cell cannot be understood or names something that does not exist, or an id stands twice (row and column named).
    """
    found: dict[str, StudyFinding] = {}
    for record in read_table(path, FINDING_COLUMNS):
        finding = _finding(record, studies, states, instruments, concepts)
        if finding.id in found:
            raise BadValue(f"{finding.id} stands here twice", file=path, row=record.row, column="id")
        found[finding.id] = finding
    return list(found.values())
