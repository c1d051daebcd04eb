"""A source as a catalogue names it (DCAT 3, as DCAT-AP 3 asks for it): what it tells, who publishes it, under which terms, up to when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDFS

from servanda.graph.quads import Triple, date, text, texts, types
from servanda.loaders.source import Source
from servanda.loaders.table_source import TableSource
from servanda.ontology import iris
from servanda.ontology.namespaces import DCAT, SV

_ACTS: Final = {
    "en": "Acts of states on treaties as this source tells them: facts only, no sentence of it.",
    "id": "Tindakan negara atas perjanjian internasional menurut sumber ini: hanya fakta, tanpa kalimat darinya.",
}
_CLAIMS: Final = {
    "en": "Claims about states as this source tells them, each with who made it: facts only, no sentence of it.",
    "id": "Klaim tentang negara menurut sumber ini, masing-masing dengan pembuatnya: hanya fakta, tanpa kalimat darinya.",
}
_SILENCE: Final = {
    "en": " Where it has no row for a state, the state has recorded no act ({number} instruments).",
    "id": " Bila tidak ada baris tentang suatu negara, negara itu tidak mencatatkan tindakan ({number} instrumen).",
}


def _says(source: Source | TableSource) -> dict[str, str]:
    """What a source tells, by language."""
    if isinstance(source, TableSource):
        return {"en": source.says}
    said = _ACTS if source.expected_acts[1] else _CLAIMS
    if not source.complete_for:
        return said
    return {language: said[language] + _SILENCE[language].format(number=len(source.complete_for)) for language in said}


def published_by(subject: URIRef, source: Source | TableSource) -> Iterator[Triple]:
    """Who publishes what comes from a source, under which terms, and where a person finds it; ``source`` itself says what these are."""
    yield subject, DCTERMS.publisher, _publisher(source)
    yield subject, DCTERMS.rights, iris.source(f"{source.name}/terms")
    if source.address:
        yield subject, DCAT.landingPage, URIRef(source.address)


def _publisher(source: Source | TableSource) -> URIRef:
    """The same for all sources of the same publisher."""
    return iris.agent(re.sub(r"[^a-z0-9]+", "-", source.publisher.lower()).strip("-"))


def described_source(source: Source | TableSource) -> Iterator[Triple]:
    """All that ``graph/meta`` says of a source: nothing of it depends on when the graph was built.

    The terms and the copy are told in the words of the loader's description, which are those of the source or of its copy, or say that
    none are stated.
    """
    this = iris.source(source.name)
    yield from types(this, DCAT.Dataset, PROV.Entity)
    if isinstance(source, TableSource):
        yield from texts(this, DCTERMS.title, source.title)
    else:
        yield this, DCTERMS.title, text(source.title, "en")
    yield from texts(this, DCTERMS.description, _says(source))
    yield this, DCTERMS.identifier, text(source.name)
    yield from published_by(this, source)
    publisher, terms, copy = _publisher(source), iris.source(f"{source.name}/terms"), iris.source(f"{source.name}/copy")
    yield from types(publisher, FOAF.Agent)
    yield publisher, FOAF.name, text(source.publisher)
    yield from types(terms, DCTERMS.RightsStatement)
    yield terms, RDFS.label, text(source.licence, "en")
    yield this, DCTERMS.provenance, copy
    yield from types(copy, DCTERMS.ProvenanceStatement)
    yield copy, RDFS.label, text(source.copied_from, "en")
    if source.address:
        yield from types(URIRef(source.address), FOAF.Document)
    if source.as_at is not None:  # up to when it speaks; when it was issued, most do not say
        period = iris.source(f"{source.name}/period")
        yield this, SV.asAt, date(source.as_at)
        yield this, DCTERMS.temporal, period
        yield from types(period, DCTERMS.PeriodOfTime)
        yield period, DCAT.endDate, date(source.as_at)
    for fault in source.faults:
        yield this, SV.knownFault, text(fault, "en")
