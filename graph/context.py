"""What stands beside the law: agreements between states, numbers of people, indicators; read together and written to their graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef
from rdflib.namespace import PROV

from servanda.graph.quads import Triple
from servanda.graph.write_agreements import SOURCE as AGREEMENTS
from servanda.graph.write_agreements import agreements
from servanda.graph.write_meta import DATASET
from servanda.graph.write_observations import corridors, data_sets, observations
from servanda.graph.write_source import described_source
from servanda.loaders.agreements import AgreementTables, read_agreements
from servanda.loaders.indicators import Indicator, read_indicators
from servanda.loaders.migrant_stock import MigrantStock, read_stock
from servanda.loaders.observations import AREA, Observation, read_observations
from servanda.loaders.states import State
from servanda.loaders.table_source import LAW_SOURCES, TableSource, table_sources
from servanda.ontology import iris
from servanda.ontology.schemes import slugs

#: The graph of figures. It is part of the default graph: a figure is attributed, and claims nothing about a duty.
CONTEXT: Final = "context"
NATIONAL: Final = "national"
#: Sources of texts, agreements and laws: no set of figures is made from them.
_WITHOUT_FIGURES: Final = frozenset({AGREEMENTS, *LAW_SOURCES})


@dataclass(frozen=True, slots=True)
class Context:
    """The tables that no duty is derived from.

    Attributes:
        agreements: bilateral labour agreements and what they promise.
        indicators: by slug.
        figures: observations by source.
        stock: people by corridor and year.
        sources: what their sources say about themselves.
    """

    agreements: AgreementTables
    indicators: Mapping[str, Indicator]
    figures: Mapping[str, list[Observation]]
    stock: MigrantStock
    sources: list[TableSource]


def read_context(states: Mapping[str, State]) -> Context:
    """Read the packaged tables.

    Raises:
        SourceError: a table cannot be understood, or names a state or topic that does not exist.
    """
    known = slugs()
    indicators = read_indicators(known["topic"])
    places = frozenset(states) | {f"{AREA}{slug}" for slug in known["area"]}
    return Context(
        agreements=read_agreements(frozenset(states), known["topic"]),
        indicators=indicators,
        figures=read_observations(indicators, places),
        stock=read_stock(frozenset(states)),
        sources=table_sources(),
    )


def _source(source: TableSource) -> Iterator[Triple]:
    yield from described_source(source)
    yield DATASET, PROV.wasDerivedFrom, iris.source(source.name)


def context_graphs(context: Context, states: Mapping[str, State]) -> Iterator[tuple[URIRef, Iterable[Triple]]]:
    """The triples with the graph that they stand in: agreements in ``national``, figures in ``context``, sources in ``meta``."""
    figures = iris.named_graph(CONTEXT)
    yield iris.named_graph(NATIONAL), agreements(context.agreements, states)
    yield figures, data_sets(source for source in context.sources if source.name not in _WITHOUT_FIGURES)
    yield figures, observations(context.figures, context.indicators)
    yield figures, corridors(context.stock.corridors, {code: state.class_name for code, state in states.items()})
    for source in context.sources:
        yield iris.named_graph("meta"), _source(source)
