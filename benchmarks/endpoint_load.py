"""Load on loopback: wrk against services in turn, and the processor time that each of them takes for a request."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from benchmarks.endpoint_protocol import ask
from benchmarks.endpoint_servers import Server
from benchmarks.endpoint_shapes import Shape

#: Seconds of one run, and for which a service may still be busy after it before it is left out of later rounds.
SECONDS: Final = 3
SETTLING: Final = 60.0
_JSON: Final = "application/sparql-results+json"

#: 64 clients take turns, as a proxy names them: a service that gives each client its share sees 64 clients and not one. Where requests
#: are to be different, a comment at the end of the query is; where they are to be alike, only the things asked about take turns.
_SCRIPT: Final = """
local queries = {%(queries)s}
local number = %(start)d
request = function()
  number = number + 1
  local path = "%(path)s?query=" .. queries[number %% #queries + 1] %(different)s
  local head = " HTTP/1.1\\r\\nHost: %(host)s\\r\\nAccept: %(accept)s\\r\\nX-Forwarded-For: 10.0.0."
  return "GET " .. path .. head .. (number %% 64 + 1) .. "\\r\\n\\r\\n"
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('{"requests": %%d, "microseconds": %%d, "p50": %%f, "p99": %%f, "refused": %%d, "broken": %%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run, or the best of several, measured.

    Attributes:
        rate: requests a second that were answered with 200.
        p50, p99: milliseconds.
        processor: milliseconds of processor time of the service's whole tree for a request.
        failed: requests that were answered otherwise, or not.
    """

    rate: float
    p50: float
    p99: float
    processor: float
    failed: int

    def better(self, other: Load) -> Load:
        """The best of two runs in each respect; failures add up."""
        return Load(
            max(self.rate, other.rate),
            min(self.p50, other.p50),
            min(self.p99, other.p99),
            min(self.processor, other.processor),
            self.failed + other.failed,
        )


def wrk() -> str | None:
    """The program that makes the load, where it is installed (Debian: wrk)."""
    return shutil.which("wrk")


def rows(server: Server, query: str) -> list[str]:
    """The rows of an answer, in an order of their own."""
    response = ask(server.place.query, query, _JSON, patience=120)
    assert response.status == 200, f"{server.recipe.name}: {response.status} {response.body[:300]!r}"
    bindings = json.loads(response.body)["results"]["bindings"]
    return sorted(json.dumps({name: term["value"] for name, term in row.items()}, sort_keys=True) for row in bindings)


def run(server: Server, shape: Shape, clients: int, folder: Path, *, different: bool, start: int) -> tuple[Load, float]:
    """Ask a service for ``SECONDS``, and wait until it has done with what was asked.

    Args:
        server: the service.
        shape: what is asked.
        clients: connections, each of which asks again as soon as it is answered.
        folder: takes the script.
        different: whether every request has a text that was never sent before.
        start: the number of the first request; different runs have different numbers.

    Returns:
        What was measured, and the seconds for which the service was still busy afterwards.
    """
    program = wrk()
    assert program is not None, "wrk is not installed"
    parts = urlsplit(server.place.query)
    script = folder / "requests.lua"
    values = {
        "queries": ", ".join(f'"{quote(query, safe="")}"' for query in shape.queries),
        "start": start,
        "path": parts.path,
        "different": '.. "%20%23" .. number' if different else "",
        "host": parts.netloc,
        "accept": _JSON,
    }
    script.write_text(_SCRIPT % values, encoding="utf-8")
    used = server.processor_seconds()
    words = [program, "-t1", f"-c{clients}", f"-d{SECONDS}s", "--timeout", "60s", "-s", str(script), f"http://{parts.netloc}"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    used = server.processor_seconds() - used
    busy = settle(server)
    answered = told["requests"] - told["refused"]
    load = Load(
        rate=answered / (told["microseconds"] / 1e6),
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        processor=1000 * used / max(1, told["requests"]),
        failed=told["refused"] + told["broken"],
    )
    return load, busy


def settle(server: Server) -> float:
    """Wait until a service is at rest, and say for how many seconds it was not."""
    started = time.monotonic()
    while time.monotonic() - started < SETTLING:
        before = server.processor_seconds()
        time.sleep(0.2)
        if server.processor_seconds() - before < 0.02:
            break
    return time.monotonic() - started
