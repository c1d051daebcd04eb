"""The JSON form of the index's export, one record after another: the file is never in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Final

import ijson

from servanda.loaders.errors import ChangedLayout, MissingFile, WrongEncoding
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.uhri_record import Annotation, annotation

#: Progress is told after so many records.
EVERY: Final = 20_000
#: How a file begins that is no UTF-8 (UTF-16 in either order).
_OTHER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"[\x00", b"\x00[")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
#: The records of a third party, one a line, in names of its own (``uhri_sample_records.jsonl``); it leaves the positions out.
_LINE_FIELDS: Final[Mapping[str, str]] = {
    "id": "_id",
    "kind": "annotation_type",
    "body": "body",
    "symbol": "symbol",
    "date": "date",
    "countries": "countries",
    "themes": "themes",
    "persons": "affected_persons",
    "recommending": "upr_recommending_country",
    "text": "text",
}


def opened(path: Path) -> IO[bytes]:
    """Open a file behind its byte order mark.

    Raises:
        MissingFile: it cannot be opened.
        WrongEncoding: it is UTF-16.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise MissingFile(f"cannot be read: {error.strerror or error}", file=path) from error
    begins = stream.read(3)
    if begins.startswith(_OTHER_MARKS):
        stream.close()
        raise WrongEncoding("is not UTF-8 text (it looks like UTF-16); save it as UTF-8", file=path)
    stream.seek(3 if begins == _UTF8_MARK else 0)
    return stream


def read_json(path: Path, progress: Progress = no_progress) -> Iterator[Annotation]:
    """The records of ``export-full-en.json``, in file order.

    Raises:
        MissingFile: the file cannot be opened.
        WrongEncoding: it is not UTF-8.
        ChangedLayout: it is no JSON, cut off, no list of records, or a record lacks a field (its number is named).
        BadValue: a field holds something else than is expected.
    """
    number, size = 0, path.stat().st_size if path.exists() else 0
    with opened(path) as stream:
        try:
            for number, record in enumerate(ijson.items(stream, "item"), start=1):
                if not isinstance(record, dict):
                    raise ChangedLayout("is no JSON object", file=path, row=number)
                if number % EVERY == 0:
                    progress(min(stream.tell(), size), size, f"{number:,} records read")
                yield annotation(record, file=path, row=number)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            # the parser calls both an error of the text: bytes that are none, and an end before the end
            if isinstance(error, UnicodeDecodeError) or "UTF8" in str(error):
                raise WrongEncoding(f"is not UTF-8 text after record {number}; save it as UTF-8", file=path) from error
            raise ChangedLayout(f"is no JSON after record {number}, or ends there: the copy may be cut off", file=path) from error
    if not number:
        raise ChangedLayout("holds no list of records", file=path)


def read_lines(path: Path, progress: Progress = no_progress) -> Iterator[Annotation]:
    """The records of a file with one JSON object a line, as a third party writes them.

    Raises:
        SourceError: see ``read_json``.
    """
    number = 0
    with opened(path) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                record = json.loads(line.decode("utf-8"))
            except UnicodeDecodeError as error:
                raise WrongEncoding("is not UTF-8 text; save it as UTF-8", file=path, row=number) from error
            except ValueError as error:
                raise ChangedLayout(f"is no JSON ({error}); the copy may be cut off", file=path, row=number) from error
            if not isinstance(record, dict):
                raise ChangedLayout("is no JSON object", file=path, row=number)
            if number % EVERY == 0:
                progress(number, number, f"{number:,} records read")
            yield annotation(record, file=path, row=number, fields=_LINE_FIELDS)
    if not number:
        raise ChangedLayout("is empty", file=path)
