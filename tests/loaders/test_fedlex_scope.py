"""The Swiss tables: what is read, and what is refused. Their faults are in ``test_fedlex_faults.py``."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.acts import ActRow, read_acts, write_acts
from servanda.loaders.dates import BadDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnknownState, WrongEncoding
from servanda.loaders.fedlex_scope import FILES, load
from servanda.loaders.fedlex_words import UnknownRemark, printed_day, restate
from servanda.loaders.source import read_source
from servanda.ontology.act_kinds import CONSENTS

Edit = Callable[..., Path]

HERE = Path(__file__).parent / "files"
C189 = HERE / "fedlex_ilo-c189.csv"
P029 = HERE / "fedlex_ilo-p029.csv"
REFUGEES = HERE / "fedlex_refugee-convention-1951.csv"
STATELESS = HERE / "fedlex_stateless-persons-1954.csv"
DATED = HERE / "fedlex_dated.csv"
FOLDERS = ("swiss-scope-tables", "ilo-and-other-dated")
SOURCE = read_source("fedlex_scope")


@pytest.fixture(scope="module")
def acts() -> list[ActRow]:
    """The packaged table."""
    return read_acts(SOURCE.acts_table)


@pytest.fixture(scope="module")
def small() -> list[ActRow]:
    """The small files of these tests."""
    return load([C189, P029, REFUGEES, STATELESS, DATED])


def one(acts: list[ActRow], instrument: str, state: str, *, kind: str = "", territory: str = "") -> ActRow:
    (act,) = [
        act
        for act in acts
        if (act.instrument, act.state, act.territory) == (instrument, state, territory) and (act.kind == kind or not kind)
    ]
    return act


# What is read


def test_a_row_of_each_layout_keeps_days_kind_and_place(small: list[ActRow]) -> None:
    found = [
        (act.kind, str(act.date), str(act.printed_entry_into_force), str(act.as_at), act.place.partition(":")[0])
        for act in (
            one(small, "ilo-c189", "PHL"),
            one(small, "refugee-1951", "DJI"),
            one(small, "ilo-c029", "IDN"),
        )
    ]
    assert found == [
        ("Ratification", "2012-09-05", "2013-09-05", "2025-04-29", "fedlex_ilo-c189.csv, row 5"),
        ("Succession", "1977-08-09", "1977-06-27", "2012-06-14", "fedlex_refugee-convention-1951.csv, row 2"),
        ("Succession", "1950-06-12", "1950-06-12", "2017-07-11", "fedlex_dated.csv, row 4"),
    ]


def test_the_page_and_its_commit_stand_in_the_place(small: list[ActRow]) -> None:
    assert one(small, "ilo-c029", "IDN").place == (
        "fedlex_dated.csv, row 4: github:droid-f/fedlex-assets@3bf9976563:eli/cc/56/956_1002_1260/20170711/de"
    )


def test_the_name_is_kept_without_its_marks_and_the_mark_becomes_a_remark(small: list[ActRow]) -> None:
    act = one(small, "stateless-1954", "PHL")
    assert act.state_as_published == "Philippinen"
    assert one(small, "refugee-1951", "FRA").remark == "reservation, declaration or objection marked, not printed"


def test_a_minimum_age_is_a_remark(small: list[ActRow]) -> None:
    assert one(small, "ilo-c138", "PHL").remark == "minimum age declared under Article 2(1): 15 years"
    assert "no minimum age printed" in one(small, "ilo-c138", "AUS").remark


def test_accepted_parts_of_social_security_are_a_remark(small: list[ActRow]) -> None:
    assert "Parts accepted under Article 2(b): V, VI, VII, IX, X" in one(small, "ilo-c102", "CHE").remark


def test_bound_without_part_ii_is_a_partial_acceptance_that_names_the_part(small: list[ActRow]) -> None:
    partial = one(small, "ilo-c081", "IND", kind="PartialAcceptance")
    assert partial.affects == ("ilo-c081/part-ii",)
    assert partial.printed_entry_into_force is None
    assert "EXCLUDED" in partial.remark
    assert str(partial.date) == str(one(small, "ilo-c081", "IND", kind="Ratification").date)


@pytest.mark.parametrize(
    ("instrument", "state", "territory"),
    [
        ("ilo-p029", "DNK", "GRL"),
        ("refugee-1951", "GBR", "x-channel-islands"),
        ("refugee-1951", "FRA", "x-french-colonies"),
        ("stateless-1954", "CHN", "HKG"),
        ("ilo-c087", "NLD", "x-netherlands-antilles"),
        ("ilo-c029", "NZL", "COK"),
    ],
)
def test_a_territory_is_no_party(small: list[ActRow], instrument: str, state: str, territory: str) -> None:
    act = one(small, instrument, state, territory=territory)
    assert act.kind == "TerritorialApplication"
    assert not any(other.state == territory and other.kind in CONSENTS for other in small if other.date == act.date)


def test_the_european_union_is_a_party(small: list[ActRow]) -> None:
    assert one(small, "palermo-smuggling", "x-european-union").kind == "Ratification"


def test_progress_is_told_after_each_file() -> None:
    told: list[tuple[int, int, str]] = []
    load([C189, P029], lambda done, total, what: told.append((done, total, what)))
    assert told == [(1, 2, C189.name), (2, 2, P029.name)]


@pytest.mark.parametrize(
    ("text", "day", "letter"),
    [("1er février 2017", "2017-02-01", ""), ("28 juillet 2021 A", "2021-07-28", "A"), ("22. März 1981 B", "1981-03-22", "B")],
)
def test_a_printed_day_is_read_in_both_languages(text: str, day: str, letter: str) -> None:
    found, mark = printed_day(text)
    assert (str(found), mark) == (day, letter)


@pytest.mark.parametrize("text", ["30. Februar 1981", "3. Brumaire 1981", "1981-03-22", ""])
def test_what_is_no_printed_day_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        printed_day(text)


# What is refused


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"ilo-c189\.csv"):
        load([tmp_path / "ilo-c189.csv"])
    with pytest.raises(MissingFile, match="no table of this source"):
        load([tmp_path])


def test_a_folder_that_lacks_one_of_its_tables_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ilo-c189.csv").write_bytes(C189.read_bytes())
    with pytest.raises(MissingFile, match=r"ilo-p029\.csv"):
        load([tmp_path])


def test_another_encoding_is_named(tmp_path: Path) -> None:
    copy = tmp_path / C189.name
    copy.write_bytes(STATELESS.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(WrongEncoding, match=r"fedlex_ilo-c189\.csv: is not UTF-8"):
        load([copy])


@pytest.mark.parametrize("cut", [1, 30])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, cut: int) -> None:
    copy = tmp_path / DATED.name
    copy.write_bytes(DATED.read_bytes()[:-cut])
    with pytest.raises(ChangedLayout, match="cut off"):
        load([copy])


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / DATED.name
    copy.write_text(DATED.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    with pytest.raises(ChangedLayout, match="holds no row"):
        load([copy])


@pytest.mark.parametrize(
    ("source", "old", "new", "error", "problem"),
    [
        (C189, "consent_date", "consent", ChangedLayout, r"row 1: the header"),
        (DATED, "consent_year", "year", ChangedLayout, r"row 1: the header"),
        (C189, "Philippines,PHL", "Filipines,PHL", UnknownState, r"row 5, column 'state_as_published': .*'Filipinas' \(PHL\)"),
        (C189, "Philippines,PHL", "Philippines,POL", BadValue, r"row 5, column 'iso3_added': 'POL' stands beside"),
        (C189, ",2012-09-05,", ",2012-09-31,", BadValue, r"row 5, column 'consent_date': .*no such day"),
        (C189, "5 septembre 2012", "31 septembre 2012", BadValue, r"row 5, column 'consent_as_published': .*no such day"),
        (C189, ",2012-09-05,", ",2012-09-06,", BadValue, r"row 5, column 'consent_date': 2012-09-06 stands beside the printed"),
        (C189, "published consent year", "perhaps", BadValue, r"row 2, column 'remark_added': the remark"),
        (STATELESS, "B,2011-10-07,accession", "B,2011-10-07,succession", BadValue, r"column 'consent_action': 'succession' stands beside"),
        (STATELESS, "Hongkong a,Hongkong", "Hongkong SVR,Hongkong", BadValue, r"column 'state_clean_de'"),
        (STATELESS, "Deutschland*", "Deutschland", BadValue, r"column 'has_reservation_or_declaration'"),
        (DATED, "C029,Indonesien", "C030,Indonesien", BadValue, r"row 4, column 'instrument': 'C030'"),
        (DATED, "1950-06-12,1950,", "1950-06-12,1951,", BadValue, r"row 4, column 'consent_year'"),
        (DATED, "1950,succession", "1950,promise", BadValue, r"row 4, column 'consent_action': 'promise'"),
        (DATED, "github:droid-f", "github:other", BadValue, r"row 2, column 'source_url_or_path'"),
        (DATED, "15 years", "15 winters", BadValue, r"column 'option_note': nobody knows"),
        (DATED, "not in the ILO table", "seen in the ILO table", BadValue, r"column 'remark': the remark"),
        (DATED, "listed under Chile", "listed under Peru", BadValue, r"column 'remark': listed under 'Peru', but CHN"),
        (DATED, "C081,Indien,IND", "C081,Taiwan (Chinesisches Taipei),TWN", BadValue, r"stands here twice for ilo-c081"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(
    edited: Edit, source: Path, old: str, new: str, error: type[SourceError], problem: str
) -> None:
    with pytest.raises(error, match=problem) as caught:
        load([edited(source, (old, new))])
    assert str(caught.value).startswith(f"{source.name}, row ")


def test_a_table_whose_instrument_is_not_in_its_name_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "scope.csv"
    copy.write_bytes(C189.read_bytes())
    with pytest.raises(BadValue, match=r"scope\.csv: no column names the instrument"):
        load([copy])


def test_an_unread_remark_is_unknown() -> None:
    assert restate("") == []
    with pytest.raises(UnknownRemark, match="something new"):
        restate("with modifications; something new")


# The shared files

#: Rows and territories of each file, as the notes beside the files count them; less the rows left to other loaders.
COUNTS = {
    "ilo-c189": (38, 0, 0),
    "ilo-p029": (67, 1, 0),
    "stateless-1954": (100, 1, 0),
    "ilo-c019": (142, 21, 0),
    "ilo-c029": (211, 29, 0),
    "ilo-c081": (158, 14, 0),
    "ilo-c087": (184, 26, 0),
    "ilo-c088": (95, 7, 0),
    "ilo-c098": (190, 22, 0),
    "ilo-c100": (184, 9, 2),
    "ilo-c102": (68, 1, 0),
    "ilo-c105": (207, 28, 2),
    "ilo-c111": (185, 10, 0),
    "ilo-c138": (180, 3, 1),
    "ilo-c182": (189, 2, 0),
    "palermo-trafficking": (184, 3, 0),
    "palermo-smuggling": (154, 3, 0),
    "refugee-protocol-1967": (151, 4, 1),
    "vccr": (186, 4, 0),
}


def test_the_packaged_table_has_the_rows_that_the_notes_count(acts: list[ActRow]) -> None:
    rows = Counter(act.instrument for act in acts if act.kind != "PartialAcceptance")
    territories = Counter(act.instrument for act in acts if act.kind == "TerritorialApplication")
    assert rows.pop("refugee-1951") == 154
    assert territories.pop("refugee-1951") == 9
    assert dict(rows) == {slug: count - left for slug, (count, _, left) in COUNTS.items()}
    assert dict(territories) == {slug: count for slug, (_, count, _) in COUNTS.items() if count}
    assert sum(act.kind == "PartialAcceptance" for act in acts) == 17
    SOURCE.check_count(len(acts))


def test_the_packaged_table_is_what_the_shared_files_give(shared_data: Path, tmp_path: Path) -> None:
    write_acts(tmp_path / "acts.csv", load([shared_data / "ratifications" / folder for folder in FOLDERS]))
    assert (tmp_path / "acts.csv").read_bytes() == SOURCE.acts_table.read_bytes()


def test_the_small_files_are_rows_of_the_shared_ones(shared_data: Path, small: list[ActRow], acts: list[ActRow]) -> None:
    def told(act: ActRow) -> tuple[object, ...]:
        return act.instrument, act.state, act.territory, act.kind, act.date, act.printed_entry_into_force, act.remark

    assert {told(act) for act in small} <= {told(act) for act in acts}


def test_every_shared_table_of_this_source_is_read(shared_data: Path) -> None:
    for folder, names in zip(FOLDERS, FILES, strict=True):
        for name in names:
            assert (shared_data / "ratifications" / folder / name).is_file()


def test_acts_agree_with_the_depositarys_older_pages_save_the_named_ones(shared_data: Path, acts: list[ActRow]) -> None:
    """The consent of 1954 in the UN pages of 2013 to 2015 and here: only Germany and Malawi differ."""
    months = {
        name: number
        for number, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], start=1)
    }
    with (shared_data / "ratifications/untc-other-2014/treaties/5-3.csv").open(encoding="utf-8", newline="") as stream:
        depositary = {row[0]: row[-1].split()[:3] for row in csv.reader(stream) if row[-1][:1].isdigit()}
    days = {f"{int(year)}-{months[month]:02}-{int(day):02}" for day, month, year in depositary.values()}
    ours = {str(act.date): act.state for act in acts if act.instrument == "stateless-1954" and act.kind in CONSENTS}
    assert {state for day, state in ours.items() if day not in days and int(day[:4]) < 2014} == {"DEU", "MWI"}
