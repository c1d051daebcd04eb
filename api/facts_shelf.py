"""The tables of facts and what follows from them, kept for whoever supposes something."""

from __future__ import annotations

import threading
from pathlib import Path

from servanda.graph.derive import Derived, derive
from servanda.graph.facts import Facts, read_facts


class FactsShelf:
    """Reads and derives once, when first asked: the same tables as the build does, the user's own in the place of the packaged ones."""

    def __init__(self, overrides: Path | None) -> None:
        """``overrides``: folder of the user's own tables."""
        self._overrides = overrides
        self._lock = threading.Lock()
        self._found: tuple[Facts, Derived] | None = None

    def take(self) -> tuple[Facts, Derived]:
        """The facts and what follows from them; whoever asks while they are being read waits for it.

        Raises:
            SourceError, GraphError: a table cannot be understood.
        """
        with self._lock:
            if self._found is None:
                facts = read_facts(self._overrides)
                self._found = facts, derive(facts)
            return self._found
