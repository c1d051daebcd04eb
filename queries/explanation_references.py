"""What to cite for an explanation: the provision, each place in a source that a step rests on, and the graph itself."""

from __future__ import annotations

import re
from typing import Final

from rdflib import URIRef

from servanda.ontology.namespaces import BASE
from servanda.queries.answers import InstrumentReferenceAnswer, SourceReferenceAnswer, answers
from servanda.queries.engine import Engine
from servanda.queries.explanation import Explanation
from servanda.queries.lookup import local_name
from servanda.queries.references import Reference

_TITLE: Final = "Servanda: what states have promised to migrant workers"
#: "ICRMW art 21" is cited as "art 21" behind the treaty's own name.
_PINPOINT: Final = re.compile(r"\b(art|annex|part)\b.*", re.IGNORECASE)


#: "Convention against Torture (CAT)" has its abbreviation in brackets, which OSCOLA puts in brackets itself.
_ABBREVIATION: Final = re.compile(r"\(([^()]+)\)$")


def _treaty(engine: Engine, found: Explanation) -> Reference:
    about = next(answers(engine, InstrumentReferenceAnswer, "reference_instrument", instrument=URIRef(found.instrument)))
    abbreviation = _ABBREVIATION.search(about.short)
    pinpoint = _PINPOINT.search(found.citation)
    return Reference(
        local_name(found.instrument),
        "treaty",
        about.title,
        short=abbreviation[1] if abbreviation else about.short,
        dated=about.adopted or "",
        in_force=about.in_force or "",
        number=about.number or "",
        pinpoint=pinpoint[0] if pinpoint else "",
    )


def references(engine: Engine, found: Explanation, version: str) -> list[Reference]:
    """The references of an explanation, each once, in the order of its steps.

    Args:
        engine: the store.
        found: the explanation.
        version: of the data; it is cited with the day asked about.
    """
    known = {each.title: each for each in answers(engine, SourceReferenceAnswer, "reference_sources")}
    told = [_treaty(engine, found)]
    for step in found.steps:
        source = known.get(step.source or "")
        if source is not None:
            told.append(
                Reference(
                    local_name(source.source),
                    "webpage",
                    source.title,
                    publisher=source.publisher,
                    dated=step.as_at or "",
                    url=source.address or "",
                    pinpoint=step.place or "",
                )
            )
    answered = f"answer for {found.on.isoformat()}"
    told.append(Reference("servanda", "dataset", _TITLE, version=f"version {version}", url=BASE, pinpoint=answered))
    return list(dict.fromkeys(told))
