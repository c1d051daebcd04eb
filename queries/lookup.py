"""From what a person writes (IDN, icrmw, forced-labour) to a thing of the graph, or a sentence that says what is wrong."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable
from typing import Final

from rdflib import URIRef

from servanda.ontology import iris
from servanda.ontology.iris import BadLocalName
from servanda.ontology.namespaces import BASE, SV
from servanda.ontology.schemes import slugs
from servanda.queries.answers import LabelAnswer, answers
from servanda.queries.bind import day
from servanda.queries.catalogue import question
from servanda.queries.engine import Engine
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.run import ask
from servanda.queries.selection import Selection

#: In which a party carries an obligation.
ROLES: Final = ("AnyParty", "StateOfOrigin", "StateOfTransit", "StateOfEmployment")


def local_name(iri: str) -> str:
    """The part of an IRI that people write: ``IDN``, ``icrmw/25/1``, ``Ratification``."""
    if iri.startswith(f"{BASE}id/"):
        return iri.removeprefix(f"{BASE}id/").partition("/")[2]
    return iri.rpartition("#")[2].rpartition("/")[2]


def _known(engine: Engine, iri: URIRef) -> bool:
    return next(answers(engine, LabelAnswer, "labels", thing=iri), None) is not None


def _find(engine: Engine, written: str, mint: Callable[[str], URIRef], what: str, listing: str | None) -> URIRef:
    try:
        iri = mint(written)
    except BadLocalName:
        iri = None
    if iri is not None and _known(engine, iri):
        return iri
    raise NotFound(f"there is no {what} {written!r} here{_hint(engine, written, what, listing)}")


def _hint(engine: Engine, written: str, what: str, listing: str | None) -> str:
    """Close names, where the things are few enough to be listed."""
    if what == "topic":
        return _close(written, sorted(slugs()["topic"]))
    if listing is None:
        return ""
    needed = {"on": day(datetime.date.today())} if "on" in question(listing).needed else {}
    names = [local_name(str(row[what])) for row in ask(engine, listing, **needed)]
    return _close(written, names)


def _close(written: str, names: list[str]) -> str:
    close = difflib.get_close_matches(written, names, n=3, cutoff=0.4)
    return f"; did you mean {', '.join(close)}?" if close else ""


def find_state(engine: Engine, code: str) -> URIRef:
    """A state by ISO 3166-1 alpha-3 code (or ``x-…``), in capitals or not.

    Raises:
        NotFound: there is none (the message names close codes), or it is a territory, which is no party of its own.
    """
    written = code.lower() if code.lower().startswith("x-") else code.upper()
    iri = _find(engine, written, iris.state, "state", "states")
    if next(ask(engine, "states", state=iri), None) is None:
        raise NotFound(f"{written} is a territory and no party of its own: ask for the state that acts for it")
    return iri


def find_place(engine: Engine, code: str) -> URIRef:
    """A state or a territory by its code, in capitals or not: where people live, and who can agree with a state, need not be a party.

    Raises:
        NotFound: there is neither.
    """
    written = code.lower() if code.lower().startswith("x-") else code.upper()
    return _find(engine, written, iris.state, "state", "states")


def find_agreement_provision(engine: Engine, variable: str) -> URIRef:
    """A provision that the coding of bilateral agreements looks for, by its name there (``passport``).

    Raises:
        NotFound: there is none.
    """
    return _find(engine, variable.lower(), iris.agreement_provision, "provision", None)


def find_indicator(engine: Engine, slug: str) -> URIRef:
    """An indicator by its slug (``us-tip-tier``).

    Raises:
        NotFound: there is none.
    """
    return _find(engine, slug.lower(), iris.indicator, "indicator", None)


def find_instrument(engine: Engine, slug: str) -> URIRef:
    """An instrument by its slug.

    Raises:
        NotFound: there is none; the message names close slugs.
    """
    return _find(engine, slug.lower(), iris.instrument, "instrument", "instruments")


def find_role(_: Engine, written: str) -> URIRef:
    """The role that an obligation names: ``StateOfOrigin``, ``StateOfTransit``, ``StateOfEmployment`` or ``AnyParty``.

    Raises:
        NotFound: there is no such role.
    """
    if written not in ROLES:
        raise NotFound(f"there is no role {written!r}; there are {', '.join(ROLES)}")
    return SV[written]


def find_topic(engine: Engine, slug: str) -> URIRef:
    """A topic by its slug.

    Raises:
        NotFound: there is none; the message names close topics.
    """
    return _find(engine, slug.lower(), iris.topic, "topic", None)


def find_obligation(engine: Engine, identifier: str) -> URIRef:
    """An obligation by its id.

    Raises:
        NotFound: there is none.
    """
    return _find(engine, identifier.lower(), iris.obligation, "obligation", None)


def find_measure(engine: Engine, slug: str) -> URIRef:
    """What a state did, by its slug (``idn-law-18-2017``).

    Raises:
        NotFound: there is none.
    """
    return _find(engine, slug.lower(), iris.measure, "measure", None)


def find_case_study(engine: Engine, slug: str) -> URIRef:
    """What a study says of one country, or in general, by its slug (``indonesia``).

    Raises:
        NotFound: there is none.
    """
    return _find(engine, slug.lower(), iris.case_study, "case study", None)


def read_day(text: str) -> datetime.date:
    """A day as people write it in a question: YYYY-MM-DD.

    Raises:
        QuestionError: it is not such a day, or there is none.
    """
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise QuestionError(f"{text!r} is not a day: write YYYY-MM-DD, for instance 2023-01-01") from error


LANGUAGES = ("en", "id")


def read_language(text: str) -> str:
    """A language of the answers.

    Raises:
        QuestionError: neither ``en`` nor ``id``.
    """
    if text not in LANGUAGES:
        raise QuestionError(f"{text!r} is no language of this graph: en or id")
    return text


_TARGETS: Final = ("topic", "instrument", "provision", "obligation", "right")


def find_target(engine: Engine, written: str | None) -> tuple[Selection, str | None]:
    """What a path should lead to: ``obligation/ilo-c029-25--1``, ``provision/…``, ``instrument/…``, ``right/…`` or ``topic/…``.

    A whole IRI will do. Returns what to select, and the IRI at which paths end (None where each obligation ends one).

    Raises:
        QuestionError: it is of none of these kinds.
        NotFound: there is no such thing.
    """
    if written is None:
        return Selection(), None
    kind, _, local = written.removeprefix(f"{BASE}id/").partition("/")
    if kind not in _TARGETS or not local:
        raise QuestionError(f"{written!r} is no target: write {', '.join(f'{each}/…' for each in _TARGETS)}")
    mint: Callable[[str], URIRef] = getattr(iris, kind)
    iri = _find(engine, local, mint, kind, "instruments" if kind == "instrument" else None)
    return Selection(**{kind: iri}), None if kind == "topic" else str(iri)
