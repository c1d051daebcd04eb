"""The Inter-American Commission's report on undocumented workers: a summary sheet, held against the packaged table of claims."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import read_text
from servanda.loaders.report_check import Checked, Expected, check, only_file
from servanda.loaders.source import Progress, no_progress

NAME: Final = "iachr"
FILE: Final = "IACHR-merits-Report-50-16.json"
EXPECTED: Final[Mapping[str, int]] = {"merits report": 1}
_MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
#: The day as the sheet writes it; the field ``date`` holds only the year.
_DAY: Final = re.compile(rf"Fecha\s+(\d{{1,2}}) de ({'|'.join(_MONTHS)}) de (\d{{4}})")
_NUMBER: Final = re.compile(r"Report No\. (\d+)/(\d+), Case ([\d.]+)")


def load(paths: Sequence[Path], progress: Progress = no_progress) -> Checked:
    """Read a copy of the sheet: number of the report, state, day, address.

    Raises:
        SourceError: the file is missing or laid out otherwise, or the row and the sheet disagree.
    """
    path = only_file(paths, FILE)
    try:
        sheet = json.loads(read_text(path))
        title, words, address = str(sheet["title"]), str(sheet["text"]), str(sheet["docx_url"])
    except (ValueError, TypeError, KeyError) as error:
        raise ChangedLayout(f"is no sheet with title, text and docx_url ({error})", file=path) from error
    number, day = _NUMBER.search(title), _DAY.search(words)
    if number is None or day is None or "Estados Unidos" not in words:
        raise ChangedLayout("the number of the report, the day or the state is not where it was", file=path)
    date = f"{day[3]}-{_MONTHS.index(day[2]) + 1:02d}-{int(day[1]):02d}"
    identifier = f"iachr-{number[1]}-{number[2]}"
    progress(1, 1, path.name)
    expected = Expected(FILE, identifier, "supervision", "USA", "", date, None, address, (words,))
    return check(NAME, 1, {"merits report": 1}, EXPECTED, [expected])
