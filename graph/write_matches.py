"""Matches between obligations of different instruments, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from servanda.graph.quads import Triple, texts, types
from servanda.graph.write_limits import readings
from servanda.loaders.matches import NONE, Match
from servanda.ontology import iris
from servanda.ontology.namespaces import SV

_RELATION: Final = {
    "exact": SV.exactMatch,
    "narrower": SV.narrowerMatch,
    "broader": SV.broaderMatch,
    "overlapping": SV.overlappingMatch,
}


def matches(several: Iterable[Match]) -> Iterator[Triple]:
    """The matches; where none was found, the reason stands with the obligation."""
    for match in several:
        if match.relation == NONE:
            yield from texts(iris.obligation(match.obligation), SV.noMatchReason, match.reason)
            continue
        this = iris.match(match.id)
        yield from types(this, SV.ProvisionMatch)
        yield this, SV.matchFrom, iris.obligation(match.obligation)
        yield this, SV.matchTo, iris.obligation(match.matches)
        yield this, SV.matchRelation, _RELATION[match.relation]
        yield from texts(this, SV.matchReason, match.reason)
        yield from readings(this, f"match/{match.id}", match.readings)
