"""The cases on reservations, objections, optional clauses, parts left out, territories and predecessors: each must be true of the graph."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pytest
import yaml
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.queries.answers import LimitAnswer, ObjectionAnswer, PredecessorAnswer, TerritoryAnswer, answers
from servanda.queries.bind import day
from servanda.queries.explain import explain
from servanda.queries.explain_target import find_explained
from servanda.queries.explanation import Explanation, LimitOnDay
from servanda.queries.lookup import find_instrument, find_state, local_name, read_day

FOLDER: Final = Path(__file__).resolve().parent
LIMIT: Final = "limit"
OBJECTION: Final = "objection"
TERRITORY: Final = "territory"
PREDECESSOR: Final = "predecessor"
YES_OR_NO: Final = frozenset({"", "yes", "no"})
#: What a case may expect, by kind; for a territory any state's code besides.
EXPECTED: Final = {
    LIMIT: frozenset({"bound", "not_bound", "not_known"}),
    OBJECTION: frozenset({"remains-in-force", "severs", "precludes", "not-said"}),
    PREDECESSOR: frozenset({"bound", "not_bound", "not_known", "none"}),
}
EFFECTS: Final = {
    "remainsInForce": "remains-in-force",
    "seversReservation": "severs",
    "precludesEntryIntoForce": "precludes",
    "effectNotSaid": "not-said",
}
NOBODY: Final = "nobody"
ENGLISH: Final = Literal("en")
#: A promise of the project: never fewer cases than this, and so many of them on statements of states and on what others answered.
FEWEST: Final = 60


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence about one day; which fields a kind of case has is told in the README beside this folder.

    Attributes:
        name: file and number in the file.
        sentence, source, reckoning: for the reader.
        kind: ``limit``, ``objection``, ``territory`` or ``predecessor``.
        state, to_state, territory, predecessor: codes.
        instrument: slug.
        target: what is asked about: an obligation or the path of a provision.
        about: path of the provision that the statement objected to is about.
        on: the day asked about; None for an objection.
        made_on: day on which an objection was made; empty where the case does not say.
        expected: what must be answered; for a territory, through which state it was bound.
        rule: the rule that must have decided; empty where the case does not say.
        limited, not_encoded: ``yes`` or ``no``; empty where the case does not say.
        names_limit: a provision that a statement in force that day must name, or something in it.
        names_ended: a provision that a statement which has ended must name, or something in it; and none in force, unless
            ``names_limit`` says so.
    """

    name: str
    sentence: str
    source: str
    reckoning: str
    kind: str
    state: str
    to_state: str
    territory: str
    predecessor: str
    instrument: str
    target: str
    about: str
    on: datetime.date | None
    made_on: str
    expected: str
    rule: str
    limited: str
    not_encoded: str
    names_limit: str
    names_ended: str

    @property
    def asked_on(self) -> datetime.date:
        """The day asked about, for the kinds that have one."""
        assert self.on is not None, f"{self.name}: no day"
        return self.on


#: The fields of each kind beside the sentence, the source, the reckoning and what is expected: those it must have, then those it may.
FIELDS: Final[dict[str, tuple[set[str], set[str]]]] = {
    LIMIT: ({"state", "target", "on"}, {"rule", "limited", "not_encoded", "names_limit", "names_ended"}),
    OBJECTION: ({"state", "to_state", "instrument", "about"}, {"made_on"}),
    TERRITORY: ({"territory", "instrument", "on"}, set()),
    PREDECESSOR: ({"state", "predecessor", "instrument", "on"}, set()),
}


