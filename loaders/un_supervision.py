"""UN supervision on migrant workers: records of documents, held against the packaged table of claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.report_check import NO_DATE, Checked, Expected, check, json_lines, only_file
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.states import StateNames

NAME: Final = "un_supervision"
FILE: Final = "un_documents.jsonl"
EXPECTED: Final[Mapping[str, int]] = {
    "Concluding observations": 4,
    "Summary record": 1,
    "Press release (concluding observations adopted)": 3,
    "Country visit report": 4,
    "Report to the General Assembly (communications)": 1,
}
#: Record → local id of its row; a session notice gives a row for each state, the code is added.
_IDS: Final[Mapping[str, str]] = {
    "CMW/C/LKA/CO/2": "cmw-co-lka-2016",
    "CMW/C/IDN/CO/1": "cmw-co-idn-2017",
    "CMW/C/HND/CO/1": "cmw-co-hnd-2016",
    "CMW/C/COG/CO/1": "cmw-co-cog-2024",
    "CMW/C/SR.519": "cmw-sr-519",
    "CMW-session-13-2010": "cmw-session-13",
    "CMW-session-20-2014": "cmw-session-20",
    "CMW-session-26-2017": "cmw-session-26",
    "A/HRC/26/35/Add.1": "sr-migrants-qat-2014",
    "A/HRC/29/36/Add.1": "sr-migrants-lka-2015",
    "SR-Migrants-mission-KOR-2006": "sr-migrants-kor-2007",
    "A/HRC/29/46/Add.1": "sr-racism-kor-2015",
}


def _date(record: Mapping[str, Any]) -> str:
    """The day of adoption, else of distribution, else the beginning of the consideration."""
    told = record.get("adopted") or record.get("distributed") or str(record.get("considered") or "").partition("/")[0]
    return str(told) or NO_DATE


def _expected(record: Mapping[str, Any], line: int, names: StateNames, path: Path) -> Iterator[Expected]:
    several = record.get("countries")
    codes = [record["iso3"]] if several is None else [names.resolve(name, file=path, row=line, column="countries") for name in several]
    for code in codes:
        local = _IDS.get(str(record["id"]), str(record["id"]))
        yield Expected(
            place=f"{FILE}, line {line}: {record['id']}",
            id=local if several is None else f"{local}-{code.lower()}",
            kind="supervision",
            respondent=code,
            territory="",
            date=_date(record),
            provisions=None,
            link=record.get("url", ""),
            excerpts=tuple(record.get("excerpts", [])),
        )


def load(paths: Sequence[Path], progress: Progress = no_progress) -> Checked:
    """Read a copy of the records and hold each against its rows: state, date, address. A record that names no state is dropped.

    Raises:
        SourceError: the file is missing or cut off, a kind has another number of records, a state is unknown, or a row and its record
            disagree.
    """
    path = only_file(paths, FILE)
    records, names = json_lines(path), StateNames.load()
    expected: list[Expected] = []
    dropped: list[DroppedRow] = []
    for line, record in enumerate(records, start=1):
        if "iso3" not in record and "countries" not in record:
            dropped.append(DroppedRow(f"{FILE}, line {line}", record["id"], "it names no state, so there is nobody whom it is about"))
            continue
        expected += _expected(record, line, names, path)
    progress(1, 1, path.name)
    return check(NAME, len(records), Counter(str(record["kind"]) for record in records), EXPECTED, expected, dropped)
