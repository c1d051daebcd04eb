"""The rows of the first sheet of a workbook (Office Open XML), one after another, in bounded memory.

Readers of workbooks keep the table of shared texts in memory; in an export of long texts that is nearly the whole file. Here it goes to a
temporary file, and memory holds eight bytes for each text.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final
from xml.etree import ElementTree

from servanda.loaders.errors import ChangedLayout, MissingFile
from servanda.loaders.source import Progress, no_progress

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXTS: Final = "xl/sharedStrings.xml"
_SHEET: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})\d+")
#: Signs that XML cannot hold, as a workbook writes them.
_SIGN: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: A part that unpacks to more than this is refused (bytes).
LARGEST: Final = 8 << 30
#: Progress is told after so many rows.
EVERY: Final = 20_000


def _readable(text: str) -> str:
    return _SIGN.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


class _Texts:
    """Shared texts by number, kept in a temporary file."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by ``close``
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self._ends.append(self._file.tell())

    def get(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._file.close()


def _texts(book: zipfile.ZipFile, texts: _Texts) -> None:
    if _TEXTS not in book.namelist():
        return
    with book.open(_TEXTS) as part:
        root = None
        for event, element in ElementTree.iterparse(part, events=("start", "end")):
            if root is None:
                root = element
            if event == "end" and element.tag == f"{_MAIN}si":
                texts.add(_readable("".join(each.text or "" for each in element.iter(f"{_MAIN}t"))))
                root.clear()


def _column(address: str, after: int) -> int:
    """The number of a cell's column from 0; a cell without an address stands after the one before."""
    if not (match := _ADDRESS.fullmatch(address)):
        return after
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: ElementTree.Element, texts: _Texts) -> str:
    if cell.get("t") == "inlineStr":
        return _readable("".join(each.text or "" for each in cell.iter(f"{_MAIN}t")))
    value = cell.findtext(f"{_MAIN}v") or ""
    if cell.get("t") == "s":
        return texts.get(int(value))
    return _readable(value) if cell.get("t") == "str" else value


def _sheet(part: IO[bytes], texts: _Texts) -> Iterator[list[str]]:
    above: list[ElementTree.Element] = []
    for event, element in ElementTree.iterparse(part, events=("start", "end")):
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if element.tag == f"{_MAIN}row":
            cells: dict[int, str] = {}
            for cell in element.iter(f"{_MAIN}c"):
                cells[_column(cell.get("r", ""), max(cells, default=-1) + 1)] = _cell(cell, texts)
            yield [cells.get(number, "") for number in range(max(cells, default=-1) + 1)]
            above[-1].clear()  # with all rows so far


def xlsx_rows(path: Path, progress: Progress = no_progress) -> Iterator[list[str]]:
    """The cells of each row as text, empty where there is none; numbers (also dates) as the workbook keeps them.

    Raises:
        MissingFile: the file cannot be opened.
        ChangedLayout: it is no workbook, cut off, too large, or has no sheet.
    """
    number = 0
    try:
        with ExitStack() as stack:
            book = stack.enter_context(zipfile.ZipFile(path))
            sheets = sorted((int(match[1]), name) for name in book.namelist() if (match := _SHEET.fullmatch(name)))
            if not sheets:
                raise ChangedLayout("has no sheet", file=path)
            if any(part.file_size > LARGEST for part in book.infolist()):
                raise ChangedLayout(f"unpacks to more than {LARGEST >> 30} GiB", file=path)
            texts = _Texts()
            stack.callback(texts.close)
            progress(0, 1, "reading the texts")
            _texts(book, texts)
            size = book.getinfo(sheets[0][1]).file_size
            part = stack.enter_context(book.open(sheets[0][1]))
            for number, cells in enumerate(_sheet(part, texts), start=1):
                if number % EVERY == 0:
                    progress(min(part.tell(), size), size, f"{number:,} records read")
                yield cells
    except OSError as error:
        raise MissingFile(f"cannot be read: {error.strerror or error}", file=path) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError, IndexError, ValueError) as error:
        raise ChangedLayout(f"is no workbook after row {number}, or ends there: the copy may be cut off ({error})", file=path) from error
