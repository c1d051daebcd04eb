"""Recommendations of states to states as rows of a table of claims: what both sources of the Universal Periodic Review share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow, write_table
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.reports import COLUMNS as REPORT_COLUMNS
from servanda.loaders.upr_sessions import Session
from servanda.loaders.upr_topics import Tied

COLUMNS: Final = (*REPORT_COLUMNS[:4], "recommended_by", *REPORT_COLUMNS[4:10], "asks_consent", *REPORT_COLUMNS[10:])
#: Nobody is recorded as having examined what a recommendation says, and it alleges nothing: no reliability is judged.
_STATUS: Final = "unknown"
_ENCODED_BY: Final = "rules of label_topics and word_topics"
_ENCODED_ON: Final = "2026-11-22"
#: The word, or a part of a word, that makes a row belong to the packaged subset of either source.
MIGRANT: Final = "migrant"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One row of a source, and what it says.

    Attributes:
        cells: of the table of claims, by column.
        words: the text of the recommendation: never written.
        subset: whether it belongs to the packaged subset on migrants.
    """

    cells: Mapping[str, str]
    words: str
    subset: bool


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A whole copy of a source.

    Attributes:
        source: slug.
        records: number of rows of the copy.
        counts: number of rows by the answer of the reviewed state, as the source writes it.
        recommendations: the rows of the table of claims.
        dropped: rows, or items of rows, that are not in it.
        columns: of the table.
    """

    source: str
    records: int
    counts: Mapping[str, int]
    recommendations: tuple[Recommendation, ...]
    dropped: tuple[DroppedRow, ...]
    columns: tuple[str, ...] = field(default=COLUMNS)


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``13th``."""
    last = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def cells(
    identifier: str,
    respondent: str,
    recommended_by: Iterable[str],
    session: Session,
    tied: Tied,
    attribution: str,
    citation: str,
    place: str,
) -> dict[str, str]:
    """The cells that every recommendation fills; the others are empty."""
    return dict.fromkeys(COLUMNS, "") | {
        "id": identifier,
        "kind": "recommendation",
        "respondent": respondent,
        "reported_by": "upr",
        "recommended_by": " ".join(recommended_by),
        "reported_on": "" if session.year is None else str(session.year),
        "instruments": " ".join(tied.instruments),
        "provisions": " ".join(tied.provisions),
        "asks_consent": " ".join(tied.asks_consent),
        "topics": ";".join(tied.topics),
        "affected": ";".join(tied.affected),
        "status": _STATUS,
        "attribution": attribution,
        "citation": citation,
        "source_place": place,
        "encoded_by": _ENCODED_BY,
        "encoded_on": _ENCODED_ON,
    }


def same_header(row: Mapping[str, str], expected: Iterable[str], *, file: Path) -> None:
    """Refuse a file whose header is not the known one.

    Raises:
        ChangedLayout: a column more or less.
    """
    if set(row) != set(expected):
        odd = ", ".join(sorted(set(row) ^ set(expected)))
        raise ChangedLayout(f"the header is not the known one: {odd} is too much or missing", file=file, row=1)


def write_recommendations(path: Path, rows: Iterable[Recommendation]) -> int:
    """Write a table of claims, whole or not at all, without any words of the source; returns the number of rows."""
    return write_table(path, COLUMNS, ([row.cells[column] for column in COLUMNS] for row in rows))
