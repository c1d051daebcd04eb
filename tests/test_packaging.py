"""The wheel: everything that the six folders need, under one name, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("ontology", "loaders", "graph", "queries", "viz", "api")
#: Kinds of file that the program reads while it runs.
READ = {".py", ".rq", ".csl", ".ttl", ".csv", ".yml", ".jsonld", ".html", ".css", ".js", ".json"}
#: What the makers of third-party files ask to be handed on with them.
TERMS = ("LICENSE", "NOTICE")
NEVER = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel, built from a copy: a build leaves nothing in the checkout and finds nothing of an earlier one."""
    work = tmp_path_factory.mktemp("wheel")
    copy = work / "checkout"
    copy.mkdir()
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=NEVER)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for file in ("pyproject.toml", project["readme"], *project["license-files"]):
        shutil.copy(ROOT / file, copy / file)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*command, "--disable-pip-version-check", "--wheel-dir", str(work), str(copy)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, f"no wheel (setuptools 77 or later is needed here):\n{done.stderr[-2000:]}"
    (path,) = work.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def contents(wheel: zipfile.ZipFile) -> set[str]:
    return {entry for entry in wheel.namelist() if not entry.endswith("/")}


def tree() -> set[str]:
    """What of the tree must be in the wheel, as it is named there."""
    found: set[str] = set()
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            wanted = path.suffix in READ or any(word in path.name for word in TERMS)
            if path.is_file() and wanted and "__pycache__" not in path.parts:
                found.add(f"servanda/{path.relative_to(ROOT).as_posix()}")
    return found


@pytest.mark.parametrize("suffix", sorted(READ))
def test_every_file_that_the_program_reads_is_in_the_wheel(wheel: zipfile.ZipFile, suffix: str) -> None:
    assert {path for path in tree() if path.endswith(suffix)} - contents(wheel) == set()


def test_the_terms_of_third_parties_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    assert {path for path in tree() if any(word in path for word in TERMS)} - contents(wheel) == set()


def test_every_package_is_marked_as_typed(wheel: zipfile.ZipFile) -> None:
    assert {f"servanda/{folder}/py.typed" for folder in FOLDERS} <= contents(wheel)


def test_nothing_lands_outside_of_servanda(wheel: zipfile.ZipFile) -> None:
    tops = {PurePosixPath(entry).parts[0] for entry in contents(wheel)}
    (info,) = tops - {"servanda"}
    assert info.startswith("servanda-")
    assert info.endswith(".dist-info")


def test_nothing_is_in_the_wheel_that_is_not_in_the_tree(wheel: zipfile.ZipFile) -> None:
    marks = {f"servanda/{folder}/py.typed" for folder in FOLDERS}
    assert {entry for entry in contents(wheel) if entry.startswith("servanda/")} - tree() - marks == set()


def test_files_are_the_same_bytes(wheel: zipfile.ZipFile) -> None:
    changed = [
        entry for entry in sorted(tree() & contents(wheel)) if wheel.read(entry) != (ROOT / entry.removeprefix("servanda/")).read_bytes()
    ]
    assert changed == []


def test_the_licences_and_the_command_are_declared(wheel: zipfile.ZipFile) -> None:
    entries = {entry.partition(".dist-info/")[2]: entry for entry in contents(wheel) if ".dist-info/" in entry}
    assert {"licenses/LICENSE", "licenses/LICENSE-DATA"} <= set(entries)
    assert "servanda = servanda.api.cli:main" in wheel.read(entries["entry_points.txt"]).decode()
    metadata = wheel.read(entries["METADATA"]).decode()
    assert "Name: servanda" in metadata
    assert "License-Expression: Apache-2.0" in metadata


def test_no_machine_path_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    here = str(ROOT).encode()
    assert [entry for entry in sorted(contents(wheel)) if here in wheel.read(entry)] == []
