"""Paths from a state to an obligation or a right, enumerated by the order of the types (networkx), every edge cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from servanda.queries.network import LAYERS


@dataclass(frozen=True, slots=True)
class PathNode:
    """One thing on a path."""

    iri: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class PathEdge:
    """One step of a path, with the triple it rests on, who says so, as at which day, and the date that it carries."""

    relation: str
    subject: str
    predicate: str
    object: str
    source: str
    as_at: str
    date: str


@dataclass(frozen=True, slots=True)
class Path:
    """One path: ``edges[i]`` leads from ``nodes[i]`` to ``nodes[i + 1]``."""

    nodes: tuple[PathNode, ...]
    edges: tuple[PathEdge, ...]


def paths(network: nx.MultiDiGraph[str], source: str, target: str | None = None) -> Iterator[Path]:
    """Every path from a state to a target, going once through each kind of thing in the order of ``LAYERS``.

    Args:
        network: see ``network.path_network``.
        source: IRI of the state.
        target: IRI of an obligation, right, provision or instrument; None means every obligation.

    Returns:
        Paths in the order of the network; none where the state owed nothing on that day.
    """
    if source not in network:
        return
    if target is not None:
        if target not in network:
            return
        keep = nx.ancestors(network, target) | {target}  # only what leads to the target is walked
        yield from _walk(network.subgraph(keep), [source], lambda iri: iri == target)
    else:
        yield from _walk(network, [source], lambda iri: network.nodes[iri]["kind"] == "obligation")


def _walk(network: nx.MultiDiGraph[str], trail: list[str], reached: Callable[[str], bool]) -> Iterator[Path]:
    here = trail[-1]
    if reached(here):
        yield _path(network, trail)
        return
    layer = LAYERS.index(network.nodes[here]["kind"])
    for following in network.successors(here):
        if LAYERS.index(network.nodes[following]["kind"]) > layer:
            yield from _walk(network, [*trail, following], reached)


def _path(network: nx.MultiDiGraph[str], trail: list[str]) -> Path:
    nodes = tuple(PathNode(iri, network.nodes[iri]["kind"], network.nodes[iri]["label"]) for iri in trail)
    edges = []
    for start, end in pairwise(trail):
        fields = next(iter(network.get_edge_data(start, end).values()))
        edges.append(PathEdge(**{name: fields[name] for name in PathEdge.__dataclass_fields__}))
    return Path(nodes, tuple(edges))
