"""The tables of 2013 to 2015: every fault of the copy by name, what is refused, and the whole shared copy."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders import untc_2014
from servanda.loaders.acts import ActRow, read_acts
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, UnknownState, WrongEncoding
from servanda.loaders.source import read_source
from servanda.loaders.states import StateNames

FILES = Path(__file__).parent / "files"
COPY = Path("ratifications") / "untc-other-2014" / "treaties"
STATEMENTS = COPY.parent / "declarations"

Table = Callable[..., Path]


@pytest.fixture
def copied(tmp_path: Path) -> Table:
    """One of our small tables under the name that says which treaty it is, with parts replaced."""

    def copy(number: str, *changes: tuple[str, str]) -> Path:
        text = (FILES / f"untc_2014_{number}.csv").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / f"{number}.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return copy


def of(acts: list[ActRow], state: str) -> dict[str, ActRow]:
    return {act.kind: act for act in acts if act.state == state}


def test_letters_behind_the_dates_tell_the_kind_of_act(copied: Table) -> None:
    acts = untc_2014.load([copied("18-12-a")])
    assert set(of(acts, "x-european-union")) == {"Signature", "Approval"}
    assert set(of(acts, "NLD")) == {"Signature", "Acceptance"}
    assert set(of(acts, "MNE")) == {"Succession"}
    assert of(acts, "IDN")["Ratification"].date == PartialDate.parse("2009-09-28")
    assert {act.instrument for act in acts} == {"palermo-trafficking"}


def test_fault_lost_brackets(copied: Table) -> None:
    acts = of(untc_2014.load([copied("5-3")]), "MDG")
    assert acts["Accession"].status == "no-longer-party"
    assert acts["Denunciation"].date == PartialDate.parse("1965")
    assert "only by the year" in acts["Denunciation"].remark


def test_a_bracket_that_was_kept_is_read(copied: Table) -> None:
    acts = of(untc_2014.load([copied("5-3", ("20 Feb 1962 a", "[20 Feb 1962 a]"))]), "MDG")
    assert acts["Accession"].status == "no-longer-party"


def test_fault_stale(copied: Table) -> None:
    assert {act.as_at for act in untc_2014.load([copied("5-3")])} == {PartialDate.parse("2013-10-03")}
    source = read_source("untc_2014")
    assert source.complete_for == ()
    assert source.rank == 2


def test_fault_no_notes(copied: Table) -> None:
    assert all(act.printed_entry_into_force is None and not act.territory for act in untc_2014.load([copied("5-3")]))


def test_fault_former_names(copied: Table) -> None:
    acts = untc_2014.load([copied("5-3")])
    assert of(acts, "SWZ")["Accession"].state_as_published == "Swaziland"
    assert of(acts, "MKD")["Succession"].state_as_published == "The former Yugoslav Republic of Macedonia"


def test_fault_participation_1953(copied: Table) -> None:
    acts = untc_2014.load([copied("18-2")])
    for state in ("AFG", "KAZ"):
        assert of(acts, state)["ConsentToBeBound"].remark == untc_2014.PARTICIPATION_REMARK
    assert of(acts, "ETH")["Ratification"].remark == ""
    assert set(of(acts, "ZMB")) == {"Succession"}


def test_fault_row_without_dates(copied: Table) -> None:
    assert not of(untc_2014.load([copied("5-3")]), "CHN")
    with pytest.raises(ChangedLayout, match="row 3: a row without any date"):
        untc_2014.load([copied("5-3", ("Colombia,30 Dec 1954,", "Colombia,,"))])


def test_fault_comparison_4_13(copied: Table, tmp_path: Path) -> None:
    older = tmp_path / "4-13.csv"
    older.write_text("left unread", encoding="utf-8")
    assert {act.instrument for act in untc_2014.load([older, copied("5-3")])} == {"stateless-1954"}
    with pytest.raises(MissingFile, match="comparison only"):
        untc_2014.load([older])


def test_no_file_or_a_missing_one(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        untc_2014.load([])
    with pytest.raises(MissingFile, match=r"5-3\.csv"):
        untc_2014.load([tmp_path / "5-3.csv"])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Participant,Signature,", "State,Signature,", "header"),
        ("Colombia,30 Dec 1954,", "Colombia,30 Dec 1954", "2 cells"),
        ("Costa Rica,", "Colombia,", "second row"),
        ('"Accession(a), Succession(d), Ratification"', '"Accession(a), Ratification"', "header"),
    ],
)
def test_a_changed_table(copied: Table, old: str, new: str, problem: str) -> None:
    with pytest.raises(ChangedLayout, match=problem):
        untc_2014.load([copied("5-3", (old, new))])


@pytest.mark.parametrize("cell", ["2 Nov 1977 AA", "2 Nov 1977 x", "31 Feb 1977", "1977", "[2 Nov 1977"])
def test_a_cell_that_is_not_understood(copied: Table, cell: str) -> None:
    with pytest.raises(BadValue, match="row 4"):
        untc_2014.load([copied("5-3", ("2 Nov 1977", cell))])


def test_an_unknown_participant_and_another_encoding(copied: Table) -> None:
    with pytest.raises(UnknownState, match="Ruritania"):
        untc_2014.load([copied("5-3", ("Colombia", "Ruritania"))])
    path = copied("5-3")
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(WrongEncoding):
        untc_2014.load([path])


def test_a_table_of_no_known_treaty_an_empty_one_and_one_twice(copied: Table, tmp_path: Path) -> None:
    path = copied("5-3")
    other = shutil.copy(path, tmp_path / "99-1.csv")
    with pytest.raises(ChangedLayout, match="'99-1' is not the number"):
        untc_2014.load([Path(other)])
    with pytest.raises(ChangedLayout, match="given twice"):
        untc_2014.load([path, path])
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(ChangedLayout, match="no participants"):
        untc_2014.load([path])


# --- the shared copy ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(shared_data: Path) -> list[ActRow]:
    return untc_2014.load([*sorted((shared_data / COPY).glob("*.csv")), *sorted((shared_data / STATEMENTS).glob("*.txt"))])


def test_the_packaged_table_is_what_the_files_give(loaded: list[ActRow]) -> None:
    source = read_source("untc_2014")
    source.check_count(len(loaded))
    assert Counter(read_acts(source.acts_table)) == Counter(loaded)


def test_as_many_participants_as_the_account_of_the_copy_says(loaded: list[ActRow]) -> None:
    rows = Counter(instrument for instrument, _ in {(act.instrument, act.place) for act in loaded if act.place.startswith("row ")})
    assert rows == {
        "untoc": 185,
        "palermo-trafficking": 167,
        "palermo-smuggling": 152,
        "refugee-1951": 145,
        "refugee-protocol-1967": 146,
        "stateless-1954": 88,
        "statelessness-1961": 66,
        "vccr": 181,
        "vccr-op-nationality": 50,
        "vccr-op-disputes": 70,
        "slavery-protocol-1953": 61,
        "slavery-1926-amended": 99,
        "slavery-1926": 36,
        "slavery-supplementary-1956": 126,
        "traffic-1949": 95,
    }


def test_known_dates(loaded: list[ActRow]) -> None:
    trafficking = {act.state: str(act.date) for act in loaded if act.instrument == "palermo-trafficking" and act.kind == "Ratification"}
    assert (trafficking["PHL"], trafficking["IDN"], trafficking["SAU"]) == ("2002-05-28", "2009-09-28", "2007-07-20")


def test_fault_league_of_nations(loaded: list[ActRow]) -> None:
    assert not [act for act in loaded if act.instrument == "slavery-1926" and act.kind == "Ratification"]


def test_fault_other_tables(loaded: list[ActRow]) -> None:
    consent = {
        act.state: str(act.date) for act in loaded if act.instrument == "stateless-1954" and act.kind in ("Ratification", "Accession")
    }
    assert (consent["DEU"], consent["MWI"]) == ("1976-10-26", "2009-10-07")


def test_the_older_table_of_the_migrant_workers_convention_agrees_with_the_page(shared_data: Path) -> None:
    older = untc_2014.read_participants(shared_data / COPY / "4-13.csv", StateNames.load())
    newer = read_acts(read_source("untc").acts_table)
    known = {(act.state, act.kind, act.date) for act in newer if act.instrument == "icrmw" and act.place.startswith("main table")}
    assert len({act.state for act in older}) == 66
    assert {(act.state, act.kind, act.date) for act in older} <= known
