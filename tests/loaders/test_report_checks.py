"""Copies of the sources of claims are held against the packaged tables; another copy is refused, and nothing is dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.loaders import iachr, normlex_supervision, treaty_body_cases, un_supervision
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnexpectedCount, UnknownSource
from servanda.loaders.normlex_supervision import provision_path
from servanda.loaders.registry import report_check

REPORTS = Path("reports")
ILO = REPORTS / "ilo-supervision-normlex" / normlex_supervision.FILE
UN = REPORTS / "un-migrant-worker-supervision" / un_supervision.FILE
CASES = REPORTS / "treaty-body-cases-migrant-workers"
SHEET = REPORTS / "iachr-undocumented-workers" / iachr.FILE

Record = dict[str, Any]


def changed(path: Path, target: Path, change: Callable[[list[Record]], object]) -> Path:
    """A copy of a file of records, one a line, with a change."""
    records: list[Record] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(records)
    target.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return target


def test_the_ilo_records_have_their_rows(shared_data: Path) -> None:
    checked = normlex_supervision.load([shared_data / ILO])
    assert (checked.records, checked.rows, checked.dropped) == (77, 77, ())
    assert checked.counts["Observation (CEACR)"] == 37
    assert (
        "ceacr-kwt-c029-4322837",
        "it took note of cases of confiscation of passports of domestic workers by their employers",
    ) in checked.excerpts


def test_the_un_records_give_19_claims_and_one_record_names_no_state(shared_data: Path) -> None:
    """13 documents: 9 about one state, 3 notices about 10 states together, 1 about none."""
    checked = un_supervision.load([shared_data / UN])
    assert (checked.records, checked.rows) == (13, 19)
    (dropped,) = checked.dropped
    assert dropped.what == "A/61/324"
    assert "names no state" in dropped.reason


def test_the_decisions_and_the_sheet_have_their_rows(shared_data: Path) -> None:
    decided = treaty_body_cases.load([shared_data / CASES])
    assert (decided.records, decided.rows) == (3, 3)
    assert any("would constitute a breach of article 3" in words for row, words in decided.excerpts if row == "cat-682-2015")
    assert iachr.load([shared_data / SHEET]).rows == 1


@pytest.mark.parametrize(
    ("article", "path"),
    [
        ("1(1)", "ilo-c029/1/1"),
        ("25", "ilo-c029/25"),
        ("6(1)(a)(i)", "ilo-c029/6/1/a/i"),
        ("C129:6(3)", "ilo-c129/6/3"),
    ],
)
def test_articles_are_read_as_printed(article: str, path: str) -> None:
    assert provision_path(article, "C029") == path


@pytest.mark.parametrize("article", ["1(1) and 2", "Art. 1", "", "1(A)"])
def test_an_article_in_other_words_is_refused(article: str) -> None:
    with pytest.raises(BadValue, match="no article"):
        provision_path(article, "C029")


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (lambda records: records.pop(), UnexpectedCount, "76 records where 77 to 77"),
        (lambda records: records[9].update(kind="Article 26 complaint"), UnexpectedCount, "2 Article 26 complaint"),
        (lambda records: records[8].update(code="KWT"), BadValue, "column 'respondent'.*QAT"),
        (lambda records: records[8].update(adopted=2018), BadValue, "column 'reported_on'.*2019"),
        (lambda records: records[8].update(articles=["1(1)"]), BadValue, "column 'provisions'"),
        (lambda records: records[8].update(url="https://example.org/"), BadValue, "column 'link'"),
        (lambda records: records[8].update(id="ILO-CEACR-QAT-C029-1"), BadValue, "line 9.*has no row"),
        (lambda records: records[8].update(articles=["one"]), BadValue, "no article"),
    ],
)
def test_a_copy_that_does_not_fit_is_refused_by_name(
    shared_data: Path, tmp_path: Path, change: Callable[[list[Record]], object], error: type[SourceError], says: str
) -> None:
    copy = changed(shared_data / ILO, tmp_path / normlex_supervision.FILE, change)
    with pytest.raises(error, match=says):
        normlex_supervision.load([copy])


def test_a_copy_that_is_cut_off_is_refused(shared_data: Path, tmp_path: Path) -> None:
    copy = tmp_path / un_supervision.FILE
    copy.write_bytes((shared_data / UN).read_bytes()[:-50])
    with pytest.raises(ChangedLayout, match=r"un_documents\.jsonl, row 13: is no JSON"):
        un_supervision.load([copy])
    with pytest.raises(MissingFile):
        un_supervision.load([tmp_path / "nothing.jsonl"])
    with pytest.raises(MissingFile, match="one file is needed"):
        un_supervision.load([copy, copy])


def test_an_unknown_state_in_a_session_notice_is_named(shared_data: Path, tmp_path: Path) -> None:
    copy = changed(shared_data / UN, tmp_path / un_supervision.FILE, lambda records: records[5].update(countries=["Atlantis"]))
    with pytest.raises(SourceError, match=r"row 6, column 'countries'.*Atlantis"):
        un_supervision.load([copy])


def test_a_decision_that_is_missing_or_another_one_is_refused(shared_data: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="not among the files"):
        treaty_body_cases.load([shared_data / CASES / "cat-c-58-d-682-2015.json"])
    for path in (shared_data / CASES).glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    cut = tmp_path / "ccpr-c-82-d-988-2001.json"
    paragraphs = json.loads(cut.read_text(encoding="utf-8"))
    cut.write_text(json.dumps(paragraphs[:-1]), encoding="utf-8")
    with pytest.raises(ChangedLayout, match="a paragraph that the packaged row cites is not there"):
        treaty_body_cases.load([tmp_path])
    cut.write_text(json.dumps(paragraphs[1:]), encoding="utf-8")
    with pytest.raises(UnexpectedCount, match=r"29 ccpr-c-82-d-988-2001\.json"):
        treaty_body_cases.load([tmp_path])
    cut.write_text('{"ID": 1}', encoding="utf-8")
    with pytest.raises(ChangedLayout, match="no list of paragraphs"):
        treaty_body_cases.load([tmp_path])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"title": "Report No. 51/16, Case 12.834"}, BadValue),
        ({"title": "a report"}, ChangedLayout),
        ({"docx_url": "https://www.oas.org/another.docx"}, BadValue),
    ],
)
def test_another_sheet_is_refused(shared_data: Path, tmp_path: Path, change: dict[str, str], error: type[SourceError]) -> None:
    sheet = json.loads((shared_data / SHEET).read_text(encoding="utf-8")) | change
    copy = tmp_path / iachr.FILE
    copy.write_text(json.dumps(sheet), encoding="utf-8")
    with pytest.raises(error):
        iachr.load([copy])


def test_a_source_of_claims_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownSource, match="no source of claims 'gossip'"):
        report_check("gossip")
