"""Duties: an obligation as it binds one state over a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from servanda.graph.binding import BindingPeriod
from servanda.loaders.obligations import Obligation

#: A permission lets a state do something; it is no duty.
DUTY_MODALITIES: Final = frozenset({"obligation", "prohibition", "right"})


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation that binds one state over one binding period."""

    obligation: Obligation
    binding: BindingPeriod


def lies_in(path: str, containers: Iterable[str], parents: Mapping[str, str]) -> bool:
    """Whether a provision is one of several or part of one, going up the tree (an article's path does not name its Part)."""
    wanted = set(containers)
    step: str | None = path
    while step:
        if step in wanted:
            return True
        step = parents.get(step)
    return False


def duties(
    periods: Iterable[BindingPeriod],
    obligations: Mapping[str, list[Obligation]],
    parents: Mapping[str, str],
    spent: Iterable[str] = (),
) -> list[Duty]:
    """Each obligation of each instrument for each period under it, without provisions left out or no longer applicable.

    Args:
        periods: the binding periods.
        obligations: by instrument.
        parents: provision path to the path of the provision that contains it.
        spent: provisions that are no longer applicable.
    """
    no_longer, several_periods = frozenset(spent), list(periods)
    asked = {period.instrument for period in several_periods}
    live = {
        instrument: [
            obligation
            for obligation in several
            if obligation.modality in DUTY_MODALITIES and not lies_in(obligation.provision, no_longer, parents)
        ]
        for instrument, several in obligations.items()
        if instrument in asked
    }
    return [
        Duty(obligation, period)
        for period in several_periods
        for obligation in live.get(period.instrument, [])
        if not lies_in(obligation.provision, period.excludes, parents)
    ]
