"""Citations: where each fact of an answer stands, in one line that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from servanda.ontology.act_kinds import NAMES
from servanda.queries.answers import ActAnswer, DutyAnswer
from servanda.queries.explain_sentences import pick
from servanda.queries.lookup import local_name

#: No day of an act; a source's own date; a source without one.
_WORDS: Final = {
    "en": ("date not recorded", "as at {as_at}", "without a date of its own"),
    "id": ("tanggal tidak tercatat", "per {as_at}", "tanpa tanggal sendiri"),
}


def act_citation(act: ActAnswer, language: str) -> str:
    """An act: what was done, when, by which source, as at which day, where in it, and what is to be known of it.

    Args:
        act: what one source tells.
        language: ``en`` or ``id``; place and remark stay as they are recorded.
    """
    undated, as_at_day, without = _WORDS[language]
    kind = pick(NAMES[local_name(act.kind)], language).capitalize()
    date = act.date or undated
    source = act.source_title or local_name(act.source)
    place = f", {act.place}" if act.place else ""
    as_at = f", {as_at_day.format(as_at=act.as_at) if act.as_at else without}"
    remark = f" ({act.remark})" if act.remark else ""  # a day that a copyist computed, for instance, must not pass for a printed one
    return f"{kind}, {date}: {source}{place}{as_at}{remark}"


def act_citations(acts: Iterable[ActAnswer], language: str) -> list[str]:
    """Each act once, in the order given, in English (``en``) or Indonesian (``id``)."""
    return list(dict.fromkeys(act_citation(act, language) for act in acts))


def duty_citations(duties: Iterable[DutyAnswer]) -> list[str]:
    """Each provision once, in the order given."""
    return list(dict.fromkeys(duty.citation for duty in duties))
