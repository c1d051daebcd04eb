"""What a form offers: states, instruments, topics and kinds of worker by their names, the value being the code that addresses use."""

from __future__ import annotations

import datetime
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Literal

from servanda.ontology.namespaces import SV
from servanda.queries.answers import ConceptNameAnswer, InstrumentAnswer, StateAnswer, StateNameAnswer, answers
from servanda.queries.bind import day
from servanda.queries.engine import Engine
from servanda.queries.lookup import LANGUAGES, local_name

Choice = tuple[str, str]
"""The value, and the name that a person reads."""

#: Kinds of instruments that a form asks about, treaties first: what binds, and what is only agreed upon.
_KINDS: Final = (str(SV.Treaty), str(SV.SoftLaw))


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one language, each list in the order of its names.

    Attributes:
        states: states and other parties that exist.
        former: states that exist no more.
        treaties: instruments that can bind.
        soft_law: texts that cannot.
        topics: what obligations are about.
        workers: kinds of worker.
    """

    states: tuple[Choice, ...]
    former: tuple[Choice, ...]
    treaties: tuple[Choice, ...]
    soft_law: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    workers: tuple[Choice, ...]

    def state(self, code: str) -> str:
        """What a state is called; its code where it has no name here."""
        return next((name for each, name in (*self.states, *self.former) if each == code), code)

    def topic(self, slug: str) -> str:
        """What a topic is called; its slug where there is none like it."""
        return next((name for each, name in self.topics if each == slug), slug)

    def instrument(self, slug: str) -> str:
        """What an instrument is called in short; its slug where it is neither treaty nor soft law."""
        return next((name for each, name in (*self.treaties, *self.soft_law) if each == slug), slug)


class ChoicesShelf:
    """Reads the choices when they are first asked for, and keeps them: the data of a running service do not change."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._found: Mapping[str, Choices] = {}

    def take(self, language: str) -> Choices:
        """The choices in a language; whoever asks while they are being read waits."""
        with self._lock:
            if not self._found:
                self._found = _read(self._engine)
            return self._found[language]


def in_order(choices: dict[str, str]) -> tuple[Choice, ...]:
    """By name, letters with marks beside those without."""
    return tuple(sorted(choices.items(), key=lambda each: unicodedata.normalize("NFKD", each[1]).casefold()))


def _read(engine: Engine) -> Mapping[str, Choices]:
    states = {each.state: each for each in answers(engine, StateAnswer, "states")}
    instruments = list(answers(engine, InstrumentAnswer, "instruments", on=day(datetime.date.today())))
    concepts = list(answers(engine, ConceptNameAnswer, "concept_names"))
    treaties, soft_law = (
        in_order({local_name(each.instrument): each.short for each in instruments if each.kind == kind}) for kind in _KINDS
    )
    found: dict[str, Choices] = {}
    for language in LANGUAGES:
        names = {each.state: each.name for each in answers(engine, StateNameAnswer, "state_names", language=Literal(language))}
        present, former = (
            in_order({each.code: names.get(iri, each.name) for iri, each in states.items() if each.former is gone})
            for gone in (False, True)
        )
        topics, workers = (
            in_order(
                {
                    local_name(each.concept): each.name_id if language == "id" else each.name_en
                    for each in concepts
                    if each.scheme.endswith(f"/{scheme}")
                }
            )
            for scheme in ("topic", "worker-kind")
        )
        found[language] = Choices(present, former, treaties, soft_law, topics, workers)
    return found
