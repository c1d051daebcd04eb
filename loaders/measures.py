"""The packaged tables of national measures: laws and regulations, and how far their articles carry obligations out.

A judgement of coverage is about the text of an article as it stands in the copy that was read, never about how it is applied. What was
not compared has no row; no row does not mean that nothing carries an obligation out.

A measure whose text is in no source here is known from what others tell of it (``measure_tellings``); its comparisons then judge what they
say.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue
from servanda.loaders.limits import one_of
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "measures"
ARTICLES: Final = DATA / "measure_articles"
COLUMNS: Final = (
    *("id", "state", "kind", "title_en", "title_id", "date", "in_force_from", "in_force_until", "repealed_by"),
    *("status", "source", "source_place", "note"),
)
ARTICLE_COLUMNS: Final = ("id", "measure", "place", "implements", "coverage", "reason_en", "reason_id", *READING_COLUMNS)
KINDS: Final = frozenset({"law", "regulation", "policy", "programme", "institution", "agreement"})
IN_FORCE: Final = "in-force"
REPEALED: Final = "repealed"
#: ``in-force``: the text says how it entered into force and no text here repeals it; ``not-told``: the texts here leave it open.
STATUSES: Final = frozenset({IN_FORCE, REPEALED, "not-told"})
COVERAGES: Final = frozenset({"full", "partial", "none", "unclear"})
#: Sources of reports and figures in which others tell of a measure: the measure itself was not read.
TOLD_IN: Final = frozenset(
    {"normlex_supervision", "un_supervision", "treaty_body_cases", "upr", "upr_working_groups", "glotip_law", "dol_goods"}
)
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a state did.

    Attributes:
        id: ``idn-law-18-2017``, also the slug of its text as a national law.
        state: code.
        kind, status: one of ``KINDS`` and ``STATUSES``.
        titles: by language tag; a translation of the title may be ours.
        date: day or year of the document; None where the copy prints none.
        in_force_from: first day of force; None where it follows from a publication whose day is not told.
        in_force_until: first day on which it is no longer in force; None where no text here ends it.
        repealed_by: id of the measure that repeals it, or empty.
        source, source_place: source of the copy, file and article; of a measure that was not read, where it is told first of all.
        note: hard points, in our own words.
    """

    id: str
    state: str
    kind: str
    titles: dict[str, str]
    date: PartialDate | None
    in_force_from: PartialDate | None
    in_force_until: PartialDate | None
    repealed_by: str
    status: str
    source: str
    source_place: str
    note: str

    @property
    def told(self) -> bool:
        """Whether it is known only from what others tell of it: no text of it was read here."""
        return self.source in TOLD_IN


@dataclass(frozen=True, slots=True)
class MeasureArticle:
    """One place of a measure as compared with one thing that international law asks.

    Attributes:
        id: ``<measure>--<place in small letters>--<implements>``.
        measure: id of the measure.
        place: article or section, as cited.
        implements: id of an obligation, path of a provision, or slug of an instrument (an act that only approves it).
        coverage: one of ``COVERAGES``.
        reason: by language tag: what it covers and what it leaves out.
        readings: who encoded and who read it.
    """

    id: str
    measure: str
    place: str
    implements: str
    coverage: str
    reason: dict[str, str]
    readings: Readings


