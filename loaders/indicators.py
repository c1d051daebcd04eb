"""The packaged tables of indicators: what is measured, by whom, in which unit, and what the categories of a rating mean."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.limits import one_of
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA
from servanda.loaders.table_source import OBSERVATION_SOURCES

TABLE: Final = DATA / "indicators" / "indicators.csv"
CATEGORIES: Final = DATA / "indicators" / "categories.csv"
COLUMNS: Final = (
    *("indicator", "source", "label_en", "label_id", "definition_en", "definition_id"),
    *("scale", "unit", "better", "topics"),
)
CATEGORY_COLUMNS: Final = ("indicator", "value", "position", "label_en", "label_id")
#: How the values are written: whole or decimal numbers, or the code of a category.
SCALES: Final = frozenset({"whole", "decimal", "category"})
#: Which values the source holds to be better; ``none`` where it does not judge.
BETTER: Final = frozenset({"higher", "lower", "none"})


@dataclass(frozen=True, slots=True)
class Category:
    """One value of an indicator that has a short list of them.

    Attributes:
        value: its code.
        position: its place in the order of the source, from 1.
        label: by language tag, in our own words.
    """

    value: str
    position: int
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a source measures.

    Attributes:
        slug: ``us-tip-tier``.
        source: slug of the source.
        label, definition: by language tag, in our own words.
        scale: one of ``SCALES``.
        unit: ``people``, ``goods``, ``points-of-10``…; ``category`` where the value is one.
        better: one of ``BETTER``; for categories, by their position.
        topics: slugs.
        categories: the values in the order of the source; empty for numbers.
    """

    slug: str
    source: str
    label: dict[str, str]
    definition: dict[str, str]
    scale: str
    unit: str
    better: str
    topics: tuple[str, ...]
    categories: tuple[Category, ...]


def _categories(path: Path) -> dict[str, list[Category]]:
    found: dict[str, list[Category]] = {}
    for record in read_table(path, CATEGORY_COLUMNS):
        several = found.setdefault(record.pop_required("indicator"), [])
        category = Category(
            value=record.pop_required("value"),
            position=len(several) + 1,
            label={language: record.pop_required(f"label_{language}") for language in ("en", "id")},
        )
        if record.pop_required("position") != str(category.position):
            raise record.wrong("position", f"is the place in the list: {category.position}")
        if category.value in {each.value for each in several}:
            raise record.wrong("value", f"{category.value!r} stands twice")
        record.finish()
        several.append(category)
    return found


def read_indicators(topics: Collection[str], table: Path = TABLE, categories: Path = CATEGORIES) -> dict[str, Indicator]:
    """All indicators by slug, in file order.

    Args:
        topics: slugs of topics.
        table, categories: the two files.

    Raises:
        SourceError: a cell cannot be understood, an indicator stands twice, or it has categories and is a number (or the other way round).
    """
    values = _categories(categories)
    found: dict[str, Indicator] = {}
    for record in read_table(table, COLUMNS):
        slug = record.pop_required("indicator")
        indicator = Indicator(
            slug=slug,
            source=one_of(record, "source", frozenset(OBSERVATION_SOURCES)),
            label={language: record.pop_required(f"label_{language}") for language in ("en", "id")},
            definition={language: record.pop_required(f"definition_{language}") for language in ("en", "id")},
            scale=one_of(record, "scale", SCALES),
            unit=record.pop_required("unit"),
            better=one_of(record, "better", BETTER),
            topics=tuple(record.pop_required("topics").split(";")),
            categories=tuple(values.pop(slug, ())),
        )
        if slug in found:
            raise record.wrong("indicator", f"{slug} stands here twice")
        for topic in indicator.topics:
            if topic not in topics:
                raise record.wrong("topics", f"there is no topic {topic!r}")
        if (indicator.scale == "category") != bool(indicator.categories):
            raise record.wrong("scale", f"an indicator has rows in {categories.name} exactly where its values are categories")
        record.finish()
        found[slug] = indicator
    if values:
        raise BadValue(f"there is no indicator {', '.join(values)}", file=categories, column="indicator")
    return found
