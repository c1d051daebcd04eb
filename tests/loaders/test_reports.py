"""The tables of claims: they read, whatever does not exist is named with its row and column, and no words of a source are in them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.graph.facts import read_facts
from servanda.loaders import bodies
from servanda.loaders.bodies import read_bodies
from servanda.loaders.errors import SourceError
from servanda.loaders.reports import COLUMNS, FOLDER, Known, Report, read_report_table, report_tables
from servanda.loaders.source import read_source
from servanda.ontology.schemes import slugs

LONGEST = 7
ROW = {
    "id": "ceacr-2019-qat",
    "kind": "supervision",
    "respondent": "QAT",
    "reported_by": "ceacr",
    "reported_on": "2019",
    "instruments": "ilo-c029",
    "provisions": "ilo-c029/1/1",
    "obligations": "ilo-c029-1-1",
    "topics": "forced-labour;wages",
    "affected": "domestic-workers",
    "origin_states": "IDN NPL",
    "status": "concern-expressed",
    "reliability": "likely-reliable",
    "attribution": "official-denies",
    "link": "https://normlex.ilo.org/dyn/normlex/en/f?p=1000:13100:0::NO:13100:P13100_COMMENT_ID:1",
    "citation": "CEACR, observation, C029, Qatar, adopted 2019",
    "summary_en": "The Committee pointed to forced labour.",
    "summary_id": "Komite menunjuk kerja paksa.",
    "source_place": "file, line 9",
    "encoded_by": "a reader",
    "encoded_on": "2026-11-22",
}
KNOWN = Known(
    states={"QAT": "State", "IDN": "State", "NPL": "State", "HKG": "Territory"},
    bodies=frozenset({"ceacr", "upr"}),
    instruments=frozenset({"ilo-c029"}),
    provisions=frozenset({"ilo-c029/1/1"}),
    obligations=frozenset({"ilo-c029-1-1"}),
    concepts=slugs(),
)
Table = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """A table of claims; ``more`` are further columns of its header, ``again`` a second row with the same id."""

    def write(changes: dict[str, str], more: tuple[str, ...] = (), *, again: bool = False) -> Path:
        path = tmp_path / "demo.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [*COLUMNS, *more], restval="", lineterminator="\n")
            writer.writeheader()
            for _ in range(2 if again else 1):
                writer.writerow(ROW | changes)
        return path

    return write


def test_a_row_is_read_with_the_precision_of_its_dates(table: Table) -> None:
    (report,) = read_report_table(table({"event_from": "2018-03-01"}), KNOWN)
    assert (report.source, report.kind, report.respondent, report.reported_by) == ("demo", "supervision", "QAT", ("ceacr",))
    assert report.reported_on is not None
    assert not report.reported_on.is_day
    assert str(report.event_from) == "2018-03-01"
    assert report.topics == ("forced-labour", "wages")
    assert report.origin_states == ("IDN", "NPL")
    assert (report.territory, report.recommended_by) == ("", ())


def test_a_table_may_name_a_territory_and_recommending_states(table: Table) -> None:
    more = ("recommended_by", "territory")
    changes = {"kind": "recommendation", "reported_by": "upr", "recommended_by": "IDN NPL", "territory": "the north"}
    (report,) = read_report_table(table(changes, more), KNOWN)
    assert (report.recommended_by, report.territory) == (("IDN", "NPL"), "the north")


def test_a_recommendation_can_ask_for_consent_to_what_it_names(table: Table) -> None:
    more = ("asks_consent",)
    asked = {"kind": "recommendation", "reported_by": "upr", "asks_consent": "ilo-c029"}
    (report,) = read_report_table(table(asked, more), KNOWN)
    assert report.asks_consent == ("ilo-c029",)
    with pytest.raises(SourceError, match=r"column 'asks_consent'.*only a recommendation asks for consent"):
        list(read_report_table(table({"asks_consent": "ilo-c029"}, more), KNOWN))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("id", "CEACR 2019", "local name"),
        ("kind", "finding", "not in the list"),
        ("respondent", "XYZ", "no state 'XYZ'"),
        ("respondent", "HKG", "no state 'HKG'"),
        ("reported_by", "somebody", "no body 'somebody'"),
        ("reported_by", "", "must not be empty"),
        ("reported_on", "spring 2019", "not a date"),
        ("reported_on", "", "must not be empty"),
        ("event_until", "2019-02-30", "no such day"),
        ("instruments", "ilo-c999", "no instrument 'ilo-c999'"),
        ("instruments", "", "is missing"),
        ("provisions", "ilo-c029/99", "no provision 'ilo-c029/99'"),
        ("obligations", "ilo-c029-99", "no obligation 'ilo-c029-99'"),
        ("topics", "pay", "no topic 'pay'"),
        ("affected", "everybody", "no personal scope 'everybody'"),
        ("origin_states", "IDN IDN", "twice"),
        ("status", "proven", "not in the list"),
        ("status", "", "must not be empty"),
        ("reliability", "certain", "not in the list"),
        ("attribution", "silence", "not in the list"),
        ("link", "normlex.ilo.org", "not an address"),
        ("link", "https://example.org/a b", "not an address"),
        ("citation", "", "must not be empty"),
        ("summary_id", "", "both languages"),
        ("source_place", "", "must not be empty"),
        ("encoded_by", "", "must not be empty"),
    ],
)
def test_a_wrong_cell_is_named(table: Table, column: str, value: str, says: str) -> None:
    with pytest.raises(SourceError, match=rf"demo\.csv, row 2, column '{column}'") as caught:
        list(read_report_table(table({column: value}), KNOWN))
    assert says in str(caught.value)


def test_events_do_not_end_before_they_begin(table: Table) -> None:
    with pytest.raises(SourceError, match=r"column 'event_until'.*before"):
        list(read_report_table(table({"event_from": "2018", "event_until": "2017-12-31"}), KNOWN))


def test_only_a_recommendation_has_recommending_states(table: Table) -> None:
    with pytest.raises(SourceError, match="only a recommendation"):
        list(read_report_table(table({"recommended_by": "IDN"}, ("recommended_by",)), KNOWN))


def test_a_missing_date_needs_a_note_that_says_why(table: Table) -> None:
    (report,) = read_report_table(table({"reported_on": "", "note": "The page shows no date."}), KNOWN)
    assert report.reported_on is None


def test_an_id_stands_once_and_another_header_is_refused(table: Table) -> None:
    with pytest.raises(SourceError, match=r"row 3, column 'id': .*twice"):
        list(read_report_table(table({}, again=True), KNOWN))
    with pytest.raises(SourceError, match="header"):
        list(read_report_table(table({}, ("opinion",)), KNOWN))


def test_a_users_own_table_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "iachr" / "reports.csv"
    own.parent.mkdir()
    own.write_text((FOLDER / "iachr.csv").read_text(encoding="utf-8"), encoding="utf-8")
    tables = report_tables(tmp_path)
    assert tables["iachr"] == own
    assert tables["normlex_supervision"] == FOLDER / "normlex_supervision.csv"


# Bodies


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("CMW,Committee,Komite,treaty-body,,somebody", "column 'body'"),
        ("cmw,Committee,,treaty-body,,somebody", "column 'title_id'"),
        ("cmw,Committee,Komite,committee,,somebody", "column 'kind'"),
        ("cmw,Committee,Komite,treaty-body,un,somebody", "column 'parent'.*no body 'un'"),
        ("cmw,Committee,Komite,treaty-body,,", "column 'source'"),
        ("ilo,Organization,Organisasi,international-organisation,,somebody\nilo,Organization,Organisasi,organisation,,x", "row 3.*twice"),
    ],
)
def test_a_wrong_body_is_named(written: Callable[..., Path], row: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        read_bodies(written(bodies.COLUMNS, row))


# The packaged tables


@pytest.fixture(scope="module")
def packaged() -> list[Report]:
    return list(read_facts().reports)


def of(reports: list[Report], source: str) -> list[Report]:
    return [report for report in reports if report.source == source]


def test_every_source_of_claims_describes_itself_and_names_its_readers(packaged: list[Report]) -> None:
    assert {report.source for report in packaged} <= {path.stem for path in FOLDER.glob("*.csv")}
    for name in {report.source for report in packaged}:
        assert read_source(name).title


def test_the_ilo_records_are_77_and_at_least_50_name_provisions(packaged: list[Report]) -> None:
    """Counts of the source's description: 37 observations, 27 direct requests, 7 discussions, 5 representations, 1 complaint."""
    ilo = of(packaged, "normlex_supervision")
    assert Counter(report.kind for report in ilo) == {"supervision": 71, "complaint": 6}
    assert Counter(report.reported_by[0] for report in ilo if report.kind == "supervision") == {"ceacr": 64, "ilo-cas": 7}
    assert sum(bool(report.provisions) for report in ilo) == 50
    assert all(report.topics and report.summary for report in ilo)
    assert all(report.link or report.kind == "complaint" for report in ilo)


