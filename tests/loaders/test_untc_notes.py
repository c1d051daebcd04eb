"""End notes of the status pages: what was read in them, and what stops the load."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders import untc
from servanda.loaders.acts import ActRow, read_acts
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout
from servanda.loaders.source import read_source
from servanda.loaders.untc_notes import COLUMNS, ENDING, dates_in, read_note_table
from servanda.loaders.untc_statements import COLUMNS as STATEMENT_COLUMNS
from servanda.loaders.untc_statements import parts_of, read_statement_table

Edit = Callable[..., Path]
Written = Callable[..., Path]

OP1 = Path(__file__).parent / "files" / "untc_iccpr_op1.html"


@pytest.fixture(scope="module")
def packaged() -> list[ActRow]:
    return read_acts(read_source("untc").acts_table)


def dates(acts: list[ActRow], instrument: str, state: str, kind: str, path: str = "") -> set[str]:
    wanted = {f"{instrument}/{path}"} if path else set()
    return {
        str(act.date)
        for act in acts
        if (act.instrument, act.state, act.kind) == (instrument, state, kind)
        and wanted <= set(act.affects)
        and act.place.startswith("end note")
    }


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On 11 July 2014, it said so", ["2014-07-11"]),
        ("received on 8 March 1989, 19 and 20 April 1989", ["1989-03-08", "1989-04-19", "1989-04-20"]),
        ("received on 8 March, 19 and 20 April 1989", ["1989-03-08", "1989-04-19", "1989-04-20"]),
        ("on 17 July 1980 and 16 February 1982, respectively", ["1980-07-17", "1982-02-16"]),
        ("Sweden 4 Aug 1997 Portugal 14 Aug 1997 Denmark 24 Mar 1998", ["1997-08-04", "1997-08-14", "1998-03-24"]),
        ("article 16 of 31 February 1990", []),
        ("Act No. 146 of 1994", []),
    ],
)
def test_days_in_prose(text: str, days: list[str]) -> None:
    assert dates_in(text) == [datetime.date.fromisoformat(day) for day in days]


@pytest.mark.parametrize(
    "text", ["its denunciation", "denounced", "a withdrawal", "withdrew", "to withdrawthe", "wihdraw its", "was terminated"]
)
def test_words_that_tell_of_an_end(text: str) -> None:
    assert ENDING.search(text)


@pytest.mark.parametrize("text", ["self-determination", "indeterminate scope", "determined"])
def test_words_that_do_not(text: str) -> None:
    assert not ENDING.search(text)


# --- the table against the page ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Austria denounced it on 1 May 2025", "Austria has decided to wihdraw its reservation", "It was terminated"]
)
def test_a_new_note_that_tells_of_an_end_is_named(edited: Edit, words: str) -> None:
    with pytest.raises(ChangedLayout, match=r"end note 9 tells of an end.*end_notes\.csv"):
        untc.load([edited(OP1, ("which ends nothing", words))])


def test_a_note_that_was_read_and_is_gone(edited: Edit) -> None:
    with pytest.raises(ChangedLayout, match=r"end note 7, read in row \d+ of end_notes\.csv, is not on the page"):
        untc.load([edited(OP1, ('<a name="7">7</a>', '<a name="70">70</a>'))])


def test_a_note_whose_day_was_changed(edited: Edit) -> None:
    with pytest.raises(ChangedLayout, match="end note 3 does not print 1997-10-23"):
        untc.load([edited(OP1, ("23 October 1997", "24 October 1997"))])
    with pytest.raises(ChangedLayout, match="end note 6 does not print 2023-02-08"):
        untc.load([edited(OP1, ("8 February 2023", "9 February 2023"))])


def test_a_note_that_no_longer_names_the_state(edited: Edit) -> None:
    with pytest.raises(ChangedLayout, match="end note 3 does not name 'Jamaica'"):
        untc.load([edited(OP1, ("Jamaica told", "It told"))])


GOOD = "cat,1,AUT,Austria,Reservation,consent,,cat/20,2001-01-01,,,act,"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (GOOD.replace(",act,", ",maybe,"), "neither 'act' nor 'no-act'"),
        (GOOD.replace("Reservation", "Reserve"), "no kind of act"),
        (GOOD.replace("AUT", ""), "must not be empty"),
        (GOOD.replace("cat/20", "crc/20"), "no provision of cat"),
        (GOOD.replace("2001-01-01", "1 Jan 2001"), "not a date"),
        ("cat,1,,,,,,,,,,no-act,", "needs a remark"),
        ("cat,1,AUT,,,,,,,,,no-act,why", "nothing else"),
    ],
)
def test_a_bad_row_of_the_table(written: Written, row: str, problem: str) -> None:
    with pytest.raises(BadValue, match=problem) as error:
        read_note_table(written(COLUMNS, GOOD, row))
    assert error.value.row == 3


@pytest.mark.parametrize(("row", "problem"), [("icrmw,Chile,one,Reservation,,", "no number"), ("icrmw,Chile,1,Reserve,,", "no kind")])
def test_a_bad_row_of_the_table_of_statements(written: Written, row: str, problem: str) -> None:
    with pytest.raises(BadValue, match=problem):
        read_statement_table(written(STATEMENT_COLUMNS, row))


def test_a_heading_in_an_objection_tells_of_the_other_state() -> None:
    text = "1 May 2001\nWith regard to the reservation upon ratification:\nWords"
    assert len(parts_of(text, headings=False)) == 1
    assert [part.time for part in parts_of("Upon signature:\nWords\nUpon ratification:\nWords", headings=True)] == ["signature", "consent"]


# --- what was read ----------------------------------------------------------------------------------------------------------------


def test_fault_end_notes(packaged: list[ActRow]) -> None:
    assert dates(packaged, "icrmw", "MEX", "WithdrawalOfReservation", "22/4") == {"2014-07-11"}
    assert dates(packaged, "iccpr", "MEX", "WithdrawalOfReservation", "13") == {"2014-07-11"}
    assert dates(packaged, "icrmw", "LKA", "WithdrawalOfReservation", "29") == {"2016-08-16"}
    assert dates(packaged, "cedaw", "BEL", "WithdrawalOfReservation", "7") == {"1998-09-14"}


def test_denunciations(packaged: list[ActRow]) -> None:
    told = {
        (act.instrument, act.state, str(act.date), str(act.effective_from or ""), act.status)
        for act in packaged
        if act.kind == "Denunciation"
    }
    assert told == {
        ("iccpr-op1", "JAM", "1997-10-23", "", ""),
        ("iccpr-op1", "TTO", "1998-05-26", "1998-08-26", ""),
        ("iccpr-op1", "TTO", "2000-03-27", "2000-06-27", ""),
        ("iccpr-op1", "GUY", "1999-01-05", "1999-04-05", ""),
        ("iccpr-op1", "BLR", "2022-11-08", "2023-02-08", ""),
        ("iccpr", "PRK", "1997-08-25", "", "ineffective"),
    }
    assert dates(packaged, "iccpr-op1", "TTO", "Accession") == {"1998-08-26"}
    assert dates(packaged, "iccpr-op1", "GUY", "Accession") == {"1993-05-10"}


def test_fault_withdrawn_pairs(packaged: list[ActRow]) -> None:
    (reservation,) = [act for act in packaged if (act.instrument, act.state, act.kind) == ("icrmw", "MEX", "Reservation")]
    assert (str(reservation.date), str(reservation.withdrawn_on)) == ("1999-03-08", "2014-07-11")
    withdrawals = {
        (act.instrument, act.state, act.affects, str(act.effective_from or act.date))
        for act in packaged
        if act.kind == "WithdrawalOfReservation"
    }
    for act in packaged:
        if act.withdrawn_on is not None:
            assert act.kind in ("Reservation", "Declaration")
            assert (act.instrument, act.state, act.affects, str(act.withdrawn_on)) in withdrawals
            assert act.date is None or act.date.earliest <= act.withdrawn_on.earliest
            assert act.state != "SRB"  # the reservation to CRC 9 (1) was never Serbia's: it was not maintained at the succession
    undated = [act for act in packaged if act.kind == "WithdrawalOfReservation" and act.date is None]
    assert [(act.instrument, act.state) for act in undated] == [("crc", "MYS")]


def test_fault_former_states(packaged: list[ActRow]) -> None:
    assert dates(packaged, "iccpr", "x-czechoslovakia", "Ratification") == {"1975-12-23"}
    assert dates(packaged, "cat", "x-yugoslavia", "Ratification") == {"1991-09-10"}
    assert dates(packaged, "iccpr-op2", "x-german-democratic-republic", "Ratification") == {"1990-08-16"}
    assert dates(packaged, "icerd", "x-yemen-arab-republic", "Accession") == {"1989-04-06"}
    # four notices under article 4(3) stand in note 1; the block that prints the state's name alone is no fifth
    notices = [act for act in packaged if (act.instrument, act.state, act.kind) == ("iccpr", "x-yugoslavia", "Notification")]
    assert [str(act.date) for act in notices] == ["1989-04-17", "1989-05-30", "1990-03-20", "1990-04-26"]
    # the Soviet Union's acts are those of the continuing state, under the name of that time
    names = {act.state_as_published for act in packaged if act.state == "RUS" and act.kind == "WithdrawalOfReservation"}
    assert names == {"Union of Soviet Socialist Republics"}


def test_fault_territories_in_notes(packaged: list[ActRow]) -> None:
    assert dates(packaged, "cat", "PRT", "TerritorialApplication") == {"1999-06-15"}
    # China's notifications: for Hong Kong dated, for Macao only "upon resuming" it
    assert dates(packaged, "cat", "CHN", "TerritorialApplication") == {"1997-06-10", "None"}
    assert dates(packaged, "iccpr", "CHN", "TerritorialApplication") == {"1999-12-03", "None"}
    assert dates(packaged, "crc-op-sc", "CHN", "TerritorialApplication") == {"2002-12-03"}
    assert dates(packaged, "cedaw", "GBR", "TerritorialApplication") >= {"1986-04-07", "1996-10-14"}
    assert all(act.territory for act in packaged if act.kind == "TerritorialApplication")
    # on 27 April 1999 Portugal told one thing of CRC and Macao: the table of territories and end note 5 are not two acts
    macao = [act for act in packaged if (act.instrument, act.state, act.kind) == ("crc", "PRT", "TerritorialApplication")]
    assert [(str(act.date), act.place) for act in macao] == [("1999-04-27", "territorial application, row 4")]


def test_fault_modifications_and_objections(packaged: list[ActRow]) -> None:
    assert not [act for act in packaged if act.state == "LSO" and act.instrument == "cedaw" and act.place == "end note 32"]
    # replaced in 1999, not withdrawn; and what was never accepted in deposit
    (first,) = [act for act in packaged if (act.instrument, act.state, act.place) == ("cedaw", "MDV", "end note 37")]
    assert (str(first.date), first.withdrawn_on) == ("1993-07-01", None)
    (refused,) = [act for act in packaged if act.instrument == "cedaw" and act.state == "MYS" and act.status == "ineffective"]
    assert (str(refused.date), refused.place) == ("1998-02-06", "end note 36")
    # the day stands above the block; what was made upon ratification is told by the note
    changed = {(act.kind, str(act.date), act.place) for act in packaged if (act.instrument, act.state) == ("iccpr", "DNK")}
    assert ("UnilateralStatement", "2014-04-02", "declarations and reservations, block 18") in changed
    assert ("Reservation", "1972-01-06", "end note 19") in changed
    # the note on Bahrain prints fifteen; two of them stand among the objections of the page and are acts from there
    noted = {act.state for act in packaged if act.kind == "Objection" and (act.instrument, act.place) == ("iccpr", "end note 15")}
    assert noted == {"PRT", "CZE", "EST", "CAN", "AUS", "IRL", "ITA", "POL", "SWE", "HUN", "MEX", "SVK", "GBR"}
    assert dates(packaged, "crc", "NLD", "Objection") == set()  # note 11 repeats what is printed among the objections
    denmark = [act for act in packaged if (act.instrument, act.state, act.place) == ("cedaw", "DNK", "end note 31")]
    assert len(denmark) == 6  # Kuwait, Lesotho, Malaysia, Maldives, Singapore; Pakistan a year later


def test_a_list_of_objecting_states_with_short_months(packaged: list[ActRow]) -> None:
    told = {
        (act.state, str(act.date)) for act in packaged if (act.instrument, act.place, act.kind) == ("cedaw", "end note 71", "Objection")
    }
    assert told == {("SWE", "1997-08-04"), ("PRT", "1997-08-14"), ("DNK", "1998-03-24")}


def test_a_narrowed_reservation_is_not_withdrawn(packaged: list[ActRow]) -> None:
    (act,) = [act for act in packaged if (act.instrument, act.state, act.place) == ("iccpr-op1", "DEU", "end note 11")]
    assert act.kind == "WithdrawalOfReservation"
    assert act.remark.startswith("partial")
    assert act.date == PartialDate.parse("2023-10-31")
