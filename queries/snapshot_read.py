"""A snapshot from any engine, by a few questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rdflib import Literal, URIRef

from servanda.ontology import iris
from servanda.queries.answers import (
    ActAnswer,
    ClauseAcceptanceAnswer,
    CompletenessAnswer,
    ConceptNameAnswer,
    ConflictAnswer,
    DutyGiverAnswer,
    ExcludedPartAnswer,
    FacetAnswer,
    LimitAnswer,
    LimitCoverageAnswer,
    MatchAnswer,
    NotEncodedAnswer,
    OptionalClauseAnswer,
    PartNotToldAnswer,
    PeriodAnswer,
    ProvisionAnswer,
    SilentActAnswer,
    StateAnswer,
    StateNameAnswer,
    UnilateralStatementAnswer,
    WithoutMatchAnswer,
    WorkerCoverageAnswer,
    answers,
)
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import LimitRow, Matched, Norm, Pair, PeriodRow, StatementRow

LANGUAGES = ("en", "id")


def read_snapshot(engine: Engine) -> Snapshot:
    """Read everything that the matrices need.

    Raises:
        EngineError: a remote engine does not answer.
    """
    given = list(answers(engine, DutyGiverAnswer, "snapshot_obligations"))
    slugs = list(dict.fromkeys(local_name(each.instrument) for each in given))
    instruments = [iris.instrument(slug) for slug in slugs]
    parents = _parents(engine)
    live = [each for each in given if not each.no_longer_applicable]
    acceptances = list(answers(engine, ClauseAcceptanceAnswer, "clause_acceptances"))
    return Snapshot(
        states=_states(engine),
        obligations=tuple(_norms(engine, live, parents)),
        spent=frozenset(local_name(each.obligation) for each in given if each.no_longer_applicable),
        periods=_periods(engine, instruments),
        records=silent_records(engine, instruments),
        conflicts=_by_pair(answers(engine, ConflictAnswer, "conflicts", instrument=instruments or None)),
        coverage=_coverage(engine, instruments),
        clauses={local_name(each.clause): each for each in answers(engine, OptionalClauseAnswer, "optional_clauses")},
        acceptances=_acceptances(acceptances),
        limits=_limits(engine, instruments),
        not_encoded=_not_encoded(engine, instruments, {each.act for each in acceptances}),
        matches=_matches(engine),
        without_match={
            local_name(each.obligation): {"en": each.reason_en, "id": each.reason_id}
            for each in answers(engine, WithoutMatchAnswer, "obligations_without_match")
        },
        worker_rules=tuple(answers(engine, WorkerCoverageAnswer, "worker_coverage")),
        names=_names(engine),
        parents=parents,
        statements_read={
            local_name(each.instrument): each.as_at
            for each in answers(engine, LimitCoverageAnswer, "limit_coverage")
            if each.extent != "none"
        },
    )


def _states(engine: Engine) -> Mapping[str, Mapping[str, str]]:
    """By code, in its order; a state without a name in Indonesian keeps the English one."""
    found: dict[str, dict[str, str]] = {each.state: dict.fromkeys(LANGUAGES, each.name) for each in answers(engine, StateAnswer, "states")}
    for row in answers(engine, StateNameAnswer, "state_names", language=Literal("id")):
        if row.state in found:
            found[row.state]["id"] = row.name
    return {local_name(state): found[state] for state in sorted(found)}


def _pair(state: str, instrument: str) -> Pair:
    return local_name(state), local_name(instrument)


def _by_pair(several: Iterable[ConflictAnswer]) -> Mapping[Pair, list[ConflictAnswer]]:
    found: dict[Pair, list[ConflictAnswer]] = {}
    for each in several:
        found.setdefault(_pair(each.state, each.instrument), []).append(each)
    return found


def _parents(engine: Engine) -> dict[str, str]:
    """Only what lies in a provision; what stands directly in the instrument is in none."""
    rows = answers(engine, ProvisionAnswer, "provisions")
    return {local_name(each.provision): local_name(each.parent) for each in rows if "/id/provision/" in each.parent}


def _within(provision: str, parents: Mapping[str, str]) -> frozenset[str]:
    found = [provision]
    while (parent := parents.get(found[-1])) is not None:
        found.append(parent)
    return frozenset(found)


def _norms(engine: Engine, given: list[DutyGiverAnswer], parents: Mapping[str, str]) -> Iterable[Norm]:
    facets: dict[tuple[str, str], set[str]] = {}
    for row in answers(engine, FacetAnswer, "snapshot_facets"):
        facets.setdefault((row.obligation, local_name(row.facet)), set()).add(local_name(row.value))
    for each in given:
        topics, bearers, beneficiaries = (
            frozenset(facets.get((each.obligation, facet), ())) for facet in ("topic", "bearer", "beneficiary")
        )
        provision = local_name(each.provision)
        yield Norm(
            id=local_name(each.obligation),
            instrument=local_name(each.instrument),
            short=each.short,
            provision=provision,
            citation=each.citation,
            modality=local_name(each.modality),
            label={"en": each.label_en, "id": each.label_id},
            topics=topics,
            bearers=bearers,
            beneficiaries=beneficiaries,
            within=_within(provision, parents),
        )


def _periods(engine: Engine, instruments: list[URIRef]) -> Mapping[Pair, list[PeriodRow]]:
    left_out: dict[str, set[str]] = {}
    for part in answers(engine, ExcludedPartAnswer, "excluded_parts", instrument=instruments or None):
        left_out.setdefault(part.period, set()).add(local_name(part.provision))
    not_told: dict[str, set[str]] = {}
    for open_part in answers(engine, PartNotToldAnswer, "parts_not_told", instrument=instruments or None):
        not_told.setdefault(open_part.period, set()).add(local_name(open_part.provision))
    found: dict[Pair, list[PeriodRow]] = {}
    for each in answers(engine, PeriodAnswer, "binding_periods", instrument=instruments or None):
        row = PeriodRow(each, *(tuple(sorted(parts.get(each.period, ()))) for parts in (left_out, not_told)))
        found.setdefault(_pair(each.state, each.instrument), []).append(row)
    return found


def silent_records(engine: Engine, instruments: Sequence[URIRef], state: URIRef | None = None) -> Mapping[Pair, list[ActAnswer]]:
    """What the decision reads of an act, where there is no period to decide; no instrument and no state mean all."""
    found: dict[Pair, list[ActAnswer]] = {}
    for each in answers(engine, SilentActAnswer, "snapshot_silent_acts", instrument=list(instruments) or None, state=state):
        act = ActAnswer(
            act="",
            state=each.state,
            instrument=each.instrument,
            kind=each.kind,
            date=each.date,
            effective_from=None,
            withdrawn_on=None,
            status=each.status,
            printed=None,
            source=each.source,
            source_title=each.source_title,
            as_at=None,
            place=None,
            remark=None,
            affects=None,
        )
        found.setdefault(_pair(each.state, each.instrument), []).append(act)
    return found


def _coverage(engine: Engine, instruments: list[URIRef]) -> Mapping[str, list[CompletenessAnswer]]:
    found: dict[str, list[CompletenessAnswer]] = {}
    for each in answers(engine, CompletenessAnswer, "completeness", instrument=instruments or None):
        found.setdefault(local_name(each.instrument), []).append(each)
    return found


def _acceptances(several: Iterable[ClauseAcceptanceAnswer]) -> Mapping[Pair, list[ClauseAcceptanceAnswer]]:
    found: dict[Pair, list[ClauseAcceptanceAnswer]] = {}
    for each in several:
        found.setdefault((each.code, local_name(each.clause)), []).append(each)
    return found


def _not_encoded(engine: Engine, instruments: list[URIRef], counted: Collection[str | None]) -> Mapping[Pair, list[StatementRow]]:
    """Statements without a limit, but for those that are declarations under an optional clause and stand in the snapshot as such."""
    missing = {each.act for each in answers(engine, NotEncodedAnswer, "statements_not_encoded", instrument=instruments or None)}
    told: dict[str, list[UnilateralStatementAnswer]] = {}
    for each in answers(engine, UnilateralStatementAnswer, "statements", instrument=instruments or None):
        if each.act in missing and each.act not in counted and (each.status is None or local_name(each.status) != "ineffective"):
            told.setdefault(each.act, []).append(each)
    found: dict[Pair, list[StatementRow]] = {}
    for act, several in told.items():
        affects = tuple(dict.fromkeys(local_name(each.affects) for each in several if each.affects is not None))
        first = several[0]
        found.setdefault(_pair(first.state, first.instrument), []).append(StatementRow(act, first.date, first.withdrawn, affects))
    return found


def _limits(engine: Engine, instruments: list[URIRef]) -> Mapping[Pair, list[LimitRow]]:
    rows: dict[str, dict[str, list[LimitAnswer]]] = {}
    for language in LANGUAGES:
        for each in answers(engine, LimitAnswer, "limits", instrument=instruments or None, language=Literal(language)):
            rows.setdefault(each.limit, {}).setdefault(language, []).append(each)
    found: dict[Pair, list[LimitRow]] = {}
    for limit, told in rows.items():
        several = next(iter(told.values()))
        first = several[0]
        row = LimitRow(
            id=local_name(limit),
            state=local_name(first.state),
            instrument=local_name(first.instrument),
            act=first.act,
            kind=first.kind,
            effect=first.effect,
            affects=tuple(dict.fromkeys(local_name(each.provision) for each in several if each.provision is not None)),
            from_earliest=first.from_earliest,
            from_latest=first.from_latest,
            until_earliest=first.until_earliest,
            until_latest=first.until_latest,
            summary={language: answers_of[0].summary for language, answers_of in told.items()},
            named_as=first.named_as,
            named_in_words={language: words for language, answers_of in told.items() if (words := answers_of[0].named_in_words)},
            named_by_source=bool(first.named_by_source),
        )
        found.setdefault((row.state, row.instrument), []).append(row)
    return found


def _matches(engine: Engine) -> Mapping[str, list[Matched]]:
    reasons: dict[tuple[str, str, str], dict[str, str]] = {}
    for language in LANGUAGES:
        for each in answers(engine, MatchAnswer, "matching_obligations", language=Literal(language)):
            key = (local_name(each.obligation), local_name(each.other), local_name(each.relation))
            reasons.setdefault(key, {})[language] = each.reason
    found: dict[str, list[Matched]] = {}
    for (obligation, other, relation), reason in sorted(reasons.items()):
        found.setdefault(obligation, []).append(Matched(other, relation, reason))
    return found


def _names(engine: Engine) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for each in answers(engine, ConceptNameAnswer, "concept_names"):
        found[f"{local_name(each.scheme)}/{local_name(each.concept)}"] = {"en": each.name_en, "id": each.name_id}
    return found
