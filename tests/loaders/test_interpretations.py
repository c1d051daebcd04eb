"""What general comments interpret: the table against the comments' own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.loaders.errors import SourceError
from servanda.loaders.general_comments import COMMENTS, texts
from servanda.loaders.instruments import read_instruments
from servanda.loaders.interpretations import COLUMNS, PLACES, Interpretation, read_interpretations
from servanda.loaders.provision_tree import provision_paths

FOLDER = "texts/treaty-body-general-comments"


@pytest.fixture(scope="module")
def rows() -> list[Interpretation]:
    return read_interpretations(read_instruments(), provision_paths())


def found(rows: list[Interpretation], interpreter: str) -> list[str]:
    return [row.interprets for row in rows if row.interpreter == interpreter]


def test_titles_name_a_treaty_or_an_article(rows: list[Interpretation]) -> None:
    assert found(rows, "cescr-gc18") == ["icescr/6"]
    assert found(rows, "cescr-gc23") == ["icescr/7"]
    assert found(rows, "cmw-gc2") == ["icrmw"]
    assert sorted(found(rows, "cmw-gc4-crc-gc23")) == ["crc", "icrmw"]
    assert sorted(found(rows, "cmw-gc8-cerd-gr39")) == ["icerd", "icrmw"]


def test_every_comment_says_what_it_interprets_and_only_soft_law_interprets(rows: list[Interpretation]) -> None:
    instruments = read_instruments()
    interpreting = {row.interpreter.partition("/")[0] for row in rows}
    assert COMMENTS.keys() <= interpreting
    assert {instruments[slug].class_name for slug in interpreting} == {"SoftLaw"}
    assert {instruments[row.interprets.partition("/")[0]].class_name for row in rows} == {"Treaty"}


@pytest.mark.parametrize(
    ("paragraph", "interprets"),
    [
        ("cmw-gc2/28", ["icrmw/16/5"]),
        ("cmw-gc2/44", []),  # it names articles of the Convention on the Rights of the Child alone
        ("cmw-gc2/3", ["icrmw/5"]),
        ("cmw-gc1/64", ["icrmw/16/7", "icrmw/23"]),
        ("cmw-gc5/12", []),  # it names articles of other treaties alone
        ("cmw-gc5/31", ["icrmw/84"]),
        ("cedaw-gr26/26/l", ["cedaw/2/c", "cedaw/2/e", "cedaw/2/f"]),
        ("ced-gc1/22", ["ced/17/2/e"]),
        ("ccpr-gc15/10", ["iccpr/13"]),
        ("cerd-gr30/1", ["icerd/1/1", "icerd/1/2", "icerd/1/3"]),
    ],
)
def test_paragraphs(rows: list[Interpretation], paragraph: str, interprets: list[str]) -> None:
    assert found(rows, paragraph) == interprets


def test_each_article_that_a_paragraph_is_said_to_name_stands_in_it(shared_data: Path, rows: list[Interpretation]) -> None:
    words: dict[str, str] = {}
    for slug, comment in COMMENTS.items():
        words |= dict(texts(shared_data / FOLDER / f"{comment.file}.json", slug))
    named = [row for row in rows if row.place == "text" and row.interpreter in words]
    assert len(named) > 300
    for row in named:
        _, article, *_ = row.interprets.split("/")
        within = [text for path, text in words.items() if path == row.interpreter]
        # "24 (2)-(5)" names paragraphs 3 and 4 too: only the article's number must be there.
        assert any(re.search(rf"\b{article}\b", text) for text in within), row


def test_wrong_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "interpretations.csv"
    header = ",".join(COLUMNS)
    for row, message in (
        ("nothing,icrmw,title,", r"row 2, column 'interpreter': there is no instrument or provision 'nothing'"),
        ("cmw-gc2,icrmw/999,title,", r"row 2, column 'interprets': there is no instrument or provision 'icrmw/999'"),
        ("cmw-gc2,icrmw,somewhere,", rf"row 2, column 'place': 'somewhere' is none of {', '.join(PLACES)}"),
        ("cmw-gc2,icrmw,title,\ncmw-gc2,icrmw,text,", "row 3.*already"),
    ):
        path.write_text(f"{header}\n{row}\n", encoding="utf-8")
        with pytest.raises(SourceError, match=message):
            read_interpretations(read_instruments(), provision_paths(), path)
