"""The loader of the Universal Human Rights Index: real sample records, the export's form, and what each label becomes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.uhri_file import records
from servanda.loaders import uhri
from servanda.loaders.dropped_rows import read_dropped
from servanda.loaders.errors import BadValue
from servanda.loaders.observations import DROPPED
from servanda.loaders.reports import FOLDER
from servanda.loaders.uhri_labels import read_all_labels
from servanda.loaders.uhri_record import label

SAMPLE = Path("reports") / "uhri-samples" / "uhri_sample_records.jsonl"
Record = dict[str, Any]
Write = Callable[..., Path]

#: A record as a public script quotes one of the export (its words left away).
QUOTED: Record = {
    "AffectedPersons": ["Disappeared persons", "Children", "Youth & juveniles", "Women & girls"],
    "AnnotationId": "a9ceae8c-fe1c-40f9-a326-1529e0ab678f",
    "AnnotationType": "- Concerns/Observations",
    "Body": "- CRC",
    "Countries": ["Peru"],
    "DocumentId": "41a0b08f-5a9a-4eb5-985f-05b47986ad82",
    "PublicationDate": "2025-02-12T00:00:00",
    "PublicationDateOnUhri": "2025-03-03T10:53:45.827",
    "Regions": ["Latin America and the Caribbean"],
    "Sdgs": ["16.9 - Universal legal identity and birth registration"],
    "Symbol": "CRC/C/PER/CO/6-7",
    "Text": "4.The made-up words of this test, which stand here for a paragraph.",
    "Themes": ["Violence against women", "Rights related to name, identity & nationality", "Right to health"],
    "UprCycle": None,
    "UprPositions": [],
    "UprRecommendingCountry": [],
    "UprRecommendingRegions": [],
    "UprSession": [],
}
REVIEW: Record = QUOTED | {
    "AffectedPersons": ["Migrants"],
    "AnnotationType": "- Recommendations",
    "Body": "- UPR",
    "Countries": ["Qatar"],
    "Symbol": "A/HRC/27/15",
    "Text": "<p>124.26 Made-up words</p>",
    "Themes": ["Labour rights and right to work"],
    "UprCycle": "2",
    "UprPositions": ["Supported"],
    "UprRecommendingCountry": ["Philippines"],
    "UprSession": ["19"],
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(*several: Record, name: str = "export-full-en.json") -> Path:
        path = tmp_path / name
        numbered = [each | {"AnnotationId": f"{each['AnnotationId'][:-4]}{number:04x}"} for number, each in enumerate(several)]
        path.write_text(json.dumps(numbered), encoding="utf-8")
        return path

    return make


def rows_of(found: uhri.LoadedClaims) -> list[dict[str, str]]:
    with found.rows.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def only(path: Path, work: Path, everything: bool = True) -> dict[str, str]:
    (row,) = rows_of(uhri.load([path], work, everything))
    return row


def test_the_sample_records_give_the_packaged_table_and_its_list_of_dropped_records(shared_data: Path, tmp_path: Path) -> None:
    """15 records, all of one document on Australia; 3 of them labelled Migrants, as the README's shape shows."""
    found = uhri.load([shared_data / SAMPLE], tmp_path)
    assert (found.records, found.selected, found.claims, found.dropped, found.unknown_persons) == (15, 3, 3, 0, {})
    assert found.rows.read_bytes() == (FOLDER / "uhri.csv").read_bytes()
    kept, dropped = rows_of(found), read_dropped(DROPPED / "uhri.csv")
    assert len(kept) + len(dropped) == 15
    assert {(row["respondent"], row["reported_by"], row["instruments"], row["symbol"]) for row in kept} == {
        ("AUS", "cescr", "icescr", "E/C.12/AUS/CO/6")
    }
    assert {row["affected"].split(";")[0] for row in kept} == {"all-migrant-workers"}
    assert sorted(row["paragraph"] for row in kept) == ["11", "12", "13"]
    every = uhri.load([shared_data / SAMPLE], tmp_path / "all", everything=True)
    assert (every.selected, every.claims) == (15, 15)


