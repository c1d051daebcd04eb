"""All tables of facts, read once: what the graph is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda.graph.acts import SourcedAct, name_acts
from servanda.graph.effect_rules import EffectRule
from servanda.graph.errors import GraphError
from servanda.loaders.acts import read_acts
from servanda.loaders.effect_rules import EffectRuleRow, read_effect_rules
from servanda.loaders.group_memberships import Membership, read_memberships
from servanda.loaders.instruments import Instrument, read_instruments
from servanda.loaders.obligations import Obligation, read_obligations
from servanda.loaders.provision_tree import Provision, read_all_tables
from servanda.loaders.registry import sources
from servanda.loaders.source import Source
from servanda.loaders.spent_provisions import SpentProvision, read_spent_provisions
from servanda.loaders.states import State, read_states
from servanda.ontology.schemes import slugs


@dataclass(frozen=True, slots=True)
class Facts:
    """What all sources say, checked against each other (every act names a known state, instrument and provision).

    Attributes:
        states: by code.
        instruments: by slug.
        rules, rule_rows: effect rules by instrument, in their meaning and as written.
        provisions: by instrument, in the order of the text.
        obligations: all encoded obligations.
        spent: provisions that are no longer applicable.
        sources: the sources of acts.
        acts: every record of every source.
        memberships: which states are in which group, as far as a source tells.
    """

    states: Mapping[str, State]
    instruments: Mapping[str, Instrument]
    rules: Mapping[str, EffectRule]
    rule_rows: Mapping[str, EffectRuleRow]
    provisions: Mapping[str, list[Provision]]
    obligations: list[Obligation]
    spent: list[SpentProvision]
    sources: list[Source]
    acts: list[SourcedAct]
    memberships: Sequence[Membership] = ()

    @property
    def parents(self) -> Mapping[str, str]:
        """Each provision's path to the path of the provision that contains it."""
        return {p.path: p.parent for several in self.provisions.values() for p in several if p.parent}


def acts_table(source: Source, overrides: Path | None) -> Path:
    """The table of a source: the user's own where there is one, else the packaged one."""
    own = None if overrides is None else overrides / source.name / "acts.csv"
    return own if own is not None and own.is_file() else source.acts_table


def read_facts(overrides: Path | None = None) -> Facts:
    """Read every table.

    Args:
        overrides: folder with tables that a user loaded from own copies of the sources (``<source>/acts.csv``).

    Raises:
        SourceError: a table cannot be understood.
        GraphError: tables that do not fit together: an act of an unknown state or instrument, a rule for an unknown instrument, an
            unknown state in a group.
    """
    instruments = read_instruments()
    rows = read_effect_rules()
    for slug in rows:
        if slug not in instruments:
            raise GraphError(f"the effect rule of {slug} belongs to no instrument")
    states = {state.code: state for state in read_states()}
    provisions = read_all_tables()
    paths = {slug: frozenset(p.path for p in several) for slug, several in provisions.items()}
    acts: list[SourcedAct] = []
    described = sources()
    for source in described:
        named = name_acts(source, read_acts(acts_table(source, overrides)))
        for act in named:
            if act.row.state not in states:
                raise GraphError(f"{source.name}: {act.row.place or act.iri}: there is no state {act.row.state!r}")
            if act.row.instrument not in instruments:
                raise GraphError(f"{source.name}: {act.row.place or act.iri}: there is no instrument {act.row.instrument!r}")
        acts += named
    memberships = read_memberships()
    for each in memberships:
        if each.state not in states:
            raise GraphError(f"{each.place}: there is no state {each.state!r}")
    return Facts(
        states=states,
        instruments=instruments,
        rules={slug: EffectRule.of(row, instruments[slug]) for slug, row in rows.items()},
        rule_rows=rows,
        provisions=provisions,
        obligations=read_obligations(slugs(), paths),
        spent=read_spent_provisions(paths),
        sources=described,
        acts=acts,
        memberships=memberships,
    )
