"""Cards and arrows of the networks that are drawn: what each of them carries.

A network is a ``networkx.MultiDiGraph``; its nodes are IRIs. Every node has ``kind``, ``label``, ``detail`` and ``url``, every edge
``relation``, ``predicate``, ``subject``, ``object``, ``source``, ``as_at`` and ``date``; the graph has ``title``, ``question``, ``on``,
``version``, ``left_out``, ``language`` and ``sparql``. An edge that stands for several facts (a number of duties, a period that joins a
state and an instrument) has an empty ``predicate``. How a network is drawn can be said by ``rank``, ``lane``, ``under``, ``shelf``,
``folded``, ``topics`` and ``counts`` of a node, by ``line`` of an edge, and by ``arrangement``, ``shelves``, ``lanes``, ``meanings`` and
``reads`` of the graph (``viz.drawing`` says what each means); texts, numbers and yes or no only, so that other tools read them too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypedDict

import networkx as nx
from rdflib import Literal, URIRef

from servanda.queries.answers import InstrumentReferenceAnswer, ObligationTopicAnswer, StateNameAnswer, answers
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name

#: Between the names of several topics in one attribute.
SEVERAL = "; "


class Told(TypedDict, total=False):
    """Where a fact comes from, for ``add_fact``."""

    source: str
    source_url: str
    as_at: str


def new_network(title: str, question: str, on: datetime.date, version: str, language: str, sparql: str) -> nx.MultiDiGraph[str]:
    """A network without cards; nothing is left out of it yet."""
    return nx.MultiDiGraph(
        title=title, question=question, on=on.isoformat(), version=version, language=language, left_out="", sparql=sparql
    )


def add_thing(network: nx.MultiDiGraph[str], iri: str, kind: str, label: str, detail: str = "", **drawn: str | int | bool) -> None:
    """Put a thing on a card, unless it has one; ``drawn`` says how."""
    if iri not in network:
        network.add_node(iri, kind=kind, label=label, detail=detail, url=iri, **drawn)


def add_fact(
    network: nx.MultiDiGraph[str],
    start: str,
    end: str,
    relation: str,
    predicate: URIRef | str = "",
    *,
    inverse: bool = False,
    source: str = "",
    source_url: str = "",
    as_at: str = "",
    date: str = "",
    line: str = "plain",
) -> None:
    """Draw an arrow for a fact, once for each predicate between two cards (where it has none, once for each relation).

    Args:
        network: with cards at both ends.
        start, end: from where to where the arrow leads.
        relation: in plain words.
        predicate: of the triple; empty where the arrow stands for several facts together.
        inverse: whether the triple runs from ``end`` to ``start``.
        source: title of the source or instrument; ``source_url`` its IRI.
        as_at: day of the source.
        date: day or year that the fact carries.
        line: how it is drawn.
    """
    key = str(predicate) or relation
    if not network.has_edge(start, end, key=key):
        subject, value = (end, start) if inverse else (start, end)
        network.add_edge(
            start,
            end,
            key=key,
            relation=relation,
            predicate=str(predicate),
            subject=subject,
            object=value,
            source=source,
            source_url=source_url,
            as_at=as_at,
            date=date,
            line=line,
        )


def name_of_state(engine: Engine, state: URIRef, language: str) -> str:
    """What a state is called; its code where no name is known in that language."""
    rows = answers(engine, StateNameAnswer, "state_names", state=state, language=Literal(language))
    return next((row.name for row in rows), local_name(state))


def short_name(engine: Engine, instrument: URIRef) -> str:
    """What an instrument is called in short."""
    rows = answers(engine, InstrumentReferenceAnswer, "reference_instrument", instrument=instrument)
    return next((row.short for row in rows), local_name(instrument))


def topics_of(
    engine: Engine, language: str, *, instrument: URIRef | None = None, obligations: Iterable[str] | None = None
) -> dict[str, list[ObligationTopicAnswer]]:
    """The topics of each obligation of an instrument, or of each of some obligations."""
    if obligations is not None:
        asked = [URIRef(each) for each in dict.fromkeys(obligations)]
        if not asked:
            return {}
        rows = answers(engine, ObligationTopicAnswer, "obligation_topics", obligation=asked, language=Literal(language))
    else:
        rows = answers(engine, ObligationTopicAnswer, "obligation_topics", instrument=instrument, language=Literal(language))
    found: dict[str, list[ObligationTopicAnswer]] = {}
    for row in rows:
        found.setdefault(row.obligation, []).append(row)
    return found


def names(topics: Iterable[ObligationTopicAnswer]) -> str:
    """Names of topics in one attribute."""
    return SEVERAL.join(dict.fromkeys(row.name for row in topics))
