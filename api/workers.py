"""Evaluates queries in processes that can be killed, for a web server that cannot."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.api import wire
from servanda.api.evaluator_process import EvaluatorProcess, Gone, Hired, NotStarted, ending

__all__ = ["Answer", "BadQuery", "Busy", "EvaluatorLost", "NotStarted", "QueryError", "QueryPool", "TimedOut", "TooLarge"]

_log: Final = logging.getLogger(__name__)

#: Seconds to wait for the news of how a worker ended.
_NEWS: Final = 2.0
#: Seconds beyond the deadline after which a worker ends by itself.
_ALARM: Final = 2.0
#: Seconds before an evaluator that could not be started again is tried anew: at first, and at most.
_RETRY: Final = (0.2, 30.0)


class QueryError(Exception):
    """There is no answer. The message is a sentence for the person who asked."""


class BadQuery(QueryError):
    """It is no query that can be evaluated.

    Attributes:
        line, column: where it goes wrong, counted from 1; None when that is no single place.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class TimedOut(QueryError):
    """The answer would take longer than the deadline."""


class Busy(QueryError):
    """Too many queries are waiting, or this one has waited too long."""


class TooLarge(QueryError):
    """The answer is longer than an answer may be."""


class EvaluatorLost(QueryError):
    """The process that evaluated the query ended before it had answered.

    Attributes:
        by_query: the query itself did it (it needs too much memory, or is built too deep); asking again will not help.
    """

    def __init__(self, message: str, *, by_query: bool) -> None:
        super().__init__(message)
        self.by_query = by_query


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    media_type: str
    body: bytes


@dataclass(eq=False, slots=True)
class _Worker:
    """A process that evaluates one query at a time. ``ended`` gets its exit code, or minus the signal."""

    pid: int
    channel: socket.socket
    ended: Future[int]


@dataclass(eq=False, slots=True)
class _Turn:
    """A request that waits for a worker, and the loop in which it does."""

    loop: asyncio.AbstractEventLoop
    worker: asyncio.Future[_Worker]


