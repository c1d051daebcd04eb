"""Why one obligation or provision bound a state on a day, did not, or is not known to have: the answer with its numbered steps.

The answer is the conjunction of grounds that are each three-valued: the instrument (``decision``), then what is said of the provision
(``grounds``). What statements do to the provision stands beside the answer and never changes it, but for two: a part left out, and a
declaration not to accept that the treaty itself allows. Whether a reservation may be made is not decided.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from servanda.ontology import iris
from servanda.queries import explain_steps
from servanda.queries.binding import caveat, reason
from servanda.queries.decision import BOUND, NOT_BOUND
from servanda.queries.engine import Engine
from servanda.queries.explain_limits import (
    derogations_by,
    interprets,
    is_general,
    limiting,
    objections_on,
    unencoded_on,
)
from servanda.queries.explain_material import Material, gather
from servanda.queries.explain_sentences import CONCLUSIONS, LIMITED, NAMED_OTHERWISE, REASONS, UNENCODED, pick
from servanda.queries.explain_steps import Steps, cited_in
from servanda.queries.explanation import Explanation, LimitOnDay, ObjectionOnDay, UnencodedStatement
from servanda.queries.grounds import (
    Ground,
    covered_until,
    is_opt_out,
    of_clause,
    of_exclusions,
    of_opt_outs,
    of_spent,
    settle,
)
from servanda.queries.lookup import local_name

PERMISSION = "permission"


def _is_permission(material: Material) -> bool:
    """Whether all that is asked about is one permission, from which no duty follows."""
    stated = material.obligations
    return len(stated) == 1 and local_name(stated[0].modality) == PERMISSION


def _answer(material: Material) -> Ground:
    grounds = [
        of_spent(material.spent, material.on),
        of_exclusions(material.exclusions, material.decision.period),
        of_opt_outs(material.limits),
        of_clause(material.clause, material.own_acceptances, covered_until(material.coverage), material.on),
        Ground(BOUND, PERMISSION) if _is_permission(material) else None,
    ]
    decided = material.decision
    return settle(Ground(decided.status, decided.rule, decided.words), [ground for ground in grounds if ground is not None])


def _named_otherwise(reservations: Sequence[LimitOnDay], language: str) -> str:
    """In brackets, how many of the reservations were named otherwise, and how; empty where none was."""
    several = Counter(each.reading for each in reservations if each.reading is not None)
    if not several:
        return ""
    if len(several) == 1 and several.total() == len(reservations) == 1:
        return f" ({next(iter(several))})"
    told = (pick(NAMED_OTHERWISE, language).format(count=count, reading=reading) for reading, count in several.items())
    return f" ({'. '.join(told)})"


def _conclusion(material: Material, answer: Ground, reservations: Sequence[LimitOnDay], not_encoded: int) -> str:
    language = material.language
    about_provision = answer.rule in REASONS
    why = pick(REASONS[answer.rule], language).format_map(answer.words) if about_provision else reason(material.decision, language)
    template = PERMISSION if answer.rule == PERMISSION else answer.status
    words = {"on": material.on.isoformat(), "citation": material.context.citation, "state": material.state_name, "why": why}
    parts = [pick(CONCLUSIONS[template], language).format_map(words)]
    if reservations:
        parts.append(pick(LIMITED, language).format(count=len(reservations), named=_named_otherwise(reservations, language)))
    if not_encoded and answer.status != NOT_BOUND:
        parts.append(pick(UNENCODED, language).format(count=not_encoded))
    return " ".join(parts)


def _toucher(provision: str) -> Callable[[str], bool]:
    """Whether a provision (IRI) is, contains or lies in the one asked about; a Part or annex, whose path does not show it, may."""

    def by_number(path: str) -> bool:
        return path.partition("/")[2][:1].isdigit()

    def touches(other: str) -> bool:
        path = local_name(other)
        if not (by_number(path) and by_number(provision)):
            return True
        return f"{path}/".startswith(f"{provision}/") or f"{provision}/".startswith(f"{path}/")

    return touches


def _sorted_limits(material: Material) -> dict[str, list[LimitOnDay]]:
    """The limits by what they are shown as; opt-outs that decide stand among the grounds."""
    found: dict[str, list[LimitOnDay]] = {"limit": [], "general-limit": [], "interpretative-declaration": [], "limit-ended": []}
    for each in material.limits:
        if each.standing == "ended":
            found["limit-ended"].append(each)
        elif each.standing != "later":
            rule = "interpretative-declaration" if interprets(each) else "general-limit" if is_general(each) else "limit"
            found[rule].append(each)
    return found


@dataclass(frozen=True, slots=True)
class _Statements:
    """What statements mean for the answer; empty where the instrument does not bind."""

    by_rule: Mapping[str, list[LimitOnDay]]
    objections: list[ObjectionOnDay]
    unencoded: list[UnencodedStatement]
    derogations: list[UnencodedStatement]

    def of(self, rule: str) -> tuple[LimitOnDay, ...]:
        """The limits that are shown under a rule."""
        return tuple(self.by_rule.get(rule, ()))

    @property
    def limiting(self) -> tuple[LimitOnDay, ...]:
        """The reservations of that day that take something from the provision."""
        return tuple(limit for limit in (*self.of("limit"), *self.of("general-limit")) if limiting([limit]))


def _statements(steps: Steps, material: Material) -> _Statements:
    """Add the steps on the state's statements and on the answers of others to them."""
    if material.decision.status == NOT_BOUND:  # what a state says of a treaty that does not bind it limits nothing
        return _Statements({}, [], [], [])
    by_rule = _sorted_limits(material)
    among_grounds = {limit.limit for limit in material.limits if is_opt_out(limit) and limit.standing != "ended"}
    explain_steps.limits(
        steps, material, [(rule, [each for each in several if each.limit not in among_grounds]) for rule, several in by_rule.items()]
    )
    in_force = {limit.limit for rule, several in by_rule.items() for limit in several if rule != "limit-ended"}
    objections = objections_on(material.objections, in_force, material.told, material.on)
    explain_steps.objections(steps, material, objections)
    counted = {each.act for each in material.own_acceptances if each.act is not None}
    unencoded = unencoded_on(material.not_encoded, material.acts, counted, material.on, _toucher(material.provision))
    derogations = derogations_by(material.acts, material.on)
    explain_steps.unencoded(steps, material, unencoded, derogations)
    return _Statements(by_rule, objections, unencoded, derogations)


