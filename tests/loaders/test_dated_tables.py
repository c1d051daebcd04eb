"""The dated lists: what is read, what stays open, and each fault by its name."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.acts import ActRow, read_acts, write_acts
from servanda.loaders.dated_remarks import DERIVED, FROM_HEADING
from servanda.loaders.dated_tables import FILES, load, source_date
from servanda.loaders.dates import BadDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, UnknownState, WrongEncoding
from servanda.loaders.headings import COLUMNS as HEADING_COLUMNS
from servanda.loaders.headings import read_headings
from servanda.loaders.provision_tree import provision_paths
from servanda.loaders.source import read_source
from servanda.ontology.act_kinds import CONSENTS

Edit = Callable[..., Path]
Written = Callable[..., Path]

HERE = Path(__file__).parent / "files"
C097 = HERE / "dated_ilo-c097.csv"
OTHERS = HERE / "dated_others.csv"
FOLDER = "ratifications/ilo-and-other-dated"
#: A row of the list, of which a test makes another state's.
BAHAMAS = "Bahamas,BHS,1976-05-25,1976,ratification,1977-05-25,,excluded Annexes I to III"
SOURCE = read_source("dated_tables")


def of(acts: list[ActRow], state: str, instrument: str) -> list[ActRow]:
    return [act for act in acts if act.state == state and act.instrument == instrument]


def one(acts: list[ActRow], state: str, instrument: str) -> ActRow:
    (act,) = of(acts, state, instrument)
    return act


def test_a_dated_row_keeps_day_kind_and_printed_entry_into_force() -> None:
    act = next(act for act in load([C097]) if act.kind == "Succession")
    assert (act.state, str(act.date), str(act.printed_entry_into_force)) == ("DZA", "1962-10-19", "1962-07-03")
    assert act.place == "dated_ilo-c097.csv, row 2: verdragenbank.example"
    assert str(act.as_at) == "2023-10-26"


def test_excluded_annexes_are_a_partial_acceptance_that_names_them() -> None:
    partial = [act for act in load([C097]) if act.kind == "PartialAcceptance"]
    assert {act.state: act.affects for act in partial} == {
        "DZA": ("ilo-c097/annex-ii",),
        "BHS": ("ilo-c097/annex-i", "ilo-c097/annex-ii", "ilo-c097/annex-iii"),
    }
    assert all("EXCLUDED" in act.remark and act.printed_entry_into_force is None for act in partial)
    assert {act.state: str(act.date) for act in partial} == {"DZA": "1962-10-19", "BHS": "1976-05-25"}


def test_a_year_stays_a_year_and_a_missing_date_stays_blank() -> None:
    acts = load([C097])
    assert str(one(acts, "NOR", "ilo-c097").date) == "1955"
    assert one(acts, "GBR", "ilo-c097").date is None


def test_an_unstated_kind_stays_open() -> None:
    """Under an ILO convention too: a successor's declaration is headed as a ratification there (North Macedonia, C097: 1991)."""
    acts = load([C097, OTHERS])
    assert one(acts, "NOR", "ilo-c097").kind == "ConsentToBeBound"
    assert "kind of act not stated" in one(acts, "NOR", "ilo-c097").remark
    assert one(acts, "CYP", "esc-revised").kind == "ConsentToBeBound"
    assert one(acts, "ALB", "cets-093").kind == "ConsentToBeBound"
    assert one(acts, "BRA", "achr-1969").kind == "Accession"


def test_a_derived_date_says_that_it_is_derived() -> None:
    act = one(load([C097]), "PHL", "ilo-c097")
    assert (str(act.date), act.remark, act.date_is_computed) == ("2009-04-21", DERIVED, True)
    assert str(act.printed_entry_into_force) == "2010-04-21", "what the source itself prints"


def test_congo_is_loaded_and_not_the_democratic_republic() -> None:
    acts = load([C097])
    assert "Democratic Republic" in one(acts, "COG", "ilo-c097").remark
    assert of(acts, "COD", "ilo-c097") == []


def test_zanzibar_does_not_bind_the_whole_of_tanzania() -> None:
    act = one(load([C097]), "TZA", "ilo-c097")
    assert (act.kind, act.territory) == ("TerritorialApplication", "x-zanzibar")


