"""Rows of a source's CSV file, plain or gzip-compressed, by the names of its columns."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from servanda.loaders.errors import ChangedLayout, MissingFile, WrongEncoding
from servanda.loaders.record import read_text


def _text(path: Path) -> str:
    if path.suffix != ".gz":
        return read_text(path)
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongEncoding(f"is not UTF-8 text (byte {error.start} cannot be read)", file=path) from error
    except (OSError, EOFError, zlib.error) as error:
        raise MissingFile(f"cannot be read: {error}", file=path) from error


def source_rows(path: Path, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their numbers (the header is row 1), cells without surrounding blanks.

    Args:
        path: the file; ``….gz`` is decompressed.
        needed: columns that must be there; others may be.

    Raises:
        SourceError: the file is missing, not UTF-8, lacks a column, or has a row of another length than its header.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        if missing := sorted(set(needed) - set(reader.fieldnames or ())):
            raise ChangedLayout(f"there is no column {', '.join(missing)}", file=path, row=1)
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise ChangedLayout("the row is not as long as the header", file=path, row=number)
            yield number, {name: cell.strip() for name, cell in row.items()}
    except csv.Error as error:
        raise ChangedLayout(f"is not a well-formed CSV table: {error}", file=path, row=reader.line_num) from error
