"""Facts as they would be if states had acted otherwise. What is supposed carries a source of its own that says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from servanda.graph.acts import HYPOTHETICAL, SourcedAct
from servanda.graph.errors import BadChange
from servanda.graph.facts import Facts
from servanda.graph.reconcile import consents
from servanda.loaders.acts import ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.source import Source
from servanda.ontology import iris
from servanda.ontology.act_kinds import CONSENTS, SIGNATURES

ADD: Final = "add"
REMOVE: Final = "remove"
MOVE: Final = "move"
WITHDRAW: Final = "withdraw"
WAYS: Final = (ADD, REMOVE, MOVE, WITHDRAW)
#: Acts on which binding periods depend; a reservation or an objection leaves every period as it is.
KINDS: Final = CONSENTS | SIGNATURES | {"Denunciation", "PartialAcceptance"}

#: The source of supposed acts: below every record, and no record of another act.
SUPPOSED: Final = Source(
    name=HYPOTHETICAL,
    title="hypothetical: supposed for this answer, recorded by no source",
    publisher="",
    licence="",
    address="",
    copied_from="",
    as_at=None,
    rank=9,
    expected_acts=(0, 0),
    complete_for=(),
    complete_for_present_parties=(),
    tells_kind=True,
    faults=(),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One act that is supposed to be otherwise.

    Attributes:
        state, instrument: code and slug.
        kind: kind of act (one of ``KINDS``).
        date: the day of a supposed act, the new day of one that is moved, the day of a withdrawal; None for one that is removed.
        way: ``add``, ``remove`` (as if it had never been done), ``move`` (to another day) or ``withdraw`` (from that day on).
        affects: for a partial acceptance, the paths of the provisions left out.
        of: for a recorded act, its date (a day or a year), where there are several of that kind.
    """

    state: str
    instrument: str
    kind: str
    date: datetime.date | None = None
    way: str = ADD
    affects: tuple[str, ...] = ()
    of: PartialDate | None = None


def acts_of(facts: Facts, state: str, instrument: str) -> list[SourcedAct]:
    """Every record on a state and an instrument, in the order of the facts."""
    return [act for act in facts.acts if act.row.state == state and act.row.instrument == instrument]


def _check(facts: Facts, change: Change) -> None:
    if change.state not in facts.states:
        raise BadChange(f"there is no state {change.state!r}")
    if facts.states[change.state].class_name == "Territory":
        raise BadChange(f"{change.state} is a territory and no party of its own: ask for the state that acts for it")
    if change.instrument not in facts.instruments:
        raise BadChange(f"there is no instrument {change.instrument!r}")
    if change.kind not in KINDS:
        raise BadChange(f"{change.kind!r} is no act that can be supposed: write {', '.join(sorted(map(iris.hyphenated, KINDS)))}")
    if change.way not in WAYS:
        raise BadChange(f"{change.way!r} is no way to change an act: write {', '.join(WAYS)}")
    if (change.date is None) != (change.way == REMOVE):
        raise BadChange("an act that is removed takes no date" if change.way == REMOVE else f"to {change.way} an act, a day is needed")
    if change.affects and (change.kind, change.way) != ("PartialAcceptance", ADD):
        raise BadChange("only a partial acceptance names the provisions that are left out")
    if change.way == WITHDRAW and change.kind != "PartialAcceptance":
        raise BadChange("only a partial acceptance can be withdrawn here; a consent is ended by a denunciation")


def recorded(facts: Facts, change: Change) -> list[SourcedAct]:
    """All records of the recorded act that a change is about, best first.

    Raises:
        BadChange: there is no such act, or there are several and the change does not say which.
    """
    acts = acts_of(facts, change.state, change.instrument)
    found: list[list[SourcedAct]] = []
    if change.kind in CONSENTS:
        for consent in consents(acts):
            others = [record for conflict in consent.conflicts for record in conflict.others]
            records = [consent.chosen, *consent.agreeing, *others]
            if change.kind == consent.kind or any(record.row.kind == change.kind for record in records):
                found.append(list({id(record): record for record in records}.values()))
    else:
        for act in acts:
            if act.row.kind == change.kind:
                same = next((each for each in found if each[0].row.date == act.row.date and each[0].row.affects == act.row.affects), None)
                found.append([act]) if same is None else same.append(act)
    if change.of is not None:
        found = [records for records in found if any(change.of.contains(act.row.date) for act in records if act.row.date is not None)]
    name = f"{iris.hyphenated(change.kind)} of {change.state} on {change.instrument}"
    if not found:
        dated = "" if change.of is None else f" of {change.of}"
        raise BadChange(f"no {name}{dated} is recorded, so that there is nothing to {change.way}")
    if len(found) > 1:
        dates = ", ".join(str(records[0].row.date or "without a date") for records in found)
        raise BadChange(f"{len(found)} acts are recorded as {name} ({dates}): say which by its date")
    return found[0]


def _supposed(facts: Facts, change: Change, affects: tuple[str, ...]) -> SourcedAct:
    assert change.date is not None
    date = PartialDate.day(change.date)
    taken = {act.iri for act in acts_of(facts, change.state, change.instrument)}
    names = (iris.supposed_action(change.state, change.instrument, change.kind, str(date), ordinal) for ordinal in range(1, len(taken) + 2))
    name = next(name for name in names if name not in taken)
    row = ActRow(change.instrument, change.state, "", change.kind, date, affects=affects, as_at=date, remark="supposed, not recorded")
    return SourcedAct(row, SUPPOSED, name)


def _apply(facts: Facts, change: Change) -> Facts:
    _check(facts, change)
    if change.way == ADD:
        return replace(facts, acts=[*facts.acts, _supposed(facts, change, change.affects)])
    records = recorded(facts, change)
    gone = {id(record) for record in records}
    left = [act for act in facts.acts if id(act) not in gone]
    if change.way == MOVE:
        left.append(_supposed(replace(facts, acts=left), change, records[0].row.affects))
    if change.way == WITHDRAW:
        assert change.date is not None
        day = PartialDate.day(change.date)
        if all(record.row.withdrawn_on is not None for record in records):
            raise BadChange(f"that {iris.hyphenated(change.kind)} was withdrawn already on {records[0].row.withdrawn_on}")
        left += [SourcedAct(replace(record.row, withdrawn_on=day), SUPPOSED, record.iri) for record in records]
    return replace(facts, acts=left)


def apply(facts: Facts, changes: Iterable[Change]) -> Facts:
    """The facts with the changes, one after the other; whether the law lets a state act like that is not asked here.

    Raises:
        BadChange: a state, an instrument, a kind of act or a recorded act that is not there; a day that is missing.
    """
    for change in changes:
        facts = _apply(facts, change)
    if SUPPOSED in facts.sources or not any(act.is_supposed for act in reversed(facts.acts)):  # what is supposed stands last
        return facts
    return replace(facts, sources=[*facts.sources, SUPPOSED])
