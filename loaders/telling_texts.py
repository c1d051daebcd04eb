"""What a document says of a measure, beside the row that tells it: for the person who reads the rows a second time.

``python -m servanda.loaders.telling_texts FOLDER`` prints every row of ``measure_tellings`` with the words of its source and the
comparisons that rest on it; ``FOLDER`` holds the copies of the sources as their descriptions name them. Nothing of it is kept.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree  # the file is one that the reader has chosen, and has no entities

from servanda.loaders.errors import BadValue, MissingFile
from servanda.loaders.measure_tellings import COLUMNS, FOLDER
from servanda.loaders.measures import ARTICLE_COLUMNS, ARTICLES
from servanda.loaders.record import read_table

_PLACE: Final = re.compile(r"(?P<file>[^:,]+\.(?:jsonl|json|csv\.gz|csv|xml\.gz))[:,] (?P<record>.+)")
_SESSION: Final = re.compile(r"(?P<code>[A-Z]{3}) session (?P<session>\d+), paragraph (?P<paragraph>[\d.]+)")


@lru_cache(16)
def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(f"cannot be read: {error.strerror or error}", file=path) from error
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")


@lru_cache(16)
def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(path).splitlines(keepends=True)))


def _of_lines(path: Path, record: str) -> str | None:
    """A record of JSON lines, by its id, with all its fields: what is told may stand in any of them."""
    found = (json.loads(line) for line in _text(path).splitlines() if line)
    return next((json.dumps(each, ensure_ascii=False) for each in found if each["id"] == record), None)


def _of_decision(path: Path, record: str) -> str | None:
    """A numbered paragraph of a decision: ``para. 4.10``."""
    paragraphs: list[dict[str, Any]] = json.loads(_text(path))
    return next((each["Text"] for each in paragraphs if each["ID"].rstrip(".") == record.removeprefix("para. ")), None)


def _of_table(path: Path, record: str) -> str | None:
    """A row of a table: by its number, by session and paragraph, or by the first cell."""
    rows = _rows(path)
    if (numbered := re.fullmatch(r"record ([1-9]\d*)", record)) is not None:
        number = int(numbered[1])
        return _cells(rows[number - 1]) if number <= len(rows) else None
    if (paragraph := _SESSION.fullmatch(record)) is not None:
        wanted = {"session": paragraph["session"], "paragraph": paragraph["paragraph"]}
        found = [row for row in rows if all(row[column] == value for column, value in wanted.items())]
        return _cells(found[0]) if len(found) == 1 else None
    return next((_cells(row) for row in rows if next(iter(row.values())) == record), None)


def _cells(row: Mapping[str, str]) -> str:
    return " | ".join(value for value in row.values() if value)


def _of_country(path: Path, record: str) -> str | None:
    """The description of a country and what the report suggests."""
    for country in ElementTree.fromstring(_text(path)):
        if country.findtext("Name") == record:
            return " ".join([country.findtext("Description") or "", *(each.text or "" for each in country.iterfind(".//Action/Name"))])
    return None


_READ: Final[Mapping[str, Callable[[Path, str], str | None]]] = {
    ".jsonl": _of_lines,
    ".json": _of_decision,
    ".csv": _of_table,
    ".csv.gz": _of_table,
    ".xml.gz": _of_country,
}


def source_text(place: str, folder: Path) -> str:
    """The words of a source at a place such as ``ilo_supervision.jsonl: ILO-CEACR-KWT-C029-4322837``.

    Args:
        place: as in a row of ``measure_tellings``.
        folder: where the copies are, or folders with them.

    Raises:
        MissingFile: the file is not in the folder.
        BadValue: the place is not written as it should be, or the file has no such record.
    """
    parts = _PLACE.fullmatch(place)
    if parts is None:
        raise BadValue(f"{place!r} is not a file and a record")
    path = next(iter(sorted(folder.rglob(parts["file"]))), None)
    if path is None:
        raise MissingFile(f"is not in {folder.name}", file=parts["file"])
    found = _READ["".join(path.suffixes[-2:]) if path.suffix == ".gz" else path.suffix](path, parts["record"])
    if found is None:
        raise BadValue(f"has no record {parts['record']!r}", file=path)
    return found


def side_by_side(folder: Path) -> Iterator[str]:
    """Lines with every row, what its source says, and the comparisons of its measure.

    Raises:
        SourceError: as ``source_text``.
    """
    compared: dict[str, list[str]] = {}
    for path in sorted(ARTICLES.glob("*.csv")):
        for row in read_table(path, ARTICLE_COLUMNS):
            cells = {column: row.pop(column) for column in ARTICLE_COLUMNS}
            judged = f"  {cells['place']} / {cells['implements']}: {cells['coverage']}"
            compared.setdefault(cells["measure"], []).append(f"{judged}\n    en: {cells['reason_en']}\n    id: {cells['reason_id']}")
    for path in sorted(FOLDER.glob("*.csv")):
        before = ""
        for row in read_table(path, COLUMNS):
            cells = {column: row.pop(column) for column in COLUMNS}
            if before != cells["measure"]:
                before = cells["measure"]
                yield "\n".join([f"\n=== {before} ({path.name})", *compared.get(before, ["  no comparison"])])
            yield f"- {cells['id']}: {cells['told_by']}, {cells['told_on']} ({cells['place']})"
            yield f"    row en: {cells['says_en']}\n    row id: {cells['says_id']}\n    source: {source_text(cells['place'], folder)}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m servanda.loaders.telling_texts FOLDER")
    for printed in side_by_side(Path(sys.argv[1])):
        print(printed)
