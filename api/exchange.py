"""The web server's side of one question to a worker.

A reader of the loop's, and not a coroutine for each part: on a query that takes a few microseconds, tasks would cost as much again.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Final

from servanda.api import wire

#: Bytes that are read at once: nearly every reply comes whole in one system call.
_AT_ONCE: Final = 65_536


class Exchange:
    """A question that is being put to a worker, and its reply, in the event loop that is running.

    Attributes:
        replied: gets the reply and the answer's bytes; or EOFError or ConnectionError when the worker has ended, or TimeoutError.
    """

    def __init__(self, channel: socket.socket, question: memoryview) -> None:
        """Begin.

        Args:
            channel: the worker's socket; it does not block, and stays the caller's.
            question: what is left to be sent of the question.
        """
        self._loop = asyncio.get_running_loop()
        self._channel = channel
        self._question = question
        self._head = b""
        self._reply: wire.Reply | None = None
        self._body = bytearray()
        self._begun = 0
        self.replied: asyncio.Future[tuple[wire.Reply, bytes | bytearray]] = self._loop.create_future()
        self._loop.add_reader(channel, self._readable)
        if question:
            self._loop.add_writer(channel, self._writable)

    def close(self) -> None:
        """Read no more. To be called before the socket is closed or used for another question."""
        self._loop.remove_reader(self._channel)
        if self._question:
            self._loop.remove_writer(self._channel)

    def give_up(self) -> None:
        """The time is over."""
        if not self.replied.done():
            self.replied.set_exception(TimeoutError())

    def wait_on(self) -> asyncio.Future[tuple[wire.Reply, bytes | bytearray]]:
        """What ``replied`` would have got, when that has been cancelled."""
        if self.replied.cancelled():
            self.replied = self._loop.create_future()
        return self.replied

    def _writable(self) -> None:
        try:
            self._question = self._question[self._channel.send(self._question) :]
        except BlockingIOError:
            return
        except OSError:
            self._question = self._question[:0]  # the worker has ended: the reader hears of it
        if not self._question:
            self._loop.remove_writer(self._channel)

    def _readable(self) -> None:
        if self.replied.done():  # nobody waits; or somebody will wait on, and then it is read
            return
        try:
            if self._reply is None:
                self._read_head()
            else:
                self._read_body()
        except BlockingIOError:
            return
        except (OSError, EOFError) as error:
            self.replied.set_exception(error)
        except (ValueError, TypeError, MemoryError) as error:  # whoever writes such a reply is not used again
            broken = ConnectionError("the worker's reply cannot be read")
            broken.__cause__ = error
            self.replied.set_exception(broken)

    def _read_head(self) -> None:
        if not (part := self._channel.recv(_AT_ONCE)):
            raise EOFError
        content = self._head = self._head + part if self._head else part
        if len(content) < wire.FRAME.size:
            return
        header, length = wire.FRAME.unpack_from(content)
        front = wire.FRAME.size + header
        if len(content) < front:
            return
        reply = wire.Reply.from_json(content[wire.FRAME.size : front])
        if len(content) > front + length:
            raise ValueError("there is more than was announced")
        if len(content) == front + length:
            self.replied.set_result((reply, content[front:]))
            return
        self._reply = reply
        self._body = bytearray(length)
        self._begun = len(content) - front
        self._body[: self._begun] = content[front:]

    def _read_body(self) -> None:
        with memoryview(self._body) as view:
            if not (count := self._channel.recv_into(view[self._begun :])):
                raise EOFError
        self._begun += count
        if self._begun == len(self._body):
            assert self._reply is not None
            self.replied.set_result((self._reply, self._body))
