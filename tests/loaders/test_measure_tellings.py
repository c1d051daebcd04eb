"""Measures that were not read: who tells of them stands in a row with document and year, found in the source, in our own words."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.loaders.bodies import read_bodies
from servanda.loaders.errors import SourceError
from servanda.loaders.measure_tellings import COLUMNS, FOLDER, Telling, read_tellings
from servanda.loaders.measures import ARTICLES, Measure, read_measure_articles, read_measures
from servanda.loaders.measures import FOLDER as MEASURES
from servanda.loaders.reports import FOLDER as REPORTS
from servanda.loaders.states import read_states
from servanda.loaders.table_source import LAW_SOURCES
from servanda.loaders.telling_texts import side_by_side, source_text

STATES = frozenset(state.code for state in read_states())
#: A row may share at most this many consecutive words with a document that it tells of.
LONGEST = 7
#: Sources of which every record is a packaged claim; of reviews only those on migrants are, and figures are no claims.
ALL_CLAIMS = ("normlex_supervision", "un_supervision", "upr_working_groups")
TOLD = Measure("sau-x", "SAU", "law", {"en": "X", "id": "X"}, None, None, None, "", "not-told", "upr", "file.csv, record 1", "")
READ = Measure("idn-x", "IDN", "law", {"en": "X", "id": "X"}, None, None, None, "", "in-force", "indonesian_law", "x.md", "")
ROW: dict[str, str] = dict.fromkeys(COLUMNS, "") | {
    "id": "sau-x--upr-1",
    "measure": "sau-x",
    "told_by": "ceacr",
    "told_on": "2013",
    "source": "upr",
    "place": "file.csv, record 1",
    "citation": "A review (2013), record 1",
    "says_en": "Somebody asks.",
    "says_id": "Seseorang meminta.",
    "encoded_by": "a reader",
    "encoded_on": "2026-11-23",
}


@pytest.fixture(scope="module")
def measures() -> dict[str, Measure]:
    return read_measures(STATES, frozenset(LAW_SOURCES), MEASURES)


@pytest.fixture(scope="module")
def tellings(measures: dict[str, Measure]) -> list[Telling]:
    return read_tellings(measures, STATES | set(read_bodies()), FOLDER)


def rows(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of one word more than is allowed."""
    found = re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))
    return {tuple(found[start : start + LONGEST + 1]) for start in range(len(found) - LONGEST)}


def refused(folder: Path, problem: str) -> None:
    with pytest.raises(SourceError, match=re.escape(problem)):
        read_tellings({"sau-x": TOLD, "idn-x": READ}, {"ceacr", "NZL"}, folder)


def test_a_row_that_is_right_is_read(write: Callable[..., Path]) -> None:
    (found,) = read_tellings({"sau-x": TOLD}, {"ceacr"}, write(ROW))
    assert (found.measure, found.record, str(found.told_on), found.told_by) == ("sau-x", "upr-1", "2013", "ceacr")


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("measure", "sau-y", "there is no measure 'sau-y'"),
        ("told_by", "somebody", "there is no body and no state 'somebody'"),
        ("told_on", "", "must not be empty"),
        ("told_on", "soon", "soon"),
        ("source", "indonesian_law", "is no source that tells of measures"),
        ("says_id", "", "must not be empty"),
        ("citation", "", "must not be empty"),
        ("id", "sau-x-upr-1", "is not the id of the measure, '--' and a record"),
        ("encoded_by", "", "must not be empty"),
    ],
)
def test_a_wrong_row_is_refused_by_row_and_column(write: Callable[..., Path], column: str, value: str, problem: str) -> None:
    folder = write(ROW | {column: value})
    refused(folder, problem)
    refused(folder, "row 2")


def test_nobody_tells_of_a_law_that_was_read(write: Callable[..., Path]) -> None:
    refused(write(ROW | {"measure": "idn-x", "id": "idn-x--upr-1"}), "the text of idn-x was read here")


def test_of_a_measure_that_was_not_read_somebody_must_tell_where_its_row_says(write: Callable[..., Path]) -> None:
    refused(write(ROW | {"place": "file.csv, record 2"}), "no row tells of it in 'file.csv, record 1'")


