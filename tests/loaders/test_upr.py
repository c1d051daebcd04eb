"""Recommendations of the Universal Periodic Review: counts in and out, what ties them, and copies that are refused."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.graph.facts import read_facts
from servanda.loaders import upr, upr_working_groups
from servanda.loaders.dropped_rows import DroppedRow, read_dropped
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnexpectedCount, UnknownState
from servanda.loaders.recommendations import Recommendation
from servanda.loaders.reports import FOLDER, Report
from servanda.loaders.source import DATA
from servanda.loaders.upr_same import WHOLE, read_same
from servanda.loaders.upr_sessions import read_sessions
from servanda.loaders.upr_topics import WIDEST, UprTopics, WordTopics, read_labels

INFO = Path("reports") / "upr-info-2008-2014"
GROUPS = Path("reports") / "upr-working-group-reports-2009-2026"
SUBSET = INFO / "upr_migrant_subset.csv"
LONGEST = 7


@pytest.fixture(scope="module")
def packaged() -> dict[str, Report]:
    return {report.id: report for report in read_facts().reports if report.kind == "recommendation"}


@pytest.fixture(scope="module")
def topics() -> UprTopics:
    return UprTopics()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def written(path: Path, several: list[dict[str, str]], header: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header or list(several[0]), extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(several)
    return path


# Counts, by the descriptions of the copies


def test_the_packaged_subset_is_the_1856_rows_on_migrants(packaged: dict[str, Report], shared_data: Path) -> None:
    """1,118 accepted and 738 noted: the Migrants-labelled 1,802 are 1,084 and 718 of them."""
    mine = [report for report in packaged.values() if report.source == "upr"]
    assert Counter(report.attribution for report in mine) == {"supports-recommendation": 1118, "notes-recommendation": 738}
    assert len({report.respondent for report in mine}) == 164
    assert len({report.recommended_by for report in mine}) == 136
    by_session = Counter(int(row["Session"]) for row in rows(shared_data / SUBSET))
    assert Counter(int(report.id.split("-")[1][1:]) for report in mine) == by_session
    assert (by_session[1], by_session[19]) == (28, 182)


def test_a_copy_of_the_subset_gives_the_packaged_rows(shared_data: Path) -> None:
    found = upr.load([shared_data / SUBSET])
    assert (found.records, found.dropped) == (1856, ())
    assert found.counts == {"Accepted": 1118, "Noted": 738}
    assert [dict(row.cells) for row in found.recommendations] == rows(FOLDER / "upr.csv")


def test_the_whole_file_has_41066_rows_of_which_nine_do_not_tell_who_recommended(shared_data: Path) -> None:
    progress: list[int] = []
    found = upr.load([shared_data / INFO], lambda done, _total, _what: progress.append(done))
    assert found.records == 41_066
    assert {answer: number + (9 if answer == "Accepted" else 0) for answer, number in found.counts.items()} == {
        "Accepted": 30_472,
        "Noted": 10_594,
    }
    assert list(found.dropped) == read_dropped(DATA / "dropped_rows" / "upr.csv")
    assert {dropped.what for dropped in found.dropped} == {"IDN, session 1"}
    assert sum(row.subset for row in found.recommendations) == 1856
    assert sum("icrmw" in row.cells["instruments"].split() for row in found.recommendations) == 733
    by_session = Counter(row.cells["id"].split("-")[1] for row in found.recommendations)
    assert (by_session["s1"] + 9, by_session["s19"]) == (430, 2829)
    assert len(progress) > 40


def test_the_working_groups_are_170_and_5645_rows(packaged: dict[str, Report], shared_data: Path) -> None:
    mine = [report for report in packaged.values() if report.source == "upr_working_groups"]
    assert Counter(report.attribution for report in mine) == {
        "unknown": 154,
        "supports-recommendation": 8,
        "notes-recommendation": 5,
        "other": 3,
    }
    found = upr_working_groups.load([shared_data / GROUPS])
    assert found.records == 5645
    assert found.counts == {"Supported": 1245, "Noted": 263, "Under consideration": 227, "Supported/Noted": 25, "not answered": 3885}
    assert list(found.dropped) == read_dropped(DATA / "dropped_rows" / "upr_working_groups.csv")
    (dropped,) = found.dropped
    assert dropped.what == "2025"
    several = {row.cells["id"]: row.cells["recommended_by"].split() for row in found.recommendations}
    # states in brackets inside of the text, which the column of the copy does not have
    assert several["upr-wg-s51-aus-36-11"] == ["PHL", "PRY", "LKA"]
    assert several["upr-wg-s52-sle-44-13"] == ["DZA", "ECU", "GHA", "LBY", "NGA", "TGO"]
    assert several["upr-wg-s52-est-6-4"] == ["LBY", "LKA"]
    assert several["upr-wg-s5-caf-74-4"] == ["MEX", "AUT", "DJI", "BEL"]
    joined = next(row for row in found.recommendations if row.cells["id"] == "upr-wg-s5-caf-75-1")
    assert joined.cells["recommended_by"] == "BRA AZE TUR MEX"


def test_rows_are_read_as_the_source_has_them(packaged: dict[str, Report]) -> None:
    one = packaged["upr-s1-arg-188"]
    assert (one.respondent, one.recommended_by, str(one.reported_on)) == ("ARG", ("DZA",), "2008")
    assert one.topics == ("trafficking",)
    assert one.affected == ("all-migrant-workers", "women")
    assert one.reported_by == ("upr",)
    assert (one.status, one.reliability, one.summary) == ("unknown", "", {})
    paragraph = packaged["upr-wg-s51-aus-36-5"]
    assert paragraph.recommended_by == ("ALB", "DZA", "EGY", "LBY", "MEX", "NER", "NGA", "TGO")
    assert (paragraph.symbol, paragraph.paragraph, paragraph.instruments) == ("A/HRC/62/13", "36.5", ("icrmw",))
    assert paragraph.asks_consent == ("icrmw",)


def test_every_recommendation_has_a_topic_and_the_widest_alone_is_explained(packaged: dict[str, Report]) -> None:
    for report in packaged.values():
        assert report.topics
        assert WIDEST not in report.topics or len(report.topics) == 1


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = "".join(sign.lower() if sign.isalnum() else " " for sign in text).split()
    return (tuple(found[start : start + LONGEST + 1]) for start in range(len(found) - LONGEST))


def test_no_sentence_of_a_source_is_packaged(shared_data: Path) -> None:
    taken = {run for row in rows(shared_data / SUBSET) for run in runs(row["Text"])}
    taken |= {run for row in rows(shared_data / GROUPS / "upr_wg_migrant_subset.csv") for run in runs(row["recommendation"])}
    for source in ("upr", "upr_working_groups"):
        for row in rows(FOLDER / f"{source}.csv"):
            for cell in row.values():
                assert not taken.intersection(runs(cell)), (source, row["id"], cell)


# What ties a recommendation


@pytest.mark.parametrize(
    ("text", "instruments", "asks"),
    [
        ("Ratify ICRMW", ["icrmw"], ["icrmw"]),
        ("Consider ratifying the Convention on Migrant Workers and Members of Their Families", ["icrmw"], ["icrmw"]),
        ("Adhere to the principles of ICRMW and consider its ratification", ["icrmw"], ["icrmw"]),
        ("Sign ICRMW", ["icrmw"], []),
        ("Ratify the Indigenous and Tribal Peoples Convention, 1989 (No. 169), and ICRMW", ["icrmw", "ilo-c169"], ["icrmw", "ilo-c169"]),
        ("Ratify CAT, in accordance with the recommendation of the Assembly, as well as CRPD", ["cat", "crpd"], ["cat", "crpd"]),
        ("Ratify CAT and bring its law in accordance with CRPD", ["cat", "crpd"], ["cat"]),
        ("Continue to promote the ratification of ICRMW", ["icrmw"], []),
        ("Raise awareness among states of the importance of ratifying ICRMW", ["icrmw"], []),
        ("Consider ratifying ICCPR-OP2", ["iccpr-op2"], ["iccpr-op2"]),
        ("Ratify the Second Optional Protocol to the ICCPR", ["iccpr-op2"], ["iccpr-op2"]),
        ("Ratify the OP- CAT", ["cat-op"], ["cat-op"]),
        ("Ratify CAT and its Optional Protocol, and CED", ["cat", "cat-op", "ced"], ["cat", "cat-op", "ced"]),
        ("Ratify ICCPR and its Optional Protocols", ["iccpr"], ["iccpr"]),
        ("Ratify the two International Covenants", ["iccpr", "icescr"], ["iccpr", "icescr"]),
        ("Provide services, as recommended by CERD, CESCR, and the CRC", [], []),
        ("Submit the reports to CMRW, CERD and CAT", [], []),
        (
            "Ratify the 1954 and 1961 Conventions on statelessness",
            ["stateless-1954", "statelessness-1961"],
            ["stateless-1954", "statelessness-1961"],
        ),
        ("Consider withdrawing its reservations to ICRMW", ["icrmw"], []),
        ("Harmonize its law with the European Convention on the Legal Status of Migrant Workers", ["cets-093"], []),
        ("Adopt measures, as recommended by the CMW", [], []),
        ("Ratify the Optional Protocol to the Convention against Torture", ["cat-op"], ["cat-op"]),
        ("Ratify the Optional Protocol to ICCPR", [], []),
        ("Ratify OP-CAT and CED", ["cat-op", "ced"], ["cat-op", "ced"]),
        ("Ratify ILO Conventions No. 97 and 143", ["ilo-c097", "ilo-c143"], ["ilo-c097", "ilo-c143"]),
        ("Bring the law on domestic workers in line with ILO Convention No. 189", ["ilo-c189"], []),
    ],
)
def test_only_unmistakable_names_of_instruments_are_taken(text: str, instruments: list[str], asks: list[str]) -> None:
    tied = WordTopics().tie(text)
    assert sorted(tied.instruments) == instruments
    assert sorted(tied.asks_consent) == asks


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Prevent the withholding of passports", "identity-documents"),
        ("Abolish the kafala system", "change-of-employer"),
        ("Pay wages in time", "wages"),
        ("Respect non-refoulement", "expulsion"),
        ("Facilitate family reunification", "family-unity"),
        ("Combat human trafficking", "trafficking"),
    ],
)
def test_words_name_topics(text: str, topic: str) -> None:
    assert WordTopics().tie(text).topics == (topic,)


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("Accept Articles 76 and 77 of the ICRMW", ("icrmw/76", "icrmw/77")),
        ("Consider Article 22.4 and Article 76 of the International Convention on Migrant Workers", ("icrmw/22/4", "icrmw/76")),
        ("Apply article 36 of the Vienna Convention on Consular Relations", ("vccr/36",)),
        ("Respect article 12, paragraph 1, of ICESCR", ("icescr/12",)),
        ("Lift the reservation to article 9 (2) of CEDAW", ("cedaw/9/2",)),
        ("Review article 7 of the Labour Law and ratify ICRMW", ()),
        ("Respect article 999 of ICRMW", ()),
    ],
)
def test_articles_before_the_name_of_an_instrument_are_provisions(text: str, provisions: tuple[str, ...]) -> None:
    assert WordTopics().tie(text).provisions == provisions


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("End violence and discrimination", {"violence-harassment", "non-discrimination"}),
        ("Protect them from domestic violence", {"violence-harassment"}),
        ("Train judges and prosecutors", set()),
        ("Prosecute the perpetrators", {"access-to-justice"}),
        ("Adopt measures to remedy their situation", set()),
        ("Return them to their countries of origin", set()),
        ("Set up a complaint mechanism", {"access-to-justice"}),
        ("Provide legal safeguards to patients", set()),
        ("Oblige nobody to leave the country", set()),
        ("Abolish the permission for leaving the country", {"right-to-leave-and-return"}),
    ],
)
def test_words_are_read_in_their_sense(text: str, topics: set[str]) -> None:
    assert set(WordTopics().tie(text).topics) == topics


def test_migrants_within_a_state_have_no_scope(topics: UprTopics) -> None:
    """The scopes name persons in another state than their own (ICRMW articles 2(1) and 4)."""
    within, note = topics.tie("Protect the children of rural migrant workers", ["Migrants"], file=Path("x"), row=2)
    assert (within.affected, "within the State" in note) == (("children",), True)
    both, note = topics.tie("Protect internal migrants and migrant workers from abroad", ["Migrants"], file=Path("x"), row=2)
    assert (both.affected, "within the State" in note) == (("all-migrant-workers",), False)


def test_the_tables_of_labels_and_of_words_agree_on_violence() -> None:
    uhri = read_labels(DATA / "label_topics" / "uhri.csv")
    for label in ("Violence against women", "Sexual & gender-based violence"):
        assert (
            set(uhri[label].topics)
            == set(WordTopics().tie(f"Prevent {label.lower().replace('&', 'and')}").topics)
            == {"violence-harassment"}
        )


def test_words_that_name_something_else_tie_nothing(topics: UprTopics) -> None:
    assert WordTopics().tie("Combat drug trafficking").topics == ()
    tied, note = topics.tie("Protect them better", ["Labour", "Migrants"], file=Path("x"), row=2)
    assert tied.topics == (WIDEST,)
    assert "widest topic" in note


def test_all_54_labels_of_the_source_are_in_the_table(shared_data: Path) -> None:
    with gzip.open(shared_data / INFO / upr.FILE, "rt", encoding="utf-8", newline="") as stream:
        used = {label.strip() for row in csv.DictReader(stream) for label in row["Issue"].split(",")}
    assert set(read_labels()) == used
    assert len(used) == 54


def test_every_session_has_a_page(packaged: dict[str, Report]) -> None:
    sessions = read_sessions()
    assert set(range(1, 21)) <= set(sessions)
    assert all(session.source.startswith("http") for session in sessions.values())
    assert all(report.reported_on is not None for report in packaged.values())


# What stands twice


def test_rows_of_both_sources_are_marked_and_only_once(packaged: dict[str, Report]) -> None:
    """Egypt, Gabon and Nigeria: the seven packaged paragraphs of the Working Group stand in UPR Info too."""
    same = read_same()
    sources = {f"{report.source}/{report.id}" for report in packaged.values()}
    here = [each for each in same if each.report in sources and each.same_as in sources]
    assert len(here) == 7
    # paragraphs with several states of which one only has a row with like words
    assert {each.report.partition("/")[2] for each in same if each.extent != WHOLE} == {
        "upr-wg-s5-caf-74-6",
        "upr-wg-s5-caf-75-2",
        "upr-wg-s5-caf-75-3",
        "upr-wg-s20-egy-166-222",
    }
    assert all(each.extent == WHOLE for each in here)
    assert len({each.same_as for each in same}) == len(same)
    assert not {each.report for each in same} & {each.same_as for each in same}
    for each in here:
        one, other = (packaged[name.partition("/")[2]] for name in (each.report, each.same_as))
        assert (one.respondent, one.reported_on) == (other.respondent, other.reported_on)
        assert set(other.recommended_by) <= set(one.recommended_by)
        assert one.attribution in {other.attribution, "other", "unknown"}


# Copies that are refused


@pytest.mark.parametrize(
    ("column", "value", "error", "says"),
    [
        ("Issue", "Migrants,Cats", BadValue, r"row 3, column 'Issue': there is no label 'Cats'"),
        ("To", "Ruritania", UnknownState, r"row 3, column 'To': no state is known by the name 'Ruritania'"),
        ("From", "European Union members", UnknownState, r"row 3, column 'From': no state"),
        ("Response", "Pending", BadValue, r"row 3, column 'Response'"),
        ("Session", "99", BadValue, r"row 3, column 'Session': there is no session '99'"),
        ("row", "x", BadValue, r"row 3, column 'row'"),
    ],
)
def test_a_wrong_cell_is_named(shared_data: Path, tmp_path: Path, column: str, value: str, error: type[SourceError], says: str) -> None:
    several = rows(shared_data / SUBSET)[:3]
    several[1][column] = value
    with pytest.raises(error, match=says):
        upr.load([written(tmp_path / "copy.csv", several)])


def test_a_row_of_nobody_is_left_away_with_its_reason(shared_data: Path, tmp_path: Path) -> None:
    several = rows(shared_data / SUBSET)[:2]
    several[0]["From"] = "&#40;Unknown&#41;"
    first, second = upr.read(written(tmp_path / "copy.csv", several))
    assert isinstance(first, DroppedRow)
    assert "does not know" in first.reason
    assert isinstance(second, Recommendation)


def test_another_header_a_shorter_copy_and_a_cut_off_file_are_refused(shared_data: Path, tmp_path: Path) -> None:
    several = rows(shared_data / SUBSET)
    with pytest.raises(ChangedLayout, match="Theme"):
        upr.load([written(tmp_path / "more.csv", several[:3], [*several[0], "Theme"])])
    with pytest.raises(ChangedLayout, match="no column Issue"):
        upr.load([written(tmp_path / "less.csv", several[:3], [name for name in several[0] if name != "Issue"])])
    with pytest.raises(UnexpectedCount, match="1,855 rows where"):
        upr.load([written(tmp_path / "short.csv", several[:-1])])
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes((shared_data / INFO / upr.FILE).read_bytes()[:100_000])
    with pytest.raises(MissingFile, match=r"cut\.csv\.gz: cannot be read"):
        upr.load([cut])


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("position", "Perhaps", r"row 2, column 'position'"),
        ("recommending_states", "Chile; Ruritania", r"row 2, column 'recommending_states': no state"),
        ("paragraph", "a", r"row 2, column 'paragraph'"),
        ("session", "22", r"row 2, column 'session': there is no session '22'"),
    ],
)
def test_a_wrong_cell_of_a_working_group_is_named(shared_data: Path, tmp_path: Path, column: str, value: str, says: str) -> None:
    several = rows(shared_data / GROUPS / "upr_wg_migrant_subset.csv")[:2]
    several[0][column] = value
    with pytest.raises(SourceError, match=says):
        upr_working_groups.load([written(tmp_path / "copy.csv", several)])
