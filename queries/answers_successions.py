"""Which states followed which, and what bound transferred territories. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SuccessionAnswer:
    """One state that followed another; ``day`` is None where the sources here do not tell it."""

    succession: str
    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    kind: str
    day: str | None
    territory: str | None
    source: str
    place: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class PredecessorAnswer:
    """A period over which a predecessor of the state was bound; ``day``: first day of the successor."""

    predecessor: str
    predecessor_name: str
    kind: str
    day: str | None
    period: str
    from_: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until: str | None
    until_earliest: datetime.date | None
    until_latest: datetime.date | None


@dataclass(frozen=True, slots=True)
class TerritoryAnswer:
    """An instrument that a state had extended to a territory (a row for each act); ``certain`` is None where no day is asked about."""

    territory: str
    territory_name: str
    state: str
    instrument: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until: datetime.date | None
    certain: bool | None
    act: str