class QueryPool:
    """Worker processes that share one graph in memory. May be used from several event loops and threads."""

    def __init__(
        self,
        graph_file: Path,
        *,
        workers: int = 2,
        deadline: float = 10.0,
        memory_bytes: int = 2 * 1024**3,
        queue: int = 64,
        answer_bytes: int = 50_000_000,
    ) -> None:
        """Describe a pool; ``start`` makes it.

        Args:
            graph_file: the N-Quads or TriG file to ask.
            workers: queries evaluated at the same time.
            deadline: seconds for a query to be evaluated and its answer to be written; and, before that, seconds to wait for a worker.
            memory_bytes: memory that a worker may take beyond the loaded graph.
            queue: queries that may wait.
            answer_bytes: the longest answer.
        """
        self.deadline = deadline
        self._settings = wire.Settings(str(graph_file.absolute()), workers, memory_bytes, answer_bytes, deadline + _ALARM)
        self._queue = queue
        self._lock = threading.Lock()
        self._workers: dict[int, _Worker] = {}
        self._idle: list[_Worker] = []
        self._turns: deque[_Turn] = deque()
        self._evaluator: EvaluatorProcess | None = None
        self._listener: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start the evaluator and wait until it has loaded the graph.

        Raises:
            NotStarted: it cannot be loaded; the message is the evaluator's.
        """
        if self._listener is not None:
            raise RuntimeError("the pool has been started already")
        self._stopping.clear()
        evaluator = EvaluatorProcess(self._settings)
        evaluator.wait_until_ready()
        self._evaluator = evaluator
        self._listener = threading.Thread(target=self._listen, args=(evaluator,), name="servanda evaluator", daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """End all processes and wait for them. Queries that are being evaluated or wait fail with ``EvaluatorLost``."""
        if self._listener is None:
            return
        with self._lock:
            self._stopping.set()
            evaluator, turns = self._evaluator, list(self._turns)
            self._turns.clear()
        for turn in turns:
            self._in_loop_of(turn, None)
        if evaluator is not None:
            evaluator.hang_up()
        self._listener.join()
        self._listener = None

    async def evaluate(self, query: str, media_type: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Answer:
        """Evaluate a query. When the task is cancelled, the query is given up.

        Args:
            query: SPARQL 1.1.
            media_type: the format of the answer; it must be one for the kind of query.
            default_graphs, named_graphs: when there are any, they are the dataset, whatever the query names (SPARQL 1.1 Protocol,
                section 2.1.4).

        Raises:
            BadQuery: it cannot be evaluated.
            TimedOut: not within the deadline.
            TooLarge: the answer would be too long.
            Busy: too many queries at the same time.
            EvaluatorLost: the process that evaluated it has ended.
        """
        question = wire.Question(query, media_type, tuple(default_graphs), tuple(named_graphs))
        worker = await self._take()
        intact = False
        try:
            async with asyncio.timeout(self.deadline):
                reply, body = await _exchange(worker.channel, question)
            intact = not reply.last
        except TimeoutError as error:
            raise self._timed_out() from error
        except (ConnectionError, EOFError) as error:
            raise await self._loss(worker) from error
        finally:
            if intact:
                self._give(worker)
            else:
                self._dismiss(worker)
        if reply.outcome == "answer":
            return Answer(media_type, body)
        if reply.outcome == "malformed":
            raise BadQuery(reply.message, reply.line, reply.column)
        if reply.outcome == "too-large":
            raise TooLarge(reply.message)
        raise EvaluatorLost(reply.message, by_query=True)

    def _timed_out(self) -> TimedOut:
        return TimedOut(f"The query was given up after {self.deadline:g} seconds: ask for less, or narrow down what is asked.")

    async def _loss(self, worker: _Worker) -> QueryError:
        """What to say about a worker that has hung up."""
        try:
            async with asyncio.timeout(_NEWS):
                status = await asyncio.wrap_future(worker.ended)
        except TimeoutError:
            status = -signal.SIGKILL
        _log.warning("a worker ended while it evaluated a query (%s)", ending(status))
        if status == -signal.SIGALRM:
            return self._timed_out()
        if status in {0, -signal.SIGKILL, -signal.SIGTERM}:  # it was told to: by us, by the system or with the evaluator
            return EvaluatorLost("The process that evaluated the query was ended; it is being replaced. Please ask again.", by_query=False)
        sentence = "The query needs more memory than one query may take, or is built too deep: the process that evaluated it has failed."
        return EvaluatorLost(sentence, by_query=True)

    async def _take(self) -> _Worker:
        """Wait for a worker, in the order of asking."""
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._listener is None or self._stopping.is_set():
                raise EvaluatorLost("The evaluator of queries is not running.", by_query=False)
            while self._idle:
                worker = self._idle.pop()
                if not worker.ended.done():
                    return worker
                worker.channel.close()
            if len(self._turns) >= self._queue:
                raise Busy(f"{self._queue} queries are waiting already. Please ask again later.")
            turn = _Turn(loop, loop.create_future())
            self._turns.append(turn)
        taken = False
        try:
            async with asyncio.timeout(self.deadline):
                worker = await turn.worker
                taken = True
                return worker
        except TimeoutError as error:
            raise Busy(f"No worker was free for {self.deadline:g} seconds. Please ask again later.") from error
        finally:
            if not taken:
                self._withdraw(turn)

    def _withdraw(self, turn: _Turn) -> None:
        with self._lock:
            if turn in self._turns:
                self._turns.remove(turn)
        if turn.worker.done() and not turn.worker.cancelled() and turn.worker.exception() is None:
            self._give(turn.worker.result())  # it came in the moment in which the request was given up

    def _give(self, worker: _Worker) -> None:
        """Let a worker that is free evaluate the next query."""
        with self._lock:
            if worker.ended.done() or self._stopping.is_set():
                worker.channel.close()
                return
            while self._turns:
                if self._in_loop_of(self._turns.popleft(), worker):
                    return
            self._idle.append(worker)

    def _in_loop_of(self, turn: _Turn, worker: _Worker | None) -> bool:
        """Tell a waiting request which worker is its own (None: there will be none); whether its loop still runs."""

        def tell() -> None:
            if turn.worker.done():  # given up meanwhile
                if worker is not None:
                    self._give(worker)
            elif worker is not None:
                turn.worker.set_result(worker)
            else:
                turn.worker.set_exception(EvaluatorLost("The evaluator of queries is being stopped.", by_query=False))

        try:
            turn.loop.call_soon_threadsafe(tell)
        except RuntimeError:  # the loop is closed
            return False
        return True

    def _dismiss(self, worker: _Worker) -> None:
        """Have a worker killed, unless it has ended; the evaluator forks another."""
        worker.channel.close()
        with self._lock:
            if self._evaluator is not None and self._workers.get(worker.pid) is worker:
                self._evaluator.kill(worker.pid)

    def _listen(self, evaluator: EvaluatorProcess) -> None:
        """Follow what the evaluator does, and replace it when it ends. Runs in its own thread."""
        current: EvaluatorProcess | None = evaluator
        while current is not None:
            while (note := current.hear()) is not None:
                if isinstance(note, Hired):
                    self._hired(note)
                else:
                    self._gone(note)
            with self._lock:
                self._evaluator = None
            current.end()
            for pid in list(self._workers):
                self._gone(Gone(pid, -signal.SIGKILL))
            current = self._start_again()

    def _hired(self, note: Hired) -> None:
        worker = _Worker(note.pid, note.channel, Future())
        worker.ended.set_running_or_notify_cancel()  # so that nobody who stops waiting for it cancels it for others
        with self._lock:
            self._workers[note.pid] = worker
        self._give(worker)

    def _gone(self, note: Gone) -> None:
        with self._lock:
            worker = self._workers.pop(note.pid)
            worker.ended.set_result(note.status)
            if worker in self._idle:
                self._idle.remove(worker)
                worker.channel.close()

    def _start_again(self) -> EvaluatorProcess | None:
        """Another evaluator, however long it takes; None when the pool is being stopped."""
        pause, longest = _RETRY
        while not self._stopping.is_set():
            _log.error("the evaluator of queries has ended: it is started again")
            try:
                with self._lock:
                    if self._stopping.is_set():
                        return None
                    evaluator = self._evaluator = EvaluatorProcess(self._settings)
                evaluator.wait_until_ready()
            except NotStarted as error:
                _log.error("%s", error)
                with self._lock:
                    self._evaluator = None
                self._stopping.wait(pause)
                pause = min(2 * pause, longest)
            else:
                return evaluator
        return None


async def _exchange(channel: socket.socket, question: wire.Question) -> tuple[wire.Reply, bytes]:
    """Ask a worker.

    Raises:
        EOFError, ConnectionError: it has ended.
    """
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(channel, question.to_bytes())
    header, length = wire.FRAME.unpack(await _receive(loop, channel, wire.FRAME.size))
    reply = wire.Reply.from_json(await _receive(loop, channel, header))
    return reply, bytes(await _receive(loop, channel, length))


async def _receive(loop: asyncio.AbstractEventLoop, channel: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    view = memoryview(content)
    while view:
        if not (count := await loop.sock_recv_into(channel, view)):
            raise EOFError
        view = view[count:]
    return content
