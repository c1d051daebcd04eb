"""Recommendations read from the reports of the UPR Working Group (sessions 5 to 52): a row for each paragraph, with all its states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue, UnexpectedCount, UnknownState
from servanda.loaders.recommendations import MIGRANT, ReadSource, Recommendation, cells, ordinal, same_header
from servanda.loaders.report_check import only_file
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.source_rows import source_rows
from servanda.loaders.states import StateNames
from servanda.loaders.upr_sessions import read_sessions, session_of
from servanda.loaders.upr_topics import UprTopics

NAME: Final = "upr_working_groups"
FILE: Final = "upr_wg_recommendations.csv.gz"
_COLUMNS: Final = (
    *("state_under_review", "session", "document_symbol", "paragraph", "recommendation"),
    *("recommending_states", "position", "provisional", "source_file"),
)
#: Only the full file has it.
_EXTRACTED: Final = "text_as_extracted"
#: Rows by position in the full file (as its description tells) and in its subset on migrants.
EXPECTED: Final[Sequence[Mapping[str, int]]] = (
    {"Supported": 1_245, "Noted": 263, "Under consideration": 227, "Supported/Noted": 25, "": 3_885},
    {"Supported": 8, "Noted": 5, "Under consideration": 3, "": 154},
)
#: Position to the attribution, and the answer in words where no attribution says it.
_POSITIONS: Final[Mapping[str, tuple[str, str]]] = {
    "Supported": ("supports-recommendation", ""),
    "Noted": ("notes-recommendation", ""),
    "Under consideration": ("other", "The State left its answer open."),
    "Supported/Noted": ("other", "The State supported the recommendation in part and noted it in part."),
    "": ("unknown", ""),
}
_PARAGRAPH: Final = re.compile(r"\d+(\.\d+)*")
#: An item that is a number is no state: a part of the text in brackets.
_NUMBER: Final = re.compile(r"\d+")
#: Some paragraphs join several recommendations, each with its states in brackets; the column has those of the last brackets alone.
_BRACKETS: Final = re.compile(r"\(([^()]+)\)")
_SEVERAL: Final = re.compile(r"[;,]| - ")
_UNREAD: Final = "The brackets also hold {items}, which names no state."
_PROVISIONAL: Final = "The text of the report was provisional when it was read."
_NOBODY: Final = "The brackets name no state that recommended it."
_MADE_LINK: Final = "The link is made from the symbol."


class _Recommenders:
    """Reads the states out of the brackets at the end of a recommendation, and out of those inside of its text."""

    def __init__(self) -> None:
        self._names = StateNames.load()

    def respondent(self, name: str, *, file: Path, row: int) -> str:
        return self._names.resolve(name, file=file, row=row, column="state_under_review")

    def read(self, cell: str, *, file: Path, row: int) -> tuple[list[str], list[str]]:
        """Codes of the states, and items that name none.

        Raises:
            UnknownState: an item is neither a state, nor several joined by dashes, nor a number.
        """
        codes: list[str] = []
        wrong: list[str] = []
        for item in filter(None, (part.strip() for part in cell.split(";"))):
            if _NUMBER.fullmatch(item):
                wrong.append(item)
                continue
            try:
                codes.append(self._names.resolve(item, file=file, row=row, column="recommending_states"))
            except UnknownState:
                parts = item.split(" - ")
                if len(parts) == 1:
                    raise
                codes += [self._names.resolve(part, file=file, row=row, column="recommending_states") for part in parts]
        return list(dict.fromkeys(codes)), wrong

    def inside(self, text: str, *, file: Path) -> Iterator[str]:
        """Codes of the states in brackets inside of a text; brackets that hold anything else are an abbreviation or an addition."""
        for brackets in _BRACKETS.finditer(text):
            try:
                codes = [self._names.resolve(part.strip(), file=file) for part in _SEVERAL.split(brackets[1])]
            except UnknownState:
                continue
            yield from codes


def read(path: Path, progress: Progress = no_progress, total: int = 0) -> Iterator[tuple[str, Recommendation, list[DroppedRow]]]:
    """The rows of a copy: position as printed, row of the table of claims, items of it that are left away.

    Raises:
        SourceError: the file is cut off or has another header; a state, position or session that nobody knows (row and column named).
    """
    recommenders, sessions, topics = _Recommenders(), read_sessions(), UprTopics()
    for number, row in source_rows(path, _COLUMNS):
        if number == 2:
            same_header(row, [*_COLUMNS, _EXTRACTED] if _EXTRACTED in row else _COLUMNS, file=path)
        if number % 500 == 0:
            progress(number, total, f"row {number}")
        session = session_of(sessions, row["session"], file=path, row=number, column="session")
        respondent = recommenders.respondent(row["state_under_review"], file=path, row=number)
        if row["position"] not in _POSITIONS:
            raise BadValue(f"{row['position']!r} is no position that this loader knows", file=path, row=number, column="position")
        if not _PARAGRAPH.fullmatch(row["paragraph"]):
            raise BadValue(f"{row['paragraph']!r} is no number of a paragraph", file=path, row=number, column="paragraph")
        last, wrong = recommenders.read(row["recommending_states"], file=path, row=number)
        states = list(dict.fromkeys([*recommenders.inside(row["recommendation"], file=path), *last]))
        tied, note = topics.tie(row["recommendation"], (), file=path, row=number)
        symbol, paragraph = row["document_symbol"], row["paragraph"]
        place = f"{FILE}, {respondent} session {session.number}, paragraph {paragraph}"
        attribution, reply = _POSITIONS[row["position"]]
        when = f"{ordinal(session.number)} session" + (f" ({session.year})" if session.year else "")
        report = f"Report of the Working Group on the Universal Periodic Review: {row['state_under_review']}, {when}"
        citation = f"{report}, {symbol + ', ' if symbol else ''}para. {paragraph}"
        identifier = f"upr-wg-s{session.number}-{respondent.lower()}-{paragraph.replace('.', '-')}"
        found = cells(identifier, respondent, states, session, tied, attribution, citation, place)
        notes = [
            note,
            "" if states else _NOBODY,
            _UNREAD.format(items=", ".join(wrong)) if wrong else "",
            _PROVISIONAL if row["provisional"] == "True" else "",
            _MADE_LINK if symbol else "The copy tells no document symbol.",
        ]
        more = {"symbol": symbol, "paragraph": paragraph, "state_reply": reply, "note": " ".join(filter(None, notes))}
        link = {"link": f"https://undocs.org/{symbol}" if symbol else ""}
        dropped = [DroppedRow(place, item, "an item in the brackets of the recommending states that names no state") for item in wrong]
        yield row["position"], Recommendation(found | more | link, row["recommendation"], MIGRANT in row["recommendation"].lower()), dropped


def load(paths: Sequence[Path], progress: Progress = no_progress) -> ReadSource:
    """Read a whole copy: the full file of 5,645 recommendations, or the subset of 170 on migrants.

    Raises:
        SourceError: see ``read``; or the copy has another number of rows, in all or by position.
    """
    path = only_file(paths, FILE)
    found = list(read(path, progress, sum(EXPECTED[0].values())))
    counts = Counter(position for position, _, _ in found)
    if dict(counts) not in [dict(expected) for expected in EXPECTED]:
        told = " or ".join(", ".join(f"{number:,} {position or 'unanswered'}" for position, number in each.items()) for each in EXPECTED)
        raise UnexpectedCount(
            f"{NAME}: {len(found):,} rows where {told} are expected; the copy is cut off or another one, nothing was loaded"
        )
    progress(len(found), len(found), path.name)
    dropped = tuple(item for _, _, items in found for item in items)
    by_answer = {position or "not answered": number for position, number in counts.items()}
    return ReadSource(NAME, len(found), by_answer, tuple(each for _, each, _ in found), dropped)
