"""Where Wikidata's statements on who ratified a treaty differ from the graph's consents; nothing is written there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from servanda.loaders.wikidata import Statement

#: What Wikidata calls ratification takes in these (the other names of P6193); a succession is another thing and only told.
AS_RATIFICATION: Final = frozenset({"Ratification", "Accession", "Acceptance", "Approval", "FormalConfirmation", "DefinitiveSignature"})

Difference = Literal["same", "not there", "other date", "no date there", "only there", "succession", "unknown state"]


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent of the graph.

    Attributes:
        state: code.
        kind: local name of its class.
        date: day or year, or empty.
        act: its IRI.
        page: web address of the source that tells of it; empty where it has none.
    """

    state: str
    kind: str
    date: str
    act: str
    page: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One state and one treaty, as the two have it.

    Attributes:
        instrument: slug.
        treaty: Q-id.
        state: code, or the Q-id where no state here has it.
        difference: what it comes to.
        here, there: the dates, or empty.
        kind: of the act here.
        source: address of the source here.
        statement: address of the statement there.
        quickstatement: a line of QuickStatements V1 that would add what is not there; empty where a person has to decide.
    """

    instrument: str
    treaty: str
    state: str
    difference: Difference
    here: str
    there: str
    kind: str
    source: str
    statement: str
    quickstatement: str


def compare(
    instrument: str,
    treaty: str,
    consents: Iterable[Consent],
    statements: Iterable[Statement],
    items: Mapping[str, str],
    today: datetime.date,
) -> list[Compared]:
    """Hold the two against each other.

    Args:
        instrument: slug.
        treaty: its Q-id.
        consents: of the graph to that instrument, one for each act.
        statements: of Wikidata on that treaty.
        items: code of a state to its Q-id.
        today: the day on which the source was read, for the references.
    """
    there: dict[str, list[Statement]] = {}
    for each in statements:
        if each.treaty == treaty:
            there.setdefault(each.state, []).append(each)
    found: list[Compared] = []
    for consent in sorted(consents, key=lambda one: (one.state, one.date)):
        item = items.get(consent.state, "")
        told = there.get(item, []) if item else []
        match = next((one for one in told if _same(consent.date, str(one.date or ""))), told[0] if told else None)
        difference = _difference(consent, item, match)
        found.append(_row(instrument, treaty, consent, item, match, difference, today))
        if match is not None:
            told.remove(match)
    codes = {item: code for code, item in items.items() if item}
    for state, left in sorted(there.items()):
        for one in left:
            date = str(one.date or "")
            what: Difference = "only there" if state in codes else "unknown state"
            found.append(Compared(instrument, treaty, codes.get(state, state), what, "", date, "", "", one.statement, ""))
    return found


def _same(here: str, there: str) -> bool:
    """A year says nothing against a day within it."""
    return bool(here) and bool(there) and here[: min(len(here), len(there))] == there[: min(len(here), len(there))]


def _difference(consent: Consent, item: str, match: Statement | None) -> Difference:
    if not item:
        return "unknown state"
    if match is None:
        return "not there" if consent.kind in AS_RATIFICATION else "succession"
    if match.date is None:
        return "no date there" if consent.date else "same"
    return "same" if not consent.date or _same(consent.date, str(match.date)) else "other date"


def _row(
    instrument: str, treaty: str, consent: Consent, item: str, match: Statement | None, difference: Difference, today: datetime.date
) -> Compared:
    line = ""
    if difference in {"not there", "no date there"} and consent.kind in AS_RATIFICATION and consent.date and consent.page:
        line = quickstatement(treaty, item, consent.date, consent.page, today)
    return Compared(
        instrument,
        treaty,
        consent.state,
        difference,
        consent.date,
        str(match.date or "") if match else "",
        consent.kind,
        consent.page,
        match.statement if match else "",
        line,
    )


def quickstatement(treaty: str, state: str, date: str, page: str, today: datetime.date) -> str:
    """A line of QuickStatements V1: ratified by (P6193) with its day (P585), reference URL (S854) and the day it was read (S813).

    Where the statement is there already, QuickStatements adds the qualifier and the reference to it.
    Source: Help:QuickStatements on wikidata.org (values, ``/9`` year and ``/11`` day).
    """
    time = f"+{date}T00:00:00Z/11" if len(date) == 10 else f"+{date}-00-00T00:00:00Z/9"
    url = page.replace('"', "%22")
    return "\t".join([treaty, "P6193", state, "P585", time, "S854", f'"{url}"', "S813", f"+{today}T00:00:00Z/11"])
