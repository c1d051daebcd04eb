"""One picture with all that stands around it: what was asked, the sentence, the table, the notes, and how it is drawn."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Query
from rdflib import URIRef

from servanda.api.charts_words import WORDS, thousands
from servanda.api.envelope import Service
from servanda.ontology import iris
from servanda.queries.answers import CompletenessAnswer, answers
from servanda.queries.lookup import local_name, read_day
from servanda.viz.chart_look import Frame, Spec


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the table.

    Attributes:
        value: as the CSV has it.
        shown: as a reader of the page sees it; empty for the value itself.
        thing: IRI of what it is, to link to its page; empty for none.
    """

    value: str | int
    shown: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its twin in words and numbers.

    Attributes:
        name: of the kind of picture (``parties``).
        language: of its words.
        title, subtitle: as they stand in it.
        credit: the lines beneath it.
        notes: sentences for its page: what it leaves out, how to read it.
        columns: of the table: the key that the CSV has, and the words.
        rows: of the table; the first cell of each heads the row.
        answer: the same as data.
        asked: parameters that give the same picture again, the day among them, the language not.
        on: the day; None where the picture is of a year of its own.
        years: between which the day can be moved; None where it cannot.
        sparql: by the name of the question.
        citations: sources.
        draw: the specification, for a frame.
    """

    name: str
    language: str
    title: str
    subtitle: str
    credit: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    answer: Any
    asked: Mapping[str, str | Sequence[str]]
    on: datetime.date | None
    years: tuple[int, int] | None
    sparql: Mapping[str, str]
    citations: tuple[str, ...]
    draw: Callable[[Frame], Spec] = field(repr=False)

    def spec(self, *, narrow: bool = False) -> Spec:
        """The Vega-Lite specification, for a wide page or for a telephone."""
        return self.draw(Frame(self.title, self.subtitle, self.credit, narrow))

    def csv(self) -> str:
        """The table as CSV (RFC 4180, UTF-8), values as data: codes, days, numbers without marks.

        A map of a part of the world has a last column that says which (``area``): its rows are not those of all states.
        """
        area = self.asked.get("area", "world")
        part = {} if area == "world" else {"area": area}
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([*(key for key, _ in self.columns), *part])
        writer.writerows([[*(cell.value for cell in row), *part.values()] for row in self.rows])
        return text.getvalue()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a picture can be asked for; each kind takes what it knows and passes the rest over.

    A parameter that is empty is taken for one that is not given: a form sends every field.
    """

    instrument: Annotated[list[str] | None, Query(description="Slugs, for instance icrmw; several for ratifications.")] = None
    state: Annotated[list[str] | None, Query(description="Codes, for instance IDN; several for topics.")] = None
    topic: Annotated[str, Query(description="A topic, for instance wages.")] = ""
    group: Annotated[str, Query(description="A group of states, for instance asean.")] = ""
    role: Annotated[str, Query(description="destination or origin.")] = "destination"
    worker: Annotated[str, Query(description="One kind of worker or several joined by +.")] = ""
    area: Annotated[str, Query(description="world, africa, americas, asia, europe, gulf or pacific.")] = "world"
    direction: Annotated[str, Query(description="from or to.")] = "from"
    most: Annotated[int, Query(ge=1, le=40, description="How many corridors.")] = 15
    on: Annotated[str, Query(description="The day, YYYY-MM-DD; if not given, the last one that the sources cover, or today.")] = ""

    def day(self) -> datetime.date | None:
        """The day; None where none is given.

        Raises:
            QuestionError: it is none.
        """
        return read_day(self.on) if self.on else None

    def several(self, name: str) -> list[str]:
        """The values of ``instrument`` or ``state``, parted by blanks or commas or given one by one, each once."""
        given: Iterable[str] = getattr(self, name) or ()
        return list(dict.fromkeys(each for part in given for each in part.replace(",", " ").split()))


def coverage(here: Service, instruments: Iterable[URIRef]) -> list[CompletenessAnswer]:
    """What the sources cover of these instruments."""
    return list(answers(here.engine, CompletenessAnswer, "completeness", instrument=list(instruments)))


def last_covered(several: Iterable[CompletenessAnswer]) -> datetime.date | None:
    """The last day for which the sources tell of one instrument who had not consented; None where they never tell."""
    days = [_last(each) for each in several if each.extent in {"all-acts", "present-parties"}]
    return max((each for each in days if each is not None), default=None)


def _last(statement: CompletenessAnswer) -> datetime.date | None:
    return statement.as_at if statement.silent_until is None else statement.silent_until - datetime.timedelta(days=1)


def credit(here: Service, language: str, titles: Iterable[str], *, mapped: bool = False) -> tuple[str, ...]:
    """The lines beneath a picture: sources, shapes, data version."""
    words = WORDS[language]
    listed = "; ".join(dict.fromkeys(titles))
    first = [words["credit_sources"].format(sources=listed)] if listed else []
    rest = [words["credit_shapes"]] if mapped else []
    return *first, " ".join([*rest, words["credit_version"].format(version=here.manifest.version)])


def titles_of(several: Iterable[CompletenessAnswer], language: str) -> list[str]:
    """Sources with the day of each."""
    return [
        WORDS[language]["as_at"].format(title=each.title, as_at=each.as_at) if each.as_at is not None else each.title for each in several
    ]


def state_cell(code: str, name: str) -> Cell:
    """A state in the table: its name to read and to follow, its name in the CSV too (the code has a column of its own)."""
    return Cell(name, thing=str(iris.state(code)))


def number(value: int, language: str) -> Cell:
    """A number in the table."""
    return Cell(value, thousands(value, language))


def slug_of(iri: URIRef) -> str:
    """The part of an IRI that people write."""
    return local_name(str(iri))
