"""What follows from statements: each limit with its act, and the duties and periods that it touches."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.graph.derive import Derived
from servanda.graph.duties import Duty
from servanda.graph.facts import Facts
from servanda.graph.limits import ActsByName, Limit, Objection, limits_of_duties, limits_of_periods, settle_limits
from servanda.graph.period import BindingPeriod


@dataclass(frozen=True, slots=True)
class DerivedLimits:
    """What follows from statements.

    Attributes:
        limits, objections: each with its act.
        of_duties: limits that touch a duty's provision on some day of the duty.
        of_periods: limits on the whole instrument that hold on some day of a binding period.
    """

    limits: list[Limit]
    objections: list[Objection]
    of_duties: list[tuple[Duty, Limit]]
    of_periods: list[tuple[BindingPeriod, Limit]]


def derive_limits(facts: Facts, derived: Derived) -> DerivedLimits:
    """Derive what statements do to the duties and periods of ``derived``.

    Raises:
        GraphError: a record names an act that is not there, or not at that place.
    """
    acts = ActsByName(facts.acts)
    adopted = {slug: each.adopted.earliest for slug, each in facts.instruments.items() if each.adopted is not None}
    limits = settle_limits(facts.limits, acts, adopted)
    objections = [Objection(row, acts.find(row)) for row in facts.objections]
    of_duties = limits_of_duties(derived.duties, limits, facts.parents)
    return DerivedLimits(limits, objections, of_duties, limits_of_periods(derived.periods, limits))
