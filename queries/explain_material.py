"""Everything that an explanation rests on, asked once: each question is one ``.rq`` file, and its text is kept for the reader."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from rdflib import Literal, URIRef

from servanda.ontology.act_kinds import CONSENTS, SIGNATURES
from servanda.ontology.namespaces import BASE
from servanda.queries.answers import (
    ActAnswer,
    ClauseAcceptanceAnswer,
    CompletenessAnswer,
    ConflictAnswer,
    ExclusionOnAnswer,
    InstrumentKindAnswer,
    LimitCoverageAnswer,
    LimitOnAnswer,
    NotEncodedAnswer,
    ObjectionAnswer,
    OptionalClauseAnswer,
    PeriodAnswer,
    PredecessorAnswer,
    ProvisionContextAnswer,
    SpentProvisionAnswer,
    StatedObligationAnswer,
    StateNameAnswer,
    StepAnswer,
    SuccessionAnswer,
    ToldByAnswer,
    answers,
)
from servanda.queries.bind import Term, day
from servanda.queries.binding import bound_then
from servanda.queries.decision import BOUND, Decision, decide
from servanda.queries.engine import Engine
from servanda.queries.errors import NotFound
from servanda.queries.explain_limits import on_day
from servanda.queries.explanation import LimitOnDay, StatedObligation
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text

Answer = TypeVar("Answer")

#: Kinds of act that are statements.
STATEMENTS: Final = frozenset({"UnilateralStatement", "Reservation", "Declaration"})


class Asked:
    """An engine that remembers what it was asked, by the question's name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.sparql: dict[str, str] = {}

    def all(self, answer: type[Answer], name: str, **parameters: Term | Sequence[Term] | None) -> list[Answer]:
        """The rows of a question."""
        self.sparql[name] = query_text(name, parameters)
        return list(answers(self._engine, answer, name, **parameters))


@dataclass(frozen=True, slots=True)
class Material:
    """What the graph says that an explanation rests on.

    Attributes:
        state, target, on, language: what is asked.
        state_name: the state's name in that language.
        context: the provision and its instrument.
        obligations: the target, or those stated in it.
        periods, acts, conflicts, coverage: on the state and the instrument, and what the sources cover of the latter.
        decision: what these say of the instrument.
        period_steps: the reasons of the period that decides.
        predecessors: periods of states that this one followed and that were bound that day, where it was not for certain itself.
        spent, exclusions, limits, clause, acceptances: on the provision; ``acceptances`` of every state.
        objections, not_encoded, limit_coverage: on the state's statements.
        told: who tells of the acts that matter, by act.
        sparql: every question's text, by name.
    """

    state: URIRef
    target: URIRef
    on: datetime.date
    language: str
    state_name: str
    context: ProvisionContextAnswer
    obligations: list[StatedObligation]
    periods: list[PeriodAnswer]
    acts: list[ActAnswer]
    conflicts: list[ConflictAnswer]
    coverage: list[CompletenessAnswer]
    decision: Decision
    period_steps: list[StepAnswer]
    predecessors: list[PredecessorAnswer]
    spent: SpentProvisionAnswer | None
    exclusions: list[ExclusionOnAnswer]
    limits: list[LimitOnDay]
    clause: OptionalClauseAnswer | None
    acceptances: list[ClauseAcceptanceAnswer]
    objections: list[ObjectionAnswer]
    not_encoded: list[NotEncodedAnswer]
    limit_coverage: LimitCoverageAnswer | None
    told: dict[str, list[ToldByAnswer]]
    sparql: dict[str, str]

    @property
    def provision(self) -> str:
        """The path of the provision asked about."""
        return local_name(self.context.provision)

    @property
    def own_acceptances(self) -> list[ClauseAcceptanceAnswer]:
        """The state's own declarations under the clause."""
        return [each for each in self.acceptances if each.state == str(self.state)]


def _first(rows: list[Answer]) -> Answer | None:
    return rows[0] if rows else None


def _by_limit(rows: list[LimitOnAnswer]) -> list[list[LimitOnAnswer]]:
    several: dict[str, list[LimitOnAnswer]] = {}
    for row in rows:
        several.setdefault(row.limit, []).append(row)
    return list(several.values())


def _by_obligation(rows: list[StatedObligationAnswer]) -> list[StatedObligation]:
    several: dict[str, list[StatedObligationAnswer]] = {}
    for row in rows:
        several.setdefault(row.obligation, []).append(row)
    return [
        StatedObligation(
            obligation=first.obligation,
            label=first.label,
            definition=first.definition,
            modality=first.modality,
            modality_name=first.modality_name,
            bearers=tuple(dict.fromkeys(row.bearer for row in same)),
            beneficiaries=tuple(dict.fromkeys(row.beneficiary for row in same)),
            stated_in=first.stated_in,
            citation=first.citation,
        )
        for same in several.values()
        for first in same[:1]
    ]


