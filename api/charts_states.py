"""Pictures of states: one in time, several by topic, and the people of their corridors."""

from __future__ import annotations

import datetime
from typing import Final

from rdflib import Literal

from servanda.api.charts_picture import Asked, Cell, Picture, coverage, credit, number, slug_of, state_cell
from servanda.api.charts_words import WORDS, long_day, thousands
from servanda.api.corridor_people import people_beside
from servanda.api.envelope import Service, plain
from servanda.loaders.migrant_stock import SOURCE
from servanda.ontology import iris
from servanda.queries.answers import DataSetAnswer, MemberAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.errors import QuestionError
from servanda.queries.figures_flows import Direction, flows
from servanda.queries.figures_timeline import TimedPeriod, timeline
from servanda.queries.figures_topics import topic_grid
from servanda.queries.lookup import find_instrument, find_state, find_topic
from servanda.queries.run import query_text
from servanda.viz.chart_flows import flows_chart, flows_rows
from servanda.viz.chart_timeline import SYMBOLS, timeline_chart
from servanda.viz.chart_topics import topics_chart

#: A grid of more states could not be read.
MOST_STATES: Final = 25
_GROUP: Final = "asean"
_ONCE_TOOK_PART: Final = "took-part-2008"


def timeline_picture(here: Service, asked: Asked, language: str) -> Picture:
    """A state's acts and binding periods.

    Raises:
        NotFound, QuestionError: there is no such state, instrument or day.
    """
    words = WORDS[language]
    state = find_state(here.engine, (asked.several("state") or ["IDN"])[0])
    instruments = [slug_of(find_instrument(here.engine, written)) for written in asked.several("instrument")]
    until = asked.day() or datetime.date.today()
    found = timeline(here.engine, state, until, instruments)
    choices = here.choices.take(language)
    code, name = found.state, choices.state(found.state)
    slugs = {act.instrument for act in found.acts} | {each.instrument for each in found.periods}
    shorts = {slug: choices.instrument(slug) for slug in slugs}
    sources = sorted({each.title for each in coverage(here, [iris.instrument(slug) for slug in slugs])}) if slugs else []
    legend = {key: words[key] for key in (*SYMBOLS, "bound", "uncertain")}
    notes = [words["timeline_open"]]
    if found.undated:
        notes.append(words["undated"].format(number=found.undated))
    if not found.acts and not found.periods:
        notes.insert(0, words["nothing"])

    def act_word(kind: str, mark: str) -> str:
        return words[mark] if language == "id" else "".join(f" {each.lower()}" if each.isupper() else each for each in kind).strip()

    rows = [
        (shorts[act.instrument], act.date, 1, _timed(act.instrument, shorts, act.kind, act_word(act.kind, act.mark), act.date, ""))
        for act in found.acts
    ] + [
        (
            shorts[each.instrument],
            each.from_,
            2,
            _timed(each.instrument, shorts, "BindingPeriod", words["bound"], each.from_, _end(each, until), _known(each)),
        )
        for each in found.periods
    ]
    return Picture(
        name="timeline",
        language=language,
        title=words["title_timeline"].format(state=name, on=long_day(until, language)),
        subtitle=words["timeline_subtitle"],
        credit=credit(here, language, sources),
        notes=tuple(notes),
        columns=(
            ("instrument", words["instrument"]),
            ("what", words["what"]),
            ("from", words["from_day"]),
            ("until", words["until_day"]),
            ("precision", words["precision"]),
        ),
        rows=tuple(
            (*cells[:4], Cell(cells[4].value, words[str(cells[4].value)])) for _, _, _, cells in sorted(rows, key=lambda row: row[:3])
        ),
        answer=plain({each: getattr(found, each) for each in ("state", "until", "acts", "periods", "undated")}),
        asked={"state": code, "instrument": instruments, "on": until.isoformat()},
        on=until,
        years=(1919, datetime.date.today().year),
        sparql=found.sparql,
        citations=tuple(sources),
        draw=lambda frame: timeline_chart(found, shorts, legend, frame),
    )


def _timed(slug: str, shorts: dict[str, str], kind: str, word: str, begin: str, end: str, known: str = "") -> tuple[Cell, ...]:
    precision = known or ("day" if len(begin) > len("1962") else "year")
    return Cell(shorts[slug], thing=str(iris.instrument(slug))), Cell(kind, word), Cell(begin), Cell(end), Cell(precision)


def _end(period: TimedPeriod, until: datetime.date) -> str:
    return "" if period.until is None or period.until > until.isoformat()[: len(period.until)] else period.until


def _known(period: TimedPeriod) -> str:
    return "open" if period.precision == "atLatest" else period.precision


