"""What was derived, as triples with their reasons: binding periods, steps, duties, and conflicts between sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import PROV

from servanda.graph.binding import BindingPeriod
from servanda.graph.derive import Derived, Unconfirmed
from servanda.graph.derive_limits import DerivedLimits
from servanda.graph.duties import Duty
from servanda.graph.exclusions import parts_not_told
from servanda.graph.facts import Facts
from servanda.graph.quads import Triple, day, text, types, written
from servanda.graph.reasons import cited
from servanda.graph.reconcile import DEPOSITARY_OVER_TABLE
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, SV, TIME

#: The depositary whose pages print every party's statements.
UN_DEPOSITARY: Final = "UN Secretary-General"


def _bounds(subject: BindingPeriod) -> Iterator[tuple[str, Literal]]:
    yield "boundFrom", written(subject.starts)
    yield "boundFromEarliest", day(subject.start.earliest)
    yield "boundFromLatest", day(subject.start.latest)
    if subject.end is not None and subject.ends is not None:
        yield "boundUntil", written(subject.ends)
        yield "boundUntilEarliest", day(subject.end.earliest)
        yield "boundUntilLatest", day(subject.end.latest)


def _period(period: BindingPeriod) -> Iterator[Triple]:
    this = iris.binding(period.state, period.instrument, period.starts)
    local = str(this).removeprefix(f"{BASE}id/binding/")
    yield from types(this, SV.BindingPeriod, TIME.ProperInterval)
    yield this, SV.party, iris.state(period.state)
    yield this, SV.instrument, iris.instrument(period.instrument)
    yield this, SV.effectRule, iris.effect_rule(period.instrument)
    yield this, SV.datePrecision, SV[period.precision]
    if period.end_precision is not None:
        yield this, SV.untilPrecision, SV[period.end_precision]
    for name, value in _bounds(period):
        yield this, SV[name], value
    for path in period.excludes:
        yield this, SV.excludes, iris.provision(path)
    for act in period.acts:
        yield this, PROV.wasDerivedFrom, act.iri
    yield this, SV.consent, period.consent.chosen.iri
    for number, step in enumerate(period.steps, start=1):
        node = iris.step(local, number)
        yield this, SV.reasonStep, node
        yield from types(node, SV.ReasonStep)
        yield node, SV.stepNumber, Literal(number)
        yield node, SV.stepRule, text(step.rule)
        yield node, SV.stepText, text(step.english, "en")
        yield node, SV.stepText, text(step.indonesian, "id")
        if step.article:
            yield node, SV.stepArticle, text(", ".join(cited(path) for path in step.article.split()))
        if step.act:
            yield node, SV.stepAct, URIRef(step.act)
        if step.date:
            yield node, SV.stepDate, written(step.date)


def _duty(duty: Duty, bounds: Iterable[tuple[str, Literal]]) -> Iterator[Triple]:
    period = duty.binding
    this = iris.duty(period.state, duty.obligation.id, period.starts)
    yield from types(this, SV.Duty)
    yield this, SV.dutyBearer, iris.state(period.state)
    yield this, SV.obligation, iris.obligation(duty.obligation.id)
    yield this, SV.binding, iris.binding(period.state, period.instrument, period.starts)
    for name, value in bounds:
        yield this, SV[name], value


def _conflicts(period: BindingPeriod) -> Iterator[Triple]:
    for conflict in period.consent.conflicts:
        this = iris.conflict(period.state, period.instrument, f"{conflict.about}-{period.starts}")
        yield from types(this, SV.SourceConflict)
        yield this, SV.actor, iris.state(period.state)
        yield this, SV.instrument, iris.instrument(period.instrument)
        yield this, SV.conflictAbout, text(conflict.about)
        yield this, SV.chosenRecord, conflict.chosen.iri
        yield this, SV.resolutionRule, text(conflict.rule)
        for record in (conflict.chosen, *conflict.others):
            yield this, SV.conflictingRecord, record.iri


def _unconfirmed(doubt: Unconfirmed) -> Iterator[Triple]:
    row = doubt.records[0].row
    this = iris.conflict(row.state, row.instrument, "existence")
    without = iris.completeness(f"{doubt.list_without.source.name}/{row.instrument}")
    yield from types(this, SV.SourceConflict)
    yield this, SV.actor, iris.state(row.state)
    yield this, SV.instrument, iris.instrument(row.instrument)
    yield this, SV.conflictAbout, text("existence")
    yield this, SV.chosenRecord, without
    yield this, SV.resolutionRule, text(DEPOSITARY_OVER_TABLE)
    yield this, SV.conflictingRecord, without
    for record in doubt.records:
        yield this, SV.conflictingRecord, record.iri


def _same_act(period: BindingPeriod) -> Iterator[Triple]:
    """Records of the same act under another name (a year where another source knows the day)."""
    chosen = period.consent.chosen.iri
    for other in period.consent.agreeing:
        if other.iri != chosen:
            yield other.iri, PROV.alternateOf, chosen


def _limited(found: DerivedLimits) -> Iterator[Triple]:
    for duty, limit in found.of_duties:
        this = iris.duty(duty.binding.state, duty.obligation.id, duty.binding.starts)
        yield this, SV.limitedBy, iris.limit(limit.row.instrument, limit.row.id)
    for period, limit in found.of_periods:
        this = iris.binding(period.state, period.instrument, period.starts)
        yield this, SV.limitedBy, iris.limit(limit.row.instrument, limit.row.id)


def _parts_not_told(result: Derived, facts: Facts) -> Iterator[Triple]:
    """The UN depositary prints every statement of a party; other lists of parties mostly leave out what was left out."""
    for period in result.periods:
        if facts.instruments[period.instrument].depositary != UN_DEPOSITARY:
            for path in parts_not_told(period, facts.rules[period.instrument], facts.exclusions_told):
                yield iris.binding(period.state, period.instrument, period.starts), SV.mayExclude, iris.provision(path)


def derived(result: Derived, limits: DerivedLimits, facts: Facts) -> Iterator[Triple]:
    """All triples of ``graph/derived``."""
    for period in result.periods:
        yield from _period(period)
        yield from _conflicts(period)
        yield from _same_act(period)
    for doubt in result.unconfirmed:
        yield from _unconfirmed(doubt)
    bounds = {id(period): tuple(_bounds(period)) for period in result.periods}
    for duty in result.duties:
        yield from _duty(duty, bounds[id(duty.binding)])
    yield from _limited(limits)
    yield from _parts_not_told(result, facts)
