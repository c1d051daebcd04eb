"""The protection of a worker in a corridor on a day: what binds the state of origin and the state of destination, topic by topic."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final, Literal

from servanda.ontology.namespaces import BASE
from servanda.queries.corridor_answer import (
    Cell,
    CellGroup,
    Corridor,
    LeftOut,
    Lost,
    NotEncoded,
    ObligationCell,
    SilentInstrument,
    Told,
    TopicCell,
)
from servanda.queries.corridor_sides import DESTINATION, ORIGIN, TRANSIT, Side, SideReader, SideStatus
from servanda.queries.decision import NOT_BOUND as NOT_BOUND_NAME
from servanda.queries.errors import NotFound
from servanda.queries.lookup import local_name
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import Norm
from servanda.queries.worker_kinds import ANY_WORKER, DEPENDS, NO, YES, Covers, Reason, Worker

#: Instruments made for the workers of corridors: where the destination is not bound by them, the answer says what is lost.
MADE_FOR_WORKERS: Final = ("icrmw", "ilo-c189")
#: Sources that end so long before the newest are left aside when a day is sought on which most of them still spoke: it would be too old.
_A_YEAR: Final = datetime.timedelta(days=365)
_BINDS: Final = frozenset({"bound", "limited"})


def corridor(
    snapshot: Snapshot,
    origin: str,
    destination: str,
    worker: Worker,
    on: datetime.date,
    topics: Collection[str] | None = None,
    language: str = "en",
) -> Corridor:
    """What binds the two states of a corridor for a worker on a day.

    What is asked of a state of origin counts for the origin, of a state of employment for the destination, of any party for both, each
    in its role.

    Args:
        snapshot: what is known.
        origin, destination: codes.
        worker: one kind or several together.
        on: the day.
        topics: slugs; None means all.
        language: of names, labels and reasons (``en`` or ``id``).

    Raises:
        NotFound: there is no such state or topic.
    """
    for code in (origin, destination):
        if code not in snapshot.row:
            raise NotFound(f"there is no state {code!r} here")
    for topic in topics or ():
        if f"topic/{topic}" not in snapshot.names:
            raise NotFound(f"there is no topic {topic!r} here")
    sides = (
        SideReader(snapshot, origin, ORIGIN, worker, on, language),
        SideReader(snapshot, destination, DESTINATION, worker, on, language),
    )
    wanted = [norm for norm in snapshot.obligations if topics is None or not norm.topics.isdisjoint(topics)]
    cells: list[ObligationCell] = []
    left_out: dict[Reason, list[str]] = {}
    transit: list[str] = []
    for norm in wanted:
        readers = [reader for reader in sides if reader.asked(norm)]
        if TRANSIT in norm.bearers and sides[1].coverage(norm).covers != NO:
            transit.append(norm.id)
        if readers and all(reader.coverage(norm).covers == NO for reader in readers):
            for reason in dict.fromkeys(each for reader in readers for each in reader.coverage(norm).reasons):
                left_out.setdefault(reason, []).append(norm.id)
        elif readers:
            cells.append(_cell(norm, sides[0].read(norm), sides[1].read(norm), language))
    known_on, known_about = _earlier(snapshot, origin, destination, cells)
    return Corridor(
        origin=origin,
        origin_name=snapshot.states[origin][language],
        destination=destination,
        destination_name=snapshot.states[destination][language],
        worker=worker.kinds,
        worker_name=worker.name(language),
        on=on,
        topics=tuple(_topics(snapshot, cells, topics, language)),
        cells=tuple(cells),
        transit=tuple(transit),
        left_out=tuple(LeftOut(reason, len(several), tuple(several)) for reason, several in left_out.items()),
        lost=tuple(_lost(snapshot, cells, language)),
        told=tuple(_told(snapshot, worker, language)),
        not_encoded=tuple(_not_encoded(snapshot, (origin, destination), on)),
        spent=len(snapshot.spent),
        known_on=known_on,
        known_then=sum(each.count for each in known_about),
        known_about=known_about,
    )


def _cell(norm: Norm, origin: Side, destination: Side, language: str) -> ObligationCell:
    asked = [side for side in (origin, destination) if side.status != "not_asked"]
    return ObligationCell(
        obligation=norm.id,
        citation=norm.citation,
        label=norm.label[language],
        modality=norm.modality,
        instrument=norm.instrument,
        short=norm.short,
        topics=tuple(sorted(norm.topics)),
        cell=cell_of(origin.status, destination.status),
        covers=YES if all(side.covers == YES for side in asked) else DEPENDS,
        origin=origin,
        destination=destination,
    )


def _earlier(
    snapshot: Snapshot, origin: str, destination: str, cells: Iterable[ObligationCell]
) -> tuple[datetime.date | None, tuple[SilentInstrument, ...]]:
    """Where sides are open only since the sources end: a day, near the end of the newest, on which most of them were "not bound", and on
    which instruments these are. That a silence meant "not bound" on one day says nothing of the days before, so that each is decided for
    that day."""
    several: Counter[tuple[str, str]] = Counter()
    shorts: dict[str, str] = {}
    last: set[datetime.date] = set()
    for cell in cells:
        for state, side in ((origin, cell.origin), (destination, cell.destination)):
            if side.not_bound_until is not None:
                several[state, cell.instrument] += 1
                shorts[cell.instrument] = cell.short
                last.add(side.not_bound_until)

    def known(day: datetime.date) -> Counter[str]:
        found: Counter[str] = Counter()
        for (state, instrument), number in several.items():
            if snapshot.decision(state, instrument, day).status == NOT_BOUND_NAME:
                found[instrument] += number
        return found

    if not last:
        return None, ()
    best = max((day for day in last if day >= max(last) - _A_YEAR), key=lambda day: (known(day).total(), day))
    return best, tuple(SilentInstrument(slug, shorts[slug], number) for slug, number in known(best).most_common())


def cell_of(origin: SideStatus, destination: SideStatus) -> Cell:
    """What two sides come to; where both are asked, one that is not known makes the whole not known."""
    if destination == "not_asked":
        return "origin_bound" if origin in _BINDS else "origin_not_known" if origin == "not_known" else "origin_not_bound"
    if origin == "not_asked":
        if destination in _BINDS:
            return "destination_bound"
        return "destination_not_known" if destination == "not_known" else "destination_not_bound"
    if "not_known" in (origin, destination):
        return "not_known"
    if origin in _BINDS:
        return "both" if destination in _BINDS else "origin_only"
    return "destination_only" if destination in _BINDS else "neither"


def _topics(snapshot: Snapshot, cells: Iterable[ObligationCell], topics: Collection[str] | None, language: str) -> Iterable[TopicCell]:
    by_topic: dict[str, list[ObligationCell]] = {}
    for cell in cells:
        for topic in cell.topics:
            if topics is None or topic in topics:
                by_topic.setdefault(topic, []).append(cell)
    named = {topic: snapshot.names[f"topic/{topic}"][language] for topic in by_topic}
    for topic in sorted(by_topic, key=lambda slug: named[slug]):
        several = by_topic[topic]
        groups: dict[tuple[Cell, SideStatus, SideStatus, Covers], list[str]] = {}
        for cell in several:
            groups.setdefault((cell.cell, cell.origin.status, cell.destination.status, cell.covers), []).append(cell.obligation)
        yield TopicCell(
            topic=topic,
            name=named[topic],
            obligations=len(several),
            depends=sum(cell.covers == DEPENDS for cell in several),
            counts=dict(Counter(cell.cell for cell in several)),
            groups=tuple(CellGroup(*key, len(ids), tuple(ids)) for key, ids in sorted(groups.items())),
        )


def _lost(snapshot: Snapshot, cells: Iterable[ObligationCell], language: str) -> Iterable[Lost]:
    for cell in cells:
        side = cell.destination
        if cell.instrument not in MADE_FOR_WORKERS or side.status not in {"matched", "partly_matched", "not_bound"}:
            continue
        without = snapshot.without_match.get(cell.obligation)
        remains: Literal["whole", "part", "nothing", "not_compared", "not_known"] = "nothing"
        if side.status != "not_bound":
            remains = "whole" if side.status == "matched" else "part"
        elif side.matches:
            remains = "not_known"
        elif without is None and cell.obligation not in snapshot.matches:
            remains = "not_compared"
        reason = "" if without is None else without[language]
        yield Lost(cell.obligation, cell.citation, cell.label, side.covers, remains, side.matches, reason)


def _told(snapshot: Snapshot, worker: Worker, language: str) -> Iterable[Told]:
    """Each record that can decide: of what is said of any worker, only what no record on one of the kinds takes the place of."""
    places = {place for norm in snapshot.obligations for place in (*norm.within, norm.instrument)}
    of_kinds = {(rule.target, rule.side) for rule in worker.rules if local_name(rule.kind) != ANY_WORKER}
    for rule in worker.rules:
        if local_name(rule.kind) == ANY_WORKER and (rule.target, rule.side) in of_kinds:
            continue
        target = rule.target.removeprefix(f"{BASE}id/")
        yield Told(
            kind=local_name(rule.kind),
            target=target,
            side=None if rule.side is None else local_name(rule.side),
            degree=rule.degree,
            article=rule.article or "",
            reason=rule.reason_id if language == "id" else rule.reason_en,
            encoded=target.startswith("scope/") or target.partition("/")[2] in places,
        )


def _not_encoded(snapshot: Snapshot, states: Iterable[str], on: datetime.date) -> Iterable[NotEncoded]:
    for state in dict.fromkeys(states):
        for instrument in snapshot.columns:
            number = sum(each.may_stand(on) for each in snapshot.not_encoded.get((state, instrument), ()))
            if number:
                yield NotEncoded(state, instrument, number)
