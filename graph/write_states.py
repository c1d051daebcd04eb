"""States, former states and territories as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, ORG, SKOS

from servanda.graph.quads import Triple, date, strings, text, texts, types
from servanda.loaders.states import State
from servanda.ontology import iris
from servanda.ontology.namespaces import SV

_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_CLASSES: Final = {
    "State": (SV.State, ORG.FormalOrganization),
    "FormerState": (SV.FormerState, SV.State, ORG.FormalOrganization),
    "Territory": (SV.Territory,),
}


def states(several: Iterable[State]) -> Iterator[Triple]:
    """All triples about states; matches elsewhere are ``skos:exactMatch``, never ``owl:sameAs``."""
    for state in several:
        this = iris.state(state.code)
        yield from types(this, *_CLASSES[state.class_name])
        yield from texts(this, SKOS.prefLabel, state.names)
        yield this, SKOS.notation, text(state.code)
        if state.wikidata:
            yield this, SKOS.exactMatch, URIRef(f"{_WIKIDATA}{state.wikidata}")
        if state.eu_authority:
            yield this, SKOS.exactMatch, URIRef(state.eu_authority)
        if state.existed_from is not None:
            yield this, SV.existedFrom, date(state.existed_from)
        if state.existed_until is not None:
            yield this, SV.existedUntil, date(state.existed_until)
        if state.administered_by:
            yield this, SV.administeredBy, iris.state(state.administered_by)
        yield from strings(this, {SV.iso2: state.iso2, SV.m49: state.m49, DCTERMS.source: state.source, SV.remark: state.note})
