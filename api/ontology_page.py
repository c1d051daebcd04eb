"""The ontology at its own IRI: as data in each form, and as a page of all its terms and concept schemes in English and Indonesian."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from servanda.api.link_headers import LICENCE, alternates, link
from servanda.api.pages import page
from servanda.api.rdf_forms import FORMS, HTML, form_asked_for, form_of_ending, json_ld, none_acceptable, script_safe, written
from servanda.api.reader import Reader, ReaderHere
from servanda.api.reader import headers as page_headers
from servanda.ontology.files import ALIGNMENTS, ONTOLOGY
from servanda.ontology.namespaces import BASE, PREFIXES
from servanda.ontology.schemes import concepts
from servanda.queries.errors import NotFound
from servanda.queries.lookup import LANGUAGES

router = APIRouter(tags=["linked data"])

_THIS: Final = URIRef(f"{BASE}ontology")
_KINDS: Final = {
    "classes": (OWL.Class,),
    "object_properties": (OWL.ObjectProperty,),
    "datatype_properties": (OWL.DatatypeProperty, OWL.AnnotationProperty),
}
_WORDS: Final = {
    "en": {
        "data": "As data",
        "classes": "Classes",
        "object_properties": "Properties whose values are things",
        "datatype_properties": "Properties whose values are text, numbers or dates",
        "individuals": "Other terms",
        "schemes": "Concept schemes",
        "kind_of": "Kind of",
        "domain": "Of",
        "range": "Value",
        "aligned": "Aligned with",
        "concepts": "{number} concepts",
        "version": "Version",
        "contents": "Contents",
    },
    "id": {
        "data": "Sebagai data",
        "classes": "Kelas",
        "object_properties": "Properti yang nilainya berupa sesuatu",
        "datatype_properties": "Properti yang nilainya berupa teks, angka, atau tanggal",
        "individuals": "Istilah lain",
        "schemes": "Skema konsep",
        "kind_of": "Jenis dari",
        "domain": "Milik",
        "range": "Nilai",
        "aligned": "Padanan",
        "concepts": "{number} konsep",
        "version": "Versi",
        "contents": "Isi",
    },
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A term that another one names: its address, and how it is written."""

    address: str
    written: str


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term, or a concept scheme, as the page shows it.

    Attributes:
        anchor: the part of its address after ``#``, or the local name of a scheme.
        iri: its address.
        label, definition: in the page's language.
        notes: scope notes.
        parents, domain, range, aligned: other terms.
        members: a scheme's concepts, each with its label.
    """

    anchor: str
    iri: str
    label: str
    definition: str
    notes: tuple[str, ...]
    parents: tuple[Reference, ...]
    domain: tuple[Reference, ...]
    range: tuple[Reference, ...]
    aligned: tuple[Reference, ...]
    members: tuple[Reference, ...] = ()


@cache
def ontology_graph() -> Graph:
    """The ontology as its file has it."""
    return Graph().parse(ONTOLOGY, format="turtle")


@cache
def _aligned() -> Graph:
    graph = ontology_graph() + Graph().parse(ALIGNMENTS, format="turtle")
    assert isinstance(graph, Graph)
    return graph


def _in(graph: Graph, language: str, thing: Node, *predicates: URIRef) -> str:
    """A text about a thing in a language, else in English, else empty."""
    texts = [each for predicate in predicates for each in graph.objects(thing, predicate) if isinstance(each, Literal)]
    for wanted in (language, "en", None):
        found = sorted(str(each) for each in texts if each.language == wanted)
        if found:
            return found[0]
    return ""


def _reference(graph: Graph, thing: Node, language: str) -> Iterator[Reference]:
    """How a term is written: its own label, or its prefix and name; the members of a union one by one."""
    if not isinstance(thing, URIRef):
        union = graph.value(thing, OWL.unionOf)
        for member in [] if union is None else Collection(graph, union):
            yield from _reference(graph, member, language)
        return
    if thing.startswith(f"{_THIS}#"):
        yield Reference(f"#{thing.partition('#')[2]}", _in(graph, language, thing, RDFS.label) or thing.partition("#")[2])
        return
    namespace = max((each for each in PREFIXES.values() if thing.startswith(each)), key=len, default="")
    prefix = next((prefix for prefix, each in PREFIXES.items() if each == namespace), "")
    yield Reference(str(thing), f"{prefix}:{thing.removeprefix(namespace)}" if prefix else str(thing))


def _references(graph: Graph, thing: URIRef, predicates: tuple[URIRef, ...], language: str) -> tuple[Reference, ...]:
    found = {each for predicate in predicates for value in graph.objects(thing, predicate) for each in _reference(graph, value, language)}
    return tuple(sorted(found, key=lambda each: each.written))


_ALIGNMENTS: Final = (
    OWL.equivalentClass,
    OWL.equivalentProperty,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    RDFS.seeAlso,
)


def _entry(graph: Graph, term: URIRef, language: str, members: tuple[Reference, ...] = ()) -> TermEntry:
    return TermEntry(
        anchor=term.partition("#")[2] or term.removeprefix(f"{BASE}id/").replace("/", "-"),
        iri=str(term),
        label=_in(graph, language, term, RDFS.label, SKOS.prefLabel),
        definition=_in(graph, language, term, SKOS.definition),
        notes=tuple(note for note in (_in(graph, language, term, SKOS.scopeNote),) if note),
        parents=_references(graph, term, (RDFS.subClassOf, RDFS.subPropertyOf), language),
        domain=_references(graph, term, (RDFS.domain,), language),
        range=_references(graph, term, (RDFS.range,), language),
        aligned=_references(graph, term, _ALIGNMENTS, language),
        members=members,
    )


def _own(graph: Graph, kinds: tuple[URIRef, ...]) -> set[URIRef]:
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, URIRef) and term.startswith(f"{_THIS}#")}


def _schemes(language: str) -> Iterator[TermEntry]:
    graph = concepts()
    for scheme in sorted(each for each in set(graph.subjects(RDF.type, SKOS.ConceptScheme)) if isinstance(each, URIRef)):
        members = {each for each in graph.subjects(SKOS.inScheme, scheme) if isinstance(each, URIRef)}
        named = (Reference("/" + each.removeprefix(BASE), _in(graph, language, each, SKOS.prefLabel)) for each in members)
        yield _entry(graph, scheme, language, tuple(sorted(named, key=lambda each: each.written)))


@cache
def sections(language: str) -> dict[str, tuple[TermEntry, ...]]:
    """All terms by kind, and the concept schemes, sorted by label."""
    graph = _aligned()
    found = {name: _own(graph, kinds) for name, kinds in _KINDS.items()}
    labelled = {term for term in graph.subjects(RDFS.label, None) if isinstance(term, URIRef) and term.startswith(f"{_THIS}#")}
    labelled |= {term for term in graph.subjects(SKOS.prefLabel, None) if isinstance(term, URIRef) and term.startswith(f"{_THIS}#")}
    found["individuals"] = labelled.difference(*found.values())
    entries = {
        name: tuple(sorted((_entry(graph, term, language) for term in terms), key=lambda each: (each.label.casefold(), each.iri)))
        for name, terms in found.items()
    }
    return {**entries, "schemes": tuple(_schemes(language))}


@router.get("/ontology", response_class=Response)
def ontology(request: Request, reader: ReaderHere) -> Response:
    """The ontology, in the form that the client asks for."""
    media = form_asked_for(request)
    return none_acceptable() if media is None else _sent(request, reader, media)


@router.get("/ontology.{ending}", response_class=Response)
def ontology_as(ending: str, request: Request, reader: ReaderHere) -> Response:
    """The ontology in one form: ``ttl``, ``jsonld``, ``nt``, ``rdf`` or ``html``."""
    media = form_of_ending(ending)
    if media is None:
        raise NotFound(f"the ontology is here as {', '.join(f'.{end}' for end, _ in FORMS.values())}, not as .{ending}")
    return _sent(request, reader, media)


@router.get("/ontology/{number}", response_class=Response)
def ontology_version(number: str, request: Request, reader: ReaderHere) -> Response:
    """The version of the ontology that is here, at the IRI of that version."""
    here = str(ontology_graph().value(_THIS, OWL.versionInfo))
    if number != here:
        raise NotFound(f"version {number} of the ontology is not here; this is version {here}")
    return ontology(request, reader)


def _sent(request: Request, reader: Reader, media: str) -> Response:
    root = request.scope.get("root_path", "")
    headers = {
        "Vary": "Accept",
        "Content-Location": f"{root}/ontology.{FORMS[media][0]}",
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, max-age=300",
        "Link": ", ".join([link(str(_THIS), "canonical"), *alternates(f"{root}/ontology", "", media), link(LICENCE, "license")]),
    }
    if media == HTML:
        shown = {**page_headers(reader.language), **headers, "Vary": "Accept, Accept-Language"}
        return Response(_page(reader), media_type=HTML, headers=shown)
    if media == "text/turtle":  # as it was written, with its comments and in its order
        return Response(ONTOLOGY.read_bytes(), media_type=media, headers=headers)
    return Response(_written(media), media_type=media, headers=headers)


@cache
def _written(media: str) -> bytes:
    return written(ontology_graph(), media)


@cache
def _embedded() -> str:
    """What a page says of the ontology as a whole, for machines that read pages."""
    graph = Graph()
    for triple in ontology_graph().triples((_THIS, None, None)):
        graph.add(triple)
    return script_safe(json_ld(graph))


def _page(reader: Reader) -> str:
    graph, language = ontology_graph(), reader.language
    titles = {
        each.language: str(each) for each in graph.objects(_THIS, URIRef("http://purl.org/dc/terms/title")) if isinstance(each, Literal)
    }
    about = _in(graph, language, _THIS, URIRef("http://purl.org/dc/terms/description"))
    return page(
        reader,
        "ontology.html",
        words=_WORDS[language],
        title=titles.get(language, titles[LANGUAGES[0]]),
        about=about,
        iri=str(_THIS),
        number=str(graph.value(_THIS, OWL.versionInfo)),
        sections=sections(language),
        forms=[(ending, media) for media, (ending, _) in FORMS.items() if media != HTML],
        embedded=_embedded(),
    )
