"""The web server's side of one question to a worker."""

from __future__ import annotations

import asyncio
import socket
from typing import Final

from servanda.api import wire

#: Bytes that are read at once: nearly every reply comes whole in one system call.
_AT_ONCE: Final = 65_536


async def exchange(channel: socket.socket, question: memoryview) -> tuple[wire.Reply, bytes | bytearray]:
    """Ask a worker and read its reply.

    Args:
        channel: the worker's socket.
        question: what is left to be sent of the question.

    Returns:
        The reply, and the answer's bytes.

    Raises:
        EOFError, ConnectionError: it has ended.
    """
    loop = asyncio.get_running_loop()
    if question:
        await loop.sock_sendall(channel, question)
    content = await _more(loop, channel, b"", wire.FRAME.size)
    header, length = wire.FRAME.unpack_from(content)
    front = wire.FRAME.size + header
    if len(content) < front:
        content = await _more(loop, channel, content, front)
    reply = wire.Reply.from_json(content[wire.FRAME.size : front])
    if len(content) == front + length:
        return reply, content[front:]
    body = bytearray(length)
    begun = len(content) - front
    body[:begun] = content[front:]
    view = memoryview(body)[begun:]
    while view:
        if not (count := await loop.sock_recv_into(channel, view)):
            raise EOFError
        view = view[count:]
    return reply, body


async def _more(loop: asyncio.AbstractEventLoop, channel: socket.socket, content: bytes, least: int) -> bytes:
    """What has come, with as much more as makes it so long at least."""
    while len(content) < least:
        if not (part := await loop.sock_recv(channel, _AT_ONCE)):
            raise EOFError
        content += part
    return content
