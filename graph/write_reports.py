"""Claims as triples in graphs of their own, and what bound the respondents, as triples beside the other derived facts.

The claims of one source are a nanopublication: what is claimed (the assertion, ``graph/claims/<source>``), where it was taken from (the
provenance), who encoded it (the publication info), and a head that ties the three. None of it is ever in the default graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, SKOS

from servanda.graph.binding import BindingPeriod
from servanda.graph.duties import Duty
from servanda.graph.quads import Triple, date, strings, text, texts, types
from servanda.graph.report_labels import labels
from servanda.graph.reported_duties import ReportedBinding, ReportedDuties
from servanda.graph.territories import TerritorialPeriod
from servanda.graph.write_limits import readings
from servanda.loaders.bodies import Body
from servanda.loaders.reports import Report
from servanda.loaders.states import State
from servanda.loaders.upr_same import WHOLE, Same
from servanda.ontology import iris
from servanda.ontology.namespaces import NP, SV

_KIND: Final = {"supervision": SV.supervisionReport, "complaint": SV.complaintReport, "recommendation": SV.recommendationReport}
_LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
_TARGET: Final = {"obligation": iris.obligation, "provision": iris.provision, "instrument": iris.instrument}


def bodies(several: Iterable[Body]) -> Iterator[Triple]:
    """Who reports: facts, and so part of ``graph/law``."""
    for body in several:
        this = iris.body(body.slug)
        yield from types(this, SV.Body, ORG.Organization)
        yield from texts(this, SKOS.prefLabel, body.title)
        yield this, SKOS.notation, text(body.slug)
        yield this, DCTERMS.type, iris.body_kind(body.kind)
        yield this, DCTERMS.source, text(body.source)
        if body.parent:
            yield this, ORG.subOrganizationOf, iris.body(body.parent)


def _assertion(found: ReportedDuties, titles: Mapping[str, Body], states: Mapping[str, State]) -> Iterator[Triple]:
    report = found.report
    this = iris.report(report.source, report.id)
    yield from types(this, SV.ReportedViolation, PROV.Entity)
    yield this, SV.reportKind, _KIND[report.kind]
    yield this, SV.respondent, iris.state(report.respondent)
    if report.territory:
        known = report.territory in states
        yield this, SV.respondentTerritory, iris.state(report.territory) if known else text(report.territory)
    for body in report.reported_by:
        yield this, SV.reportedBy, iris.body(body)
    for code in report.recommended_by:
        yield this, SV.recommendedBy, iris.state(code)
    for slug in report.asks_consent:
        yield this, SV.asksConsentTo, iris.instrument(slug)
    for predicate, value in ((SV.reportedOn, report.reported_on), (SV.eventFrom, report.event_from), (SV.eventUntil, report.event_until)):
        if value is not None:
            yield this, predicate, date(value)
    for each in found.bindings:  # the most precise thing named, and no instrument of which a provision is named
        if each.target:
            yield this, SV.concerns, _TARGET[each.kind](each.target)
    for topic in report.topics:
        yield this, SV.topic, iris.topic(topic)
    for group in report.affected:
        yield this, SV.affected, iris.scope(group)
    for code in report.origin_states:
        yield this, SV.originState, iris.state(code)
    yield this, SV.claimStatus, iris.claim_status(report.status)
    if report.reliability:
        yield this, SV.reliability, iris.reliability(report.reliability)
    if report.attribution:
        yield this, SV.stateReply, iris.attribution(report.attribution)
    if report.state_reply:
        yield this, SV.replyText, text(report.state_reply, "en")
    yield from texts(this, SKOS.prefLabel, labels(report, titles, states))
    yield from texts(this, DCTERMS.abstract, report.summary)
    yield this, DCTERMS.bibliographicCitation, text(report.citation)
    yield this, DCTERMS.source, iris.source(report.source)
    yield from strings(this, {SV.documentSymbol: report.symbol, SV.documentParagraph: report.paragraph})
    if report.link:
        yield this, FOAF.page, URIRef(report.link)


def _provenance(report: Report) -> Iterator[Triple]:
    this = iris.report(report.source, report.id)
    yield this, PROV.wasDerivedFrom, iris.source(report.source)
    for body in report.reported_by:
        yield this, PROV.wasAttributedTo, iris.body(body)
    if report.link:
        yield this, PROV.hadPrimarySource, URIRef(report.link)
    yield from strings(this, {SV.sourcePlace: report.source_place, SV.remark: report.note})


def claims(
    source: str, found: Sequence[ReportedDuties], titles: Mapping[str, Body], states: Mapping[str, State]
) -> Iterator[tuple[URIRef, Iterable[Triple]]]:
    """The named graphs of one source's claims: assertion, provenance, publication info, head.

    Args:
        source: slug.
        found: its claims, each with what it names.
        titles: the bodies by slug.
        states: by code.
    """
    reports = [each.report for each in found]
    assertion = iris.named_graph(f"claims/{source}")
    provenance, publication, head = (iris.named_graph(f"claims/{source}/{part}") for part in ("provenance", "publication", "head"))
    nanopublication = iris.named_graph(f"claims/{source}/nanopublication")
    yield assertion, (triple for each in found for triple in _assertion(each, titles, states))
    yield provenance, [(assertion, PROV.wasDerivedFrom, iris.source(source))]
    yield provenance, (triple for report in reports for triple in _provenance(report))
    yield publication, [(nanopublication, DCTERMS.license, _LICENCE)]
    for report in reports:
        yield publication, readings(iris.report(source, report.id), f"report/{source}/{report.id}", report.readings)
    yield (
        head,
        [
            *types(nanopublication, NP.Nanopublication),
            (nanopublication, NP.hasAssertion, assertion),
            (nanopublication, NP.hasProvenance, provenance),
            (nanopublication, NP.hasPublicationInfo, publication),
        ],
    )


def same_claims(several: Iterable[Same], reports: Iterable[Report]) -> Iterator[tuple[URIRef, Iterable[Triple]]]:
    """Which claims are another record of one that is in the graph too: the first of each pair is not counted (graph and triples).

    A claim of which only some authors are found in the other record is counted, and tied all the same.
    """
    here = {f"{report.source}/{report.id}" for report in reports}
    for each in several:
        if each.report in here and each.same_as in here:
            source, _, identifier = each.report.partition("/")
            this, other = iris.report(source, identifier), iris.report(*each.same_as.split("/", 1))
            predicate = PROV.alternateOf if each.extent == WHOLE else DCTERMS.relation
            yield iris.named_graph(f"claims/{source}"), [(this, predicate, other)]


def _bond(period: Duty | BindingPeriod | TerritorialPeriod) -> URIRef:
    if isinstance(period, Duty):
        return iris.duty(period.binding.state, period.obligation.id, period.binding.starts)
    if isinstance(period, TerritorialPeriod):
        return iris.territorial_period(period.territory, period.state, period.instrument)
    return iris.binding(period.state, period.instrument, period.starts)


def _binding(report: Report, number: int, found: ReportedBinding) -> Iterator[Triple]:
    claim = iris.report(report.source, report.id)
    this = iris.reported_binding(report.source, report.id, number)
    yield from types(this, SV.ReportedBinding)
    yield this, SV.ofReport, claim
    if found.target:
        yield this, SV.target, _TARGET[found.kind](found.target)
        yield this, SV.instrument, iris.instrument(found.instrument)
    if found.time is not None:
        yield this, SV.timeFrom, date(found.time.start)
        yield this, SV.timeUntil, date(found.time.end)
    for each in found.bound_by:
        yield this, SV.boundThenBy, _bond(each)
        yield claim, SV.bindingWhenReported, _bond(each)
    if found.bound_by:
        yield this, SV.boundThroughout, Literal(found.throughout)
    else:
        yield this, SV.notBoundBecause, SV[found.reason]
        yield claim, SV.bindingWhenReported, SV[found.reason]


def reported(several: Iterable[ReportedDuties]) -> Iterator[Triple]:
    """What bound the respondents of the claims (part of ``graph/derived``): it says nothing of what is claimed."""
    for each in several:
        for number, found in enumerate(each.bindings, start=1):
            yield from _binding(each.report, number, found)
        for period in each.otherwise:
            yield iris.report(each.report.source, each.report.id), SV.boundOtherwise, _bond(period)
