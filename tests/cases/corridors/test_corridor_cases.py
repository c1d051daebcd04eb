"""The corridors worked by hand: who was bound at each end by a decisive duty on a day, for that worker, and what remains."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast, get_args

import pytest
import yaml

from servanda.graph.store import MemoryStore
from servanda.queries.corridor_answer import Cell, Corridor, ObligationCell
from servanda.queries.corridor_sides import SIDE_STATUSES, Side
from servanda.queries.corridors import corridor
from servanda.queries.lookup import read_day
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot
from servanda.queries.worker_kinds import read_worker

FOLDER: Final = Path(__file__).resolve().parent
#: What a case expects where the duty does not protect that worker at all.
LEFT_OUT: Final = "left_out"
EXPECTED: Final = {*get_args(Cell), LEFT_OUT}
REMAINS: Final = {"whole", "part", "nothing", "not_compared", "not_known"}
EITHER: Final = " or "
#: A promise of the project: so many corridors, each on so many topics.
CORRIDORS, TOPICS = 7, 3


@dataclass(frozen=True, slots=True)
class Case:
    """One duty in one corridor on one day, with what must be answered and who says so.

    Attributes:
        name: file and number in the file.
        sentence, source, reckoning: for the reader.
        origin, destination: codes.
        worker: kinds joined by ``+``.
        on: the day asked about.
        topic: the topic that the duty is decisive for.
        obligation: its id.
        expected: the cell, or ``left_out``.
        covers: ``yes`` or ``depends``; empty where the case does not say.
        origin_side, destination_side: what each state's side must be, one of several; empty where the case does not say.
        remains, not_remaining: ids of other duties that must bind the destination instead, or must not be named as doing so.
        lost: what must be said to remain of a duty made for these workers; empty where the case does not say.
    """

    name: str
    sentence: str
    source: str
    reckoning: str
    origin: str
    destination: str
    worker: str
    on: datetime.date
    topic: str
    obligation: str
    expected: str
    covers: str
    origin_side: tuple[str, ...]
    destination_side: tuple[str, ...]
    remains: frozenset[str]
    not_remaining: frozenset[str]
    lost: str


def _one_of(name: str, written: str, allowed: set[str]) -> tuple[str, ...]:
    found = tuple(each for each in written.split(EITHER) if each)
    if strange := set(found) - allowed:
        raise ValueError(f"{name}: no case can expect {sorted(strange)}")
    return found


def _case(name: str, record: dict[str, str]) -> Case:
    """Read a record by emptying it: a field that nobody knows is an error, not a remark."""
    fields = dict(record)
    sides: set[str] = set(SIDE_STATUSES)
    case = Case(
        name=name,
        sentence=fields.pop("sentence", ""),
        source=fields.pop("source", ""),
        reckoning=fields.pop("reckoning", ""),
        origin=fields.pop("origin"),
        destination=fields.pop("destination"),
        worker=fields.pop("worker"),
        on=read_day(fields.pop("on")),
        topic=fields.pop("topic"),
        obligation=fields.pop("obligation"),
        expected=_one_of(name, fields.pop("expected"), set(EXPECTED))[0],
        covers=fields.pop("covers", ""),
        origin_side=_one_of(name, fields.pop("origin_side", ""), sides),
        destination_side=_one_of(name, fields.pop("destination_side", ""), sides),
        remains=frozenset(fields.pop("remains", "").split()),
        not_remaining=frozenset(fields.pop("not_remaining", "").split()),
        lost=fields.pop("lost", ""),
    )
    if fields:
        raise ValueError(f"{name}: no case has the fields {sorted(fields)}")
    if case.covers not in {"", "yes", "depends"} or (case.lost and case.lost not in REMAINS):
        raise ValueError(f"{name}: covers is yes or depends, lost is one of {sorted(REMAINS)}")
    return case


def _read() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yml")):
        # The base loader leaves every value as it is written: a day stays text, and `on` is no truth value.
        records = cast("list[dict[str, str]]", yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
        yield from (_case(f"{path.stem}-{number:02d}", record) for number, record in enumerate(records, start=1))


CASES: Final = list(_read())


@pytest.fixture(scope="module")
def snapshot(engine: MemoryStore) -> Snapshot:
    """What the corridors are computed from, read once."""
    return read_snapshot(engine)


def _told_of_side(side: Side) -> str:
    matches = [f"{each.obligation} ({each.relation}, {each.status}, {each.covers})" for each in side.matches]
    return f"{side.status}, limits {[each.limit.rpartition('/limit/')[2] for each in side.limits if each.counts]}, matches {matches}"


def _explain(case: Case, cell: ObligationCell | None) -> str:
    answered = "does not protect this worker"
    if cell is not None:
        answered = f"{cell.cell}\n  origin: {_told_of_side(cell.origin)}\n  destination: {_told_of_side(cell.destination)}"
    return f"\n{case.sentence}\nAnswered: {answered}\nBut: {case.source}\n{case.reckoning}"


def _binding(side: Side) -> set[str]:
    """Which matching duties bind the state for certain."""
    return {each.obligation for each in side.matches if each.status != "not_known"}


def _ask(snapshot: Snapshot, case: Case) -> Corridor:
    worker = read_worker(snapshot, case.worker)
    return corridor(snapshot, case.origin, case.destination, worker, case.on, topics=[case.topic])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_corridor_comes_to(case: Case, snapshot: Snapshot) -> None:
    """The cell, each side, and what binds the destination where the duty itself does not."""
    norm = snapshot.obligation(case.obligation)
    assert case.topic in norm.topics, f"{case.name}: {case.obligation} is not encoded on {case.topic}"
    told = _ask(snapshot, case)
    found = next((cell for cell in told.cells if cell.obligation == case.obligation), None)
    said = _explain(case, found)
    if case.expected == LEFT_OUT:
        assert any(case.obligation in each.obligations for each in told.left_out), said
        return
    assert found is not None, said
    assert found.cell == case.expected, said
    if case.covers:
        assert found.covers == case.covers, said
    for wanted, side in ((case.origin_side, found.origin), (case.destination_side, found.destination)):
        assert not wanted or side.status in wanted, said
    assert case.remains <= _binding(found.destination), said
    assert not case.not_remaining & _binding(found.destination), said
    if case.lost:
        assert [each.remains for each in told.lost if each.obligation == case.obligation] == [case.lost], said


def test_there_are_enough_corridors_and_topics() -> None:
    """Seven corridors, each on three topics at least."""
    topics: dict[tuple[str, str], set[str]] = {}
    for case in CASES:
        topics.setdefault((case.origin, case.destination), set()).add(case.topic)
    assert len(topics) >= CORRIDORS
    assert all(len(several) >= TOPICS for several in topics.values()), topics


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_a_sentence_and_names_its_source(case: Case) -> None:
    """A case without an official source proves nothing, and one without a sentence cannot be read."""
    assert case.sentence.endswith("."), case.name
    assert len(case.source) > 20, f"{case.name}: name the source that the expected answer rests on"


def test_no_case_is_told_twice() -> None:
    """Two cases that ask the same of the same day would hide a contradiction."""
    asked = [(case.origin, case.destination, case.worker, case.on, case.topic, case.obligation) for case in CASES]
    assert len(asked) == len(set(asked))
