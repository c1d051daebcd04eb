"""Pictures that were drawn before, kept for whoever asks next. Nothing here draws: whoever only keeps need not load what draws."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

#: So many bytes of pictures are kept.
KEPT_BYTES: Final = 64 * 1024 * 1024


class PictureShelf:
    """Bytes by a key that says all that they depend on; what was not asked for longest goes first."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most, self._held = most, 0
        self._lock = threading.Lock()
        self._found: OrderedDict[str, bytes] = OrderedDict()

    def take(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key; made, and kept, where nothing is."""
        with self._lock:
            if (known := self._found.get(key)) is not None:
                self._found.move_to_end(key)
                return known
        made = make()
        with self._lock:
            if key not in self._found:
                self._found[key] = made
                self._held += len(made)
            while self._held > self._most and len(self._found) > 1:
                self._held -= len(self._found.popitem(last=False)[1])
        return made
