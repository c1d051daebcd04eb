"""The snapshot of the built graph says what the single answers say, and what lawyers can look up."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import CorridorTopicAnswer, ObligationStatusAnswer, TopicAnswer, answers
from servanda.queries.bind import day
from servanda.queries.binding import binding
from servanda.queries.corridor_sides import DESTINATION, ORIGIN
from servanda.queries.corridors import corridor
from servanda.queries.figures_topics import topic_grid
from servanda.queries.lookup import local_name
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import BOUND, NOT_BOUND, NOT_KNOWN, WORDS
from servanda.queries.snapshot_shelf import SnapshotShelf
from servanda.queries.worker_kinds import read_worker

DAYS = [
    datetime.date(*parts) for parts in ((1975, 1, 1), (1990, 9, 2), (2003, 7, 1), (2012, 8, 31), (2023, 1, 1), (2026, 5, 31), (2027, 1, 1))
]


def status(snapshot: Snapshot, state: str, obligation: str, on: str) -> str:
    found = snapshot.status(datetime.date.fromisoformat(on))
    return WORDS[found[snapshot.row[state], snapshot.column[obligation]]]


@pytest.mark.parametrize(
    ("state", "obligation", "on", "expected"),
    [
        ("IDN", "icrmw-25-1", "2012-08-31", "not_bound"),
        ("IDN", "icrmw-25-1", "2012-09-01", "bound"),
        ("EGY", "icrmw-25-1", "2003-06-30", "not_bound"),  # acceded in 1993; nobody is bound before the entry into force
        ("EGY", "icrmw-25-1", "2003-07-01", "bound"),
        ("SAU", "icrmw-25-1", "2023-01-01", "not_bound"),
        ("SAU", "icrmw-25-1", "2026-06-01", "not_known"),  # a deposit after the newest page could bind by then
        ("SAU", "ilo-c029-1-1", "2023-01-01", "bound"),
        ("IDN", "ilo-c189-3-1", "2023-01-01", "not_known"),  # the source lists the parties of its date only
    ],
)
def test_who_was_bound(snapshot: Snapshot, state: str, obligation: str, on: str, expected: str) -> None:
    assert status(snapshot, state, obligation, on) == expected


def test_what_gives_no_duty_is_not_in_it(snapshot: Snapshot) -> None:
    assert {norm.modality for norm in snapshot.obligations} <= {"obligation", "prohibition", "right"}
    assert "icrmw-52-2-a" not in snapshot.column, "a permission"
    assert "ilo-c029-10-1" in snapshot.spent or any(each.startswith("ilo-c029-10") for each in snapshot.spent), "transitional"
    assert not snapshot.spent & set(snapshot.column)


def test_an_annex_that_was_left_out_does_not_bind(snapshot: Snapshot) -> None:
    """France left Annex II of C097 out (partial acceptance in the source)."""
    periods = snapshot.periods["FRA", "ilo-c097"]
    left_out = [row for row in periods if "ilo-c097/annex-ii" in row.excludes]
    assert left_out
    in_annex = [norm.id for norm in snapshot.obligations if "ilo-c097/annex-ii" in norm.within]
    assert in_annex
    day_ = left_out[0].answer.from_latest
    assert {status(snapshot, "FRA", each, day_.isoformat()) for each in in_annex} == {"not_bound"}
    assert status(snapshot, "FRA", "ilo-c097-9", day_.isoformat()) == "bound"


def test_nobody_is_bound_before_the_instruments_were_in_force(snapshot: Snapshot) -> None:
    columns = snapshot.columns["icrmw"]
    assert not (snapshot.status(datetime.date(2003, 6, 30))[:, columns] != NOT_BOUND).any()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_it_decides_as_the_single_answer_does(snapshot: Snapshot, engine: MemoryStore, data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(tuple(snapshot.states)))
    instrument = data.draw(st.sampled_from(tuple(snapshot.columns)))
    on = data.draw(st.sampled_from(DAYS))
    single = binding(engine, iris.state(state), iris.instrument(instrument), on)
    decided = snapshot.decision(state, instrument, on)
    assert (decided.status, decided.rule) == (single.status, single.rule)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_obligation_has_the_status_that_its_own_question_gives(snapshot: Snapshot, engine: MemoryStore, data: st.DataObject) -> None:
    """``obligation_status.rq`` comes to the same by SPARQL: opt-outs, excluded parts and optional clauses included."""
    state = data.draw(st.sampled_from(tuple(snapshot.states)))
    norm = data.draw(st.sampled_from(snapshot.obligations))
    on = data.draw(st.sampled_from(DAYS))
    asked = {"state": iris.state(state), "obligation": iris.obligation(norm.id), "on": day(on)}
    (single,) = answers(engine, ObligationStatusAnswer, "obligation_status", **asked)
    ours = snapshot.day(on)
    place = snapshot.row[state], snapshot.column[norm.id]
    assert (WORDS[ours.status[place]], bool(ours.limited[place])) == (single.status, single.limited), (state, norm.id, on)


def of_reserving_states(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Pairs of a state and an obligation that some statement of it touches."""
    return sorted(
        {
            (state, snapshot.obligations[column].id)
            for (state, slug), several in snapshot.limits.items()
            for limit in several
            for column in snapshot.columns[slug][snapshot.touched_by(limit)]
        }
    )


