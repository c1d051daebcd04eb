"""Acts with their source and their name in the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef

from servanda.loaders.acts import ActRow
from servanda.loaders.source import Source
from servanda.ontology import iris

#: Name of the source of acts that nobody did: they are only supposed (see ``servanda.graph.suppose``) and never in a built graph.
HYPOTHETICAL: Final = "hypothetical"


@dataclass(frozen=True, slots=True)
class SourcedAct:
    """One act as one source tells it.

    Attributes:
        row: the act.
        source: who tells it.
        iri: its name; two sources that tell the same act with the same date give it the same name.
    """

    row: ActRow
    source: Source
    iri: URIRef

    @property
    def is_supposed(self) -> bool:
        """Whether no source tells of this act: it is supposed in order to see what would follow."""
        return self.source.name == HYPOTHETICAL


def name_acts(source: Source, rows: Iterable[ActRow]) -> list[SourcedAct]:
    """Give each act of a source its name; acts that agree in state, instrument, kind and date are numbered in table order."""
    seen: Counter[tuple[str, str, str, str | None]] = Counter()
    named: list[SourcedAct] = []
    for row in rows:
        key = (row.state, row.instrument, row.kind, None if row.date is None else str(row.date))
        seen[key] += 1
        named.append(SourcedAct(row, source, iris.action(*key, ordinal=seen[key])))
    return named


def by_state_and_instrument(acts: Iterable[SourcedAct]) -> Mapping[tuple[str, str], list[SourcedAct]]:
    """Acts grouped by (state, instrument), both sorted."""
    groups: dict[tuple[str, str], list[SourcedAct]] = {}
    for act in acts:
        groups.setdefault((act.row.state, act.row.instrument), []).append(act)
    return dict(sorted(groups.items()))
