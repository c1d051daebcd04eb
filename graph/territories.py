"""Under which instruments a territory was bound, through which state, and when: one that passed between states, or that alone is bound.

A part of a state alone is bound where an act is limited to it and the state itself has no consent: convention 97 in Zanzibar and Sabah.
Only what a state expressly did for the territory counts here (a territorial application); that a treaty binds a party in respect of its
entire territory unless another intention appears (VCLT article 29) is left to the reader, since practice for Hong Kong and Macao was to
notify each treaty.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from servanda.graph.acts import SourcedAct
from servanda.graph.effect_rules import EffectRule
from servanda.graph.facts import Facts
from servanda.graph.span import Span
from servanda.loaders.state_successions import StateSuccession
from servanda.ontology.act_kinds import CONSENTS


@dataclass(frozen=True, slots=True)
class TerritorialPeriod:
    """A period over which a state had extended an instrument to a territory.

    Attributes:
        territory, state, instrument: codes and slug.
        start: first day; a span where it lies between the act and its effect and the source does not tell which.
        end: day of the transfer to another state; None where the state still answers for the territory, as far as the sources tell.
        acts: the acts that it follows from.
    """

    territory: str
    state: str
    instrument: str
    start: Span
    end: Span | None
    acts: tuple[SourcedAct, ...]


def territory_codes(territory: str, names: Mapping[str, str]) -> frozenset[str]:
    """The codes of the territories that an act names: the cell is a code, or a list of names in plain words."""
    if territory in names.values():
        return frozenset({territory})
    return frozenset(code for name, code in names.items() if name in territory)


def territorial_periods(
    acts: Iterable[SourcedAct],
    successions: Iterable[StateSuccession],
    rules: Mapping[str, EffectRule],
    names: Mapping[str, str],
    alone: Collection[tuple[str, str]] = (),
) -> list[TerritorialPeriod]:
    """The periods of every territory that passed between states, and of the parts that alone of their state are bound.

    Args:
        acts: all acts; territorial applications to a territory of ``names`` are used, ineffective ones are not.
        successions: the transfers, with their days.
        rules: effect rules, for the day on which an extension without a printed day can take effect at the latest.
        names: names of the territories in plain words to their codes.
        alone: (state, instrument) for which only parts of the state are bound.
    """
    handed_over = {(each.predecessor, each.territory): each.day for each in successions if each.territory and each.day is not None}
    received = {(each.successor, each.territory): each.day for each in successions if each.territory and each.day is not None}
    found: dict[tuple[str, str, str], TerritorialPeriod] = {}
    for act in acts:
        row = act.row
        if row.kind != "TerritorialApplication" or row.status == "ineffective":
            continue
        for code in sorted(territory_codes(row.territory, names)):
            until, since = handed_over.get((row.state, code)), received.get((row.state, code))
            if until is None and since is None and (row.state, row.instrument) not in alone:
                continue
            told = _start(act, rules.get(row.instrument))
            if told is None and since is None:
                continue  # no day at all
            # a notification without a day that was made upon receiving the territory counts from then
            start = Span(since.earliest, since.latest) if told is None and since is not None else told
            assert start is not None
            start = start.not_before(None if since is None else since.earliest)
            end = None if until is None else Span(until.earliest, until.latest)
            if end is not None and end.latest <= start.earliest:
                continue  # the territory had passed before it could be bound through this state
            key = (code, row.state, row.instrument)
            known = found.get(key)
            if known is None:
                found[key] = TerritorialPeriod(code, row.state, row.instrument, start, end, (act,))
            else:
                better = min(known.start, start, key=lambda span: (span.latest, span.earliest))
                found[key] = TerritorialPeriod(code, row.state, row.instrument, better, end, (*known.acts, act))
    return [found[key] for key in sorted(found)]


def parts_alone(facts: Facts) -> dict[tuple[str, str], frozenset[str]]:
    """(state, instrument) to the parts of the state that alone are bound: the state has no consent of its own on record."""
    consented = {(act.row.state, act.row.instrument) for act in facts.acts if act.row.kind in CONSENTS}
    moved = {each.territory for each in facts.successions}
    found: dict[tuple[str, str], set[str]] = {}
    for act in facts.acts:
        row, key = act.row, (act.row.state, act.row.instrument)
        territory = facts.states.get(row.territory)
        if row.kind != "TerritorialApplication" or territory is None or territory.administered_by != row.state:
            continue
        if key not in consented and row.territory not in moved:
            found.setdefault(key, set()).add(row.territory)
    return {key: frozenset(parts) for key, parts in found.items()}


def territories_of(facts: Facts) -> list[TerritorialPeriod]:
    """The periods of every territory that was transferred or alone is bound; a territory is known by its code or by its English name."""
    alone = parts_alone(facts)
    codes = {each.territory for each in facts.successions if each.territory}.union(*alone.values())
    # "Hong Kong SAR China" is the list's name; sources print "Hong Kong", "Hong Kong Special Administrative Region", "Macao", "Macau".
    names = {" ".join(facts.states[code].names["en"].partition(" SAR")[0].split()): code for code in codes}
    names |= {name.replace("Macao", "Macau"): code for name, code in names.items()}
    return territorial_periods(facts.acts, facts.successions, facts.rules, names, alone)


def _start(act: SourcedAct, rule: EffectRule | None) -> Span | None:
    row = act.row
    printed = row.printed_entry_into_force or row.effective_from
    if printed is not None:
        return Span(printed.earliest, printed.latest)
    if row.date is None:
        return None
    latest: datetime.date = row.date.latest
    if rule is not None and rule.state_delay is not None:
        latest = rule.state_delay.apply(latest)
    force = None if rule is None else rule.entry_into_force
    return Span(row.date.earliest, latest).not_before(force)
