"""SOURCES.md says what the descriptions beside the loaders say."""

from __future__ import annotations

from pathlib import Path

from servanda.loaders.registry import sources
from servanda.loaders.sources_page import sources_page


def test_the_page_is_the_generated_one(root: Path) -> None:
    assert (root / "SOURCES.md").read_text(encoding="utf-8") == sources_page(), "run: python -m servanda.loaders.sources_page > SOURCES.md"


def test_every_source_names_its_publisher_terms_and_faults() -> None:
    for source in sources():
        assert source.publisher
        assert source.licence
        assert source.copied_from
        assert source.faults
