"""The measures of a state by their titles: those whose text was read, and those that others tell of; kept, since no day changes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import Literal

from servanda.api.envelope import Service
from servanda.api.kept import Kept
from servanda.ontology import iris
from servanda.queries.answers import MeasureAnswer, answers


@dataclass(frozen=True, slots=True)
class StateMeasures:
    """Titles by IRI, in the order of the question ``measures_of_state``."""

    read: dict[str, str]
    told: dict[str, str]


_kept: Final = Kept[StateMeasures](200)


def state_measures(here: Service, code: str, language: str) -> StateMeasures:
    """What a state (code) did to carry obligations out, as far as it is recorded."""
    return _kept.take(here, (code, language), lambda: _read(here, code, language))


def _read(here: Service, code: str, language: str) -> StateMeasures:
    rows = list(answers(here.engine, MeasureAnswer, "measures_of_state", state=iris.state(code), language=Literal(language)))
    return StateMeasures(
        read={each.measure: each.title for each in rows if each.text_read},
        told={each.measure: each.title for each in rows if not each.text_read},
    )
