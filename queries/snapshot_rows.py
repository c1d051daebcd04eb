"""The rows of a snapshot: obligations, periods, limits, statements and matches, with slugs, codes and paths in place of IRIs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from servanda.queries.answers import PeriodAnswer
from servanda.queries.decision import BOUND as BOUND_NAME
from servanda.queries.decision import NOT_BOUND as NOT_BOUND_NAME
from servanda.queries.decision import NOT_KNOWN as NOT_KNOWN_NAME

#: What stands in a matrix of states and obligations, and the words for it.
NOT_BOUND: Final = 0
BOUND: Final = 1
NOT_KNOWN: Final = 2
WORDS: Final = (NOT_BOUND_NAME, BOUND_NAME, NOT_KNOWN_NAME)
CODES: Final = {word: code for code, word in enumerate(WORDS)}

RESERVATION: Final = "reservationKind"
OPT_OUT: Final = "optOut"
EXCLUDES: Final = "excludesProvision"
GENERAL: Final = "generalLimit"
#: Effects by which a reservation counts as a limit; an interpretation is shown and not counted.
LIMITING: Final = frozenset({EXCLUDES, "restrictsProvision", GENERAL})
Status = NDArray[np.int8]
Mask = NDArray[np.bool_]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A binding period with the provisions that it leaves out.

    Attributes:
        answer: its days and their precision; ``state`` and ``instrument`` are IRIs.
        excludes: paths of provisions (``ilo-c097/annex-i``) that do not bind in it.
        not_told: paths of provisions that the state may have left out, no source telling whether it did.
    """

    answer: PeriodAnswer
    excludes: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Norm:
    """An obligation that can give a duty; slugs and paths, no IRIs.

    Attributes:
        id, instrument, short, provision, citation, modality: as in the graph.
        label: by language tag.
        topics, bearers, beneficiaries: slugs of concepts; bearers are names of roles (``StateOfOrigin``).
        within: the provision and everything that contains it.
    """

    id: str
    instrument: str
    short: str
    provision: str
    citation: str
    modality: str
    label: Mapping[str, str]
    topics: frozenset[str]
    bearers: frozenset[str]
    beneficiaries: frozenset[str]
    within: frozenset[str]


@dataclass(frozen=True, slots=True)
class LimitRow:
    """What one statement does to a consent; ``kind`` and ``effect`` are notations (``reservationKind``, ``excludesProvision``).

    ``named_as``: what it was named, a notation (``declaration``), None where no name is recorded; ``named_in_words``: by language;
    ``named_by_source``: whether only the source names it so.
    """

    id: str
    state: str
    instrument: str
    act: str
    kind: str
    effect: str
    affects: tuple[str, ...]
    from_earliest: datetime.date
    from_latest: datetime.date
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    summary: Mapping[str, str]
    named_as: str | None = None
    named_in_words: Mapping[str, str] = field(default_factory=dict[str, str])
    named_by_source: bool = False

    def may_hold(self, on: datetime.date) -> bool:
        """Whether it holds on that day, or dates known to the year leave it open."""
        return self.from_earliest <= on and (self.until_latest is None or on < self.until_latest)

    def holds(self, on: datetime.date) -> bool:
        """Whether it holds on that day for certain."""
        return self.from_latest <= on and (self.until_earliest is None or on < self.until_earliest)

    @property
    def counts(self) -> bool:
        """Whether it makes a duty that it touches a limited one."""
        return self.kind == RESERVATION and self.effect in LIMITING


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement that nobody has encoded; dates are days or years as written, ``affects`` the provisions that the source names."""

    act: str
    date: str | None
    withdrawn: str | None
    affects: tuple[str, ...]

    def may_stand(self, on: datetime.date) -> bool:
        """Whether it can have stood on that day: not made later for certain, and not withdrawn before for certain."""
        day = on.isoformat()
        made = self.date is None or self.date <= day[: len(self.date)]
        gone = self.withdrawn is not None and (self.withdrawn <= day if len(self.withdrawn) > len("1962") else self.withdrawn < day[:4])
        return made and not gone


@dataclass(frozen=True, slots=True)
class Matched:
    """An obligation of another instrument that comes close; ``relation`` is read from the first one (``exactMatch``, ``broaderMatch``…)."""

    obligation: str
    relation: str
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DayStatus:
    """One day: ``status`` and ``limited`` are [states × obligations]; a limited duty is a bound one that a reservation touches."""

    status: Status
    limited: Mask
