"""Hostile queries and requests against a real server process: whatever one client sends, the others are answered."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from benchmarks.endpoint_attacks import Attack, Bait, carry_out, read
from benchmarks.endpoint_bystander import Bystander, Listener, MemoryWatch, Seen, half, write_data
from benchmarks.endpoint_protocol import Response
from benchmarks.endpoint_servers import Server, own, running

ATTACKS = read(Path(__file__).with_name("hostile.yml"))
WORD = "open-sesame"
#: Megabytes that a worker may take beyond the graph, how many there may be, and what the web server may take to hand answers on.
MEMORY, WORKERS, ANSWERS = 256, 3, 256
PATIENCE = 15.0


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A port that nobody may ask."""
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def bait(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Bait:
    """What the attacks aim at."""
    secret = tmp_path_factory.mktemp("secret") / "secret.ttl"
    secret.write_text(f'<http://x/a> <http://x/b> "{WORD}" .\n', encoding="utf-8")
    return Bait(listener.address, secret)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that gives up after a second, so that the suite is short."""
    folder = tmp_path_factory.mktemp("attacked")
    write_data(folder / "data.nq")
    with running(own(folder / "data.nq", deadline=1, memory=MEMORY), folder / "log") as server:
        yield server


@pytest.fixture(scope="module")
def most(attacked: Server) -> int:
    """Bytes that the service may take under attack."""
    return attacked.memory() + (WORKERS * MEMORY + ANSWERS) * 1024**2


def unharmed(responses: list[Response], listener: Listener) -> None:
    """Nothing went out, no file was read, and no answer is half an answer."""
    assert listener.heard() == 0, "the service asked an address that a client named"
    for response in responses:
        assert WORD.encode() not in response.body, "the service read a file that a client named"
        assert "x-evil" not in response.headers, "a client's text became a header"
        assert not half(response), "half an answer says that all is well"
        if response.status >= 500:
            assert response.media_type == "application/problem+json", response.body[:500]


def test_there_are_enough_of_them() -> None:
    assert len(ATTACKS) >= 40
    assert all(attack.why.endswith(".") for attack in ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_others_are_answered_meanwhile(attack: Attack, attacked: Server, bait: Bait, listener: Listener, most: int) -> None:
    watch = MemoryWatch(attacked)
    bystander = Bystander(attacked, PATIENCE)
    with bystander.asking() as seen:
        responses = carry_out(attack, attacked.place.query, bait, f"127.0.2.{ATTACKS.index(attack) + 1}", PATIENCE)
    watch.end()
    statuses = {response.status for response in responses}
    assert statuses <= attack.statuses, responses[0].body[:500]
    assert seen.failures == [], f"another client got these: {seen.failures}"
    assert len(seen.seconds) >= 3
    assert watch.peak < most, f"{watch.peak:,} bytes"
    unharmed(responses, listener)
    if statuses & {429, 503}:
        assert all("retry-after" in response.headers for response in responses if response.status in {429, 503})


def test_many_at_once_harm_only_themselves(attacked: Server, bait: Bait, listener: Listener, most: int) -> None:
    """Every third of them, six at a time, each from another address. The others may have to wait, and are told so."""
    some = ATTACKS[::3]

    def send(number: int) -> list[Response]:
        return carry_out(some[number], attacked.place.query, bait, f"127.0.1.{number + 1}", PATIENCE)

    watch, bystander = MemoryWatch(attacked), Bystander(attacked, PATIENCE)
    with bystander.asking() as seen, ThreadPoolExecutor(6) as threads:
        every = list(threads.map(send, range(len(some))))
    watch.end()
    assert set(seen.failures) <= {503}
    assert len(seen.seconds) > len(seen.failures)
    assert watch.peak < most, f"{watch.peak:,} bytes"
    for attack, responses in zip(some, every, strict=True):
        assert {response.status for response in responses} <= attack.statuses | {429, 503}, attack.name
        unharmed(responses, listener)
    after = Seen()
    bystander.once(after)
    assert after.failures == []


def test_the_graph_is_as_it_was(attacked: Server, bait: Bait, listener: Listener) -> None:
    """What the updates among them would have changed, no query finds."""
    after = Seen()
    Bystander(attacked, PATIENCE).once(after)
    assert after.failures == []
    assert attacked.alive
    assert all(process.status() != psutil.STATUS_ZOMBIE for process in attacked.tree())
