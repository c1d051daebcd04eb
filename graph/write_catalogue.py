"""The data set as a catalogue names it (DCAT 3, as DCAT-AP 3 asks for it), its services, and the SPARQL service description.

Nothing here depends on the version: addresses of files lead to the newest. What names a version is told where it is served.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDFS, SKOS, XSD

from servanda.graph.quads import Triple, text, types
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, DCAT, PREFIXES, SD, SH, VOID

DATASET: Final = iris.dataset("servanda")
CATALOG: Final = iris.catalog("servanda")
PUBLISHER: Final = iris.agent("servanda-contributors")
SPARQL_SERVICE: Final = iris.data_service("sparql")
API_SERVICE: Final = iris.data_service("api")
LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
ENDPOINT: Final = URIRef(f"{BASE}sparql")
PREFIX_SET: Final = iris.described("prefixes")

_HOME: Final = URIRef(BASE)
_API: Final = URIRef(f"{BASE}api/")
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_FORMATS: Final = "http://www.w3.org/ns/formats/"

TITLES: Final = {
    "en": "Servanda: what states have promised to migrant workers",
    "id": "Servanda: apa yang dijanjikan negara kepada pekerja migran",
}
DESCRIPTIONS: Final = {
    "en": "Treaties that protect migrant workers, their provisions and obligations, the acts of states, and which provision bound which "
    "state on which day, with the reasons and the sources. Claims stand apart, each with who made it.",
    "id": "Perjanjian yang melindungi pekerja migran, ketentuan dan normanya, tindakan negara, dan ketentuan mana mengikat negara mana "
    "pada hari apa, beserta alasan dan sumbernya. Klaim ditempatkan terpisah, masing-masing dengan pembuatnya.",
}
_KEYWORDS: Final = {
    "en": ("international law", "migrant workers", "treaties", "human rights", "labour law"),
    "id": ("hukum internasional", "pekerja migran", "perjanjian internasional", "hak asasi manusia", "hukum ketenagakerjaan"),
}
_THEMES: Final = {
    "JUST": {"en": "Justice, legal system and public safety", "id": "Peradilan, sistem hukum, dan keselamatan publik"},
    "SOCI": {"en": "Population and society", "id": "Penduduk dan masyarakat"},
}
_SERVICES: Final = {
    SPARQL_SERVICE: ("SPARQL endpoint", "Titik akses SPARQL"),
    API_SERVICE: ("HTTP API", "API HTTP"),
}
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
_DEFAULT_GRAPH: Final = {
    "en": "The default graph is the union of all named graphs but those of claims, which a query has to name.",
    "id": "Graf bawaan adalah gabungan semua graf bernama kecuali graf klaim, yang harus disebut dalam kueri.",
}


@dataclass(frozen=True, slots=True)
class DumpForm:
    """A form in which the whole graph can be had as a file.

    Attributes:
        ending: of the file's name, ``servanda.<ending>``.
        media_type: of the file when it is unpacked.
        packed: media type of the packing, or empty.
        title: in English.
    """

    ending: str
    media_type: str
    packed: str
    title: str


DUMP_FORMS: Final = (
    DumpForm("nq.gz", "application/n-quads", "application/gzip", "N-Quads, gzip"),
    DumpForm("nq.zst", "application/n-quads", "application/zstd", "N-Quads, Zstandard"),
    DumpForm("trig.gz", "application/trig", "application/gzip", "TriG, gzip"),
    DumpForm("trig.zst", "application/trig", "application/zstd", "TriG, Zstandard"),
)


def _named(subject: URIRef, predicate: URIRef, names: dict[str, str]) -> Iterator[Triple]:
    for language, name in names.items():
        yield subject, predicate, text(name, language)


def _language(code: str) -> URIRef:
    return URIRef(f"{_EU}language/{code}")


def _terms_of_others() -> Iterator[Triple]:
    """What the things are to which we point, so that a reader who has only this knows (and the shapes of DCAT-AP find it)."""
    yield from types(LICENCE, DCTERMS.LicenseDocument)
    for code in ("ENG", "IND"):
        yield from types(_language(code), DCTERMS.LinguisticSystem)
    public = URIRef(f"{_EU}access-right/PUBLIC")
    yield from types(public, DCTERMS.RightsStatement)
    for code, names in _THEMES.items():
        theme = URIRef(f"{_EU}data-theme/{code}")
        yield from types(theme, SKOS.Concept)
        yield theme, SKOS.inScheme, URIRef(f"{_EU}data-theme")
        yield theme, SKOS.notation, Literal(code)
        yield from _named(theme, SKOS.prefLabel, names)
    yield from types(_HOME, FOAF.Document)
    yield from types(URIRef(f"{BASE}ontology"), DCTERMS.Standard)
    yield from types(PUBLISHER, FOAF.Agent)
    yield PUBLISHER, FOAF.name, text("The Servanda contributors", "en")
    yield PUBLISHER, FOAF.name, text("Para kontributor Servanda", "id")


def published(subject: URIRef) -> Iterator[Triple]:
    """Who publishes a resource and under which terms."""
    yield subject, DCTERMS.publisher, PUBLISHER
    yield subject, DCTERMS.license, LICENCE


def _catalog() -> Iterator[Triple]:
    yield from types(CATALOG, DCAT.Catalog)
    yield from _named(CATALOG, DCTERMS.title, TITLES)
    yield from _named(CATALOG, DCTERMS.description, DESCRIPTIONS)
    yield from published(CATALOG)
    yield CATALOG, FOAF.homepage, _HOME
    yield CATALOG, DCAT.dataset, DATASET
    for service in _SERVICES:
        yield CATALOG, DCAT.service, service


def _dataset() -> Iterator[Triple]:
    yield from types(DATASET, DCAT.Dataset, VOID.Dataset)
    yield from _named(DATASET, DCTERMS.title, TITLES)
    yield from _named(DATASET, DCTERMS.description, DESCRIPTIONS)
    yield from published(DATASET)
    yield DATASET, DCTERMS.identifier, text(str(DATASET))
    yield DATASET, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC")
    yield DATASET, DCTERMS.conformsTo, URIRef(f"{BASE}ontology")
    yield DATASET, DCAT.landingPage, _HOME
    for code in ("ENG", "IND"):
        yield DATASET, DCTERMS.language, _language(code)
    for code in _THEMES:
        yield DATASET, DCAT.theme, URIRef(f"{_EU}data-theme/{code}")
    for language, words in _KEYWORDS.items():
        for word in words:
            yield DATASET, DCAT.keyword, text(word, language)
    yield DATASET, VOID.sparqlEndpoint, ENDPOINT


def distribution(owner: URIRef, this: URIRef, form: DumpForm, address: str) -> Iterator[Triple]:
    """One file of a data set.

    Args:
        owner: the data set, or a version of it.
        this: the distribution.
        form: of the file.
        address: where it can be had.
    """
    yield owner, DCAT.distribution, this
    yield from types(this, DCAT.Distribution)
    yield this, DCTERMS.title, text(form.title, "en")
    yield this, DCTERMS.license, LICENCE
    for predicate, media_type in ((DCAT.mediaType, form.media_type), (DCAT.compressFormat, form.packed)):
        if media_type:
            yield this, predicate, URIRef(_MEDIA + media_type)
            yield from types(URIRef(_MEDIA + media_type), DCTERMS.MediaType)
    for predicate in (DCAT.accessURL, DCAT.downloadURL):
        yield this, predicate, URIRef(address)
    yield from types(URIRef(address), RDFS.Resource)


def _distributions() -> Iterator[Triple]:
    for form in DUMP_FORMS:
        address = f"{BASE}dumps/latest/servanda.{form.ending}"
        yield from distribution(DATASET, iris.distribution(form.ending.replace(".", "-")), form, address)
        yield DATASET, VOID.dataDump, URIRef(address)
    asked = iris.distribution("sparql")
    yield DATASET, DCAT.distribution, asked
    yield from types(asked, DCAT.Distribution)
    yield asked, DCTERMS.title, text("Answers to SPARQL queries", "en")
    yield asked, DCTERMS.license, LICENCE
    yield asked, DCAT.accessURL, ENDPOINT
    yield asked, DCAT.accessService, SPARQL_SERVICE


def _services() -> Iterator[Triple]:
    described = {SPARQL_SERVICE: (ENDPOINT, ENDPOINT), API_SERVICE: (_API, URIRef(f"{BASE}openapi.json"))}
    for service, (english, indonesian) in _SERVICES.items():
        address, description = described[service]
        yield from types(service, DCAT.DataService)
        yield from _named(service, DCTERMS.title, {"en": f"Servanda: {english}", "id": f"Servanda: {indonesian}"})
        yield from published(service)
        yield service, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC")
        yield service, DCAT.endpointURL, address
        yield service, DCAT.endpointDescription, description
        yield service, DCAT.servesDataset, DATASET
        for each in {address, description}:
            yield from types(each, RDFS.Resource)


def _service_description() -> Iterator[Triple]:
    this, dataset, graph = SPARQL_SERVICE, iris.described("dataset"), iris.described("default-graph")
    yield from types(this, SD.Service)
    yield this, SD.endpoint, ENDPOINT
    yield this, SD.supportedLanguage, SD.SPARQL11Query
    for name in _RESULTS:
        yield this, SD.resultFormat, URIRef(_FORMATS + name)
    yield this, SD.defaultDataset, dataset
    yield from types(dataset, SD.Dataset)
    yield dataset, SD.defaultGraph, graph
    yield from types(graph, SD.Graph)
    yield from _named(graph, DCTERMS.description, _DEFAULT_GRAPH)


def _prefixes() -> Iterator[Triple]:
    """The prefixes that people write, in the form of SHACL (section 5.2.1): editors fill them in."""
    yield from types(PREFIX_SET, OWL.Ontology)
    for prefix, namespace in PREFIXES.items():
        declaration = iris.described(f"prefix/{prefix}")
        yield PREFIX_SET, SH.declare, declaration
        yield from types(declaration, SH.PrefixDeclaration)
        yield declaration, SH.prefix, text(prefix)
        yield declaration, SH.namespace, Literal(namespace, datatype=XSD.anyURI)


def catalogue() -> Iterator[Triple]:
    """All that does not depend on what the graph holds."""
    for part in (_terms_of_others, _catalog, _dataset, _distributions, _services, _service_description, _prefixes):
        yield from part()
