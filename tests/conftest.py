"""What all tests share: above all the built graph, which is made once for all runs over the same tables and the same code."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph

from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE
from servanda.graph.folder_store import FolderStore
from servanda.graph.locks import hold, remove_unheld
from servanda.graph.store import MemoryStore, to_rdflib

ROOT = Path(__file__).resolve().parent.parent
#: What a built graph follows from: these folders, the questions (which it tells of), and the packages that read and write RDF.
INPUTS = ("ontology", "loaders", "graph")
WRITERS = ("pyoxigraph", "rdflib")
#: Built graphs of other tables or code that are kept: a checkout is worked on in turns.
KEPT = 1


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of large source files beside the checkout.

    In CI its absence is a failure; elsewhere the test says why it does not run.
    """
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the source files (shared/data beside the checkout) must be there in CI")
        pytest.skip("the large source files (shared/data beside the checkout) are not here")
    return folder


def digest_of_inputs() -> str:
    """A hash of every table and every line of code that a built graph follows from."""
    digest = hashlib.sha256(sys.version.encode())
    for package in WRITERS:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    read = [path for folder in INPUTS for path in (ROOT / folder).rglob("*")] + list((ROOT / "queries").rglob("*.rq"))
    for path in sorted(read):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(ROOT)} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _held(folder: Path, *, alone: bool) -> int:
    """Hold a folder, once it is there: another run may have removed it while this one waited."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            held = hold(folder, alone=alone)
            assert held is not None
            if folder.stat().st_ino == os.fstat(held).st_ino:
                return held
            os.close(held)
        except FileNotFoundError:
            continue


def _build(home: Path) -> None:
    """Build in a process of its own: it reads the code as it is now, and the memory that it takes is free afterwards."""
    code = "import sys; from pathlib import Path; from servanda.graph.build import build; build(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(home)], check=False, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, f"the packaged tables do not build:\n{done.stderr[-4000:]}"


def _whole(folder: Path) -> bool:
    return (folder / "home" / MANIFEST_FILE).is_file()


def _forget(cache: Path, own: Path) -> None:
    """Remove the built graphs that no run has used for the longest time."""
    others = sorted((each for each in cache.iterdir() if each.is_dir() and each != own), key=lambda each: each.stat().st_mtime)
    for each in others[: max(0, len(others) - KEPT)]:
        remove_unheld(each)


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the graph built from the packaged tables in ``home``.

    It is kept in pytest's cache (``--cache-clear`` removes it) and taken again by the next run, as long as no table, no code and no
    package that the graph follows from has changed. Runs at the same time wait for the one that builds, and share it.
    """
    cache = getattr(request.config, "cache", None)
    if cache is None:  # -p no:cacheprovider
        folder = tmp_path_factory.mktemp("built")
        _build(folder / "home")
        yield folder
        return
    digest = digest_of_inputs()
    folder = Path(cache.mkdir("servanda")) / digest
    held = _held(folder, alone=False)
    try:
        if not _whole(folder):
            os.close(held)
            held = _held(folder, alone=True)
        if not _whole(folder):
            _build(folder / "home")
            if digest_of_inputs() != digest:  # a table was changed in the meantime: what was built is good for this run only
                changed = tmp_path_factory.mktemp("changed")
                shutil.move(folder / "home", changed / "home")
                yield changed
                return
        fcntl.flock(held, fcntl.LOCK_SH)
        os.utime(folder)
        _forget(folder.parent, folder)
        yield folder
    finally:
        os.close(held)


@pytest.fixture(scope="session")
def built_home(built: Path) -> Path:
    """A folder with the graph built from the packaged tables, as ``servanda build`` leaves it. Tests share it: they do not change it."""
    return built / "home"


@pytest.fixture(scope="session")
def asked_home(built: Path, built_home: Path) -> Path:
    """The same, as it is after a first question: with the folder store, so that a command answers at once."""
    home = built / "asked"
    home.mkdir(exist_ok=True)
    for name in (GRAPH_FILE, MANIFEST_FILE):
        with contextlib.suppress(FileExistsError):
            os.link(built_home / name, home / name)
    FolderStore.open(home)
    return home


@pytest.fixture(scope="session")
def folder_store(asked_home: Path) -> FolderStore:
    """The built graph in its folder: open at once, slower to answer. Tests share it."""
    return FolderStore.open(asked_home)


@pytest.fixture(scope="session")
def engine(built_home: Path) -> MemoryStore:
    """The built graph in memory. Tests share it: ask it, do not change it."""
    return MemoryStore.open(built_home)


@pytest.fixture(scope="session")
def dcat_shapes() -> Graph:
    """The shapes of DCAT-AP 3.0.0, as published."""
    graph = Graph()
    content = (Path(__file__).parent / "api" / "files" / "dcat-ap-3.0.0-shacl.jsonld").read_bytes()
    for quad in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.JSON_LD):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph
