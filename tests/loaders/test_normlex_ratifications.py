"""The ILO's table of ratifications by year: what is read, and each fault by its name."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.acts import ActRow, read_acts, write_acts
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, UnexpectedCount, UnknownState, WrongEncoding
from servanda.loaders.normlex_ratifications import INSTRUMENTS, load
from servanda.loaders.source import read_source

Edit = Callable[..., Path]

TABLE = Path(__file__).parent / "files" / "normlex_ratifications.csv"
FOLDER = "ratifications/ilo-fundamental-2026-06"
SOURCE = read_source("normlex_ratifications")


def of(acts: list[ActRow], state: str, instrument: str) -> list[tuple[str, str]]:
    return [(act.kind, str(act.date)) for act in acts if act.state == state and act.instrument == instrument]


def test_a_year_is_a_ratification_known_to_the_year() -> None:
    acts = load([TABLE])
    assert of(acts, "IDN", "ilo-c029") == [("Ratification", "1950")]
    assert of(acts, "ITA", "ilo-p029") == [("Ratification", "2026")]
    assert not any(act.date is None or act.date.is_day for act in acts)


def test_a_blank_cell_is_no_act() -> None:
    acts = load([TABLE])
    assert of(acts, "IDN", "ilo-p029") == []
    assert of(acts, "CHN", "ilo-c087") == []


def test_a_denounced_cell_is_a_ratification_and_a_denunciation() -> None:
    assert of(load([TABLE]), "MYS", "ilo-c105") == [("Ratification", "1958"), ("Denunciation", "1990")]


def test_every_act_says_where_it_stands_and_as_at_when() -> None:
    act = next(act for act in load([TABLE]) if act.state == "MYS" and act.kind == "Denunciation")
    assert act.place == "normlex_ratifications.csv, row 5, column Forced_labour_C105"
    assert act.as_at == PartialDate.parse("2026-06-09"), "the day of Italy's P029, not BUSINESS_DATE"
    assert act.state_as_published == "Malaysia"


def test_a_later_copy_is_as_at_its_business_date(tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_text(TABLE.read_text(encoding="utf-8").replace("04-06-2026", "07-08-2026"), encoding="utf-8")
    assert {act.as_at for act in load([copy])} == {PartialDate.parse("2026-08-07")}


def test_progress_is_told_and_a_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ILO_Conventions.csv").write_bytes(TABLE.read_bytes())
    told: list[tuple[int, int, str]] = []
    assert load([tmp_path], lambda *what: told.append(what))
    assert told == [(1, 1, "ILO_Conventions.csv")]


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("1950", "in 1950", 3, "Forced_labour_C029"),
        ("1950", "1950-06-12", 3, "Forced_labour_C029"),
        ("1950", "1919", 3, "Forced_labour_C029"),
        ("1950", "2027", 3, "Forced_labour_C029"),
        ("1958den.:1990", "1958 den. 1990", 5, "Forced_labour_C105"),
        ("1958den.:1990", "1958den.:1957", 5, "Forced_labour_C105"),
        ("04-06-2026", "2026-06-04", 2, "BUSINESS_DATE"),
        ("04-06-2026", "31-06-2026", 2, "BUSINESS_DATE"),
        ("04-06-2026", "05-06-2026", 3, "BUSINESS_DATE"),
        ("04-06-2026", "", 2, "BUSINESS_DATE"),
        ("Italy", "Indonesia", 4, "Country"),
        ("Italy", "", 4, "Country"),
    ],
)
def test_a_cell_that_is_not_understood_stops_the_load(edited: Edit, old: str, new: str, row: int, column: str) -> None:
    with pytest.raises(BadValue, match=rf"normlex_ratifications\.csv, row {row}, column '{column}'"):
        load([edited(TABLE, (old, new))])


def test_an_unknown_state_is_named_with_its_row(edited: Edit) -> None:
    with pytest.raises(UnknownState, match=r"normlex_ratifications\.csv, row 4, column 'Country': .*Atlantis"):
        load([edited(TABLE, ("Italy", "Atlantis"))])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Country,", "State,", "row 1: the header is State"),
        ("Child_labour_C182", "Child_labour_C999", "row 1: the header is"),
        (",2012,04-06-2026\n", ",20", "row 5: 12 cells where the header has 13"),
    ],
)
def test_another_layout_stops_the_load(edited: Edit, old: str, new: str, message: str) -> None:
    with pytest.raises(ChangedLayout, match=rf"normlex_ratifications\.csv, {message}"):
        load([edited(TABLE, (old, new))])


def test_a_table_without_rows_another_encoding_or_no_file_stops_the_load(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(TABLE.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(ChangedLayout, match="no state"):
        load([empty])
    latin = tmp_path / "latin.csv"
    latin.write_bytes(TABLE.read_text(encoding="utf-8").replace("Italy", "Côte d'Ivoire").encode("latin-1"))
    with pytest.raises(WrongEncoding, match=r"latin\.csv"):
        load([latin])
    with pytest.raises(MissingFile, match=r"ILO_Conventions\.csv"):
        load([tmp_path])


def test_the_description_covers_the_eleven_instruments() -> None:
    assert set(SOURCE.complete_for) == set(INSTRUMENTS.values())
    assert SOURCE.rank == 1
    with pytest.raises(UnexpectedCount):
        SOURCE.check_count(len(load([TABLE])))


def test_packaged_acts() -> None:
    acts = read_acts(SOURCE.acts_table)
    SOURCE.check_count(len(acts))
    ratified = Counter(act.instrument for act in acts if act.kind == "Ratification")
    assert ratified == {
        "ilo-c087": 158,
        "ilo-c098": 168,
        "ilo-c029": 181,
        "ilo-p029": 65,
        "ilo-c105": 178,
        "ilo-c100": 175,
        "ilo-c111": 175,
        "ilo-c138": 177,
        "ilo-c182": 187,
        "ilo-c155": 94,
        "ilo-c187": 77,
    }
    assert [(act.state, str(act.date)) for act in acts if act.kind == "Denunciation"] == [("MYS", "1990"), ("SGP", "1979")]
    assert len({act.state for act in acts}) == 187
    assert "NRU" not in {act.state for act in acts}, "Nauru is not in the ILO's table"


@pytest.mark.parametrize(
    ("state", "instrument", "year"),
    [
        ("SAU", "ilo-p029", "2021"),
        ("PHL", "ilo-c029", "2005"),
        ("IDN", "ilo-c029", "1950"),
        ("GBR", "ilo-p029", "2016"),
        ("CHN", "ilo-c105", "2022"),
    ],
)
def test_spot_years_of_the_packaged_table(state: str, instrument: str, year: str) -> None:
    acts = read_acts(SOURCE.acts_table)
    assert of(acts, state, instrument) == [("Ratification", year)]
    assert of(acts, "PHL", "ilo-p029") == []


def test_the_packaged_table_is_what_the_shared_table_gives(shared_data: Path, tmp_path: Path) -> None:
    acts = load([shared_data / FOLDER])
    write_acts(tmp_path / "acts.csv", acts)
    assert (tmp_path / "acts.csv").read_bytes() == SOURCE.acts_table.read_bytes()


def test_the_long_table_beside_it_says_the_same(shared_data: Path) -> None:
    with (shared_data / FOLDER / "ratifications_long.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 1635
    expected = Counter((row["state"], f"ilo-{row['instrument'].lower()}", "Ratification", row["ratification_year"]) for row in rows)
    expected.update(
        (row["state"], f"ilo-{row['instrument'].lower()}", "Denunciation", row["denunciation_year"])
        for row in rows
        if row["denunciation_year"]
    )
    found = Counter((act.state_as_published, act.instrument, act.kind, str(act.date)) for act in read_acts(SOURCE.acts_table))
    assert found == expected