def test_limits_agree_with_the_question_where_there_are_statements(snapshot: Snapshot, engine: MemoryStore) -> None:
    pairs = of_reserving_states(snapshot)
    for state, obligation in pairs[:: max(1, len(pairs) // 40)]:
        for on in (datetime.date(2005, 1, 1), datetime.date(2023, 1, 1)):
            asked = {"state": iris.state(state), "obligation": iris.obligation(obligation), "on": day(on)}
            (single,) = answers(engine, ObligationStatusAnswer, "obligation_status", **asked)
            place = snapshot.row[state], snapshot.column[obligation]
            ours = (WORDS[snapshot.status(on)[place]], bool(snapshot.limited(on)[place]))
            assert ours == (single.status, single.limited), (state, obligation, on)


def twin(engine: MemoryStore, origin: str, destination: str, topic: URIRef, on: datetime.date) -> dict[str, CorridorTopicAnswer]:
    asked = {"origin": iris.state(origin), "destination": iris.state(destination), "topic": topic, "on": day(on)}
    return {each.obligation.rpartition("/")[2]: each for each in answers(engine, CorridorTopicAnswer, "corridor_topic", **asked)}


#: How a status of the graph's duties reads in the snapshot; where no duty is derived, the sources' silence may leave it open.
MEANS: Mapping[str, set[int]] = {"bound": {BOUND}, "not_known": {NOT_KNOWN}, "none": {NOT_BOUND, NOT_KNOWN}}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_question_in_sparql_agrees(snapshot: Snapshot, engine: MemoryStore, data: st.DataObject) -> None:
    codes = tuple(snapshot.states)
    reserving = sorted({state for state, _ in snapshot.limits})
    origin, destination = data.draw(st.sampled_from(codes)), data.draw(st.sampled_from(reserving or codes))
    topic = data.draw(st.sampled_from(sorted({topic for norm in snapshot.obligations for topic in norm.topics})))
    on = data.draw(st.sampled_from(DAYS))
    asked = twin(engine, origin, destination, iris.topic(topic), on)
    expected = {norm.id for norm in snapshot.obligations if topic in norm.topics and norm.bearers - {"StateOfTransit"}}
    assert set(asked) == expected
    ours = snapshot.day(on)
    for identifier, row in asked.items():
        norm = snapshot.obligation(identifier)
        for code, role, said, limited in (
            (origin, ORIGIN, row.origin_status, row.origin_limited),
            (destination, DESTINATION, row.destination_status, row.destination_limited),
        ):
            place = snapshot.row[code], snapshot.column[identifier]
            assert (said == "not_asked") == norm.bearers.isdisjoint({role, "AnyParty"})
            if said != "not_asked" and not any(path in norm.within for path in snapshot.clauses):
                assert int(ours.status[place]) in MEANS[said], (code, identifier, on)
                assert bool(ours.limited[place]) == limited, (code, identifier, on)


def test_saudi_arabia_and_the_passports_of_domestic_workers(snapshot: Snapshot) -> None:
    """Not party to the ICRMW: what article 21 asks of any party does not bind it as State of employment; Indonesia it does."""
    found = corridor(snapshot, "IDN", "SAU", read_worker(snapshot, "domestic-worker"), datetime.date(2023, 1, 1), ["identity-documents"])
    of_21 = [cell for cell in found.cells if cell.obligation.startswith("icrmw-21")]
    assert len(of_21) == 3
    assert {cell.origin.status for cell in of_21} == {"bound"}
    assert {cell.destination.status for cell in of_21} <= {"not_bound", "partly_matched", "matched"}
    assert {each.obligation for each in found.lost} >= {cell.obligation for cell in of_21}


def test_a_service_reads_it_once(engine: MemoryStore) -> None:
    shelf = SnapshotShelf(engine)
    assert shelf.take() is shelf.take()


def test_a_corridor_says_until_when_a_silence_meant_not_bound(snapshot: Snapshot, engine: MemoryStore) -> None:
    """The UN's page of 3 February 2026 names no consent of Saudi Arabia to the ICRMW. The earliest act that it could not name, of the
    day after, would bind from the first day of the month after three months (article 87(2)): 1 June."""
    on = datetime.date(2026, 11, 23)
    found = corridor(snapshot, "IDN", "SAU", read_worker(snapshot, "domestic-worker"), on)
    last = {each.obligation: each.destination.not_bound_until for each in found.cells if each.destination.status == "not_known"}
    assert last["icrmw-21--1"] == datetime.date(2026, 5, 31)
    instruments = {each.instrument: each.destination.not_bound_until for each in found.cells if each.destination.not_bound_until}
    assert len(instruments) >= 3
    for slug, until in instruments.items():
        state, instrument = iris.state("SAU"), iris.instrument(slug)
        assert binding(engine, state, instrument, until).status == "not_bound"
        assert binding(engine, state, instrument, until + datetime.timedelta(days=1)).status == "not_known"
    assert all(each.origin.not_bound_until is None for each in found.cells if each.origin.status != "not_known")
    assert found.known_on is not None
    then = {
        each.obligation: each for each in corridor(snapshot, "IDN", "SAU", read_worker(snapshot, "domestic-worker"), found.known_on).cells
    }
    silent = [(each.obligation, role) for each in found.cells for role in ("origin", "destination") if getattr(each, role).not_bound_until]
    not_bound = {"not_bound", "matched", "partly_matched"}
    assert found.known_then == sum(getattr(then[obligation], role).status in not_bound for obligation, role in silent) > 0
    told = [then[obligation].instrument for obligation, role in silent if getattr(then[obligation], role).status in not_bound]
    by_instrument = Counter(told)
    assert {each.instrument: each.count for each in found.known_about} == by_instrument


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_duties_by_topic_are_those_of_the_question(snapshot: Snapshot, engine: MemoryStore, data: st.DataObject) -> None:
    """``topics_by_state`` counts an obligation once for each of its topics, and each has one instrument."""
    state, on = data.draw(st.sampled_from(sorted(snapshot.states))), data.draw(st.sampled_from(DAYS))
    asked: dict[str, tuple[str, int]] = {}
    for row in answers(engine, TopicAnswer, "topics_by_state", state=iris.state(state), on=day(on), language=Literal("id")):
        slug = local_name(row.topic)
        asked[slug] = row.label, asked.get(slug, ("", 0))[1] + row.duties
    grid = topic_grid(snapshot.of_states((state,)), (state,), on, language="id")
    assert {row.topic: (row.topic_name, row.bound) for row in grid.rows if row.bound} == asked


def test_a_copy_with_few_states_tells_the_same_of_them(snapshot: Snapshot) -> None:
    few = snapshot.of_states(("IDN", "x-yugoslavia"))
    assert list(few.states) == [code for code in snapshot.states if code in {"IDN", "x-yugoslavia"}]
    for on in DAYS:
        rows = [snapshot.row[code] for code in few.states]
        assert (few.status(on) == snapshot.status(on)[rows]).all()
        assert (few.limited(on) == snapshot.limited(on)[rows]).all()
