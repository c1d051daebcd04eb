"""What ``servanda upload`` notes in the default graph of a remote engine: the version, the graphs, and whether it came to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, OWL, PROV
from rdflib.term import Node

from servanda.ontology.namespaces import SD


@dataclass(frozen=True, slots=True)
class Uploaded:
    """An upload.

    Attributes:
        version: of the graph (``Manifest.version``).
        graphs: the named graphs that it consists of.
        done: those that are there whole.
        finished: everything is there.
    """

    version: str
    graphs: tuple[str, ...]
    done: tuple[str, ...]
    finished: bool


def uploaded(rows: Iterable[Mapping[str, Node]]) -> Uploaded | None:
    """Read the note from the rows of the question ``describe``; None where there is none."""
    told: dict[str, list[str]] = {}
    for row in rows:
        if not {"predicate", "value"} <= row.keys():  # an engine that answers everything alike
            return None
        told.setdefault(str(row["predicate"]), []).append(str(row["value"]))
    versions = told.get(str(OWL.versionInfo), [])
    if not versions:
        return None
    return Uploaded(
        version=versions[0],
        graphs=tuple(sorted(set(told.get(str(SD.namedGraph), [])))),
        done=tuple(sorted(set(told.get(str(DCTERMS.hasPart), [])))),
        finished=str(PROV.endedAtTime) in told,
    )
