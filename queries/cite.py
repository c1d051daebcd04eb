"""Citations: where each fact of an answer stands, in one line that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.queries.answers import ActAnswer, DutyAnswer
from servanda.queries.lookup import local_name


def act_citation(act: ActAnswer) -> str:
    """An act: what was done, when, by which source, as at which day, where in it, and what is to be known of it."""
    kind = local_name(act.kind)
    date = act.date or "date not recorded"
    source = act.source_title or local_name(act.source)
    place = f", {act.place}" if act.place else ""
    as_at = f", as at {act.as_at}" if act.as_at else ", without a date of its own"
    remark = f" ({act.remark})" if act.remark else ""  # a day that a copyist computed, for instance, must not pass for a printed one
    return f"{kind}, {date}: {source}{place}{as_at}{remark}"


def act_citations(acts: Iterable[ActAnswer]) -> list[str]:
    """Each act once, in the order given."""
    return list(dict.fromkeys(act_citation(act) for act in acts))


def duty_citations(duties: Iterable[DutyAnswer]) -> list[str]:
    """Each provision once, in the order given."""
    return list(dict.fromkeys(duty.citation for duty in duties))
