"""Public answers, kept in memory up to a number of bytes; those that nobody has asked for the longest time go first.

The data of a version never change, so an answer is good as long as its version is served: the version is part of the key.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from servanda.api.workers import Answer

#: One answer may take this part of all.
_GREATEST_PART: Final = 8
#: Bytes that an answer takes beside its own: its key (with the query), and the tables that find it.
_OVERHEAD: Final = 1000


class AnswerCache:
    """Answers by what was asked."""

    def __init__(self, limit: int) -> None:
        """Begin empty; ``limit`` is the number of bytes, 0 to keep nothing."""
        self._limit = limit
        self._answers: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Hashable) -> Answer | None:
        """The answer to what was asked, if it is there."""
        if (found := self._answers.get(key)) is None:
            self.misses += 1
            return None
        self._answers.move_to_end(key)
        self.hits += 1
        return found[0]

    def put(self, key: Hashable, answer: Answer, key_bytes: int) -> None:
        """Keep an answer, unless it would take more than its part.

        Args:
            key: what was asked, with the version and the format.
            answer: the answer.
            key_bytes: about how many bytes the key takes.
        """
        size = len(answer.body) + key_bytes + _OVERHEAD
        if size > self._limit // _GREATEST_PART or key in self._answers:
            return
        self._answers[key] = (answer, size)
        self.bytes += size
        while self.bytes > self._limit:
            _, (_, gone) = self._answers.popitem(last=False)
            self.bytes -= gone

    def clear(self) -> None:
        """Let go of all answers."""
        self._answers.clear()
        self.bytes = 0
