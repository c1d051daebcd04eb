"""One annotation of OHCHR's Universal Human Rights Index, as both forms of the official export give it.

The export writes labels with a dash before them (``- CESCR``), some with blanks around them, and "no label" as a dash alone. The same label
stands with and without its blanks in one export, so blanks are made even here, once.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from servanda.loaders.errors import BadValue, ChangedLayout

_DASH: Final = re.compile(r"^-(\s+|$)")
_TAG: Final = re.compile(r"</?[A-Za-z!][^>]*>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.IGNORECASE)
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the index says of one passage of a document.

    Attributes:
        id: the index's own identifier (a UUID in small letters).
        kind: ``Recommendations``, ``Concerns/Observations``, ``Others``, or empty.
        body: the index's name of the body; empty where it names none.
        symbol: of the document.
        date: when the document was published, ``YYYY-MM-DD``; empty where the index has no date.
        countries: names of the states concerned, as printed.
        themes, persons: labels.
        recommending: names of the recommending states (Universal Periodic Review).
        positions: answers of the reviewed state (``Supported``, ``Noted``, ``Supported/Noted``).
        text: words of the passage, without marks of the page: for the user's own use, never packaged.
    """

    id: str
    kind: str
    body: str
    symbol: str
    date: str
    countries: tuple[str, ...]
    themes: tuple[str, ...]
    persons: tuple[str, ...]
    recommending: tuple[str, ...]
    positions: tuple[str, ...]
    text: str


def label(text: str) -> str:
    """A label without its dash and with even blanks; a dash alone is no label."""
    return _DASH.sub("", " ".join(text.split()))


def plain(text: str) -> str:
    """Words without the marks of a page and with even blanks, a line for each paragraph."""
    bare = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return "\n".join(line for part in bare.splitlines() if (line := " ".join(part.split())))


def _labels(value: Any, *, file: Path, row: int, field: str) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) for each in several):
        raise BadValue(f"{value!r} is no list of names", file=file, row=row, column=field)
    return tuple(dict.fromkeys(name for each in several if (name := label(each))))


def _text(record: Mapping[str, Any], field: str, *, file: Path, row: int) -> str:
    if field not in record:
        raise ChangedLayout("this field is not there", file=file, row=row, column=field)
    value = record[field]
    if value is not None and not isinstance(value, str):
        raise BadValue(f"{value!r} is no text", file=file, row=row, column=field)
    return value or ""


def _day(text: str, *, file: Path, row: int, field: str) -> str:
    try:
        return str(datetime.date.fromisoformat(text[:10])) if text.strip() else ""
    except ValueError as error:
        raise BadValue(f"{text!r} is no date ({error})", file=file, row=row, column=field) from error


#: Field of an annotation → field of the export's JSON.
FIELDS: Final[Mapping[str, str]] = {
    "id": "AnnotationId",
    "kind": "AnnotationType",
    "body": "Body",
    "symbol": "Symbol",
    "date": "PublicationDate",
    "countries": "Countries",
    "themes": "Themes",
    "persons": "AffectedPersons",
    "recommending": "UprRecommendingCountry",
    "positions": "UprPositions",
    "text": "Text",
}


def annotation(record: Mapping[str, Any], *, file: Path, row: int, fields: Mapping[str, str] = FIELDS) -> Annotation:
    """Read a record of the export. Fields that are not asked about are left alone: the export may grow.

    Args:
        record: field → text, list of texts or nothing.
        file, row: where it stands, for messages.
        fields: what the form at hand calls each field; one that it does not have is not in it and stays empty.

    Raises:
        ChangedLayout: a field is missing.
        BadValue: a field holds something else than is expected.
    """

    def text(field: str) -> str:
        return _text(record, fields[field], file=file, row=row)

    def labels(field: str) -> tuple[str, ...]:
        name = fields.get(field)
        if name is None:
            return ()
        if name not in record:
            raise ChangedLayout("this field is not there", file=file, row=row, column=name)
        return _labels(record[name], file=file, row=row, field=name)

    identifier = text("id").strip().lower()
    if not _UUID.fullmatch(identifier):
        raise BadValue(f"{identifier!r} is no identifier of an annotation", file=file, row=row, column=fields["id"])
    return Annotation(
        id=identifier,
        kind=label(text("kind")),
        body=label(text("body")),
        symbol=" ".join(text("symbol").split()),
        date=_day(text("date"), file=file, row=row, field=fields["date"]),
        countries=labels("countries"),
        themes=labels("themes"),
        persons=labels("persons"),
        recommending=labels("recommending"),
        positions=labels("positions"),
        text=plain(text("text")),
    )
