"""By which acts a state may become party, as the texts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.loaders.consent_clauses import COLUMNS, read_consent_clauses
from servanda.loaders.effect_rules import read_effect_rules
from servanda.loaders.errors import SourceError
from servanda.loaders.instruments import read_instruments

GOOD = {
    "instrument": "ilo-p029",
    "consents": "Ratification",
    "consent_article": "ilo-p029/8/1",
    "parents": "ilo-c029",
    "parent_needs": "consent",
    "parent_article": "ilo-p029/8/1",
    "ends_with": "ilo-c029",
    "ends_with_article": "ilo-p029/9/2",
    "text_source": "a text",
}


def write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "consent_clauses.csv"
    lines = [",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_packaged_table_says_what_the_articles_say() -> None:
    """Read by hand: ICRMW 86, C189 21(1), the Protocol of 1967 article V, P029 8(1) and 9(2), CRC-OP-SC 13(2)."""
    clauses = read_consent_clauses(read_instruments())
    assert set(clauses["icrmw"].consents) == {"Ratification", "Accession"}
    assert clauses["ilo-c189"].consents == ("Ratification",)
    assert clauses["refugee-protocol-1967"].consents == ("Accession",)
    assert (clauses["ilo-p029"].parents, clauses["ilo-p029"].ends_with) == (("ilo-c029",), "ilo-c029")
    assert (clauses["crc-op-sc"].parents, clauses["crc-op-sc"].parent_needs) == (("crc",), "signature")


def test_each_names_an_instrument_with_an_effect_rule_and_articles_of_its_own() -> None:
    clauses, rules = read_consent_clauses(read_instruments()), read_effect_rules()
    assert set(clauses) <= set(rules)
    for slug, clause in clauses.items():
        assert all(path.startswith(f"{slug}/") for path in clause.consent_article.split())
    assert "ilo-c143" not in clauses, "its final clauses were read in part only"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"instrument": "ilo-c999"}, "instrument"),
        ({"consents": "Signature"}, "consents"),
        ({"parents": "ilo-c999"}, "parents"),
        ({"parent_needs": ""}, "parent_needs"),
        ({"parent_article": ""}, "parent_article"),
        ({"ends_with": "ilo-c999"}, "ends_with"),
        ({"text_source": ""}, "text_source"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, cells: dict[str, str], column: str) -> None:
    with pytest.raises(SourceError, match=rf"row 2.*{column}"):
        read_consent_clauses(read_instruments(), write(tmp_path, {**GOOD, **cells}))


def test_two_rows_for_one_instrument_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has a row already"):
        read_consent_clauses(read_instruments(), write(tmp_path, GOOD, GOOD))
