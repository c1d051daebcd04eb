"""What several tests of tables share."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a table of one country; returns its folder."""

    def table(*rows: dict[str, str]) -> Path:
        with (tmp_path / "country.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path

    return table


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a file, under its own name, with parts replaced where they stand first (each part must be there)."""

    def edit(source: Path, *changes: tuple[str, str]) -> Path:
        text = source.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        copy = tmp_path / source.name
        copy.write_text(text, encoding="utf-8")
        return copy

    return edit


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A table of rows as they stand in a file, under a header."""

    def table(columns: Iterable[str], *rows: str) -> Path:
        path = tmp_path / "written.csv"
        path.write_text("\n".join([",".join(columns), *rows, ""]), encoding="utf-8")
        return path

    return table
