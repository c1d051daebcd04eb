"""Namespaces used by the graph, and the prefixes under which people read and write them."""

from __future__ import annotations

from typing import Final

from rdflib import Namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

BASE: Final = "https://w3id.org/servanda/"

SV: Final = Namespace(f"{BASE}ontology#")
ID: Final = Namespace(f"{BASE}id/")
GRAPH: Final = Namespace(f"{BASE}graph/")

ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
ODRL: Final = Namespace("http://www.w3.org/ns/odrl/2/")
SCHEMA: Final = Namespace("https://schema.org/")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's closed DCAT class lacks the terms of version 3
VOID: Final = Namespace("http://rdfs.org/ns/void#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH: Final = Namespace("http://www.w3.org/ns/shacl#")
TIME: Final = Namespace("http://www.w3.org/2006/time#")
NP: Final = Namespace("http://www.nanopub.org/nschema#")

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
    "sd": str(SD),
    "sh": str(SH),
    "np": str(NP),
    "foaf": str(FOAF),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
}
