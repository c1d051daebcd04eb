"""Evaluates queries in processes that can be killed, for a web server that cannot."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.api import wire
from servanda.api.evaluator_process import EvaluatorProcess, Gone, Hired, NotStarted, ending
from servanda.api.exchange import Exchange
from servanda.api.graph_file import GraphFile
from servanda.api.query_errors import BadQuery, Busy, EvaluatorLost, QueryError, TimedOut, TooLarge
from servanda.api.turns import Turns, Worker
from servanda.graph.errors import NoGraph

__all__ = ["Answer", "BadQuery", "Busy", "Effort", "EvaluatorLost", "NotStarted", "QueryError", "QueryPool", "TimedOut", "TooLarge"]

_log: Final = logging.getLogger(__name__)

#: Seconds to wait for the news of how a worker ended.
_NEWS: Final = 2.0
#: Seconds that a worker gets to end a query when its client has left. Most queries take less, and to kill the worker costs more: the next
#: one has to copy, page by page, what a query touches of the graph.
_PARTING: Final = 0.2
#: Seconds beyond the deadline after which a worker ends by itself.
_ALARM: Final = 2.0
#: Seconds before an evaluator that could not be started again is tried anew: at first, and at most.
_RETRY: Final = (0.2, 30.0)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, compressed where it is worth it; ``coding`` says how (RFC 9110, section 8.4.1), or is empty."""

    media_type: str
    body: bytes | bytearray
    coding: str = ""


