"""The packaged tables and the user's own: a wrong cell is named by file, row and column, and nothing of the table is used."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.loaders import acts, effect_rules, instruments, obligations, spent_provisions
from servanda.loaders.acts import KINDS, STATUSES, ActRow, read_acts, write_acts
from servanda.loaders.atomic import write_text
from servanda.loaders.dates import BadDate, PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, WrongEncoding
from servanda.loaders.provision_tree import provision_paths
from servanda.loaders.registry import ACT_SOURCES, sources
from servanda.ontology.schemes import slugs

PATHS = {"icrmw": frozenset({"icrmw/7", "icrmw/25", "icrmw/25/1"})}


def read_obligations(path: Path) -> Any:
    return obligations.read_obligations(slugs(), PATHS, path.parent)


def read_spent(path: Path) -> Any:
    return spent_provisions.read_spent_provisions(PATHS, path)


Read = Callable[[Path], Any]
Row = dict[str, str]

ACT: Row = {"instrument": "icrmw", "state": "IDN", "kind": "Ratification", "date": "2012-05-31", "as_at": "2026-02-03"}
INSTRUMENT: Row = {
    "instrument": "icrmw",
    "class": "Treaty",
    "title_en": "Title",
    "short_en": "ICRMW",
    "date_document": "1990-12-18",
    "first_entry_into_force": "2003-07-01",
    "source": "somebody",
}
RULE: Row = {"instrument": "icrmw", "state_delay": "days:30", "succession": "notification", "denunciation": "allowed"}
OBLIGATION: Row = {
    "id": "icrmw-25-1",
    "provision": "icrmw/25/1",
    "modality": "obligation",
    "bearer": "StateOfEmployment",
    "beneficiary": "all-migrant-workers",
    "topic": "wages;working-hours-rest",
    "phase": "work",
    "kind": "protect",
    "right": "just-remuneration",
    "timing": "immediate",
    "label_en": "Equal pay",
    "label_id": "Upah setara",
    "definition_en": "Pay equally.",
    "definition_id": "Membayar setara.",
    "encoded_by": "one",
    "encoded_on": "2026-11-22",
}
SPENT: Row = {"provision": "icrmw/25", "reason_en": "over", "reason_id": "lewat", "source": "icrmw"}

TABLES: dict[str, tuple[Sequence[str], Row, Read]] = {
    "acts": (acts.COLUMNS, ACT, read_acts),
    "instruments": (instruments.COLUMNS, INSTRUMENT, instruments.read_instruments),
    "effect_rules": (effect_rules.COLUMNS, RULE, effect_rules.read_effect_rules),
    "icrmw": (obligations.COLUMNS, OBLIGATION, read_obligations),
    "spent_provisions": (spent_provisions.COLUMNS, SPENT, read_spent),
}


def table(folder: Path, name: str, *rows: Row) -> Path:
    """A table in a folder of its own (tables of obligations are read by folder)."""
    columns, _, _ = TABLES[name]
    path = folder / name / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("name", TABLES)
def test_a_good_table_is_read(tmp_path: Path, name: str) -> None:
    _, row, read = TABLES[name]
    assert len(read(table(tmp_path, name, row))) == 1


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("acts", "date", "31.05.2012"),
        ("acts", "date", "2012-02-30"),
        ("acts", "date", "2012-05"),
        ("acts", "date", "12"),
        ("acts", "effective_from", "soon"),
        ("acts", "printed_entry_into_force", "2012-13-01"),
        ("acts", "withdrawn_on", "?"),
        ("acts", "as_at", "today"),
        ("acts", "kind", "Ratified"),
        ("acts", "kind", ""),
        ("acts", "state", ""),
        ("acts", "instrument", ""),
        ("acts", "status", "left"),
        ("acts", "date_is_computed", "perhaps"),
        ("acts", "date_is_computed", "yes"),  # from a printed entry into force, which is missing
        ("instruments", "instrument", ""),
        ("instruments", "class", ""),
        ("instruments", "short_en", ""),
        ("instruments", "source", ""),
        ("instruments", "date_document", "18 December 1990"),
        ("instruments", "first_entry_into_force", "2003-06-31"),
        ("effect_rules", "instrument", ""),
        ("effect_rules", "succession", "yes"),
        ("effect_rules", "denunciation", "maybe"),
        ("icrmw", "id", "icrmw-25-2"),
        ("icrmw", "id", ""),
        ("icrmw", "provision", ""),
        ("icrmw", "modality", "duty"),
        ("icrmw", "modality", "obligation;right"),
        ("icrmw", "modality", ""),
        ("icrmw", "bearer", "Employer"),
        ("icrmw", "bearer", ""),
        ("icrmw", "beneficiary", "everybody"),
        ("icrmw", "topic", "pay"),
        ("icrmw", "topic", ""),
        ("icrmw", "phase", "later"),
        ("icrmw", "kind", ""),
        ("icrmw", "right", "happiness"),
        ("icrmw", "timing", "soon"),
        ("icrmw", "label_id", ""),
        ("icrmw", "definition_en", ""),
        ("icrmw", "encoded_by", ""),
        ("icrmw", "encoded_on", ""),
        ("icrmw", "encoded_on", "22 November 2026"),
        ("icrmw", "reviewed_on", "yesterday"),
        ("icrmw", "verdict", "fine"),
        ("spent_provisions", "provision", "icrmw/999"),
        ("spent_provisions", "reason_id", ""),
        ("spent_provisions", "source", ""),
    ],
)
def test_a_wrong_cell_is_named_by_file_row_and_column(tmp_path: Path, name: str, column: str, cell: str) -> None:
    _, row, read = TABLES[name]
    review = {"reviewed_by": "two", "reviewed_on": "2026-11-22", "verdict": "agrees"} if name == "icrmw" else {}
    with pytest.raises(BadValue) as caught:
        read(table(tmp_path, name, {**row, **review, column: cell}))
    assert str(caught.value).startswith(f"{name}.csv, row 2, column '{column}': ")


@pytest.mark.parametrize("column", ["state_delay", "instrument_delay", "denunciation_delay", "ratifications_needed", "signature_binds"])
def test_a_cell_of_the_effect_rules_that_means_nothing_is_named(tmp_path: Path, column: str) -> None:
    with pytest.raises(SourceError, match=rf"effect_rules\.csv, row 2, column '{column}'"):
        effect_rules.read_effect_rules(table(tmp_path, "effect_rules", {**RULE, column: "about thirty"}))


@pytest.mark.parametrize("missing", ["reviewed_by", "reviewed_on", "verdict"])
def test_half_a_review_is_no_review(tmp_path: Path, missing: str) -> None:
    review = {"reviewed_by": "two", "reviewed_on": "2026-11-22", "verdict": "agrees", missing: ""}
    with pytest.raises(BadValue, match=r"icrmw\.csv, row 2"):
        read_obligations(table(tmp_path, "icrmw", {**OBLIGATION, **review}))


@pytest.mark.parametrize("name", ["instruments", "effect_rules", "icrmw"])
def test_what_stands_twice_is_refused_at_the_second_row(tmp_path: Path, name: str) -> None:
    _, row, read = TABLES[name]
    with pytest.raises(BadValue, match=f"{name}.csv, row 3"):
        read(table(tmp_path, name, row, row))


def test_an_obligation_must_be_stated_in_a_provision_that_exists(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"icrmw\.csv, row 2, column 'provision': .*'icrmw/99'"):
        read_obligations(table(tmp_path, "icrmw", {**OBLIGATION, "id": "icrmw-99", "provision": "icrmw/99"}))
    with pytest.raises(BadValue, match="column 'id'"):
        read_obligations(table(tmp_path, "icrmw", {**OBLIGATION, "id": "cat-1", "provision": "cat/1"}))


@pytest.mark.parametrize("name", TABLES)
def test_another_header_is_refused(tmp_path: Path, name: str) -> None:
    columns, _, read = TABLES[name]
    path = table(tmp_path, name)
    for header in ("", ",".join(columns[1:]), ",".join([*columns, "extra"]), ",".join(reversed(columns))):
        path.write_text(header + "\n", encoding="utf-8")
        with pytest.raises(ChangedLayout, match=f"{name}.csv, row 1"):
            read(path)


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_another_length_is_refused(tmp_path: Path, name: str) -> None:
    columns, _, read = TABLES[name]
    path = table(tmp_path, name)
    for cells in (len(columns) - 1, len(columns) + 1):
        path.write_text(",".join(columns) + "\n" + "x" + "," * (cells - 1) + "\n", encoding="utf-8")
        with pytest.raises(ChangedLayout, match=f"{name}.csv, row 2"):
            read(path)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_cut_off_in_a_quoted_cell_is_refused(tmp_path: Path, name: str) -> None:
    columns, _, read = TABLES[name]
    path = table(tmp_path, name)
    path.write_text(",".join(columns) + '\n"cut off', encoding="utf-8")
    with pytest.raises(ChangedLayout, match=f"{name}.csv"):
        read(path)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_not_utf8_is_refused(tmp_path: Path, name: str) -> None:
    columns, _, read = TABLES[name]
    path = table(tmp_path, name)
    path.write_bytes(",".join(columns).encode() + "\nCôte d'Ivoire".encode("latin-1"))
    with pytest.raises(WrongEncoding, match=rf"{name}.csv: is not UTF-8 text \(byte \d+"):
        read(path)


@pytest.mark.parametrize("name", ["acts", "instruments", "effect_rules", "spent_provisions"])
def test_a_table_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    _, _, read = TABLES[name]
    with pytest.raises(MissingFile, match=r"nowhere\.csv"):
        read(tmp_path / "nowhere.csv")


DATES = st.none() | st.dates().map(PartialDate.day) | st.integers(1, 9999).map(lambda year: PartialDate.parse(f"{year:04d}"))
WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"])).map(str.strip)
ROWS = st.builds(
    ActRow,
    instrument=st.sampled_from(["icrmw", "cat"]),
    state=st.sampled_from(["IDN", "x-yugoslavia"]),
    state_as_published=WORDS,
    kind=st.sampled_from(sorted(KINDS)),
    date=DATES,
    effective_from=DATES,
    printed_entry_into_force=DATES,
    affects=st.lists(st.sampled_from(["icrmw/7", "cat/20", "cat/30/1"]), unique=True).map(tuple),
    withdrawn_on=DATES,
    status=st.sampled_from(sorted(STATUSES)),
    place=WORDS,
    as_at=DATES,
    remark=WORDS,
    read_as=DATES,
    bound_by=DATES,
)
COMPUTED = ROWS.filter(lambda row: row.date is not None and row.printed_entry_into_force is not None).map(
    lambda row: replace(row, date_is_computed=True)
)


@given(rows=st.lists(ROWS | COMPUTED, max_size=5))
def test_acts_come_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, rows: list[ActRow]) -> None:
    path = tmp_path_factory.mktemp("acts") / "acts.csv"
    assert write_acts(path, rows) == len(rows)
    read = read_acts(path)
    assert sorted(map(repr, read)) == sorted(map(repr, rows))
    first = path.read_bytes()
    write_acts(path, reversed(read))
    assert path.read_bytes() == first, "the order in which acts are given must not matter"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "acts.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "half\ud800")
    assert [each.name for each in tmp_path.iterdir()] == ["acts.csv"]
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("text", ["2012-5-31", "2012-02-30", "0000", "12", "2012-05-31T00:00", " 2012", "May 2012", "20120531", ""])
def test_what_is_neither_a_day_nor_a_year_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        PartialDate.parse(text)


def test_a_year_stays_a_year() -> None:
    year, day = PartialDate.parse("2012"), PartialDate.parse("2012-01-01")
    assert str(year) == "2012"
    assert str(day) == "2012-01-01"
    assert not year.is_day
    assert year.contains(day)
    assert not day.contains(year)
    assert not PartialDate.parse("2013").contains(day)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_the_packaged_acts_are_as_many_as_their_source_expects(source: Any) -> None:
    rows = read_acts(source.acts_table)
    source.check_count(len(rows))
    known = instruments.read_instruments()
    assert {row.instrument for row in rows} <= set(known)
    assert set(source.complete_for) | set(source.complete_for_present_parties) <= set(known)
    assert all(row.as_at or source.as_at or source.rank == 4 for row in rows)


def test_the_packaged_tables_fit_together() -> None:
    known, paths = instruments.read_instruments(), provision_paths()
    rules = effect_rules.read_effect_rules()
    assert {row.instrument for source in sources() for row in read_acts(source.acts_table)} <= set(rules) <= set(known)
    assert {known[slug].class_name for slug in rules} == {"Treaty"}, "soft law has no rule: nobody is bound by it"
    assert {instrument.parent for instrument in known.values()} <= {"", *known}
    assert obligations.read_obligations(slugs(), paths)
    assert spent_provisions.read_spent_provisions(paths)
    cited = {
        path
        for rule in rules.values()
        for cell in (rule.state_article, rule.instrument_article, rule.denunciation_article, rule.excludable, rule.excludable_article)
        for path in cell.split()
        if path != "none"
    }
    taken_apart = {path for path in cited if path.partition("/")[0] in paths}
    assert {path for path in taken_apart if path not in paths[path.partition("/")[0]]} == set()


def test_every_source_of_acts_has_its_description_and_its_table() -> None:
    assert [source.name for source in sources()] == list(ACT_SOURCES)
    assert all(source.acts_table.is_file() for source in sources())
