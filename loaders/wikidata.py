"""What Wikidata says: identifiers and names of treaties and states, and who ratified what (property P6193, with P585 as its day).

Nothing is asked unless a person asks for it, one request at a time with a pause between two, and the address is configuration. How
Wikidata models ratification: Wikidata:Property_proposal/ratified_by; the RDF of statements: mediawiki.org, Wikibase/Indexing/RDF Dump
Format; manners: the query service's limits (a name in ``User-Agent``, ``Retry-After`` after 429).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError

from rdflib import Literal
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue, NotFetched
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA, Progress, no_progress

HERE: Final = Path(__file__).resolve().parent
#: Instruments whose item is known, each with the page where it was seen.
INSTRUMENTS: Final = DATA / "wikidata" / "instruments.csv"
AGENT: Final = "Servanda (a knowledge graph of treaty obligations; one request at a time; SPARQLWrapper)"
_ENTITY: Final = "http://www.wikidata.org/entity/"
_QID: Final = re.compile(r"Q[1-9][0-9]*")
_PARAMETER: Final = re.compile(r"(VALUES \?[a-z]+ \{ )UNDEF( \} # needed)")
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
#: Items in one request.
_BATCH: Final = 50
#: Precision of a time (Wikibase data model): year, month, day.
_YEAR, _DAY = 9, 11

Row = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement that a state ratified a treaty.

    Attributes:
        treaty, state: Q-ids.
        statement: its address.
        date: day or year, or None where no time (or one of another precision) stands with it.
        references: addresses that it cites.
    """

    treaty: str
    state: str
    statement: str
    date: PartialDate | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What an item is called in one language."""

    item: str
    language: str
    name: str


class Wikidata:
    """The query service of Wikidata, asked politely."""

    def __init__(
        self, address: str, *, pause: float = 1.0, timeout: float = 70.0, tries: int = 4, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Name the service.

        Args:
            address: its SPARQL endpoint.
            pause: seconds between two requests.
            timeout: seconds for one request (the service itself ends a query after 60).
            tries: how often at most, where it answers that it cannot now.
            sleep: waits so many seconds.

        Raises:
            NotFetched: the address is none.
        """
        if not address.startswith(("https://", "http://")):
            raise NotFetched(f"{address!r} is no http address of a SPARQL endpoint")
        self.address = address
        self._pause, self._timeout, self._tries, self._sleep = pause, timeout, tries, sleep
        self._asked = False

    def consents(self, treaties: Sequence[str], progress: Progress = no_progress) -> list[Statement]:
        """Who ratified these treaties (Q-ids), as Wikidata has it.

        Raises:
            NotFetched: the service does not answer.
            BadValue: it answers with something else than was asked for.
        """
        found: dict[str, Statement] = {}
        for row in self._rows("wikidata_consents", [f"<{_ENTITY}{_qid(each)}>" for each in treaties], progress):
            each = _statement(row)
            earlier = found.get(each.statement)
            references = sorted({*(earlier.references if earlier else ()), *each.references})
            found[each.statement] = Statement(each.treaty, each.state, each.statement, each.date, tuple(references))
        return list(found.values())

    def names(self, items: Sequence[str], progress: Progress = no_progress) -> list[Name]:
        """What these items (Q-ids) are called in the languages of ``states.csv``.

        Raises:
            NotFetched, BadValue: see ``consents``.
        """
        rows = self._rows("wikidata_names", [f"<{_ENTITY}{_qid(each)}>" for each in items], progress)
        return [Name(_item(row, "item"), _cell(row, "name").get("xml:lang", ""), _cell(row, "name")["value"]) for row in rows]

    def titles(self, titles: Sequence[str], progress: Progress = no_progress) -> dict[str, list[str]]:
        """English titles of treaties, each with the items that bear it: none, one, or several among which a person has to choose.

        Raises:
            NotFetched, BadValue: see ``consents``.
        """
        found: dict[str, list[str]] = {title: [] for title in titles}
        for row in self._rows("wikidata_titles", [Literal(title, lang="en").n3() for title in titles], progress):
            found.setdefault(_cell(row, "title")["value"], []).append(_item(row, "item"))
        return found

    def _rows(self, name: str, terms: Sequence[str], progress: Progress) -> Iterator[Row]:
        query = (HERE / f"{name}.rq").read_text(encoding="utf-8")
        for start in range(0, len(terms), _BATCH):
            progress(start, len(terms), f"asking {self.address}")
            part = " ".join(terms[start : start + _BATCH])
            yield from self._ask(_PARAMETER.sub(lambda match, part=part: f"{match[1]}{part}{match[2]}", query))  # type: ignore[misc]

    def _ask(self, query: str) -> list[Row]:
        wait, problem = 2.0, ""
        for number in range(1, self._tries + 1):
            if self._asked:
                self._sleep(self._pause)
            self._asked = True
            wrapper: Any = SPARQLWrapper(self.address, agent=AGENT)
            wrapper.timeout = self._timeout
            wrapper.setMethod(POST)
            wrapper.setReturnFormat(JSON)
            wrapper.setQuery(query)
            try:
                with wrapper.query().response as response:
                    return _bindings(self.address, response.read())
            except HTTPError as error:
                problem = f"HTTP {error.code} {error.reason}"
                if error.code not in _PASSING:
                    break
                told = (error.headers.get("Retry-After") or "").strip()
                wait = float(told) if told.isdigit() else wait
            except (SPARQLWrapperException, HTTPException, OSError) as error:
                problem = " ".join(str(error).split())[:200] or type(error).__name__
            if number < self._tries:
                self._sleep(wait)
                wait *= 2
        raise NotFetched(f"{self.address}: {problem}")


