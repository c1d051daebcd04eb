"""What the questions answer: a frozen dataclass for each ``.rq`` file, its fields named like the query's variables.

A field of type ``str`` holds an IRI or a text, ``datetime.date`` a day; a date that may be only a year stays text as the graph has
it (``2012-05-31`` or ``2012``). A field that may be None is a variable that a row may leave unbound.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, get_type_hints

from rdflib.term import Node

from servanda.queries.bind import Term
from servanda.queries.engine import Engine
from servanda.queries.run import ask


@dataclass(frozen=True, slots=True)
class StateAnswer:
    """A state or other party."""

    state: str
    code: str
    name: str
    former: bool


@dataclass(frozen=True, slots=True)
class InstrumentAnswer:
    """An instrument, and how many states are bound by it for certain."""

    instrument: str
    title: str
    short: str
    adopted: str | None
    in_force: str | None
    depositary: str | None
    parties: int


@dataclass(frozen=True, slots=True)
class PeriodAnswer:
    """A period of being bound; ``until`` days are the first on which the state is no longer bound."""

    period: str
    state: str
    instrument: str
    from_: str
    from_earliest: datetime.date
    from_latest: datetime.date
    until: str | None
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    precision: str
    consent: str


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """One step of a reason."""

    number: int
    rule: str
    text: str
    article: str | None
    act: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class ActAnswer:
    """One act as one source tells it (several rows where it affects several provisions)."""

    act: str
    kind: str
    date: str | None
    effective_from: str | None
    withdrawn_on: str | None
    status: str | None
    printed: str | None
    source: str
    source_title: str | None
    as_at: str | None
    place: str | None
    remark: str | None
    affects: str | None


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """An obligation that bound the state on the day; ``certain`` is false where dates known to the year leave it open."""

    duty: str
    obligation: str
    label: str
    modality: str
    provision: str
    citation: str
    instrument: str
    short: str
    from_: str
    until: str | None
    certain: bool
    period: str
    consent: str


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """A state bound on the day."""

    state: str
    code: str
    name: str
    from_: str
    certain: bool
    period: str


@dataclass(frozen=True, slots=True)
class SignatoryAnswer:
    """A state that only signed."""

    state: str
    code: str
    name: str
    signed: str


@dataclass(frozen=True, slots=True)
class CompletenessAnswer:
    """What a source covers of an instrument."""

    instrument: str
    source: str
    title: str
    extent: str
    as_at: datetime.date | None
    silent_until: datetime.date | None


@dataclass(frozen=True, slots=True)
class ConflictAnswer:
    """One record of a disagreement between sources."""

    conflict: str
    state: str
    instrument: str
    about: str
    rule: str
    chosen: str
    record: str
    date: str | None
    kind: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ObligationAnswer:
    """What a provision asks (a row for each bearer role)."""

    obligation: str
    label: str
    definition: str
    modality: str
    bearer: str
    provision: str
    citation: str
    instrument: str


@dataclass(frozen=True, slots=True)
class ProvisionAnswer:
    """A provision in the order of the text."""

    provision: str
    number: str
    kind: str
    parent: str
    citation: str


@dataclass(frozen=True, slots=True)
class WithdrawnStatementAnswer:
    """A withdrawal of a reservation, declaration or objection."""

    act: str
    state: str
    instrument: str
    withdrawn: str | None
    affects: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class DenunciationAnswer:
    """A notice of denunciation, and the period that it ended or could not end."""

    act: str
    state: str
    instrument: str
    notified: str | None
    status: str | None
    period: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class FirstPartyAnswer:
    """A state bound since the instrument's own entry into force."""

    state: str
    code: str
    name: str
    from_: str


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """How many duties a state owed on a topic under one instrument."""

    topic: str
    label: str
    instrument: str
    duties: int


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """One way from a state's act to an obligation (and to a right, where it realises one)."""

    act: str
    act_kind: str
    act_date: str | None
    act_as_at: str | None
    source_title: str
    period: str
    from_: str
    instrument: str
    short: str
    provision: str
    citation: str
    obligation: str
    label: str
    right: str | None
    right_label: str | None


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One thing that the graph says of another (``describe.py`` reads the terms themselves)."""

    predicate: str
    value: str
    label: str | None


@dataclass(frozen=True, slots=True)
class LabelAnswer:
    """A thing's class and one of its names."""

    thing: str
    class_: str
    label: str | None


#: Each question's answer.
ANSWERS: Final[Mapping[str, type[Any]]] = {
    "states": StateAnswer,
    "instruments": InstrumentAnswer,
    "binding_periods": PeriodAnswer,
    "binding_steps": StepAnswer,
    "acts": ActAnswer,
    "duties_on": DutyAnswer,
    "parties_on": PartyAnswer,
    "signed_only": SignatoryAnswer,
    "completeness": CompletenessAnswer,
    "conflicts": ConflictAnswer,
    "obligations": ObligationAnswer,
    "provisions": ProvisionAnswer,
    "withdrawn_statements": WithdrawnStatementAnswer,
    "denunciations": DenunciationAnswer,
    "first_parties": FirstPartyAnswer,
    "topics_by_state": TopicAnswer,
    "path_edges": PathAnswer,
    "labels": LabelAnswer,
    "describe": StatementAnswer,
}


def variable(field_name: str) -> str:
    """The variable that a field reads (``from_`` reads ``?from``, since ``from`` is a word of Python)."""
    return field_name.removesuffix("_")


def _value(node: Node | None, hint: object, name: str) -> Any:
    if node is None:
        if hint in (str, int, bool, datetime.date):
            raise TypeError(f"?{name} must be bound in every row")
        return None
    if hint in (datetime.date, datetime.date | None):
        return datetime.date.fromisoformat(str(node))
    if hint is int:
        return int(str(node))
    if hint is bool:
        return str(node) in {"true", "1"}
    return str(node)


Answer = TypeVar("Answer")


def answers(engine: Engine, answer: type[Answer], name: str, **parameters: Term | Sequence[Term] | None) -> Iterator[Answer]:
    """Ask a question and read its rows as the answer's dataclass.

    Raises:
        UnknownQuestion, UnknownParameter: see ``run.ask``.
        TypeError: a row lacks a variable that the answer needs (the query and its answer do not fit).
    """
    hints = get_type_hints(answer)
    fields = [(field.name, hints[field.name]) for field in dataclasses.fields(answer)]  # type: ignore[arg-type]
    for row in ask(engine, name, **parameters):
        yield answer(**{field: _value(row.get(variable(field)), hint, variable(field)) for field, hint in fields})
