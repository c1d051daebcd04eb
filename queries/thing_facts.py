"""What the graph says of a thing, by property, with the names of what it points to in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from servanda.queries.close_names import nothing_of
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.run import ask


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a property.

    Attributes:
        value: IRI or text.
        name: what a reader sees: the name of the thing that it is, or the text itself.
    """

    value: str
    name: str


Facts = Mapping[str, tuple[Fact, ...]]


def read_facts(engine: Engine, thing: URIRef, language: str) -> Facts:
    """The facts of a thing by the local name of their property, texts of other languages left out.

    Raises:
        NotFound: the graph says nothing of it.
    """
    ranked: dict[str, dict[str, tuple[int, str]]] = {}
    for row in ask(engine, "describe", thing=thing):
        value, label = row["value"], row.get("label")
        if isinstance(value, Literal) and value.language not in (None, language):
            continue
        shown = label if isinstance(label, Literal) else None
        rank = 0 if shown is None else {language: 4, "en": 3, None: 2}.get(shown.language, 1)
        name = str(value) if isinstance(value, Literal) else local_name(str(value))
        several = ranked.setdefault(local_name(str(row["predicate"])), {})
        if str(value) not in several or rank > several[str(value)][0]:
            several[str(value)] = (rank, name if shown is None else str(shown))
    if not ranked:
        raise nothing_of(engine, str(thing))
    return {key: tuple(Fact(value, name) for value, (_, name) in several.items()) for key, several in ranked.items()}


def one(facts: Facts, name: str) -> str:
    """The name of a property's first value, or empty."""
    return facts[name][0].name if facts.get(name) else ""
