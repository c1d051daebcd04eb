"""States and their names: what a loader or a reader relies on."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnknownState, WrongEncoding
from servanda.loaders.states import NAME_COLUMNS, STATES, State, StateNames, build_states, read_states, write_states

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def names() -> StateNames:
    return StateNames.load()


@pytest.fixture(scope="module")
def states() -> dict[str, State]:
    return {state.code: state for state in read_states()}


def find(names: StateNames, name: str) -> str:
    return names.resolve(name, file=Path("table.csv"), row=7, column="state")


def test_namibia_is_not_a_missing_value(states: dict[str, State]) -> None:
    assert states["NAM"].iso2 == "NA"
    assert states["NAM"].wikidata == "Q1030"


def test_parties_that_are_no_member_states_are_states(states: dict[str, State]) -> None:
    for code in ("VAT", "PSE", "COK", "NIU", "x-european-union"):
        assert states[code].class_name == "State"
        assert not states[code].administered_by
    assert states["VAT"].names["en"] == "Holy See"
    assert states["PSE"].names["en"] == "State of Palestine"


def test_dissolved_states_are_former_states_without_an_invented_date(states: dict[str, State]) -> None:
    """An end is recorded only where a source is named for it, with that source's precision."""
    ends = {"czechoslovakia": "1992-12-31", "german-democratic-republic": "1990-10-02", "yugoslavia": "1992"}
    for slug in ("yugoslavia", "czechoslovakia", "german-democratic-republic", "soviet-union", "serbia-and-montenegro"):
        state = states[f"x-{slug}"]
        assert state.class_name == "FormerState"
        assert state.existed_from is None
        assert str(state.existed_until or "") == ends.get(slug, "")
        assert ("; end: " in state.source) == (slug in ends)


@pytest.mark.parametrize(
    ("territory", "by"),
    [("HKG", "CHN"), ("GGY", "GBR"), ("NCL", "FRA"), ("ABW", "NLD"), ("x-netherlands-antilles", "NLD"), ("TKL", "NZL"), ("ESH", "")],
)
def test_a_territory_says_who_administers_it(states: dict[str, State], territory: str, by: str) -> None:
    assert states[territory].class_name == "Territory"
    assert states[territory].administered_by == by


def test_every_iso_code_has_its_links_and_its_names(states: dict[str, State]) -> None:
    iso = [state for state in states.values() if not state.code.startswith("x-")]
    assert len(iso) == 249
    for state in iso:
        assert state.wikidata.startswith("Q")
        assert state.eu_authority.endswith(f"/country/{state.code}")
        assert len(state.m49) == 3
        assert set(state.names) == {"en", "id", "ar", "es", "fr", "fil", "ru", "zh"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Indonesia", "IDN"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Bahamas (The)", "BHS"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Swaziland", "SWZ"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Kongo (Kinshasa)", "COD"),
        ("Kongo (Brazzaville)", "COG"),
        ("Korea (Süd-)", "KOR"),
        ("Arabie Saoudite", "SAU"),
        ("République tchèque", "CZE"),
        ("Oekraïne", "UKR"),
        ("BOSNIA AND HERZEGOVINA", "BIH"),
        ("Côte d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Niger", "NER"),
        ("Island", "ISL"),
        ("Yugoslavia (former)", "x-yugoslavia"),
        ("Federal Republic of Yugoslavia", "x-serbia-and-montenegro"),
        ("Democratic Yemen", "x-democratic-yemen"),
        ("Kanalinseln", "x-channel-islands"),
        ("Niederländische Antillen", "x-netherlands-antilles"),
        ("Europäische Union", "x-european-union"),
        ("Zanzibar", "x-zanzibar"),
    ],
)
def test_a_published_name_is_found(names: StateNames, name: str, code: str) -> None:
    assert find(names, name) == code


def test_white_space_and_unicode_form_do_not_matter(names: StateNames) -> None:
    assert find(names, unicodedata.normalize("NFD", "  São  Tomé\u00a0und\nPríncipe ")) == "STP"


def test_an_unknown_name_says_where_and_what_is_close(names: StateNames) -> None:
    with pytest.raises(UnknownState) as caught:
        find(names, "Philipines")
    message = str(caught.value)
    assert message.startswith("table.csv, row 7, column 'state': ")
    assert "'Philippines' (PHL)" in message
    assert " and '" in message


def test_an_empty_name_is_said_to_be_empty(names: StateNames) -> None:
    with pytest.raises(UnknownState, match=r"row 7.*the name is empty"):
        find(names, " ")


def test_a_name_of_two_states_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text(",".join(NAME_COLUMNS) + "\nCongo,COG,en,a,\nCongo,COD,en,b,\n", encoding="utf-8")
    with pytest.raises(BadValue, match=r"names.csv, row 3, column 'name': 'Congo' names COG and COD"):
        StateNames.load(names=table)


def test_a_name_of_no_state_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text(",".join(NAME_COLUMNS) + "\nAtlantis,ATL,en,a,\n", encoding="utf-8")
    with pytest.raises(BadValue, match=r"row 2, column 'code': there is no state 'ATL'"):
        StateNames.load(names=table)


def test_a_table_of_states_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_states(tmp_path / "states.csv", read_states())
    assert (tmp_path / "states.csv").read_bytes() == STATES.read_bytes()


@pytest.mark.parametrize(
    ("find_text", "put", "problem"),
    [
        ("IDN,State", "IDN,Country", "'Country' is none of State, FormerState, Territory"),
        ("IDN,State", "Indonesia,State", "neither three capital letters nor x-"),
        ("IDN,State", "PHL,State", "'PHL' stands twice"),
    ],
)
def test_a_damaged_table_of_states_is_refused(tmp_path: Path, find_text: str, put: str, problem: str) -> None:
    table = tmp_path / "states.csv"
    table.write_text(STATES.read_text(encoding="utf-8").replace(find_text, put), encoding="utf-8")
    with pytest.raises(BadValue, match=problem):
        read_states(table)


def test_a_missing_table_or_another_encoding_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"states\.csv"):
        read_states(tmp_path / "states.csv")
    (tmp_path / "states.csv").write_bytes("Türkiye".encode("latin-1"))
    with pytest.raises(WrongEncoding, match="UTF-8"):
        read_states(tmp_path / "states.csv")


def test_the_packaged_table_is_built_from_the_two_lists(shared_data: Path) -> None:
    folder = shared_data / "ratifications" / "state-identity"
    assert build_states(folder / "country-codes.csv", folder / "cldr-names.csv") == read_states()


@pytest.mark.parametrize(
    ("find_text", "put", "error"),
    [
        ("is_independent", "independent", ChangedLayout),
        ("Crown dependency of GB", "Protectorate of GB", BadValue),
        (",IDN,", ",IDX,", BadValue),
        ("https://www.wikidata.org/wiki/Q252", "Q-252", BadValue),
    ],
)
def test_a_changed_list_of_codes_is_refused(shared_data: Path, tmp_path: Path, find_text: str, put: str, error: type[SourceError]) -> None:
    folder = shared_data / "ratifications" / "state-identity"
    text = (folder / "country-codes.csv").read_text(encoding="utf-8")
    assert find_text in text
    changed = tmp_path / "country-codes.csv"
    changed.write_text(text.replace(find_text, put), encoding="utf-8")
    with pytest.raises(error, match=r"country-codes\.csv"):
        build_states(changed, folder / "cldr-names.csv")


#: Column of the published name in each shared table, by file pattern.
PUBLISHED = (
    ("untc-human-rights-2026-02/participation.csv", "participant"),
    ("untc-human-rights-2026-02/declarations.csv", "participant"),
    ("untc-human-rights-2026-02/territorial_application.csv", "participant"),
    ("untc-other-2014/treaties/*.csv", "Participant"),
    ("swiss-scope-tables/ilo-*.csv", "state_as_published"),
    ("swiss-scope-tables/*-19*.csv", "state_clean_de"),
    ("ilo-and-other-dated/*.csv", "state_as_published"),
    ("ilo-fundamental-2026-06/ILO_Conventions.csv", "Country"),
)


@pytest.mark.parametrize(("pattern", "column"), PUBLISHED)
def test_every_published_name_leads_to_a_state(shared_data: Path, names: StateNames, pattern: str, column: str) -> None:
    files = sorted((shared_data / "ratifications").glob(pattern))
    assert files
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for row, cells in enumerate(csv.DictReader(stream), start=2):
                if cells[column]:
                    assert names.resolve(cells[column], file=file, row=row, column=column)


def test_the_codes_that_the_dated_tables_add_agree(shared_data: Path, names: StateNames) -> None:
    disagreeing = set()
    for file in sorted((shared_data / "ratifications" / "ilo-and-other-dated").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for cells in csv.DictReader(stream):
                code = names.resolve(cells["state_as_published"], file=file)
                if cells["iso3"] and cells["iso3"] != code:
                    disagreeing.add((cells["state_as_published"], cells["iso3"], code))
    assert disagreeing == {("United Republic of Tanzania.Zanzibar", "TZA", "x-zanzibar")}
