"""Conversations with a server that no client library would have: bytes as they are, slow, half, or not at all."""

from __future__ import annotations

import contextlib
import http.client
import socket
import struct
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from benchmarks.endpoint_protocol import Response

#: Ends a connection with a reset, as a host does that has gone.
_RESET: Final = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is said on a connection.

    Attributes:
        text: what is sent (Latin-1); ``@path@`` and ``@host@`` are the endpoint's.
        pieces: how many pieces it is sent in.
        pause: seconds between two pieces.
        hold: seconds for which the connection stays open and nothing is read.
        connections: how many at the same time.
        leave: end with a reset and read nothing.
    """

    text: str
    pieces: int = 1
    pause: float = 0.0
    hold: float = 0.0
    connections: int = 1
    leave: bool = False


def converse(said: Conversation, address: str, source: str, patience: float) -> list[Response]:
    """Have a conversation on all its connections, and read what comes back on each."""
    parts = urlsplit(address)
    content = said.text.replace("@path@", parts.path).replace("@host@", parts.netloc).encode("latin-1")
    size = max(1, -(-len(content) // said.pieces))
    opened = []
    with contextlib.ExitStack() as stack:
        for _ in range(said.connections):
            with contextlib.suppress(OSError):
                connection = socket.create_connection((parts.hostname or "", parts.port or 80), patience, (source, 0) if source else None)
                opened.append(stack.enter_context(connection))
        for start in range(0, len(content), size):
            for connection in opened:
                with contextlib.suppress(OSError):  # the server has seen enough
                    connection.sendall(content[start : start + size])
            time.sleep(said.pause)
        time.sleep(said.hold)
        if said.leave:
            for connection in opened:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            return [Response(0)] * said.connections
        return [_read(connection, patience) for connection in opened]


def _read(connection: socket.socket, patience: float) -> Response:
    """The first response on a connection; status 0 when it ends without one, -1 when it says nothing for too long."""
    connection.settimeout(patience)
    try:
        response = http.client.HTTPResponse(connection)
        response.begin()
        return Response(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    except TimeoutError:
        return Response(-1)
    except (OSError, ValueError, http.client.HTTPException):
        return Response(0)
