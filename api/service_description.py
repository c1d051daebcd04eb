"""What the SPARQL endpoint says about itself: to machines (SPARQL 1.1 Service Description) and, briefly, to people."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF

from servanda.ontology.namespaces import SD

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

_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>SPARQL endpoint – Servanda</title>
<h1>SPARQL endpoint</h1>
<p>This address answers SPARQL 1.1 queries: with GET in the parameter <code>query</code>,
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
    sentence = "The default graph is the union of all named graphs but those of claims, which a query has to name."
    graph.add((dataset, DCTERMS.description, Literal(sentence, lang="en")))
    return graph.serialize(format="turtle")


def page() -> str:
    """A page that says how to ask."""
    return _PAGE
