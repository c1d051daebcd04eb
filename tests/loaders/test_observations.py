"""Figures of others: as many as each source's README says, under the names of states of the time, and no figure made up."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.context_tables import load_observations
from servanda.loaders.dropped_rows import read_dropped
from servanda.loaders.errors import BadValue, SourceError, UnexpectedCount, UnknownState
from servanda.loaders.indicators import Indicator, read_indicators
from servanda.loaders.observations import AREA, COLUMNS, DROPPED, LoadedObservations, Observation, read_observation_table, read_observations
from servanda.loaders.states import read_states
from servanda.loaders.table_source import OBSERVATION_SOURCES, table_sources
from servanda.ontology.schemes import slugs

INDICATORS = read_indicators(slugs()["topic"])
PLACES = frozenset(state.code for state in read_states()) | {f"{AREA}{slug}" for slug in slugs()["area"]}


@pytest.fixture(scope="module")
def packaged() -> dict[str, list[Observation]]:
    return read_observations(INDICATORS, PLACES)


@pytest.fixture(scope="module")
def load(shared_data: Path) -> Callable[[str], LoadedObservations]:
    return lambda name: load_observations(name, shared_data)


def of(packaged: dict[str, list[Observation]], indicator: str) -> list[Observation]:
    return [each for each in packaged[INDICATORS[indicator].source] if each.indicator == indicator]


def value(packaged: dict[str, list[Observation]], indicator: str, place: str, year: int) -> str:
    return next(each.value for each in of(packaged, indicator) if (each.place, each.year) == (place, year))


@pytest.mark.parametrize("name", OBSERVATION_SOURCES)
def test_the_packaged_tables_are_the_loaded_ones(
    load: Callable[[str], LoadedObservations], packaged: dict[str, list[Observation]], name: str
) -> None:
    loaded = load(name)
    order = list(INDICATORS)
    assert packaged[name] == sorted(loaded.observations, key=lambda each: (order.index(each.indicator), each.place, each.year))
    assert read_dropped(DROPPED / f"{name}.csv") == loaded.dropped


def test_every_indicator_has_figures_and_words_in_both_languages(packaged: dict[str, list[Observation]]) -> None:
    for slug, indicator in INDICATORS.items():
        assert of(packaged, slug), slug
        assert indicator.label["en"] != indicator.label["id"]
        assert indicator.definition["en"] != indicator.definition["id"]


def test_tiers_are_counted_as_the_source_counts_them(packaged: dict[str, list[Observation]]) -> None:
    tiers = of(packaged, "us-tip-tier")
    assert Counter(each.value for each in tiers) == {"1": 387, "2": 1113, "2-watch-list": 494, "3": 257}
    years = Counter(each.year for each in tiers)
    assert (min(years), years[2001], max(years), years[2015]) == (2001, 79, 2015, 186)
    found = {(place, year): value(packaged, "us-tip-tier", place, year) for place in ("QAT", "SAU", "PHL") for year in (2013, 2014, 2015)}
    assert (value(packaged, "us-tip-tier", "QAT", 2001), found["QAT", 2013]) == ("3", "2")
    assert (found["QAT", 2014], found["QAT", 2015]) == ("2-watch-list", "2-watch-list")
    assert (found["SAU", 2014], found["SAU", 2015], found["PHL", 2015]) == ("3", "2-watch-list", "2")


def test_country_years_without_a_tier_are_listed(load: Callable[[str], LoadedObservations]) -> None:
    loaded = load("tip_tiers")
    assert (loaded.rows, len(loaded.observations), len(loaded.dropped)) == (3208, 2251, 957)


def test_goods_add_up_to_the_list(packaged: dict[str, list[Observation]]) -> None:
    def goods(indicator: str) -> int:
        return sum(int(each.value) for each in of(packaged, indicator))

    assert goods("us-dol-goods-child-labour") == 414
    assert goods("us-dol-goods-forced-labour") == 121
    assert len(of(packaged, "us-dol-goods-forced-labour")) == 41
    assert goods("us-dol-goods-forced-child-labour") == 54
    assert goods("us-dol-goods-from-such-inputs") == 10
    assert len({each.place for each in packaged["dol_goods"]}) == 78
    assert all(len(each.note.split(", ")) >= int(each.value) > 0 for each in packaged["dol_goods"])


def test_the_slavery_index_is_told_as_it_stands(packaged: dict[str, list[Observation]]) -> None:
    assert len(of(packaged, "gsi-prevalence")) == 167
    assert value(packaged, "gsi-prevalence", "QAT", 2018) == "1.50"
    assert value(packaged, "gsi-people", "SAU", 2018) == "61000"
    assert value(packaged, "gsi-people", "IDN", 2018) == "1220000"
    ratings = Counter(each.value for each in of(packaged, "gsi-response-rating"))
    assert ratings == {"CCC": 41, "B": 31, "BB": 29, "CC": 21, "BBB": 19 + 2, "C": 12, "D": 6, "A": 1}
    starred = {each.place for each in of(packaged, "gsi-response-rating") if "asterisk" in each.note}
    assert starred == {"GBR", "USA"}


def test_fewer_than_a_thousand_people_is_no_number(load: Callable[[str], LoadedObservations]) -> None:
    loaded = load("slavery_index")
    assert sum("below 1,000" in each.reason for each in loaded.dropped) == 3
    assert sum("population" in each.reason for each in loaded.dropped) == 19


def test_labour_rights_scores(packaged: dict[str, list[Observation]]) -> None:
    law, practice = "lri-association-in-law", "lri-association-in-practice"
    assert len(of(packaged, law)) == len(of(packaged, practice)) == 185
    scores = {
        code: (float(value(packaged, law, code, 2017)), float(value(packaged, practice, code, 2017))) for code in ("NOR", "IDN", "PHL")
    }
    assert scores == {"NOR": (0.27, 0.0), "IDN": (4.70, 4.55), "PHL": (4.90, 6.72)}
    assert sum(bool(each.note) for each in of(packaged, law)) == 13


def test_laws_against_discrimination(packaged: dict[str, list[Observation]]) -> None:
    assert Counter(each.value for each in of(packaged, "world-any-ban-migrant-status")) == {"no": 120, "yes": 72}
    assert Counter(each.value for each in of(packaged, "world-any-ban-foreign-origin")) == {"no": 120, "yes": 73}
    assert Counter(each.value for each in of(packaged, "world-equal-pay-migrant-status"))["equal-value"] == 15


def test_laws_on_trafficking(packaged: dict[str, list[Observation]], load: Callable[[str], LoadedObservations]) -> None:
    assert Counter(each.value for each in of(packaged, "unodc-trafficking-law")) == {"all-forms": 136, "some-forms": 15, "none": 9}
    assert Counter(each.reason for each in load("glotip_law").dropped) == {"the source has no data": 31, "the source's answer is blank": 4}


def test_missing_migrants_belong_to_no_state(packaged: dict[str, list[Observation]]) -> None:
    assert all(each.place.startswith(AREA) for each in packaged["missing_migrants"])
    world = [each for each in of(packaged, "iom-dead-or-missing") if each.place == f"{AREA}world"]
    assert sum(int(each.value) for each in world if each.year <= 2023) == 57513
    regions = [each for each in of(packaged, "iom-dead-or-missing") if each.place != f"{AREA}world"]
    for year in {each.year for each in world}:
        assert sum(int(each.value) for each in regions if each.year == year) == int(
            value(packaged, "iom-dead-or-missing", f"{AREA}world", year)
        )
    assert {each.year for each in world if each.note} == {2023, 2026}, "years that are not complete say so"
    towards_europe = of(packaged, "iom-dead-or-missing-towards-europe")
    assert sum(int(each.value) for each in towards_europe) == 49989
    assert {each.year for each in towards_europe} == set(range(2014, 2027))


def test_every_source_says_what_it_is_not() -> None:
    for source in table_sources():
        assert source.faults
        assert source.does_not_say
        assert source.title["en"]
        assert source.title["id"]


# Wrong cells and spoilt files

ROW = {"state": "SAU", "year": "2014", "indicator": "us-tip-tier", "value": "3", "unit": "category", "source_place": "a file, row 2"}
WHOLE = {"indicator": "us-dol-goods-forced-labour", "unit": "goods"}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Observation]]:
    def reading(*rows: dict[str, str], name: str = "tip_tiers", indicators: dict[str, Indicator] = INDICATORS) -> list[Observation]:
        path = tmp_path / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(ROW | row for row in rows)
        return read_observation_table(path, indicators, PLACES)

    return reading


@pytest.mark.parametrize(
    ("cells", "name", "words"),
    [
        ({"state": "XXX"}, "tip_tiers", "column 'state'"),
        ({"state": "area/nowhere"}, "tip_tiers", "column 'state'"),
        ({"year": "14"}, "tip_tiers", "column 'year'"),
        ({"value": "4"}, "tip_tiers", "no category of us-tip-tier"),
        ({"unit": "tiers"}, "tip_tiers", "column 'unit'"),
        ({"source_place": ""}, "tip_tiers", "column 'source_place'"),
        ({}, "dol_goods", "no indicator of dol_goods"),
        ({**WHOLE, "value": "1.5"}, "dol_goods", "whole number"),
        ({**WHOLE, "value": "-1"}, "dol_goods", "whole number"),
        ({**WHOLE, "value": "NaN"}, "dol_goods", "whole number"),
        ({**WHOLE, "value": "some"}, "dol_goods", "is not a number"),
    ],
)
def test_a_wrong_cell_is_named(read: Callable[..., list[Observation]], cells: dict[str, str], name: str, words: str) -> None:
    with pytest.raises(BadValue, match=words):
        read(cells, name=name)


def test_the_same_figure_twice_is_refused(read: Callable[..., list[Observation]]) -> None:
    assert len(read({}, {"year": "2015"})) == 2
    with pytest.raises(BadValue, match="stands twice"):
        read({}, {"value": "2"})


@pytest.mark.parametrize(
    ("name", "old", "new", "error", "words"),
    [
        ("tip_tiers", "Watchlist    ", "Tier 2.5", BadValue, "'tier'"),
        ("tip_tiers", '"Albania"', '"Albanya"', UnknownState, "Albanya"),
        ("tip_tiers", '"Albania","ALB",', '"Albania",', SourceError, "not as long as the header"),
        ("glotip_law", "Yes, covers all forms", "Perhaps covers all forms", BadValue, "RAW_OBS_VALUE"),
        ("workplace_discrimination", "Afghanistan,AF,AFG", "Afghanistan,AF,ALB", BadValue, "'iso3'"),
        ("dol_goods", "Brazil,Latin America and the Caribbean,Yes", "Brazil,Latin America and the Caribbean,Maybe", BadValue, "row 2"),
    ],
)
def test_a_spoilt_file_is_refused(
    tmp_path: Path, shared_data: Path, name: str, old: str, new: str, error: type[SourceError], words: str
) -> None:
    files = {
        "tip_tiers": "reports/us-tip-report-tiers/tip_tiers_orig.csv",
        "glotip_law": "reports/unodc-glotip-2018-law-coverage/glotip_2018_law_coverage.csv",
        "workplace_discrimination": (
            "national/world-policy-workplace-discrimination-2016/workplace_discrimination_migrant_foreign_national.csv"
        ),
        "dol_goods": "reports/us-dol-goods-child-forced-labor/goods_by_country_2022.csv",
    }
    text = (shared_data / files[name]).read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / files[name]
    copy.parent.mkdir(parents=True)
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(error, match=words):
        load_observations(name, tmp_path)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, shared_data: Path) -> None:
    name = "reports/labour-rights-indicators-2017/lri_2017_law_practice.csv"
    copy = tmp_path / name
    copy.parent.mkdir(parents=True)
    lines = (shared_data / name).read_text(encoding="utf-8").splitlines(keepends=True)
    copy.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(UnexpectedCount, match="184 rows"):
        load_observations("labour_rights_indicators", tmp_path)
