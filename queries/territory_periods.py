"""What bound a territory, or a part of a state, by periods of its own: the state itself may not be bound at all."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef

from servanda.queries.answers import TerritoryAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.decision import Status
from servanda.queries.engine import Engine
from servanda.queries.run import query_text

#: What stands over the list: (English, Indonesian).
HEADING: Final = ("Territories and parts with periods of their own", "Wilayah dan bagian dengan masa tersendiri")
_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "bound": ("{name}: bound since {since}.", "{name}: terikat sejak {since}."),
    "bound-until": (
        "{name}: bound since {since} and until {until} (first day no longer bound through this state).",
        "{name}: terikat sejak {since} hingga {until} (hari pertama tidak lagi terikat melalui negara ini).",
    ),
    "before": ("{name}: not yet bound, only since {since}.", "{name}: belum terikat, baru sejak {since}."),
    "before-until": (
        "{name}: not yet bound, only since {since} and until {until} (first day no longer bound through this state).",
        "{name}: belum terikat, baru sejak {since} hingga {until} (hari pertama tidak lagi terikat melalui negara ini).",
    ),
    "within": ("{name}: not known on this day; bound since {since}.", "{name}: tidak diketahui pada hari ini; terikat sejak {since}."),
    "within-until": (
        "{name}: not known on this day; bound since {since} and until {until} (first day no longer bound through this state).",
        "{name}: tidak diketahui pada hari ini; terikat sejak {since} hingga {until} (hari pertama tidak lagi terikat melalui negara ini).",
    ),
    "after-until": (
        "{name}: no longer bound through this state, which was so since {since} and until {until}.",
        "{name}: tidak lagi terikat melalui negara ini, yang berlangsung sejak {since} hingga {until}.",
    ),
}
_BETWEEN: Final = ("a day between {earliest} and {latest}", "suatu hari antara {earliest} dan {latest}")


@dataclass(frozen=True, slots=True)
class TerritoryPeriod:
    """A period over which a state had extended an instrument to a territory, or to a part of itself that alone is bound.

    Attributes:
        territory: IRI; its page tells what is known of the territory.
        name: in the language asked for.
        status: of the territory, through this state, on the day asked about.
        from_earliest, from_latest: the days between which it became bound; the same where the sources tell the day.
        until: first day no longer bound through this state; None where no end is recorded.
        text: the same in one sentence.
        acts: IRIs of the acts that it follows from.
    """

    territory: str
    name: str
    status: Status
    from_earliest: datetime.date
    from_latest: datetime.date
    until: datetime.date | None
    text: str
    acts: tuple[str, ...]


def territory_query(state: URIRef, instrument: URIRef, language: str) -> str:
    """The SPARQL that asks for these periods, whatever the day."""
    return query_text("territory_bound", _scope(state, instrument, language))


def territory_periods(engine: Engine, state: URIRef, instrument: URIRef, on: datetime.date, language: str) -> tuple[TerritoryPeriod, ...]:
    """The periods of every territory and part for which this state has any under an instrument, on the day or at any time."""
    by_period: dict[tuple[str, datetime.date, datetime.date], list[TerritoryAnswer]] = {}
    for row in answers(engine, TerritoryAnswer, "territory_bound", **_scope(state, instrument, language)):
        by_period.setdefault((row.territory, row.from_earliest, row.from_latest), []).append(row)
    found = (_period(several[0], tuple(row.act for row in several), on, language) for several in by_period.values())
    return tuple(sorted(found, key=lambda each: (each.name, each.from_earliest)))


def _scope(state: URIRef, instrument: URIRef, language: str) -> dict[str, Term]:
    return {"state": state, "instrument": instrument, "language": Literal(language)}


def _period(row: TerritoryAnswer, acts: tuple[str, ...], on: datetime.date, language: str) -> TerritoryPeriod:
    spoken = 1 if language == "id" else 0
    status, rule = _status(row, on)
    day = row.from_latest.isoformat()
    spanned = _BETWEEN[spoken].format(earliest=row.from_earliest, latest=day)
    text = _SENTENCES[rule if row.until is None else f"{rule}-until"][spoken].format(
        name=row.territory_name, since=day if row.from_earliest == row.from_latest else spanned, until=row.until
    )
    return TerritoryPeriod(row.territory, row.territory_name, status, row.from_earliest, row.from_latest, row.until, text, acts)


def _status(row: TerritoryAnswer, on: datetime.date) -> tuple[Status, str]:
    """What the period says of the day, and which sentence tells it."""
    if row.until is not None and on >= row.until:
        return "not_bound", "after"
    if on < row.from_earliest:
        return "not_bound", "before"
    return ("bound", "bound") if on >= row.from_latest else ("not_known", "within")
