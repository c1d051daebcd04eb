"""Decisions of UN treaty bodies on communications that concern migrant workers, held against the packaged table of claims."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.errors import ChangedLayout, MissingFile
from servanda.loaders.record import read_text
from servanda.loaders.report_check import NO_DATE, Checked, Expected, check, packaged_rows
from servanda.loaders.source import Progress, no_progress

NAME: Final = "treaty_body_cases"
#: File → (id of the row, respondent, name of the respondent in the text).
CASES: Final[Mapping[str, tuple[str, str, str]]] = {
    "ccpr-c-46-d-406-1990.json": ("ccpr-406-1990", "NLD", "Netherlands"),
    "ccpr-c-82-d-988-2001.json": ("ccpr-988-2001", "ESP", "Spain"),
    "cat-c-58-d-682-2015.json": ("cat-682-2015", "MAR", "Morocco"),
}
#: Number of paragraphs of each decision, as the description of the source tells.
EXPECTED: Final[Mapping[str, int]] = {
    "ccpr-c-46-d-406-1990.json": 33,
    "ccpr-c-82-d-988-2001.json": 30,
    "cat-c-58-d-682-2015.json": 74,
}
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")


def _paragraphs(path: Path) -> list[tuple[str, str]]:
    """Number and words of each paragraph of a decision."""
    try:
        items = json.loads(read_text(path))
        return [(str(item["ID"]).rstrip("."), str(item["Text"])) for item in items]
    except (ValueError, TypeError, KeyError) as error:
        raise ChangedLayout(f"is no list of paragraphs with ID and Text ({error})", file=path) from error


def _cited(paragraphs: list[tuple[str, str]], cited: str) -> list[str]:
    """The words of the paragraphs from the first to the last that a row cites (``7.2-8``)."""
    first, _, last = cited.partition("-")
    numbers = [number for number, _ in paragraphs]
    if first not in numbers or (last or first) not in numbers:
        return []
    return [words for number, words in paragraphs[numbers.index(first) : numbers.index(last or first) + 1] if _NUMBER.fullmatch(number)]


def load(paths: Sequence[Path], progress: Progress = no_progress) -> Checked:
    """Read copies of the decisions (or the folder that holds them): the state named, and the paragraphs that the rows cite.

    Raises:
        SourceError: a decision is missing, has another number of paragraphs, does not name its state, or lacks a cited paragraph.
    """
    files = {file.name: file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])}
    rows = packaged_rows(NAME)
    counts: dict[str, int] = {}
    expected: list[Expected] = []
    for name, (identifier, code, state) in CASES.items():
        if name not in files:
            raise MissingFile("this decision is not among the files", file=name)
        paragraphs = _paragraphs(files[name])
        counts[name] = len(paragraphs)
        if not any(state in words for _, words in paragraphs):
            raise ChangedLayout(f"the text does not name {state}", file=name)
        words = _cited(paragraphs, rows[identifier]["paragraph"]) if identifier in rows else []
        if not words:
            raise ChangedLayout("a paragraph that the packaged row cites is not there", file=name)
        expected.append(Expected(name, identifier, "supervision", code, "", NO_DATE, None, "", tuple(words)))
        progress(len(expected), len(CASES), name)
    return check(NAME, len(counts), counts, EXPECTED, expected)
