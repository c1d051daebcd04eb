"""What bound a state at the time of a claim: for each thing that the claim names, the duty or the reason why there was none.

A claim under an instrument that did not bind the state is no claim of a breach of it. Nothing here says that a claim is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.graph.binding import BindingPeriod
from servanda.graph.derive import ALL_ACTS, PRESENT_PARTIES, TERRITORY, Completeness, Derived
from servanda.graph.duties import DUTY_MODALITIES, Duty, lies_in
from servanda.graph.facts import Facts
from servanda.graph.report_time import Bond, Time, time_of
from servanda.graph.territories import TerritorialPeriod, parts_alone, territories_of
from servanda.loaders.obligations import Obligation
from servanda.loaders.reports import Report
from servanda.ontology.act_kinds import CONSENTS

Period = BindingPeriod | TerritorialPeriod
#: Why nothing is known to have bound the state: the concepts of ``not-bound-reason``.
NO_CONSENT: Final = "noConsentRecorded"
NOT_KNOWN: Final = "consentNotKnown"
NOT_YET: Final = "notYetBound"
NO_LONGER: Final = "noLongerBound"
NOT_IN_FORCE: Final = "instrumentNotInForce"
LEFT_OUT: Final = "provisionLeftOut"
NO_TREATY: Final = "notATreaty"
UNCERTAIN: Final = "dateUncertain"
NO_STANDARD: Final = "noStandardNamed"


@dataclass(frozen=True, slots=True)
class ReportedBinding:
    """Whether one thing that a claim names bound the state then.

    Attributes:
        target: id of an obligation, path of a provision or slug of an instrument; empty where the claim names no standard.
        kind: ``obligation``, ``provision``, ``instrument`` or empty.
        instrument: slug of the instrument of the target; empty where there is none.
        time: the time that the claim is about; None where the source shows no date.
        bound_by: the duties; the periods where the claim names no more than an instrument, or a provision without an encoded duty.
        throughout: whether the state was bound on every day of that time (False: on some of them).
        reason: why nothing is known to have bound it; empty where something did.
    """

    target: str
    kind: str
    instrument: str
    time: Time | None
    bound_by: tuple[Duty | Period, ...]
    throughout: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ReportedDuties:
    """What bound the respondent of one claim.

    Attributes:
        report: the claim.
        bindings: one for each thing that it names; a single one without target where it names nothing.
        otherwise: periods under other instruments that ask something on a topic of the claim and bound the state on some day of it.
    """

    report: Report
    bindings: tuple[ReportedBinding, ...]
    otherwise: tuple[Period, ...]


class Binder:
    """Everything that is derived of who was bound, arranged for one claim after another."""

    def __init__(self, facts: Facts, derived: Derived) -> None:
        self._facts = facts
        self._parents = facts.parents
        self._periods: dict[tuple[str, str], list[Period]] = {}
        for period in derived.periods:
            self._periods.setdefault((period.state, period.instrument), []).append(period)
        #: Parts of states that alone are bound by an instrument.
        self._parts: frozenset[str] = frozenset().union(*parts_alone(facts).values())
        for territorial in territories_of(facts):
            self._periods.setdefault((territorial.territory, territorial.instrument), []).append(territorial)
        self._duties: dict[tuple[str, str], list[Duty]] = {}
        for duty in derived.duties:
            self._duties.setdefault((duty.binding.state, duty.binding.instrument), []).append(duty)
        self._obligations = {obligation.id: obligation for obligation in facts.obligations}
        self._completeness: dict[str, list[Completeness]] = {}
        for statement in derived.completeness:
            self._completeness.setdefault(statement.instrument, []).append(statement)
        self._consented = {
            (act.row.state, act.row.instrument) for act in facts.acts if act.row.kind in CONSENTS and act.row.status != "ineffective"
        }
        self._asking = _by_topic(facts, self._parents)

    def bind(self, report: Report) -> ReportedDuties:
        """What bound the respondent (or the territory that the claim is limited to) at the time of one claim."""
        who = self._who(report)
        time = time_of(report)
        named = _targets(report, self._obligations, self._parents)
        bindings = [self._binding(who, time, kind, name, instrument, report.territory) for kind, name, instrument in named]
        if not bindings:
            bindings = [ReportedBinding("", "", "", time, (), False, NO_STANDARD)]
        return ReportedDuties(report, tuple(bindings), tuple(self._otherwise(who, time, report)))

    def _who(self, report: Report) -> str:
        """A territory that was handed over has acts of its own; a part of a state is bound as the state is, but for what binds it alone."""
        known = self._facts.states.get(report.territory)
        if known is None or known.class_name != TERRITORY or report.territory in self._parts:
            return report.respondent
        return report.territory

    def _periods_of(self, who: str, instrument: str, territory: str) -> list[Period]:
        """What bound the territory alone, else what bound the state (or the territory that has acts of its own)."""
        if territory in self._parts and (territory, instrument) in self._periods:
            return self._periods[territory, instrument]
        return self._periods.get((who, instrument), [])

    def _binding(self, who: str, time: Time | None, kind: str, name: str, instrument: str, territory: str) -> ReportedBinding:
        if time is None:
            return ReportedBinding(name, kind, instrument, None, (), False, UNCERTAIN)
        periods = self._periods_of(who, instrument, territory)
        bonds = [(period, time.bond(period.start, period.end)) for period in periods]
        held = [(period, bond) for period, bond in bonds if bond in {Bond.PARTLY, Bond.THROUGHOUT}]
        if not held:
            uncertain = any(bond is Bond.UNCERTAIN for _, bond in bonds)
            reason = UNCERTAIN if uncertain else self._why_not(who, instrument, periods, time)
            return ReportedBinding(name, kind, instrument, time, (), False, reason)
        found: list[Duty | Period] = []
        for period, _ in held:
            found += self._bound_by(period, kind, name)
        throughout = any(bond is Bond.THROUGHOUT for _, bond in held)
        return ReportedBinding(name, kind, instrument, time, tuple(found), bool(found) and throughout, "" if found else LEFT_OUT)

    def _bound_by(self, period: Period, kind: str, name: str) -> list[Duty | Period]:
        """The duties on what is named; the period where no duty is encoded in it; nothing where the state left it out."""
        if kind == "instrument" or isinstance(period, TerritorialPeriod):
            return [period]
        path = self._obligations[name].provision if kind == "obligation" else name
        own = [duty for duty in self._duties.get((period.state, period.instrument), []) if duty.binding is period]
        if kind == "obligation":
            duties = [duty for duty in own if duty.obligation.id == name]
        else:
            duties = [duty for duty in own if lies_in(duty.obligation.provision, [path], self._parents)]
        if duties:
            return [*duties]
        return [] if lies_in(path, period.excludes, self._parents) else [period]

    def _why_not(self, who: str, instrument: str, periods: Sequence[Period], time: Time) -> str:
        described = self._facts.instruments[instrument]
        if described.class_name != "Treaty":
            return NO_TREATY
        if described.entry_into_force is not None and time.end.latest < described.entry_into_force.earliest:
            return NOT_IN_FORCE
        if periods:
            return NOT_YET if all(time.before(period.start) for period in periods) else NO_LONGER
        if who in self._facts.states and self._facts.states[who].class_name == TERRITORY:
            return NOT_KNOWN  # a state may have extended the instrument to it without a source here telling so
        if (who, instrument) in self._consented:
            return NOT_KNOWN  # a consent without a date, or one that the depositary's list does not confirm
        return NO_CONSENT if self._silence_means_no(instrument, time) else NOT_KNOWN

    def _silence_means_no(self, instrument: str, time: Time) -> bool:
        """Whether a source lists every act (or every party of that time) and does not have the state."""
        for statement in self._completeness.get(instrument, []):
            if statement.silent_until is None or time.end.latest >= statement.silent_until:
                continue
            if statement.extent == ALL_ACTS:
                return True
            if statement.extent == PRESENT_PARTIES and statement.as_at is not None and statement.as_at <= time.start.earliest:
                return True
        return False

    def _otherwise(self, who: str, time: Time | None, report: Report) -> Iterable[Period]:
        if time is None:
            return
        asking: dict[str, set[str]] = {}
        for topic in report.topics:
            for instrument, paths in self._asking.get(topic, {}).items():
                asking.setdefault(instrument, set()).update(paths)
        for instrument in sorted(asking.keys() - set(report.instruments)):
            for period in self._periods_of(who, instrument, report.territory):
                excluded = () if isinstance(period, TerritorialPeriod) else period.excludes
                asked = any(not lies_in(path, excluded, self._parents) for path in asking[instrument])
                if asked and time.bond(period.start, period.end) in {Bond.PARTLY, Bond.THROUGHOUT}:
                    yield period


def _by_topic(facts: Facts, parents: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    """Topic to the instruments that ask something on it, each with the provisions that do."""
    spent = [each.provision for each in facts.spent]
    found: dict[str, dict[str, set[str]]] = {}
    for obligation in facts.obligations:
        if obligation.modality in DUTY_MODALITIES and not lies_in(obligation.provision, spent, parents):
            for topic in obligation.topics:
                found.setdefault(topic, {}).setdefault(obligation.instrument, set()).add(obligation.provision)
    return found


def _targets(report: Report, obligations: Mapping[str, Obligation], parents: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What a claim names, the most precise only: (kind, name, instrument)."""
    named = [("obligation", name, obligations[name].instrument) for name in report.obligations]
    stated = [obligations[name].provision for name in report.obligations]
    for path in report.provisions:
        if not any(lies_in(each, [path], parents) for each in stated):
            named.append(("provision", path, path.partition("/")[0]))
    precise = {instrument for _, _, instrument in named}
    return [*named, *(("instrument", slug, slug) for slug in report.instruments if slug not in precise)]


def reported_duties(reports: Iterable[Report], facts: Facts, derived: Derived) -> list[ReportedDuties]:
    """What bound the respondent of each claim, in the order of the claims."""
    binder = Binder(facts, derived)
    return [binder.bind(report) for report in reports]