@dataclass(slots=True)
class Effort:
    """The seconds that a query has waited for a worker, and those for which it had one. Known whether there is an answer or not."""

    waited: float = 0.0
    evaluated: float = 0.0


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
        kept: int = 0,
        version: str = "",
    ) -> None:
        """Describe a pool; ``start`` makes it.

        Args:
            graph_file: the N-Quads or TriG file to ask.
            workers: queries evaluated at the same time.
            deadline: seconds for a query to be evaluated and its answer to be written; and, before that, seconds to wait for a worker.
            memory_bytes: memory that a worker may take beyond the loaded graph.
            queue: queries that may wait.
            answer_bytes: the longest answer, before it is compressed.
            kept: workers beside the others, for clients that have none at work.
            version: of which the file has to be; empty where nobody knows.
        """
        self.deadline = deadline
        self.endings = 0
        self.restarts = 0
        self._path = graph_file.absolute()
        self._version = version
        self._number = workers + kept
        self._limits = (memory_bytes, answer_bytes, deadline + _ALARM)
        self.turns = Turns(queue, kept)
        self._lock = threading.Lock()
        self._workers: dict[int, Worker] = {}
        self._file: GraphFile | None = None
        self._evaluator: EvaluatorProcess | None = None
        self._listener: threading.Thread | None = None
        self._stopping = threading.Event()
        self._parting: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether there are workers."""
        return bool(self._workers)

    @property
    def started(self) -> bool:
        """Whether ``start`` has been called, and not ``stop``."""
        return self._listener is not None

    def begin(self) -> None:
        """Start the evaluator, which then loads the graph; ``start`` waits for it.

        Raises:
            NotStarted: there is no such graph, or no room for a process.
        """
        if self._listener is not None or self._evaluator is not None:
            raise RuntimeError("the pool has been started already")
        self._stopping.clear()
        try:
            self._file = GraphFile(self._path)
        except NoGraph as error:
            raise NotStarted(str(error)) from error
        try:
            self._evaluator = EvaluatorProcess(self._settings(self._file))
        except NotStarted:
            self._file.close()
            raise

    def start(self) -> None:
        """Start the evaluator, unless that has begun, and wait until it has loaded the graph.

        Raises:
            NotStarted: it cannot be loaded; the message is the evaluator's.
        """
        if self._evaluator is None or self._listener is not None:
            self.begin()
        evaluator, file = self._evaluator, self._file
        assert evaluator is not None
        assert file is not None
        try:
            evaluator.wait_until_ready()
        except NotStarted:
            self._evaluator = None
            file.close()
            raise
        self.turns.open()
        self._listener = threading.Thread(target=self._listen, args=(evaluator,), name="servanda evaluator", daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """End all processes and wait for them. Queries that are being evaluated or wait fail with ``EvaluatorLost``."""
        with self._lock:
            self._stopping.set()
            evaluator = self._evaluator
        self.turns.close()
        if self._listener is not None:
            if evaluator is not None:
                evaluator.hang_up()
            self._listener.join()
            self._listener = None
        elif evaluator is not None:  # it has begun only
            evaluator.end()
        else:
            return
        self._evaluator = None
        if self._file is not None:
            self._file.close()
            self._file = None

    async def evaluate(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        coding: str = "",
        client: str = "",
        effort: Effort | None = None,
    ) -> Answer:
        """Evaluate a query. When the task is cancelled, the query is given up: a moment later, since most are nearly done.

        Args:
            query: SPARQL 1.1.
            media_type: the format of the answer; it must be one for the kind of query.
            default_graphs, named_graphs: when there are any, they are the dataset, whatever the query names (SPARQL 1.1 Protocol,
                section 2.1.4).
            coding: how a long answer may be compressed: ``gzip``, ``br`` or empty.
            client: who asks; clients get workers in turn.
            effort: told how long it took.

        Raises:
            BadQuery: it cannot be evaluated.
            TimedOut: not within the deadline.
            TooLarge: the answer would be too long.
            Busy: too many queries at the same time.
            EvaluatorLost: the process that evaluated it has ended.
        """
        message = wire.Question(query, media_type, tuple(default_graphs), tuple(named_graphs), coding).to_bytes()
        asked = time.monotonic()
        worker, rest = await self._ask(message, client)
        taken = time.monotonic()
        exchange = Exchange(worker.channel, rest)
        timer = asyncio.get_running_loop().call_later(self.deadline, exchange.give_up)
        intact, parting = False, 0.0
        try:
            reply, body = await exchange.replied
            intact = not reply.last
        except TimeoutError:
            raise self._timed_out() from None
        except asyncio.CancelledError:
            parting = _PARTING  # counted in full, so that leaving early is never cheaper
            raise
        except (ConnectionError, EOFError) as error:
            raise await self._loss(worker) from error
        finally:
            timer.cancel()
            if effort is not None:
                effort.waited, effort.evaluated = taken - asked, time.monotonic() - taken + parting
            if parting:
                self._see_out(client, worker, exchange)
            else:
                exchange.close()
                if intact:
                    self.turns.give_back(client, worker)
                else:
                    self._dismiss(client, worker)
        if reply.outcome == "answer":
            return Answer(media_type, body, reply.coding)
        if reply.outcome == "malformed":
            raise BadQuery(reply.message, reply.line, reply.column)
        if reply.outcome == "too-large":
            raise TooLarge(reply.message)
        raise EvaluatorLost(reply.message, by_query=True)

    def _settings(self, file: GraphFile) -> wire.Settings:
        memory_bytes, answer_bytes, alarm = self._limits
        return wire.Settings(file.path.name, file.fileno(), self._version, self._number, memory_bytes, answer_bytes, alarm)

    async def _ask(self, message: bytes, client: str) -> tuple[Worker, memoryview]:
        """Take a worker and begin to ask it; what does not fit into its socket at once is left over."""
        while True:
            worker = await self.turns.take(client, self.deadline)
            try:
                begun = worker.channel.send(message)
            except BlockingIOError:
                begun = 0
            except OSError:  # it has ended before it was asked anything: another one can be asked
                self._dismiss(client, worker)
                continue
            return worker, memoryview(message)[begun:]

    def _see_out(self, client: str, worker: Worker, exchange: Exchange) -> None:
        """Wait a little for an answer that nobody takes any more, so that the worker need not be killed."""

        async def wait() -> None:
            intact = False
            try:
                await asyncio.wait((replied,), timeout=_PARTING)
                intact = replied.done() and replied.exception() is None and not replied.result()[0].last
            finally:
                exchange.close()
                if intact:
                    self.turns.give_back(client, worker)
                else:
                    self._dismiss(client, worker)

        replied = exchange.wait_on()
        waiting = asyncio.get_running_loop().create_task(wait())
        self._parting.add(waiting)  # the loop itself holds tasks weakly
        waiting.add_done_callback(self._parting.discard)

    def _timed_out(self) -> TimedOut:
        return TimedOut(f"The query was given up after {self.deadline:g} seconds: ask for less, or narrow down what is asked.")

    async def _loss(self, worker: Worker) -> QueryError:
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

    def _dismiss(self, client: str, worker: Worker) -> None:
        """Have a worker killed, unless it has ended; the evaluator forks another."""
        worker.channel.close()
        with self._lock:
            if self._evaluator is not None and self._workers.get(worker.pid) is worker:
                self._evaluator.kill(worker.pid)
        self.turns.give_back(client, None)

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
        worker = Worker(note.pid, note.channel, Future())
        worker.ended.set_running_or_notify_cancel()  # so that nobody who stops waiting for it cancels it for others
        with self._lock:
            self._workers[note.pid] = worker
        self.turns.add(worker)

    def _gone(self, note: Gone) -> None:
        with self._lock:
            worker = self._workers.pop(note.pid)
            self.endings += 1
        worker.ended.set_result(note.status)
        self.turns.remove(worker)

    def _start_again(self) -> EvaluatorProcess | None:
        """Another evaluator, however long it takes; None when the pool is being stopped."""
        pause, longest = _RETRY
        while not self._stopping.is_set():
            _log.error("the evaluator of queries has ended: it is started again")
            try:
                with self._lock:
                    if self._stopping.is_set() or self._file is None:
                        return None
                    evaluator = self._evaluator = EvaluatorProcess(self._settings(self._file))
                evaluator.wait_until_ready()
            except NotStarted as error:
                if self._stopping.is_set():
                    return None
                _log.error("%s", error)
                with self._lock:
                    self._evaluator = None
                self._stopping.wait(pause)
                pause = min(2 * pause, longest)
            else:
                self.restarts += 1
                return evaluator
        return None