def test_no_words_of_an_annotation_are_in_the_table(shared_data: Path, tmp_path: Path) -> None:
    found = uhri.load([shared_data / SAMPLE], tmp_path, everything=True)
    table = found.rows.read_text(encoding="utf-8")
    for line in (shared_data / SAMPLE).read_text(encoding="utf-8").splitlines():
        words = json.loads(line)["text"].split()
        assert not any(" ".join(words[start : start + 8]) in table for start in range(len(words) - 7))
    assert "Modern Slavery Act" in found.words.read_text(encoding="utf-8")


def test_an_observation_of_a_treaty_body_is_supervision_without_a_status(write: Write, tmp_path: Path) -> None:
    row = only(write(QUOTED), tmp_path)
    assert (row["kind"], row["status"], row["reported_by"], row["instruments"]) == ("supervision", "unknown", "crc", "crc")
    assert (row["respondent"], row["reported_on"], row["paragraph"]) == ("PER", "2025-02-12", "4")
    assert row["topics"] == "violence-harassment;children-nationality;health-care"
    assert row["affected"] == "children;women"
    assert row["link"] == "https://undocs.org/CRC/C/PER/CO/6-7"
    assert "welcomes" in row["note"]


def test_a_request_of_a_body_and_a_recommendation_of_a_state_are_never_one_kind(write: Write, tmp_path: Path) -> None:
    request = only(write(QUOTED | {"AnnotationType": "- Recommendations"}), tmp_path / "a")
    assert (request["kind"], request["status"], request["recommended_by"]) == ("supervision", "concern-expressed", "")
    review = only(write(REVIEW), tmp_path / "b")
    assert (review["kind"], review["status"], review["reported_by"], review["recommended_by"]) == (
        "recommendation",
        "unknown",
        "upr",
        "PHL",
    )
    assert (review["attribution"], review["paragraph"], review["instruments"]) == ("supports-recommendation", "124.26", "")
    assert review["topics"] == "human-rights-general"
    assert "widest topic" in review["note"]


@pytest.mark.parametrize(
    ("positions", "expected"),
    [(["Noted"], "notes-recommendation"), (["- Supported/Noted"], "other"), (["Supported", "Noted"], "other"), ([], "")],
)
def test_the_answer_of_the_reviewed_state(write: Write, tmp_path: Path, positions: list[str], expected: str) -> None:
    row = only(write(REVIEW | {"UprPositions": positions}), tmp_path)
    assert row["attribution"] == expected
    assert ("part of it" in row["note"]) == (expected == "other")


def test_only_records_on_migrants_are_taken_unless_all_are_asked_for(write: Write, tmp_path: Path) -> None:
    """By the label of persons, or by the body: the committee under its short and its long name, and the rapporteur."""
    bodies = ["- CMW", "- Committee on Migrant Workers", "- SR Migrants", "- CRC"]
    path = write(REVIEW, *(QUOTED | {"Body": body} for body in bodies))
    found = uhri.load([path], tmp_path / "some")
    assert (found.records, found.selected) == (5, 4)
    assert [row["reported_by"] for row in rows_of(found)] == ["upr", "cmw", "cmw", "sr-migrants"]
    assert uhri.load([path], tmp_path / "all", everything=True).selected == 5


