"""Kinds of worker, kept with what was found of them: whom an obligation covers depends neither on the states nor on the day."""

from __future__ import annotations

from typing import Final

from servanda.api.envelope import Service
from servanda.api.kept import Kept
from servanda.queries.worker_kinds import Worker, read_worker

#: A worker with what is found of every obligation takes about a megabyte.
_kept: Final = Kept[Worker](16)


def worker_here(here: Service, written: str) -> Worker:
    """A worker as people write it: ``domestic-worker``, ``domestic-worker+irregular-situation``.

    Raises:
        QuestionError: see ``Worker``.
    """
    return _kept.take(here, written, lambda: read_worker(here.shelf.take(), written))
