"""Bilateral labour agreements: as many as the source has, its faults handled, and nothing said of a text that nobody read."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.agreements import (
    AGREEMENT_COLUMNS,
    DROPPED,
    NOT_CODED,
    YES,
    Agreement,
    AgreementTables,
    read_agreement_provisions,
    read_agreements,
)
from servanda.loaders.bilateral_agreements import CODING, FORMATION, LoadedAgreements, load
from servanda.loaders.dropped_rows import read_dropped
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnexpectedCount, UnknownState
from servanda.loaders.states import read_states
from servanda.ontology.schemes import slugs

FOLDER = "national/bilateral-labour-agreements"
STATES = frozenset(state.code for state in read_states())
VARIABLES = tuple(each.variable for each in read_agreement_provisions(slugs()["topic"]))
#: Agreements with the provision, as the README of the source counts them.
README = {
    "intl_instr": 49,
    "info_exch": 344,
    "joint_commit": 223,
    "recruit_cost_mig": 90,
    "prot_equal": 205,
    "prot_women": 7,
    "contract_req": 238,
    "contract_standard": 76,
    "wage_prot": 66,
    "housing_req": 63,
    "passport": 20,
    "social_security": 174,
    "disputes_emp_mig": 118,
    "remittances": 110,
    "reintegration": 41,
}


@pytest.fixture(scope="module")
def loaded(shared_data: Path) -> LoadedAgreements:
    return load(shared_data / FOLDER, VARIABLES)


@pytest.fixture(scope="module")
def packaged() -> AgreementTables:
    return read_agreements(STATES, slugs()["topic"])


@pytest.fixture(scope="module")
def by_id(packaged: AgreementTables) -> dict[str, Agreement]:
    return {each.id: each for each in packaged.agreements}


def test_every_row_is_an_agreement_or_dropped_with_its_reason(loaded: LoadedAgreements) -> None:
    assert len(loaded.agreements) + len(loaded.dropped) == 1222
    assert sum(each.coded for each in loaded.agreements) == 570
    assert Counter(each.evidence for each in loaded.agreements)["copy"] == 819


def test_the_packaged_tables_are_the_loaded_ones(loaded: LoadedAgreements, packaged: AgreementTables) -> None:
    assert packaged.agreements == loaded.agreements
    assert packaged.promises == loaded.promises
    assert read_dropped(DROPPED) == loaded.dropped


def test_provisions_are_counted_as_the_source_counts_them(packaged: AgreementTables) -> None:
    found = Counter(each.variable for each in packaged.promises if each.answer == YES)
    assert {variable: found[variable] for variable in README} == README


def test_agreements_of_some_states_are_as_many_as_the_source_says(packaged: AgreementTables) -> None:
    sides = Counter(side for each in packaged.agreements for side in each.parties)
    expected = {"PHL": 79, "QAT": 33, "IDN": 29, "MYS": 20, "BGD": 20, "SAU": 12, "NOR": 11}
    assert {code: sides[code] for code in expected} == expected


@pytest.mark.parametrize(
    ("sides", "signed"),
    [({"SAU", "IDN"}, "2014-02-19"), ({"JOR", "IDN"}, "2009-06-27"), ({"QAT", "IDN"}, "2008-01-20")],
)
def test_known_agreements_are_there(packaged: AgreementTables, sides: set[str], signed: str) -> None:
    assert signed in {str(each.signed_on) for each in packaged.agreements if set(each.parties) == sides}


def test_a_text_that_was_not_read_promises_nothing_and_denies_nothing(packaged: AgreementTables) -> None:
    coded = {each.id for each in packaged.agreements if each.coded}
    assert {each.agreement for each in packaged.promises} <= coded
    assert sum(each.answer == NOT_CODED for each in packaged.promises) == 6


def test_what_is_not_known_has_no_date_and_says_so(by_id: dict[str, Agreement]) -> None:
    undated = {each.id for each in by_id.values() if each.signed_on is None}
    assert undated == {f"bla-{number}" for number in (420, 612, 1079, 1119, 1123, 1171, 1268)}
    assert "9999" in by_id["bla-1079"].note
    assert "2015-07-11" in by_id["bla-1123"].note
    assert "2019" in by_id["bla-1123"].note
    assert str(by_id["bla-659"].signed_on) == "2007", "the day is printed for the year 2997"
    assert str(by_id["bla-77"].signed_on) == "1951", "two days are printed"


def test_no_agreement_is_ratified_before_it_is_signed(by_id: dict[str, Agreement]) -> None:
    for each in by_id.values():
        if each.signed_on is not None and each.ratified_on is not None:
            assert each.ratified_on.latest >= each.signed_on.earliest, each.id
    assert by_id["bla-552"].ratified_on is None
    assert "1962-08-29" in by_id["bla-552"].note


def test_states_are_those_of_the_time(by_id: dict[str, Agreement]) -> None:
    assert by_id["bla-486"].parties == ("DEU", "x-serbia-and-montenegro")  # Yugoslavia in 1995
    assert by_id["bla-561"].parties == ("x-german-democratic-republic", "VNM")
    assert {"TWN", "HKG", "MAC", "MNP"} <= {side for each in by_id.values() for side in each.parties}


def test_every_provision_has_its_words_in_both_languages_and_topics() -> None:
    provisions = read_agreement_provisions(slugs()["topic"])
    assert len(provisions) == 38
    assert all(each.topics and each.label["en"] != each.label["id"] for each in provisions)


# The files spoilt, one fault at a time


@pytest.fixture
def spoilt(tmp_path: Path, shared_data: Path) -> Callable[[str, str, str], Path]:
    """A copy of the two files with one text replaced once."""

    def make(name: str, old: str, new: str) -> Path:
        for file in (FORMATION, CODING):
            text = (shared_data / FOLDER / file).read_text(encoding="utf-8")
            assert file != name or old in text
            (tmp_path / file).write_text(text.replace(old, new, 1) if file == name else text, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("name", "old", "new", "error", "words"),
    [
        (FORMATION, "\n178,United Kingdom,", "\n178,United Kingdum,", UnknownState, "United Kingdum"),
        (FORMATION, " 1/31/1947", "31/1/1947", BadValue, "'datesigned'"),
        (FORMATION, ",1947, 5/19/1947", ",1847, 5/19/1947", BadValue, "'year'|differs"),
        (FORMATION, "datesigned", "signed", ChangedLayout, "datesigned"),
        (FORMATION, "countryA", "country_a", ChangedLayout, "countryA"),
        (
            CODING,
            "\n2,United States of America,Canada,2,20",
            "\n2,United States of America,Cuba,2,20",
            BadValue,
            "row 3.*'countryB'.*differs",
        ),
        (CODING, "\n2,United", "\n9002,United", BadValue, "9002"),
        (CODING, "wage_prot", "wages", ChangedLayout, "wage_prot"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_place(
    spoilt: Callable[[str, str, str], Path], name: str, old: str, new: str, error: type[SourceError], words: str
) -> None:
    with pytest.raises(error, match=words):
        load(spoilt(name, old, new), VARIABLES)


def test_a_file_that_is_cut_off_is_refused(spoilt: Callable[[str, str, str], Path], shared_data: Path) -> None:
    text = (shared_data / FOLDER / FORMATION).read_text(encoding="utf-8")
    last = text.rstrip("\n").rpartition("\n")[2]
    with pytest.raises((UnexpectedCount, BadValue)):
        load(spoilt(FORMATION, last, ""), VARIABLES)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=CODING):
        load(tmp_path, VARIABLES)


AGREEMENT = {
    "id": "bla-1",
    "party_a": "SAU",
    "party_b": "IDN",
    "party_a_as_published": "Saudi Arabia",
    "party_b_as_published": "Indonesia",
    "signed_on": "2014-02-19",
    "evidence": "copy",
    "coded": "yes",
    "source_place": "a file, row 2",
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., AgreementTables]:
    """The tables with one agreement, some of its cells changed, and some promises."""

    def reading(*promises: str, **cells: str) -> AgreementTables:
        with (tmp_path / "agreements.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, AGREEMENT_COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerow(AGREEMENT | cells)
        (tmp_path / "promises.csv").write_text("\n".join(("agreement,variable,answer", *promises, "")), encoding="utf-8")
        return read_agreements(STATES, slugs()["topic"], tmp_path)

    return reading


def test_a_good_table_is_read(read: Callable[..., AgreementTables]) -> None:
    assert read("bla-1,passport,yes").agreements[0].parties == ("SAU", "IDN")


@pytest.mark.parametrize(
    ("promise", "cells", "words"),
    [
        ("bla-2,passport,yes", {}, "row 2, column 'agreement'"),
        ("bla-1,passport,yes", {"coded": "no"}, "no agreement that was coded"),
        ("bla-1,pets,yes", {}, "column 'variable'"),
        ("bla-1,passport,no", {}, "column 'answer'"),
        ("bla-1,passport,yes\nbla-1,passport,yes", {}, "stands twice"),
        ("", {"party_b": "SAU"}, "cannot agree with itself"),
        ("", {"party_a": "XXX"}, "there is no state 'XXX'"),
        ("", {"signed_on": ""}, "column 'signed_on'"),
        ("", {"signed_on": "19/2/2014"}, "column 'signed_on'"),
        ("", {"evidence": "hearsay"}, "column 'evidence'"),
    ],
)
def test_a_wrong_cell_is_named(read: Callable[..., AgreementTables], promise: str, cells: dict[str, str], words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(*([promise] if promise else []), **cells)
