"""What follows from all facts together: what sources cover, consents that the depositary does not have, exclusions and duties."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.graph.acts import SourcedAct
from servanda.graph.derive import Completeness, Derived, derive
from servanda.graph.duties import lies_in
from servanda.graph.effect_rules import Delay, EffectRule
from servanda.graph.facts import Facts
from servanda.loaders.effect_rules import EffectRuleRow
from servanda.loaders.instruments import Instrument
from servanda.loaders.obligations import Obligation
from servanda.loaders.provision_tree import Provision
from servanda.loaders.source import Source
from servanda.loaders.spent_provisions import SpentProvision
from servanda.loaders.states import read_states

Act = Callable[..., SourcedAct]
Derive = Callable[..., Derived]

TREE = [
    Provision("icrmw/part-iii", "part", "iii", "", 1),
    Provision("icrmw/25", "article", "25", "icrmw/part-iii", 2),
    Provision("icrmw/25/1", "paragraph", "1", "icrmw/25", 3),
    Provision("icrmw/25/1/a", "point", "a", "icrmw/25/1", 4),
    Provision("icrmw/part-iv", "part", "iv", "", 5),
    Provision("icrmw/36", "article", "36", "icrmw/part-iv", 6),
]


@pytest.fixture(scope="session")
def result(rule_row: Callable[..., EffectRuleRow], instrument: Callable[..., Instrument]) -> Derive:
    """What follows from some acts on the ICRMW, with some obligations; keyword arguments replace cells of its effect rule."""
    states = {state.code: state for state in read_states()}

    def make(
        acts: list[SourcedAct],
        obligations: tuple[Obligation, ...] = (),
        spent: tuple[str, ...] = (),
        **cells: str,
    ) -> Derived:
        row = rule_row(**cells)
        return derive(
            Facts(
                states=states,
                instruments={"icrmw": instrument()},
                rules={"icrmw": EffectRule.of(row, instrument())},
                rule_rows={"icrmw": row},
                provisions={"icrmw": TREE},
                obligations=list(obligations),
                spent=[SpentProvision(path, {"en": "over", "id": "lewat"}, "icrmw", "", "") for path in spent],
                sources=list({act.source.name: act.source for act in acts}.values()),
                acts=acts,
            )
        )

    return make


@pytest.fixture
def complete(source: Callable[..., Source]) -> Source:
    return source("depositary", complete_for=("icrmw",))


def test_a_consent_that_the_depositarys_complete_list_lacks_binds_nobody(act: Act, result: Derive, complete: Source) -> None:
    doubtful = act(date="2015-01-15", by="table")
    found = result([doubtful, act("Ratification", "2009-01-15", state="PHL", by=complete)])
    assert [period.state for period in found.periods] == ["PHL"]
    (unconfirmed,) = found.unconfirmed
    assert unconfirmed.records == (doubtful,)
    assert unconfirmed.list_without.source is complete


def test_the_depositarys_own_row_of_a_signature_confirms_no_consent(act: Act, result: Derive, complete: Source) -> None:
    found = result([act("Signature", "2004-09-22", by=complete), act(date="2015-01-15", by="table")])
    assert found.periods == []
    assert len(found.unconfirmed) == 1


def test_a_consent_after_the_depositarys_list_is_not_doubted(act: Act, result: Derive, complete: Source) -> None:
    found = result([act(date="2026-03-15", by="table", as_at="2026-09-24"), act(state="PHL", by=complete)])
    assert found.unconfirmed == []
    assert sorted(period.state for period in found.periods) == ["IDN", "PHL"]


def test_a_list_that_is_not_complete_doubts_nobody(act: Act, result: Derive) -> None:
    found = result([act(date="2015-01-15", by="table"), act(state="PHL")])
    assert found.unconfirmed == []
    assert len(found.periods) == 2


def test_an_older_statement_of_the_depositary_is_no_mere_table(act: Act, result: Derive, complete: Source) -> None:
    found = result([act(date="2010-01-15", by="older"), act(state="PHL", by=complete)])
    assert found.unconfirmed == []


def test_a_territory_is_no_party(act: Act, result: Derive) -> None:
    assert result([act(state="HKG")]).periods == []


def completeness(found: Derived, name: str) -> Completeness:
    return next(each for each in found.completeness if each.source.name == name)


def test_what_each_source_covers(act: Act, result: Derive, source: Callable[..., Source], complete: Source) -> None:
    present = source("table", present_parties=("icrmw",))
    found = result([act(by=complete), act(by=present), act(by="other")])
    assert [completeness(found, name).extent for name in ("depositary", "table", "other")] == [
        "all-acts",
        "present-parties",
        "named-states",
    ]


def test_the_oldest_page_decides_until_when_a_source_covers(act: Act, result: Derive) -> None:
    found = result([act(as_at="2020-01-01"), act(state="PHL", as_at="2024-01-01")])
    assert completeness(found, "depositary").as_at == date(2020, 1, 1)


def test_a_source_without_a_date_covers_until_nobody_knows_when(act: Act, result: Derive, source: Callable[..., Source]) -> None:
    statement = completeness(result([act(by=source("other", as_at=None))]), "other")
    assert statement.as_at is None
    assert statement.silent_until is None


DELAYS = ("none", "days:30", "days:90", "months:1", "months:3", "months:12", "first-of-month-after-months:3")


@given(delay=st.sampled_from(DELAYS), as_at=st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_silence_means_no_until_the_first_day_on_which_a_later_act_could_bind(
    act: Act, result: Derive, source: Callable[..., Source], delay: str, as_at: date
) -> None:
    read = Delay.parse(delay)
    assert read is not None
    statement = completeness(result([act(by=source(as_at=as_at.isoformat()))], state_delay=delay), "depositary")
    assert statement.silent_until == read.apply(as_at + timedelta(days=1))


def test_silence_about_the_icrmw_on_3_february_2026_lasts_until_31_may(act: Act, result: Derive) -> None:
    """A state that deposits on 4 February 2026 is bound from 1 June."""
    assert completeness(result([act()]), "depositary").silent_until == date(2026, 6, 1)


@pytest.mark.parametrize("modality", ["obligation", "prohibition", "right"])
def test_each_of_these_binds(act: Act, result: Derive, obligation: Callable[..., Obligation], modality: str) -> None:
    asked = obligation(modality=modality)
    (duty,) = result([act()], (asked,)).duties
    assert duty.obligation is asked
    assert (duty.binding.state, duty.binding.starts) == ("IDN", "2012-09-01")


def test_a_permission_is_no_duty(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    assert result([act()], (obligation(modality="permission"),)).duties == []


def test_a_signatory_owes_no_duty(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    assert result([act("Signature")], (obligation(),)).duties == []


def test_each_time_of_being_bound_has_its_own_duty(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    acts = [act(), act("Denunciation", "2014-01-15"), act("Accession", "2020-01-15")]
    assert [duty.binding.starts for duty in result(acts, (obligation(),)).duties] == ["2012-09-01", "2020-05-01"]


def test_what_is_in_a_part_that_was_left_out_gives_no_duty(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    inside, outside = obligation("icrmw/25/1/a"), obligation("icrmw/36")
    partial = act("PartialAcceptance", affects=("icrmw/part-iii",))
    found = result([act(), partial], (inside, outside), excludable="icrmw/part-iii")
    assert [duty.obligation for duty in found.duties] == [outside]
    (period,) = found.periods
    assert period.excludes == ("icrmw/part-iii",)
    assert partial in period.acts


def test_a_part_that_may_not_be_left_out_still_binds(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    partial = act("PartialAcceptance", affects=("icrmw/part-iii",))
    found = result([act(), partial], (obligation(),), excludable="none")
    assert len(found.duties) == 1
    assert found.periods[0].excludes == ()


def test_an_exclusion_of_one_state_is_not_one_of_another(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    partial = act("PartialAcceptance", state="PHL", affects=("icrmw/part-iii",))
    found = result([act(), act(state="PHL"), partial], (obligation(),), excludable="icrmw/part-iii")
    assert [duty.binding.state for duty in found.duties] == ["IDN"]


def test_an_exclusion_holds_until_it_is_withdrawn(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    partial = act("PartialAcceptance", affects=("icrmw/part-iii",), withdrawn_on="2018-04-17")
    duties = result([act(), partial], (obligation(),), excludable="icrmw/part-iii").duties
    assert duties, "since the withdrawal the whole text binds"
    assert all(duty.binding.start.earliest >= date(2018, 4, 17) for duty in duties), "before it the part did not bind"


def test_a_spent_provision_and_what_is_in_it_gives_no_duty(act: Act, result: Derive, obligation: Callable[..., Obligation]) -> None:
    spent, live = obligation("icrmw/25/1/a"), obligation("icrmw/36")
    assert [duty.obligation for duty in result([act()], (spent, live), spent=("icrmw/25",)).duties] == [live]


def test_a_provision_lies_in_what_contains_it_and_in_nothing_beside() -> None:
    parents = {provision.path: provision.parent for provision in TREE if provision.parent}
    assert lies_in("icrmw/25/1/a", ["icrmw/part-iii"], parents)
    assert lies_in("icrmw/25", ["icrmw/25"], parents)
    assert not lies_in("icrmw/25", ["icrmw/25/1"], parents)
    assert not lies_in("icrmw/36", ["icrmw/part-iii", "icrmw/3"], parents)


@given(seed=st.integers(0, 1000))
def test_the_order_of_the_facts_does_not_matter(act: Act, result: Derive, obligation: Callable[..., Obligation], seed: int) -> None:
    acts = [
        act("Signature", "2004-09-22"),
        act(date="2012-05-31"),
        act(date="2012-06-13", by="table"),
        act("Accession", "2012", by="other"),
        act("Denunciation", "2020-01-15"),
        act("Accession", "2021-01-15"),
        act("Accession", None, by="older", state="PHL"),
        act("Succession", "2006-10-23", state="MNE"),
    ]
    expected = result(acts, (obligation(),))
    shuffled = acts.copy()
    random.Random(seed).shuffle(shuffled)
    found = result(shuffled, (obligation(),))
    assert found.periods == expected.periods
    assert found.duties == expected.duties
