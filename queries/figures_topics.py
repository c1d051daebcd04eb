"""States and topics: how many obligations on each topic bound each state on a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from servanda.queries.errors import NotFound
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import BOUND, NOT_KNOWN


@dataclass(frozen=True, slots=True)
class TopicCount:
    """One state and one topic.

    Attributes:
        topic, topic_name: slug and name.
        state, state_name: code and name.
        bound: obligations on the topic that bound the state for certain, those that a reservation limits among them.
        not_known: obligations of which the sources do not tell.
        obligations: all that are encoded on the topic, whoever carries them.
    """

    topic: str
    topic_name: str
    state: str
    state_name: str
    bound: int
    not_known: int
    obligations: int


@dataclass(frozen=True, slots=True)
class TopicGrid:
    """A row for each topic and state: topics by name, states in the order asked for."""

    on: datetime.date
    states: tuple[str, ...]
    rows: tuple[TopicCount, ...]


def topic_grid(snapshot: Snapshot, states: Sequence[str], on: datetime.date, topics: Sequence[str] = (), language: str = "en") -> TopicGrid:
    """How many obligations on each topic bound each state on a day.

    Args:
        snapshot: what is known.
        states: codes.
        on: the day.
        topics: slugs; none means every topic on which an obligation is encoded.
        language: of the names.

    Raises:
        NotFound: there is no such state or topic.
    """
    for code in states:
        if code not in snapshot.row:
            raise NotFound(f"there is no state {code!r} here")
    for topic in topics:
        if f"topic/{topic}" not in snapshot.names:
            raise NotFound(f"there is no topic {topic!r} here")
    wanted = set(topics) or {topic for norm in snapshot.obligations for topic in norm.topics}
    status = snapshot.status(on)[[snapshot.row[code] for code in states]]
    rows: list[TopicCount] = []
    for topic in sorted(wanted, key=lambda slug: snapshot.names[f"topic/{slug}"][language]):
        of_topic = np.array([topic in norm.topics for norm in snapshot.obligations], dtype=np.bool_)
        bound, open_ = (status[:, of_topic] == BOUND).sum(axis=1), (status[:, of_topic] == NOT_KNOWN).sum(axis=1)
        name, number = snapshot.names[f"topic/{topic}"][language], int(of_topic.sum())
        rows += [
            TopicCount(topic, name, code, snapshot.states[code][language], int(bound[at]), int(open_[at]), number)
            for at, code in enumerate(states)
        ]
    return TopicGrid(on, tuple(states), tuple(rows))
