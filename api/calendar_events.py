"""Events of the calendar in words, the same for JSON, iCalendar, Atom and the shell."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Literal

from servanda.api.envelope import Service
from servanda.graph.calendar import HORIZON
from servanda.queries.answers import CalendarAnswer, EffectRuleAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.errors import QuestionError
from servanda.queries.lookup import find_instrument, find_state, local_name
from servanda.queries.run import query_text

#: So many years are shown where no last day is given: long enough for the next window of every convention.
YEARS_AHEAD: Final = 10

#: What an event is called: (English, Indonesian).
_TITLES: Final = {
    "begins": ("{short} enters into force for {name}", "{short} mulai berlaku bagi {name}"),
    "ends": ("{name} is no longer bound by {short}", "{name} tidak lagi terikat oleh {short}"),
    "enters-into-force": ("{short} enters into force", "{short} mulai berlaku"),
    "can-be-denounced": ("{short} can be denounced", "{short} dapat ditinggalkan"),
    "can-be-denounced-by": ("{name} can denounce {short}", "{name} dapat meninggalkan {short}"),
}
_SENTENCES: Final = {
    "span": (
        "Known only to lie between {earliest} and {latest}.",
        "Hanya diketahui terletak antara {earliest} dan {latest}.",
    ),
    "closes": (
        "Open until {last} (whether the anniversary itself still belongs to it the text does not say).",
        "Terbuka hingga {last} (teks tidak menyebut apakah hari ulangannya sendiri masih termasuk).",
    ),
    "stays-open": ("It stays open from then on.", "Sejak itu tetap terbuka."),
    "effect": (
        "A denunciation notified on the first day takes effect on {effect}.",
        "Penarikan diri yang disampaikan pada hari pertama berlaku pada {effect}.",
    ),
    "articles": ("Rests on: {articles}.", "Dasar: {articles}."),
    "read-in": ("Read in: {text_source}.", "Dibaca dalam: {text_source}."),
}
_BEYOND: Final = (
    "Windows of denunciation are reckoned for those that open until {horizon}.",
    "Masa penarikan diri dihitung untuk yang terbuka sampai {horizon}.",
)


#: Why an instrument has no window: (English, Indonesian).
_WITHOUT: Final = {
    "any-time": ("Can be denounced at any time:", "Dapat ditinggalkan kapan saja:"),
    "no-clause": ("Has no clause on denunciation:", "Tidak memiliki ketentuan penarikan diri:"),
    "not-read": ("When it can be denounced was not read in its text:", "Kapan dapat ditinggalkan belum dibaca dalam teksnya:"),
}


@dataclass(frozen=True, slots=True)
class WithoutWindow:
    """Instruments that have no window of denunciation, for one reason: ``any-time``, ``no-clause`` or ``not-read``."""

    code: str
    text: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Attributes:
        id: stable name, from what the event is of.
        what: ``begins``, ``ends``, ``enters-into-force`` or ``can-be-denounced``.
        opens: the day, or the first day of a window.
        closes: the first day after a window; None for a single day and for what stays open.
        title, details: in words.
        instrument, short: slug and name.
        state, state_name: code and name; None where it concerns every party.
        effect: when a denunciation notified on the first day takes effect.
        articles: as citations.
        source: the text in which the rule was read.
        rule, thing: IRIs of the effect rule, and of the period, window or instrument.
    """

    id: str
    what: str
    opens: datetime.date
    closes: datetime.date | None
    title: str
    details: tuple[str, ...]
    instrument: str
    short: str
    state: str | None
    state_name: str | None
    effect: datetime.date | None
    articles: tuple[str, ...]
    source: str | None
    rule: str | None
    thing: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Events between two days.

    Attributes:
        from_, until: the days asked about, both included.
        state, instrument: code and slug, if asked.
        language: of the words.
        events: by day.
        caveat: how far windows are reckoned, where the last day lies beyond; else empty.
        without_windows: instruments (all, or the one asked about) of which nothing is said here on denunciation, and why.
        sparql: the queries that give the same, by name.
    """

    from_: datetime.date
    until: datetime.date
    state: str | None
    instrument: str | None
    language: str
    events: Sequence[Event]
    caveat: str
    without_windows: tuple[WithoutWindow, ...]
    sparql: dict[str, str]


def find_calendar(
    here: Service, start: datetime.date | None, until: datetime.date | None, state: str | None, instrument: str | None, language: str
) -> Calendar:
    """The calendar that all doors answer with; from today, and ten years ahead, where no days are given.

    Raises:
        NotFound: there is no such state or instrument.
        QuestionError: the last day lies before the first.
    """
    first = start or datetime.date.today()
    last = until or _years_after(first)
    if last < first:
        raise QuestionError(f"the calendar would end on {last}, before it begins on {first}")
    state_iri = None if state is None else find_state(here.engine, state)
    instrument_iri = None if instrument is None else find_instrument(here.engine, instrument)
    asked: dict[str, Term | None] = {
        "from": day(first),
        "until": day(last),
        "state": state_iri,
        "instrument": instrument_iri,
        "language": Literal(language),
    }
    found = answers(here.engine, CalendarAnswer, "calendar", **asked)
    return Calendar(
        from_=first,
        until=last,
        state=None if state_iri is None else local_name(str(state_iri)),
        instrument=None if instrument_iri is None else local_name(str(instrument_iri)),
        language=language,
        events=[_event(each, language) for each in found],
        caveat=_in(_BEYOND, language).format(horizon=HORIZON) if last > HORIZON else "",
        without_windows=tuple(_without(answers(here.engine, EffectRuleAnswer, "effect_rules", instrument=instrument_iri), language)),
        sparql={"calendar": query_text("calendar", asked), "effect_rules": query_text("effect_rules", {"instrument": instrument_iri})},
    )


def _without(rules: Iterable[EffectRuleAnswer], language: str) -> Iterable[WithoutWindow]:
    found: dict[str, list[str]] = {code: [] for code in _WITHOUT}
    for rule in rules:
        if rule.denunciation is False:
            found["no-clause"].append(local_name(rule.instrument))
        elif rule.denunciation_first_after == "none":
            found["any-time"].append(local_name(rule.instrument))
        elif rule.denunciation_first_after is None or (
            rule.denunciation_window is None and not rule.denunciation_first_after.startswith("as:")
        ):
            found["not-read"].append(local_name(rule.instrument))
    return (WithoutWindow(code, _in(_WITHOUT[code], language), tuple(slugs)) for code, slugs in found.items() if slugs)


def _years_after(first: datetime.date) -> datetime.date:
    last = min(first.year + YEARS_AHEAD, datetime.MAXYEAR)
    return first.replace(year=last, day=28) if (first.month, first.day) == (2, 29) else first.replace(year=last)


def _in(words: tuple[str, str], language: str) -> str:
    return words[1 if language == "id" else 0]


def _event(found: CalendarAnswer, language: str) -> Event:
    name = found.name or found.code
    title = "can-be-denounced-by" if found.what == "can-be-denounced" and name else found.what
    return Event(
        id=f"{found.what}/{found.thing.partition('/id/')[2]}",
        what=found.what,
        opens=found.day,
        closes=found.closes,
        title=_in(_TITLES[title], language).format(short=found.short, name=name),
        details=tuple(_details(found, language)),
        instrument=local_name(found.instrument),
        short=found.short,
        state=found.code,
        state_name=found.name,
        effect=found.effect,
        articles=tuple((found.articles or "").split("; ")) if found.articles else (),
        source=found.text_source,
        rule=found.rule,
        thing=found.thing,
    )


def _details(found: CalendarAnswer, language: str) -> list[str]:
    words = {
        "earliest": str(found.earliest),
        "latest": str(found.latest),
        "effect": str(found.effect),
        "articles": found.articles or "",
        "text_source": found.text_source or "",
        "last": "" if found.closes is None else (found.closes - datetime.timedelta(days=1)).isoformat(),
    }
    told = {
        "span": found.earliest != found.latest,
        "closes": found.closes is not None,
        "stays-open": found.what == "can-be-denounced" and found.closes is None,
        "effect": found.effect is not None,
        "articles": bool(found.articles),
        "read-in": bool(found.text_source),
    }
    return [_in(_SENTENCES[key], language).format(**words) for key, wanted in told.items() if wanted]
