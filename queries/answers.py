"""What the questions answer: a frozen dataclass for each ``.rq`` file, its fields named like the query's variables.

A field of type ``str`` holds an IRI or a text, ``datetime.date`` a day; a date that may be only a year stays text as the graph has
it (``2012-05-31`` or ``2012``). A field that may be None is a variable that a row may leave unbound.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, get_type_hints

from rdflib.term import Node

from servanda.queries.answers_acts import (
    ActAnswer,
    CompletenessAnswer,
    ConflictAnswer,
    ConsentAnswer,
    DenunciationAnswer,
    MemberAnswer,
    SignatoryAnswer,
    StateAnswer,
    TerritorialAnswer,
    UnilateralStatementAnswer,
    WithdrawnStatementAnswer,
)
from servanda.queries.answers_binding import (
    CorridorAnswer,
    DutyAnswer,
    ExcludedPartAnswer,
    FirstPartyAnswer,
    MemberPartyAnswer,
    PartyAnswer,
    PathAnswer,
    PeriodAnswer,
    ProfileAnswer,
    StepAnswer,
    TopicAnswer,
)
from servanda.queries.answers_calendar import CalendarAnswer
from servanda.queries.answers_context import (
    AgreementAnswer,
    AgreementProvisionAnswer,
    AreaFigureAnswer,
    CorridorPeopleAnswer,
    DataSetAnswer,
    IndicatorAnswer,
    PromiseAnswer,
)
from servanda.queries.answers_description import SelfDescriptionAnswer, StatementAnswer, ThingAnswer
from servanda.queries.answers_figures import ActOfStateAnswer, PlaceAnswer
from servanda.queries.answers_law import (
    EffectRuleAnswer,
    InstrumentAnswer,
    InstrumentKindAnswer,
    InterpretationAnswer,
    MatchAnswer,
    ObligationAnswer,
    ObligationTopicAnswer,
    ProvisionAnswer,
    ReviewAnswer,
    RightObligationAnswer,
)
from servanda.queries.answers_limits import (
    ClauseAcceptanceAnswer,
    ExclusionOnAnswer,
    LimitCoverageAnswer,
    LimitOnAnswer,
    ObligationStatusAnswer,
    OptionalClauseAnswer,
    PartNotToldAnswer,
    ProvisionContextAnswer,
    SpentProvisionAnswer,
    StatedObligationAnswer,
    StateNameAnswer,
    ToldByAnswer,
)
from servanda.queries.answers_pages import (
    InstrumentObligationsAnswer,
    MatchedInstrumentAnswer,
    ObligationReportAnswer,
    StateInstrumentsAnswer,
)
from servanda.queries.answers_practice import (
    DutyWithoutMeasureAnswer,
    FindingAnswer,
    MeasureAnswer,
    MeasureArticleAnswer,
    MeasureTellingAnswer,
    ObligationMeasureAnswer,
)
from servanda.queries.answers_references import InstrumentReferenceAnswer, SourceReferenceAnswer
from servanda.queries.answers_reports import (
    BodyAnswer,
    BodyReportAnswer,
    ClaimAndBondAnswer,
    FollowedRecommendationAnswer,
    InstrumentReportsAnswer,
    ListedReportAnswer,
    OtherwiseBoundAnswer,
    RecommendationsAnswer,
    ReportAnswer,
    ReportBindingAnswer,
    ReportStatementAnswer,
    TopicReportsAnswer,
)
from servanda.queries.answers_scholars import (
    CorpusAnswer,
    GraphSizeAnswer,
    GuaranteeAnswer,
    KindObligationAnswer,
    LeftOutAnswer,
    MatchBetweenAnswer,
    PermissionAnswer,
    ProtectAnswer,
    RoleObligationAnswer,
    SituationAnswer,
    TopicOfInstrumentAnswer,
    WithoutCounterpartAnswer,
)
from servanda.queries.answers_search import SearchableAnswer
from servanda.queries.answers_snapshot import (
    ConceptNameAnswer,
    CorridorTopicAnswer,
    DutyGiverAnswer,
    FacetAnswer,
    SilentActAnswer,
    WithoutMatchAnswer,
    WorkerCoverageAnswer,
)
from servanda.queries.answers_statements import LimitAnswer, NotEncodedAnswer, ObjectionAnswer
from servanda.queries.answers_successions import PredecessorAnswer, SuccessionAnswer, TerritoryAnswer
from servanda.queries.bind import Term
from servanda.queries.engine import Engine
from servanda.queries.run import ask

#: The answers are found here, whichever file they stand in.
__all__ = [
    "ANSWERS",
    "ActAnswer",
    "ActOfStateAnswer",
    "AgreementAnswer",
    "AgreementProvisionAnswer",
    "AreaFigureAnswer",
    "BodyAnswer",
    "BodyReportAnswer",
    "CalendarAnswer",
    "ClaimAndBondAnswer",
    "ClauseAcceptanceAnswer",
    "CompletenessAnswer",
    "ConceptNameAnswer",
    "ConflictAnswer",
    "ConsentAnswer",
    "CorpusAnswer",
    "CorridorAnswer",
    "CorridorPeopleAnswer",
    "CorridorTopicAnswer",
    "DataSetAnswer",
    "DenunciationAnswer",
    "DutyAnswer",
    "DutyGiverAnswer",
    "DutyWithoutMeasureAnswer",
    "EffectRuleAnswer",
    "ExcludedPartAnswer",
    "ExclusionOnAnswer",
    "FacetAnswer",
    "FindingAnswer",
    "FirstPartyAnswer",
    "FollowedRecommendationAnswer",
    "GuaranteeAnswer",
    "IndicatorAnswer",
    "InstrumentAnswer",
    "InstrumentKindAnswer",
    "InstrumentReferenceAnswer",
    "InstrumentReportsAnswer",
    "KindObligationAnswer",
    "LabelAnswer",
    "LeftOutAnswer",
    "LimitAnswer",
    "LimitCoverageAnswer",
    "LimitOnAnswer",
    "ListedReportAnswer",
    "MatchAnswer",
    "MatchBetweenAnswer",
    "MeasureAnswer",
    "MeasureArticleAnswer",
    "MeasureTellingAnswer",
    "MemberAnswer",
    "NotEncodedAnswer",
    "ObjectionAnswer",
    "ObligationAnswer",
    "ObligationMeasureAnswer",
    "ObligationStatusAnswer",
    "ObligationTopicAnswer",
    "OptionalClauseAnswer",
    "OtherwiseBoundAnswer",
    "PartNotToldAnswer",
    "PartyAnswer",
    "PathAnswer",
    "PeriodAnswer",
    "PermissionAnswer",
    "PlaceAnswer",
    "PredecessorAnswer",
    "ProfileAnswer",
    "PromiseAnswer",
    "ProtectAnswer",
    "ProvisionAnswer",
    "ProvisionContextAnswer",
    "RecommendationsAnswer",
    "ReportAnswer",
    "ReportBindingAnswer",
    "ReportStatementAnswer",
    "ReviewAnswer",
    "RightObligationAnswer",
    "RoleObligationAnswer",
    "SignatoryAnswer",
    "SilentActAnswer",
    "SituationAnswer",
    "SourceReferenceAnswer",
    "SpentProvisionAnswer",
    "StateAnswer",
    "StateNameAnswer",
    "StatedObligationAnswer",
    "StatementAnswer",
    "StepAnswer",
    "SuccessionAnswer",
    "TerritorialAnswer",
    "TerritoryAnswer",
    "ToldByAnswer",
    "TopicAnswer",
    "TopicOfInstrumentAnswer",
    "TopicReportsAnswer",
    "UnilateralStatementAnswer",
    "WithdrawnStatementAnswer",
    "WithoutCounterpartAnswer",
    "WithoutMatchAnswer",
    "WorkerCoverageAnswer",
    "answers",
    "variable",
]


@dataclass(frozen=True, slots=True)
class LabelAnswer:
    """A thing's class and one of its names."""

    thing: str
    class_: str
    label: str | None


