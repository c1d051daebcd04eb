"""National measures as triples: what a state adopted, whether it is in force, and how far its articles carry out what is asked.

A measure that is a text stands twice: as what the state did (``sv:Measure``) and as the text itself (``sv:NationalLaw``). Coverage is
judged article by article (``sv:MeasureArticle``), each against one obligation, provision or instrument; the measure itself is said to
ensure the implementation of a thing only where an article covers it in full or in part.

A measure whose text was not read stands once, with who tells of it (``sv:MeasureTelling``): it has no text here, and nothing that is told
of it makes it ensure the implementation of anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from servanda.graph.quads import Triple, date, strings, text, texts, types
from servanda.graph.write_limits import readings
from servanda.loaders.measure_tellings import Telling
from servanda.loaders.measures import IN_FORCE, REPEALED, Measure, MeasureArticle
from servanda.ontology import iris
from servanda.ontology.namespaces import ELI, SCHEMA, SV

_COVERAGE: Final = {
    "full": SV.fullCoverage,
    "partial": SV.partialCoverage,
    "none": SV.noCoverage,
    "unclear": SV.unclearCoverage,
}
#: Coverage by which something is carried out.
_CARRIES_OUT: Final = frozenset({"full", "partial"})
_IN_FORCE: Final = {IN_FORCE: ELI["InForce-inForce"], REPEALED: ELI["InForce-notInForce"]}
#: Kinds of measure that are a text of national law.
_TEXTS: Final = frozenset({"law", "regulation"})


def _dates(this: URIRef, measure: Measure) -> Iterator[Triple]:
    dated = {
        ELI.date_document: measure.date,
        ELI.first_date_entry_in_force: measure.in_force_from,
        ELI.date_no_longer_in_force: measure.in_force_until,
    }
    for predicate, told in dated.items():
        if told is not None:
            yield this, predicate, date(told)


def _law(measure: Measure) -> Iterator[Triple]:
    this = iris.instrument(measure.id)
    yield from types(this, SV.NationalLaw, SV.Instrument, ELI.LegalResource, SCHEMA.Legislation)
    yield from texts(this, ELI.title, measure.titles)
    yield this, SKOS.notation, text(measure.id)
    yield from _dates(this, measure)
    yield this, DCTERMS.source, iris.source(measure.source)


def _measure(measure: Measure) -> Iterator[Triple]:
    this = iris.measure(measure.id)
    yield from types(this, SV.Measure)
    yield from texts(this, ELI.title, measure.titles)
    yield this, SV.measureKind, text(measure.kind)
    yield this, SV.adoptedBy, iris.state(measure.state)
    yield from _dates(this, measure)
    if measure.status in _IN_FORCE:
        yield this, ELI.in_force, _IN_FORCE[measure.status]
    if measure.repealed_by:
        yield this, ELI.repealed_by, iris.measure(measure.repealed_by)
    if measure.kind in _TEXTS and not measure.told:
        yield this, SV.instrument, iris.instrument(measure.id)
        yield from _law(measure)
    yield this, DCTERMS.source, iris.source(measure.source)
    yield from strings(this, {SV.sourcePlace: measure.source_place, SV.remark: measure.note})


def _target(implements: str, obligations: Collection[str]) -> URIRef:
    if implements in obligations:
        return iris.obligation(implements)
    return iris.provision(implements) if "/" in implements else iris.instrument(implements)


def _article(article: MeasureArticle, obligations: Collection[str], told: bool) -> Iterator[Triple]:
    this, whole = iris.measure_article(article.id), iris.measure(article.measure)
    target = _target(article.implements, obligations)
    yield from types(this, SV.MeasureArticle)
    yield this, ELI.is_part_of, whole
    yield this, SV.sourcePlace, text(article.place)
    yield this, SV.comparedWith, target
    yield this, SV.coverage, _COVERAGE[article.coverage]
    yield from texts(this, SV.coverageReason, article.reason)
    yield from readings(this, f"measure-article/{article.id}", article.readings)
    if article.coverage in _CARRIES_OUT and not told:
        yield whole, ELI.ensures_implementation_of, target


def _telling(telling: Telling, states: Collection[str], claims: Collection[tuple[str, str]]) -> Iterator[Triple]:
    this = iris.measure_telling(telling.id)
    yield from types(this, SV.MeasureTelling)
    yield iris.measure(telling.measure), SV.toldIn, this
    yield this, SV.toldBy, iris.state(telling.told_by) if telling.told_by in states else iris.body(telling.told_by)
    yield this, SV.toldOn, date(telling.told_on)
    yield from texts(this, SV.whatIsTold, telling.says)
    yield this, DCTERMS.source, iris.source(telling.source)
    yield from strings(this, {SV.sourcePlace: telling.place, DCTERMS.bibliographicCitation: telling.citation})
    yield from readings(this, f"measure-telling/{telling.id}", telling.readings)
    if (telling.source, telling.record) in claims:
        yield this, PROV.wasDerivedFrom, iris.report(telling.source, telling.record)


def tellings(several: Iterable[Telling], states: Collection[str], claims: Collection[tuple[str, str]]) -> Iterator[Triple]:
    """All triples about who tells of measures that were not read here.

    Args:
        several: the tellings.
        states: codes of states; whoever tells and is none of them is a body.
        claims: source and local id of every claim in the graph: a telling that is also a claim leads to it.
    """
    for telling in several:
        yield from _telling(telling, states, claims)


def measures(several: Iterable[Measure], articles: Iterable[MeasureArticle], obligations: Collection[str]) -> Iterator[Triple]:
    """All triples about national measures.

    Args:
        several: the measures.
        articles: the judgements on their articles.
        obligations: ids of all encoded obligations; anything else that an article is compared with is a provision or an instrument.
    """
    told: set[str] = set()
    for measure in several:
        if measure.told:
            told.add(measure.id)
        yield from _measure(measure)
    for article in articles:
        yield from _article(article, obligations, article.measure in told)
