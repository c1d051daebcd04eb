"""From what a person writes (IDN, icrmw, forced-labour) to a thing of the graph, or a sentence that says what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Final

from rdflib import URIRef

from servanda.ontology import iris
from servanda.ontology.iris import BadLocalName
from servanda.ontology.namespaces import BASE, SV
from servanda.queries.answers import LabelAnswer, PlaceAnswer, answers
from servanda.queries.close_names import (
    AGREEMENT_PROVISION,
    CASE_STUDY,
    INDICATOR,
    INSTRUMENT,
    MEASURE,
    OBLIGATION,
    PLACE,
    PROVISION,
    RIGHT,
    STATE,
    TOPIC,
    Kind,
    named,
    not_found,
    quoted,
)
from servanda.queries.engine import Engine
from servanda.queries.errors import NotFound, QuestionError
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


def find(engine: Engine, written: str, mint: Callable[[str], URIRef], kind: Kind, more: tuple[str, str] = ("", "")) -> URIRef:
    """A thing of a kind by its code, in capitals or not; ``mint`` makes its IRI of the code in small letters.

    Raises:
        NotFound: there is none; the message names close ones, and ``more`` in English and Indonesian.
    """
    try:
        iri = mint(written.lower())
    except BadLocalName:
        iri = None
    if iri is not None and _known(engine, iri):
        return iri
    raise not_found(engine, kind, written, more)


def _state(code: str) -> URIRef:
    return iris.state(code if code.startswith("x-") else code.upper())


def find_state(engine: Engine, code: str) -> URIRef:
    """A state by ISO 3166-1 alpha-3 code (or ``x-…``), in capitals or not.

    Raises:
        NotFound: there is none (the message names close codes), or it is a territory, which is no party of its own (the message names
            the state that acts for it, if one is recorded).
    """
    iri = find(engine, code, _state, STATE)
    places = list(answers(engine, PlaceAnswer, "places", place=iri))
    if not any(local_name(place.kind) == "State" for place in places):
        raise NotFound(
            f"{local_name(iri)} is a territory and no party of its own: ask for the state that acts for it",
            f"{local_name(iri)} adalah wilayah dan bukan pihak sendiri: tanyakan negara yang bertindak untuknya",
            written=code,
            close=named(engine, [place.administered_by for place in places if place.administered_by is not None]),
            about=str(iri),
        )
    return iri


def find_place(engine: Engine, code: str) -> URIRef:
    """A state or a territory by its code, in capitals or not: where people live, and who can agree with a state, need not be a party.

    Raises:
        NotFound: there is neither.
    """
    return find(engine, code, _state, PLACE)


def find_agreement_provision(engine: Engine, variable: str) -> URIRef:
    """A provision that the coding of bilateral agreements looks for, by its name there (``passport``).

    Raises:
        NotFound: there is none.
    """
    return find(engine, variable, iris.agreement_provision, AGREEMENT_PROVISION)


def find_indicator(engine: Engine, slug: str) -> URIRef:
    """An indicator by its slug (``us-tip-tier``).

    Raises:
        NotFound: there is none.
    """
    return find(engine, slug, iris.indicator, INDICATOR)


def find_instrument(engine: Engine, slug: str) -> URIRef:
    """An instrument by its slug.

    Raises:
        NotFound: there is none; the message names close slugs.
    """
    return find(engine, slug, iris.instrument, INSTRUMENT)


def find_role(_: Engine, written: str) -> URIRef:
    """The role that an obligation names: ``StateOfOrigin``, ``StateOfTransit``, ``StateOfEmployment`` or ``AnyParty``.

    Raises:
        NotFound: there is no such role.
    """
    if written not in ROLES:
        raise NotFound(
            f"there is no role {quoted(written)}; there are {', '.join(ROLES)}",
            f"tidak ada peran {quoted(written)}; yang ada {', '.join(ROLES)}",
            written=written,
        )
    return SV[written]


def find_topic(engine: Engine, slug: str) -> URIRef:
    """A topic by its slug.

    Raises:
        NotFound: there is none; the message names close topics.
    """
    return find(engine, slug, iris.topic, TOPIC)


def find_obligation(engine: Engine, identifier: str) -> URIRef:
    """An obligation by its id.

    Raises:
        NotFound: there is none.
    """
    return find(engine, identifier, iris.obligation, OBLIGATION)


def find_measure(engine: Engine, slug: str) -> URIRef:
    """What a state did, by its slug (``idn-law-18-2017``).

    Raises:
        NotFound: there is none.
    """
    return find(engine, slug, iris.measure, MEASURE)


def find_case_study(engine: Engine, slug: str) -> URIRef:
    """What a study says of one country, or in general, by its slug (``indonesia``).

    Raises:
        NotFound: there is none.
    """
    return find(engine, slug, iris.case_study, CASE_STUDY)


def read_day(text: str) -> datetime.date:
    """A day as people write it in a question: YYYY-MM-DD.

    Raises:
        QuestionError: it is not such a day, or there is none.
    """
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise QuestionError(
            f"{quoted(text)} is not a day: write YYYY-MM-DD, for instance 2023-01-01",
            f"{quoted(text)} bukan tanggal: tulis YYYY-MM-DD, misalnya 2023-01-01",
        ) from error


LANGUAGES = ("en", "id")


def read_language(text: str) -> str:
    """A language of the answers.

    Raises:
        QuestionError: neither ``en`` nor ``id``.
    """
    if text not in LANGUAGES:
        raise QuestionError(
            f"{quoted(text)} is no language of this graph: en or id",
            f"{quoted(text)} bukan bahasa graf ini: en atau id",
        )
    return text


_TARGETS: Final = {each.place: each for each in (TOPIC, INSTRUMENT, PROVISION, OBLIGATION, RIGHT)}


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
        kinds = ", ".join(f"{each}/…" for each in _TARGETS)
        shown = quoted(written)
        raise QuestionError(f"{shown} is no target: write {kinds}", f"{shown} bukan tujuan: tulis {kinds}", written=written)
    mint: Callable[[str], URIRef] = getattr(iris, kind)
    iri = find(engine, local, mint, _TARGETS[kind])
    return Selection(**{kind: iri}), None if kind == "topic" else str(iri)
