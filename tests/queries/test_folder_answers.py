"""The graph in its folder answers every question as the graph in memory does, row by row and in the same order."""

from __future__ import annotations

import datetime

import pytest
from rdflib import Literal

from servanda.graph.folder_store import FolderStore
from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.bind import Term, day
from servanda.queries.catalogue import checks, names, question
from servanda.queries.engine import Engine
from servanda.queries.run import ask

#: Two states and instruments with much to tell; what a question needs beyond these is given below.
ASKED: tuple[dict[str, Term], ...] = (
    {
        "state": iris.state("IDN"),
        "instrument": iris.instrument("icrmw"),
        "on": day(datetime.date(2023, 1, 1)),
        "language": Literal("en"),
        "from": day(datetime.date(2012, 1, 1)),
        "until": day(datetime.date(2018, 12, 31)),
        "origin": iris.state("IDN"),
        "destination": iris.state("SAU"),
        "employment": iris.state("SAU"),
        "period": iris.binding("IDN", "icrmw", "2012-09-01"),
        "asked": iris.provision("icrmw/16"),
        "other": iris.instrument("ilo-c189"),
        "kind": iris.worker_kind("irregular-situation"),
        "role": SV.StateOfOrigin,
        "right": iris.right("just-remuneration"),
        "report": iris.report("normlex_supervision", "ceacr-qat-c029-4022593"),
        "thing": iris.instrument("icrmw"),
        "provision": iris.provision("icrmw/46"),
        "obligation": iris.obligation("icrmw-25-1"),
        "measure": iris.measure("idn-law-18-2017"),
        "act": iris.action("IDN", "icrmw", "Ratification", "2012-05-31"),
        "graph": iris.named_graph("law"),
        "class": SV.State,
    },
    {
        "state": iris.state("MEX"),
        "instrument": iris.instrument("iccpr"),
        "on": day(datetime.date(1999, 12, 31)),
        "language": Literal("id"),
        "from": day(datetime.date(1980, 1, 1)),
        "until": day(datetime.date(2030, 1, 1)),
        "origin": iris.state("MEX"),
        "destination": iris.state("USA"),
        "employment": iris.state("USA"),
        "period": iris.binding("MEX", "icrmw", "2003-07-01"),
        "asked": iris.provision("iccpr/13"),
        "other": iris.instrument("icrmw"),
        "kind": iris.worker_kind("domestic-worker"),
        "role": SV.StateOfEmployment,
        "right": iris.right("identity-documents"),
        "report": iris.report("upr", "upr-s5-afg-120"),
        "thing": iris.state("MEX"),
        "provision": iris.provision("iccpr/14"),
        "obligation": iris.obligation("ilo-c029-1-1"),
        "measure": iris.measure("phl-ra-10361"),
        "act": iris.action("MEX", "icrmw", "Ratification", "1999-03-08"),
        "graph": iris.named_graph("claims/upr"),
        "class": SV.Instrument,
    },
)
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
    given = {parameter: term for parameter, term in ASKED[asked].items() if parameter in question(name).parameters}
    assert set(question(name).needed) <= set(given), "a question needs a parameter that is not in ASKED"
    assert rows(folder_store, name, given) == rows(engine, name, given)


@pytest.mark.parametrize("name", OF_ALL)
def test_a_question_about_everything_has_the_same_rows(engine: MemoryStore, folder_store: FolderStore, name: str) -> None:
    given: dict[str, Term] = {parameter: ASKED[0][parameter] for parameter in question(name).needed}
    found = rows(engine, name, given)
    assert found
    assert rows(folder_store, name, given) == found


@pytest.mark.parametrize("name", checks())
def test_a_check_finds_as_much(engine: MemoryStore, folder_store: FolderStore, name: str) -> None:
    assert rows(folder_store, name, {}) == rows(engine, name, {})


def test_both_hold_as_many_statements(engine: MemoryStore, folder_store: FolderStore) -> None:
    assert len(folder_store.store) == len(engine.store)
