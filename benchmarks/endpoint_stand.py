"""What the hostile suite does to a service: ours and the peers under the same attacks, judged in the same way."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.endpoint_attacks import Attack, Bait, carry_out
from benchmarks.endpoint_bystander import Bystander, Listener, MemoryWatch, Seen, half
from benchmarks.endpoint_servers import NotReady, Recipe, Server

#: Seconds that another client waits for the answer to a simple question, and that an attacker waits.
PATIENCE: Final = 5.0
#: Bytes above what a service takes at rest.
MOST: Final = 1024**3
WORD: Final = "open-sesame"
#: How often a start is tried, and for how many seconds.
_TRIES: Final = 3
_START: Final = 60.0


@dataclass(frozen=True, slots=True)
class Stood:
    """How a service stood one attack.

    Attributes:
        attack: its name.
        faults: what went wrong, in words; empty when nothing did.
        worst: the longest that another client waited for a right answer, in seconds.
        grown: bytes above what the service took before all attacks.
        lost: whether it had to be started again.
    """

    attack: str
    faults: tuple[str, ...]
    worst: float
    grown: int
    lost: bool


def stand(recipe: Recipe, attacks: Sequence[Attack], folder: Path) -> list[Stood]:
    """Attack a service, one attack after the other; it is started again when it no longer answers.

    Raises:
        NotReady: it cannot be started.
    """
    listener = Listener()
    secret = folder / "secret.ttl"
    secret.write_text(f'<http://x/a> <http://x/b> "{WORD}" .\n', encoding="utf-8")
    bait = Bait(listener.address, secret)
    server = _start(recipe, folder / "log")
    found = []
    try:
        before = Seen()
        Bystander(server, PATIENCE).once(before)
        assert not before.failures, f"{recipe.name} does not answer the simple question even when nobody attacks it"
        rest = server.memory()
        for number, attack in enumerate(attacks, 1):
            stood = _one(server, attack, bait, listener, rest, f"127.0.2.{number}")
            found.append(stood)
            sys.stderr.write(f"  {attack.name}: {', '.join(stood.faults) or 'stood'}\n")
            if stood.lost:
                server.stop(patience=0.5)
                server = _start(recipe, folder / "log")
    finally:
        server.stop(patience=2)
        listener.close()
    return found


def _start(recipe: Recipe, log: Path) -> Server:
    """Start a service; on a machine that is busy with others' work, another try may be needed."""
    for _ in range(_TRIES - 1):
        try:
            return Server(recipe, log, patience=_START)
        except NotReady as error:
            sys.stderr.write(f"  {error}\n")
    return Server(recipe, log, patience=_START)


def _one(server: Server, attack: Attack, bait: Bait, listener: Listener, rest: int, source: str) -> Stood:
    listener.heard()  # what came late belongs to the attack before
    watch, bystander = MemoryWatch(server), Bystander(server, PATIENCE)
    with bystander.asking() as seen:
        responses = carry_out(attack, server.place.query, bait, source, PATIENCE)
    watch.end()
    after = Seen()
    bystander.once(after)
    lost = not server.alive or bool(after.failures)
    faults = {
        "others were not answered": bool(seen.failures),
        "it ended": not server.alive,
        "it answers nobody any more": server.alive and bool(after.failures),
        "it took more than 1 GB": watch.peak - rest > MOST,
        "it asked an address that a client named": listener.heard() > 0,
        "it read a file that a client named": any(WORD.encode() in response.body for response in responses),
        "half an answer as a whole one": any(half(response) for response in responses),
        "the attacker was left without an answer": any(response.status == -1 for response in responses),
    }
    return Stood(
        attack.name, tuple(fault for fault, so in faults.items() if so), max(seen.seconds, default=0.0), max(0, watch.peak - rest), lost
    )