def explain(engine: Engine, state: URIRef, target: URIRef, on: datetime.date, language: str = "en") -> Explanation:
    """Why an obligation or a provision bound a state on a day, or did not.

    Args:
        engine: the store.
        state: IRI.
        target: an obligation, or a provision. For a provision that holds several obligations or none, the answer follows from the
            instrument, the parts left out and the optional clauses.
        on: the day.
        language: ``en`` or ``id``.

    Raises:
        NotFound: there is no such obligation or provision.
    """
    material = gather(engine, state, target, on, language)
    answer = _answer(material)
    steps = Steps(material)
    explain_steps.asked(steps, material)
    explain_steps.instrument(steps, material)
    explain_steps.predecessors(steps, material)
    if material.decision.status != NOT_BOUND:
        explain_steps.provision(steps, material)
    statements = _statements(steps, material)
    warning = caveat(material.decision, material.acts, on, language) if answer.status == BOUND else ""
    if warning:
        steps.add("caveat", {"caveat": warning})
    limited = answer.status == BOUND and not _is_permission(material) and len(statements.limiting) > 0
    conclusion = _conclusion(material, answer, statements.limiting if limited else (), len(statements.unencoded))
    steps.tell(answer.rule, conclusion, material.context.citation)
    stated = material.obligations
    return Explanation(
        state=str(state),
        target=str(target),
        instrument=material.context.instrument,
        provision=material.context.provision,
        citation=material.context.citation,
        state_name=material.state_name,
        label=stated[0].label if len(stated) == 1 else "",
        on=on,
        language=language,
        status=answer.status,
        rule=answer.rule,
        limited=limited,
        conclusion=conclusion,
        steps=tuple(steps.done),
        limits=statements.of("limit"),
        general_limits=statements.of("general-limit"),
        interpretative_declarations=statements.of("interpretative-declaration"),
        ended_limits=statements.of("limit-ended"),
        unencoded=(*statements.unencoded, *statements.derogations),
        objections=tuple(statements.objections),
        obligations=tuple(stated),
        caveat=warning,
        effect_rule=str(iris.effect_rule(local_name(material.context.instrument))),
        acts=tuple(act for act in material.acts if local_name(act.kind) != "Notification"),
        sparql=material.sparql,
        citations=tuple(dict.fromkeys(cited_in(steps.done))),
    )
