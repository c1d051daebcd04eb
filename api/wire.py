"""What the web server, the evaluator and its workers write to each other. Numbers are big-endian; texts are JSON in UTF-8."""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass
from typing import Final, Literal

#: From the evaluator to the web server: a kind, a number, a status. Each travels alone, so that the socket sent along belongs to it.
#: R ready; E cannot start (number: bytes of the sentence that follows); W new worker (number: its process id; with its socket);
#: D a worker's process ended (number: its process id; status: its exit code, or minus the signal).
NOTE: Final = struct.Struct("!cii")
READY: Final = b"R"
FAILED: Final = b"E"
WORKER: Final = b"W"
ENDED: Final = b"D"

#: From the web server to the evaluator: the process id of a worker to kill.
KILL: Final = struct.Struct("!i")

#: Before every question and reply: how many bytes of JSON and of body follow.
FRAME: Final = struct.Struct("!IQ")

Outcome = Literal["answer", "malformed", "too-large", "out-of-memory"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How an evaluator is to work.

    Attributes:
        graph_file: name of the N-Quads or TriG file to load.
        handle: the number of the open file, which the evaluator inherits.
        version: the version that the file has to be of; empty where nobody knows.
        workers: processes that evaluate, one query at a time each.
        memory_bytes: what a worker may take beyond the loaded graph.
        answer_bytes: the longest answer.
        alarm: seconds after which a worker ends by itself, should nobody have killed it.
    """

    graph_file: str
    handle: int
    version: str
    workers: int
    memory_bytes: int
    answer_bytes: int
    alarm: float


@dataclass(frozen=True, slots=True)
class Question:
    """A query for a worker.

    Attributes:
        query: SPARQL.
        format: media type of the answer.
        default_graphs, named_graphs: graphs that replace those that the query names (SPARQL 1.1 Protocol, section 2.1.4).
        coding: how an answer may be compressed if it is worth it (RFC 9110, section 8.4.1): ``gzip``, ``br`` or empty.
    """

    query: str
    format: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    coding: str = ""

    def to_bytes(self) -> bytes:
        """The whole message."""
        text = json.dumps([self.query, self.format, self.default_graphs, self.named_graphs, self.coding]).encode("ascii")
        return FRAME.pack(len(text), 0) + text

    @classmethod
    def from_json(cls, text: bytes) -> Question:
        """The reverse of ``to_bytes``, without the frame."""
        query, media_type, default, named, coding = json.loads(text)
        return cls(query, media_type, tuple(default), tuple(named), coding)


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a query.

    Attributes:
        coding: how the answer is compressed; empty when it is not.
        last: the worker ends after this reply.
    """

    outcome: Outcome
    message: str = ""
    line: int | None = None
    column: int | None = None
    coding: str = ""
    last: bool = False

    def to_json(self) -> bytes:
        """For the message, after the frame."""
        return _PLAIN_JSON if self == _PLAIN else _json(self)

    @classmethod
    def from_json(cls, text: bytes) -> Reply:
        """The reverse of ``to_json``."""
        return _PLAIN if text == _PLAIN_JSON else cls(*json.loads(text))


def _json(reply: Reply) -> bytes:
    return json.dumps([reply.outcome, reply.message, reply.line, reply.column, reply.coding, reply.last]).encode("ascii")


#: What nearly every reply is.
_PLAIN: Final = Reply("answer")
_PLAIN_JSON: Final = _json(_PLAIN)


def send_exactly(channel: socket.socket, front: bytes, body: bytes | memoryview) -> None:
    """Write to a blocking socket, both parts in one system call where it takes them: the other side is awakened once."""
    sent = channel.sendmsg((front, body))
    if sent < len(front):
        channel.sendall(front[sent:])
        sent = len(front)
    if sent < len(front) + len(body):
        channel.sendall(memoryview(body)[sent - len(front) :])


def receive_exactly(channel: socket.socket, length: int) -> bytes | None:
    """Read from a blocking socket; None when the other side has closed it."""
    parts = bytearray()
    while len(parts) < length:
        if not (part := channel.recv(length - len(parts))):
            return None
        parts += part
    return bytes(parts)
