"""What pictures are made from, kept by a running service: its data do not change."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from rdflib import URIRef

from servanda.ontology.namespaces import SV
from servanda.queries.answers import PlaceAnswer, answers
from servanda.queries.engine import Engine
from servanda.queries.figures_parties import Records, names_of_states, read_records
from servanda.viz.chart_shelf import PictureShelf


class ChartShelf:
    """Reads what is asked for first, and keeps it.

    Attributes:
        pictures: those that were drawn.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._records: dict[URIRef, Records] = {}
        self._names: dict[str, Mapping[str, tuple[str, bool]]] = {}
        self._shapes: Mapping[str, str] = {}
        self.pictures = PictureShelf()

    def records(self, instrument: URIRef) -> Records:
        """What is recorded of an instrument.

        Raises:
            QuestionError: it is no treaty.
        """
        with self._lock:
            if instrument not in self._records:
                self._records[instrument] = read_records(self._engine, instrument)
            return self._records[instrument]

    def names(self, language: str) -> Mapping[str, tuple[str, bool]]:
        """By code, the name of a state and whether it is a former one."""
        with self._lock:
            if language not in self._names:
                self._names[language] = names_of_states(self._engine, language)
            return self._names[language]

    def shapes(self) -> Mapping[str, str]:
        """By code of a state, what its shape on the map is called: the UN M49 number, or the code where it has none."""
        with self._lock:
            if not self._shapes:
                found = answers(self._engine, PlaceAnswer, "places")
                self._shapes = {each.code: each.m49 or each.code for each in found if each.kind == str(SV.State)}
            return self._shapes
