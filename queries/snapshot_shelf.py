"""A snapshot kept for whoever asks next."""

from __future__ import annotations

import threading

from servanda.queries.engine import Engine
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot


class SnapshotShelf:
    """Reads one snapshot of an engine when it is first asked for, and keeps it: the data of a running service do not change."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._found: Snapshot | None = None

    def take(self) -> Snapshot:
        """The snapshot; whoever asks while it is being read waits for it.

        Raises:
            EngineError: a remote engine does not answer.
        """
        with self._lock:
            if self._found is None:
                self._found = read_snapshot(self._engine)
            return self._found
