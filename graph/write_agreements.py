"""Bilateral labour agreements as triples: who agreed, when, how that is known, and which coded provisions stand in the text.

An agreement is an instrument (``sv:BilateralAgreement``), not a measure: nobody here judged what it carries out of an obligation. Three
things stay apart: a text that was not read for its provisions, a provision that stands in a text, and one that does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from servanda.graph.quads import Triple, date, strings, text, texts, types
from servanda.loaders.agreements import YES, Agreement, AgreementProvision, AgreementTables, Promise
from servanda.loaders.states import State
from servanda.ontology import iris
from servanda.ontology.namespaces import ELI, SCHEMA, SV

SOURCE: Final = "bilateral_agreements"
#: What every labour agreement is about, whether or not its text was read.
_ALWAYS: Final = "bilateral-cooperation"
_TITLES: Final = {
    "en": "Agreement on workers between {0} and {1}{2}",
    "id": "Perjanjian tentang pekerja antara {0} dan {1}{2}",
}
_SIGNED: Final = {"en": " ({0})", "id": " ({0})"}
_UNDATED: Final = {"en": " (no date known)", "id": " (tanggal tidak diketahui)"}


def _titles(agreement: Agreement, states: Mapping[str, State]) -> dict[str, str]:
    """A title made from the parties and the date: titles of the texts are not carried over."""
    made: dict[str, str] = {}
    for language, title in _TITLES.items():
        names = [states[code].names.get(language, states[code].names["en"]) for code in agreement.parties]
        when = _UNDATED[language] if agreement.signed_on is None else _SIGNED[language].format(agreement.signed_on)
        made[language] = title.format(*names, when)
    return made


def _agreement(agreement: Agreement, states: Mapping[str, State]) -> Iterator[Triple]:
    this = iris.instrument(agreement.id)
    yield from types(this, SV.BilateralAgreement, SV.Instrument, ELI.LegalResource, SCHEMA.Legislation)
    yield from texts(this, ELI.title, _titles(agreement, states))
    yield this, SKOS.notation, text(agreement.id)
    for code, published in zip(agreement.parties, agreement.parties_as_published, strict=True):
        yield this, SV.agreedBy, iris.state(code)
        if published not in states[code].names.values():
            yield this, SV.nameAsPublished, text(published)
    if agreement.signed_on is not None:
        yield this, ELI.date_document, date(agreement.signed_on)
    if agreement.ratified_on is not None:
        yield this, SV.ratifiedOn, date(agreement.ratified_on)
    yield this, SV.agreementEvidence, text(agreement.evidence)
    yield this, SV.provisionsCoded, Literal(agreement.coded)
    yield this, SV.topic, iris.topic(_ALWAYS)
    yield this, DCTERMS.source, iris.source(SOURCE)
    yield from strings(this, {SV.sourcePlace: agreement.source_place, SV.remark: agreement.note})


def _promise(promise: Promise, topics: Iterable[str]) -> Iterator[Triple]:
    this, provision = iris.instrument(promise.agreement), iris.agreement_provision(promise.variable)
    if promise.answer != YES:
        yield this, SV.notCodedFor, provision
        return
    yield this, SV.promises, provision
    for topic in topics:
        yield this, SV.topic, iris.topic(topic)


def _provision(provision: AgreementProvision) -> Iterator[Triple]:
    this: URIRef = iris.agreement_provision(provision.variable)
    yield from types(this, SV.AgreementProvision)
    yield from texts(this, SKOS.prefLabel, provision.label)
    yield this, SKOS.notation, text(provision.variable)
    for topic in provision.topics:
        yield this, SV.topic, iris.topic(topic)
    yield this, DCTERMS.source, iris.source(SOURCE)
    numbered = f"number {provision.number} of the coding" if provision.number else ""
    yield from strings(this, {SV.sourcePlace: numbered, SV.remark: provision.note})


def agreements(tables: AgreementTables, states: Mapping[str, State]) -> Iterator[Triple]:
    """All triples about bilateral agreements.

    Args:
        tables: the packaged tables.
        states: by code; for the names in the titles.
    """
    topics = {provision.variable: provision.topics for provision in tables.provisions}
    for provision in tables.provisions:
        yield from _provision(provision)
    for agreement in tables.agreements:
        yield from _agreement(agreement, states)
    for promise in tables.promises:
        yield from _promise(promise, topics[promise.variable])
