"""The process that loads the graph and forks the workers that evaluate queries.

Started by the web server as ``python -m servanda.api.evaluator``, never forked from it. It loads the graph once; the workers share the
memory it lies in. It runs no query itself and has one thread, so it can always kill a worker and fork another. It ends, with all workers,
when the web server does.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

from servanda.api import graph_file, wire
from servanda.api.evaluation import answer
from servanda.graph.errors import NoGraph
from servanda.graph.store import MemoryStore

#: A worker that once took this much beyond the graph is replaced: what it freed may be in pieces.
_GROWTH_BYTES: Final = 256 * 1024**2
#: A worker that lives shorter than this is replaced only after as long, so that workers that cannot live do not keep a processor busy.
_SHORT_LIFE: Final = 0.05
_PR_SET_PDEATHSIG: Final = 1


def address_space() -> int | None:
    """Bytes of address space that this process has now; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except FileNotFoundError:
        return None
    return pages * resource.getpagesize()


def confine(memory_bytes: int) -> None:
    """Take from this process what a query has no use for: new files and sockets, memory without end, the right to outlive its parent.

    Args:
        memory_bytes: address space that it may take beyond what it has.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)  # the engine says there how it ran out of memory or stack: the web server's log is not for queries to fill
    os.close(nothing)
    if (taken := address_space()) is not None:
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory_bytes, taken + memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    if os.getppid() != parent:  # it ended before it could be told to signal
        os._exit(0)


def peak_memory() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _question(channel: socket.socket) -> bytes | None:
    """The text of the next question; None when there will be none. Nearly every question comes whole in one system call."""
    content = channel.recv(65_536)
    if 0 < len(content) < wire.FRAME.size:
        content += wire.receive_exactly(channel, wire.FRAME.size - len(content)) or b""
    if len(content) < wire.FRAME.size:
        return None
    missing = wire.FRAME.size + wire.FRAME.unpack_from(content)[0] - len(content)
    if missing and (rest := wire.receive_exactly(channel, missing)) is not None:
        content += rest
    elif missing:
        return None
    return content[wire.FRAME.size :]


def work(channel: socket.socket, memory: MemoryStore, settings: wire.Settings) -> None:
    """Answer questions, one after the other, until the other side has had enough or this process has grown."""
    before = peak_memory()
    last = False
    while not last:
        if (text := _question(channel)) is None:
            return
        signal.setitimer(signal.ITIMER_REAL, settings.alarm)  # nobody handles the signal: the system ends the process
        reply, body = answer(memory, wire.Question.from_json(text), settings.answer_bytes)
        last = peak_memory() - before > _GROWTH_BYTES
        header = (replace(reply, last=True) if last else reply).to_json()
        wire.send_exactly(channel, wire.FRAME.pack(len(header), len(body)) + header, body)
        signal.setitimer(signal.ITIMER_REAL, 0)


class Evaluator:
    """The graph, its workers and the line to the web server."""

    def __init__(self, control: socket.socket, memory: MemoryStore, settings: wire.Settings) -> None:
        self._control = control
        self._memory = memory
        self._settings = settings
        self._born: dict[int, float] = {}
        self._wake, self._wakened = socket.socketpair()
        self._wake.setblocking(False)
        self._wakened.setblocking(False)

    def run(self) -> None:
        """Keep the number of workers until the web server ends."""
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(self._wakened.fileno(), warn_on_full_buffer=False)
        try:
            self._serve()
        except ConnectionError:  # the web server ended in the middle of a note
            pass
        finally:
            signal.set_wakeup_fd(-1)
            for pid in self._born:
                os.kill(pid, signal.SIGKILL)
            for pid in self._born:
                os.waitpid(pid, 0)
            self._wake.close()
            self._wakened.close()

    def _serve(self) -> None:
        pause: float | None = 0.0
        while True:
            readable, _, _ = select.select([self._control, self._wake], [], [], pause)
            if self._wake in readable:
                self._wake.recv(4096)
            if self._control in readable:
                if (order := wire.receive_exactly(self._control, wire.KILL.size)) is None:
                    return
                if (pid := wire.KILL.unpack(order)[0]) in self._born:  # not reaped yet, so the number is still its own
                    os.kill(pid, signal.SIGKILL)
            short_lived = self._reap()
            pause = None
            if len(self._born) < self._settings.workers:
                pause = _SHORT_LIFE if short_lived or not self._hire() else 0.0

    def _reap(self) -> bool:
        """Tell about the workers that have ended; whether one of them had only just begun."""
        short_lived = False
        while self._born:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            short_lived = time.monotonic() - self._born.pop(pid) < _SHORT_LIFE or short_lived
            self._control.sendall(wire.NOTE.pack(wire.ENDED, pid, os.waitstatus_to_exitcode(status)))
        return short_lived

    def _hire(self) -> bool:
        """Fork a worker; whether the system had room for it."""
        try:
            theirs, ours = socket.socketpair()
        except OSError:
            return False
        with theirs, ours:
            try:
                pid = os.fork()
            except OSError:
                return False
            if pid == 0:
                theirs.close()
                self._become_worker(ours)
            self._born[pid] = time.monotonic()
            socket.send_fds(self._control, [wire.NOTE.pack(wire.WORKER, pid, 0)], [theirs.fileno()])
        return True

    def _become_worker(self, channel: socket.socket) -> NoReturn:
        status = 70  # EX_SOFTWARE: whatever leaves this block unplanned must not return into the parent's code
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            self._wake.close()
            self._wakened.close()
            confine(self._settings.memory_bytes)
            work(channel, self._memory, self._settings)
            status = 0
        finally:
            os._exit(status)


def main(arguments: list[str]) -> int:
    """Run as a process: the number of the inherited socket, and the settings in JSON."""
    settings = wire.Settings(**json.loads(arguments[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(arguments[0])) as control:
        control.set_inheritable(False)
        try:
            memory = graph_file.load(settings.handle, settings.graph_file, settings.version)
        except NoGraph as error:
            sentence = str(error).encode()
            with contextlib.suppress(ConnectionError):  # the web server has ended, or has found out by itself
                control.sendall(wire.NOTE.pack(wire.FAILED, len(sentence), 0) + sentence)
            return 1
        os.close(settings.handle)
        gc.collect()
        gc.freeze()  # else a collection in a worker would write to, and so copy, every page that holds an object
        with contextlib.suppress(ConnectionError):  # the web server has ended: the evaluator sees it next, and ends too
            control.sendall(wire.NOTE.pack(wire.READY, 0, 0))
        Evaluator(control, memory, settings).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
