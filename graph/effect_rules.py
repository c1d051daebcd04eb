"""When an act takes effect: the meaning of the delays in the table of effect rules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from servanda.graph.delays import Delay
from servanda.graph.denunciation import Denounceable
from servanda.graph.errors import BadRule
from servanda.loaders.effect_rules import EffectRuleRow
from servanda.loaders.instruments import Instrument

__all__ = ["Delay", "EffectRule", "with_clocks"]


@dataclass(frozen=True, slots=True)
class EffectRule:
    """When acts on one instrument take effect.

    Attributes:
        instrument: slug.
        entry_into_force: day on which the instrument itself entered into force; None where not recorded.
        state_delay: from a state's consent to its entry into force for that state; None where no text was read.
        state_article: the provision that says so.
        only_after_entry_into_force: that provision speaks only of consents given after the instrument was in force.
        instrument_article: the provision on the instrument's own entry into force.
        succession: ``notification`` or ``date-of-succession``; empty where not known.
        succession_source: the provision or practice that says so.
        denunciation_allowed: False where the text has no clause on it; None where not known.
        denunciation_delay: from a denunciation to its effect.
        denunciation_article: the provision that says so.
        denounceable: when a denunciation can be notified; None where the text has no clause on it, or none was read.
        excludable: provisions that a state may leave out.
    """

    instrument: str
    entry_into_force: datetime.date | None
    state_delay: Delay | None
    state_article: str
    only_after_entry_into_force: bool
    instrument_article: str
    succession: str
    succession_source: str
    denunciation_allowed: bool | None
    denunciation_delay: Delay | None
    denunciation_article: str
    denounceable: Denounceable | None
    excludable: tuple[str, ...]

    @classmethod
    def of(cls, row: EffectRuleRow, instrument: Instrument) -> EffectRule:
        """The rule of an instrument, from its row and the instrument's own entry into force.

        Raises:
            BadRule: a delay cannot be understood, or the instrument's entry into force is known only to the year.
        """
        start = instrument.entry_into_force
        if start is not None and not start.is_day:
            raise BadRule(f"{row.instrument}: its entry into force must be a day, not {start}")
        try:
            state_delay, denunciation_delay = Delay.parse(row.state_delay), Delay.parse(row.denunciation_delay)
            denounceable = Denounceable.of(row.denunciation_first_after, row.denunciation_window, None if start is None else start.earliest)
        except BadRule as error:
            raise BadRule(f"{row.instrument}: {error}") from error
        return cls(
            instrument=row.instrument,
            entry_into_force=None if start is None else start.earliest,
            state_delay=state_delay,
            state_article=row.state_article,
            only_after_entry_into_force=row.state_clause_covers == "after-entry-into-force",
            instrument_article=row.instrument_article,
            succession=row.succession,
            succession_source=row.succession_source,
            denunciation_allowed={"allowed": True, "none": False}.get(row.denunciation),
            denunciation_delay=denunciation_delay,
            denunciation_article=row.denunciation_article,
            denounceable=denounceable,
            excludable=tuple(path for path in row.excludable.split() if path != "none"),
        )


def with_clocks(rules: Mapping[str, EffectRule]) -> dict[str, EffectRule]:
    """The rules, those that follow the clock of another instrument (P029: that of C029) with that instrument's times.

    Raises:
        BadRule: there is no rule for that other instrument.
    """
    found = dict(rules)
    for slug, rule in rules.items():
        if rule.denounceable is not None and rule.denounceable.other:
            if rule.denounceable.other not in rules:
                raise BadRule(f"{slug}: there is no effect rule for {rule.denounceable.other!r}, whose times it follows")
            found[slug] = replace(rule, denounceable=rules[rule.denounceable.other].denounceable)
    return found
