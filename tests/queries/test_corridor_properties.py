"""What holds for every corridor, whatever the law, the acts and the statements: made-up snapshots, and drawn pairs of the real one."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.ontology import iris
from servanda.ontology.namespaces import BASE
from servanda.queries.answers import CompletenessAnswer, PeriodAnswer, WorkerCoverageAnswer
from servanda.queries.corridor_matrix import CorridorMatrix
from servanda.queries.corridors import corridor
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import BOUND, NOT_BOUND, LimitRow, Matched, Norm, PeriodRow
from servanda.queries.worker_kinds import Worker, read_worker

STATES = ("AAA", "BBB", "CCC", "DDD")
LAWS = {"one": ("1", "2", "2/a", "3"), "two": ("1", "2")}
ROLES = ("AnyParty", "StateOfOrigin", "StateOfEmployment", "StateOfTransit")
RELATIONS = {
    "exactMatch": "exactMatch",
    "broaderMatch": "narrowerMatch",
    "narrowerMatch": "broaderMatch",
    "overlappingMatch": "overlappingMatch",
}
DAYS = st.dates(datetime.date(1995, 1, 1), datetime.date(2030, 1, 1))
WORKERS = ("migrant-worker", "irregular-situation", "woman")


@st.composite
def norms(draw: st.DrawFn) -> tuple[Norm, ...]:
    """One obligation or none in each provision; a point lies in its paragraph."""
    found = []
    for slug, places in LAWS.items():
        for place in places:
            if not draw(st.booleans()):
                continue
            path = f"{slug}/{place}"
            found.append(
                Norm(
                    id=path.replace("/", "-"),
                    instrument=slug,
                    short=slug,
                    provision=path,
                    citation=path,
                    modality="obligation",
                    label={"en": path, "id": path},
                    topics=draw(st.sets(st.sampled_from(("wages", "housing")), min_size=1).map(frozenset)),
                    bearers=draw(st.sets(st.sampled_from(ROLES), min_size=1).map(frozenset)),
                    beneficiaries=draw(
                        st.sampled_from((frozenset({"all-persons"}), frozenset({"women"}), frozenset({"regular-situation"})))
                    ),
                    within=frozenset({path, path.removesuffix("/a")}),
                )
            )
    return tuple(found)


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    """Bounds of a period or a limit, as days of each end."""
    days = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    ends = draw(st.booleans())
    return {
        "from_earliest": days[0],
        "from_latest": days[1],
        "until_earliest": days[2] if ends else None,
        "until_latest": days[3] if ends else None,
    }


@st.composite
def periods(draw: st.DrawFn) -> PeriodRow:
    span = draw(spans())
    told = {"from_": span["from_latest"].isoformat(), "until": str(span["until_latest"]) if span["until_latest"] else None}
    answer = PeriodAnswer(period="p", state="", instrument="", precision="sv:day", consent="", **told, **span)
    return PeriodRow(answer, draw(st.sets(st.sampled_from(("one/1", "one/2", "two/2"))).map(sorted).map(tuple)))


@st.composite
def limits(draw: st.DrawFn) -> LimitRow:
    state, slug = draw(st.sampled_from(STATES)), draw(st.sampled_from(tuple(LAWS)))
    effect = draw(st.sampled_from(("excludesProvision", "restrictsProvision", "interpretsProvision", "generalLimit")))
    return LimitRow(
        id=f"{slug}/{state.lower()}-1",
        state=state,
        instrument=slug,
        act="",
        kind=draw(st.sampled_from(("reservationKind", "optOut", "interpretativeDeclaration"))),
        effect=effect,
        affects=() if effect == "generalLimit" else (f"{slug}/{draw(st.sampled_from(LAWS[slug]))}",),
        summary={"en": "", "id": ""},
        **draw(spans()),
    )


def coverage_rule(kind: str, scope: str, degree: str) -> WorkerCoverageAnswer:
    return WorkerCoverageAnswer(
        rule=f"{kind}-{scope}",
        kind=str(iris.worker_kind(kind)),
        target=f"{BASE}id/scope/{scope}",
        side=None,
        degree=degree,
        article=None,
        reason_en="",
        reason_id="",
        source=None,
        place=None,
        remark=None,
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Any law, periods, limits and matches; one of the instruments is covered by a complete list, the other by none."""
    law = draw(norms())
    pairs = st.tuples(st.sampled_from(STATES), st.sampled_from(tuple(LAWS)))
    several: dict[tuple[str, str], list[LimitRow]] = {}
    for limit in draw(st.lists(limits(), max_size=4)):
        several.setdefault((limit.state, limit.instrument), []).append(limit)
    matches: dict[str, list[Matched]] = {}
    ours, theirs = ([norm.id for norm in law if norm.instrument == slug] for slug in LAWS)
    for first in ours:
        for second in theirs:
            if relation := draw(st.sampled_from((None, *RELATIONS))):
                matches.setdefault(first, []).append(Matched(second, relation, {"en": "", "id": ""}))
                matches.setdefault(second, []).append(Matched(first, RELATIONS[relation], {"en": "", "id": ""}))
    whole = CompletenessAnswer("one", "s", "s", "all-acts", datetime.date(2026, 2, 3), datetime.date(2026, 6, 1), datetime.date(1996, 1, 1))
    names = [f"worker-kind/{kind}" for kind in WORKERS] + ["topic/wages", "topic/housing", "scope/women", "scope/regular-situation"]
    return Snapshot(
        states={code: {"en": code, "id": code} for code in STATES},
        obligations=law,
        spent=frozenset(),
        periods={pair: (row,) for pair, row in draw(st.dictionaries(pairs, periods(), max_size=6)).items()},
        records={},
        conflicts={},
        coverage={"one": (whole,)},
        clauses={},
        acceptances={},
        limits=several,
        not_encoded={},
        matches=matches,
        without_match={},
        worker_rules=(
            coverage_rule("irregular-situation", "regular-situation", "leavesKindOut"),
            coverage_rule("woman", "women", "coversKind"),
        ),
        names={name: {"en": name, "id": name} for name in names},
        parents={"one/2/a": "one/2"},
    )


