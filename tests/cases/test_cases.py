"""The cases that a lawyer can read: every sentence in the ``.yml`` files beside this one must be true of the built graph."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pytest
import yaml
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.queries.answers import DutyAnswer, ObligationAnswer, WithdrawnStatementAnswer, answers
from servanda.queries.binding import binding
from servanda.queries.duties import duties
from servanda.queries.lookup import find_instrument, find_obligation, find_state, local_name, read_day

FOLDER: Final = Path(__file__).resolve().parent
BINDING: Final = "binding"
WITHDRAWN_STATEMENT: Final = "withdrawn_statement"
EXPECTED: Final = {BINDING: {"bound", "not_bound", "not_known"}, WITHDRAWN_STATEMENT: {"withdrawn"}}
#: A promise of the project: never fewer cases than this.
FEWEST: Final = 40


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence about one state, one instrument and one day, with what must be answered and who says so.

    Attributes:
        name: file and number in the file.
        sentence: the case in plain English.
        source: the official source of the expected answer.
        state, instrument: code and slug.
        on: the day asked about (for a withdrawn statement, the day of the withdrawal).
        expected: what must be answered.
        kind: ``binding`` or ``withdrawn_statement``.
        obligation, provision: asks about a duty rather than about the instrument; empty where it does not.
        since, until: when the period that decides begins and ends, as the graph writes it; empty where the case does not say.
        rule: the rule that must have decided; empty where the case does not say.
        reckoning: how the day was worked out, for the reader.
    """

    name: str
    sentence: str
    source: str
    state: str
    instrument: str
    on: datetime.date
    expected: str
    kind: str
    obligation: str
    provision: str
    since: str
    until: str
    rule: str
    reckoning: str


def _case(name: str, record: dict[str, str]) -> Case:
    """Read a record by emptying it: a field that nobody knows is an error, not a remark."""
    fields = dict(record)
    kind = fields.pop("kind", BINDING)
    case = Case(
        name=name,
        sentence=fields.pop("sentence", ""),
        source=fields.pop("source", ""),
        state=fields.pop("state"),
        instrument=fields.pop("instrument"),
        on=read_day(fields.pop("on")),
        expected=fields.pop("expected"),
        kind=kind,
        obligation=fields.pop("obligation", ""),
        provision=fields.pop("provision", ""),
        since=fields.pop("since", ""),
        until=fields.pop("until", ""),
        rule=fields.pop("rule", ""),
        reckoning=fields.pop("reckoning", ""),
    )
    if fields:
        raise ValueError(f"{name}: no case has the fields {sorted(fields)}")
    if case.expected not in EXPECTED.get(kind, set()):
        raise ValueError(f"{name}: a case of kind {kind!r} cannot expect {case.expected!r}")
    return case


def _read() -> list[Case]:
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.yml")):
        # The base loader leaves every value as it is written: a year stays a year, and `on` is no truth value.
        records = cast("list[dict[str, str]]", yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
        found += [_case(f"{path.stem}-{number:02d}", record) for number, record in enumerate(records, start=1)]
    return found


CASES: Final = _read()
ABOUT_INSTRUMENTS: Final = [case for case in CASES if case.kind == BINDING and not (case.obligation or case.provision)]
ABOUT_DUTIES: Final = [case for case in CASES if case.kind == BINDING and (case.obligation or case.provision)]
WITHDRAWN: Final = [case for case in CASES if case.kind == WITHDRAWN_STATEMENT]


def _explain(case: Case, answered: str) -> str:
    return f"\n{case.sentence}\nAnswered: {answered}\nBut: {case.source}\n{case.reckoning}"


@pytest.mark.parametrize("case", ABOUT_INSTRUMENTS, ids=lambda case: case.name)
def test_whether_a_state_is_bound(case: Case, engine: MemoryStore) -> None:
    """The answer, the rule that gave it and the period that decides are the expected ones."""
    answer = binding(engine, find_state(engine, case.state), find_instrument(engine, case.instrument), case.on)
    said = _explain(case, f"{answer.status} ({answer.rule}): {answer.reason}")
    assert answer.status == case.expected, said
    if case.rule:
        assert answer.rule == case.rule, said
    if case.since:
        assert answer.period is not None, said
        assert answer.period.from_ == case.since, said
    if case.until:
        assert answer.period is not None, said
        assert answer.period.until == case.until, said


def _asked_about(case: Case, provision: str, obligation: str) -> bool:
    if case.obligation:
        return local_name(obligation) == case.obligation
    path = local_name(provision)
    return path == case.provision or path.startswith(f"{case.provision}/")


def _duty_status(case: Case, found: list[DutyAnswer], status_of_instrument: str) -> str:
    if any(duty.certain for duty in found):
        return "bound"
    return "not_known" if found or status_of_instrument == "not_known" else "not_bound"


@pytest.mark.parametrize("case", ABOUT_DUTIES, ids=lambda case: case.name)
def test_whether_a_state_owes_a_duty(case: Case, engine: MemoryStore) -> None:
    """A duty that is asked about is encoded, and it is owed, not owed or not known to be owed on that day."""
    state, instrument = find_state(engine, case.state), find_instrument(engine, case.instrument)
    if case.obligation:
        find_obligation(engine, case.obligation)
    encoded = answers(engine, ObligationAnswer, "obligations", instrument=instrument, language=Literal("en"))
    assert any(_asked_about(case, each.provision, each.obligation) for each in encoded), "no obligation is encoded there"
    owed = duties(engine, state, case.on, instrument=instrument).duties
    found = [duty for duty in owed if _asked_about(case, duty.provision, duty.obligation)]
    status = _duty_status(case, found, binding(engine, state, instrument, case.on).status)
    said = _explain(case, f"{status}: {[local_name(duty.obligation) for duty in found]}")
    assert status == case.expected, said
    if case.since:
        assert {duty.from_ for duty in found} == {case.since}, said


@pytest.mark.parametrize("case", WITHDRAWN, ids=lambda case: case.name)
def test_whether_a_statement_was_withdrawn(case: Case, engine: MemoryStore) -> None:
    """The withdrawal of a reservation or declaration is recorded with its day and the provision that it is about."""
    about = {"state": find_state(engine, case.state), "instrument": find_instrument(engine, case.instrument)}
    rows = list(answers(engine, WithdrawnStatementAnswer, "withdrawn_statements", **about))
    said = {(row.withdrawn, None if row.affects is None else local_name(row.affects)) for row in rows}
    assert (case.on.isoformat(), case.provision) in said, _explain(case, str(sorted(said, key=str)))


def test_there_are_enough_cases_of_each_answer() -> None:
    """Forty cases at least, and each of the three answers is asked for more than once."""
    assert len(CASES) >= FEWEST
    for status in EXPECTED[BINDING]:
        assert len([case for case in CASES if case.expected == status]) > 1, f"too few cases expect {status}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_a_sentence_and_names_its_source(case: Case) -> None:
    """A case without an official source proves nothing, and one without a sentence cannot be read."""
    assert case.sentence.endswith("."), case.name
    assert len(case.source) > 20, f"{case.name}: name the source that the expected answer rests on"


def test_no_case_is_told_twice() -> None:
    """Two cases that ask the same of the same day would hide a contradiction."""
    asked = [(case.kind, case.state, case.instrument, case.obligation, case.provision, case.on) for case in CASES]
    assert len(asked) == len(set(asked))
