"""All tables of facts, read once: what the graph is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from servanda.graph.acts import SourcedAct, name_acts
from servanda.graph.effect_rules import EffectRule, with_clocks
from servanda.graph.errors import GraphError
from servanda.loaders.acts import read_acts
from servanda.loaders.bodies import Body, read_bodies
from servanda.loaders.case_studies import Study, StudyFinding, read_studies, read_study_findings
from servanda.loaders.consent_clauses import ConsentClause, read_consent_clauses
from servanda.loaders.effect_rules import EffectRuleRow, read_effect_rules
from servanda.loaders.exclusions_told import read_exclusions_told
from servanda.loaders.group_memberships import Membership, read_memberships
from servanda.loaders.instruments import Instrument, read_instruments
from servanda.loaders.interpretations import Interpretation, read_interpretations
from servanda.loaders.left_out import LeftOut, read_left_out
from servanda.loaders.limits import LimitCoverage, LimitRow, read_limit_coverage, read_limits
from servanda.loaders.matches import Match, read_matches
from servanda.loaders.measure_tellings import Telling, read_tellings
from servanda.loaders.measures import Measure, MeasureArticle, read_measure_articles, read_measures
from servanda.loaders.objections import ObjectionRow, read_objections
from servanda.loaders.obligations import Obligation, read_obligations
from servanda.loaders.optional_clauses import DeclaredTerm, OptionalClause, read_declared_terms, read_optional_clauses
from servanda.loaders.provision_tree import Provision, read_all_tables
from servanda.loaders.registry import sources
from servanda.loaders.reports import Known, Report, read_reports, report_tables
from servanda.loaders.source import Source, read_source
from servanda.loaders.spent_provisions import SpentProvision, read_spent_provisions
from servanda.loaders.state_successions import StateSuccession, read_state_successions
from servanda.loaders.states import State, read_states
from servanda.loaders.table_source import LAW_SOURCES
from servanda.loaders.text_sources import TextSource, read_text_sources
from servanda.loaders.upr_same import Same, read_same
from servanda.loaders.worker_kinds import Coverage, read_worker_kinds
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
        left_out: provisions without an obligation record, and why.
        interpretations: what general comments interpret.
        text_sources: copies of texts that are in no collection here.
        sources: the sources of acts.
        acts: every record of every source.
        memberships: which states are in which group, as far as a source tells.
        limits, limit_coverage: what statements do to consents, and how many of the statements are encoded.
        objections: which state objected to whose statement.
        matches: which obligations of other instruments come close to an obligation.
        successions: which states followed which, and which territories passed between states.
        exclusions_told: (instrument, state) where a source tells which parts were left out.
        worker_kinds: what the texts say of kinds of worker.
        consent_clauses: by which acts a state may consent, by instrument; an instrument whose text was not read is not in it.
        optional_clauses, declared_terms: clauses that bind only who declares so, and declarations with a term of their own.
        bodies: who reports, by slug.
        measures, measure_articles: what states did at home, and how far its articles carry out what is asked.
        tellings: who tells of the measures whose text was not read here.
        reports, report_sources: what is claimed of states, and the sources of it.
        same_reports: claims that stand in two sources, or twice in one.
        studies, study_findings: works of the literature, and what they find.
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
    left_out: Sequence[LeftOut] = ()
    interpretations: Sequence[Interpretation] = ()
    text_sources: Sequence[TextSource] = ()
    limits: Sequence[LimitRow] = ()
    limit_coverage: Sequence[LimitCoverage] = ()
    objections: Sequence[ObjectionRow] = ()
    matches: Sequence[Match] = ()
    successions: Sequence[StateSuccession] = ()
    exclusions_told: frozenset[tuple[str, str]] = frozenset()
    worker_kinds: Sequence[Coverage] = ()
    optional_clauses: Sequence[OptionalClause] = ()
    declared_terms: Sequence[DeclaredTerm] = ()
    consent_clauses: Mapping[str, ConsentClause] = field(default_factory=dict[str, ConsentClause])
    bodies: Mapping[str, Body] = field(default_factory=dict[str, Body])
    reports: Sequence[Report] = ()
    report_sources: Sequence[Source] = ()
    same_reports: Sequence[Same] = ()
    studies: Sequence[Study] = ()
    study_findings: Sequence[StudyFinding] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict[str, Measure])
    measure_articles: Sequence[MeasureArticle] = ()
    tellings: Sequence[Telling] = ()

    @property
    def parents(self) -> Mapping[str, str]:
        """Each provision's path to the path of the provision that contains it."""
        return {p.path: p.parent for several in self.provisions.values() for p in several if p.parent}


