"""Values that take long to read and that follow from the data alone: kept as long as the version of the data is served."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from servanda.api.envelope import Service

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """Keeps the values that were asked for last, of one version of the data at a time.

    Two who ask for the same at once may both read it: the second value takes the place of the first, and they are the same.
    """

    def __init__(self, most: int) -> None:
        """``most``: how many values are kept."""
        self._most = most
        self._lock = threading.Lock()
        self._found: dict[tuple[str, Hashable], _Value] = {}

    def take(self, here: Service, key: Hashable, read: Callable[[], _Value]) -> _Value:
        """The value of a key, from ``read`` where it is not kept.

        Raises:
            whatever ``read`` raises; nothing is kept then.
        """
        whole = (here.manifest.version, key)
        with self._lock:
            if whole in self._found:
                value = self._found[whole] = self._found.pop(whole)  # to the end: the longest unasked is dropped first
                return value
        value = read()
        with self._lock:
            self._found = {each: kept for each, kept in self._found.items() if each[0] == here.manifest.version}
            self._found[whole] = value
            while len(self._found) > self._most:
                self._found.pop(next(iter(self._found)))
        return value
