"""Who watches while a service is attacked: another client, a listener that nobody may ask, and somebody who measures its memory."""

from __future__ import annotations

import contextlib
import json
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.endpoint_protocol import Response, ask, boolean_of
from benchmarks.endpoint_servers import Server

#: What the data of the hostile suite hold, so that paths explode and everything is much.
_NODES: Final = 150
_LABELS: Final = 20_000
_QUESTION: Final = "SELECT ?label { <http://x/s7> <http://x/label> ?label }"
_PAUSE: Final = 0.02


def write_data(path: Path) -> None:
    """Write the triples that are attacked: everybody knows everybody, and many things have a label."""
    with path.open("w", encoding="utf-8") as lines:
        for one in range(_NODES):
            for other in range(_NODES):
                lines.write(f"<http://x/n{one}> <http://x/knows> <http://x/n{other}> .\n")
        for number in range(_LABELS):
            lines.write(f'<http://x/s{number}> <http://x/label> "label {number} {"a" * 30}" .\n')


def right(response: Response) -> bool:
    """Whether a response is the right answer to the bystander's question."""
    try:
        rows = json.loads(response.body)["results"]["bindings"]
        return response.status == 200 and [row["label"]["value"] for row in rows] == [f"label 7 {'a' * 30}"]
    except (ValueError, KeyError):
        return False


def half(response: Response) -> bool:
    """Whether a response says that all is well and is only half an answer."""
    if response.status != 200 or "json" not in response.media_type or not response.body:
        return False
    try:
        json.loads(response.body)
    except ValueError:
        return boolean_of(response) is None
    return False


@dataclass(slots=True)
class Seen:
    """What the bystander saw: the seconds that each right answer took, and the statuses of the others."""

    seconds: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)


class Bystander:
    """A client that asks a simple question again and again, from an address of its own."""

    def __init__(self, server: Server, patience: float) -> None:
        self._server = server
        self._patience = patience

    def once(self, seen: Seen) -> None:
        """Ask once and note what came."""
        started = time.monotonic()
        response = ask(self._server.place.query, _QUESTION, "application/sparql-results+json", patience=self._patience)
        if right(response):
            seen.seconds.append(time.monotonic() - started)
        else:
            seen.failures.append(response.status)

    @contextlib.contextmanager
    def asking(self) -> Iterator[Seen]:
        """Ask as long as the block runs, and until three answers were right or one was not."""
        seen, over = Seen(), threading.Event()

        def repeat() -> None:
            while not over.is_set() or (len(seen.seconds) < 3 and not seen.failures):
                self.once(seen)
                time.sleep(_PAUSE)

        thread = threading.Thread(target=repeat, name="bystander")
        thread.start()
        try:
            yield seen
        finally:
            over.set()
            thread.join()


class MemoryWatch:
    """The most memory that a service's processes have taken together."""

    def __init__(self, server: Server) -> None:
        self.peak = server.memory()
        self._server = server
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory watch", daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.peak = max(self.peak, self._server.memory())

    def end(self) -> None:
        """Watch no longer."""
        self._over.set()
        self._thread.join()


class Listener:
    """A port that nobody may ask; it counts who does."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"

    def heard(self) -> int:
        """How many have connected since it was last asked."""
        count = 0
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            while selector.select(0):
                self._socket.accept()[0].close()
                count += 1
        return count

    def close(self) -> None:
        """Listen no longer."""
        self._socket.close()