def test_words_that_the_source_marks_as_allegations_are_no_findings(packaged: list[Report], shared_data: Path) -> None:
    """The note of a record says whose words its excerpt is; such a claim is under examination and says so."""
    lines = (shared_data / "reports" / "ilo-supervision-normlex" / "ilo_supervision.jsonl").read_text(encoding="utf-8").splitlines()
    marked = [json.loads(line) for line in lines if "reports" in json.loads(line).get("note", "")]
    alleged = {record["id"].removeprefix("ILO-").lower() for record in marked if record["excerpts"]} - {"art24-are-c029-2016"}
    assert len(alleged) >= 8
    found = {report.id: report for report in of(packaged, "normlex_supervision")}
    for name in alleged:
        assert found[name].status == "under-examination", name
        assert "not a finding" in found[name].note


def test_nothing_is_called_confirmed_but_decisions_of_bodies_that_decided_so(packaged: list[Report]) -> None:
    mine = [report for name in ("normlex_supervision", "un_supervision", "treaty_body_cases", "iachr") for report in of(packaged, name)]
    confirmed = {report.id: report.status for report in mine if report.status.startswith("confirmed")}
    assert confirmed == {
        "cat-682-2015": "confirmed-violation",
        "ccpr-406-1990": "confirmed-no-violation",
        "iachr-50-16": "confirmed-violation",
    }


def words(text: str) -> list[str]:
    return "".join(sign.lower() if sign.isalnum() else " " for sign in text.replace("’", "").replace("'", "")).split()


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[start : start + LONGEST + 1]) for start in range(len(found) - LONGEST))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        ("normlex_supervision", "ilo-supervision-normlex"),
        ("un_supervision", "un-migrant-worker-supervision"),
        ("treaty_body_cases", "treaty-body-cases-migrant-workers"),
        ("iachr", "iachr-undocumented-workers"),
    ],
)
def test_no_claim_takes_more_than_seven_words_in_a_row_from_its_source(
    packaged: list[Report], shared_data: Path, source: str, folder: str
) -> None:
    taken: set[tuple[str, ...]] = set()
    for path in (shared_data / "reports" / folder).glob("*.json*"):
        text = path.read_text(encoding="utf-8")
        records = [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else [json.loads(text)]
        for each in strings(records):
            taken.update(runs(each))
    for report in of(packaged, source):
        for own in (*report.summary.values(), report.state_reply, report.note):
            assert not taken & set(runs(own)), report.id
