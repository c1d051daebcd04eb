"""The definitions of obligations are in our own words: no long run of a treaty's own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.loaders.instruments import read_instruments
from servanda.loaders.obligations import FOLDER
from servanda.loaders.text_sources import read_text_sources

#: A definition may share at most this many consecutive words with the text of its instrument.
LONGEST = 7
#: Instruments whose copies of the text bear another name than their slug.
NAMES = {
    "icrmw": {"cmw"},
    "icerd": {"cerd"},
    "refugee-1951": {"refugee", "Refugee-Convention-1951"},
    "cets-093": {"CoE-ETS093-Migrant-Workers"},
    "esc-revised": {"CoE-ESC-Revised"},
    "palermo-smuggling": {"UN-Palermo-Smuggling-Protocol"},
    "palermo-trafficking": {"UN-Palermo-Trafficking-Protocol"},
}
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of one word more than is allowed."""
    found = words(text)
    return (tuple(found[start : start + LONGEST + 1]) for start in range(len(found) - LONGEST))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def copies(instrument: str, shared_data: Path) -> list[Path]:
    """The copies of an instrument's text beside the checkout; several where one of them has gaps."""
    names = {instrument, instrument.upper(), *NAMES.get(instrument, ())}
    return [path for path in sorted((shared_data / "texts").glob("**/*.json")) if path.stem in names]


def article_texts(article: object) -> str:
    """All words of an article in one string, since a copy may cut its sentences into items."""
    return " ".join(strings(article))


def runs_of_treaty(paths: list[Path]) -> set[tuple[str, ...]]:
    """The runs inside the articles of all copies together."""
    articles = [article for path in paths for article in json.loads(path.read_text(encoding="utf-8"))["articles"]]
    return {run for article in articles for run in runs(article_texts(article))}


def test_a_run_of_eight_words_is_found_across_points_and_marks() -> None:
    article = {
        "number": "9",
        "paragraphs": [{"num": "1", "text": "No one shall be"}, {"num": None, "text": "(held) in any cellar's dark."}],
    }
    treaty = set(runs(article_texts(article["paragraphs"])))
    assert not set(runs("no one shall be held in any")) & treaty
    assert set(runs("Here no one shall be HELD, in any cellars.")) & set(runs("no one shall be held in any cellar's"))


@pytest.mark.parametrize("instrument", TABLES)
def test_no_definition_takes_more_than_seven_words_in_a_row(instrument: str, shared_data: Path) -> None:
    paths = copies(instrument, shared_data)
    elsewhere = {each.instrument for each in read_text_sources(read_instruments())}
    assert bool(paths) != (instrument in elsewhere), "a text is among the source files, or its row in text_sources says where it was read"
    treaty = runs_of_treaty(paths)
    with (FOLDER / f"{instrument}.csv").open(encoding="utf-8", newline="") as file:
        taken = {row["id"]: " ".join(run) for row in csv.DictReader(file) for run in runs(row["definition_en"]) if run in treaty}
    assert not taken