def _measure(record: Record, states: Collection[str], sources: Collection[str]) -> Measure:
    measure = Measure(
        id=record.pop_required("id"),
        state=record.pop_required("state"),
        kind=one_of(record, "kind", KINDS),
        titles={language: record.pop_required(f"title_{language}") for language in ("en", "id")},
        date=record.pop_date("date"),
        in_force_from=record.pop_date("in_force_from"),
        in_force_until=record.pop_date("in_force_until"),
        repealed_by=record.pop("repealed_by"),
        status=one_of(record, "status", STATUSES),
        source=record.pop_required("source"),
        source_place=record.pop_required("source_place"),
        note=record.pop("note"),
    )
    if measure.state not in states:
        raise record.wrong("state", f"there is no state {measure.state!r}")
    if measure.source not in sources and not measure.told:
        raise record.wrong("source", f"there is no source {measure.source!r}")
    if measure.told and measure.status == IN_FORCE:
        raise record.wrong("status", f"is {IN_FORCE!r}, but the text was not read, so it cannot say how it entered into force")
    if (measure.status == REPEALED) != (measure.in_force_until is not None):
        raise record.wrong("in_force_until", "is filled exactly where the status is 'repealed'")
    if measure.repealed_by and measure.status != REPEALED:
        raise record.wrong("repealed_by", "names a measure, but the status is not 'repealed'")
    start, end = measure.in_force_from, measure.in_force_until
    if start is not None and end is not None and end.latest < start.earliest:
        raise record.wrong("in_force_until", f"{end} lies before {start}")
    record.finish()
    return measure


def read_measures(states: Collection[str], sources: Collection[str], folder: Path = FOLDER) -> dict[str, Measure]:
    """The measures by id, in file order.

    Args:
        states: codes of states.
        sources: names of the sources of national law; a measure may also be told in one of ``TOLD_IN``.
        folder: where the tables are, one a country.

    Raises:
        SourceError: a cell cannot be understood, an id stands twice, or the measure that repeals another is not there.
    """
    found: dict[str, Measure] = {}
    repealed: list[tuple[Measure, Record]] = []
    for path in sorted(folder.glob("*.csv")):
        for record in read_table(path, COLUMNS):
            measure = _measure(record, states, sources)
            if measure.id in found:
                raise BadValue(f"{measure.id} stands here twice", file=record.file, row=record.row, column="id")
            found[measure.id] = measure
            if measure.repealed_by:
                repealed.append((measure, record))
    for measure, record in repealed:
        if measure.repealed_by not in found:
            raise record.wrong("repealed_by", f"there is no measure {measure.repealed_by!r}")
    return found


def article_id(measure: str, place: str, implements: str) -> str:
    """The id that follows from the three: ``idn-law-6-2012--art-1--icrmw``."""
    return f"{measure}--{_NOT_IN_A_NAME.sub('-', place.lower()).strip('-')}--{implements.replace('/', '-')}"


def read_measure_articles(
    measures: Collection[str], known: Collection[str], folder: Path = ARTICLES, told: Collection[str] = ()
) -> list[MeasureArticle]:
    """The judgements on articles, in file order.

    Args:
        measures: ids of measures.
        known: ids of obligations, paths of provisions and slugs of instruments.
        folder: where the tables are, one a country.
        told: ids of the measures whose text was not read here.

    Raises:
        SourceError: a cell cannot be understood, names a measure or a thing that does not exist, or stands twice, or a measure that was not
            read is said to cover nothing.
    """
    found: dict[str, MeasureArticle] = {}
    for path in sorted(folder.glob("*.csv")):
        for record in read_table(path, ARTICLE_COLUMNS):
            article = MeasureArticle(
                id=record.pop_required("id"),
                measure=record.pop_required("measure"),
                place=record.pop_required("place"),
                implements=record.pop_required("implements"),
                coverage=one_of(record, "coverage", COVERAGES),
                reason={language: record.pop_required(f"reason_{language}") for language in ("en", "id")},
                readings=read_readings(record),
            )
            if article.measure not in measures:
                raise record.wrong("measure", f"there is no measure {article.measure!r}")
            if article.measure in told and article.coverage == "none":
                raise record.wrong("coverage", f"is 'none', which says that the text was read; that of {article.measure} was not")
            if article.implements not in known:
                raise record.wrong("implements", f"there is no obligation, provision or instrument {article.implements!r}")
            if article.id != article_id(article.measure, article.place, article.implements):
                raise record.wrong("id", f"{article.id!r} does not follow from measure, place and what it implements")
            if article.id in found:
                raise record.wrong("id", f"{article.id} stands here twice")
            record.finish()
            found[article.id] = article
    return list(found.values())
