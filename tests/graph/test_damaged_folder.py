"""A folder store whose files are damaged: it is never asked to the end, says so in a sentence, and is written anew."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.graph import folder_files
from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE
from servanda.graph.errors import DamagedStore, NoGraph
from servanda.graph.folder_store import FolderStore, folder_damage, folder_of

NUMBER = 4000
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
ROWS = "SELECT ?s { ?s ?p ?o }"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a graph of many blocks, and its folder."""
    home = tmp_path_factory.mktemp("written")
    lines = [
        f"<https://example.org/{i * 7919 % NUMBER}> <https://example.org/p> <https://example.org/of/{i}> <http://x/g> .\n"
        for i in range(NUMBER)
    ]
    (home / GRAPH_FILE).write_text("".join(lines), encoding="utf-8")
    FolderStore.open(home)
    return home


@pytest.fixture
def home(written: Path, tmp_path: Path) -> Path:
    """The same, to be damaged."""
    return Path(shutil.copytree(written, tmp_path / "home"))


def damage(folder: Path) -> None:
    """Change one byte in the middle of each large file, where it lies."""
    for path in folder.glob("*.sst"):
        if (size := path.stat().st_size) > 20_000:
            with path.open("r+b") as file:
                file.seek(size // 3)
                byte = file.read(1)[0]
                file.seek(size // 3)
                file.write(bytes([byte ^ 0xFF]))


def count(store: FolderStore) -> int:
    (row,) = store.select(COUNT)
    return int(str(row["n"]))


def told(home: Path) -> tuple[FolderStore, list[str]]:
    heard: list[str] = []
    return FolderStore.open(home, lambda _done, _total, what: heard.append(what)), heard


def test_a_damaged_block_is_found_before_anything_is_asked(home: Path) -> None:
    damage(folder_of(home))
    with pytest.raises(OSError, match=r"is damaged: \d+\.sst does not hold what was written"):
        FolderStore(folder_of(home))
    store, heard = told(home)
    assert heard, "it is written anew"
    assert count(store) == NUMBER


@pytest.mark.parametrize("harm", ["cut off", "gone", "without a note"])
def test_a_file_that_is_not_as_it_was_written_is_found(home: Path, harm: str) -> None:
    folder = folder_of(home)
    victim = folder / "files.json" if harm == "without a note" else max(folder.glob("*.sst"))
    if harm == "cut off":
        os.truncate(victim, victim.stat().st_size - 1)
    else:
        victim.unlink()
    store, heard = told(home)
    assert heard, "it is written anew"
    assert count(store) == NUMBER


def test_files_that_look_as_they_did_are_not_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FolderStore.open(home)  # read once, since they have been copied
    read: list[Path] = []
    really = folder_files._sum
    monkeypatch.setattr(folder_files, "_sum", lambda path, **more: (read.append(path), really(path, **more))[1])
    assert told(home)[1] == []
    assert read == []
    folder_files.doubt(folder_of(home))
    assert told(home)[1] == []
    assert read, "there was a doubt"


def test_damage_that_shows_while_it_is_open_is_told_and_mended_at_the_next_opening(home: Path) -> None:
    store = FolderStore.open(home)
    damage(store.folder)
    with pytest.raises(DamagedStore, match=r"is damaged \(Corruption: .* Ask again: it is then written anew"):
        list(store.select(ROWS))
    with pytest.raises(DamagedStore):
        store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert store.damaged
    anew, heard = told(home)  # while the damaged one is still open
    assert heard
    assert count(anew) == NUMBER
    assert not anew.damaged


def test_damage_without_any_sign_of_it_is_found_by_reading_all(home: Path) -> None:
    assert folder_damage(home) == ""
    looks = (folder_of(home) / "found-right.json").read_text("utf-8")
    damage(folder_of(home))
    (folder_of(home) / "found-right.json").write_text(looks, encoding="utf-8")
    assert "does not hold what was written" in folder_damage(home)
    assert told(home)[1], "it is written anew"
    assert folder_damage(home) == ""


RUNS_AWAY = f"""
import resource, sys
from pathlib import Path
{inspect.getsource(damage)}
resource.setrlimit(resource.RLIMIT_AS, (4 * 1024**3, 4 * 1024**3))
from servanda.graph import folder_store
folder_store._SUSPICIOUS = 50_000_000
store = folder_store.FolderStore.open(Path(sys.argv[1]))
damage(store.folder)
print(list(store.select({COUNT!r})))
"""


def test_a_question_that_would_go_on_for_ever_ends_with_a_sentence(home: Path) -> None:
    """The engine keeps the same error again and again when it counts: nothing in this process can stop it but the end of the process."""
    ran = subprocess.run([sys.executable, "-c", RUNS_AWAY, str(home)], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "is damaged: " in ran.stderr
    assert "written anew" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    store, heard = told(home)
    assert heard, "it is written anew"
    assert count(store) == NUMBER


def test_a_graph_that_is_not_the_one_of_its_manifest_is_not_written_as_a_folder(home: Path) -> None:
    """Damage to the graph's own file: nothing can be made of it."""
    version = folder_of(home).name.partition("-")[0]
    manifest = dict.fromkeys(("quads", "acts", "states", "instruments", "obligations", "binding_periods", "duties", "reports"), 0)
    (home / MANIFEST_FILE).write_text(json.dumps({**manifest, "version": version, "sources": {}}), encoding="utf-8")
    assert count(FolderStore.open(home)) == NUMBER
    graph = (home / GRAPH_FILE).read_bytes()
    (home / GRAPH_FILE).write_bytes(graph.replace(b"org/17>", b"org/18>"))
    with pytest.raises(NoGraph, match=r"graph\.nq in .* is damaged, or of another version.*run `servanda build`"):
        FolderStore.open(home)
