"""What the conformance tests share: the W3C's tests, and a service that holds their data."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.endpoint_manifest import write_dataset
from benchmarks.endpoint_servers import Server, own, running


@pytest.fixture(scope="session")
def w3c(root: Path) -> Path:
    """The W3C's SPARQL 1.1 tests, beside the checkout. In CI their absence is a failure; elsewhere the test says why it does not run."""
    folder = root.parent / "shared" / "conformance" / "w3c-sparql11"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the W3C's tests (shared/conformance beside the checkout) must be there in CI")
        pytest.skip("the W3C's tests (shared/conformance beside the checkout) are not here")
    return folder


@pytest.fixture(scope="session")
def endpoint(w3c: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that holds the data of the W3C's tests, each file in a graph of its own."""
    folder = tmp_path_factory.mktemp("w3c")
    write_dataset(w3c, folder / "data.nq")
    with running(own(folder / "data.nq"), folder / "log") as server:
        yield server
