"""Namespaces used by the graph, and the prefixes under which people read and write them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rdflib import Namespace as OpenNamespace
from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD


@lru_cache(5_000)
def _term(namespace: str, name: str) -> URIRef:
    return URIRef(f"{namespace}{name}")


class Namespace(OpenNamespace):
    """A namespace that makes each of its terms once: a build asks for the same terms a million times."""

    def term(self, name: str) -> URIRef:
        """The IRI of a term."""
        return _term(str(self), name if isinstance(name, str) else "")  # also asked with slices, as of any text


BASE: Final = "https://w3id.org/servanda/"

SV: Final = Namespace(f"{BASE}ontology#")
ID: Final = Namespace(f"{BASE}id/")
GRAPH: Final = Namespace(f"{BASE}graph/")

ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
ODRL: Final = Namespace("http://www.w3.org/ns/odrl/2/")
SCHEMA: Final = Namespace("https://schema.org/")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's closed DCAT class lacks the terms of version 3
VOID: Final = Namespace("http://rdfs.org/ns/void#")
VOID_EXT: Final = Namespace("http://ldf.fi/void-ext#")  # what VoID lacks: by datatype
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH: Final = Namespace("http://www.w3.org/ns/shacl#")
TIME: Final = Namespace("http://www.w3.org/2006/time#")
NP: Final = Namespace("http://www.nanopub.org/nschema#")
QB: Final = Namespace("http://purl.org/linked-data/cube#")
SDMX_DIMENSION: Final = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
SDMX_MEASURE: Final = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")

PREFIXES: Final[dict[str, str]] = {
    "sv": str(SV),
    "id": str(ID),
    "graph": str(GRAPH),
    "state": f"{BASE}id/state/",
    "instrument": f"{BASE}id/instrument/",
    "provision": f"{BASE}id/provision/",
    "obligation": f"{BASE}id/obligation/",
    "topic": f"{BASE}id/topic/",
    "eli": str(ELI),
    "odrl": str(ODRL),
    "prov": str(PROV),
    "skos": str(SKOS),
    "dct": str(DCTERMS),
    "org": str(ORG),
    "time": str(TIME),
    "schema": str(SCHEMA),
    "dcat": str(DCAT),
    "void": str(VOID),
    "void-ext": str(VOID_EXT),
    "sd": str(SD),
    "sh": str(SH),
    "np": str(NP),
    "qb": str(QB),
    "sdmx-dimension": str(SDMX_DIMENSION),
    "sdmx-measure": str(SDMX_MEASURE),
    "foaf": str(FOAF),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
}