def test_a_heading_limits_a_consent_to_the_part_of_the_state_that_it_names(edited: Edit) -> None:
    """The Dutch treaty database prints Malaysia, the ILO heads its comments "Malaysia - Sabah", both with 1964."""
    malaysia = "Malaysia,MYS,1964-03-03,1964,ratification,1965-03-03,,"
    act = one(load([edited(C097, (BAHAMAS, malaysia))]), "MYS", "ilo-c097")
    assert (act.kind, act.territory, str(act.date), str(act.printed_entry_into_force)) == (
        "TerritorialApplication",
        "x-sabah",
        "1964-03-03",
        "1965-03-03",
    )
    assert "as the ILO heads its comments" in act.remark


def test_what_goes_with_a_limited_consent_is_of_that_part_too(edited: Edit) -> None:
    """A made-up row: the list of C097 excludes no annex for Malaysia and has no denunciation of it."""
    malaysia = "Malaysia,MYS,1964-03-03,1964,ratification,1965-03-03,1974-03-03,excluded Annexes I to III"
    acts = of(load([edited(C097, (BAHAMAS, malaysia))]), "MYS", "ilo-c097")
    assert [(act.kind, act.territory, str(act.date)) for act in acts] == [
        ("TerritorialApplication", "x-sabah", "1964-03-03"),
        ("PartialAcceptance", "x-sabah", "1964-03-03"),
        ("Denunciation", "x-sabah", "1974-03-03"),
    ]


def test_a_heading_of_another_year_limits_nothing(edited: Edit) -> None:
    malaysia = "Malaysia,MYS,1974-03-03,1974,ratification,1975-03-03,,"
    act = one(load([edited(C097, (BAHAMAS, malaysia))]), "MYS", "ilo-c097")
    assert (act.kind, act.territory) == ("Ratification", "")


def test_what_headings_alone_tell_is_added_with_its_year() -> None:
    hong_kong = one(load([C097]), "CHN", "ilo-c097")
    assert (hong_kong.kind, hong_kong.territory, str(hong_kong.date)) == ("TerritorialApplication", "HKG", "1997")
    assert hong_kong.remark == FROM_HEADING
    assert of(load([OTHERS]), "CHN", "ilo-c097") == []  # nothing is added under an instrument that was not loaded


def test_the_headings_are_those_of_the_copy(shared_data: Path) -> None:
    path = shared_data / "reports" / "ilo-supervision-normlex" / "ratification_years_shown_in_headers.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        printed = {f"{path.name}, row {number}": row for number, row in enumerate(csv.DictReader(stream), start=2)}
    for heading in read_headings().values():
        row = printed[heading.source]
        assert (f"ilo-{row['instrument'].lower()}", row["country"], row["ratification_year"]) == (
            heading.instrument,
            heading.published,
            str(heading.year),
        )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("ilo-c097,CHN,HKG,China,1997-07-01,2019,x", "year"),
        ("ilo-c097,CHN,HKG,China,1997,soon,x", "as_at"),
        ("ilo-c097,CHN,HKG,China,1997,2019,", "source"),
        ("ilo-c097,CHN,HKG,China,1997,2019,x\nilo-c097,CHN,,China,1997,2019,x", "state"),
    ],
)
def test_a_heading_that_is_not_understood_is_named(written: Written, row: str, column: str) -> None:
    with pytest.raises(BadValue, match=f"column '{column}'"):
        read_headings(written(HEADING_COLUMNS, row))


def test_a_state_that_has_left_has_the_days_that_another_page_prints() -> None:
    consent, denunciation = of(load([OTHERS]), "TTO", "achr-1969")
    assert (consent.kind, consent.status, str(consent.date)) == ("ConsentToBeBound", "no-longer-party", "1991-05-28")
    assert (denunciation.kind, str(denunciation.date), str(denunciation.effective_from)) == ("Denunciation", "1998-05-26", "1999-05-28")
    assert denunciation.status == ""
    assert "Inter-American Court" in denunciation.remark


def test_a_dated_denunciation_is_an_act() -> None:
    assert [(act.kind, str(act.date)) for act in of(load([OTHERS]), "PRT", "ilo-c095")] == [
        ("Ratification", "1983-02-24"),
        ("Denunciation", "1999-01-02"),
    ]


