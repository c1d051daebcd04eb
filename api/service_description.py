"""What the SPARQL endpoint says about itself: to machines (SPARQL 1.1 Service Description) and, briefly, to people."""

from __future__ import annotations

from functools import lru_cache

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, XSD

from servanda.api.link_headers import LICENCE
from servanda.graph.store import CLAIMS
from servanda.ontology import iris
from servanda.ontology.namespaces import PREFIXES, SD, SH

_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_OFFERED = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)

#: The vocabulary has no name for SPARQL 1.2 yet, and none for a union of some graphs.
_LANGUAGE = (
    "Beside SPARQL 1.1, the syntax of SPARQL 1.2 is understood as far as the engine (Oxigraph) has it: triple terms, reifiers and "
    "annotations, base directions of language tags, VERSION. Other services are not asked (SERVICE), and nothing can be changed."
)
_DEFAULT_GRAPH = (
    "The default graph is the union of all graphs but those of claims, which a query has to name: they are the graphs whose names begin "
    f"with {CLAIMS}. FROM, default-graph-uri and named-graph-uri choose among the graphs that are here; nothing is fetched."
)

_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>SPARQL endpoint – Servanda</title>
<h1>SPARQL endpoint</h1>
<p>This address answers SPARQL 1.1 queries (and SPARQL 1.2 where the engine has its syntax): with GET in the parameter <code>query</code>,
with POST as a form or as <code>application/sparql-query</code>.
The header <code>Accept</code> chooses the format: JSON, XML, CSV or TSV for tables; Turtle, N-Triples, JSON-LD or RDF/XML for graphs.</p>
<form method="get">
<p><label>Query<br>
<textarea name="query" rows="12" cols="80" required>SELECT ?graph (COUNT(*) AS ?triples)
WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph
ORDER BY ?graph</textarea></label></p>
<p><button>Ask</button></p>
</form>
</html>
"""


@lru_cache(4)
def turtle(version: str) -> str:
    """The service description in Turtle. The endpoint is the address at which it was found, and so is written as ``<>``.

    Args:
        version: the graph's version.
    """
    graph = Graph()
    graph.bind("sd", SD)
    graph.bind("formats", _FORMATS)
    service, dataset = BNode(), BNode()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef("")))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    for name in _OFFERED:
        graph.add((service, SD.resultFormat, _FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, OWL.versionInfo, Literal(version)))
    graph.add((service, DCTERMS.description, Literal(_LANGUAGE, lang="en")))
    graph.add((dataset, DCTERMS.description, Literal(_DEFAULT_GRAPH, lang="en")))
    _point(graph, service, dataset)
    return graph.serialize(format="turtle")


def _point(graph: Graph, service: BNode, dataset: BNode) -> None:
    """Where the whole description is, under which terms the data are, and the prefixes that an editor fills in."""
    graph.bind("sh", SH)
    graph.add((service, DCTERMS.license, URIRef(LICENCE)))
    graph.add((service, RDFS.seeAlso, URIRef(".well-known/void")))  # beside the endpoint, whichever host this is
    graph.add((dataset, DCTERMS.isVersionOf, iris.dataset("servanda")))
    prefixes = iris.described("prefixes")
    for prefix, namespace in PREFIXES.items():
        declaration = iris.described(f"prefix/{prefix}")
        graph.add((prefixes, SH.declare, declaration))
        graph.add((declaration, SH.prefix, Literal(prefix)))
        graph.add((declaration, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))


def page() -> str:
    """A page that says how to ask."""
    return _PAGE
