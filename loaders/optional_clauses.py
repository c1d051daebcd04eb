"""Clauses that bind only those who declare so: which they are, how many declarations they need, and what declarations themselves limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "optional_clauses" / "optional_clauses.csv"
TERMS: Final = DATA / "optional_clauses" / "declared_terms.csv"
COLUMNS: Final = ("provision", "declarations_needed", "article", "in_force", "source", "remark")
TERM_COLUMNS: Final = ("provision", "state", "from", "certain_from", "until", "act", "source", "place", "remark")


@dataclass(frozen=True, slots=True)
class OptionalClause:
    """A provision that binds a party only from its own declaration.

    Attributes:
        provision: path (``icrmw/77``).
        declarations_needed: how many parties must have declared before the clause is in force; None where the text asks for no number.
        article: path of the provision that says so.
        in_force: day on which the clause came into force, where a source prints it.
        source: the text, and who prints the day.
        remark: in our own words.
    """

    provision: str
    declarations_needed: int | None
    article: str
    in_force: PartialDate | None
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class DeclaredTerm:
    """A declaration that holds over other days than its act tells, or that a note tells of and no act does.

    Attributes:
        provision, state: path of the clause, and code.
        holds_from: first day on which it can hold.
        certain_from: day from which it holds for certain.
        until: first day on which it no longer holds; None where it stands.
        act: local id of the act, or empty where a note alone tells of the declaration.
        source, place: name of the source, and where in it.
        remark: in our own words.
    """

    provision: str
    state: str
    holds_from: PartialDate
    certain_from: PartialDate
    until: PartialDate | None
    act: str
    source: str
    place: str
    remark: str


def _number(record: Record, column: str) -> int | None:
    cell = record.pop(column)
    if cell and not (cell.isdecimal() and int(cell) > 0):
        raise record.wrong(column, f"{cell!r} is no number of declarations")
    return int(cell) if cell else None


def read_optional_clauses(provisions: Mapping[str, frozenset[str]], path: Path = TABLE) -> list[OptionalClause]:
    """The optional clauses.

    Args:
        provisions: the paths of each instrument whose text is taken apart; of another instrument any path will do.
        path: the table.

    Raises:
        SourceError: a cell cannot be understood, a provision does not exist or stands twice (row and column named).
    """
    found: dict[str, OptionalClause] = {}
    for record in read_table(path, COLUMNS):
        clause = OptionalClause(
            provision=record.pop_required("provision"),
            declarations_needed=_number(record, "declarations_needed"),
            article=record.pop_required("article"),
            in_force=record.pop_day("in_force"),
            source=record.pop_required("source"),
            remark=record.pop("remark"),
        )
        record.finish()
        for column, each in (("provision", clause.provision), ("article", clause.article)):
            known = provisions.get(each.partition("/")[0])
            if known is not None and each not in known:
                raise record.wrong(column, f"there is no provision {each!r}")
        if clause.provision in found:
            raise record.wrong("provision", f"{clause.provision} stands here twice")
        found[clause.provision] = clause
    return list(found.values())


def read_declared_terms(clauses: Iterable[OptionalClause], path: Path = TERMS) -> list[DeclaredTerm]:
    """The declarations that need a term of their own.

    Raises:
        SourceError: a cell cannot be understood, or names a provision that is no optional clause (row and column named).
    """
    known = {clause.provision for clause in clauses}
    found: list[DeclaredTerm] = []
    for record in read_table(path, TERM_COLUMNS):
        provision = record.pop_required("provision")
        if provision not in known:
            raise record.wrong("provision", f"{provision!r} is no optional clause")
        begins = record.filled("from", record.pop_day("from"))
        certain = record.pop_day("certain_from") or begins
        until = record.pop_day("until")
        if certain.latest < begins.earliest or (until is not None and until.latest <= certain.latest):
            raise record.wrong("until", "a declaration holds from one day to a later one")
        found.append(
            DeclaredTerm(
                provision=provision,
                state=record.pop_required("state"),
                holds_from=begins,
                certain_from=certain,
                until=until,
                act=record.pop("act"),
                source=record.pop_required("source"),
                place=record.pop_required("place"),
                remark=record.pop("remark"),
            )
        )
        record.finish()
    return found
