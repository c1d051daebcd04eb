"""The page on data and method: every source with its date and faults, and the numbers of the manifest."""

from __future__ import annotations

import html
import json
from pathlib import Path

import httpx
import pytest

from servanda.loaders.registry import sources
from servanda.loaders.table_source import table_sources


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    response = client.get("/view/data", params={"language": "en"})
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def test_every_source_stands_there_with_its_faults(page: str) -> None:
    for source in (*sources(), *table_sources()):
        assert f"<code>{source.name}</code>" in page
        for fault in source.faults:
            assert " ".join(fault.split()) in page
    assert "2026-02-03" in page, "the day of the depositary's pages"


def test_its_numbers_are_those_of_the_graph(page: str, built_home: Path) -> None:
    manifest = json.loads((built_home / "manifest.json").read_text(encoding="utf-8"))
    for name in ("acts", "duties", "obligations", "quads"):
        assert f"{manifest[name]:,}" in page


def test_where_sources_disagree_is_told(page: str) -> None:
    """C029 Nauru: a Swiss table has it, the ILO's does not; the depositary's is followed."""
    assert "Nauru" in page.partition('id="conflicts"')[2]


def test_the_same_in_indonesian(client: httpx.Client) -> None:
    assert "tidak diketahui" in client.get("/view/data", params={"language": "id"}).text
