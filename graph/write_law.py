"""The law as triples: instruments, provisions, effect rules, obligations, and the concepts they use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

from servanda.graph.duties import lies_in
from servanda.graph.facts import Facts
from servanda.graph.quads import Triple, date, strings, text, texts, types, written
from servanda.graph.reasons import cited
from servanda.loaders.effect_rules import EffectRuleRow
from servanda.loaders.instruments import Instrument
from servanda.loaders.obligations import Obligation
from servanda.ontology import iris
from servanda.ontology.namespaces import ELI, ODRL, SCHEMA, SV
from servanda.ontology.schemes import slugs

_LEFT_OUT: Final[Mapping[str, URIRef]] = {
    "formal": SV.formalProvision,
    "supervision": SV.supervisionProvision,
    "definition": SV.definitionProvision,
    "saving": SV.savingProvision,
    "spent": SV.spentProvision,
    "not-in-copy": SV.notInCopy,
    "choice": SV.leftOutByChoice,
}
_ODRL = {"obligation": ODRL.Duty, "right": ODRL.Duty, "prohibition": ODRL.Prohibition, "permission": ODRL.Permission}


def _instrument(instrument: Instrument) -> Iterator[Triple]:
    this = iris.instrument(instrument.slug)
    yield from types(this, SV[instrument.class_name], SV.Instrument, ELI.LegalResource, SCHEMA.Legislation)
    yield from texts(this, ELI.title, instrument.titles)
    yield this, SKOS.prefLabel, text(instrument.short, "en")
    if instrument.adopted is not None:
        yield this, ELI.date_document, date(instrument.adopted)
    if instrument.entry_into_force is not None:
        yield this, ELI.first_date_entry_in_force, date(instrument.entry_into_force)
    if instrument.parent:
        yield this, SV.protocolTo, iris.instrument(instrument.parent)
    place = "; ".join(part for part in (instrument.source, instrument.source_place) if part)
    yield from strings(
        this,
        {
            SV.depositary: instrument.depositary,
            ELI.id_local: instrument.identifier,
            DCTERMS.source: place,
            SV.remark: instrument.note,
        },
    )


def _rule(row: EffectRuleRow) -> Iterator[Triple]:
    this = iris.effect_rule(row.instrument)
    yield from types(this, SV.EffectRule)
    yield this, SV.instrument, iris.instrument(row.instrument)
    yield iris.instrument(row.instrument), SV.effectRule, this
    articles = {
        SV.stateArticle: row.state_article,
        SV.instrumentArticle: row.instrument_article,
        SV.denunciationArticle: row.denunciation_article,
        SV.excludableArticle: row.excludable_article,
    }
    cited_paths = [(predicate, path) for predicate, paths in articles.items() for path in paths.split()]
    cited_paths += [(SV.excludable, path) for path in row.excludable.split() if path != "none"]
    for predicate, path in cited_paths:
        yield this, predicate, iris.provision(path)
    if row.ratifications_needed:
        yield this, SV.ratificationsNeeded, Literal(int(row.ratifications_needed))
    denunciation = {"allowed": True, "none": False}.get(row.denunciation)
    if denunciation is not None:
        yield this, SV.denunciationAllowed, Literal(denunciation)
    yield from strings(
        this,
        {
            SV.stateDelay: row.state_delay,
            SV.instrumentDelay: row.instrument_delay,
            SV.denunciationDelay: row.denunciation_delay,
            SV.denunciationFirstAfter: row.denunciation_first_after,
            SV.denunciationWindow: row.denunciation_window,
            SV.successionEffect: row.succession,
            SV.successionSource: row.succession_source,
            DCTERMS.source: row.text_source,
            SV.remark: row.note,
        },
    )


def _only_cited(facts: Facts) -> set[str]:
    """Provisions that acts, limits, clauses and effect rules name, of instruments whose text is not taken apart (or not as deep)."""
    named = {path for act in facts.acts for path in act.row.affects}
    named |= {path for limit in facts.limits for path in limit.affects}
    named |= {path for clause in facts.optional_clauses for path in (clause.provision, clause.article)}
    for row in facts.rule_rows.values():
        for several in (row.state_article, row.instrument_article, row.denunciation_article, row.excludable, row.excludable_article):
            named |= {path for path in several.split() if path != "none"}
    return named - {provision.path for several in facts.provisions.values() for provision in several}


def _cited_provision(path: str) -> Iterator[Triple]:
    """A provision that is only cited: it has a name and an instrument, and stands directly in it for want of a tree."""
    this = iris.provision(path)
    whole = iris.instrument(path.partition("/")[0])
    yield from types(this, SV.Provision, ELI.LegalResourceSubdivision)
    yield this, SV.instrument, whole
    yield this, ELI.is_part_of, whole
    yield this, ELI.number, text(path.rpartition("/")[2])
    yield this, DCTERMS.bibliographicCitation, text(cited(path))


def _provisions(facts: Facts) -> Iterator[Triple]:
    for slug, several in facts.provisions.items():
        whole = iris.instrument(slug)
        outermost = {provision.path: provision.kind for provision in several}
        for provision in several:
            unit = "para" if outermost.get("/".join(provision.path.split("/")[:2])) == "paragraph" else "art"
            this = iris.provision(provision.path)
            parent = iris.provision(provision.parent) if provision.parent else whole
            yield from types(this, SV.Provision, ELI.LegalResourceSubdivision)
            yield this, SV.instrument, whole
            yield this, ELI.is_part_of, parent
            yield parent, ELI.has_part, this
            yield this, ELI.number, text(provision.number)
            yield this, SV.provisionKind, SV[provision.kind]
            yield this, SV.position, Literal(provision.position)
            yield this, DCTERMS.bibliographicCitation, text(cited(provision.path, unit))
    for left in facts.left_out:
        this = iris.provision(left.provision)
        yield this, SV.leftOutAs, _LEFT_OUT[left.status]
        yield from texts(this, SV.leftOutReason, left.reason)
    for spent in facts.spent:
        this = iris.provision(spent.provision)
        yield this, SV.noLongerApplicable, Literal(True)
        yield from texts(this, SV.noLongerApplicableReason, spent.reason)
        yield this, SV.noLongerApplicableSource, iris.instrument(spent.source)


def _obligation(obligation: Obligation, spent: bool) -> Iterator[Triple]:
    this = iris.obligation(obligation.id)
    yield from types(this, SV.Obligation, _ODRL[obligation.modality])
    yield this, SV.statedIn, iris.provision(obligation.provision)
    yield this, SV.instrument, iris.instrument(obligation.instrument)
    yield this, SV.modality, SV[obligation.modality]
    yield this, SV.kind, SV[obligation.kind]
    yield this, SV.timing, SV[obligation.timing]
    for bearer in obligation.bearers:
        yield this, SV.bearer, SV[bearer]
    for predicate, mint, named in (
        (SV.beneficiary, iris.scope, obligation.beneficiaries),
        (SV.topic, iris.topic, obligation.topics),
        (SV.phase, iris.phase, obligation.phases),
        (SV.realizes, iris.right, obligation.rights),
    ):
        for slug in named:
            yield this, predicate, mint(slug)
    yield from texts(this, SKOS.prefLabel, obligation.label)
    yield from texts(this, SKOS.definition, obligation.definition)
    yield this, DCTERMS.bibliographicCitation, text(cited(obligation.provision))
    yield from strings(this, {SKOS.note: obligation.note, SV.encodedBy: obligation.encoded_by})
    if spent:
        yield this, SV.noLongerApplicable, Literal(True)
    yield this, SV.encodedOn, written(obligation.encoded_on)
    if obligation.reviewed_by:
        review: URIRef = iris.review(obligation.id)
        yield this, SV.reviewed, review
        yield from types(review, SV.Review, PROV.Entity)
        yield review, SV.reviewedBy, text(obligation.reviewed_by)
        yield review, SV.reviewedOn, written(obligation.reviewed_on)
        yield review, SV.verdict, text(obligation.verdict)


def _rights() -> Iterator[Triple]:
    """Every right of the scheme, so that a right that nobody owes anything for is found by the shapes."""
    for slug in sorted(slugs()["right"]):
        yield iris.right(slug), RDF.type, SV.Right


def law(facts: Facts) -> Iterator[Triple]:
    """All triples of ``graph/law`` but the concept schemes, which are files of the ontology."""
    for instrument in facts.instruments.values():
        yield from _instrument(instrument)
    for row in facts.rule_rows.values():
        yield from _rule(row)
    for path in sorted(_only_cited(facts)):
        yield from _cited_provision(path)
    yield from _provisions(facts)
    spent, parents = [each.provision for each in facts.spent], facts.parents
    for obligation in facts.obligations:
        yield from _obligation(obligation, lies_in(obligation.provision, spent, parents))
    for copy in facts.text_sources:
        yield iris.instrument(copy.instrument), SV.textReadFrom, text(copy.words, "en")
    yield from _rights()
