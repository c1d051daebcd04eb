"""The tables of optional clauses and of declarations with a term of their own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from servanda.loaders import optional_clauses
from servanda.loaders.errors import BadValue, ChangedLayout
from servanda.loaders.optional_clauses import read_declared_terms, read_optional_clauses
from servanda.loaders.provision_tree import provision_paths

PATHS = {"icrmw": frozenset({"icrmw/77", "icrmw/77/8"})}
CLAUSE = {"provision": "icrmw/77", "declarations_needed": "10", "article": "icrmw/77/8", "source": "the text"}
TERM = {"provision": "icrmw/77", "state": "IDN", "from": "2015-01-01", "source": "untc", "place": "end note 1"}


def table(folder: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("provision", ""),
        ("provision", "icrmw/99"),
        ("declarations_needed", "ten"),
        ("declarations_needed", "0"),
        ("article", ""),
        ("article", "icrmw/77/9"),
        ("in_force", "2010"),
        ("in_force", "soon"),
        ("source", ""),
    ],
)
def test_a_wrong_cell_of_a_clause_is_named(tmp_path: Path, column: str, cell: str) -> None:
    with pytest.raises(BadValue, match=rf"table\.csv, row 2, column '{column}'"):
        read_optional_clauses(PATHS, table(tmp_path, optional_clauses.COLUMNS, {**CLAUSE, column: cell}))


def test_a_clause_stands_once_and_under_its_header(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="row 3, column 'provision'"):
        read_optional_clauses(PATHS, table(tmp_path, optional_clauses.COLUMNS, CLAUSE, CLAUSE))
    with pytest.raises(ChangedLayout, match="row 1"):
        read_optional_clauses(PATHS, table(tmp_path, optional_clauses.COLUMNS[1:]))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("provision", "icrmw/76"),
        ("state", ""),
        ("from", ""),
        ("from", "2015"),
        ("certain_from", "2014-01-01"),
        ("until", "2015-01-01"),
        ("source", ""),
        ("place", ""),
    ],
)
def test_a_wrong_cell_of_a_term_is_named(tmp_path: Path, column: str, cell: str) -> None:
    clauses = read_optional_clauses(PATHS, table(tmp_path, optional_clauses.COLUMNS, CLAUSE))
    with pytest.raises(BadValue, match=r"table\.csv, row 2, column '(provision|state|from|until|source|place)'"):
        read_declared_terms(clauses, table(tmp_path, optional_clauses.TERM_COLUMNS, {**TERM, column: cell}))


def test_the_packaged_clauses_are_the_ones_of_the_texts() -> None:
    """Numbers read in ICRMW 76(2) and 77(8), ICERD 14(9), CAT 21(2) and 22(8), ICCPR 41(2); CED 31 and 32 name none."""
    clauses = read_optional_clauses(provision_paths())
    assert {clause.provision: clause.declarations_needed for clause in clauses} == {
        "cat/21": 5,
        "cat/22": 5,
        "ced/31": None,
        "ced/32": None,
        "iccpr/41": 10,
        "icerd/14": 10,
        "icrmw/76": 10,
        "icrmw/77": 10,
    }
    assert {term.state for term in read_declared_terms(clauses)} == {"CHE", "CZE", "DEU", "ESP", "SVK"}


def test_the_packaged_places_are_where_the_page_has_them(shared_data: Path) -> None:
    """Each end note that a term cites tells of declarations or of a predecessor's one; the printed days are in the files."""
    folder = shared_data / "ratifications" / "untc-human-rights-2026-02"
    with (folder / "end_notes.csv").open(encoding="utf-8", newline="") as stream:
        notes = {(row["treaty_id"], row["note_no"]): row["text"] for row in csv.DictReader(stream)}
    assert "3 December 1982" in notes["cerd", "35"]
    assert "articles 21 and 22" in notes["cat", "1"]
    for term in read_declared_terms(read_optional_clauses(provision_paths())):
        if "end note" in term.place and not term.act:
            note = notes["iccpr", term.place.rpartition("end note ")[2]]
            year = term.holds_from.year if term.until is not None else 1991  # a predecessor's declaration of 1991
            assert str(year) in note
            assert term.until is None or str(term.until.year) in note
    with (folder / "instruments.csv").open(encoding="utf-8", newline="") as stream:
        entries = {row["treaty_id"]: row["entry_into_force_raw"] for row in csv.DictReader(stream)}
    assert "28 March 1979 for the provisions of article 41" in entries["iccpr"]
