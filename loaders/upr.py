"""UPR Info's recommendations of sessions 1 to 20 (2008 to 2014): a row for each recommending state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue, UnexpectedCount
from servanda.loaders.recommendations import MIGRANT, ReadSource, Recommendation, cells, ordinal, same_header
from servanda.loaders.report_check import only_file
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames
from servanda.loaders.upr_sessions import read_sessions, session_of
from servanda.loaders.upr_topics import UprTopics

NAME: Final = "upr"
FILE: Final = "upr_recommendations_sessions_1-20.csv.gz"
_COLUMNS: Final = (
    "To",
    "To-Rgrp",
    "To-Org",
    "Text",
    "From",
    "From-Rgrp",
    "From-Org",
    "Response",
    "Action",
    "Issue",
    "Session",
    "source_file",
)
#: Only the subset on migrants has it: the number of the record in the full file (the header is not counted).
_NUMBER: Final = "row"
#: Rows by the answer of the reviewed state, in the full file (as its description tells) and in its subset on migrants.
EXPECTED: Final[Sequence[Mapping[str, int]]] = ({"Accepted": 30_472, "Noted": 10_594}, {"Accepted": 1_118, "Noted": 738})
_ATTRIBUTION: Final[Mapping[str, str]] = {"Accepted": "supports-recommendation", "Noted": "notes-recommendation"}
#: What stands in the place of a recommending state where the source does not know it.
_UNKNOWN: Final = "&#40;Unknown&#41;"
_LABEL: Final = "Migrants"


def read(path: Path, progress: Progress = no_progress, total: int = 0) -> Iterator[Recommendation | DroppedRow]:
    """The rows of a copy one after another: of the full file or of the subset.

    Args:
        path: the file, plain or gzip-compressed.
        progress: told every thousand rows.
        total: number of rows that are expected.

    Raises:
        SourceError: the file is cut off or has another header; a state, label, answer or session that nobody knows (row and column named).
    """
    names, sessions, topics = StateNames.load(), read_sessions(), UprTopics()
    for number, row in source_rows(path, _COLUMNS):
        if number == 2:
            same_header(row, [*_COLUMNS, _NUMBER] if _NUMBER in row else _COLUMNS, file=path)
        record = row.get(_NUMBER, str(number - 1))
        if not record.isdigit():
            raise BadValue(f"{record!r} is no number of a record", file=path, row=number, column=_NUMBER)
        if number % 1000 == 0:
            progress(number, total, f"record {record}")
        place = f"{FILE}, record {record}"
        session = session_of(sessions, row["Session"], file=path, row=number, column="Session")
        respondent = names.resolve(row["To"], file=path, row=number, column="To")
        if row["Response"] not in _ATTRIBUTION:
            raise BadValue(f"{row['Response']!r} is no answer that this loader knows", file=path, row=number, column="Response")
        labels = [label.strip() for label in row["Issue"].split(",") if label.strip()]
        tied, note = topics.tie(row["Text"], labels, file=path, row=number)
        if row["From"] == _UNKNOWN:
            yield DroppedRow(place, f"{respondent}, session {session.number}", "the source does not know who recommended it")
            continue
        by = names.resolve(row["From"], file=path, row=number, column="From")
        when = f"{ordinal(session.number)} session" + (f" ({session.year})" if session.year else "")
        citation = f"Universal Periodic Review of {row['To']}, {when}, recommendation of {row['From']} (UPR Info, record {record})"
        identifier = f"upr-s{session.number}-{respondent.lower()}-{record}"
        found = cells(identifier, respondent, [by], session, tied, _ATTRIBUTION[row["Response"]], citation, place)
        notes = [note, "" if session.year else session.note]
        subset = _LABEL in labels or MIGRANT in row["Text"].lower()
        yield Recommendation(found | {"note": " ".join(filter(None, notes))}, row["Text"], subset)


def load(paths: Sequence[Path], progress: Progress = no_progress) -> ReadSource:
    """Read a whole copy: the full file of 41,066 recommendations, or the subset of 1,856 on migrants.

    Raises:
        SourceError: see ``read``; or the copy has another number of rows, in all or by answer.
    """
    path = only_file(paths, FILE)
    counts: Counter[str] = Counter()
    answers = {slug: answer for answer, slug in _ATTRIBUTION.items()}
    kept: list[Recommendation] = []
    dropped: list[DroppedRow] = []
    for each in read(path, progress, sum(EXPECTED[0].values())):
        if isinstance(each, DroppedRow):
            dropped.append(each)
        else:
            counts[answers[each.cells["attribution"]]] += 1
            kept.append(each)
    records = len(kept) + len(dropped)
    _check(records, counts, len(dropped))
    progress(records, records, path.name)
    return ReadSource(NAME, records, dict(counts), tuple(kept), tuple(dropped))


def _check(records: int, counts: Mapping[str, int], dropped: int) -> None:
    """Hold the numbers against the description; dropped rows have no answer here and can be of either."""
    for expected in EXPECTED:
        fits = all(0 <= number - counts.get(answer, 0) <= dropped for answer, number in expected.items())
        if records == sum(expected.values()) and fits:
            return
    told = " or ".join(" and ".join(f"{number:,} {answer}" for answer, number in expected.items()) for expected in EXPECTED)
    raise UnexpectedCount(f"{NAME}: {records:,} rows where {told} are expected; the copy is cut off or another one, nothing was loaded")
