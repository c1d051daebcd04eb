"""Files that change together: all or none of them, whenever the process ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from servanda.graph import switch
from servanda.graph.switch import PENDING, finish, switched

OLD = {"graph.nq": "old graph", "manifest.json": "old manifest", "tables/untc/acts.csv": "old acts", "tables/other/acts.csv": "others"}
NEW = {"graph.nq": "new graph", "manifest.json": "new manifest", "tables/untc/acts.csv": "new acts", "tables/new/acts.csv": "new too"}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    write(folder, OLD)
    return folder


def test_all_files_take_their_places_and_the_others_stay(home: Path) -> None:
    with switched(home) as fresh:
        write(fresh, NEW)
        assert contents(home).items() >= OLD.items(), "nothing changes before the end"
    assert contents(home) == OLD | NEW
    assert sorted(path.name for path in home.iterdir()) == ["graph.nq", "manifest.json", "tables"]


def test_a_failure_changes_nothing_and_leaves_nothing(home: Path) -> None:
    def fail() -> None:
        with switched(home) as fresh:
            write(fresh, NEW)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert contents(home) == OLD
    assert sorted(path.name for path in home.iterdir()) == ["graph.nq", "manifest.json", "tables"]


@pytest.mark.parametrize("moved", range(len(NEW) + 1))
def test_a_process_that_ends_after_any_number_of_moves_is_finished_by_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    """As killed: neither the rest of the moves nor any cleaning up is done."""
    really = Path.replace
    left = moved + 1  # the first is the switch itself

    def replace(path: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        return really(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        if moved < len(NEW):
            with pytest.raises(KeyboardInterrupt), switched(home) as fresh:
                write(fresh, NEW)
        else:
            with switched(home) as fresh:
                write(fresh, NEW)
    finish(home)
    assert contents(home) == OLD | NEW
    assert not (home / PENDING).exists()
    finish(home)


def test_before_the_instant_the_old_files_stand(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = os.fork()
    if pid == 0:
        with switched(home) as fresh:
            write(fresh, NEW)
            os._exit(9)
    os.waitpid(pid, 0)
    assert contents(home).items() >= OLD.items()
    assert list(home.glob(".new-*")), "what the process was making"
    with switched(home) as fresh:
        write(fresh, NEW)
    assert contents(home) == OLD | NEW
    assert not list(home.glob(".new-*")), "whoever comes next cleans up"


def test_a_home_that_is_not_there_is_made(tmp_path: Path) -> None:
    with switched(tmp_path / "new" / "home") as fresh:
        write(fresh, NEW)
    assert contents(tmp_path / "new" / "home") == NEW
    finish(tmp_path / "nowhere")


def test_what_is_being_made_by_another_is_not_cleaned_up(home: Path) -> None:
    with switched(home) as first:
        write(first, NEW)
        with switched(home) as second:
            write(second, {"graph.nq": "the other's"})
        assert contents(first) == NEW
    assert contents(home)["graph.nq"] == "new graph"
    assert switch.PENDING not in {path.name for path in home.iterdir()}


def test_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotADirectoryError, match="Not a directory"):
        finish(tmp_path / "file")
