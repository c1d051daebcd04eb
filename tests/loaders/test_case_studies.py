"""What studies find is theirs, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.loaders.case_studies import FINDING_COLUMNS, read_studies, read_study_findings
from servanda.loaders.errors import SourceError
from servanda.loaders.instruments import read_instruments
from servanda.loaders.states import read_states
from servanda.ontology.schemes import slugs

CONCEPTS = {"challenge": frozenset({"corruption"}), "topic": frozenset({"wages"}), "remedy": frozenset({"cooperation-between-states"})}
ROW = "f-1,s,general,IDN,challenge,corruption,The study finds corruption.,Kajian menemukan korupsi.,,,"


def test_the_origin_study_has_its_three_countries_challenges_and_remedies() -> None:
    findings = read_study_findings(read_studies(), {state.code for state in read_states()}, read_instruments(), slugs())
    countries = {finding.about for finding in findings if finding.account != "origin-study"}
    assert countries == {("IDN",), ("PHL",), ("SAU",)}
    general = {(finding.kind, finding.concept) for finding in findings if finding.account == "origin-study"}
    assert {("challenge", each) for each in ("limited-resources", "corruption", "lack-of-political-commitment")} <= general
    assert {("remedy", each) for each in ("cooperation-between-states", "political-commitment", "institutional-capacity")} <= general


def test_every_statement_is_attributed() -> None:
    findings = read_study_findings(read_studies(), {state.code for state in read_states()}, read_instruments(), slugs())
    assert all(finding.statement["en"].startswith("The study ") for finding in findings)
    assert all(finding.statement["id"].startswith("Kajian ini ") for finding in findings)


def test_no_note_speaks_of_what_a_visitor_cannot_know_and_each_is_in_both_languages() -> None:
    findings = read_study_findings(read_studies(), {state.code for state in read_states()}, read_instruments(), slugs())
    (obstacles,) = (finding.note for finding in findings if finding.id == "origin-study-saudi-arabia")
    assert obstacles["id"].startswith("Uraian tentang kajian itu")
    assert all(set(finding.note) in (set(), {"en", "id"}) for finding in findings)
    assert not [finding.id for finding in findings if "brief" in finding.note.get("en", "")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (ROW.replace(",s,", ",t,"), r"row 2.*study.*there is no study 't'"),
        (ROW.replace("IDN", "XYZ"), r"row 2.*about.*there is no state and no instrument 'XYZ'"),
        (ROW.replace("corruption,The", "wages,The"), r"row 2.*concept.*'wages' is not in the list"),
        (ROW.replace("challenge,", "fact,"), r"row 2.*kind.*'fact' is not in the list"),
        (ROW.removesuffix(",") + "A note.,", r"row 2.*note_id.*must be filled"),
        (f"{ROW}\n{ROW}", r"row 3.*f-1 stands here twice"),
    ],
)
def test_what_is_wrong_is_named_with_its_row_and_column(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(",".join(FINDING_COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=problem):
        read_study_findings(frozenset({"s"}), frozenset({"IDN"}), frozenset(), CONCEPTS, path)
