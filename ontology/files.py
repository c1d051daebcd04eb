"""Where the ontology's own files are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent

ONTOLOGY: Final = _HERE / "servanda.ttl"
ALIGNMENTS: Final = _HERE / "alignments.ttl"
CONTEXT: Final = _HERE / "context.jsonld"


def concept_schemes() -> list[Path]:
    """The SKOS schemes, in a fixed order."""
    return sorted((_HERE / "concepts").glob("*.ttl"))


def shapes() -> list[Path]:
    """The SHACL shapes, in a fixed order."""
    return sorted((_HERE / "shapes").glob("*.ttl"))
