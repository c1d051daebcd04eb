"""What general comments interpret, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from servanda.graph.quads import Triple
from servanda.loaders.interpretations import Interpretation
from servanda.ontology import iris
from servanda.ontology.namespaces import SV


def _thing(name: str) -> URIRef:
    """The IRI of a slug or of a provision's path."""
    return iris.provision(name) if "/" in name else iris.instrument(name)


def interpretations(several: Iterable[Interpretation]) -> Iterator[Triple]:
    """A comment, or its paragraph, and the treaty or provision that it interprets."""
    for each in several:
        yield _thing(each.interpreter), SV.interprets, _thing(each.interprets)
