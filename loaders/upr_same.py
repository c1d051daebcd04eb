"""Recommendations that stand twice: in both sources of the Universal Periodic Review, or twice in one. A packaged table of ids.

The reports of the Working Group give a row for a paragraph with all its states, UPR Info a row for each state. Both have the
Central African Republic (session 5), Gabon (14), Nigeria (17) and Egypt (20). A row is the same as another where respondent, session and
recommending state are the same and the texts are alike. A row that is the same is not counted in the answers to questions.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import write_table
from servanda.loaders.recommendations import Recommendation
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA
from servanda.loaders.upr_topics import WordTopics

TABLE: Final = DATA / "upr_same" / "upr_same.csv"
COLUMNS: Final = ("report", "same_as", "extent", "likeness", "reason")
#: The least likeness of two texts (0 to 1, ``difflib``) that counts as the same recommendation; read over by eye at its lower end.
LEAST: Final = 0.6
#: Every recommending state of the row has its row in the other source; only some have (the row is counted still).
WHOLE: Final = "whole"
PART: Final = "part"
_REPEAT: Final = "an exact repeat in the source"
_LIKE: Final = "same respondent, session and recommending state, and like words"


@dataclass(frozen=True, slots=True)
class Same:
    """Two rows that are one recommendation.

    Attributes:
        report, same_as: ``source/id``; the second is the one that is counted.
        extent: ``WHOLE`` or ``PART``.
        likeness: of the texts, 0 to 1.
        reason: why they are the same.
    """

    report: str
    same_as: str
    extent: str
    likeness: float
    reason: str


def read_same(path: Path = TABLE) -> list[Same]:
    """The packaged table, in file order.

    Raises:
        SourceError: a cell cannot be understood (row and column named).
    """
    found: list[Same] = []
    for record in read_table(path, COLUMNS):
        report, same_as = record.pop_required("report"), record.pop_required("same_as")
        extent, likeness = record.pop_required("extent"), record.pop_required("likeness")
        if extent not in {WHOLE, PART}:
            raise record.wrong("extent", f"{extent!r} is neither {WHOLE} nor {PART}")
        if not likeness.replace(".", "", 1).isdigit():
            raise record.wrong("likeness", f"{likeness!r} is no number")
        found.append(Same(report, same_as, extent, float(likeness), record.pop_required("reason")))
        record.finish()
    return found


def _session(row: Recommendation) -> str:
    """Session and respondent, from the id: ``s20-egy``."""
    parts = row.cells["id"].removeprefix("upr-").removeprefix("wg-").split("-")
    return f"{parts[0]}-{row.cells['respondent'].lower()}"


def likeness(one: str, other: str) -> float:
    """How alike two texts are: 0 to 1, capitals and white space do not matter."""
    return difflib.SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()


def repeats(source: str, rows: Iterable[Recommendation]) -> Iterator[Same]:
    """Rows of one source that say exactly the same of the same states in the same session."""
    first: dict[tuple[str, ...], str] = {}
    for row in rows:
        cells = row.cells
        key = (_session(row), cells["recommended_by"], cells["attribution"], cells["topics"], cells["affected"], row.words)
        if key in first:
            yield Same(f"{source}/{cells['id']}", f"{source}/{first[key]}", WHOLE, 1.0, _REPEAT)
        else:
            first[key] = cells["id"]


def overlaps(
    source: str, rows: Sequence[Recommendation], other: str, others: Sequence[Recommendation], words: WordTopics
) -> Iterator[Same]:
    """Rows of ``source`` that stand in ``other`` too; there, each row has one recommending state.

    The likest pairs are taken first, and each row of ``other`` once.
    """
    by_state: dict[tuple[str, str], list[Recommendation]] = {}
    for each in others:
        by_state.setdefault((_session(each), each.cells["recommended_by"]), []).append(each)
    named = {each.cells["id"]: words.named(each.words) for several in by_state.values() for each in several if _shared(each, rows)}
    pairs: list[tuple[float, str, str, str]] = []
    for row in rows:
        text = words.named(row.words)
        for state in row.cells["recommended_by"].split():
            for each in by_state.get((_session(row), state), []):
                alike = likeness(text, named[each.cells["id"]])
                if alike >= LEAST:
                    pairs.append((alike, row.cells["id"], state, each.cells["id"]))
    taken: set[str] = set()
    matched: dict[tuple[str, str], tuple[str, float]] = {}
    for alike, identifier, state, theirs in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if theirs not in taken and (identifier, state) not in matched:
            taken.add(theirs)
            matched[identifier, state] = (theirs, alike)
    yield from _told(source, rows, other, matched)


def _shared(each: Recommendation, rows: Sequence[Recommendation]) -> bool:
    return _session(each) in {_session(row) for row in rows}


def _told(source: str, rows: Sequence[Recommendation], other: str, matched: Mapping[tuple[str, str], tuple[str, float]]) -> Iterator[Same]:
    for row in rows:
        identifier, states = row.cells["id"], row.cells["recommended_by"].split()
        found = [(state, matched[identifier, state]) for state in states if (identifier, state) in matched]
        extent = WHOLE if len(found) == len(states) else PART
        for _, (theirs, alike) in found:
            yield Same(f"{source}/{identifier}", f"{other}/{theirs}", extent, round(alike, 2), _LIKE)


def write_same(path: Path, several: Iterable[Same]) -> int:
    """Write the table; returns the number of rows."""
    return write_table(path, COLUMNS, ((each.report, each.same_as, each.extent, f"{each.likeness:.2f}", each.reason) for each in several))
