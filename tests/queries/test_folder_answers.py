"""The graph in its folder answers every question as the graph in memory does, row by row and in the same order."""

from __future__ import annotations

import pytest
from asked_parameters import ASKED, as_asked, only_needed

from servanda.graph.folder_store import FolderStore
from servanda.graph.store import MemoryStore
from servanda.queries.bind import Term
from servanda.queries.catalogue import checks, names, question
from servanda.queries.engine import Engine
from servanda.queries.run import ask

#: Also asked of all states and instruments, which gives every row there is: those that are quick enough for that.
OF_ALL = (
    *("acts", "binding_periods", "binding_when_reported", "completeness", "conflicts", "denunciations", "effect_rules", "instruments"),
    *("limits", "matching_obligations"),
)


def rows(engine: Engine, name: str, given: dict[str, Term]) -> list[list[tuple[str, str]]]:
    found = ask(engine, name, **given)
    return [[(variable, term.n3()) for variable, term in sorted(row.items())] for row in found]


@pytest.mark.parametrize("asked", range(len(ASKED)))
@pytest.mark.parametrize("name", names())
def test_a_question_has_the_same_rows_in_the_same_order(engine: MemoryStore, folder_store: FolderStore, name: str, asked: int) -> None:
    given = as_asked(name, asked)
    assert set(question(name).needed) <= set(given), "a question needs a parameter that is not in ASKED"
    assert rows(folder_store, name, given) == rows(engine, name, given)


@pytest.mark.parametrize("name", OF_ALL)
def test_a_question_about_everything_has_the_same_rows(engine: MemoryStore, folder_store: FolderStore, name: str) -> None:
    given = only_needed(name)
    found = rows(engine, name, given)
    assert found
    assert rows(folder_store, name, given) == found


@pytest.mark.parametrize("name", checks())
def test_a_check_finds_as_much(engine: MemoryStore, folder_store: FolderStore, name: str) -> None:
    assert rows(folder_store, name, {}) == rows(engine, name, {})


def test_both_hold_as_many_statements(engine: MemoryStore, folder_store: FolderStore) -> None:
    assert len(folder_store.store) == len(engine.store)