def _case(name: str, record: dict[str, str]) -> Case:
    """Read a record by emptying it: a field that its kind does not have is an error, not a remark."""
    fields = dict(record)
    kind = fields.pop("kind", LIMIT)
    if kind not in FIELDS:
        raise ValueError(f"{name}: there is no kind of case {kind!r}")
    sentence, source, reckoning = fields.pop("sentence", ""), fields.pop("source", ""), fields.pop("reckoning", "")
    expected = fields.pop("through") if kind == TERRITORY else fields.pop("expected")
    needed, allowed = FIELDS[kind]
    if missing := needed - set(fields):
        raise ValueError(f"{name}: a case of kind {kind!r} needs {sorted(missing)}")
    if strange := set(fields) - needed - allowed:
        raise ValueError(f"{name}: no case of kind {kind!r} has the fields {sorted(strange)}")
    if kind in EXPECTED and expected not in EXPECTED[kind]:
        raise ValueError(f"{name}: a case of kind {kind!r} cannot expect {expected!r}")
    if {fields.get("limited", ""), fields.get("not_encoded", "")} - YES_OR_NO:
        raise ValueError(f"{name}: limited and not_encoded are yes or no")
    if "made_on" in fields:
        read_day(fields["made_on"])
    on = fields.pop("on", None)
    names = ("state", "to_state", "territory", "predecessor", "instrument", "target", "about", "made_on", "rule", "limited")
    more = ("not_encoded", "names_limit", "names_ended")
    return Case(
        name=name,
        sentence=sentence,
        source=source,
        reckoning=reckoning,
        kind=kind,
        expected=expected,
        on=None if on is None else read_day(on),
        **{each: fields.get(each, "") for each in (*names, *more)},
    )


