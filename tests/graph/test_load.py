"""A user's own copy of a source into the graph: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, TABLES_FOLDER
from servanda.graph.load import load_source
from servanda.loaders.errors import SourceError, UnexpectedCount, UnknownSource
from servanda.loaders.source import read_source

FILES = Path(__file__).resolve().parent.parent / "loaders" / "files"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    for name in (GRAPH_FILE, MANIFEST_FILE):
        (folder / name).write_text("of yesterday", encoding="utf-8")
    return folder


def assert_untouched(home: Path) -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in home.iterdir()} == dict.fromkeys(
        (GRAPH_FILE, MANIFEST_FILE), "of yesterday"
    )
    assert [path.name for path in home.parent.iterdir()] == ["home"], "something half-done was left beside it"


def test_an_unknown_source_is_refused_and_the_known_ones_are_named(home: Path) -> None:
    with pytest.raises(UnknownSource, match="untc"):
        load_source("untcc", [], home)
    assert_untouched(home)


def test_a_missing_file_changes_nothing(home: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        load_source("normlex_ratifications", [home.parent / "nowhere.csv"], home)
    assert_untouched(home)


def test_a_file_of_another_layout_changes_nothing(home: Path) -> None:
    with pytest.raises(SourceError):
        load_source("normlex_ratifications", [FILES / "dated_ilo-c097.csv"], home)
    assert_untouched(home)


def test_far_too_few_acts_change_nothing(home: Path) -> None:
    with pytest.raises(UnexpectedCount, match="nothing was loaded"):
        load_source("normlex_ratifications", [FILES / "normlex_ratifications.csv"], home)
    assert_untouched(home)


def test_a_source_can_be_loaded_again_from_its_own_files(shared_data: Path, home: Path) -> None:
    files = sorted(shared_data.glob("ratifications/untc-human-rights-*/raw-html/cmw.html"))
    loaded = load_source("untc", files, home)
    assert loaded.instruments == ("icrmw",)
    assert loaded.acts == loaded.replaced
    own = home / TABLES_FOLDER / "untc" / "acts.csv"
    assert own.read_bytes() == read_source("untc").acts_table.read_bytes()
    assert sorted(path.name for path in home.iterdir()) == [GRAPH_FILE, MANIFEST_FILE, TABLES_FOLDER]
    assert [path.name for path in home.parent.iterdir()] == ["home"]
