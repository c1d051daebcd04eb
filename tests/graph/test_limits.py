"""Which statement touches which duty, and over which days."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import binding_periods
from servanda.graph.duties import Duty
from servanda.graph.effect_rules import EffectRule
from servanda.graph.errors import GraphError
from servanda.graph.limits import ActsByName, Limit, limits_of_duties, limits_of_periods, settle_limits
from servanda.graph.write_limits import limits
from servanda.loaders.dates import PartialDate
from servanda.loaders.limits import NAMES, LimitRow
from servanda.loaders.obligations import Obligation
from servanda.loaders.readings import Readings
from servanda.ontology.namespaces import ID, SV
from servanda.ontology.schemes import concepts

Act = Callable[..., SourcedAct]
PARENTS = {"icrmw/22/5": "icrmw/22", "icrmw/25/1/a": "icrmw/25/1", "icrmw/25/1": "icrmw/25"}
ADOPTED = {"icrmw": datetime.date(1990, 12, 18)}


def _row(affects: tuple[str, ...] = ("icrmw/25",), effect: str = "restricts", withdrawn: str = "", act: str = "reservation") -> LimitRow:
    return LimitRow(
        id="idn-1",
        instrument="icrmw",
        state="IDN",
        act=f"idn/icrmw/{act}/2012-05-31",
        place="",
        kind="reservation",
        named_as="",
        named_by="",
        affects=affects,
        effect=effect,
        holds_from=None,
        withdrawn_on=PartialDate.parse_or_none(withdrawn),
        summary={"en": "Limits.", "id": "Membatasi."},
        remark="",
        readings=Readings("one", "2026-11-22", "", "", ""),
    )


@pytest.fixture
def settle(act: Act) -> Callable[..., Limit]:
    """A limit made in Indonesia's reservation upon ratification."""

    def make(**cells: object) -> Limit:
        acts = ActsByName([act("Reservation")])
        (limit,) = settle_limits([_row(**cells)], acts, ADOPTED)  # type: ignore[arg-type]
        return limit

    return make


@pytest.fixture
def duty(act: Act, rule: Callable[..., EffectRule], obligation: Callable[..., Obligation]) -> Callable[..., Duty]:
    """A duty of Indonesia under the ICRMW since 1 September 2012, denounced or not."""

    def make(provision: str = "icrmw/25/1/a", denounced: str | None = None) -> Duty:
        acts = [act(), *([act("Denunciation", denounced)] if denounced else [])]
        (period,) = binding_periods(acts, rule())
        return Duty(obligation(provision), period)

    return make


@pytest.mark.parametrize(
    ("affects", "provision", "touched"),
    [
        (("icrmw/25",), "icrmw/25/1/a", True),  # a reservation to the article touches its points
        (("icrmw/25/1/a",), "icrmw/25", True),  # one to a point touches what is asked by the whole article
        (("icrmw/25/1/a",), "icrmw/25/1/a", True),
        (("icrmw/22/5",), "icrmw/25/1/a", False),
        (("icrmw/22/5", "icrmw/25/1"), "icrmw/25/1/a", True),
        (("icrmw/2",), "icrmw/25/1/a", False),  # article 2 is not article 25
    ],
)
def test_a_limit_touches_what_it_names_and_what_lies_in_it(
    settle: Callable[..., Limit], duty: Callable[..., Duty], affects: tuple[str, ...], provision: str, touched: bool
) -> None:
    assert bool(limits_of_duties([duty(provision)], [settle(affects=affects)], PARENTS)) == touched


def test_a_limit_withdrawn_before_the_duty_began_does_not_touch_it(settle: Callable[..., Limit], duty: Callable[..., Duty]) -> None:
    assert limits_of_duties([duty()], [settle(withdrawn="2012-09-01")], PARENTS) == []
    assert len(limits_of_duties([duty()], [settle(withdrawn="2012-09-02")], PARENTS)) == 1, "one day is enough"


