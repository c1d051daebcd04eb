"""What comes into force, ends or can be denounced. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """One event: ``begins`` and ``ends`` (for a state), ``enters-into-force`` (an instrument), ``can-be-denounced`` (from ``day`` on).

    ``closes`` is the first day on which a denunciation can no longer be notified (None: it stays open), ``effect`` the day on which one
    that is notified on ``day`` takes effect. ``party`` is None where the event concerns every party. A beginning or an end that is known
    to a span of days lies between ``earliest`` and ``latest``; ``day`` is then the last of them.
    """

    day: datetime.date
    closes: datetime.date | None
    what: str
    instrument: str
    short: str
    party: str | None
    code: str | None
    name: str | None
    earliest: datetime.date | None
    latest: datetime.date | None
    effect: datetime.date | None
    articles: str | None
    rule: str | None
    text_source: str | None
    thing: str
