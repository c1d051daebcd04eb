"""Members of groups of states: what is read, what is refused, and the packaged table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.errors import BadValue
from servanda.loaders.group_memberships import TABLE, load_memberships, read_memberships, write_memberships

Edit = Callable[..., Path]

MEMBERSHIPS = Path(__file__).parent / "files" / "dated_memberships.csv"
FOLDER = "ratifications/ilo-and-other-dated"


def test_memberships_and_the_note_on_the_asean_consensus() -> None:
    found = {(row.group, row.state): row for row in load_memberships(MEMBERSHIPS)}
    assert found.keys() == {
        ("asean", "IDN"),
        ("colombo-process", "VNM"),
        ("abu-dhabi-dialogue", "BHR"),
        ("abu-dhabi-dialogue", "YEM"),
    }
    assert "ASEAN Consensus" in found["asean", "IDN"].note
    assert found["abu-dhabi-dialogue", "YEM"].role == "took-part-2008"
    assert str(found["asean", "IDN"].as_at) == "2018"


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("Colombo Process", "Rabat Process", 4, "body"),
        ("Colombo Process,Vietnam,VNM,member", "Colombo Process,Vietnam,VNM,chair", 4, "role"),
        ("Vietnam,VNM", "Vietnam,LAO", 4, "iso3"),
        ("ASEAN Consensus 2017,Indonesia,IDN", "ASEAN Consensus 2017,Vietnam,VNM", 3, "state_as_published"),
        ('"signed by head of state or government, 14 Nov 2017"', "member", 3, "role"),
        ("Yemen,YEM", "Bahrain,BHR", 6, "state_as_published"),
        ("not named in the 2021 list", "left", 6, "remark"),
        ("2024-06-29", "2024-06-31", 4, "source_as_at"),
    ],
)
def test_a_membership_that_is_not_understood_stops_the_load(edited: Edit, old: str, new: str, row: int, column: str) -> None:
    with pytest.raises(BadValue, match=rf"dated_memberships\.csv, row {row}, column '{column}'"):
        load_memberships(edited(MEMBERSHIPS, (old, new)))


def test_memberships_are_read_back_as_written(edited: Edit, tmp_path: Path) -> None:
    found = load_memberships(MEMBERSHIPS)
    table = tmp_path / "memberships.csv"
    assert write_memberships(table, found) == 4
    assert sorted(read_memberships(table), key=str) == sorted(found, key=str)
    with pytest.raises(BadValue, match="column 'as_at'"):
        read_memberships(edited(table, ("2024-06-29", "June 2024")))


def test_packaged_memberships(shared_data: Path) -> None:
    found = read_memberships()
    assert Counter(row.group for row in found) == {"asean": 10, "colombo-process": 12, "abu-dhabi-dialogue": 20}
    assert sum("ASEAN Consensus" in row.note for row in found) == 10
    assert sorted(load_memberships(shared_data / FOLDER / "memberships.csv"), key=lambda row: (row.group, row.state)) == found
    assert TABLE.name == "memberships.csv"
