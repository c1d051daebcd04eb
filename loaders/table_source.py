"""What a source of agreements, numbers of people or indicators says about itself: read from the ``.yml`` beside its loader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.description import described, web_address
from servanda.loaders.errors import UnexpectedCount
from servanda.loaders.source import HERE

#: Sources of observations, each a loader of the same name.
OBSERVATION_SOURCES: Final = (
    "tip_tiers",
    "dol_goods",
    "slavery_index",
    "labour_rights_indicators",
    "missing_migrants",
    "workplace_discrimination",
    "glotip_law",
)
#: Sources of national law: texts that were read by a person, without a loader.
LAW_SOURCES: Final = ("indonesian_law", "philippine_law")
#: All sources that are described in this way.
TABLE_SOURCES: Final = ("bilateral_agreements", "migrant_stock", *OBSERVATION_SOURCES, *LAW_SOURCES)


@dataclass(frozen=True, slots=True)
class TableSource:
    """Who publishes a source, under which terms, as at which day, and how many rows it has.

    Attributes:
        name: slug, also the name of its loader.
        title: by language tag (``en``, ``id``).
        publisher: who publishes the content.
        licence: the terms, as the source states them.
        address: where a person finds it (http or https).
        copied_from: the copy that the packaged table was made from, with its commit.
        as_at: the last day or year that it speaks of.
        expected_rows: least and greatest number of rows that its files may have together.
        says: what its figures are, in our own words.
        does_not_say: what they are not.
        faults: known faults of the source and how each is handled.
    """

    name: str
    title: dict[str, str]
    publisher: str
    licence: str
    address: str
    copied_from: str
    as_at: PartialDate
    expected_rows: tuple[int, int]
    says: str
    does_not_say: str
    faults: tuple[str, ...]

    def check_rows(self, number: int) -> None:
        """Refuse files with too few or too many rows.

        Raises:
            UnexpectedCount: outside ``expected_rows``.
        """
        least, most = self.expected_rows
        if not least <= number <= most:
            raise UnexpectedCount(f"{self.name}: {number} rows were read where {least} to {most} are expected; nothing was loaded")


def read_table_source(name: str) -> TableSource:
    """Read ``<name>.yml``.

    Raises:
        BadValue: a field is missing or there is one that nobody knows.
    """
    path = HERE / f"{name}.yml"
    with described(path) as fields:
        least, most = fields.pop("expected_rows")
        return TableSource(
            name=name,
            title={language: fields.pop(f"title_{language}") for language in ("en", "id")},
            publisher=fields.pop("publisher"),
            licence=_one_line(fields.pop("licence")),
            address=web_address(fields.pop("address"), path),
            copied_from=_one_line(fields.pop("copied_from")),
            as_at=PartialDate.parse(str(fields.pop("as_at"))),
            expected_rows=(least, most),
            says=_one_line(fields.pop("says")),
            does_not_say=_one_line(fields.pop("does_not_say")),
            faults=tuple(_one_line(fault) for fault in fields.pop("faults")),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def table_sources() -> list[TableSource]:
    """The descriptions of all of them."""
    return [read_table_source(name) for name in TABLE_SOURCES]