@pytest.mark.parametrize(
    ("countries", "symbol", "expected"),
    [
        (["MY"], "CRC/C/MYS/CO/5", ["MYS"]),
        (["State of Palestine*"], "CRC/C/PSE/CO/1", ["PSE"]),
        (["Kosovo*"], "CERD/C/1", ["x-kosovo"]),
        (["Qatar", "Nepal"], "A/HRC/1/1", ["QAT", "NPL"]),
        ([], "CEDAW/C/ALB/CO/4", ["ALB"]),
        ([], "CAT/OP/HND/1", ["HND"]),
    ],
)
def test_the_states_concerned(write: Write, tmp_path: Path, countries: list[str], symbol: str, expected: list[str]) -> None:
    found = uhri.load([write(QUOTED | {"Countries": countries, "Symbol": symbol})], tmp_path, everything=True)
    assert [row["respondent"] for row in rows_of(found)] == expected
    assert len({row["id"] for row in rows_of(found)}) == len(expected)
    assert all(("in the symbol" in row["note"]) == (not countries) for row in rows_of(found))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Body": "-"}, "names no body"),
        ({"AnnotationType": "- Others"}, "neither a recommendation nor an observation"),
        ({"Body": "- UPR", "AnnotationType": "-"}, "does not call it a recommendation"),
        ({"Body": "- UPR", "AnnotationType": "- Recommendations"}, "which state recommended it"),
        ({"Countries": [], "Symbol": "A/HRC/15/37"}, "names no state"),
        ({"Countries": ["Atlantis"]}, "'Atlantis'"),
    ],
)
def test_what_gives_no_claim_is_listed_with_its_reason(write: Write, tmp_path: Path, changes: Record, reason: str) -> None:
    found = uhri.load([write(QUOTED | changes)], tmp_path, everything=True)
    (dropped,) = read_dropped(found.dropped_rows)
    assert (found.claims, found.dropped) == (0, 1)
    assert reason in dropped.reason


def test_a_repeated_annotation_and_an_unknown_recommending_state_are_dropped(write: Write, tmp_path: Path) -> None:
    path = write(REVIEW)
    path.write_text(
        json.dumps(
            [
                REVIEW,
                REVIEW,
                QUOTED,
                REVIEW | {"AnnotationId": "0" * 8 + "-0000-4000-8000-" + "0" * 12} | {"UprRecommendingCountry": ["Atlantis"]},
            ]
        ),
        encoding="utf-8",
    )
    found = uhri.load([path], tmp_path, everything=False)
    # QUOTED bears the same id as REVIEW, but is not on migrants
    assert (found.claims, found.dropped) == (1, 2)
    assert ["before" in each.reason or "Atlantis" in each.reason for each in read_dropped(found.dropped_rows)] == [True, True]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"Themes": ["Right to the moon"]}, r"row 1, column 'Themes': there is no label 'Right to the moon' in label_topics/uhri\.csv"),
        ({"Body": "- SR Moon"}, r"column 'Body': there is no body 'SR Moon' in label_bodies/uhri\.csv"),
        ({"UprPositions": ["Deferred"]}, r"column 'UprPositions': 'Deferred'"),
        ({"PublicationDate": "spring"}, r"column 'PublicationDate': 'spring' is no date"),
        ({"AnnotationId": "x"}, r"column 'AnnotationId'"),
        ({"Countries": 7}, r"column 'Countries': 7 is no list of names"),
    ],
)
def test_what_nobody_knows_stops_the_load_and_is_named(tmp_path: Path, changes: Record, says: str) -> None:
    path = tmp_path / "export-full-en.json"
    path.write_text(json.dumps([QUOTED | changes]), encoding="utf-8")
    with pytest.raises(BadValue, match=says):
        uhri.load([path], tmp_path / "work", everything=True)


def test_groups_of_persons_without_a_code_are_counted(write: Write, tmp_path: Path) -> None:
    found = uhri.load([write(REVIEW | {"AffectedPersons": ["Migrants", "Astronauts"]}, REVIEW)], tmp_path)
    assert found.unknown_persons == {"Astronauts": 1}


def test_every_theme_and_body_of_the_published_counts_has_a_meaning() -> None:
    """100 themes (106 with odd blanks) and 74 bodies in the counts of 4 February 2026; six long names of committees beside them."""
    labels = read_all_labels()
    assert len(labels.themes) == 100
    assert len(labels.bodies) == 80
    assert labels.themes["Reservations"].topics == ()
    assert {labels.bodies[name].body.slug for name in ("CMW", "Committee on Migrant Workers")} == {"cmw"}
    assert label(" Participation of women in political & public life\xa0") in labels.themes


def test_the_made_up_file_is_in_the_form_of_the_quoted_record() -> None:
    for record in records(50):
        assert list(record) == sorted(QUOTED)
        assert all(type(record[field]) is type(QUOTED[field]) or record["Body"] == "- UPR" for field in QUOTED)
    assert list(records(20)) == list(records(20))
