"""What can take an obligation away from a state that is bound by the instrument, each on its own, in three values.

A ground says "bound" where it takes nothing away. The answer is the conjunction: what certainly takes away decides first, then what
leaves open.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.queries.answers import (
    ClauseAcceptanceAnswer,
    CompletenessAnswer,
    ExclusionOnAnswer,
    OptionalClauseAnswer,
    PeriodAnswer,
    SpentProvisionAnswer,
)
from servanda.queries.decision import BOUND, NOT_BOUND, NOT_KNOWN, Status
from servanda.queries.explanation import LimitOnDay


@dataclass(frozen=True, slots=True)
class Ground:
    """What one ground says of the day.

    Attributes:
        status: ``bound`` where it takes nothing away.
        rule: its name.
        words: what its sentence needs.
    """

    status: Status
    rule: str
    words: dict[str, str] = field(default_factory=dict)


def settle(instrument: Ground, others: Sequence[Ground]) -> Ground:
    """The answer: the first ground that certainly takes away, else the first that leaves open, else the instrument's.

    Args:
        instrument: what the acts say of the whole instrument.
        others: the grounds about the provision, the weightiest first.
    """
    every = (instrument, *others)
    for status in (NOT_BOUND, NOT_KNOWN):
        for ground in every:
            if ground.status == status:
                return ground
    return next((ground for ground in reversed(every) if ground.rule in {"permission", "clause-accepted"}), instrument)


def of_spent(spent: SpentProvisionAnswer | None, on: datetime.date) -> Ground | None:
    """A provision that is no longer applicable: certain from the day of the instrument that says so, open before it."""
    if spent is None:
        return None
    words = {"provision": spent.citation, "says_so": spent.says_so_short, "said_on": str(spent.said_on or "")}
    if spent.said_on is not None and spent.said_on <= on:
        return Ground(NOT_BOUND, "no-longer-applicable", words)
    return Ground(NOT_KNOWN, "ceased-on-unknown-day", words)


def of_exclusions(exclusions: Sequence[ExclusionOnAnswer], deciding: PeriodAnswer | None) -> Ground | None:
    """A part that the state left out in the period that decides (or may have), and that contains the provision."""
    whole = [each for each in exclusions if each.whole and deciding is not None and each.period == deciding.period]
    for each in sorted(whole, key=lambda one: not one.certain):
        words = {"provision": each.citation, "article": each.article or ""}
        return Ground(NOT_BOUND, "excluded", words) if each.certain else Ground(NOT_KNOWN, "exclusion-not-told", words)
    return None


def is_opt_out(limit: LimitOnDay) -> bool:
    """Whether a limit takes the provision away because the treaty itself lets a party not accept it."""
    return (limit.kind, limit.effect, limit.reach) == ("optOut", "excludesProvision", "whole")


def of_opt_outs(limits: Sequence[LimitOnDay]) -> Ground | None:
    """An opt-out that contains the provision: certain, or as open as its dates."""
    standing = {limit.standing for limit in limits if is_opt_out(limit)}
    if "stands" in standing:
        return Ground(NOT_BOUND, "opted-out")
    return Ground(NOT_KNOWN, "opt-out-open") if "open" in standing else None


def covered_until(coverage: Sequence[CompletenessAnswer]) -> datetime.date | None:
    """The newest day until which a source tells of every state's acts."""
    days = [each.as_at for each in coverage if each.extent == "all-acts" and each.as_at is not None]
    return max(days, default=None)


def holds(acceptance: ClauseAcceptanceAnswer, on: datetime.date) -> bool:
    """Whether a declaration holds that day for certain."""
    return acceptance.from_latest <= on and not (acceptance.until_earliest is not None and acceptance.until_earliest <= on)


def may_hold(acceptance: ClauseAcceptanceAnswer, on: datetime.date) -> bool:
    """Whether a declaration can hold that day."""
    return acceptance.from_earliest <= on and not (acceptance.until_latest is not None and acceptance.until_latest <= on)


def of_clause(
    clause: OptionalClauseAnswer | None, own: Sequence[ClauseAcceptanceAnswer], covered: datetime.date | None, on: datetime.date
) -> Ground | None:
    """A clause that binds only who declares so, once enough have.

    Args:
        clause: the clause that contains the provision, if any.
        own: the state's own declarations under it.
        covered: the newest day until which a source tells of every state's acts; a later declaration is not known.
        on: the day asked about.
    """
    if clause is None:
        return None
    words = {"clause": clause.citation, "article": clause.article, "needed": str(clause.needed or ""), "as_at": str(covered or "")}
    known = covered is not None and on <= covered
    if clause.in_force is None or on < clause.in_force:
        if clause.in_force is not None or known:
            return Ground(NOT_BOUND, "clause-not-in-force", words)
        return Ground(NOT_KNOWN, "clause-after-source", words)
    if any(holds(each, on) for each in own):
        return Ground(BOUND, "clause-accepted", words)
    if any(may_hold(each, on) for each in own):
        return Ground(NOT_KNOWN, "clause-open", words)
    if not known:
        return Ground(NOT_KNOWN, "clause-after-source", words)
    if clause.earlier_unknown and own and all(on < each.from_earliest for each in own):
        return Ground(NOT_KNOWN, "clause-earlier-declaration-open", words)
    return Ground(NOT_BOUND, "clause-not-accepted", words)
