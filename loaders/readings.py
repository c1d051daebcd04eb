"""Who encoded a record, who read it against the text a second time, and with what verdict: the last columns of every encoded table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from servanda.loaders.record import Record

COLUMNS: Final = ("encoded_by", "encoded_on", "reviewed_by", "reviewed_on", "verdict")
VERDICTS: Final = frozenset({"", "agrees", "corrected"})


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of one record.

    Attributes:
        encoded_by, encoded_on: the first reading.
        reviewed_by, reviewed_on, verdict: the second reading (``agrees``, or ``corrected`` where the record was changed from the text);
            all empty where there was none.
    """

    encoded_by: str
    encoded_on: str
    reviewed_by: str
    reviewed_on: str
    verdict: str


def read_readings(record: Record) -> Readings:
    """Take the columns of the readings out of a row.

    Raises:
        BadValue: a cell that cannot be understood, or a second reading that is not whole.
    """
    found = Readings(
        encoded_by=record.pop_required("encoded_by"),
        encoded_on=str(record.filled("encoded_on", record.pop_date("encoded_on"))),
        reviewed_by=record.pop("reviewed_by"),
        reviewed_on=str(record.pop_date("reviewed_on") or ""),
        verdict=record.pop("verdict"),
    )
    if found.verdict not in VERDICTS:
        raise record.wrong("verdict", f"{found.verdict!r} is not in the list")
    if len({bool(part) for part in (found.reviewed_by, found.reviewed_on, found.verdict)}) > 1:
        raise record.wrong("reviewed_by", "a second reading has a reader, a date and a verdict, or none of them")
    return found
