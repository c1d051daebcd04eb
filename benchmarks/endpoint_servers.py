"""Starts a service as a process of its own, and looks at what the process and its children use."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from benchmarks.endpoint_protocol import Place, ask

#: Seconds in which a service must have loaded its data.
PATIENCE: Final = 300.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a service is started.

    Attributes:
        name: as it stands in the tables.
        command: its words; ``{port}`` stands for a free port.
        query, update: the paths at which it takes queries and updates.
        environment: what is set beside the environment of this process.
        port: the port, where it cannot be told on the command line.
        fill: called with the service's address once it answers, to give it its data.
    """

    name: str
    command: Sequence[str]
    query: str = "/sparql"
    update: str = "/sparql"
    environment: Mapping[str, str] | None = None
    port: int | None = None
    fill: Callable[[str], None] | None = None


class NotReady(Exception):
    """A service that does not answer after its start. The message holds what it wrote."""


class Server:
    """A running service."""

    def __init__(self, recipe: Recipe, log: Path, *, patience: float = PATIENCE) -> None:
        """Start it and wait until it answers a query.

        Args:
            recipe: how.
            log: the file that takes what it writes.
            patience: seconds to wait.

        Raises:
            NotReady: it ends, or does not answer.
        """
        self.recipe = recipe
        port = recipe.port or free_port()
        self.site = f"http://127.0.0.1:{port}"
        self.place = Place(f"{self.site}{recipe.query}", f"{self.site}{recipe.update}")
        words = [word.replace("{port}", str(port)) for word in recipe.command]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(recipe.environment or {})},
                start_new_session=True,
            )
        ready = False
        try:
            self._wait(log, patience)
            if recipe.fill is not None:
                recipe.fill(self.site)
            ready = True
        finally:
            if not ready:  # also when a person stops it: no service is left behind
                self.stop(patience=1)

    def _wait(self, log: Path, patience: float) -> None:
        until = time.monotonic() + patience
        while not self.answers():
            if not self.alive or time.monotonic() > until:
                raise NotReady(f"{self.recipe.name} does not answer:\n{log.read_text('utf-8', 'replace')[-2000:]}")
            time.sleep(0.1)

    @property
    def alive(self) -> bool:
        """Whether the process that was started still runs."""
        return self._process.poll() is None

    def answers(self) -> bool:
        """Whether it answers a query."""
        return ask(self.place.query, "ASK {}", "application/sparql-results+json", patience=5).status == 200

    def tree(self) -> list[psutil.Process]:
        """The process and all that descend from it."""
        try:
            process = psutil.Process(self._process.pid)
            return [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def memory(self) -> int:
        """Bytes that the whole tree takes; what processes share counts once (the system's proportional set size)."""
        total = 0
        for process in self.tree():
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total

    def processor_seconds(self) -> float:
        """Processor time that the whole tree has used, with that of children that have ended and were waited for."""
        total = 0.0
        for process in self.tree():
            with contextlib.suppress(psutil.Error):
                used = process.cpu_times()
                total += used.user + used.system + used.children_user + used.children_system
        return total

    def stop(self, *, patience: float = 10.0) -> None:
        """End the tree, and wait for it; what has not ended by itself after ``patience`` seconds is killed."""
        tree = self.tree()
        self._process.send_signal(signal.SIGTERM)
        _, left = psutil.wait_procs(tree, timeout=patience)
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait()


@contextlib.contextmanager
def running(recipe: Recipe, log: Path) -> Iterator[Server]:
    """A service for as long as the block runs.

    Raises:
        NotReady: it does not start.
    """
    server = Server(recipe, log)
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def own(data: Path, *, deadline: float = 10.0, memory: int = 2048) -> Recipe:
    """``servanda serve --data``, with every protection on.

    Args:
        data: an N-Quads file.
        deadline: seconds for a query.
        memory: megabytes that a worker may take beyond the graph.
    """
    command = [sys.executable, "-m", "servanda.api.cli", "serve", "--data", str(data), "--host", "127.0.0.1", "--port", "{port}"]
    return Recipe("servanda", command, environment={"SERVANDA_DEADLINE": str(deadline), "SERVANDA_MEMORY": str(memory)})