def _read() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yml")):
        # The base loader leaves every value as it is written: a day stays text, and `on`, `yes` and `no` are no truth values.
        records = cast("list[dict[str, str]]", yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
        yield from (_case(f"{path.stem}-{number:02d}", record) for number, record in enumerate(records, start=1))


CASES: Final = list(_read())


def _of(kind: str) -> list[Case]:
    return [case for case in CASES if case.kind == kind]


def _explain(case: Case, answered: str) -> str:
    return f"\n{case.sentence}\nAnswered: {answered}\nBut: {case.source}\n{case.reckoning}"


def _close(one: str, other: str) -> bool:
    """Whether one of two provisions (paths) is, contains or lies in the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _provisions(engine: MemoryStore, case: Case, limits: Iterable[LimitOnDay], instrument: str) -> set[str]:
    """The paths of the provisions that limits name; an explanation writes them as citations."""
    wanted = {limit.limit for limit in limits}
    about = {"state": find_state(engine, case.state), "instrument": find_instrument(engine, instrument)}
    rows = answers(engine, LimitAnswer, "limits", language=ENGLISH, **about)
    return {local_name(row.provision) for row in rows if row.limit in wanted and row.provision is not None}


def _named(wanted: str, provisions: Iterable[str]) -> bool:
    """Whether a provision, or something that lies in it, is among these."""
    return any(f"{each}/".startswith(f"{wanted}/") for each in provisions)


def _in_force(told: Explanation) -> tuple[LimitOnDay, ...]:
    return (*told.limits, *told.general_limits, *told.interpretative_declarations)


@pytest.mark.parametrize("case", _of(LIMIT), ids=lambda case: case.name)
def test_what_a_statement_leaves_of_a_duty(case: Case, engine: MemoryStore) -> None:
    """The answer on the duty, whether a reservation limits it, and which statements are shown."""
    told = explain(engine, find_state(engine, case.state), find_explained(engine, case.target), case.asked_on)
    shown = sorted(f"{local_name(each.limit)} ({each.kind}, {each.effect}, {each.standing})" for each in _in_force(told))
    said = _explain(case, f"{told.status} ({told.rule}), limited: {told.limited}, {shown}, {len(told.unencoded)} not encoded")
    assert told.status == case.expected, said
    if case.rule:
        assert told.rule == case.rule, said
    if case.limited:
        assert told.limited == (case.limited == "yes"), said
    if case.not_encoded:
        assert bool(told.unencoded) == (case.not_encoded == "yes"), said
    instrument = local_name(told.instrument)
    in_force = _provisions(engine, case, _in_force(told), instrument)
    if case.names_limit:
        assert _named(case.names_limit, in_force), said
    if case.names_ended:
        assert _named(case.names_ended, _provisions(engine, case, told.ended_limits, instrument)), said
        assert case.names_limit == case.names_ended or not _named(case.names_ended, in_force), said


def _objected_to(engine: MemoryStore, case: Case) -> dict[str, set[str]]:
    """The effects of the objections between the two states that are about the provision, by the day on which they were made.

    An objection to a statement on the whole instrument is about every provision, and so is one to a statement that is not encoded.
    """
    states = {"state": find_state(engine, case.state), "reserving_state": find_state(engine, case.to_state)}
    instrument = find_instrument(engine, case.instrument)
    limits = list(answers(engine, LimitAnswer, "limits", state=states["reserving_state"], instrument=instrument, language=ENGLISH))
    found: dict[str, set[str]] = {}
    for row in answers(engine, ObjectionAnswer, "objections", instrument=instrument, language=ENGLISH, **states):
        named = [each for each in limits if each.limit == row.limit]
        if row.limit is None or any(each.provision is None or _close(local_name(each.provision), case.about) for each in named):
            found.setdefault(row.made_on or "", set()).add(EFFECTS[row.effect])
    return found


@pytest.mark.parametrize("case", _of(OBJECTION), ids=lambda case: case.name)
def test_what_an_objection_said_of_the_treaty(case: Case, engine: MemoryStore) -> None:
    """The objecting state's own word on the treaty between the two, and nothing else."""
    found = _objected_to(engine, case)
    said = _explain(case, str(found))
    assert found, said
    if case.made_on:
        assert case.made_on in found, said
        assert found[case.made_on] == {case.expected}, said
    else:
        assert set().union(*found.values()) == {case.expected}, said


@pytest.mark.parametrize("case", _of(TERRITORY), ids=lambda case: case.name)
def test_through_which_state_a_territory_was_bound(case: Case, engine: MemoryStore) -> None:
    """What a state expressly did for the territory counts, and only up to the day on which the territory passed."""
    instrument = find_instrument(engine, case.instrument)
    rows = answers(engine, TerritoryAnswer, "territory_bound", instrument=instrument, on=day(case.asked_on), language=ENGLISH)
    through = {local_name(row.state) for row in rows if local_name(row.territory) == case.territory and row.certain}
    assert through == (set() if case.expected == NOBODY else {case.expected}), _explain(case, str(sorted(through)))


def _predecessor_bound(rows: list[PredecessorAnswer], on: datetime.date) -> str:
    """What is told of a predecessor on a day; a predecessor no longer speaks for a state from the day on which that state followed it."""
    rows = [row for row in rows if row.day is None or on.isoformat()[: len(row.day)] < row.day]
    if not rows:
        return "none"
    for row in rows:
        begun = row.from_earliest <= on
        over = row.until_latest is not None and row.until_latest <= on
        certain = row.from_latest <= on and not (row.until_earliest is not None and row.until_earliest <= on)
        if begun and not over:
            return "bound" if certain else "not_known"
    return "not_bound"


@pytest.mark.parametrize("case", _of(PREDECESSOR), ids=lambda case: case.name)
def test_whether_a_predecessor_was_bound(case: Case, engine: MemoryStore) -> None:
    """What bound a predecessor is told beside the successor's own acts; a state that followed nobody has none."""
    about = {"state": find_state(engine, case.state), "instrument": find_instrument(engine, case.instrument)}
    rows = list(answers(engine, PredecessorAnswer, "predecessor_periods", language=ENGLISH, **about))
    answered = _predecessor_bound([row for row in rows if local_name(row.predecessor) == case.predecessor], case.asked_on)
    assert answered == case.expected, _explain(case, f"{answered}: {[local_name(row.period) for row in rows]}")


def test_there_are_enough_cases_of_each_kind() -> None:
    """Sixty cases at least, and more than one of every kind and of each answer that the sources give."""
    assert len(CASES) >= FEWEST
    for kind in FIELDS:
        assert len(_of(kind)) > 1, f"too few cases of kind {kind}"
    for status in EXPECTED[LIMIT]:
        assert len([case for case in _of(LIMIT) if case.expected == status]) > 1, f"too few cases expect {status}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_a_sentence_and_names_its_source(case: Case) -> None:
    """A case without an official source proves nothing, and one without a sentence cannot be read."""
    assert case.sentence.endswith("."), case.name
    assert len(case.source) > 20, f"{case.name}: name the source that the expected answer rests on"


def test_no_case_is_told_twice() -> None:
    """Two cases that ask the same of the same day would hide a contradiction."""
    names = ("kind", "state", "to_state", "territory", "predecessor", "instrument", "target", "about", "on", "made_on")
    asked = [tuple(getattr(case, each) for each in names) for case in CASES]
    assert len(asked) == len(set(asked))
