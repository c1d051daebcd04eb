"""What one client may take: so many public queries at the same time, and so many seconds of evaluation in a minute.

Clients are told apart by their addresses. These are kept nowhere: only a keyed hash is, in memory, with a key that ends with the process.
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import math
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from servanda.api.workers import Effort

_MINUTE: Final = 60.0
#: Clients that are remembered. Those who have their whole share again are forgotten first.
_CLIENTS: Final = 10_000


class TooMuch(Exception):
    """A client asks for more than its share. The message is a sentence for it.

    Attributes:
        wait: seconds after which it may ask again.
    """

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(slots=True)
class _Share:
    left: float
    as_at: float
    at_once: int = 0


class ClientShares:
    """Counts what clients take."""

    def __init__(self, queries: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody.

        Args:
            queries: queries of one client that may be evaluated or wait at the same time.
            seconds: of evaluation that one client may take in a minute (and at once, after a minute without any); 0: without end.
            clock: seconds.
        """
        self._queries = queries
        self._seconds = seconds or math.inf
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._shares: dict[str, _Share] = {}

    def name(self, address: str) -> str:
        """The name under which a client is counted: a hash. Of an IPv6 address the network is taken, since a client has all of it."""
        if ":" in address:
            with contextlib.suppress(ValueError):
                address = ipaddress.IPv6Address(address.partition("%")[0]).exploded[:19]
        return hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=8, key=self._key).hexdigest()

    @contextlib.contextmanager
    def taken(self, client: str) -> Iterator[Effort]:
        """Count a query for as long as the block runs, and then what it took: the block tells by filling in what it is given.

        Raises:
            TooMuch: the client has as many as it may have, or has used up its seconds.
        """
        share = self._share(client)
        if share.at_once >= self._queries:
            raise TooMuch(f"{share.at_once} queries of yours are being evaluated or wait. Please ask again when they are answered.", 1)
        if share.left <= 0:
            message = f"Your queries have taken more than {self._seconds:g} seconds of evaluation within a minute. Please ask again later."
            raise TooMuch(message, 1 + math.ceil(-share.left * _MINUTE / self._seconds))
        effort = Effort()
        share.at_once += 1
        try:
            yield effort
        finally:
            share.at_once -= 1
            # a debt has an end: whoever asked for much at once waits a minute, not an hour
            share.left = max(self._left(share) - effort.evaluated, -self._seconds)

    def _share(self, client: str) -> _Share:
        share = self._shares.get(client)
        if share is None:
            if len(self._shares) >= _CLIENTS:
                self._forget()
            share = self._shares[client] = _Share(self._seconds, self._clock())
        self._left(share)
        return share

    def _left(self, share: _Share) -> float:
        """The seconds that are left, with those that came with time."""
        now = self._clock()
        share.left = min(self._seconds, share.left + (now - share.as_at) * self._seconds / _MINUTE)
        share.as_at = now
        return share.left

    def _forget(self) -> None:
        """Forget who has nothing at work: whole shares first, then as many more as make room."""
        resting = [(self._left(share), client) for client, share in self._shares.items() if share.at_once == 0]
        resting.sort(reverse=True)
        for left, client in resting:
            if left < self._seconds and len(self._shares) < _CLIENTS * 3 // 4:
                break
            del self._shares[client]
