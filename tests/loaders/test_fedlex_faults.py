"""The faults of the Swiss tables, each by its name: what is printed stays, and the act says what is doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.loaders.acts import ActRow, read_acts
from servanda.loaders.errors import BadValue
from servanda.loaders.fedlex_faults import Fault, faults_of, read_faults
from servanda.loaders.source import read_source

SOURCE = read_source("fedlex_scope")


@pytest.fixture(scope="module")
def acts() -> list[ActRow]:
    """The packaged table."""
    return read_acts(SOURCE.acts_table)


def one(acts: list[ActRow], instrument: str, state: str, *, kind: str = "", territory: str = "") -> ActRow:
    (act,) = [
        act
        for act in acts
        if (act.instrument, act.state, act.territory) == (instrument, state, territory) and (act.kind == kind or not kind)
    ]
    return act


def in_faults(instrument: str, state: str, column: str) -> Fault:
    (fault,) = [each for each in read_faults() if (each.instrument, each.state, each.column) == (instrument, state, column)]
    return fault


CONSENT, ENTRY = "consent_date", "entry_into_force_date"


@pytest.mark.parametrize(
    ("instrument", "state", "column", "printed", "reading"),
    [
        pytest.param("ilo-c189", "DEU", CONSENT, "2012-09-20", "2013-09-20", id="C189 Germany 2012 for 2013"),
        pytest.param("ilo-c189", "MDG", ENTRY, "2019-06-11", "2020-06-11", id="C189 Madagascar"),
        pytest.param("ilo-c189", "MLT", ENTRY, "2021-05-14", "2022-05-14", id="C189 Malta"),
        pytest.param("ilo-c189", "NAM", ENTRY, "2020-09-09", "2021-09-09", id="C189 Namibia"),
        pytest.param("ilo-c189", "SYC", ENTRY, "2025-02-22", "", id="C189 Seychelles"),
        pytest.param("ilo-p029", "DNK", ENTRY, "2018-06-17", "", id="P029 Denmark"),
        pytest.param("ilo-p029", "SLE", ENTRY, "2022-08-28", "", id="P029 Sierra Leone"),
        pytest.param("ilo-p029", "BRN", CONSENT, "2023-06-12", "", id="P029 Brunei not at the ILO"),
        pytest.param("stateless-1954", "DEU", CONSENT, "1976-08-02", "1976-10-26", id="1954 Germany"),
        pytest.param("stateless-1954", "MWI", CONSENT, "2011-10-07", "2009-10-07", id="1954 Malawi"),
        pytest.param("stateless-1954", "MWI", ENTRY, "2011-01-05", "", id="1954 Malawi entry into force"),
        pytest.param("refugee-1951", "TZA", ENTRY, "1954-08-10", "1964-08-10", id="1951 Tanzania"),
        pytest.param("ilo-c019", "KOR", ENTRY, "2002-03-29", "", id="C019 Korea"),
        pytest.param("ilo-c029", "YEM", CONSENT, "1976-07-29", "", id="C029 Yemen year"),
        pytest.param("ilo-c029", "SYR", CONSENT, "1961-10-30", "", id="C029 Syria year"),
        pytest.param("ilo-c087", "CMR", CONSENT, "1962-09-03", "", id="C087 Cameroon year"),
        pytest.param("ilo-c087", "UGA", CONSENT, "2006-06-02", "2005", id="C087 Uganda year"),
        pytest.param("ilo-c105", "SOM", CONSENT, "1960-11-18", "", id="C105 Somalia year"),
        pytest.param("ilo-c105", "TZA", CONSENT, "1964-06-22", "", id="C105 Tanzania year"),
        pytest.param("ilo-c087", "UZB", ENTRY, "2016-12-12", "2017-12-12", id="C087 Uzbekistan"),
        pytest.param("ilo-c138", "UZB", ENTRY, "2009-03-06", "2010-03-06", id="C138 Uzbekistan"),
        pytest.param("ilo-c105", "JPN", ENTRY, "2023-07-10", "2023-07-19", id="C105 Japan"),
        pytest.param("ilo-c029", "MNE", ENTRY, "2007-06-03", "", id="C029 Montenegro marked N"),
        pytest.param("ilo-c029", "RWA", ENTRY, "2002-05-23", "", id="C029 Rwanda marked N"),
        pytest.param("ilo-c029", "GNB", ENTRY, "1977-02-21", "", id="C029 Guinea-Bissau"),
        pytest.param("ilo-c098", "KAZ", ENTRY, "2002-01-18", "2002-05-18", id="C098 Kazakhstan"),
        pytest.param("ilo-c098", "SSD", ENTRY, "2012-04-29", "2013-04-29", id="C098 South Sudan"),
        pytest.param("ilo-c111", "ISR", CONSENT, "1959-01-12", "", id="C111 Israel"),
        pytest.param("ilo-c182", "SYC", ENTRY, "2000-11-19", "", id="C182 Seychelles"),
        pytest.param("ilo-c182", "IND", CONSENT, "2017-06-13", "", id="C182 India from the press"),
        pytest.param("ilo-c088", "NOR", ENTRY, "1950-08-10", "", id="C088 Norway"),
        pytest.param("ilo-c088", "SGP", ENTRY, "1965-10-23", "", id="C088 Singapore"),
        pytest.param("ilo-c029", "NRU", CONSENT, "1968-09-05", "", id="C029 Nauru"),
        pytest.param("ilo-c105", "NRU", CONSENT, "1968-09-05", "", id="C105 Nauru"),
    ],
)
def test_a_doubtful_day_stays_as_printed_and_says_so(
    acts: list[ActRow], instrument: str, state: str, column: str, printed: str, reading: str
) -> None:
    fault, act = in_faults(instrument, state, column), one(acts, instrument, state)
    assert (fault.as_printed, fault.reading) == (printed, reading)
    assert str(act.date if column == CONSENT else act.printed_entry_into_force) == printed
    assert f"doubtful: {fault.problem}" in act.remark


@pytest.mark.parametrize("state", ["BRB", "BWA", "FJI", "LSO", "TTO", "ZMB"])
def test_a_succession_printed_without_a_letter_stays_and_says_so(acts: list[ActRow], state: str) -> None:
    assert in_faults("stateless-1954", state, "consent_action").reading == "succession"
    act = one(acts, "stateless-1954", state)
    assert act.kind == "Ratification"
    assert "doubtful: printed without a letter" in act.remark


@pytest.mark.parametrize(
    ("instrument", "state"),
    [
        ("ilo-c087", "KOR"),
        ("ilo-c087", "SDN"),
        ("ilo-c098", "KOR"),
        ("ilo-c098", "MNE"),
        ("ilo-c105", "VNM"),
        ("ilo-c189", "ATG"),
        ("ilo-c189", "MLT"),
        ("ilo-c189", "NAM"),
    ],
)
def test_an_ilo_accession_is_a_ratification_with_a_remark(acts: list[ActRow], instrument: str, state: str) -> None:
    act = one(acts, instrument, state)
    assert act.kind == "Ratification"
    assert "printed with the letter of an accession; ILO instruments are ratified" in act.remark


def test_no_ilo_instrument_has_an_accession(acts: list[ActRow]) -> None:
    kinds = {act.kind for act in acts if act.instrument.startswith("ilo-")}
    assert kinds == {"Ratification", "Succession", "TerritorialApplication", "PartialAcceptance"}


def test_successions_of_c098_are_the_seven_that_are_marked(acts: list[ActRow]) -> None:
    assert sum(act.instrument == "ilo-c098" and act.kind == "Succession" for act in acts) == 7


def test_niue_is_new_zealands_though_listed_under_the_netherlands(acts: list[ActRow]) -> None:
    assert "doubtful: listed under the Netherlands" in one(acts, "ilo-c105", "NZL", territory="NIU").remark


def test_aruba_keeps_a_consent_after_its_entry_into_force(acts: list[ActRow]) -> None:
    act = one(acts, "ilo-c105", "NLD", territory="ABW")
    assert (str(act.date), str(act.printed_entry_into_force)) == ("1986-01-01", "1960-02-18")
    assert "doubtful" in act.remark


@pytest.mark.parametrize("instrument", ["ilo-c029", "ilo-c081", "ilo-c087", "ilo-c098"])
def test_hong_kong_is_chinas_though_listed_under_the_row_before(acts: list[ActRow], instrument: str) -> None:
    assert "doubtful: the copy lists it under" in one(acts, instrument, "CHN", territory="HKG").remark


def test_the_cook_islands_stand_once_for_new_zealand_and_once_for_themselves(acts: list[ActRow]) -> None:
    assert str(one(acts, "ilo-c029", "NZL", territory="COK").date) == "1946-12-04"
    assert str(one(acts, "ilo-c029", "COK").date) == "2015-06-12"


def test_taiwan_is_kept_and_marked(acts: list[ActRow]) -> None:
    act = one(acts, "ilo-c081", "TWN", kind="Ratification")
    assert "doubtful: not in the ILO's list of members" in act.remark


def test_afghanistans_cut_off_name_is_marked(acts: list[ActRow]) -> None:
    act = one(acts, "palermo-smuggling", "AFG")
    assert str(act.date) == "2017-02-02"
    assert "doubtful: the name in front of the row was cut off" in act.remark


def test_cyprus_c081_is_marked(acts: list[ActRow]) -> None:
    assert in_faults("ilo-c081", "CYP", ENTRY).problem in one(acts, "ilo-c081", "CYP").remark


@pytest.mark.parametrize(
    ("instrument", "state"),
    [
        ("ilo-c100", "SUR"),
        ("ilo-c100", "BRN"),
        ("ilo-c105", "MYS"),
        ("ilo-c105", "SGP"),
        ("ilo-c138", "LCA"),
        ("refugee-protocol-1967", "NAM"),
    ],
)
def test_rows_filled_in_from_another_source_are_left_to_its_loader(acts: list[ActRow], instrument: str, state: str) -> None:
    assert not [act for act in acts if (act.instrument, act.state) == (instrument, state)]


def test_participants_that_are_missing_in_the_tables_have_no_row(acts: list[ActRow]) -> None:
    for instrument, state in (("refugee-1951", "SSD"), ("ilo-p029", "ARE"), ("stateless-1954", "MDG")):
        assert not [act for act in acts if (act.instrument, act.state) == (instrument, state)]
    assert not [act for act in acts if act.kind == "Denunciation"]


def test_the_source_claims_completeness_only_for_present_parties() -> None:
    assert SOURCE.complete_for == ()
    missing = {"ilo-p029", "ilo-c100", "ilo-c182", "refugee-protocol-1967"}
    assert not missing & set(SOURCE.complete_for_present_parties)


def test_a_refugee_protocol_kind_from_the_un_page_says_so(acts: list[ActRow]) -> None:
    told = [act for act in acts if "kind from the UN page of 2014" in act.remark]
    assert len(told) == 74
    assert {(act.instrument, act.kind) for act in told} == {("refugee-protocol-1967", "Accession")}


def test_every_fault_is_in_the_table_of_acts(acts: list[ActRow]) -> None:
    for fault in read_faults():
        held = [act for act in acts if act.instrument == fault.instrument and fault.state in (act.territory or act.state, act.territory)]
        assert any(fault.problem in act.remark for act in held), fault


def test_a_cell_that_is_printed_otherwise_is_no_longer_doubtful() -> None:
    fault = in_faults("ilo-c189", "DEU", CONSENT)
    assert faults_of([fault], "ilo-c189", "DEU", {CONSENT: "2012-09-20"}) == [fault]
    assert faults_of([fault], "ilo-c189", "DEU", {CONSENT: "2013-09-20"}) == []


def test_a_fault_that_stands_twice_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "faults.csv"
    table.write_text(
        "instrument,state,column,as_printed,problem,reading,reason\n" + 2 * "ilo-c029,NRU,consent_date,1968-09-05,a,,b\n",
        encoding="utf-8",
    )
    with pytest.raises(BadValue, match=r"faults\.csv, row 3: ilo-c029 NRU consent_date stands twice"):
        read_faults(table)
