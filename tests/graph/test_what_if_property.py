"""What must hold of every simulation, whatever is supposed: drawn from the real states, instruments and acts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.graph.derive import Derived, derive
from servanda.graph.duties import lies_in
from servanda.graph.errors import BadChange
from servanda.graph.facts import Facts
from servanda.graph.period import BindingPeriod
from servanda.graph.suppose import ADD, MOVE, REMOVE, WITHDRAW, Change, apply
from servanda.graph.what_if import Consequences, simulate, what_if
from servanda.ontology.act_kinds import CONSENTS

Pair = tuple[str, str]
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2060, 12, 31))
KINDS = st.sampled_from(["Ratification", "Accession", "Succession", "Denunciation", "PartialAcceptance", "ConsentToBeBound", "Signature"])
#: Whole derivations cost: successors and their predecessors, states that left, that excluded parts, that sources disagree about.
FEW = {
    "IDN",
    "SAU",
    "PHL",
    "SRB",
    "HRV",
    "x-yugoslavia",
    "RUS",
    "TTO",
    "MYS",
    "GUY",
    "KEN",
    "BHS",
    "TZA",
    "GBR",
    "NZL",
    "PLW",
    "SGP",
    "MDG",
}
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def some(facts: Facts) -> Facts:
    return replace(facts, acts=[act for act in facts.acts if act.row.state in FEW])


@pytest.fixture(scope="module")
def of_some(some: Facts) -> Derived:
    return derive(some)


def by_pair(periods: list[BindingPeriod]) -> dict[Pair, tuple[BindingPeriod, ...]]:
    found: dict[Pair, list[BindingPeriod]] = {}
    for period in periods:
        found.setdefault((period.state, period.instrument), []).append(period)
    return {pair: tuple(several) for pair, several in found.items()}


@dataclass(frozen=True)
class Idea:
    """A change that is not yet about anybody: numbers that choose among what a table of facts has."""

    act: int
    way: str
    kind: str
    day: datetime.date
    parts: int
    dated: bool

    def about(self, facts: Facts) -> Change:
        """Something done to a real pair; what is not added is about a recorded act."""
        row = facts.acts[self.act % len(facts.acts)].row
        if self.way != ADD:
            kind = row.kind if row.kind in CONSENTS else self.kind
            return Change(
                row.state, row.instrument, kind, None if self.way == REMOVE else self.day, self.way, of=row.date if self.dated else None
            )
        rule = facts.rules.get(row.instrument)
        known = () if rule is None or self.kind != "PartialAcceptance" else rule.excludable
        parts = tuple(path for index, path in enumerate(known) if self.parts >> index & 1)
        return Change(row.state, row.instrument, self.kind, self.day, affects=parts)


IDEAS = st.builds(
    Idea, st.integers(0, 10**6), st.sampled_from([ADD, ADD, REMOVE, MOVE, WITHDRAW]), KINDS, DAYS, st.integers(0, 2**31), st.booleans()
)


def simulated_is_derived(facts: Facts, derived: Derived, wanted: list[Change], day: datetime.date) -> None:
    possible = list[Change]()
    for change in wanted:
        try:
            apply(facts, [*possible, change])
        except BadChange:
            continue
        possible.append(change)
    simulated_is_derived_from(facts, derived, simulate(facts, derived, possible), day)
    try:
        judged = what_if(facts, derived, possible)
    except BadChange:  # a later change is about an earlier one that was refused
        return
    simulated_is_derived_from(facts, derived, judged, day)


def simulated_is_derived_from(facts: Facts, derived: Derived, found: Consequences, day: datetime.date) -> None:
    whole = derive(apply(facts, found.accepted))
    expected = by_pair(derived.periods)
    for pair in found.pairs:
        expected.pop((pair.state, pair.instrument), None)
        if pair.after:
            expected[(pair.state, pair.instrument)] = pair.after
    assert by_pair(whole.periods) == expected

    def owed(result: Derived) -> set[Pair]:
        return {
            (duty.binding.state, duty.obligation.id)
            for duty in result.duties
            if duty.binding.start.latest <= day and (duty.binding.end is None or day < duty.binding.end.earliest)
        }

    for more, less, told in ((whole, derived, found.gained), (derived, whole, found.lost)):
        on_the_day = {(duty.state, duty.obligation.id) for duty in told if duty.start <= day and (duty.end is None or day < duty.end)}
        assert on_the_day == owed(more) - owed(less)


@settings(SLOW, max_examples=40)
@given(ideas=st.lists(IDEAS, min_size=1, max_size=4), day=DAYS)
def test_a_simulation_is_the_whole_derivation_of_the_supposed_facts(
    some: Facts, of_some: Derived, ideas: list[Idea], day: datetime.date
) -> None:
    simulated_is_derived(some, of_some, [idea.about(some) for idea in ideas], day)


@settings(SLOW, max_examples=4)
@given(ideas=st.lists(IDEAS, min_size=5, max_size=12), day=DAYS)
def test_so_it_is_over_all_states(facts: Facts, derived: Derived, ideas: list[Idea], day: datetime.date) -> None:
    simulated_is_derived(facts, derived, [idea.about(facts) for idea in ideas], day)


def certain(periods: tuple[BindingPeriod, ...], day: datetime.date) -> bool:
    return any(period.start.latest <= day and (period.end is None or day < period.end.earliest) for period in periods)


@settings(SLOW, max_examples=120)
@given(idea=IDEAS, kind=st.sampled_from(sorted(CONSENTS)), days=st.lists(DAYS, min_size=1, max_size=30), near=st.integers(0, 10**6))
def test_a_further_consent_takes_no_bound_day_away(
    some: Facts, of_some: Derived, idea: Idea, kind: str, days: list[datetime.date], near: int
) -> None:
    """Of any state, whatever the law says of such a consent: the derivation is asked, not the checks."""
    acts = [act for act in some.acts if act.row.kind in CONSENTS | {"Denunciation"}]
    row = acts[idea.act % len(acts)].row
    before = by_pair(of_some.periods)
    after = by_pair(derive(replace(apply(some, [Change(row.state, row.instrument, kind, idea.day)]), obligations=[])).periods)
    ends = [end for pair in before.values() for period in pair for end in (period.start.latest, period.end and period.end.earliest) if end]
    edges = [ends[(near + index * 97) % len(ends)] + datetime.timedelta(days=shift) for index in range(20) for shift in (-1, 0, 1)]
    for pair, periods in before.items():
        own = [
            end + datetime.timedelta(days=shift)
            for each in periods
            for end in (each.start.latest, each.end and each.end.earliest)
            if end
            for shift in (-1, 0, 1)
        ]
        for day in [*days, *edges, *own]:
            assert not certain(periods, day) or certain(after.get(pair, ()), day), f"{pair} on {day}"


def test_no_duty_lies_in_a_part_that_is_left_out_or_outside_its_period(facts: Facts, derived: Derived) -> None:
    parents = facts.parents
    for duty in derived.duties:
        period = duty.binding
        assert duty.obligation.instrument == period.instrument
        assert period.end is None or period.start.latest < period.end.latest
        if period.excludes:
            assert not lies_in(duty.obligation.provision, period.excludes, parents)
    assert any(duty.binding.excludes for duty in derived.duties)