#: Each question's answer.
ANSWERS: Final[Mapping[str, type[Any]]] = {
    "states": StateAnswer,
    "places": PlaceAnswer,
    "instruments": InstrumentAnswer,
    "instrument_kind": InstrumentKindAnswer,
    "interpretations": InterpretationAnswer,
    "binding_periods": PeriodAnswer,
    "binding_steps": StepAnswer,
    "acts": ActAnswer,
    "acts_of_state": ActOfStateAnswer,
    "duties_on": DutyAnswer,
    "parties_on": PartyAnswer,
    "signed_only": SignatoryAnswer,
    "completeness": CompletenessAnswer,
    "conflicts": ConflictAnswer,
    "obligations": ObligationAnswer,
    "provisions": ProvisionAnswer,
    "withdrawn_statements": WithdrawnStatementAnswer,
    "denunciations": DenunciationAnswer,
    "first_parties": FirstPartyAnswer,
    "topics_by_state": TopicAnswer,
    "path_edges": PathAnswer,
    "labels": LabelAnswer,
    "describe": StatementAnswer,
    "description_of_graph": SelfDescriptionAnswer,
    "things_of_class": ThingAnswer,
    "group_members": MemberAnswer,
    "graph_sizes": GraphSizeAnswer,
    "group_parties": MemberPartyAnswer,
    "state_profile": ProfileAnswer,
    "consents": ConsentAnswer,
    "statements": UnilateralStatementAnswer,
    "territorial_applications": TerritorialAnswer,
    "excluded_parts": ExcludedPartAnswer,
    "effect_rules": EffectRuleAnswer,
    "obligations_for_right": RightObligationAnswer,
    "reviewed_obligations": ReviewAnswer,
    "bearers": CorridorAnswer,
    "calendar": CalendarAnswer,
    "matching_obligations": MatchAnswer,
    "reports_about_state": ReportAnswer,
    "reports_by_body": BodyReportAnswer,
    "binding_when_reported": ReportBindingAnswer,
    "reports": ListedReportAnswer,
    "report": ReportStatementAnswer,
    "bodies": BodyAnswer,
    "bound_otherwise": OtherwiseBoundAnswer,
    "reports_by_topic": TopicReportsAnswer,
    "reports_by_instrument": InstrumentReportsAnswer,
    "claims_against_bound_states": ClaimAndBondAnswer,
    "recommendations_answered": RecommendationsAnswer,
    "accepted_then_consented": FollowedRecommendationAnswer,
    "measures_of_state": MeasureAnswer,
    "measure_tellings": MeasureTellingAnswer,
    "measures_for_obligation": ObligationMeasureAnswer,
    "articles_of_measure": MeasureArticleAnswer,
    "duties_without_measure": DutyWithoutMeasureAnswer,
    "findings_about_state": FindingAnswer,
    "reference_instrument": InstrumentReferenceAnswer,
    "reference_sources": SourceReferenceAnswer,
    "parts_not_told": PartNotToldAnswer,
    "state_successions": SuccessionAnswer,
    "predecessor_periods": PredecessorAnswer,
    "territory_bound": TerritoryAnswer,
    "limits": LimitAnswer,
    "objections": ObjectionAnswer,
    "statements_not_encoded": NotEncodedAnswer,
    "snapshot_obligations": DutyGiverAnswer,
    "snapshot_facets": FacetAnswer,
    "snapshot_silent_acts": SilentActAnswer,
    "obligations_without_match": WithoutMatchAnswer,
    "concept_names": ConceptNameAnswer,
    "worker_coverage": WorkerCoverageAnswer,
    "corridor_topic": CorridorTopicAnswer,
    "obligation_status": ObligationStatusAnswer,
    "obligation_topics": ObligationTopicAnswer,
    "limits_on": LimitOnAnswer,
    "exclusions_on": ExclusionOnAnswer,
    "optional_clauses": OptionalClauseAnswer,
    "clause_acceptances": ClauseAcceptanceAnswer,
    "spent_provisions": SpentProvisionAnswer,
    "provision_context": ProvisionContextAnswer,
    "obligations_stated": StatedObligationAnswer,
    "limit_coverage": LimitCoverageAnswer,
    "told_by": ToldByAnswer,
    "state_names": StateNameAnswer,
    "left_out_provisions": LeftOutAnswer,
    "obligations_without_counterpart": WithoutCounterpartAnswer,
    "obligations_for_kind": KindObligationAnswer,
    "obligations_of_role": RoleObligationAnswer,
    "rights_by_situation": SituationAnswer,
    "permissions": PermissionAnswer,
    "topics_of_instruments": TopicOfInstrumentAnswer,
    "matches_between": MatchBetweenAnswer,
    "right_guarantees": GuaranteeAnswer,
    "duties_of_employers": ProtectAnswer,
    "corpus_coverage": CorpusAnswer,
    "agreements": AgreementAnswer,
    "agreement_promises": PromiseAnswer,
    "agreement_provisions": AgreementProvisionAnswer,
    "corridor_people": CorridorPeopleAnswer,
    "indicators_of_state": IndicatorAnswer,
    "figures_of_areas": AreaFigureAnswer,
    "data_sets": DataSetAnswer,
    "searchable": SearchableAnswer,
    "instruments_by_state": StateInstrumentsAnswer,
    "obligations_by_instrument": InstrumentObligationsAnswer,
    "matched_instruments": MatchedInstrumentAnswer,
    "reports_on_obligation": ObligationReportAnswer,
}


