"""The parameters of a named question as people write them (``state=IDN on=2023-01-01``), into terms and back."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rdflib import Literal, URIRef

from servanda.ontology.namespaces import BASE
from servanda.queries.bind import Term, day
from servanda.queries.catalogue import question
from servanda.queries.close_names import quoted
from servanda.queries.engine import Engine
from servanda.queries.errors import QuestionError
from servanda.queries.lookup import find_instrument, find_role, find_state, find_target, find_topic, local_name, read_day, read_language

#: Parameters that are written by the name of what they name, without its kind.
_FINDERS: Final[Mapping[str, Callable[[Engine, str], URIRef]]] = {
    **dict.fromkeys(("state", "origin", "destination", "respondent"), find_state),
    "instrument": find_instrument,
    "other": find_instrument,
    "topic": find_topic,
    "role": find_role,
}
_DAYS: Final = frozenset({"on", "from", "until"})
_TARGETS: Final = frozenset({"obligation", "provision", "right"})


def read_parameters(engine: Engine, name: str, written: Iterable[tuple[str, str]]) -> dict[str, Term | None]:
    """The parameters of a question as terms; a language that is not given is English, a day that is not given is today.

    Raises:
        UnknownQuestion: there is no such question.
        NotFound, QuestionError: there is no such state, instrument… or day, or a parameter is given twice.
    """
    known = question(name).parameters
    values: dict[str, Term | None] = {}
    if "language" in known:
        values["language"] = Literal("en")
    if "on" in known:
        values["on"] = day(datetime.date.today())
    several = list(written)
    given = Counter(key for key, _ in several)
    for key, value in several:
        if given[key] > 1:
            raise given_again(key, given[key])
        values[key] = _term(engine, key, value)
    return values


def given_again(name: str, times: int) -> QuestionError:
    """The error that a parameter which has one value is given several times."""
    return QuestionError(
        f"the parameter {quoted(name)} is given {times} times; it takes one value",
        f"parameter {quoted(name)} ditulis {times} kali; nilainya hanya boleh satu",
    )


def write_parameters(parameters: Mapping[str, Term | None]) -> dict[str, str]:
    """Terms as people write them: what ``read_parameters`` reads as the same terms."""
    return {name: _written(name, term) for name, term in parameters.items() if term is not None}


def _term(engine: Engine, name: str, value: str) -> Term:
    if name in _FINDERS:
        return _FINDERS[name](engine, value)
    if name in _DAYS:
        return day(read_day(value))
    if name == "language":
        return Literal(read_language(value))
    if name in _TARGETS:
        _, thing = find_target(engine, f"{name}/{value}")
        return URIRef(str(thing))
    return URIRef(value if value.startswith(("https://", "http://")) else f"{BASE}id/{value}")


def _written(name: str, term: Term) -> str:
    if isinstance(term, Literal):
        return str(term)
    return local_name(str(term)) if name in _FINDERS or name in _TARGETS else str(term).removeprefix(f"{BASE}id/")
