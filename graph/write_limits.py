"""Limits, objections and how far they are encoded, as triples: all of ``graph/limits``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, SKOS

from servanda.graph.limits import Limit, Objection
from servanda.graph.quads import Triple, date, day, strings, text, texts, types, written
from servanda.loaders.limits import LimitCoverage
from servanda.loaders.readings import Readings
from servanda.ontology import iris
from servanda.ontology.namespaces import SV

_KIND: Final = {
    "reservation": SV.reservationKind,
    "interpretative-declaration": SV.interpretativeDeclaration,
    "opt-out": SV.optOut,
    "optional-clause": SV.optionalClause,
    "partial-acceptance": SV.partialAcceptanceKind,
    "territorial": SV.territorialKind,
    "political": SV.politicalStatement,
    "other": SV.otherStatement,
}
_NAME: Final = {
    "declaration": SV.namedDeclaration,
    "declaration-or-reservation": SV.namedDeclarationOrReservation,
    "interpretative-declaration": SV.namedInterpretativeDeclaration,
    "interpretative-statement": SV.namedInterpretativeStatement,
    "reservation": SV.namedReservation,
    "reservation-and-declaration": SV.namedReservationAndDeclaration,
    "reservation-and-interpretative-declaration": SV.namedReservationAndInterpretativeDeclaration,
    "statement": SV.namedStatement,
    "understanding": SV.namedUnderstanding,
}
_EFFECT: Final = {
    "excludes": SV.excludesProvision,
    "restricts": SV.restrictsProvision,
    "interprets": SV.interpretsProvision,
    "general": SV.generalLimit,
    "accepts": SV.acceptsClause,
    "none": SV.noEffect,
}
_OBJECTION_EFFECT: Final = {
    "remains-in-force": SV.remainsInForce,
    "severs": SV.seversReservation,
    "precludes": SV.precludesEntryIntoForce,
    "not-said": SV.effectNotSaid,
}
#: A statement that the source does not tell apart is by its effect a reservation, or a declaration, or both.
_RESERVING: Final = frozenset({"reservation", "opt-out"})


def readings(this: URIRef, name: str, told: Readings) -> Iterator[Triple]:
    """Who encoded a record and who read it; ``name``: the local name of its review."""
    yield this, SV.encodedBy, text(told.encoded_by)
    yield this, SV.encodedOn, written(told.encoded_on)
    if told.reviewed_by:
        review = iris.review(name)
        yield this, SV.reviewed, review
        yield from types(review, SV.Review, PROV.Entity)
        yield review, SV.reviewedBy, text(told.reviewed_by)
        yield review, SV.reviewedOn, written(told.reviewed_on)
        yield review, SV.verdict, text(told.verdict)


def _limit(limit: Limit) -> Iterator[Triple]:
    row = limit.row
    this = iris.limit(row.instrument, row.id)
    yield from types(this, SV.Limit)
    yield this, SV.madeIn, limit.act.iri
    yield this, SV.actor, iris.state(row.state)
    yield this, SV.instrument, iris.instrument(row.instrument)
    yield this, SV.limitKind, _KIND[row.kind]
    if row.named_as:
        yield this, SV.namedAs, _NAME[row.named_as]
        yield this, SV.namedBySource, Literal(row.named_by == "source")
    yield this, SV.limitEffect, _EFFECT[row.effect]
    for path in row.affects:
        yield this, SV.affects, iris.provision(path)
    yield from texts(this, SKOS.definition, row.summary)
    yield this, SV.limitFromEarliest, day(limit.start.earliest)
    yield this, SV.limitFromLatest, day(limit.start.latest)
    if limit.end is not None:
        yield this, SV.limitUntilEarliest, day(limit.end.earliest)
        yield this, SV.limitUntilLatest, day(limit.end.latest)
    yield from strings(this, {SV.sourcePlace: row.place, SV.remark: row.remark})
    yield from readings(this, f"limit/{row.instrument}/{row.id}", row.readings)
    if limit.act.row.kind == "UnilateralStatement":  # so that all reservations are found by their class, and by what they affect
        yield limit.act.iri, RDF.type, SV.Reservation if row.kind in _RESERVING else SV.Declaration
        for path in row.affects:
            yield limit.act.iri, SV.affects, iris.provision(path)


def _objection(objection: Objection) -> Iterator[Triple]:
    row = objection.row
    this = iris.objection(row.instrument, row.id)
    yield from types(this, SV.BilateralObjection)
    yield this, SV.madeIn, objection.act.iri
    yield this, SV.actor, iris.state(row.state)
    yield this, SV.instrument, iris.instrument(row.instrument)
    yield this, SV.reservingState, iris.state(row.to_state)
    yield this, SV.objectionEffect, _OBJECTION_EFFECT[row.effect]
    for limit in row.to_limits:
        yield this, SV.objectsTo, iris.limit(row.instrument, limit)
    yield from texts(this, SKOS.definition, row.summary)
    if row.made_on is not None:
        yield this, SV.actionDate, date(row.made_on)
    if row.withdrawn_on is not None:
        yield this, SV.withdrawnOn, date(row.withdrawn_on)
    yield from strings(this, {SV.sourcePlace: row.place, SV.remark: row.remark})
    yield from readings(this, f"objection/{row.instrument}/{row.id}", row.readings)


def _coverage(coverage: LimitCoverage) -> Iterator[Triple]:
    this = iris.limit_coverage(coverage.instrument)
    yield from types(this, SV.LimitCoverage)
    yield this, SV.covers, iris.instrument(coverage.instrument)
    yield this, SV.extent, text(coverage.extent)
    yield this, SV.asAt, date(coverage.as_at)
    yield from strings(this, {SV.remark: coverage.note})


def limits(several: Iterable[Limit], objections: Iterable[Objection], coverage: Iterable[LimitCoverage]) -> Iterator[Triple]:
    """All triples of ``graph/limits``."""
    for limit in several:
        yield from _limit(limit)
    for objection in objections:
        yield from _objection(objection)
    for statement in coverage:
        yield from _coverage(statement)
