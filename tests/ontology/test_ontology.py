"""Every term that outside tools query by exists, and a reader of English or Indonesian can look it up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, VANN

from servanda.graph.store import MemoryStore
from servanda.ontology import act_kinds, files
from servanda.ontology.namespaces import ID, SV
from servanda.queries import catalogue

CLASSES = """
    Instrument Treaty SoftLaw BilateralAgreement NationalLaw Provision State StateGroup Territory TreatyAction Signature
    SuccessionToSignature DefinitiveSignature Ratification Accession Acceptance Approval FormalConfirmation Succession ConsentToBeBound
    Denunciation UnilateralStatement Reservation Declaration Objection WithdrawalOfReservation PartialAcceptance TerritorialApplication
    Notification EffectRule BindingPeriod Obligation Right Duty ReportedViolation Body Measure CaseStudy CompletenessStatement
    ProvisionMatch SourceConflict
"""

PROPERTIES = """
    effectRule actor instrument actionDate affects effectiveFrom withdrawnOn party boundFrom boundUntil excludes datePrecision statedIn
    modality bearer beneficiary topic phase realizes kind dutyBearer obligation binding respondent reportedBy reportedOn eventFrom
    eventUntil concerns affected originState claimStatus reliability stateReply bindingWhenReported adoptedBy coverage about finding
    challenge achievement boundFromEarliest boundFromLatest boundUntilEarliest boundUntilLatest printedEntryIntoForce actStatus sourcePlace
    asAt nameAsPublished territory remark timing depositary stateDelay instrumentDelay denunciationDelay stateArticle instrumentArticle
    denunciationArticle excludable ratificationsNeeded signatureBinds successionEffect denunciationAllowed conflictingRecord chosenRecord
    resolutionRule reviewed reviewedBy reviewedOn verdict encodedBy encodedOn reasonStep stepNumber stepRule stepText stepDate
"""

INDIVIDUALS = """
    obligation prohibition permission right respect protect fulfil immediate progressive AnyParty StateOfOrigin StateOfTransit
    StateOfEmployment day year atLatest noLongerParty ineffective
