"""What supposed periods change in a corridor: a cell closes when every state that is asked is bound."""

from __future__ import annotations

import datetime

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.answers import PeriodAnswer
from servanda.queries.corridors import corridor
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot
from servanda.queries.snapshot_rows import PeriodRow
from servanda.queries.what_if import WHOLE, Candidate, candidates_for, closing, rank
from servanda.queries.worker_kinds import read_worker

D = datetime.date
ON = D(2028, 3, 1)


@pytest.fixture(scope="module")
def snapshot(engine: MemoryStore) -> Snapshot:
    return read_snapshot(engine)


def bound(state: str, instrument: str, since: datetime.date, *excludes: str) -> PeriodRow:
    answer = PeriodAnswer(
        period=str(iris.binding(state, instrument, since.isoformat())),
        state=str(iris.state(state)),
        instrument=str(iris.instrument(instrument)),
        from_=since.isoformat(),
        from_earliest=since,
        from_latest=since,
        until=None,
        until_earliest=None,
        until_latest=None,
        precision=str(SV.day),
        consent="",
    )
    return PeriodRow(answer, excludes)


def test_nothing_changes_where_nothing_is_supposed(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "migrant-worker")
    assert closing(snapshot, snapshot.replace_periods({}), "IDN", "SAU", worker, ON) == []


def test_what_changes_is_what_the_two_corridors_differ_in(snapshot: Snapshot) -> None:
    """Saudi Arabia bound by the ICRMW as Indonesia is: each cell is that of the corridor read over the supposed periods."""
    worker = read_worker(snapshot, "migrant-worker")
    after = snapshot.replace_periods({("SAU", "icrmw"): [bound("SAU", "icrmw", D(2027, 7, 1))]})
    changes = closing(snapshot, after, "IDN", "SAU", worker, ON)
    recorded = {cell.obligation: cell for cell in corridor(snapshot, "IDN", "SAU", worker, ON).cells}
    supposed = {cell.obligation: cell for cell in corridor(after, "IDN", "SAU", worker, ON).cells}
    own = [change for change in changes if change.instrument == "icrmw"]
    assert len(own) == sum(cell.instrument == "icrmw" and cell.destination.status != "not_asked" for cell in recorded.values())
    for change in changes:
        before, then = recorded[change.obligation], supposed[change.obligation]
        assert (change.before, change.after) == (before.cell, then.cell)
        assert (change.destination_before, change.destination_after) == (before.destination.status, then.destination.status)
        assert change.closes == (then.cell in WHOLE and before.cell not in WHOLE)
    assert all(change.closes for change in own), "Indonesia is bound, so that nothing of it stays open"


def test_what_is_left_out_closes_nothing(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "migrant-worker")
    whole = snapshot.replace_periods({("SAU", "icrmw"): [bound("SAU", "icrmw", D(2027, 7, 1))]})
    without = snapshot.replace_periods({("SAU", "icrmw"): [bound("SAU", "icrmw", D(2027, 7, 1), "icrmw/part-iv")]})
    more, less = (closing(snapshot, after, "IDN", "SAU", worker, ON) for after in (whole, without))
    assert {change.obligation for change in less if change.closes} < {change.obligation for change in more if change.closes}


def test_the_end_of_a_period_opens_gaps(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "migrant-worker")
    after = snapshot.replace_periods({("IDN", "ilo-c029"): []})
    changes = [change for change in closing(snapshot, after, "IDN", "SAU", worker, ON) if change.instrument == "ilo-c029"]
    assert changes
    assert all(change.opens and not change.closes for change in changes)


def test_the_snapshot_asked_stays_as_it_is(snapshot: Snapshot) -> None:
    before = snapshot.status(ON).copy()
    worker = read_worker(snapshot, "domestic-worker")
    row = bound("SAU", "ilo-c189", ON)
    closing(snapshot, snapshot.replace_periods({("SAU", "ilo-c189"): [row]}), "IDN", "SAU", worker, ON)
    rank(snapshot, [Candidate("SAU", "ilo-c189", "ratification", ON, [row])], "IDN", "SAU", worker)
    assert (snapshot.status(ON) == before).all()


def test_a_ranked_consent_closes_what_the_whole_corridor_says_it_closes(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "domestic-worker")
    candidates = [
        Candidate(state, instrument, "ratification", ON, [bound(state, instrument, ON)])
        for state, instrument in candidates_for(snapshot, "IDN", "SAU", D(2026, 2, 1))
    ]
    ranked = rank(snapshot, candidates, "IDN", "SAU", worker)
    assert len(ranked) == len(candidates) > 3
    for each in ranked:
        rows = next(one.periods for one in candidates if (one.state, one.instrument) == (each.state, each.instrument))
        after = snapshot.replace_periods({(each.state, each.instrument): rows})
        changes = closing(snapshot, after, "IDN", "SAU", worker, ON)
        assert sum(change.closes for change in changes) == each.closes
        assert sum(each.topics.values()) >= each.closes, "a cell may be on several topics"
    assert [each.closes for each in ranked] == sorted((each.closes for each in ranked), reverse=True)


def test_who_is_bound_is_no_candidate(snapshot: Snapshot) -> None:
    """Indonesia is bound by the ICRMW since 2012, Saudi Arabia is not; both by C029."""
    found = set(candidates_for(snapshot, "IDN", "SAU", D(2023, 1, 1)))
    assert ("SAU", "icrmw") in found
    assert not {("IDN", "icrmw"), ("IDN", "ilo-c029"), ("SAU", "ilo-c029")} & found


def test_a_corridor_is_between_two_states_that_are_there(snapshot: Snapshot) -> None:
    with pytest.raises(QuestionError, match="two states"):
        list(candidates_for(snapshot, "IDN", "IDN", ON))
    with pytest.raises(NotFound):
        closing(snapshot, snapshot, "IDN", "XXX", read_worker(snapshot, "migrant-worker"), ON)
