"""The table of the revised European Social Charter, which was written by hand, against a copy of its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.loaders.provision_tree import Provision, read_table_of

COPY = "texts/dutch-treaty-database-2017/json/CoE-ESC-Revised.json"
LETTERS = "abcdefghijklmno"
#: The copy prints the appendix after the last article, with the numbers of the articles that it explains.
ARTICLES = 31 + len(LETTERS)


@pytest.fixture(scope="module")
def table() -> list[Provision]:
    return read_table_of("esc-revised")


def printed(shared_data: Path) -> Iterator[tuple[str, str]]:
    """(article, its text): 31 with numbers, then those with letters."""
    articles = json.loads((shared_data / COPY).read_text(encoding="utf-8"))["articles"][:ARTICLES]
    numbers = [*(str(number) for number in range(1, 32)), *LETTERS]
    return zip(numbers, (article["text"] for article in articles), strict=True)


def children(table: list[Provision], parent: str) -> list[str]:
    return [provision.number for provision in table if provision.parent == f"esc-revised/{parent}"]


def test_paragraphs_are_those_that_the_copy_numbers(table: list[Provision], shared_data: Path) -> None:
    for number, text in printed(shared_data):
        paragraphs = [child for child in children(table, number) if child.isdecimal()]
        assert paragraphs == re.findall(r"(?m)^\s*(\d{1,2})\.\s", text), number


def test_points_are_those_that_the_copy_marks(table: list[Provision], shared_data: Path) -> None:
    for number, text in printed(shared_data):
        if number == "23":  # two lists a, b under dashes: no path could tell them apart
            continue
        start = f"esc-revised/{number}/"
        points = [provision.number for provision in table if provision.kind == "point" and provision.path.startswith(start)]
        assert points == re.findall(r"(?m)^\s*([a-z])\)\s", text), number


@pytest.mark.parametrize(
    ("parent", "numbers"),
    [
        ("part-i", [str(number) for number in range(1, 32)]),
        ("part-ii", [str(number) for number in range(1, 32)]),
        ("part-iii", ["a", "b"]),
        ("part-iv", ["c", "d"]),
        ("part-v", list("efghij")),
        ("part-vi", list("klmno")),
        ("19", [str(number) for number in range(1, 13)]),
        ("19/4", ["a", "b", "c"]),
        ("a/1", ["a", "b", "c"]),
        ("appendix", ["1", "2", "3"]),
    ],
)
def test_structure(table: list[Provision], parent: str, numbers: list[str]) -> None:
    assert children(table, parent) == numbers