def variable(field_name: str) -> str:
    """The variable that a field reads (``from_`` reads ``?from``, since ``from`` is a word of Python)."""
    return field_name.removesuffix("_")


def _value(node: Node | None, hint: object, name: str) -> Any:
    if node is None:
        if hint in (str, int, bool, datetime.date):
            raise TypeError(f"?{name} must be bound in every row")
        return None
    if hint in (datetime.date, datetime.date | None):
        return datetime.date.fromisoformat(str(node))
    if hint in (int, int | None):
        return int(str(node))
    if hint in (bool, bool | None):
        return str(node) in {"true", "1"}
    return str(node)


Answer = TypeVar("Answer")


def answers(engine: Engine, answer: type[Answer], name: str, **parameters: Term | Sequence[Term] | None) -> Iterator[Answer]:
    """Ask a question and read its rows as the answer's dataclass.

    Raises:
        UnknownQuestion, UnknownParameter: see ``run.ask``.
        TypeError: a row lacks a variable that the answer needs (the query and its answer do not fit).
    """
    hints = get_type_hints(answer)
    fields = [(field.name, hints[field.name]) for field in dataclasses.fields(answer)]  # type: ignore[arg-type]
    for row in ask(engine, name, **parameters):
        yield answer(**{field: _value(row.get(variable(field)), hint, variable(field)) for field, hint in fields})
