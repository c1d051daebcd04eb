"""The tables of measures: days as the laws print them, coverage with its reason, and errors that name the cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.loaders.errors import SourceError
from servanda.loaders.measures import (
    ARTICLE_COLUMNS,
    ARTICLES,
    COLUMNS,
    FOLDER,
    Measure,
    article_id,
    read_measure_articles,
    read_measures,
)
from servanda.loaders.states import read_states
from servanda.loaders.table_source import LAW_SOURCES

#: A reason may share at most this many consecutive words with the law that it is about.
LONGEST = 7
STATES = frozenset(state.code for state in read_states())
SOURCES = frozenset(LAW_SOURCES)
ROW = dict.fromkeys(COLUMNS, "") | {
    "id": "idn-x",
    "state": "IDN",
    "kind": "law",
    "title_en": "X",
    "title_id": "X",
    "status": "in-force",
    "source": "indonesian_law",
    "source_place": "x.md, art. 1",
}
ARTICLE = dict.fromkeys(ARTICLE_COLUMNS, "") | {
    "id": "idn-x--art-1--icrmw-7",
    "measure": "idn-x",
    "place": "Art. 1",
    "implements": "icrmw-7",
    "coverage": "partial",
    "reason_en": "Half.",
    "reason_id": "Separuh.",
    "encoded_by": "a reader",
    "encoded_on": "2026-11-22",
}


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of one word more than is allowed."""
    found = re.findall(r"[^\W_]+", text.lower())
    return (tuple(found[start : start + LONGEST + 1]) for start in range(len(found) - LONGEST))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def packaged() -> dict[str, Measure]:
    return read_measures(STATES, SOURCES, FOLDER)


def test_days_are_those_that_the_laws_print() -> None:
    found = packaged()
    law = found["idn-law-18-2017"]
    assert (str(law.date), str(law.in_force_from), law.in_force_until) == ("2017-11-22", "2017-11-22", None)  # closing formula
    old = found["idn-law-39-2004"]
    assert (str(old.in_force_until), old.repealed_by, old.status) == ("2017-11-22", "idn-law-18-2017", "repealed")  # art. 89(a) of the new
    assert "art. 89(a)" in old.source_place
    assert {name for name, each in found.items() if each.repealed_by == "idn-pp-59-2021"} == {  # its art. 100
        "idn-pp-3-2013",
        "idn-pp-5-2013",
        "idn-pp-4-2015",
    }
    assert found["idn-pp-4-2013"].status == "not-told"  # no text here repeals it
    assert found["phl-ra-11641"].in_force_from is None  # fifteen days after a publication whose day is not printed


def test_every_comparison_is_of_a_measure_that_is_there() -> None:
    measures = packaged()
    rows = [row for path in sorted(ARTICLES.glob("*.csv")) for row in table(path)]
    found = read_measure_articles(measures, {row["implements"] for row in rows})
    assert len(found) == len(rows)
    assert {each.measure for each in found} <= set(measures)
    assert not {each.measure for each in found} & {name for name, each in measures.items() if each.status == "repealed"}


def test_an_act_that_only_approves_a_treaty_carries_nothing_out() -> None:
    measures = packaged()
    rows = [row for row in table(ARTICLES / "indonesia.csv") if row["measure"] == "idn-law-6-2012"]
    assert [(row["implements"], row["coverage"]) for row in rows] == [("icrmw", "none")]
    assert "approving" in measures["idn-law-6-2012"].titles["en"]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("state", "XXX", "there is no state 'XXX'"),
        ("kind", "decision", "decision"),
        ("source", "memory", "there is no source 'memory'"),
        ("status", "repealed", "filled exactly where the status is 'repealed'"),
        ("in_force_until", "2020-01-01", "filled exactly where the status is 'repealed'"),
        ("repealed_by", "idn-y", "but the status is not 'repealed'"),
        ("date", "soon", "soon"),
    ],
)
def test_a_wrong_measure_is_refused_by_row_and_column(write: Callable[..., Path], column: str, value: str, problem: str) -> None:
    with pytest.raises(SourceError, match=re.escape(problem)) as told:
        read_measures(STATES, SOURCES, write(ROW | {column: value}))
    assert "row 2" in str(told.value)


def test_of_a_measure_that_only_others_tell_of_nobody_says_that_it_is_in_force(write: Callable[..., Path]) -> None:
    with pytest.raises(SourceError, match="the text was not read, so it cannot say how it entered into force"):
        read_measures(STATES, SOURCES, write(ROW | {"source": "upr"}))
    (told,) = read_measures(STATES, SOURCES, write(ROW | {"source": "upr", "status": "not-told"})).values()
    assert told.told


def test_the_law_that_repeals_must_be_there(write: Callable[..., Path]) -> None:
    folder = write(ROW | {"status": "repealed", "in_force_until": "2020-01-01", "repealed_by": "idn-y"})
    with pytest.raises(SourceError, match="there is no measure 'idn-y'"):
        read_measures(STATES, SOURCES, folder)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("coverage", "mostly", "mostly"),
        ("reason_id", "", "must not be empty"),
        ("measure", "idn-y", "there is no measure 'idn-y'"),
        ("implements", "icrmw-999", "there is no obligation, provision or instrument 'icrmw-999'"),
        ("place", "Art. 2", "does not follow from"),
        ("encoded_by", "", "must not be empty"),
    ],
)
def test_a_wrong_comparison_is_refused_by_row_and_column(write: Callable[..., Path], column: str, value: str, problem: str) -> None:
    with pytest.raises(SourceError, match=re.escape(problem)) as told:
        read_measure_articles({"idn-x"}, {"icrmw-7"}, write(ARTICLE | {column: value}))
    assert "row 2" in str(told.value)


def test_the_id_follows_from_measure_place_and_thing() -> None:
    assert article_id("idn-x", "Art. 6(1)(j)", "icrmw/25/1") == "idn-x--art-6-1-j--icrmw-25-1"


@pytest.mark.parametrize("country", ["indonesia", "philippines"])
def test_reasons_are_in_our_own_words(country: str, shared_data: Path) -> None:
    laws = [path for path in (shared_data / "national" / country).iterdir() if path.suffix in (".md", ".txt")]
    texts = [path.read_text(encoding="utf-8") for path in laws]
    printed = {run for text in texts for run in runs(text.replace("^", ""))}
    for row in table(ARTICLES / f"{country}.csv"):
        for column in ("reason_en", "reason_id"):
            assert not printed.intersection(runs(row[column])), f"{row['id']}: more than {LONGEST} words of the law in a row"
