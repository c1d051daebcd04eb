"""A user's own copy of the recommendations of states, loaded from the command line: whole, or everything stays as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.graph.build import MANIFEST_FILE, Manifest, read_manifest

SUBSET = Path("reports") / "upr-info-2008-2014" / "upr_migrant_subset.csv"
GROUPS = Path("reports") / "upr-working-group-reports-2009-2026" / "upr_wg_migrant_subset.csv"

Command = Callable[..., Any]


@pytest.fixture
def own_home(built_home: Path, tmp_path: Path) -> Path:
    """A home of its own, to be changed; a load puts new files into the places of these."""
    return Path(shutil.copytree(built_home, tmp_path / "home", copy_function=os.link))


def contents(home: Path) -> dict[str, tuple[int, int]]:
    """Everything in a folder: each file's name with its place on the disk and its length."""
    found = [path for path in sorted(home.rglob("*")) if path.is_file()]
    return {path.relative_to(home).as_posix(): (path.stat().st_ino, path.stat().st_size) for path in found}


def test_a_copy_takes_the_place_of_the_packaged_rows(servanda: Command, own_home: Path, shared_data: Path) -> None:
    before = read_manifest(own_home)
    ran = servanda("load", "upr", shared_data / SUBSET, "--json", home=own_home)
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert (told["records"], told["reports"], told["dropped"]) == (1856, 1856, 0)
    assert told["counts"] == {"Accepted": 1118, "Noted": 738}
    after = read_manifest(own_home)
    assert after.reports == before.reports  # the copy holds the rows that are packaged
    assert Manifest(**told["manifest"]) == after
    assert (own_home / "tables" / "upr").is_dir()


@pytest.mark.parametrize(
    ("source", "file", "change", "says"),
    [
        ("upr", SUBSET, lambda text: text.replace("Issue", "Theme", 1), "Issue"),
        ("upr", SUBSET, lambda text: text.replace(",Accepted,", ",Perhaps,", 1), "row"),
        ("upr_working_groups", GROUPS, lambda text: text.replace("\nAustralia,51,", "\nAustralia,99,", 1), "row 2, column 'session'"),
    ],
)
def test_a_copy_that_cannot_be_read_changes_nothing(
    servanda: Command, own_home: Path, shared_data: Path, tmp_path: Path, source: str, file: Path, change: Callable[[str], str], says: str
) -> None:
    text = (shared_data / file).read_text(encoding="utf-8")
    copy = tmp_path / "copy.csv"
    copy.write_text(change(text), encoding="utf-8", newline="")
    assert copy.read_text(encoding="utf-8") != text
    before = contents(own_home)
    ran = servanda("load", source, copy, home=own_home)
    assert (ran.status, ran.out) == (2, "")
    assert "copy.csv" in ran.err.splitlines()[-1]
    assert says in ran.err
    assert contents(own_home) == before


def test_a_failure_while_the_graph_is_built_changes_nothing(
    servanda: Command, own_home: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(own_home)
    monkeypatch.setattr("servanda.graph.load_recommendations.build", fail)
    ran = servanda("load", "upr", shared_data / SUBSET, home=own_home)
    assert ran.status == 2
    assert "No space left on device" in ran.err
    assert contents(own_home) == before
    assert (own_home / MANIFEST_FILE).is_file()