def test_accepted_article_19_of_the_charter_is_a_remark() -> None:
    act = one(load([OTHERS]), "ALB", "esc-revised")
    assert act.affects == ()
    assert "Article 19" in act.remark


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("between 2023-10-26 and 2024-10-26", "2023-10-26", "2024-10-26"),
        ("2006 to 2009", "2006", "2009"),
        ("2022 and 2025 (published)", "2022", "2025"),
        ("2021 (published)", "2021", "2021"),
        ("after 2022-07-15", "2022-07-15", "2022-07-15"),
        ("2007-10 or later", "2007", "2007"),
        ("2023-07-23", "2023-07-23", "2023-07-23"),
        ("", "None", "None"),
    ],
)
def test_the_sources_own_date(text: str, first: str, last: str) -> None:
    assert (str(source_date(text, last=False)), str(source_date(text, last=True))) == (first, last)


def test_a_sources_date_in_other_words_is_refused() -> None:
    with pytest.raises(BadDate):
        source_date("some time in 2010", last=False)


@pytest.mark.parametrize(
    ("source", "old", "new", "row", "column"),
    [
        (C097, "1962-10-19", "1962-02-30", 2, "consent_date"),
        (C097, "1962-10-19", "19 Oct 1962", 2, "consent_date"),
        (C097, "1962-10-19,1962", "1962-10-19,1963", 2, "consent_year"),
        (C097, "1962-10-19,1962", "1962-10-19,", 2, "consent_year"),
        (C097, ",1955,", ",55,", 6, "consent_year"),
        (C097, ",1955,", ",1955-03-03,", 6, "consent_year"),
        (C097, "1962-07-03", "1962-13-03", 2, "entry_into_force_date"),
        (C097, "succession", "signature", 2, "consent_action"),
        (C097, "succession", "", 2, "consent_action"),
        (C097, "succession", "territorial_application", 2, "state_as_published"),
        (C097, "excluded Annex II", "excluded Annex IV", 2, "option_note"),
        (C097, "DZA", "ALB", 2, "iso3"),
        (C097, "Bahamas,BHS", "Algeria,DZA", 3, "state_as_published"),
        (C097, "Algeria", "", 2, "state_as_published"),
        (C097, "C097", "C029", 2, "instrument"),
        (C097, "Zanzibar only", "Zanzibar and Pemba", 7, "remark"),
        (C097, "Zanzibar only", "listed as bound in Juny 2010", 7, "remark"),
        (C097, "2014 (published)", "about 2014", 6, "source_as_at"),
        (OTHERS, "C143,Comoros,COM,,,unknown,,,,", "C143,Comoros,COM,,,unknown,,,excluded Annex I,", 2, "option_note"),
        (OTHERS, "1999-01-02", "1999-01", 3, "denounced_date"),
        (OTHERS, "dgert.example", "", 3, "source_url_or_path"),
    ],
)
def test_a_cell_that_is_not_understood_stops_the_load(edited: Edit, source: Path, old: str, new: str, row: int, column: str) -> None:
    with pytest.raises(BadValue, match=rf"{source.stem}\.csv, row {row}, column '{column}'"):
        load([edited(source, (old, new))])


def test_an_unknown_state_is_named_with_its_row(edited: Edit) -> None:
    with pytest.raises(UnknownState, match=r"dated_ilo-c097\.csv, row 3, column 'state_as_published': .*Atlantis"):
        load([edited(C097, ("Bahamas,BHS", "Atlantis,"))])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("consent_date,", "date,", "row 1: the header is"),
        ("GBR,,,unknown", "GBR,,unknown", "row 8: 11 cells where the header has 12"),
    ],
)
def test_another_layout_stops_the_load(edited: Edit, old: str, new: str, message: str) -> None:
    with pytest.raises(ChangedLayout, match=rf"dated_ilo-c097\.csv, {message}"):
        load([edited(C097, (old, new))])