def gather(engine: Engine, state: URIRef, target: URIRef, on: datetime.date, language: str) -> Material:
    """Ask everything.

    Raises:
        NotFound: the target is no obligation or provision of the graph.
    """
    asked, spoken = Asked(engine), Literal(language)
    of_obligation = str(target).startswith(f"{BASE}id/obligation/")
    stated = asked.all(
        StatedObligationAnswer, "obligations_stated", language=spoken, **{"obligation" if of_obligation else "provision": target}
    )
    if of_obligation and not stated:
        raise NotFound(f"there is no obligation {local_name(str(target))!r} here")
    provision = URIRef(stated[0].stated_in) if of_obligation else target
    context = _first(asked.all(ProvisionContextAnswer, "provision_context", provision=provision))
    if context is None:
        raise NotFound(f"there is no provision {local_name(str(provision))!r} here")
    instrument = URIRef(context.instrument)
    scope: dict[str, Term] = {"state": state, "instrument": instrument}
    that_day: dict[str, Term] = {"state": state, "provision": provision, "on": day(on)}
    periods = asked.all(PeriodAnswer, "binding_periods", **scope)
    acts = asked.all(ActAnswer, "acts", **scope)
    conflicts = asked.all(ConflictAnswer, "conflicts", **scope)
    coverage = asked.all(CompletenessAnswer, "completeness", instrument=instrument)
    kinds = asked.all(InstrumentKindAnswer, "instrument_kind", instrument=instrument)
    decision = decide(periods, acts, conflicts, coverage, on, kinds)
    period_steps: list[StepAnswer] = []
    if decision.period is not None:
        period_steps = asked.all(StepAnswer, "binding_steps", period=URIRef(decision.period.period), language=spoken)
    predecessors: list[PredecessorAnswer] = []
    if decision.status != BOUND and asked.all(SuccessionAnswer, "state_successions", successor=state, language=spoken):
        followed = asked.all(PredecessorAnswer, "predecessor_periods", language=spoken, **scope)
        predecessors = [each for each in followed if bound_then(each, on)]
    exclusions = asked.all(ExclusionOnAnswer, "exclusions_on", **that_day)
    limits = asked.all(LimitOnAnswer, "limits_on", language=spoken, **that_day)
    clause = _first(asked.all(OptionalClauseAnswer, "optional_clauses", provision=provision))
    acceptances = [] if clause is None else asked.all(ClauseAcceptanceAnswer, "clause_acceptances", clause=URIRef(clause.clause))
    objections = asked.all(ObjectionAnswer, "objections", reserving_state=state, instrument=instrument, language=spoken)
    stating = any(local_name(row.kind) in STATEMENTS for row in acts)
    names = asked.all(StateNameAnswer, "state_names", state=state, language=spoken)
    cited: set[str | None] = {row.act for row in acts if local_name(row.kind) in CONSENTS | SIGNATURES}
    cited |= {row.act for row in limits} | {row.act for row in objections} | {each.act for each in acceptances}
    cited |= {step.act for step in period_steps} | {each.act for each in exclusions}
    about = [URIRef(act) for act in sorted(act for act in cited if act is not None)]
    told: dict[str, list[ToldByAnswer]] = {}
    for record in asked.all(ToldByAnswer, "told_by", act=about, language=spoken) if about else ():
        told.setdefault(record.act, []).append(record)
    return Material(
        state=state,
        target=target,
        on=on,
        language=language,
        state_name=names[0].name if names else local_name(str(state)),
        context=context,
        obligations=_by_obligation(stated),
        periods=periods,
        acts=acts,
        conflicts=conflicts,
        coverage=coverage,
        decision=decision,
        period_steps=period_steps,
        predecessors=predecessors,
        spent=_first(asked.all(SpentProvisionAnswer, "spent_provisions", provision=provision, language=spoken)),
        exclusions=exclusions,
        limits=[on_day(several, told, language) for several in _by_limit(limits)],
        clause=clause,
        acceptances=acceptances,
        objections=objections,
        not_encoded=asked.all(NotEncodedAnswer, "statements_not_encoded", **scope) if stating else [],
        limit_coverage=_first(asked.all(LimitCoverageAnswer, "limit_coverage", instrument=instrument)),
        told=told,
        sparql=asked.sparql,
    )
