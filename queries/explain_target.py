"""From what a person writes (obligation/icrmw-25-1, icrmw/25/1, icrmw-25-1) to what can be explained: an obligation or a provision."""

from __future__ import annotations

from typing import Final

from rdflib import URIRef

from servanda.ontology import iris
from servanda.ontology.namespaces import BASE
from servanda.queries.close_names import OBLIGATION, PROVISION
from servanda.queries.engine import Engine
from servanda.queries.lookup import find

_KINDS: Final = ("obligation", "provision")
#: How to write them, for whoever wrote what is none: (English, Indonesian).
_WRITE: Final = (
    "Write for instance obligation/icrmw-25-1 or provision/icrmw/25/1.",
    "Tulis misalnya obligation/icrmw-25-1 atau provision/icrmw/25/1.",
)


def find_explained(engine: Engine, written: str) -> URIRef:
    """An obligation or a provision: ``obligation/icrmw-25-1``, ``provision/icrmw/25/1``, or short ``icrmw-25-1``, ``icrmw/25/1``.

    A whole IRI will do. What has a slash and no kind in front is a provision.

    Raises:
        NotFound: there is none; the message names close ones.
    """
    text = written.removeprefix(f"{BASE}id/").lower()
    kind, _, local = text.partition("/")
    if kind not in _KINDS:
        kind, local = ("provision", text) if "/" in text else ("obligation", text)
    mint, of = (iris.provision, PROVISION) if kind == "provision" else (iris.obligation, OBLIGATION)
    return find(engine, local, mint, of, _WRITE)
