"""A line by which a claim is listed, made from its fields: it repeats nothing that the source says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rdflib import Literal
from rdflib.namespace import SKOS

from servanda.loaders.bodies import Body
from servanda.loaders.reports import Report
from servanda.loaders.states import State
from servanda.ontology import iris
from servanda.ontology.schemes import concepts

#: Kind of claim → how the line begins, before the state.
_BEGINS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"supervision": "Supervision of", "complaint": "Complaint about", "recommendation": "Recommendation to"},
    "id": {"supervision": "Pengawasan atas", "complaint": "Pengaduan mengenai", "recommendation": "Rekomendasi kepada"},
}
_BY: Final = {"en": "by", "id": "oleh"}
#: A line names no more topics or authors than this.
_MOST: Final = 3


def _topic(slug: str, language: str) -> str:
    named = {label.language: str(label) for label in concepts().objects(iris.topic(slug), SKOS.prefLabel) if isinstance(label, Literal)}
    return named.get(language, slug)


def _named(code: str, states: Mapping[str, State], language: str) -> str:
    return states[code].names.get(language, states[code].names["en"])


def labels(report: Report, titles: Mapping[str, Body], states: Mapping[str, State]) -> dict[str, str]:
    """By language: kind, state, authors, year and topics."""
    found: dict[str, str] = {}
    for language, begins in _BEGINS.items():
        by = [_named(code, states, language) for code in report.recommended_by]
        by = by or [titles[slug].title[language] for slug in report.reported_by]
        who = _named(report.respondent, states, language)
        if report.territory:
            who += f" ({_named(report.territory, states, language) if report.territory in states else report.territory})"
        year = "" if report.reported_on is None else f", {report.reported_on.year}"
        about = "; ".join(_topic(slug, language) for slug in report.topics[:_MOST])
        line = f"{begins[report.kind]} {who} {_BY[language]} {', '.join(by[:_MOST])}{year}"
        found[language] = f"{line}: {about}" if about else line
    return found