def acts_table(source: Source, overrides: Path | None) -> Path:
    """The table of a source: the user's own where there is one, else the packaged one."""
    own = None if overrides is None else overrides / source.name / "acts.csv"
    return own if own is not None and own.is_file() else source.acts_table


def read_claims(facts: Facts, overrides: Path | None = None) -> Facts:
    """The same facts, with what is claimed of states.

    Raises:
        SourceError: a table of claims cannot be understood, or names what does not exist.
    """
    bodies = read_bodies()
    known = Known(
        states={code: state.class_name for code, state in facts.states.items()},
        bodies=frozenset(bodies),
        instruments=frozenset(facts.instruments),
        provisions=frozenset(provision.path for several in facts.provisions.values() for provision in several),
        obligations=frozenset(obligation.id for obligation in facts.obligations),
        concepts=slugs(),
    )
    described = [read_source(name) for name in report_tables(overrides)]
    return replace(facts, bodies=bodies, reports=read_reports(known, overrides), report_sources=described, same_reports=read_same())


def read_practice(facts: Facts) -> Facts:
    """The same facts, with what states did at home.

    Raises:
        SourceError: a table of measures cannot be understood, or names what does not exist.
    """
    measures = read_measures(frozenset(facts.states), frozenset(LAW_SOURCES))
    known = {provision.path for several in facts.provisions.values() for provision in several}
    known |= {obligation.id for obligation in facts.obligations} | set(facts.instruments)
    told = frozenset(measure.id for measure in measures.values() if measure.told)
    return replace(
        facts,
        measures=measures,
        measure_articles=read_measure_articles(frozenset(measures), known, told=told),
        tellings=read_tellings(measures, frozenset(facts.states) | frozenset(read_bodies())),
    )


def read_facts(overrides: Path | None = None) -> Facts:
    """Read every table.

    Args:
        overrides: folder with tables that a user loaded from own copies of the sources (``<source>/acts.csv``, ``<source>/reports.csv``).

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
    obligations = read_obligations(slugs(), paths)
    limits = read_limits(paths)
    optional_clauses = read_optional_clauses(paths)
    studies = read_studies()
    facts = Facts(
        states=states,
        instruments=instruments,
        rules=with_clocks({slug: EffectRule.of(row, instruments[slug]) for slug, row in rows.items()}),
        rule_rows=rows,
        provisions=provisions,
        obligations=obligations,
        spent=read_spent_provisions(paths),
        sources=described,
        acts=acts,
        memberships=memberships,
        left_out=read_left_out(paths),
        studies=list(studies.values()),
        study_findings=read_study_findings(studies, states, instruments, slugs()),
        interpretations=read_interpretations(instruments, paths),
        text_sources=read_text_sources(instruments),
        limits=limits,
        limit_coverage=read_limit_coverage(),
        objections=read_objections(limits),
        matches=read_matches(obligations),
        successions=read_state_successions(states),
        exclusions_told=read_exclusions_told(instruments, states),
        worker_kinds=read_worker_kinds(slugs(), frozenset(instruments), paths),
        optional_clauses=optional_clauses,
        declared_terms=read_declared_terms(optional_clauses),
        consent_clauses=read_consent_clauses(instruments),
    )
    return read_claims(read_practice(facts), overrides)
