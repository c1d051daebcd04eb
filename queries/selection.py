"""What of a state's obligations a question is about."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a state's obligations to look at; None means all."""

    topic: URIRef | None = None
    instrument: URIRef | None = None
    obligation: URIRef | None = None
    provision: URIRef | None = None
    right: URIRef | None = None