def topics_picture(here: Service, asked: Asked, language: str) -> Picture:
    """The grid of states and topics.

    Raises:
        NotFound, QuestionError: there is no such state, group or topic, or there are too many states.
    """
    words, choices = WORDS[language], here.choices.take(language)
    codes = [slug_of(find_state(here.engine, written)) for written in asked.several("state")]
    group = asked.group or ("" if codes else _GROUP)
    named = codes
    codes = list(dict.fromkeys([*(_members(here, group, language) if group else ()), *named]))
    if len(codes) > MOST_STATES:
        raise QuestionError(
            f"a grid of {len(codes)} states could not be read; name {MOST_STATES} at most",
            f"kisi dengan {len(codes)} negara tidak terbaca; sebut paling banyak {MOST_STATES}",
        )
    topics = [slug_of(find_topic(here.engine, asked.topic))] if asked.topic else []
    on = asked.day() or datetime.date.today()
    found = topic_grid(here.shelf.take(), codes, on, topics, language)
    columns_are = "; ".join(f"{code} {choices.state(code)}" for code in codes)
    columns = ("topic", "state", "code", "bound", "not_known", "obligations")
    snapshot = here.shelf.take()
    sources = sorted({each.title for several in snapshot.coverage.values() for each in several})
    scope: dict[str, Term | list[Term]] = {"state": [iris.state(code) for code in codes], "on": day(on), "language": Literal(language)}
    return Picture(
        name="topics",
        language=language,
        title=words["title_topics"].format(on=long_day(on, language)),
        subtitle=words["topics_subtitle"],
        credit=(words["topics_codes"].format(states=columns_are), *credit(here, language, sources)),
        notes=(words["topics_twice"], words["topics_limited"]),
        columns=tuple((key, words[key]) for key in columns),
        rows=tuple(
            (
                Cell(row.topic_name, thing=str(iris.topic(row.topic))),
                state_cell(row.state, row.state_name),
                Cell(row.state),
                *(number(each, language) for each in (row.bound, row.not_known, row.obligations)),
            )
            for row in found.rows
        ),
        answer=plain(found),
        asked={"state": named, "group": group, "topic": asked.topic, "on": on.isoformat()},
        on=on,
        years=(1950, datetime.date.today().year),
        sparql={"duties_on": query_text("duties_on", scope)},
        citations=tuple(sources),
        draw=lambda frame: topics_chart(found, words, frame),
    )


def _members(here: Service, group: str, language: str) -> list[str]:
    """The states that a source lists in a group and that have not left it, by name."""
    several = list(answers(here.engine, MemberAnswer, "group_members", group=iris.group(group), language=Literal(language)))
    if not several:
        raise QuestionError(
            f"there is no group of states {group!r} here: abu-dhabi-dialogue, asean or colombo-process",
            f"tidak ada kelompok negara {group!r} di sini: abu-dhabi-dialogue, asean, atau colombo-process",
        )
    return list(dict.fromkeys(each.code for each in several if each.member_until is None and not each.role.endswith(_ONCE_TOOK_PART)))


def flows_picture(here: Service, asked: Asked, language: str) -> Picture:
    """The largest corridors of a state.

    Raises:
        NotFound, QuestionError: there is no such state or direction.
    """
    words, choices = WORDS[language], here.choices.take(language)
    state = find_state(here.engine, (asked.several("state") or ["IDN"])[0])
    if asked.direction not in ("from", "to"):
        raise QuestionError(f"{asked.direction!r} is no direction: from or to", f"{asked.direction!r} bukan arah: from atau to")
    direction: Direction = "from" if asked.direction == "from" else "to"
    code = slug_of(state)
    beside = people_beside(code, direction)
    found = flows(
        here.engine,
        state,
        direction,
        most=asked.most,
        states=len(choices.states),
        not_told=beside.not_told,
        territories=beside.territories,
        language=language,
    )
    sets = list(answers(here.engine, DataSetAnswer, "data_sets", dataset=iris.dataset(SOURCE), language=Literal(language)))
    sources = [f"{each.publisher}, {each.title} ({each.rights})" for each in sets]
    corridors = len(found.rows) + found.others[1]
    notes = [words["flows_not_recorded"].format(number=found.not_recorded)]
    if direction == "from":
        notes.append(words["flows_not_told_from"])
    legend = {**words, "thousands": "." if language == "id" else ","}
    if not found.rows:
        notes.insert(0, words["nothing"])
    codes = [each.destination if direction == "from" else each.origin for each in found.rows]
    lines = flows_rows(found, legend)
    return Picture(
        name="flows",
        language=language,
        title=words[f"title_{direction}"].format(state=choices.state(code), year=found.year or "2024"),
        subtitle=words["flows_subtitle"].format(people=thousands(found.people, language), corridors=corridors),
        credit=credit(here, language, sources),
        notes=tuple(notes),
        columns=tuple((key, words[key]) for key in ("whom", "code", "kind", "people")),
        rows=tuple(
            (
                state_cell(codes[at], name) if at < len(codes) else Cell(name),
                Cell(codes[at] if at < len(codes) else ""),
                Cell(kind, words[f"kind_{kind}"]),
                number(people, language),
            )
            for at, (name, people, kind) in enumerate(lines)
        ),
        answer=plain({each: getattr(found, each) for each in found.__dataclass_fields__ if each != "sparql"}),
        asked={"state": code, "direction": direction, "most": str(asked.most)},
        on=None,
        years=None,
        sparql=found.sparql,
        citations=tuple(sources),
        draw=lambda frame: flows_chart(found, legend, frame),
    )
