"""Rounds of a row: ours and the plain ways in turn, the least time of each, and whether they gave the same."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.forked import Forked, Job, timed

ROUNDS = 5
#: Whoever has used so many seconds in a row is not asked for a further round.
ENOUGH = 5.0


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain way to the same answer.

    Attributes:
        job: what it does.
        same: whether what ours gave and what it read is the same, on what both compute.
        compared: what both compute, in words.
    """

    job: Job
    same: Callable[[Any, Any], bool]
    compared: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what ours does, and the plain ways beside it; ``times`` is how often a run does it (the time is for one)."""

    own: Job
    plain: Sequence[Plain] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """The least time of one way; ``seconds`` is None where it was ended, ``same`` None where there is nothing to compare it with."""

    name: str
    seconds: float | None
    same: bool | None = None
    compared: str = ""


def measure(row: Row) -> list[Measured]:
    """The least times: ours first, then each plain way."""
    sys.stderr.write(f"  {row.own.name}\n")
    gc.collect()
    gc.freeze()  # nobody pays for looking through what was there before, or in a child for copying it
    children = {plain.job.name: Forked(plain.job) for plain in row.plain}
    own: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in children}
    same: dict[str, bool] = {}
    answer: Any = None
    for _ in range(ROUNDS):
        if sum(own) < ENOUGH:
            seconds, answer = timed(row.own)
            own.append(seconds)
        for plain in row.plain:
            name = plain.job.name
            if name not in children or sum(theirs[name]) >= ENOUGH:
                continue
            found = children[name].ask()
            if found is None:
                del children[name]
                continue
            theirs[name].append(found[0])
            same[name] = same.get(name, True) and plain.same(answer, found[1])
    for child in children.values():
        child.end()
    measured = [Measured(row.own.name, min(own) / row.times)]
    for plain in row.plain:
        name = plain.job.name
        ended = name not in children
        measured.append(Measured(name, None if ended else min(theirs[name]) / row.times, same.get(name), plain.compared))
    return measured
