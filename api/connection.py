"""A connection to a client that may be slow, silent or endless: it gets the time and the bytes that an honest client needs."""

from __future__ import annotations

import asyncio
import resource
import socket
from typing import Any, Final, cast

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from servanda.api.settings import Settings

#: Seconds in which a request must have come: its head from the beginning of the connection, its body from the end of its head.
_ARRIVAL: Final = 30.0
#: Seconds in which a client must take what has been written for it (about 100 kB).
_TAKING: Final = 30.0
#: Bytes of a request's head: the longest query with every byte percent-encoded, and 64 kB of headers.
_HEAD_BYTES: Final = 3 * 100_000 + 65_536
#: Bytes of an answer that may be held back until the end of a turn of the loop.
_TOGETHER: Final = 65_536
#: Open files, so connections, that this process would like to be allowed; and those that it needs for other things.
_OPEN_FILES: Final = 16_384
_OWN_FILES: Final = 128


class Together:
    """A transport that sends head and body of a short answer with one system call, and so in one packet. Otherwise it is the transport."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._bytes = 0

    def write(self, data: bytes) -> None:
        """Send with what else is written in this turn of the loop; what is long at once, so that the sender hears when to wait."""
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(data)
        self._bytes += len(data)
        if self._bytes > _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Send what is held, unless the connection has been cut."""
        if self._held and not self._transport.is_closing():
            self._transport.write(b"".join(self._held))
        self._held.clear()
        self._bytes = 0

    def close(self) -> None:
        """Close when all has been sent."""
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """All else is as it was."""
        return getattr(self._transport, name)


class Connection(HttpToolsProtocol):
    """A connection that is ended when the client takes too long or sends too much."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._arriving: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._head_bytes: int | None = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(cast("asyncio.Transport", Together(transport, self.loop)))
        if (here := transport.get_extra_info("socket")) is not None and here.family in {socket.AF_INET, socket.AF_INET6}:
            # asyncio does it only for sockets that were made with a protocol's number; else a body waits 40 ms for the head's receipt
            here.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._has_come()
        self._has_taken()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what has come."""
        if self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > _HEAD_BYTES:
                self._refuse(b"431 Request Header Fields Too Large", "The address and the headers of the request are too long.")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._await_request()

    def on_headers_complete(self) -> None:
        """The head of a request is there."""
        self._head_bytes = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of a request is there."""
        self._has_come()
        self._head_bytes = 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        """The client does not take what is written."""
        super().pause_writing()
        self._has_taken()
        self._taking = self.loop.call_later(_TAKING, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has taken it."""
        self._has_taken()
        super().resume_writing()

    def _await_request(self) -> None:
        self._has_come()
        self._arriving = self.loop.call_later(_ARRIVAL, self._too_slow)

    def _has_come(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _has_taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _too_slow(self) -> None:
        if self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete:
            self.transport.abort()  # it is being answered already, so nothing else can be said to it
            return
        self._refuse(b"408 Request Timeout", f"The request had not come after {_ARRIVAL:g} seconds.")

    def _refuse(self, status: bytes, sentence: str) -> None:
        body = sentence.encode("ascii")
        head = b"\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: "
        self.transport.write(b"HTTP/1.1 " + status + head + str(len(body)).encode("ascii") + b"\r\n\r\n" + body)
        self.transport.close()


def web_server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """The web server for an application: it names no software, writes down no addresses, and believes only the proxies of the settings."""
    config = uvicorn.Config(
        app,
        http=Connection,
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.proxies,
        limit_concurrency=_connections(),
        timeout_graceful_shutdown=int(settings.deadline) + 1,
    )
    return uvicorn.Server(config)


def _connections() -> int:
    """How many connections there may be at the same time; the next ones are answered with 503."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(64, wanted - _OWN_FILES)