"""

PARENTS = {
    "ConsentToBeBound": "DefinitiveSignature Ratification Accession Acceptance Approval FormalConfirmation Succession",
    "Signature": "SuccessionToSignature",
    "UnilateralStatement": "Reservation Declaration",
    "Instrument": "Treaty SoftLaw BilateralAgreement NationalLaw",
}

CONCEPTS_EXPECTED = {
    "topic": 55,
    "scope": 18,
    "phase": 6,
    "right": 48,
    "challenge": 10,
    "claim-status": 11,
    "reliability": 6,
    "attribution": 14,
    "membership-role": 4,
    "body-kind": 10,
}

KINDS_OF_PROPERTY = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(o.language) for o in graph.objects(subject, predicate) if isinstance(o, Literal))


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    return sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)})


@pytest.mark.parametrize("name", CLASSES.split())
def test_class_of_the_model_exists(ontology: Graph, name: str) -> None:
    assert (SV[name], RDF.type, OWL.Class) in ontology


@pytest.mark.parametrize("name", PROPERTIES.split())
def test_property_of_the_model_exists(ontology: Graph, name: str) -> None:
    assert any((SV[name], RDF.type, kind) in ontology for kind in KINDS_OF_PROPERTY)


@pytest.mark.parametrize("name", INDIVIDUALS.split())
def test_value_of_the_model_exists(vocabulary: Graph, name: str) -> None:
    assert (SV[name], RDF.type, OWL.NamedIndividual) in vocabulary


@pytest.mark.parametrize(("parent", "children"), PARENTS.items())
def test_kinds_of_act_and_text_stand_under_their_parent(ontology: Graph, parent: str, children: str) -> None:
    assert all((SV[child], RDFS.subClassOf, SV[parent]) in ontology for child in children.split())


def test_every_kind_of_act_is_a_treaty_action(ontology: Graph) -> None:
    acts = set(ontology.transitive_subjects(RDFS.subClassOf, SV.TreatyAction)) - {SV.TreatyAction}
    names = CLASSES.split()
    assert acts == {SV[name] for name in names[names.index("Signature") : names.index("Notification") + 1]}


def test_every_term_has_one_label_and_one_definition_a_language(ontology: Graph) -> None:
    faulty = [
        f"{term.fragment}: {predicate.fragment}"
        for term in terms(ontology, OWL.Class, *KINDS_OF_PROPERTY)
        for predicate in (RDFS.label, SKOS.definition)
        if languages(ontology, term, predicate) != ["en", "id"]
    ]
    assert faulty == []


def test_no_term_is_used_without_being_declared(vocabulary: Graph, shapes: Graph) -> None:
    declared = set(terms(vocabulary, OWL.Class, OWL.NamedIndividual, *KINDS_OF_PROPERTY))
    used = {node for triple in (*vocabulary, *shapes) for node in triple if isinstance(node, URIRef) and node.startswith(str(SV))}
    assert used - declared == set()


def test_a_reported_violation_is_defined_as_a_claim(ontology: Graph) -> None:
    definitions = {o.language: str(o) for o in ontology.objects(SV.ReportedViolation, SKOS.definition) if isinstance(o, Literal)}
    assert definitions["en"].startswith("A claim, never a fact")
    assert definitions["id"].startswith("Suatu klaim, bukan fakta")


def test_header_says_version_licence_and_prefix(ontology: Graph) -> None:
    header = URIRef(str(SV).removesuffix("#"))
    assert (header, OWL.versionInfo, Literal("0.1.0")) in ontology
    assert (header, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")) in ontology
    assert (header, VANN.preferredNamespacePrefix, Literal("sv")) in ontology
    assert languages(ontology, header, DCTERMS.title) == ["en", "id"]
    assert languages(ontology, header, DCTERMS.description) == ["en", "id"]


@pytest.mark.parametrize(("scheme", "count"), CONCEPTS_EXPECTED.items())
def test_scheme_holds_its_concepts_under_their_iris(vocabulary: Graph, scheme: str, count: int) -> None:
    members = list(vocabulary.subjects(SKOS.inScheme, ID[f"scheme/{scheme}"]))
    assert len(members) == count
    for member in members:
        slug = str(member).removeprefix(str(ID[f"{scheme}/"]))
        assert (member, SKOS.notation, Literal(slug)) in vocabulary


def test_every_concept_and_scheme_has_one_label_a_language(vocabulary: Graph) -> None:
    faulty = [
        str(term)
        for term in terms(vocabulary, SKOS.Concept, SKOS.ConceptScheme)
        if languages(vocabulary, term, SKOS.prefLabel) != ["en", "id"]
    ]
    assert faulty == []


def test_every_concept_stands_at_the_top_of_one_scheme(vocabulary: Graph) -> None:
    for concept in terms(vocabulary, SKOS.Concept):
        schemes = set(vocabulary.objects(concept, SKOS.inScheme))
        assert len(schemes) == 1
        assert set(vocabulary.objects(concept, SKOS.topConceptOf)) == schemes
        assert all((scheme, RDF.type, SKOS.ConceptScheme) in vocabulary for scheme in schemes)


def test_no_two_concepts_of_a_scheme_share_a_label(vocabulary: Graph) -> None:
    seen: set[tuple[object, object]] = set()
    for concept in terms(vocabulary, SKOS.Concept):
        for label in vocabulary.objects(concept, SKOS.prefLabel):
            key = (vocabulary.value(concept, SKOS.inScheme), label)
            assert key not in seen, f"{label!r} names two concepts"
            seen.add(key)


def test_every_right_is_a_right(vocabulary: Graph) -> None:
    assert all((right, RDF.type, SV.Right) in vocabulary for right in vocabulary.subjects(SKOS.inScheme, ID["scheme/right"]))


def competency_questions() -> list[tuple[str, str, str]]:
    """Each row of the table of competency questions: its classes, its question and its query."""
    readme = (Path(files.ONTOLOGY).parent / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| class | question | query |\n| --- | --- | --- |\n")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()]
    return [(classes, question, query) for classes, question, query in rows]


def test_every_class_answers_a_competency_question(ontology: Graph) -> None:
    named = {name for classes, _, _ in competency_questions() for name in re.findall(r"`sv:(\w+)`", classes)}
    assert named == {term.fragment for term in terms(ontology, OWL.Class)}


@pytest.mark.parametrize(("question", "query"), [row[1:] for row in competency_questions()])
def test_competency_question_is_asked_by_a_query_that_runs(question: str, query: str) -> None:
    assert question.endswith("?")
    path = re.fullmatch(r"`queries/([a-z_]+)\.rq`", query)
    assert path is not None
    asked = catalogue.question(path[1])  # raises UnknownQuestion where there is no such file
    assert asked.sentence.partition("?")[1] == "?"
    assert list(MemoryStore(Store()).select(asked.text)) == []


@pytest.mark.parametrize("kind", sorted(act_kinds.NAMES))
def test_an_act_has_one_name_wherever_it_is_named(ontology: Graph, kind: str) -> None:
    labels = {label.language: str(label) for label in ontology.objects(SV[kind], RDFS.label) if isinstance(label, Literal)}
    if kind == "ConsentToBeBound":  # the class is every consent; as the kind of an act it says that no source tells which
        assert "kind not recorded" in act_kinds.NAMES[kind][0]
    else:
        assert (labels["en"], labels["id"]) == act_kinds.NAMES[kind]
