"""A user's copy of a source of claims, held against the packaged table: every record has its row, or a reason why it has none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, UnexpectedCount
from servanda.loaders.record import read_text
from servanda.loaders.reports import FOLDER
from servanda.loaders.source import read_source

#: Why a date in the packaged table may differ from the record's: the record has none, and the note of the row says where it is from.
NO_DATE: Final = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a record of the source says that its row must say too.

    Attributes:
        place: file and line or record.
        id: of the row.
        kind: of the row (``supervision``, ``complaint``).
        respondent, territory: codes (or the name of a territory without a code).
        date: the beginning of the date of the record (``2014``, ``2014-03-27``); empty where it shows none.
        provisions: paths of the articles that it names; None where the source has no such field.
        link: the address of the record; empty where it has none.
        excerpts: the words that the record quotes: for the user's own use, never packaged.
    """

    place: str
    id: str
    kind: str
    respondent: str
    territory: str
    date: str
    provisions: tuple[str, ...] | None
    link: str
    excerpts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A copy of a source that fits the packaged table.

    Attributes:
        source: slug.
        records: number of records in the copy.
        counts: number of records of each kind, by the source's own name of the kind.
        rows: number of rows of the packaged table.
        dropped: records without a row, each with its reason.
        excerpts: id of the row and the words that the record quotes.
    """

    source: str
    records: int
    counts: Mapping[str, int]
    rows: int
    dropped: tuple[DroppedRow, ...]
    excerpts: tuple[tuple[str, str], ...]


def only_file(paths: Sequence[Path], name: str) -> Path:
    """The one file of a source: itself, or in the folder given.

    Raises:
        MissingFile: more than one file, or none.
    """
    if len(paths) != 1:
        raise MissingFile(f"one file is needed, {name}, not {len(paths)}")
    return paths[0] / name if paths[0].is_dir() else paths[0]


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a file with one JSON object a line.

    Raises:
        SourceError: the file cannot be read, or a line is no JSON object (the line is named).
    """
    found: list[dict[str, Any]] = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise ChangedLayout(f"is no JSON ({error}); the copy may be cut off", file=path, row=number) from error
        if not isinstance(record, dict):
            raise ChangedLayout("is no JSON object", file=path, row=number)
        found.append(record)
    return found


def packaged_rows(source: str, folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """The rows of a packaged table by id, as they are written."""
    return {row["id"]: row for row in csv.DictReader(io.StringIO(read_text(folder / f"{source}.csv"), newline=""))}


def check(
    source: str,
    records: int,
    counts: Mapping[str, int],
    counts_expected: Mapping[str, int],
    expected: Iterable[Expected],
    dropped: Iterable[DroppedRow] = (),
    folder: Path = FOLDER,
) -> Checked:
    """Hold the records of a copy against the packaged table.

    Args:
        source: slug.
        records: number of records in the copy.
        counts, counts_expected: number of records by kind, as counted and as the source's description tells.
        expected: what each row must say.
        dropped: records that give no row.
        folder: where the packaged tables are.

    Raises:
        UnexpectedCount: another number of records, or of one kind.
        BadValue: a row and its record disagree, a record has no row, or a row no record (place and column named).
    """
    read_source(source).check_records(records)
    if dict(counts) != dict(counts_expected):
        raise UnexpectedCount(f"{source}: {_listed(counts)} where {_listed(counts_expected)} are expected")
    rows = packaged_rows(source, folder)
    file, known = f"{source}.csv", dict(rows)
    excerpts: list[tuple[str, str]] = []
    for each in expected:
        row = known.pop(each.id, None)
        if row is None:
            raise BadValue(f"{each.place} has no row {each.id!r}", file=file)
        _compare(file, row, each)
        excerpts += [(each.id, words) for words in each.excerpts]
    if known:
        raise BadValue(f"the copy has no record for {', '.join(sorted(known))}", file=file)
    return Checked(source, records, dict(counts), len(rows), tuple(dropped), tuple(excerpts))


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))


def _compare(file: str, row: Mapping[str, str], each: Expected) -> None:
    found = {
        "kind": each.kind == row["kind"],
        "respondent": each.respondent == row["respondent"],
        "territory": each.territory == row.get("territory", ""),
        "reported_on": row["reported_on"].startswith(each.date) or each.date.startswith(row["reported_on"]),
        "provisions": each.provisions is None or each.provisions == tuple(row["provisions"].split()),
        "link": not each.link or each.link == row["link"],
        "source_place": each.place in row["source_place"],
    }
    for column, fits in found.items():
        if not fits:
            raise BadValue(f"{row['id']}: {row[column]!r} does not fit {each.place}", file=file, column=column)
