"""What is written in one turn of the loop goes out together, in its order, and the sender still hears when to wait."""

from __future__ import annotations

import asyncio
from typing import cast

from servanda.api.connection import Together


class Recorded:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def get_extra_info(self, name: str) -> str:
        return name


def together() -> tuple[Together, Recorded]:
    recorded = Recorded()
    return Together(cast("asyncio.Transport", recorded), asyncio.get_running_loop()), recorded


def test_a_short_answer_is_one_packet() -> None:
    async def write() -> None:
        transport, recorded = together()
        transport.write(b"head ")
        transport.write(b"body")
        assert recorded.sent == []
        await asyncio.sleep(0)
        assert recorded.sent == [b"head body"]
        transport.write(b" next")
        await asyncio.sleep(0)
        assert recorded.sent == [b"head body", b" next"]

    asyncio.run(write())


def test_a_long_answer_is_not_held_back() -> None:
    async def write() -> None:
        transport, recorded = together()
        transport.write(b"head ")
        transport.write(bytes(100_000))
        assert recorded.sent == [b"head " + bytes(100_000)]
        transport.write(bytes(100_000))
        assert len(recorded.sent) == 2
        await asyncio.sleep(0)
        assert len(recorded.sent) == 2

    asyncio.run(write())


def test_all_is_sent_before_the_end_and_nothing_after_it() -> None:
    async def write() -> None:
        transport, recorded = together()
        transport.write(b"last")
        transport.close()
        assert (recorded.sent, recorded.closed) == ([b"last"], True)
        transport.write(b"too late")
        await asyncio.sleep(0)
        assert recorded.sent == [b"last"]
        assert transport.get_extra_info("socket") == "socket", "all else is the transport's"

    asyncio.run(write())
