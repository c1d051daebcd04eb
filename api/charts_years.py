"""The picture of parties over the years."""

from __future__ import annotations

import datetime
from typing import Final

from servanda.api.charts_picture import Asked, Cell, Picture, coverage, credit, last_covered, number, slug_of, titles_of
from servanda.api.charts_words import WORDS
from servanda.api.envelope import Service, plain
from servanda.ontology import iris
from servanda.queries.errors import QuestionError
from servanda.queries.figures_parties import parties_by_year
from servanda.queries.lookup import find_instrument
from servanda.viz.chart_look import LINES
from servanda.viz.chart_parties import parties_lines

#: Drawn where nobody names an instrument: those made for migrant workers, and for domestic workers.
_USUAL: Final = ("icrmw", "ilo-c097", "ilo-c143", "ilo-c189")


def ratifications_picture(here: Service, asked: Asked, language: str) -> Picture:
    """How many states instruments bound at the end of each year.

    Raises:
        NotFound, QuestionError: there is no such instrument, or more than can be told apart.
    """
    words, choices = WORDS[language], here.choices.take(language)
    instruments = [find_instrument(here.engine, each) for each in asked.several("instrument") or _USUAL]
    if len(instruments) > len(LINES):
        raise QuestionError(
            f"{len(instruments)} lines could not be told apart; name {len(LINES)} instruments at most",
            f"{len(instruments)} garis tidak dapat dibedakan; sebut paling banyak {len(LINES)} instrumen",
        )
    slugs = [slug_of(each) for each in instruments]
    until = asked.day() or datetime.date.today()
    shorts = {slug: choices.instrument(slug) for slug in slugs}
    found = parties_by_year(here.engine, instruments, until, shorts)
    covered = coverage(here, instruments)
    open_ = [slug for slug in slugs if last_covered([each for each in covered if each.instrument == str(iris.instrument(slug))]) is None]
    notes = [words["incomplete"].format(instruments=", ".join(shorts[slug] for slug in open_))] if open_ else []
    if not found.rows:
        notes.insert(0, words["nothing"])
    numbers = ("bound", "not_known", "began", "ended")
    return Picture(
        name="ratifications",
        language=language,
        title=words["title_ratifications"].format(first=min((row.on.year for row in found.rows), default=until.year), last=until.year),
        subtitle=words["ratifications_subtitle"],
        credit=credit(here, language, titles_of(covered, language)),
        notes=tuple(notes),
        columns=(("instrument", words["instrument"]), ("on", words["on"]), *((each, words[each]) for each in numbers)),
        rows=tuple(
            (
                Cell(row.short, thing=str(iris.instrument(row.instrument))),
                Cell(row.on.isoformat()),
                *(number(getattr(row, each), language) for each in numbers),
            )
            for row in found.rows
        ),
        answer=plain({"until": found.until, "rows": found.rows}),
        asked={"instrument": slugs, "on": until.isoformat()},
        on=until,
        years=(1919, datetime.date.today().year),
        sparql=found.sparql,
        citations=tuple(dict.fromkeys(titles_of(covered, "en"))),
        draw=lambda frame: parties_lines(found, {"parties": words["axis_parties"]}, frame),
    )
