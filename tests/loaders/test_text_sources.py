"""Where texts were read that are in no collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.loaders.errors import SourceError
from servanda.loaders.instruments import read_instruments
from servanda.loaders.text_sources import COLUMNS, read_text_sources


def test_the_conventions_without_a_text_in_the_collection_name_what_was_read() -> None:
    found = read_text_sources(read_instruments())
    assert {"ilo-c143", "ilo-c187", "ilo-c190", "stateless-1954"} <= {each.instrument for each in found}
    italian = next(each for each in found if each.instrument == "ilo-c143" and "Italian" in each.source)
    assert "unofficial" in italian.words


def test_an_unknown_instrument_is_named_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "text_sources.csv"
    path.write_text(",".join(COLUMNS) + "\nnothing,A copy,https://example.org,whole,2017,\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 2.*instrument.*there is no instrument 'nothing'"):
        read_text_sources(frozenset({"icrmw"}), path)
