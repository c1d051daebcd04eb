"""Who gets the next worker that is free: clients in turn, each of them in the order of its asking.

Some workers can be kept for clients that have none at work, so that one client's long queries never keep all others waiting.
May be used from several event loops and threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections import OrderedDict, deque
from concurrent.futures import Future
from dataclasses import dataclass

from servanda.api.query_errors import Busy, EvaluatorLost


@dataclass(eq=False, slots=True)
class Worker:
    """A process that evaluates one query at a time. ``ended`` gets its exit code, or minus the signal."""

    pid: int
    channel: socket.socket
    ended: Future[int]


@dataclass(eq=False, slots=True)
class _Turn:
    """A request that waits for a worker, and the loop in which it does."""

    client: str
    loop: asyncio.AbstractEventLoop
    worker: asyncio.Future[Worker]


class Turns:
    """The workers that are free, and the requests that wait for one."""

    def __init__(self, queue: int, kept: int) -> None:
        """Begin without workers, and closed.

        Args:
            queue: requests that may wait.
            kept: workers that only a client gets that has none at work.
        """
        self._queue = queue
        self._kept = kept
        self._lock = threading.Lock()
        self._closed = True
        self._free: list[Worker] = []
        self._waiting: OrderedDict[str, deque[_Turn]] = OrderedDict()
        self._number_waiting = 0
        self._at_work: dict[str, int] = {}

    @property
    def waiting(self) -> int:
        """Requests that wait for a worker."""
        return self._number_waiting

    @property
    def free(self) -> int:
        """Workers that are free."""
        return len(self._free)

    @property
    def at_work(self) -> int:
        """Workers that have been taken and not been given back."""
        return sum(list(self._at_work.values()))

    def open(self) -> None:
        """Let requests take workers."""
        with self._lock:
            self._closed = False

    def close(self) -> None:
        """Give no more workers; requests that wait fail with ``EvaluatorLost``."""
        with self._lock:
            self._closed = True
            turns = [turn for turns in self._waiting.values() for turn in turns]
            self._waiting.clear()
            self._number_waiting = 0
            for worker in self._free:
                worker.channel.close()
            self._free.clear()
        for turn in turns:
            with contextlib.suppress(RuntimeError):  # its loop is closed
                turn.loop.call_soon_threadsafe(_tell_end, turn)

    async def take(self, client: str, patience: float) -> Worker:
        """Wait for a worker.

        Args:
            client: who asks; all with the same name are one.
            patience: seconds.

        Raises:
            Busy: too many requests wait already, or none was free in time.
            EvaluatorLost: there will be no worker.
        """
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._closed:
                raise EvaluatorLost("The evaluator of queries is not running.", by_query=False)
            if self._free and self._may_take(client):
                self._at_work[client] = self._at_work.get(client, 0) + 1
                return self._free.pop()
            if self._number_waiting >= self._queue:
                raise Busy(f"{self._queue} queries are waiting already. Please ask again later.")
            turn = _Turn(client, loop, loop.create_future())
            self._waiting.setdefault(client, deque()).append(turn)
            self._number_waiting += 1
        taken = False
        try:
            async with asyncio.timeout(patience):
                worker = await turn.worker
                taken = True
                return worker
        except TimeoutError as error:
            raise Busy(f"No worker was free for {patience:g} seconds. Please ask again later.") from error
        finally:
            if not taken:
                self._withdraw(turn)

    def add(self, worker: Worker) -> None:
        """A worker that has just come."""
        with self._lock:
            self._set_free(worker)

    def give_back(self, client: str, worker: Worker | None) -> None:
        """A worker that a client has taken, or None when it is not to be used again."""
        with self._lock:
            self._leave(client)
            if worker is not None:
                self._set_free(worker)
            elif self._waiting:
                self._match()  # the client may now have none at work, and so a right to the workers that are kept

    def remove(self, worker: Worker) -> None:
        """A worker that has ended."""
        with self._lock:
            if worker in self._free:
                self._free.remove(worker)
                worker.channel.close()

    def _may_take(self, client: str) -> bool:
        return len(self._free) > self._kept or client not in self._at_work

    def _leave(self, client: str) -> None:
        if (left := self._at_work[client] - 1) > 0:
            self._at_work[client] = left
        else:
            del self._at_work[client]

    def _set_free(self, worker: Worker) -> None:
        if worker.ended.done() or self._closed:
            worker.channel.close()
            return
        self._free.append(worker)
        if self._waiting:
            self._match()

    def _match(self) -> None:
        """Give free workers to those whose turn it is."""
        while self._free and (turn := self._next()) is not None:
            worker = self._free.pop()
            self._at_work[turn.client] = self._at_work.get(turn.client, 0) + 1
            if not self._hand_over(turn, worker):
                self._leave(turn.client)
                self._free.append(worker)

    def _hand_over(self, turn: _Turn, worker: Worker) -> bool:
        """Tell a request which worker is its own; whether there is somebody to tell."""
        if _running_loop() is turn.loop:  # the usual case, and ten times cheaper than to wake a loop in another thread
            if turn.worker.done():
                return False
            turn.worker.set_result(worker)
            return True
        try:
            turn.loop.call_soon_threadsafe(self._tell, turn, worker)
        except RuntimeError:  # the loop is closed
            return False
        return True

    def _next(self) -> _Turn | None:
        """The next request that may have a worker, no longer waiting; then it is the turn of the other clients."""
        for client, turns in self._waiting.items():
            if self._may_take(client):
                turn = turns.popleft()
                self._number_waiting -= 1
                if turns:
                    self._waiting.move_to_end(client)
                else:
                    del self._waiting[client]
                return turn
        return None

    def _tell(self, turn: _Turn, worker: Worker) -> None:
        if turn.worker.done():  # given up meanwhile
            self.give_back(turn.client, worker)
        else:
            turn.worker.set_result(worker)

    def _withdraw(self, turn: _Turn) -> None:
        with self._lock:
            turns = self._waiting.get(turn.client)
            if turns is not None and turn in turns:
                turns.remove(turn)
                self._number_waiting -= 1
                if not turns:
                    del self._waiting[turn.client]
        if turn.worker.done() and not turn.worker.cancelled() and turn.worker.exception() is None:
            self.give_back(turn.client, turn.worker.result())  # it came in the moment in which the request was given up


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _tell_end(turn: _Turn) -> None:
    if not turn.worker.done():
        turn.worker.set_exception(EvaluatorLost("The evaluator of queries is being stopped.", by_query=False))