def read_instruments(path: Path = INSTRUMENTS) -> dict[str, str]:
    """Instruments whose Wikidata item is known: slug to Q-id.

    Raises:
        SourceError: the table cannot be understood.
    """
    found: dict[str, str] = {}
    for record in read_table(path, ("instrument", "wikidata", "seen_in")):
        slug, item = record.pop_required("instrument"), record.pop_required("wikidata")
        record.pop_required("seen_in")
        record.finish()
        if not _QID.fullmatch(item):
            raise record.wrong("wikidata", f"{item!r} is no Q-id")
        found[slug] = item
    return found


def _bindings(address: str, body: bytes) -> list[Row]:
    try:
        rows: list[Row] = json.loads(body)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotFetched(f"{address} answered with something else than a table of rows (SPARQL 1.1 JSON)") from error
    return rows


def _qid(text: str) -> str:
    if not _QID.fullmatch(text):
        raise BadValue(f"{text!r} is no Q-id of Wikidata")
    return text


def _cell(row: Row, name: str) -> dict[str, str]:
    if name not in row:
        raise BadValue(f"a row of Wikidata's answer has no {name}: {sorted(row)}")
    return row[name]


def _item(row: Row, name: str) -> str:
    return _qid(_cell(row, name)["value"].removeprefix(_ENTITY))


def _statement(row: Row) -> Statement:
    value: Any = row.get("state", {})
    # "somebody, it is not known who" is a blank node, or an address of its own in newer releases of the service
    state = value.get("value", "").removeprefix(_ENTITY)
    reference = row.get("reference", {}).get("value", "")
    return Statement(
        treaty=_item(row, "treaty"),
        state=state if _QID.fullmatch(state) else "",
        statement=_cell(row, "statement")["value"],
        date=_date(row),
        references=(reference,) if reference else (),
    )


def _date(row: Row) -> PartialDate | None:
    if "time" not in row or "precision" not in row:
        return None
    told = row["time"]["value"].removeprefix("+")
    match int(row["precision"]["value"]):
        case precision if precision == _DAY:
            return PartialDate.parse(told[:10])
        case precision if precision == _YEAR:
            return PartialDate.parse(told[:4])
        case _:
            return None
