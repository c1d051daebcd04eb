"""What studies find, as triples: each statement is the study's, with the study as its source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from servanda.graph.quads import Triple, strings, text, texts, types, written
from servanda.loaders.case_studies import Study, StudyFinding
from servanda.ontology import iris
from servanda.ontology.namespaces import SV

_CONCEPT: Final[Mapping[str, tuple[URIRef, Callable[[str], URIRef]]]] = {
    "challenge": (SV.challenge, iris.challenge),
    "achievement": (SV.achievement, iris.topic),
    "remedy": (SV.remedy, iris.remedy),
}


def _study(study: Study) -> Iterator[Triple]:
    this = iris.literature(study.slug)
    yield this, RDF.type, DCTERMS.BibliographicResource
    yield this, DCTERMS.title, text(study.title, study.language)
    yield this, DCTERMS.language, text(study.language)
    if study.published:
        yield this, DCTERMS.issued, written(study.published)
    yield from texts(this, DCTERMS.bibliographicCitation, study.citation)
    yield from strings(this, {DCTERMS.provenance: study.source, SV.remark: study.note})


def case_studies(studies: Iterable[Study], findings: Iterable[StudyFinding], states: Collection[str]) -> Iterator[Triple]:
    """The studies, their accounts of countries, and what they find.

    Args:
        studies: works of the literature.
        findings: their findings.
        states: codes of states; what a finding is about and is none of them is an instrument.
    """
    for study in studies:
        yield from _study(study)
    for finding in findings:
        account, this = iris.case_study(finding.account), iris.finding(finding.id)
        yield from types(account, SV.CaseStudy)
        yield account, DCTERMS.source, iris.literature(finding.study)
        for each in finding.about:
            yield account, SV.about, iris.state(each) if each in states else iris.instrument(each)
        yield account, SV.finding, this
        yield from types(this, SV.Finding)
        predicate, mint = _CONCEPT[finding.kind]
        yield this, predicate, mint(finding.concept)
        yield from texts(this, SKOS.definition, finding.statement)
        yield from strings(this, {SV.sourcePlace: finding.place})
        yield from texts(this, SV.remark, finding.note)
