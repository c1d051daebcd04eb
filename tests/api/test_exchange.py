"""What the web server and a worker say to each other arrives whole, however the system cuts it into pieces."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from servanda.api import wire
from servanda.api.exchange import Exchange
from servanda.api.wire import FRAME, Reply


def message(reply: Reply, body: bytes) -> bytes:
    header = reply.to_json()
    return FRAME.pack(len(header), len(body)) + header + body


def pair() -> tuple[socket.socket, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    return ours, theirs


@pytest.mark.parametrize("reply", [Reply("answer"), Reply("answer", coding="gzip", last=True), Reply("malformed", "é?", 3, 4)])
@pytest.mark.parametrize("size", [0, 5, 65_536, 300_000])
@pytest.mark.parametrize("piece", [1, 11, 13, 70_000, 1_000_000])
def test_a_reply_arrives_whole(reply: Reply, size: int, piece: int) -> None:
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    sent = message(reply, body)
    # one byte at a time to beyond the header; the rest of a long body need not take minutes
    pieces = [sent[at : at + piece] for at in range(0, min(len(sent), 200 * piece), piece)]
    pieces.append(sent[200 * piece :])

    async def main() -> None:
        ours, theirs = pair()
        with ours, theirs:
            exchange = Exchange(ours, memoryview(b""))
            for each in pieces:
                await asyncio.get_running_loop().sock_sendall(theirs, each)
                await asyncio.sleep(0)
            got, content = await asyncio.wait_for(exchange.replied, 10)
            exchange.close()
            assert (got, bytes(content)) == (reply, body)

    asyncio.run(main())


@pytest.mark.parametrize(
    "sent",
    [
        FRAME.pack(3, 0) + b"{a}",
        FRAME.pack(2, 0) + b"[]",
        message(Reply("answer"), b"ab") + b"more",
        FRAME.pack(len(Reply("answer").to_json()), 2**62) + Reply("answer").to_json(),
    ],
)
def test_a_reply_that_cannot_be_read_ends_the_question_at_once(sent: bytes) -> None:
    async def main() -> None:
        ours, theirs = pair()
        with ours, theirs:
            exchange = Exchange(ours, memoryview(b""))
            await asyncio.get_running_loop().sock_sendall(theirs, sent)
            with pytest.raises(ConnectionError, match="cannot be read"):
                await asyncio.wait_for(exchange.replied, 10)
            exchange.close()

    asyncio.run(main())


@pytest.mark.parametrize("size", [0, 10, 2_000_000])
def test_a_worker_sends_a_reply_whole(size: int) -> None:
    """Also one that is longer than what the socket holds, while the other side takes it in its own time."""
    header, body = Reply("answer").to_json(), bytes(range(256)) * (size // 256)
    theirs, ours = socket.socketpair()

    def send() -> None:
        with theirs:
            wire.send_exactly(theirs, FRAME.pack(len(header), len(body)) + header, memoryview(body))

    sender = threading.Thread(target=send)
    sender.start()
    got = b""
    with ours:
        while part := ours.recv(30_000):
            got += part
    sender.join()
    assert got == message(Reply("answer"), body)


def test_a_long_question_goes_out_as_the_worker_takes_it() -> None:
    question = wire.Question("ASK {} #" + "é" * 1_000_000, "text/csv").to_bytes()

    async def main() -> bytes:
        ours, theirs = pair()
        with ours, theirs:
            begun = ours.send(question)
            assert begun < len(question), "the test needs more than the socket holds"
            exchange = Exchange(ours, memoryview(question)[begun:])
            taken = b""
            while len(taken) < len(question):
                taken += await asyncio.get_running_loop().sock_recv(theirs, 1_000_000)
            await asyncio.get_running_loop().sock_sendall(theirs, message(Reply("answer"), b"yes"))
            assert bytes((await asyncio.wait_for(exchange.replied, 10))[1]) == b"yes"
            exchange.close()
            return taken

    assert asyncio.run(main()) == question


@pytest.mark.parametrize("told", [0, 5, 20, 60_000])
def test_a_worker_that_ends_in_the_middle_gives_no_half_answer(told: int) -> None:
    async def main() -> None:
        ours, theirs = pair()
        with ours:
            exchange = Exchange(ours, memoryview(b""))
            with theirs:
                await asyncio.get_running_loop().sock_sendall(theirs, message(Reply("answer"), b"x" * 100_000)[:told])
            with pytest.raises((EOFError, ConnectionError)):
                await asyncio.wait_for(exchange.replied, 10)
            exchange.close()

    asyncio.run(main())


def test_a_worker_that_ends_before_it_has_taken_the_question() -> None:
    async def main() -> None:
        ours, theirs = pair()
        with ours:
            question = memoryview(b"x" * 3_000_000)
            exchange = Exchange(ours, question[ours.send(question) :])
            theirs.close()
            with pytest.raises((EOFError, ConnectionError)):
                await asyncio.wait_for(exchange.replied, 10)
            exchange.close()

    asyncio.run(main())


def test_who_is_cancelled_can_wait_on_for_the_same_reply() -> None:
    async def main() -> None:
        ours, theirs = pair()
        with ours, theirs:
            exchange = Exchange(ours, memoryview(b""))
            sent = message(Reply("answer"), b"x" * 200_000)
            await asyncio.get_running_loop().sock_sendall(theirs, sent[:70_000])
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(exchange.replied, 0.05)
            waiting = exchange.wait_on()
            await asyncio.get_running_loop().sock_sendall(theirs, sent[70_000:])
            assert bytes((await asyncio.wait_for(waiting, 10))[1]) == b"x" * 200_000
            exchange.close()

    asyncio.run(main())
