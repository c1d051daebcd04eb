"""Parameters drawn for a question: some given, some open, most of them such that there is an answer.

A question that is asked with every parameter given hides what an engine does with an open one. What is drawn follows from the question's
name, a number and the graph alone, so that a failure can be asked again.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import date
from typing import Final

from asked_parameters import only_needed
from rdflib import Literal, URIRef

from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.bind import Term, day
from servanda.queries.catalogue import question
from servanda.queries.engine import Engine
from servanda.queries.run import Row, ask

#: From the first conventions to after the graph's last update; some are days of a change, some the day before one.
DAYS: Final = tuple(
    day(date(*each))
    for each in (
        *((1935, 6, 1), (1954, 1, 1), (1975, 12, 9), (1990, 7, 1), (1999, 12, 31)),
        *((2003, 6, 30), (2012, 9, 1), (2018, 3, 15), (2026, 11, 1)),
    )
)
#: A parameter that the question's own answer does not show → the question and its variable where such terms stand.
ELSEWHERE: Final = {
    "act": ("acts", "act"),
    "asked": ("interpretations", "interpreted"),
    "bearer": ("bearers", "bearer"),
    "body": ("bodies", "body"),
    "class": ("labels", "class"),
    "instrument": ("instruments", "instrument"),
    "kind": ("worker_coverage", "kind"),
    "measure": ("measures_of_state", "measure"),
    "obligation": ("obligation_topics", "obligation"),
    "other": ("instruments", "instrument"),
    "period": ("binding_periods", "period"),
    "provision": ("provisions", "provision"),
    "report": ("reports", "report"),
    "right": ("obligations_for_right", "right"),
    "scope": ("permissions", "scope"),
    "state": ("states", "state"),
    "thing": ("searchable", "thing"),
    "topic": ("obligation_topics", "topic"),
}
#: What each store says otherwise when it is asked about everything: an engine also holds the note of its upload.
ALWAYS_GIVEN: Final = {"graph_sizes": "graph", "labels": "thing"}
LISTED: Final = {
    "language": (Literal("en"), Literal("id")),
    "on": DAYS,
    "from": DAYS[:6],
    "until": DAYS[5:],
    "role": (SV.StateOfOrigin, SV.StateOfEmployment, SV.AnyParty),
    "phase": tuple(map(iris.phase, ("recruitment", "journey", "work", "return"))),
    "status_iri": (SV.formalProvision, SV.leftOutByChoice, SV.spentProvision),
}
STATES: Final = ("about", "destination", "employment", "origin", "respondent", "state", "with")
#: Rows of an open answer to draw from.
MOST: Final = 30_000


class Draw:
    """Draws for one graph; what an open question answers is read once."""

    def __init__(self, engine: Engine, states: Collection[str]) -> None:
        """Take the graph, and the codes of the states about which it knows most."""
        self._engine = engine
        self._states = [iris.state(code) for code in sorted(states)]
        self._answers: dict[str, list[Row]] = {}

    def parameters(self, name: str, number: int) -> dict[str, Term]:
        """The parameters of draw ``number`` of a question: the needed ones, and each other one or not."""
        drawing = random.Random(f"{name} {number}")
        asked = question(name)
        rows = self._open(name)
        row: Row = drawing.choice(rows) if rows and drawing.random() < 0.75 else {}
        share = drawing.choice((0.2, 0.5, 0.8))
        found: dict[str, Term] = {}
        for parameter in asked.parameters:
            needed = parameter in asked.needed or ALWAYS_GIVEN.get(name) == parameter
            if not needed and drawing.random() > share:
                continue
            term = None if parameter in LISTED else row.get(parameter)
            term = term if isinstance(term, URIRef | Literal) else self._one(drawing, rows, parameter)
            if term is not None:
                found[parameter] = term
        return found

    def _one(self, drawing: random.Random, rows: list[Row], parameter: str) -> Term | None:
        if parameter in LISTED:
            return drawing.choice(LISTED[parameter])
        if parameter in STATES and drawing.random() < 0.7:
            return drawing.choice(self._states)
        known = [term for row in rows if isinstance(term := row.get(parameter), URIRef | Literal)]
        if not known:
            other, variable = ("states", "state") if parameter in STATES else ELSEWHERE.get(parameter, ("", ""))
            known = [term for row in self._open(other) if isinstance(term := row.get(variable), URIRef | Literal)] if other else []
        return drawing.choice(known) if known else None

    def _open(self, name: str) -> list[Row]:
        if name not in self._answers:
            self._answers[name] = [row for row, _ in zip(ask(self._engine, name, **only_needed(name)), range(MOST), strict=False)]
        return self._answers[name]
