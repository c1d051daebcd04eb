"""The tables of provisions without an obligation: what they hold, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.loaders.errors import SourceError
from servanda.loaders.left_out import read_left_out
from servanda.loaders.provision_tree import provision_paths

PATHS = {"demo": frozenset({"demo/1", "demo/2", "demo/2/1"})}
HEADER = "provision,status,reason_en,reason_id\n"


def written(folder: Path, rows: str, name: str = "demo") -> Path:
    (folder / f"{name}.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_a_row_says_why_in_both_languages(tmp_path: Path) -> None:
    (row,) = read_left_out(PATHS, written(tmp_path, "demo/1,definition,Defines the worker.,Mendefinisikan pekerja.\n"))
    assert row.reason == {"en": "Defines the worker.", "id": "Mendefinisikan pekerja."}
    assert (row.instrument, row.status) == ("demo", "definition")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("demo/9,formal,Formal.,Formal.\n", r"demo\.csv.*row 2.*provision.*demo has no provision 'demo/9'"),
        ("demo/1,boring,Formal.,Formal.\n", r"row 2.*status.*'boring' is not in the list"),
        ("demo/1,formal,Formal.,\n", r"row 2.*reason_id.*must not be empty"),
        (f"demo/1,formal,{'x' * 301},Formal.\n", r"row 2.*reason_en.*301 characters; at most 300"),
        ("demo/1,formal,Formal.,Formal.\ndemo/1,formal,Formal.,Formal.\n", r"row 3.*demo/1 stands here twice"),
    ],
)
def test_what_is_wrong_is_named_with_its_row_and_column(tmp_path: Path, rows: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read_left_out(PATHS, written(tmp_path, rows))


def test_a_file_is_about_its_own_instrument(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="other has no provision 'demo/1'"):
        read_left_out(PATHS, written(tmp_path, "demo/1,formal,Formal.,Formal.\n", "other"))


def test_the_packaged_tables_can_be_read() -> None:
    assert len(read_left_out(provision_paths())) > 100
