"""ILO supervision of migrant-worker standards: records read from NORMLEX pages, held against the packaged table of claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from servanda.loaders.errors import BadValue
from servanda.loaders.report_check import NO_DATE, Checked, Expected, check, json_lines, only_file
from servanda.loaders.source import Progress, no_progress

NAME: Final = "normlex_supervision"
FILE: Final = "ilo_supervision.jsonl"
#: The records by kind, as the description of the source counts them.
EXPECTED: Final[Mapping[str, int]] = {
    "Observation (CEACR)": 37,
    "Direct Request (CEACR)": 27,
    "Individual Case (CAS)": 7,
    "Article 24 representation": 5,
    "Article 26 complaint": 1,
}
#: Complaints; everything else is a comment or discussion of a supervisory body.
_COMPLAINTS: Final = frozenset({"Article 24 representation", "Article 26 complaint"})
#: Codes of the source that stand for a part of a state: (state, territory).
_TERRITORIES: Final[Mapping[str, tuple[str, str]]] = {"MYS-SBH": ("MYS", "x-sabah"), "HKG": ("CHN", "HKG")}
_ARTICLE: Final = re.compile(r"(?:(?P<instrument>[CP]\d{3}):)?(?P<number>\d+)(?P<deeper>(?:\([0-9a-z]+\))*)")


def provision_path(article: str, instrument: str) -> str:
    """``6(1)(a)(i)`` of ``C097``, or ``C081:3(1)``, as a path: ``ilo-c097/6/1/a/i``.

    Raises:
        BadValue: the article is written in another way.
    """
    match = _ARTICLE.fullmatch(article)
    if match is None:
        raise BadValue(f"{article!r} is no article as the source writes them")
    deeper = re.findall(r"\(([0-9a-z]+)\)", match["deeper"])
    return "/".join([f"ilo-{(match['instrument'] or instrument).lower()}", match["number"], *deeper])


def _date(record: Mapping[str, Any]) -> str:
    """The year of adoption; of a procedure the day on which it was lodged, else the date of its outcome."""
    told = (record.get("lodged") or record.get("outcome_date")) if record["kind"] in _COMPLAINTS else record["adopted"]
    return NO_DATE if told is None else str(told)


def _expected(record: Mapping[str, Any], line: int) -> Expected:
    respondent, territory = _TERRITORIES.get(record["code"], (record["code"], ""))
    articles = record.get("articles", [])
    return Expected(
        place=f"{FILE}, line {line}: {record['id']}",
        id=record["id"].removeprefix("ILO-").lower(),
        kind="complaint" if record["kind"] in _COMPLAINTS else "supervision",
        respondent=respondent,
        territory=territory,
        date=_date(record),
        provisions=tuple(provision_path(article, record["instruments"][0]) for article in articles),
        link=record["url"] or "",
        excerpts=tuple(record["excerpts"]),
    )


def load(paths: Sequence[Path], progress: Progress = no_progress) -> Checked:
    """Read a copy of the records and hold each against its row: state, date, articles, address.

    Raises:
        SourceError: the file is missing or cut off, a kind has another number of records, or a row and its record disagree.
    """
    path = only_file(paths, FILE)
    records = json_lines(path)
    counts = Counter(str(record["kind"]) for record in records)
    expected = [_expected(record, line) for line, record in enumerate(records, start=1)]
    progress(1, 1, path.name)
    return check(NAME, len(records), counts, EXPECTED, expected)
