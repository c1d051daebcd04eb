"""The networks that are drawn, from what people write (SAU, icrmw, topic/wages): the same for pages, files and the shell."""

from __future__ import annotations

import datetime
from typing import Final

import networkx as nx

from servanda.api.corridors import corridor_sparql, find_corridor
from servanda.api.envelope import Service
from servanda.queries.lookup import find_instrument, find_state, find_target
from servanda.queries.network import path_network
from servanda.queries.network_corridor import corridor_network
from servanda.queries.network_instrument import instrument_network
from servanda.queries.network_matches import matches_network
from servanda.queries.network_state import neighbourhood_network

#: No more than this is drawn in one picture unless asked for; the picture says what was left out.
MOST_DRAWN: Final = 40
#: An instrument is drawn whole, folded: the longest has fewer obligations than this.
MOST_OF_AN_INSTRUMENT: Final = 400


def paths(here: Service, source: str, target: str | None, on: datetime.date, language: str, most: int = MOST_DRAWN) -> nx.MultiDiGraph[str]:
    """By which acts, instruments and provisions a state owed obligations.

    Raises:
        QuestionError, NotFound: there is no such state or target.
    """
    selection, _ = find_target(here.engine, target)
    state = find_state(here.engine, source)
    return path_network(here.engine, state, on, selection, language=language, most=most, version=here.manifest.version)


def neighbourhood(here: Service, state: str, on: datetime.date, language: str, most: int = MOST_DRAWN) -> nx.MultiDiGraph[str]:
    """What stands around a state.

    Raises:
        NotFound: there is no such state.
    """
    iri = find_state(here.engine, state)
    return neighbourhood_network(here.engine, iri, on, language=language, most=most, version=here.manifest.version)


def structure(here: Service, instrument: str, on: datetime.date, language: str, most: int = MOST_OF_AN_INSTRUMENT) -> nx.MultiDiGraph[str]:
    """How an instrument is built.

    Raises:
        NotFound: there is no such instrument.
    """
    iri = find_instrument(here.engine, instrument)
    return instrument_network(here.engine, iri, on, language=language, most=most, version=here.manifest.version)


def matches(here: Service, instrument: str, other: str, on: datetime.date, language: str, most: int = MOST_DRAWN) -> nx.MultiDiGraph[str]:
    """Which obligations of two instruments match.

    Raises:
        NotFound: there is no such instrument.
    """
    first, second = find_instrument(here.engine, instrument), find_instrument(here.engine, other)
    return matches_network(here.engine, first, second, on, language=language, most=most, version=here.manifest.version)


def corridor(
    here: Service,
    origin: str,
    destination: str,
    worker: str,
    topic: str | None,
    on: datetime.date,
    language: str,
    most: int = MOST_OF_AN_INSTRUMENT,
) -> nx.MultiDiGraph[str]:
    """Two states side by side.

    Raises:
        QuestionError, NotFound: there is no such state, topic or kind of worker.
    """
    topics = [topic] if topic else None
    found = find_corridor(here, origin, destination, worker, on, topics, language)
    queries = tuple(corridor_sparql(found, topics).items())
    return corridor_network(found, language=language, most=most, version=here.manifest.version, queries=queries)
