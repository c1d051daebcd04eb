"""rdflib's own store as a peer: in a process of its own, so that a question can be ended."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path

from rdflib import Dataset

PATIENCE = 120.0


def _serve_rdflib(path: Path, channel: Connection) -> None:
    """A child process: load once, then answer queries with (seconds, rows)."""
    started = time.perf_counter()
    dataset = Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    channel.send(time.perf_counter() - started)
    while (text := channel.recv()) is not None:
        started = time.perf_counter()
        rows = len(list(dataset.query(text)))
        channel.send((time.perf_counter() - started, rows))


class Peer:
    """rdflib's own store in a process that can be ended."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.loading = 0.0
        self._start()

    def _start(self) -> None:
        self._channel, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=_serve_rdflib, args=(self._path, other), daemon=True)
        self._process.start()
        other.close()  # so that a child that dies is noticed here
        self.loading = self._channel.recv()

    def ask(self, text: str) -> tuple[float, int] | None:
        """Seconds and rows; None when patience ran out (the process is then started again)."""
        self._channel.send(text)
        if self._channel.poll(PATIENCE):
            answer: tuple[float, int] = self._channel.recv()
            return answer
        self._process.kill()
        self._process.join()
        self._start()
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.join()
