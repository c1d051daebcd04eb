"""What changed between two versions of a table, thing by thing, in lines that a lawyer can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.ontology.namespaces import BASE

#: Rows of a table as text, column by column.
TextRow = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in one table.

    Attributes:
        added, removed: rows of things that are in one version only, in the order of their keys.
        changed: rows before and after of things that are in both.
    """

    added: tuple[TextRow, ...]
    removed: tuple[TextRow, ...]
    changed: tuple[tuple[tuple[TextRow, ...], tuple[TextRow, ...]], ...]


def compare(before: Iterable[TextRow], after: Iterable[TextRow], key: Sequence[str]) -> Changes:
    """Compare two versions of a table.

    Args:
        before, after: the rows; a column that one version lacks is compared as empty.
        key: columns that say which thing a row is about; a thing may have several rows, whose order does not matter.
    """
    old, new = _by_key(before, key), _by_key(after, key)
    added = [row for name in sorted(new.keys() - old.keys()) for row in new[name]]
    removed = [row for name in sorted(old.keys() - new.keys()) for row in old[name]]
    changed = [
        (tuple(old[name]), tuple(new[name])) for name in sorted(old.keys() & new.keys()) if _content(old[name]) != _content(new[name])
    ]
    return Changes(tuple(added), tuple(removed), tuple(changed))


def _by_key(rows: Iterable[TextRow], key: Sequence[str]) -> dict[tuple[str, ...], list[TextRow]]:
    found: dict[tuple[str, ...], list[TextRow]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(column, "") for column in key), []).append(row)
    return found


def _content(rows: Iterable[TextRow]) -> list[list[tuple[str, str]]]:
    return sorted(_cells(row) for row in rows)


def _cells(row: TextRow) -> list[tuple[str, str]]:
    return sorted((column, value) for column, value in row.items() if value)


def in_words(changes: Changes, key: Sequence[str]) -> Iterator[str]:
    """One line for each thing that is new, gone or another, as Markdown list items."""
    for row in changes.added:
        yield f"- new: {_row(row)}"
    for row in changes.removed:
        yield f"- gone: {_row(row)}"
    for before, after in changes.changed:
        name = ", ".join(_short(after[0].get(column, "")) for column in key)
        if len(before) == len(after) == 1:
            columns = dict.fromkeys([*before[0], *after[0]])
            told = [
                f"{column} was {_shown(before[0].get(column, ''))}, is {_shown(after[0].get(column, ''))}"
                for column in columns
                if before[0].get(column, "") != after[0].get(column, "")
            ]
            yield f"- changed: {name}: {'; '.join(told)}"
            continue
        gone = [row for row in before if _cells(row) not in [_cells(other) for other in after]]
        come = [row for row in after if _cells(row) not in [_cells(other) for other in before]]
        lines = [f"no longer {_row(row)}" for row in gone] + [f"now {_row(row)}" for row in come]
        yield f"- changed: {name}: {'; '.join(lines)}"


def _row(row: TextRow) -> str:
    return ", ".join(f"{column} {_shown(value)}" for column, value in row.items() if value)


def _shown(value: str) -> str:
    return f"“{_short(value)}”" if value else "empty"


def _short(value: str) -> str:
    """A value on one line; our own addresses without their beginning."""
    return " ".join(value.split()).replace(f"{BASE}id/", "").replace(f"{BASE}ontology#", "")
