"""From what a person writes (obligation/icrmw-25-1, icrmw/25/1, icrmw-25-1) to what can be explained: an obligation or a provision."""

from __future__ import annotations

import difflib
from typing import Final

from rdflib import Literal, URIRef

from servanda.ontology import iris
from servanda.ontology.iris import BadLocalName
from servanda.ontology.namespaces import BASE
from servanda.queries.answers import LabelAnswer, ObligationAnswer, answers
from servanda.queries.engine import Engine
from servanda.queries.errors import NotFound
from servanda.queries.lookup import local_name

_KINDS: Final = ("obligation", "provision")


def find_explained(engine: Engine, written: str) -> URIRef:
    """An obligation or a provision: ``obligation/icrmw-25-1``, ``provision/icrmw/25/1``, or short ``icrmw-25-1``, ``icrmw/25/1``.

    A whole IRI will do. What has a slash and no kind in front is a provision.

    Raises:
        NotFound: there is none; the message names close obligations.
    """
    text = written.removeprefix(f"{BASE}id/").lower()
    kind, _, local = text.partition("/")
    if kind not in _KINDS:
        kind, local = ("provision", text) if "/" in text else ("obligation", text)
    try:
        iri = iris.provision(local) if kind == "provision" else iris.obligation(local)
    except BadLocalName:
        iri = None
    if iri is None or next(answers(engine, LabelAnswer, "labels", thing=iri), None) is None:
        hint = _close(engine, local) if kind == "obligation" else ""
        raise NotFound(f"there is no {kind} {local!r} here{hint}; write for instance obligation/icrmw-25-1 or provision/icrmw/25/1")
    return iri


def _close(engine: Engine, written: str) -> str:
    """Obligations of the same instrument with a name like the one written."""
    parts = written.split("-")
    for count in range(len(parts) - 1, 0, -1):
        try:
            instrument = iris.instrument("-".join(parts[:count]))
        except BadLocalName:
            return ""
        rows = answers(engine, ObligationAnswer, "obligations", instrument=instrument, language=Literal("en"))
        names = sorted({local_name(row.obligation) for row in rows})
        if names:
            begin = [name for name in names if name.startswith(f"{written}-")]
            close = begin[:3] or difflib.get_close_matches(written, names, n=3, cutoff=0.6)
            return f" (did you mean {', '.join(close)}?)" if close else ""
    return ""
