"""The web server's end of the evaluator: starting it, hearing from it, ending it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import asdict
from typing import Final, NamedTuple

from servanda.api import wire

#: Seconds that an evaluator whose line is cut may take before it is killed (it may be loading).
_PATIENCE: Final = 5.0


class NotStarted(Exception):
    """The evaluator cannot be started. The message says why."""


class Hired(NamedTuple):
    """There is a new worker."""

    pid: int
    channel: socket.socket


class Gone(NamedTuple):
    """A worker has ended: its exit code, or minus the signal."""

    pid: int
    status: int


class EvaluatorProcess:
    """A running evaluator."""

    def __init__(self, settings: wire.Settings) -> None:
        """Start the process; it then loads the graph.

        Raises:
            NotStarted: the system has no room for a process.
        """
        self._control, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), json.dumps(asdict(settings))]
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "servanda.api.evaluator", *arguments],  # -P: not from the folder one happens to stand in
                    pass_fds=[theirs.fileno(), settings.handle],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    env={**os.environ, "RUST_BACKTRACE": "0"},
                    start_new_session=True,  # an interrupt from the keyboard is for the web server, which then ends the evaluator in order
                )
            except OSError as error:
                self._control.close()
                raise NotStarted(f"the evaluator of queries cannot be started: {error}") from error

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait until the graph is loaded.

        Raises:
            NotStarted: it cannot be, or the process has ended.
        """
        note = wire.receive_exactly(self._control, wire.NOTE.size)
        if note is None:
            self.end()
            raise NotStarted(f"the evaluator of queries ended before it had loaded the graph ({ending(self._process.returncode)})")
        kind, number, _ = wire.NOTE.unpack(note)
        if kind != wire.READY:
            sentence = wire.receive_exactly(self._control, number) or b""
            self.end()
            raise NotStarted(sentence.decode())

    def hear(self) -> Hired | Gone | None:
        """Wait for the next note; None when the evaluator has ended."""
        try:
            note, handles, _, _ = socket.recv_fds(self._control, wire.NOTE.size, 1)
            if len(note) < wire.NOTE.size:
                note += wire.receive_exactly(self._control, wire.NOTE.size - len(note)) or b""
        except ConnectionError:
            return None
        if len(note) < wire.NOTE.size:
            return None
        kind, pid, status = wire.NOTE.unpack(note)
        if kind == wire.WORKER:
            os.set_inheritable(handles[0], False)
            channel = socket.socket(fileno=handles[0])
            channel.setblocking(False)
            return Hired(pid, channel)
        return Gone(pid, status)

    def kill(self, pid: int) -> None:
        """Have a worker killed. The evaluator does it: only for its parent is a process id sure to be still that of the same process."""
        try:
            self._control.sendall(wire.KILL.pack(pid))
        except OSError:  # the evaluator has ended, and its workers with it
            return

    def hang_up(self) -> None:
        """Cut the line: whoever waits for a note hears that the evaluator has ended, which it then does."""
        try:
            self._control.shutdown(socket.SHUT_RDWR)
        except OSError:  # it has ended by itself
            return

    def end(self) -> None:
        """End the process and its workers, and wait for it."""
        self.hang_up()
        self._control.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def ending(status: int) -> str:
    """How a process ended, in words."""
    if status >= 0:
        return f"exit status {status}"
    return f"signal {signal.Signals(-status).name}"
