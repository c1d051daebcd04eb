"""The files of statements beside the older tables: what each statement is taken for, what is refused, and the whole shared copy."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.loaders import limits, objections, untc_2014
from servanda.loaders.acts import ActRow
from servanda.loaders.errors import ChangedLayout, MissingFile, SourceError, UnknownState
from servanda.loaders.untc_2014_statements import COLUMNS, read_blocks, read_readings

FILES = Path(__file__).parent / "files"
COPY = Path("ratifications") / "untc-other-2014"
#: The tables that were read from these files.
READ = ("refugee-1951", "stateless-1954", "vccr", "vccr-op-nationality", "statelessness-1961", "refugee-protocol-1967", "traffic-1949")
#: A summary may share at most this many consecutive words with the statements.
LONGEST = 7


def _file(folder: Path, text: str, number: str = "7-11-a") -> list[Path]:
    """A table of participants and a file of statements beside it."""
    table = folder / f"{number}.csv"
    table.write_text(
        'Participant,Signature,"Accession(a), Succession(d), Ratification"\nColombia,30 Dec 1954,2 Nov 1977\nAlgeria,,15 Jul 1964 a\n'
        "Peru,30 Jan 1956,\n",
        encoding="utf-8",
    )
    beside = folder / f"{number}.txt"
    beside.write_text(text, encoding="utf-8")
    return [table, beside]


def _statements(acts: list[ActRow]) -> list[ActRow]:
    return [act for act in acts if act.place.startswith("declarations")]


def test_a_statement_is_taken_as_made_upon_consent_and_says_so(tmp_path: Path) -> None:
    (first,) = _statements(untc_2014.load(_file(tmp_path, '#Algeria\n"Article 22 shall not apply."\n\n')))
    assert (first.state, first.kind, str(first.date)) == ("DZA", "UnilateralStatement", "1964-07-15")
    assert "taken as made upon consent" in first.remark
    assert first.place == "declarations and reservations, block 1"
    assert str(first.as_at) == "1977-11-02", "no earlier than the newest day in the table"


def test_a_name_without_words_is_a_statement_of_which_nothing_is_known(tmp_path: Path) -> None:
    found = _statements(untc_2014.load(_file(tmp_path, "#Algeria\n\n\n#Colombia\nWords.\n")))
    assert [(act.state, act.date) for act in found] == [("DZA", None), ("COL", found[1].date)]
    assert "without words" in found[0].remark


def test_who_has_not_consented_has_no_day(tmp_path: Path) -> None:
    (only,) = _statements(untc_2014.load(_file(tmp_path, "#Peru\nWords.\n")))
    assert only.date is None


@pytest.mark.parametrize(
    ("text", "error", "problem"),
    [
        ("Words.\n#Algeria\n", ChangedLayout, "row 1: words before"),
        ("#Algeria\nOne.\n#Algeria\nTwo.\n", ChangedLayout, "row 3: 'Algeria' has a second block"),
        ("\n", ChangedLayout, "no names"),
        ("#Ruritania\nWords.\n", UnknownState, "Ruritania"),
    ],
)
def test_a_changed_file_is_refused(tmp_path: Path, text: str, error: type[SourceError], problem: str) -> None:
    with pytest.raises(error, match=problem):
        untc_2014.load(_file(tmp_path, text))


def test_statements_need_the_table_with_the_days(tmp_path: Path) -> None:
    _, beside = _file(tmp_path, "#Algeria\nWords.\n")
    with pytest.raises(MissingFile, match="no table"):
        untc_2014.load([beside])
    other = shutil.copy(FILES / "untc_2014_5-3.csv", tmp_path / "5-3.csv")
    with pytest.raises(MissingFile, match=r"days of consent are in 7-11-a\.csv"):
        untc_2014.load([Path(other), beside])


def test_a_block_that_was_read_must_be_there(tmp_path: Path) -> None:
    table = tmp_path / "5-3.csv"
    shutil.copy(FILES / "untc_2014_5-3.csv", table)
    beside = tmp_path / "5-3.txt"
    beside.write_text("#Colombia\nWords.\n", encoding="utf-8")
    with pytest.raises(ChangedLayout, match="are not there"):
        untc_2014.load([table, beside])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("5-3,Italy,2,Reservation,consent,", "1 is the next part"),
        ("5-3,Italy,1,Caveat,consent,", "no kind of act"),
        ("5-3,Italy,1,Reservation,later,", "later"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(written: Callable[..., Path], row: str, problem: str) -> None:
    with pytest.raises(SourceError, match=rf"row 2.*{problem}"):
        read_readings(written(COLUMNS, row))


# --- the shared copy ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(shared_data: Path) -> list[ActRow]:
    folder = shared_data / COPY
    return _statements(untc_2014.load([*sorted(folder.glob("treaties/*.csv")), *sorted(folder.glob("declarations/*.txt"))]))


def _of(acts: list[ActRow], instrument: str, state: str) -> list[tuple[str, str]]:
    return [(act.kind, str(act.date)) for act in acts if (act.instrument, act.state) == (instrument, state)]


def test_every_block_of_every_file_is_an_act(loaded: list[ActRow]) -> None:
    """Counted in the files: lines that begin with the mark of a name; five blocks hold two statements."""
    blocks = {act.instrument: set[str]() for act in loaded}
    for act in loaded:
        blocks[act.instrument].add(act.place.split(", part ")[0])
    expected = {"vccr": 35, "vccr-op-nationality": 1, "refugee-1951": 61, "stateless-1954": 36, "statelessness-1961": 15}
    assert {slug: len(several) for slug, several in blocks.items()} == {**expected, "refugee-protocol-1967": 34, "traffic-1949": 15}
    assert Counter(act.remark.startswith("the copy has the state's name without words") for act in loaded)[True] == 18


def test_statements_whose_words_tell_their_time(loaded: list[ActRow]) -> None:
    assert _of(loaded, "stateless-1954", "PHL") == [("UnilateralStatement", "1955-06-22")], "upon signing, not upon ratification in 2011"
    assert _of(loaded, "stateless-1954", "GTM") == [("UnilateralStatement", "1954-09-28"), ("UnilateralStatement", "2000-11-28")]
    assert _of(loaded, "vccr", "GBR") == [("UnilateralStatement", "1964-03-27"), ("UnilateralStatement", "1972-05-09")]
    assert _of(loaded, "statelessness-1961", "BRA") == [("UnilateralStatement", "2009-12-10")]
    assert _of(loaded, "statelessness-1961", "ARG") == [("Objection", "2014-11-13")]
    assert _of(loaded, "refugee-1951", "LUX") == [("UnilateralStatement", "1953-07-23"), ("Objection", "None")]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    found = _words(text)
    return (tuple(found[start : start + LONGEST + 1]) for start in range(len(found) - LONGEST))


@pytest.mark.parametrize("instrument", READ)
def test_no_summary_takes_more_than_seven_words_in_a_row(instrument: str, shared_data: Path) -> None:
    (number,) = [number for number, table in untc_2014.TABLES.items() if table.instrument == instrument]
    source = {run for block in read_blocks(shared_data / COPY / "declarations" / f"{number}.txt") for run in _runs(block.text)}
    tables = [folder / f"{instrument}.csv" for folder in (limits.FOLDER, objections.FOLDER)]
    taken: dict[str, str] = {}
    for path in tables:
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    shared = [run for column in ("summary_en", "remark") for run in _runs(row[column]) if run in source]
                    if shared:
                        taken[row["id"]] = " ".join(shared[0])
    assert not taken
