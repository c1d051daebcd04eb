"""Fetch a large file as its publisher would wish: only when it changed, waiting when asked to, and going on where a transfer broke.

Nothing is fetched unless a person asks for it; the address is configuration (``downloads`` in the ``.yml`` of a source, or an argument).
Sources: RFC 9110 (conditional requests, ranges, ``Retry-After``), RFC 6585 (status 429).
"""

from __future__ import annotations

import datetime
import email.utils
import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any, Final

from servanda.loaders.atomic import write_text
from servanda.loaders.errors import NotFetched
from servanda.loaders.source import Progress, no_progress

#: States of a server that pass: it is asked again, later.
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_CHUNK: Final = 1 << 18
_RANGE: Final = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask.

    Attributes:
        agent: who asks, as the server sees it.
        tries: how often at most.
        first_wait: seconds before the second try where the server names none; each further wait is twice as long.
        longest_wait: seconds; a server that asks for more is not asked again.
        timeout: seconds without a byte after which a transfer counts as broken.
        largest: bytes; a larger file is refused.
    """

    agent: str = "Servanda (a knowledge graph of treaty obligations; one request at a time)"
    tries: int = 5
    first_wait: float = 2.0
    longest_wait: float = 300.0
    timeout: float = 60.0
    largest: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it.

    Attributes:
        path: the file.
        changed: False where the server says that the file here is still the newest.
        size: of the file, in bytes.
        continued_from: bytes that were here from a broken transfer.
    """

    path: Path
    changed: bool
    size: int
    continued_from: int


@dataclass(slots=True)
class _Transfer:
    """A file on its way: ``<name>.part``, and beside it which version of which address it is a part of."""

    address: str
    target: Path
    continued_from: int = 0
    version: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def part(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part")

    def known(self, path: Path) -> dict[str, str]:
        """What is known of a file's version (``ETag``, ``Last-Modified``), where it came from the same address."""
        try:
            found: dict[str, Any] = json.loads(path.with_name(f"{path.name}.version.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not path.is_file() or found.get("address") != self.address:
            return {}
        return {name: str(value) for name, value in found.items() if name != "address"}

    def remember(self, path: Path) -> None:
        write_text(path.with_name(f"{path.name}.version.json"), json.dumps({"address": self.address} | self.version))

    def forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.part.with_name(f"{self.part.name}.version.json").unlink(missing_ok=True)


def _headers(transfer: _Transfer, manners: Manners) -> dict[str, str]:
    headers = {"User-Agent": manners.agent, "Accept-Encoding": "identity"}
    begun, here = transfer.known(transfer.part), transfer.known(transfer.target)
    strong = begun.get("ETag", "")
    # a weak tag says "much the same", which is not enough to put two halves together
    version = strong if strong and not strong.startswith("W/") else begun.get("Last-Modified", "")
    if version and transfer.part.stat().st_size:
        return headers | {"Range": f"bytes={transfer.part.stat().st_size}-", "If-Range": version}
    if here.get("ETag"):
        headers["If-None-Match"] = here["ETag"]
    if here.get("Last-Modified"):
        headers["If-Modified-Since"] = here["Last-Modified"]
    return headers


def _asked_wait(headers: Message, now: datetime.datetime) -> float | None:
    """Seconds that the server asks to wait: a number, or a day and time."""
    told = headers.get("Retry-After") or ""
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(told) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _receive(answer: http.client.HTTPResponse, transfer: _Transfer, manners: Manners, progress: Progress) -> None:
    """Write what comes into the part file.

    Raises:
        NotFetched: it is too large, or the server sends another piece than was asked for.
        OSError, http.client.HTTPException: the transfer broke.
    """
    start, told = 0, answer.headers.get("Content-Length")
    total = int(told) if told and told.isdigit() else 0
    if answer.status == 206:
        match = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        start = transfer.part.stat().st_size
        if match is None or int(match[1]) != start:
            transfer.forget()
            raise NotFetched(f"{transfer.address} sends another piece than the one asked for; ask again to begin anew")
        total += start
    transfer.continued_from = start
    transfer.version = {name: value for name in ("ETag", "Last-Modified") if (value := answer.headers.get(name))}
    if total > manners.largest:
        transfer.forget()
        raise NotFetched(f"{transfer.address} has {total:,} bytes, more than the {manners.largest:,} that are allowed")
    with transfer.part.open("ab" if start else "wb") as stream:
        transfer.remember(transfer.part)
        done = start
        while chunk := answer.read(_CHUNK):
            done += len(chunk)
            if done > manners.largest:
                stream.close()
                transfer.forget()
                raise NotFetched(f"{transfer.address} sends more than the {manners.largest:,} bytes that are allowed")
            stream.write(chunk)
            progress(done, max(total, done), f"{done >> 20} MiB fetched")
    if total and done < total:
        raise http.client.IncompleteRead(b"", total - done)


def _once(transfer: _Transfer, manners: Manners, progress: Progress) -> bool:
    """One request; whether something new came."""
    request = urllib.request.Request(transfer.address, headers=_headers(transfer, manners))
    with urllib.request.urlopen(request, timeout=manners.timeout) as answer:
        _receive(answer, transfer, manners, progress)
    transfer.part.replace(transfer.target)
    transfer.remember(transfer.target)
    transfer.forget()
    return True


def fetch(
    address: str,
    target: Path,
    manners: Manners | None = None,
    progress: Progress = no_progress,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Bring a file here, whole or not at all.

    Args:
        address: http or https.
        target: where to put it; what a broken transfer left lies beside it and is continued.
        manners: how to ask.
        progress: told of bytes, done and in all.
        sleep: waits so many seconds.

    Raises:
        NotFetched: the address is none, the server refuses, is not reached, keeps asking to wait, or the file is too large.
    """
    manners = manners or Manners()
    if not address.startswith(("https://", "http://")):
        raise NotFetched(f"{address!r} is no http address")
    target.parent.mkdir(parents=True, exist_ok=True)
    transfer, wait, problem = _Transfer(address, target), manners.first_wait, ""
    for number in range(1, manners.tries + 1):
        asked: float | None = None
        try:
            changed = _once(transfer, manners, progress)
            return Fetched(target, changed, target.stat().st_size, transfer.continued_from)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 304:
                    return Fetched(target, False, target.stat().st_size, 0)
                problem = f"the server answers {error.code} {error.reason}"
                if error.code == 416:  # the part is no beginning of what is there now
                    transfer.forget()
                elif error.code not in _PASSING:
                    raise NotFetched(f"{address}: {problem}") from error
                asked = _asked_wait(error.headers, datetime.datetime.now(datetime.UTC))
        except (OSError, http.client.HTTPException) as error:
            problem = f"the transfer broke or the server was not reached ({getattr(error, 'reason', None) or error})"
        pause = wait if asked is None else asked
        if pause > manners.longest_wait:
            raise NotFetched(f"{address}: {problem} and asks to wait {pause:,.0f} seconds; ask again then")
        if number < manners.tries:
            progress(0, 1, f"{problem}; waiting {pause:,.0f} s")
            sleep(pause)
            wait *= 2
    raise NotFetched(f"{address}: {problem}, after {manners.tries} tries; what came is kept and continued the next time")
