"""The tables in which the graph is handed to those who do not read RDF: each is the answer to a named question, asked of everything."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, get_type_hints

from rdflib import Literal

from servanda.queries.answers import ANSWERS, answers, variable
from servanda.queries.bind import Term
from servanda.queries.catalogue import question
from servanda.queries.engine import Engine

#: What stands in a cell.
Cell = str | int | bool | datetime.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: the variable of the question.
        kind: ``str``, ``int``, ``bool`` or ``date``.
        required: whether every row has a value.
    """

    name: str
    kind: type
    required: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: of its file, without an ending.
        question: the named question that it answers.
        given: the question's parameters.
        key: columns that say which thing a row is about; a thing may have several rows.
    """

    name: str
    question: str
    key: tuple[str, ...]
    given: Mapping[str, Term] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The question in plain words."""
        return question(self.question).sentence

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of the answer's fields."""
        answer = ANSWERS[self.question]
        hints = get_type_hints(answer)
        return tuple(_column(variable(each.name), hints[each.name]) for each in fields(answer))

    def rows(self, engine: Engine) -> Iterator[tuple[Cell, ...]]:
        """The rows, in the order of the question."""
        answer = ANSWERS[self.question]
        names = [each.name for each in fields(answer)]
        for row in answers(engine, answer, self.question, **self.given):
            yield tuple(getattr(row, name) for name in names)


def _column(name: str, hint: Any) -> Column:
    for kind in (str, int, bool, datetime.date):
        if hint == kind:
            return Column(name, kind, required=True)
        if hint == kind | None:
            return Column(name, kind, required=False)
    raise TypeError(f"?{name} is of a kind that no table has: {hint}")


_ENGLISH: Final[Mapping[str, Term]] = {"language": Literal("en")}
_INDONESIAN: Final[Mapping[str, Term]] = {"language": Literal("id")}

#: All tables. Claims stand in a table of their own and in no other.
TABLES: Final = (
    Table("states", "states", ("state",)),
    Table("acts", "acts", ("act",)),
    Table("binding-periods", "binding_periods", ("period",)),
    Table("effect-rules", "effect_rules", ("rule",)),
    Table("denunciations", "denunciations", ("act",)),
    Table("completeness", "completeness", ("instrument", "source")),
    Table("conflicts", "conflicts", ("conflict",)),
    Table("provisions", "provisions", ("provision",)),
    Table("obligations", "obligations", ("obligation",), _ENGLISH),
    Table("obligations-id", "obligations", ("obligation",), _INDONESIAN),
    Table("limits", "limits", ("limit",), _ENGLISH),
    Table("objections", "objections", ("objection",), _ENGLISH),
    Table("excluded-parts", "excluded_parts", ("state", "provision")),
    Table("matches", "matching_obligations", ("obligation", "other"), _ENGLISH),
    Table("left-out-provisions", "left_out_provisions", ("provision",), _ENGLISH),
    Table("measures", "measures_of_state", ("measure",), _ENGLISH),
    Table("agreements", "agreements", ("agreement",), _ENGLISH),
    Table("corridor-people", "corridor_people", ("origin", "destination"), _ENGLISH),
    Table("indicators", "indicators_of_state", ("state", "indicator", "year"), _ENGLISH),
    Table("claims", "reports", ("report",), _ENGLISH),
)
