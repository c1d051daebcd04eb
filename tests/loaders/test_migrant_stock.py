"""People by corridor: the totals of the source, the codes of states, and nothing lost on the way."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnexpectedCount
from servanda.loaders.migrant_stock import FILE, OTHER, TABLE, YEARS, MigrantStock, load, read_stock
from servanda.loaders.states import read_states

PATH = f"context/un-desa-migrant-stock/{FILE}"
NUMBERS = {state.code: state.m49 for state in read_states()}


@pytest.fixture(scope="module")
def loaded(shared_data: Path) -> MigrantStock:
    return load(shared_data / PATH, NUMBERS)


@pytest.fixture(scope="module")
def packaged() -> MigrantStock:
    return read_stock(frozenset(NUMBERS))


def people(stock: MigrantStock, origin: str, destination: str, year: int) -> int:
    return next(each.people.get(year, 0) for each in stock.corridors if (each.origin, each.destination) == (origin, destination))


def test_the_packaged_table_is_the_loaded_one(loaded: MigrantStock, packaged: MigrantStock) -> None:
    assert packaged == loaded


def test_every_row_of_the_source_is_a_figure(packaged: MigrantStock) -> None:
    assert sum(len(each.people) for each in packaged.corridors) + sum(len(series) for series in packaged.totals.values()) == 72706
    assert len(packaged.totals) == 233


def test_the_world_is_as_large_as_published(packaged: MigrantStock) -> None:
    assert packaged.world(2024) == 304_021_813


@pytest.mark.parametrize(("origin", "number"), [("BGD", 2_362_680), ("YEM", 1_999_619), ("IND", 1_953_496)])
def test_who_lives_in_saudi_arabia(packaged: MigrantStock, origin: str, number: int) -> None:
    assert people(packaged, origin, "SAU", 2024) == number
    assert packaged.totals["SAU"][2024] == 13_683_841


def test_people_of_unknown_origin_stay_in_the_table(packaged: MigrantStock) -> None:
    assert any(each.origin == OTHER for each in packaged.corridors)
    assert any("x-channel-islands" in (each.origin, each.destination) for each in packaged.corridors)


def test_the_table_is_small_and_sorted(packaged: MigrantStock) -> None:
    assert TABLE.stat().st_size < 2_000_000
    pairs = [(each.origin, each.destination) for each in packaged.corridors]
    assert pairs == sorted(set(pairs))
    assert {year for each in packaged.corridors for year in each.people} == set(YEARS)


@pytest.fixture
def spoilt(tmp_path: Path, shared_data: Path) -> Callable[[str, str], Path]:
    """A copy of the file with one text replaced once."""
    text = gzip.decompress((shared_data / PATH).read_bytes()).decode("utf-8")

    def make(old: str, new: str) -> Path:
        assert old in text
        copy = tmp_path / FILE
        copy.write_bytes(gzip.compress(text.replace(old, new, 1).encode("utf-8"), compresslevel=1))
        return copy

    return make


AFGHANISTAN_1990 = "4,AFG,Afghanistan,0,,Total,1990,57686,32558,25128"


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        (AFGHANISTAN_1990, AFGHANISTAN_1990.replace("57686", "57687").replace("25128", "25129"), BadValue, "AFG in 1990 add up to 57686"),
        (AFGHANISTAN_1990, AFGHANISTAN_1990.replace("57686", "57687"), BadValue, "row 2.*do not add up"),
        (AFGHANISTAN_1990, AFGHANISTAN_1990.replace("1990", "1991"), BadValue, "row 2.*year"),
        (AFGHANISTAN_1990, AFGHANISTAN_1990.replace("AFG", "AFX"), BadValue, "AFX"),
        (AFGHANISTAN_1990, AFGHANISTAN_1990.replace("4,AFG", "5,AFG"), BadValue, "AFG \\(5\\)"),
        (AFGHANISTAN_1990, AFGHANISTAN_1990.replace("57686", "many"), BadValue, "row 2.*whole number"),
        (AFGHANISTAN_1990, "4,AFG", ChangedLayout, "row 2: 2 cells"),
        ("both", "all", ChangedLayout, "header"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_place(
    spoilt: Callable[[str, str], Path], old: str, new: str, error: type[SourceError], words: str
) -> None:
    with pytest.raises(error, match=words):
        load(spoilt(old, new), NUMBERS)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, shared_data: Path) -> None:
    cut = tmp_path / FILE
    cut.write_bytes((shared_data / PATH).read_bytes()[:20_000])
    with pytest.raises(MissingFile, match="cannot be read"):
        load(cut, NUMBERS)
    lines = gzip.decompress((shared_data / PATH).read_bytes()).decode("utf-8").splitlines(keepends=True)
    cut.write_bytes(gzip.compress("".join(lines[:101]).encode("utf-8")))
    with pytest.raises(UnexpectedCount, match="100 rows"):
        load(cut, NUMBERS)
