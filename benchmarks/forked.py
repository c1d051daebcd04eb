"""A job in a forked process: it sees what is in memory here, and it can be ended when it takes too long."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.peer import PATIENCE


def _itself(answer: Any) -> Any:
    return answer


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is timed.

    Attributes:
        name: as it stands in the tables.
        run: what is timed.
        read: from what ``run`` gives to what can be sent and compared; not timed.
    """

    name: str
    run: Callable[[], Any]
    read: Callable[[Any], Any] = _itself


def timed(job: Job) -> tuple[float, Any]:
    """Run a job here, once: seconds of processor time, so that what else the machine does weighs little, and what it gave."""
    started = time.process_time()
    answer = job.run()
    return time.process_time() - started, answer


def _serve(job: Job, channel: Connection) -> None:
    while channel.recv():
        seconds, answer = timed(job)
        channel.send((seconds, job.read(answer)))


class Forked:
    """One job in a child process that runs it as often as it is asked.

    The child shares the memory of this process until either writes to it. What Python objects cost to be copied then falls on the
    child's first round; with several rounds the least time is free of it.
    """

    def __init__(self, job: Job) -> None:
        context = multiprocessing.get_context("fork")
        self._channel, other = multiprocessing.Pipe()
        self._process = context.Process(target=_serve, args=(job, other), daemon=True)
        self._process.start()
        other.close()  # so that a child that dies is noticed here

    def ask(self) -> tuple[float, Any] | None:
        """Seconds and the answer; None when patience ran out (nothing can be asked any more then).

        Raises:
            EOFError: the child died; what it died of is on standard error.
        """
        self._channel.send(True)
        if not self._channel.poll(PATIENCE):
            self.end()
            return None
        answer: tuple[float, Any] = self._channel.recv()
        return answer

    def end(self) -> None:
        """End the child."""
        self._process.kill()
        self._process.join()