def same_as_one_by_one(snapshot: Snapshot, matrix: CorridorMatrix, worker: Worker, pair: tuple[str, str], on: datetime.date) -> None:
    """The matrix holds for a pair what the pair's own answer counts."""
    origin, destination = pair
    sure = [cell for cell in corridor(snapshot, origin, destination, worker, on).cells if cell.covers == "yes"]
    row, column = snapshot.row[origin], snapshot.row[destination]
    counts = {cell: int(several[row, column]) for cell, several in matrix.counts().items()}
    assert {cell: number for cell, number in counts.items() if number} == Counter(cell.cell for cell in sure)
    assert sum(counts.values()) == int(matrix.counted.sum()) == len(sure)
    asked = [[side.status for side in (cell.origin, cell.destination) if side.status != "not_asked"] for cell in sure]
    limited = sum("limited" in statuses and set(statuses) <= {"bound", "limited"} for statuses in asked)
    assert int(matrix.limited()[row, column]) == limited
    lists: dict[str, list[str]] = {}
    for cell in sure:
        lists.setdefault(cell.cell, []).append(cell.obligation)
    assert matrix.lists(origin, destination) == lists


@given(snapshots(), DAYS, st.sampled_from(WORKERS))
def test_the_matrix_is_the_corridors_one_by_one(snapshot: Snapshot, on: datetime.date, kind: str) -> None:
    worker = read_worker(snapshot, kind)
    matrix = CorridorMatrix(snapshot, worker, on)
    for origin in STATES:
        for destination in STATES:
            same_as_one_by_one(snapshot, matrix, worker, (origin, destination), on)


@given(snapshots(), st.lists(limits(), max_size=3), DAYS)
def test_a_statement_never_makes_anybody_bound(snapshot: Snapshot, more: list[LimitRow], on: datetime.date) -> None:
    without = snapshot.status(on)
    added = dict(snapshot.limits)
    for limit in more:
        added[limit.state, limit.instrument] = [*added.get((limit.state, limit.instrument), ()), limit]
    with_more = with_limits(snapshot, added).day(on)
    assert np.all(with_more.status[without == NOT_BOUND] == NOT_BOUND)
    assert np.all(without[with_more.status == BOUND] == BOUND)
    assert not np.any(with_more.limited & (with_more.status != BOUND)), "limited is bound"
    assert np.all(with_more.limited[snapshot.limited(on) & (with_more.status == BOUND)]), "a limit takes no other limit away"


def with_limits(snapshot: Snapshot, limits_: dict[tuple[str, str], list[LimitRow]]) -> Snapshot:
    fields = {name: getattr(snapshot, name) for name in snapshot.__dataclass_fields__ if not name.startswith("_")}
    return Snapshot(**{**fields, "limits": limits_})


@given(snapshots(), DAYS)
def test_a_part_that_was_left_out_never_binds(snapshot: Snapshot, on: datetime.date) -> None:
    status = snapshot.status(on)
    for (state, slug), (row,) in snapshot.periods.items():
        for column, norm in enumerate(snapshot.obligations):
            if norm.instrument == slug and not norm.within.isdisjoint(row.excludes):
                assert status[snapshot.row[state], column] != BOUND


@given(snapshots(), DAYS, st.sampled_from(STATES), st.sampled_from(tuple(LAWS)), periods())
def test_replacing_the_periods_of_one_pair_changes_nothing_else(
    snapshot: Snapshot, on: datetime.date, state: str, slug: str, row: PeriodRow
) -> None:
    before, after = snapshot.status(on), snapshot.replace_periods({(state, slug): (row,)}).status(on)
    for code in STATES:
        for column, norm in enumerate(snapshot.obligations):
            if (code, norm.instrument) != (state, slug):
                assert before[snapshot.row[code], column] == after[snapshot.row[code], column]
    assert np.array_equal(snapshot.replace_periods({}).status(on), before)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_drawn_pairs_of_the_real_matrix(snapshot: Snapshot, data: st.DataObject) -> None:
    codes = tuple(snapshot.states)
    kind = data.draw(st.sampled_from(("domestic-worker", "domestic-worker+irregular-situation", "seasonal+regular-situation", "woman")))
    on = data.draw(st.sampled_from([datetime.date(year, 7, 1) for year in (1980, 2004, 2015, 2023, 2026)]))
    pair = (data.draw(st.sampled_from(codes)), data.draw(st.sampled_from(codes)))
    worker = read_worker(snapshot, kind)
    same_as_one_by_one(snapshot, CorridorMatrix(snapshot, worker, on), worker, pair, on)


def test_a_matrix_is_not_to_be_written_to(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="read-only"):
        snapshot.status(datetime.date(2023, 1, 1))[0, 0] = BOUND
