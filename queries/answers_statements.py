"""What states' statements did: limits on consent, objections to them, statements not encoded. See ``answers`` for how fields are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LimitAnswer:
    """One limit on a consent (a row for each provision that it names); ``kind`` and ``effect`` are notations (``reservationKind``).

    ``named_as`` and ``named_in_words``: what it was named, as a notation (``declaration``) and in the language asked for, by the state
    itself or, ``named_by_source``, only by the source; all three are None where no name is recorded.
    """

    limit: str
    state: str
    instrument: str
    act: str
    kind: str
    named_as: str | None
    named_in_words: str | None
    named_by_source: bool | None
    effect: str
    provision: str | None
    citation: str | None
    summary: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    place: str | None
    source: str
    source_title: str
    as_at: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class ObjectionAnswer:
    """One objection of one state to the statement of another (a row for each limit that it names)."""

    objection: str
    state: str
    reserving_state: str
    instrument: str
    limit: str | None
    effect: str
    made_on: str | None
    withdrawn_on: str | None
    summary: str
    act: str
    place: str | None


@dataclass(frozen=True, slots=True)
class NotEncodedAnswer:
    """A statement that a source tells and that nobody has encoded; ``extent``: how much of the instrument's statements is encoded."""

    act: str
    kind: str
    date: str | None
    state: str
    instrument: str
    source: str
    place: str | None
    extent: str
