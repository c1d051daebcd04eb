"""Looks at the memory that this process takes, for as long as something is in use that may run away with it."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

#: Seconds between two looks. What runs away takes 300 MB a second.
_LOOK: Final = 0.25


def resident_memory() -> int | None:
    """Bytes of memory that this process has now; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    return pages * resource.getpagesize()


def watch_memory(growth: int, grown: Callable[[], None]) -> Callable[[], None]:
    """Call a function, in a thread of its own, when this process has grown; and again when it has grown by twice as much, and so on.

    Args:
        growth: bytes beyond what it has now.
        grown: what to do then.

    Returns:
        What ends the watch.
    """
    before = resident_memory()
    ended = threading.Event()

    def look() -> None:
        limit = growth
        while not ended.wait(_LOOK):
            if before is not None and (resident_memory() or 0) - before > limit:
                grown()
                limit *= 2

    if before is not None:
        threading.Thread(target=look, name="servanda memory", daemon=True).start()
    return ended.set