def test_what_was_not_read_is_never_said_to_be_in_force_or_to_cover_nothing(measures: dict[str, Measure], tmp_path: Path) -> None:
    told = {measure.id for measure in measures.values() if measure.told}
    assert {measures[name].status for name in told} == {"not-told"}
    compared = [row for row in rows(ARTICLES) if row["measure"] in told]
    assert {row["coverage"] for row in compared} <= {"partial", "unclear"}
    with (tmp_path / "country.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(compared[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerow(compared[0] | {"coverage": "none"})
    with pytest.raises(SourceError, match="says that the text was read"):
        read_measure_articles(measures, {row["implements"] for row in compared}, tmp_path, told)


def test_saudi_arabia_is_known_at_second_hand_only(measures: dict[str, Measure], tellings: list[Telling]) -> None:
    named = {name for name, measure in measures.items() if measure.state == "SAU"}
    assert "sau-labour-code-2005" in named
    assert all(measures[name].told for name in named)
    who = {(each.told_by, str(each.told_on)) for each in tellings if each.measure == "sau-labour-code-2005"}
    assert who == {("NZL", "2009"), ("NZL", "2013"), ("ceacr", "2012")}


@pytest.mark.parametrize(
    ("measure", "day"),
    [
        ("kwt-act-68-2015", "2015"),
        ("kwt-law-9-2013", "2013"),
        ("jor-regulation-63-2020", "2020"),
        ("aut-integration-action-plan", "2010-01-19"),
    ],
)
def test_the_year_or_day_of_a_measure_is_the_one_that_is_told(measures: dict[str, Measure], measure: str, day: str) -> None:
    assert str(measures[measure].date) == day


def test_a_telling_that_is_a_claim_leads_to_it(tellings: list[Telling]) -> None:
    """All records of these sources are claims, so a telling from them that is none names the wrong record."""
    for source in ALL_CLAIMS:
        with (REPORTS / f"{source}.csv").open(encoding="utf-8", newline="") as file:
            claims = {row["id"] for row in csv.DictReader(file)}
        assert {each.record for each in tellings if each.source == source} <= claims


def test_the_place_of_every_telling_is_found_in_its_source(tellings: list[Telling], shared_data: Path) -> None:
    said = {each.id: source_text(each.place, shared_data) for each in tellings}
    assert all(said.values())
    assert "2005 Labour Code" in said["sau-labour-code-2005--upr-s4-sau-4480"]
    assert "Act No. 68/2015" in said["kwt-act-68-2015--ceacr-kwt-c029-4322837"]
    assert "Law no. 9 of 2013" in said["kwt-law-9-2013--glotip-2018-kwt"]
    assert "Board of Grievances" in said["sau-board-of-grievances--cat-682-2015-para-4-10"]
    assert "hotline" in said["jor-labour-ministry-hotline--dol-2022-jordan"]


def test_what_the_titles_print_stands_in_the_source(tellings: list[Telling], measures: dict[str, Measure], shared_data: Path) -> None:
    """A number or year in an English title is in the words of one who tells of it."""
    for name in {each.measure for each in tellings}:
        said = " ".join(source_text(each.place, shared_data) for each in tellings if each.measure == name)
        numbers = set(re.findall(r"\d+", measures[name].titles["en"]))
        assert numbers <= set(re.findall(r"\d+", said)), name


def test_rows_and_reasons_are_in_our_own_words(tellings: list[Telling], shared_data: Path) -> None:
    printed = {run for each in tellings for run in runs(source_text(each.place, shared_data))}
    told = {each.measure for each in tellings}
    checked = [(row["id"], row[column]) for row in rows(FOLDER) for column in ("says_en", "says_id")]
    checked += [(row["id"], row[column]) for row in rows(ARTICLES) if row["measure"] in told for column in ("reason_en", "reason_id")]
    checked += [(row["id"], row["note"]) for row in rows(MEASURES) if row["id"] in told]
    assert [name for name, text in checked if printed & runs(text)] == []


def test_a_second_reader_gets_every_row_beside_its_source(tellings: list[Telling], shared_data: Path) -> None:
    shown = "\n".join(side_by_side(shared_data))
    assert all(f"- {each.id}: {each.told_by}, {each.told_on} ({each.place})" in shown for each in tellings)
    assert shown.count("\n    source: ") == len(tellings)


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("the file", "is not a file and a record"),
        ("nothing.csv, record 1", "is not in"),
        ("un_documents.jsonl: XX/1", "has no record 'XX/1'"),
    ],
)
def test_a_place_that_leads_nowhere_is_told(place: str, problem: str, shared_data: Path) -> None:
    with pytest.raises(SourceError, match=re.escape(problem)):
        source_text(place, shared_data)
