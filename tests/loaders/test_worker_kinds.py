"""The table of worker kinds: it reads, it cites texts that were read, and a wrong cell is named."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.errors import SourceError
from servanda.loaders.instruments import read_instruments
from servanda.loaders.provision_tree import read_all_tables
from servanda.loaders.text_sources import read_text_sources
from servanda.loaders.worker_kinds import COLUMNS, TABLE, Coverage, read_worker_kinds
from servanda.ontology.schemes import slugs

ROW = {
    "id": "frontier--instrument-ilo-c097",
    "kind": "frontier",
    "target": "instrument/ilo-c097",
    "degree": "leaves-out",
    "article": "ilo-c097/11/2/a",
    "reason_en": "Not for frontier workers.",
    "reason_id": "Bukan bagi pekerja lintas batas.",
    "source": "a text",
    "source_place": "article 11",
    "encoded_by": "a reader",
    "encoded_on": "2026-11-22",
}


@pytest.fixture(scope="module")
def provisions() -> dict[str, frozenset[str]]:
    return {slug: frozenset(each.path for each in several) for slug, several in read_all_tables().items()}


@pytest.fixture
def read(tmp_path: Path, provisions: dict[str, frozenset[str]]) -> Callable[..., list[Coverage]]:
    """Read a table of one row with some cells changed."""

    def reading(*rows: dict[str, str]) -> list[Coverage]:
        path = tmp_path / "worker_kinds.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(ROW | row for row in rows)
        return read_worker_kinds(slugs(), frozenset(read_instruments()), provisions, path)

    return reading


def test_the_packaged_table_reads_and_is_sorted(provisions: dict[str, frozenset[str]]) -> None:
    found = read_worker_kinds(slugs(), frozenset(read_instruments()), provisions)
    assert [each.id for each in found] == sorted(each.id for each in found)
    assert {each.kind for each in found} == slugs()["worker-kind"], "every kind has a record, and every record a kind"
    assert TABLE.read_bytes().count(b"\r") == 0


def test_what_is_said_rests_on_a_text_that_is_there(shared_data: Path, provisions: dict[str, frozenset[str]]) -> None:
    elsewhere = {each.address for each in read_text_sources(read_instruments())}
    for each in read_worker_kinds(slugs(), frozenset(read_instruments()), provisions):
        assert not each.source or (shared_data / "texts" / each.source).is_file() or each.source in elsewhere, each.id


def test_of_a_text_that_was_not_at_hand_only_that_is_said(read: Callable[..., list[Coverage]]) -> None:
    (found,) = read({"degree": "not-established", "article": "", "source": "", "source_place": ""})
    assert (found.degree, found.articles, found.source) == ("not-established", (), "")


def test_the_exclusions_of_c143_are_for_its_part_ii_only(provisions: dict[str, frozenset[str]]) -> None:
    """Article 11 defines and excludes for the purpose of Part II; Part I is for all migrant workers (article 1)."""
    of_c143 = [each for each in read_worker_kinds(slugs(), frozenset(read_instruments()), provisions) if "c143" in each.target]
    left_out = {each.kind: each.target for each in of_c143 if each.degree == "leaves-out" and each.articles[0].startswith("ilo-c143/11/2")}
    assert set(left_out) == {"frontier", "short-term-professional-or-artist", "seafarer", "student-or-trainee"}
    assert set(left_out.values()) == {"ilo-c143/part-ii"}


def test_a_row_is_read_whole(read: Callable[..., list[Coverage]]) -> None:
    (found,) = read({})
    assert (found.kind, found.target_kind, found.target, found.degree) == ("frontier", "instrument", "ilo-c097", "leaves-out")
    assert found.articles == ("ilo-c097/11/2/a",)


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"kind": "nobody"}, "kind", "'nobody'"),
        ({"target": "instrument/ilo-c999"}, "target", "instrument/ilo-c999"),
        ({"target": "scope/nobody"}, "target", "scope/nobody"),
        ({"target": "provision/icrmw/999"}, "target", "'icrmw/999'"),
        ({"target": "article/1"}, "target", "article/1"),
        ({"degree": "perhaps"}, "degree", "'perhaps'"),
        ({"side": "StateOfTransit"}, "side", "'StateOfTransit'"),
        ({"side": "StateOfOrigin"}, "id", "frontier--instrument-ilo-c097--origin"),
        ({"id": "frontier--c097"}, "id", "frontier--instrument-ilo-c097"),
        ({"article": "ilo-c097/99"}, "article", "'ilo-c097/99'"),
        ({"article": "", "source": "", "source_place": ""}, "article", "must name the article"),
        ({"source_place": ""}, "source", "the place in it"),
        ({"reason_id": ""}, "reason_id", "must not be empty"),
    ],
)
def test_a_wrong_cell_is_named(read: Callable[..., list[Coverage]], change: dict[str, str], column: str, said: str) -> None:
    with pytest.raises(SourceError) as wrong:
        read(change)
    assert "row 2" in str(wrong.value)
    assert column in str(wrong.value)
    assert said in str(wrong.value)


def test_a_record_stands_once(read: Callable[..., list[Coverage]]) -> None:
    with pytest.raises(SourceError, match=r"row 3.*twice"):
        read({}, {})
