"""One client cannot take what is there for all; and nothing says afterwards who asked."""

from __future__ import annotations

import contextlib

import pytest

from servanda.api.client_shares import ClientShares, TooMuch


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def take(shares: ClientShares, client: str, seconds: float) -> None:
    with shares.taken(client) as effort:
        effort.evaluated = seconds


def test_so_many_queries_at_the_same_time() -> None:
    shares = ClientShares(2, 60)
    with shares.taken("a"), shares.taken("a"):
        with pytest.raises(TooMuch, match="2 queries of yours") as caught, shares.taken("a"):
            pass
        assert caught.value.wait == 1
        take(shares, "b", 0)
    take(shares, "a", 0)


def test_so_many_seconds_in_a_minute() -> None:
    clock = Clock()
    shares = ClientShares(5, 30, clock)
    take(shares, "a", 20)
    take(shares, "a", 20)  # it may begin, since there is something left, and takes what it takes
    with pytest.raises(TooMuch, match="30 seconds of evaluation within a minute") as caught, shares.taken("a"):
        pass
    take(shares, "b", 10)
    clock.now += caught.value.wait
    take(shares, "a", 0)


def test_whoever_is_told_to_wait_may_ask_again_when_that_time_is_over() -> None:
    clock = Clock()
    shares = ClientShares(5, 30, clock)
    take(shares, "a", 1000)
    with pytest.raises(TooMuch) as caught, shares.taken("a"):
        pass
    assert 60 <= caught.value.wait <= 62, "a debt has an end: a minute's share"
    clock.now += caught.value.wait - 2
    with pytest.raises(TooMuch), shares.taken("a"):
        pass
    clock.now += 2
    take(shares, "a", 0)


def test_a_query_that_fails_has_taken_its_time_too() -> None:
    shares = ClientShares(1, 10, Clock())
    with contextlib.suppress(TimeoutError), shares.taken("a") as effort:
        effort.evaluated = 11
        raise TimeoutError
    with pytest.raises(TooMuch, match="seconds"), shares.taken("a"):
        pass


def test_without_an_end_nothing_is_counted() -> None:
    shares = ClientShares(1, 0, Clock())
    take(shares, "a", 1e9)
    take(shares, "a", 1e9)


def test_clients_are_told_apart_without_their_addresses() -> None:
    shares = ClientShares(1, 1)
    names = {shares.name(address) for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1", "", "é")}
    assert len(names) == 6
    assert shares.name("2001:db8::1") == shares.name("2001:db8::ffff:1%eth0"), "a client has the whole network"
    assert not any("192" in name or "2001" in name for name in names)
    assert ClientShares(1, 1).name("192.0.2.1") != shares.name("192.0.2.1"), "with another key: names mean nothing after the process"


def test_clients_are_forgotten() -> None:
    clock = Clock()
    shares = ClientShares(1, 10, clock)
    take(shares, "spent", 20)
    for number in range(25_000):
        take(shares, f"client {number}", 0.001)
    assert len(shares._shares) <= 10_000
    with pytest.raises(TooMuch), shares.taken("spent"):
        pass
