"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from servanda.graph.build import build
from servanda.graph.store import MemoryStore

ROOT = Path(__file__).resolve().parent.parent


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


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph built from the packaged tables, once for all tests."""
    home = tmp_path_factory.mktemp("home")
    build(home)
    return home


@pytest.fixture(scope="session")
def engine(built_home: Path) -> MemoryStore:
    """The built graph in memory. Tests share it: ask it, do not change it."""
    return MemoryStore.open(built_home)