def test_a_table_that_ends_inside_a_quoted_cell_or_is_not_utf_8_stops_the_load(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv"
    cut.write_text(C097.read_text(encoding="utf-8").rpartition("on record")[0], encoding="utf-8")
    with pytest.raises(ChangedLayout, match=r"cut\.csv, row 8"):
        load([cut])
    latin = tmp_path / "latin.csv"
    latin.write_bytes(OTHERS.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(WrongEncoding, match=r"latin\.csv"):
        load([latin])


def test_a_folder_must_hold_all_six_files(tmp_path: Path) -> None:
    (tmp_path / "ilo-c097.csv").write_bytes(C097.read_bytes())
    with pytest.raises(MissingFile, match=r"ilo-c143\.csv"):
        load([tmp_path])


def test_progress_is_told_after_each_file() -> None:
    told: list[tuple[int, int, str]] = []
    load([C097, OTHERS], lambda *what: told.append(what))
    assert told == [(1, 2, "dated_ilo-c097.csv"), (2, 2, "dated_others.csv")]


def test_no_list_lets_one_conclude_that_a_state_is_not_bound() -> None:
    assert SOURCE.complete_for == ()
    assert SOURCE.rank == 4


def test_packaged_acts() -> None:
    acts = read_acts(SOURCE.acts_table)
    SOURCE.check_count(len(acts))
    standing = [act for act in acts if act.kind in CONSENTS or act.kind == "TerritorialApplication"]
    assert Counter(act.instrument for act in standing) == {
        "ilo-c097": 55,  # 54 rows of the list, and Hong Kong from a heading
        "ilo-c143": 30,
        "ilo-c095": 1,
        "ilo-c129": 3,  # two rows, and Italy from a heading
        "ilo-c155": 5,
        "ilo-c157": 1,
        "ilo-c181": 2,
        "ilo-c187": 3,
        "ilo-c190": 2,
        "achr-1969": 25,
        "cets-093": 11,
        "esc-revised": 31,
    }

    def precision(instrument: str) -> Counter[str]:
        dates = [act.date for act in standing if act.instrument == instrument]
        return Counter("none" if date is None else "day" if date.is_day else "year" for date in dates)

    assert precision("ilo-c097") == {"day": 35, "year": 16, "none": 4}
    parts = {(act.state, act.territory) for act in standing if act.territory}
    assert parts == {("TZA", "x-zanzibar"), ("MYS", "x-sabah"), ("CHN", "HKG")}
    assert precision("ilo-c143") == {"day": 5, "year": 24, "none": 1}
    assert precision("esc-revised") == {"day": 8, "none": 23}
    assert precision("cets-093") == {"day": 1, "none": 10}
    # 25 rows of C143, 15 of C097 (that of Zanzibar is a territory's), three single ones and the heading of Italy's C129
    assert sum(act.kind == "ConsentToBeBound" for act in acts if act.instrument.startswith("ilo-")) == 43
    assert Counter((act.instrument, str(act.bound_by)) for act in acts if act.bound_by is not None) == {
        ("esc-revised", "2010-05-31"): 23,
        ("ilo-c143", "2023-12-31"): 1,
    }
    assert sum(act.kind == "PartialAcceptance" for act in acts) == 14
    assert {act.state for act in acts if act.remark.startswith(DERIVED)} == {"PHL", "MAR", "MDA"}
    assert {act.state for act in acts if act.date_is_computed} == {"PHL", "MAR", "MDA"}


def test_packaged_acts_affect_provisions_that_exist() -> None:
    known = provision_paths()
    affected = {path for act in read_acts(SOURCE.acts_table) for path in act.affects}
    assert affected == {"ilo-c097/annex-i", "ilo-c097/annex-ii", "ilo-c097/annex-iii"}
    assert affected <= known["ilo-c097"]


def test_the_packaged_table_is_what_the_shared_tables_give(shared_data: Path, tmp_path: Path) -> None:
    acts = load([shared_data / FOLDER])
    write_acts(tmp_path / "acts.csv", acts)
    assert (tmp_path / "acts.csv").read_bytes() == SOURCE.acts_table.read_bytes()
    assert load([shared_data / FOLDER / name for name in FILES]) == acts


def test_the_older_lists_agree_except_on_the_two_congos(shared_data: Path) -> None:
    acts = read_acts(SOURCE.acts_table)
    older = shared_data / "ratifications/partial-ilo-migrant-conventions"

    def rows(name: str) -> list[dict[str, str]]:
        with (older / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    assert (len(rows("c097-partial.csv")), len(rows("c143-partial.csv"))) == (32, 17)
    for row in rows("c097-partial.csv"):
        code = row["iso3_added"]
        if row["state_as_published"] == "Democratic Republic of the Congo":
            assert code == ""
            code = "COG"
        consent = next(act for act in of(acts, code, "ilo-c097") if act.kind in CONSENTS or act.territory == "x-sabah")
        assert (str(consent.date or ""), str(consent.printed_entry_into_force or "")) == (
            row["consent_date"],
            row["entry_into_force_date"],
        )
        assert bool(row["annex_exclusion"]) == any(act.kind == "PartialAcceptance" for act in of(acts, code, "ilo-c097"))
    assert of(acts, "COD", "ilo-c097") == []
    for row in rows("c143-partial.csv"):
        date = one(acts, row["iso3_added"], "ilo-c143").date
        assert date is not None
        assert str(date.year) == row["ratification_year"]
