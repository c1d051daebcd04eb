"""Tables of limits, objections and matches: what is refused, with file, row and column."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from servanda.loaders import limits, matches, objections
from servanda.loaders.errors import SourceError
from servanda.loaders.limits import LimitRow, read_limit_coverage, read_limits
from servanda.loaders.matches import read_matches
from servanda.loaders.objections import read_objections
from servanda.loaders.obligations import Obligation, read_obligations
from servanda.loaders.provision_tree import read_all_tables
from servanda.ontology.schemes import slugs

PATHS = {"demo": frozenset({"demo/9", "demo/9/2"})}
READ = {"encoded_by": "one", "encoded_on": "2026-11-22"}
LIMIT = {
    **READ,
    **{"id": "xaa-1", "state": "XAA", "act": "xaa/demo/reservation/2000-01-01", "place": "block 1", "kind": "reservation"},
    **{"affects": "demo/9/2", "effect": "restricts", "summary_en": "Pays by its own rules.", "summary_id": "Membayar menurut aturannya."},
}
OBJECTION = {
    **READ,
    **{"id": "xbb-1", "state": "XBB", "act": "xbb/demo/objection/2001-01-01", "place": "block 2", "to_state": "XAA"},
    **{"to_limits": "xaa-1", "effect": "severs", "summary_en": "Objects.", "summary_id": "Berkeberatan."},
}


def _write(folder: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / "demo.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def _limits(folder: Path, *rows: dict[str, str]) -> list[LimitRow]:
    return read_limits(PATHS, _write(folder, limits.COLUMNS, *rows))


def test_a_limit_is_read_as_it_stands(tmp_path: Path) -> None:
    (row,) = _limits(tmp_path, {**LIMIT, "withdrawn_on": "2010-05-01"})
    assert (row.instrument, row.state, row.affects, row.effect) == ("demo", "XAA", ("demo/9/2",), "restricts")
    assert str(row.withdrawn_on) == "2010-05-01"
    assert row.holds_from is None


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"kind": "caveat"}, "kind", "is not in the list"),
        ({"named_as": "a declaration", "named_by": "state"}, "named_as", "'a declaration' is not in the list (declaration, "),
        ({"named_as": "declaration", "named_by": "headed"}, "named_by", "'headed' is not in the list (source, state)"),
        ({"named_as": "declaration"}, "named_by", "stand together, or both are empty"),
        ({"named_by": "state"}, "named_by", "stand together, or both are empty"),
        ({"effect": "voids"}, "effect", "is not in the list"),
        ({"affects": "demo/99"}, "affects", "has no provision 'demo/99'"),
        ({"affects": "other/9"}, "affects", "is no provision of demo"),
        ({"affects": ""}, "affects", "must not be empty where the effect is 'restricts'"),
        ({"id": "xbb-1"}, "id", "is not xaa-1"),
        ({"withdrawn_on": "1 May 2010"}, "withdrawn_on", "1 May 2010"),
        ({"summary_id": ""}, "summary_id", "must not be empty"),
        ({"verdict": "agrees"}, "reviewed_by", "a reader, a date and a verdict"),
    ],
)
def test_a_limit_that_cannot_be_is_refused_with_its_place(tmp_path: Path, change: dict[str, str], column: str, message: str) -> None:
    with pytest.raises(SourceError, match="row 2") as error:
        _limits(tmp_path, {**LIMIT, **change})
    assert "demo.csv" in str(error.value)
    assert column in str(error.value)
    assert message in str(error.value)


def test_what_it_was_named_is_read_beside_its_kind(tmp_path: Path) -> None:
    by_state, by_source, without = _limits(
        tmp_path,
        {**LIMIT, "named_as": "declaration", "named_by": "state"},
        {**LIMIT, "id": "xaa-2", "named_as": "reservation-and-declaration", "named_by": "source"},
        {**LIMIT, "id": "xaa-3"},
    )
    assert (by_state.kind, by_state.named_as, by_state.named_by) == ("reservation", "declaration", "state")
    assert (by_source.named_as, by_source.named_by) == ("reservation-and-declaration", "source")
    assert (without.named_as, without.named_by) == ("", "")


def test_no_remark_tells_what_has_a_column_of_its_own() -> None:
    rows = [row for path in limits.FOLDER.glob("*.csv") for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    told = re.compile(r"(?:^|; )(?:named|called|headed|the end note calls it) (?:an?|both an?|interpretative) (?!general one|express one)")
    assert [(row["id"], row["remark"]) for row in rows if told.search(row["remark"])] == []


def test_a_limit_stands_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3.*stands here twice"):
        _limits(tmp_path, LIMIT, LIMIT)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"to_limits": "xaa-2"}, "XAA has no limit 'xaa-2' on demo"),
        ({"to_state": "XBB"}, "does not object to its own statement"),
        ({"effect": "annoys"}, "is not in the list"),
        ({"made_on": "18 March 1997"}, "18 March 1997"),
    ],
)
def test_an_objection_answers_a_limit_of_the_other_state(tmp_path: Path, change: dict[str, str], message: str) -> None:
    known = _limits(tmp_path / "limits", LIMIT)
    assert len(read_objections(known, _write(tmp_path / "good", objections.COLUMNS, OBJECTION))) == 1
    with pytest.raises(SourceError, match="row 2") as error:
        read_objections(known, _write(tmp_path / "bad", objections.COLUMNS, {**OBJECTION, **change}))
    assert message in str(error.value)


def _obligations() -> list[Obligation]:
    paths = {slug: frozenset(each.path for each in several) for slug, several in read_all_tables().items()}
    return read_obligations(slugs(), paths)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"matches": "icrmw-11-2", "id": "icrmw-21--1--icrmw-11-2"}, "no obligation of another instrument"),
        ({"matches": "", "id": "icrmw-21--1--none"}, "empty exactly where the relation is 'none'"),
        ({"relation": "none"}, "empty exactly where the relation is 'none'"),
        ({"relation": "same"}, "is not in the list"),
        ({"obligation": "ilo-c189-3-1"}, "icrmw has no obligation"),
        ({"id": "icrmw-21--2--ilo-c189-9-c"}, "does not follow from the two obligations"),
    ],
)
def test_a_match_joins_two_instruments(tmp_path: Path, change: dict[str, str], message: str) -> None:
    match = {**READ, "id": "icrmw-21--1--ilo-c189-9-c", "obligation": "icrmw-21--1", "matches": "ilo-c189-9-c", "relation": "overlapping"}
    match |= {"reason_en": "Both protect papers.", "reason_id": "Keduanya melindungi dokumen."}
    known = _obligations()
    folder = _write(tmp_path, matches.COLUMNS, match)
    (folder / "demo.csv").rename(folder / "icrmw.csv")
    assert [each.relation for each in read_matches(known, folder)] == ["overlapping"]
    folder = _write(tmp_path, matches.COLUMNS, {**match, **change})
    (folder / "demo.csv").rename(folder / "icrmw.csv")
    with pytest.raises(SourceError, match="row 2") as error:
        read_matches(known, folder)
    assert message in str(error.value)


def test_how_much_is_encoded_is_told_once_an_instrument(tmp_path: Path) -> None:
    path = tmp_path / "coverage.csv"
    header = ",".join(limits.COVERAGE_COLUMNS)
    path.write_text(f"{header}\nicrmw,all,2026-02-03,\nicrmw,none,2026-02-03,\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 3.*stands here twice"):
        read_limit_coverage(path)
    path.write_text(f"{header}\nicrmw,most,2026-02-03,\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 2.*not in the list"):
        read_limit_coverage(path)
