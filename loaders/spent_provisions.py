"""Provisions that are no longer applicable although the instrument is in force: no duty follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "effect_rules" / "spent_provisions.csv"
COLUMNS: Final = ("provision", "reason_en", "reason_id", "source", "source_place", "note")


@dataclass(frozen=True, slots=True)
class SpentProvision:
    """A provision from which no duty is derived.

    Attributes:
        provision: path.
        reason: by language tag, in our own words.
        source, source_place: who says so, and where.
        note: what is doubtful.
    """

    provision: str
    reason: dict[str, str]
    source: str
    source_place: str
    note: str


def read_spent_provisions(provisions: Mapping[str, frozenset[str]], path: Path = TABLE) -> list[SpentProvision]:
    """The provisions that are spent.

    Raises:
        SourceError: the table cannot be understood, or names a provision that does not exist.
    """
    found: list[SpentProvision] = []
    for record in read_table(path, COLUMNS):
        provision = record.pop_required("provision")
        if provision not in provisions.get(provision.partition("/")[0], frozenset()):
            raise record.wrong("provision", f"there is no provision {provision!r}")
        spent = SpentProvision(
            provision=provision,
            reason={language: record.pop_required(f"reason_{language}") for language in ("en", "id")},
            source=record.pop_required("source"),
            source_place=record.pop("source_place"),
            note=record.pop("note"),
        )
        record.finish()
        found.append(spent)
    return found
