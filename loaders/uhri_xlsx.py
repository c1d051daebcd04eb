"""The XLSX form of the index's export: the same records as the JSON, lists as lines of one cell, days as the workbook counts them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from servanda.loaders.errors import BadValue, ChangedLayout
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.uhri_record import FIELDS, Annotation, annotation
from servanda.loaders.xlsx_rows import xlsx_rows

#: Column, in small letters and digits only → field of the JSON. The export misspells "recommending"; a mended export is read too.
COLUMNS: Final = {
    "text": "Text",
    "countriesconcerned": "Countries",
    "reccomendingbody": "Body",
    "documentsymbol": "Symbol",
    "themes": "Themes",
    "affectedpersons": "AffectedPersons",
    "documentpublicationdate": "PublicationDate",
    "uprreccomendingstates": "UprRecommendingCountry",
    "uprposition": "UprPositions",
    "type": "AnnotationType",
    "ohchrannotationid": "AnnotationId",
}
_LISTS: Final = frozenset({"Countries", "Themes", "AffectedPersons", "UprRecommendingCountry", "UprPositions"})
#: Day 0 of a workbook; its calendar has a 29 February 1900, so the count is right from March 1900 on.
_FIRST: Final = datetime.date(1899, 12, 30)
_COUNTED: Final = re.compile(r"\d{4,6}(\.\d+)?")


def _name(header: str) -> str:
    return re.sub(r"[^a-z0-9]", "", header.lower()).replace("recommending", "reccomending")


def _day(cell: str) -> str:
    return str(_FIRST + datetime.timedelta(days=int(float(cell)))) if _COUNTED.fullmatch(cell.strip()) else cell


def read_xlsx(path: Path, progress: Progress = no_progress) -> Iterator[Annotation]:
    """The records of ``export-full-en.xlsx``, in file order.

    Raises:
        MissingFile: the file cannot be opened.
        ChangedLayout: it is no workbook, cut off, or lacks a column.
        BadValue: a cell holds something else than is expected (row and column named).
    """
    header: list[str | None] = []
    number = 0
    for number, cells in enumerate(xlsx_rows(path, progress), start=1):
        if number == 1:
            header = [COLUMNS.get(_name(cell)) for cell in cells]
            if missing := sorted(set(FIELDS.values()) - set(header)):
                raise ChangedLayout(f"there is no column for {', '.join(missing)}", file=path, row=1)
            continue
        record: dict[str, Any] = dict.fromkeys(FIELDS.values(), "")
        for field, cell in zip(header, cells, strict=False):
            if field is not None:
                record[field] = cell.splitlines() if field in _LISTS else _day(cell) if field == "PublicationDate" else cell
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise BadValue("the row is longer than the header", file=path, row=number)
        yield annotation(record, file=path, row=number)
    if number < 2:
        raise ChangedLayout("holds no record", file=path)
