"""State successions and what bound transferred territories, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import DCTERMS, PROV

from servanda.graph.quads import Triple, date, day, strings, text, types
from servanda.graph.territories import TerritorialPeriod
from servanda.loaders.state_successions import StateSuccession
from servanda.ontology import iris
from servanda.ontology.namespaces import SV


def successions(several: Iterable[StateSuccession]) -> Iterator[Triple]:
    """Which state followed which (part of ``graph/law``)."""
    for each in several:
        this = iris.state_succession(each.id)
        yield from types(this, SV.StateSuccession)
        yield this, SV.predecessor, iris.state(each.predecessor)
        yield this, SV.successor, iris.state(each.successor)
        yield this, SV.successionKind, text(each.kind)
        if each.territory:
            yield this, SV.territory, iris.state(each.territory)
        if each.day is not None:
            yield this, SV.successionOn, date(each.day)
        yield this, DCTERMS.source, text(each.source)
        yield from strings(this, {SV.sourcePlace: each.source_place, SV.remark: each.note})


def territorial_periods(several: Iterable[TerritorialPeriod]) -> Iterator[Triple]:
    """Under what a transferred territory was bound, through whom and when (part of ``graph/derived``)."""
    for period in several:
        this = iris.territorial_period(period.territory, period.state, period.instrument)
        yield from types(this, SV.TerritorialPeriod)
        yield this, SV.territory, iris.state(period.territory)
        yield this, SV.party, iris.state(period.state)
        yield this, SV.instrument, iris.instrument(period.instrument)
        yield this, SV.boundFromEarliest, day(period.start.earliest)
        yield this, SV.boundFromLatest, day(period.start.latest)
        if period.end is not None:
            yield this, SV.boundUntilEarliest, day(period.end.earliest)
            yield this, SV.boundUntilLatest, day(period.end.latest)
        for act in period.acts:
            yield this, PROV.wasDerivedFrom, act.iri