def test_a_statement_on_the_whole_treaty_touches_the_period_not_each_duty(settle: Callable[..., Limit], duty: Callable[..., Duty]) -> None:
    general = settle(affects=(), effect="general")
    assert limits_of_duties([duty()], [general], PARENTS) == []
    assert limits_of_periods([duty().binding], [general]) == [(duty().binding, general)]


@pytest.mark.parametrize("effect", ["accepts", "none"])
def test_a_political_statement_or_an_acceptance_limits_nothing(
    settle: Callable[..., Limit], duty: Callable[..., Duty], effect: str
) -> None:
    limit = settle(effect=effect)
    assert limits_of_duties([duty()], [limit], PARENTS) == []
    assert limits_of_periods([duty().binding], [limit]) == []


def test_another_states_limit_touches_nothing(settle: Callable[..., Limit], duty: Callable[..., Duty]) -> None:
    limit = settle()
    elsewhere = replace(limit, row=replace(limit.row, state="MEX"))
    assert limits_of_duties([duty()], [elsewhere], PARENTS) == []


@given(withdrawn=st.dates(datetime.date(2012, 6, 1), datetime.date(2030, 1, 1)), denounced=st.dates(datetime.date(2013, 1, 1)))
def test_a_limit_stands_beside_a_duty_only_where_both_can_hold_on_a_day(
    act: Act, rule: Callable[..., EffectRule], obligation: Callable[..., Obligation], withdrawn: datetime.date, denounced: datetime.date
) -> None:
    if denounced.year > 9990:
        return
    (limit,) = settle_limits([_row(withdrawn=withdrawn.isoformat())], ActsByName([act("Reservation")]), ADOPTED)
    (period,) = binding_periods([act(), act("Denunciation", denounced.isoformat())], rule())
    found = limits_of_duties([Duty(obligation(), period)], [limit], PARENTS)
    assert period.end is not None
    shared = max(period.start.earliest, limit.start.earliest) < min(period.end.latest, withdrawn)
    assert bool(found) == shared


def test_a_record_that_drifted_from_its_act_stops_the_build(act: Act) -> None:
    acts = ActsByName([act("Reservation")])
    with pytest.raises(GraphError, match="icrmw: idn-1: there is no act 'idn/icrmw/declaration/2012-05-31'"):
        settle_limits([_row(act="declaration")], acts, ADOPTED)
    with pytest.raises(GraphError, match="is not that of IDN at 'block 9'"):
        settle_limits([replace(_row(), place="block 9")], acts, ADOPTED)


def test_an_undated_statement_may_have_held_since_the_adoption_and_holds_for_certain_at_the_sources_date(act: Act) -> None:
    (limit,) = settle_limits([replace(_row(), act="idn/icrmw/reservation/undated")], ActsByName([act("Reservation", None)]), ADOPTED)
    assert (limit.start.earliest, limit.start.latest) == (datetime.date(1990, 12, 18), datetime.date(2026, 2, 3))


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("by", ["state", "source"])
def test_every_name_of_the_tables_is_a_concept(settle: Callable[..., Limit], name: str, by: str) -> None:
    limit = settle()
    graph = Graph()
    for triple in limits([replace(limit, row=replace(limit.row, named_as=name, named_by=by))], [], []):
        graph.add(triple)
    (concept,) = graph.objects(None, SV.namedAs)
    words, first, *more = str(concepts().value(concept, SKOS.notation)), *name.split("-")
    assert words == first + "".join(part.capitalize() for part in more)
    assert (concept, SKOS.inScheme, ID["scheme/statement-name"]) in concepts()
    assert list(graph.objects(None, SV.namedBySource)) == [Literal(by == "source")]


def test_where_no_name_is_recorded_none_is_written(settle: Callable[..., Limit]) -> None:
    assert {SV.namedAs, SV.namedBySource}.isdisjoint({predicate for _, predicate, _ in limits([settle()], [], [])})
