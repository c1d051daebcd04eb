"""From what the graph says to the steps of an explanation: what is asked, the instrument, the provision, the state's statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from servanda.ontology.act_kinds import CONSENTS, NAMES, SIGNATURES
from servanda.queries.answers import ClauseAcceptanceAnswer, CompletenessAnswer
from servanda.queries.binding import predecessors_in_words, reason
from servanda.queries.decision import Decision
from servanda.queries.explain_limits import RESERVATION, best_telling, derogable
from servanda.queries.explain_material import Material
from servanda.queries.explain_sentences import (
    COVERAGE,
    DATE_UNKNOWN,
    KINDS,
    STATEMENT,
    WHOLE_INSTRUMENT,
    pick,
    sentence,
)
from servanda.queries.explanation import ExplanationStep, LimitOnDay, ObjectionOnDay, UnencodedStatement
from servanda.queries.grounds import holds, is_opt_out
from servanda.queries.lookup import local_name

#: The text of the law of treaties that was read.
VCLT_SOURCE: Final = "open-treaties-en-zh/vclt.json"
#: Which rules of the law of treaties an objection's effect rests on; what it severs rests on the objecting state's own word.
OBJECTION_ARTICLES: Final = {
    "remainsInForce": "VCLT art 20(4)(b), 21(3)",
    "effectNotSaid": "VCLT art 20(4)(b), 21(3)",
    "precludesEntryIntoForce": "VCLT art 20(4)(b)",
}
#: Steps of a binding period on parts left out: the explanation has its own, which say whether the part contains the provision.
_OWN_STEPS: Final = frozenset({"excluded"})


class Steps:
    """The steps in the making; each is numbered when it is added."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.done: list[ExplanationStep] = []

    def add(
        self,
        rule: str,
        words: dict[str, str],
        *,
        template: str = "",
        article: str | None = None,
        act: str | None = None,
        date: str | None = None,
        source: str | None = None,
        place: str | None = None,
        as_at: str | None = None,
    ) -> None:
        """Add a step; the source of an act is looked up where none is given.

        Raises:
            KeyError: no sentence for the rule.
        """
        self.tell(rule, sentence(template or rule, self._material.language, words), article, act, date, source, place, as_at)

    def tell(
        self,
        rule: str,
        text: str,
        article: str | None = None,
        act: str | None = None,
        date: str | None = None,
        source: str | None = None,
        place: str | None = None,
        as_at: str | None = None,
    ) -> None:
        """Add a step whose sentence is already written."""
        record = best_telling(self._material.told, act, place)
        if record is not None and source is None:
            source, place, as_at = record.source_title, record.place, record.as_at
        self.done.append(ExplanationStep(len(self.done) + 1, rule, text, article, act, date, source, place, as_at))


def asked(steps: Steps, material: Material) -> None:
    """What is asked, and where and how it is stated."""
    citation, text = material.context.citation, material.context.text_source
    steps.add(
        "asked",
        {"state": material.state_name, "on": material.on.isoformat(), "citation": citation},
        article=citation,
        date=material.on.isoformat(),
        source=text,
    )
    stated = material.obligations
    if len(stated) == 1:
        only = stated[0]
        words = {
            "citation": only.citation,
            "definition": only.definition,
            "modality": only.modality_name,
            "bearers": ", ".join(only.bearers),
            "beneficiaries": ", ".join(only.beneficiaries),
        }
        steps.add("stated-in", words, article=only.citation, source=text)
    elif stated:
        words = {
            "citation": citation,
            "count": str(len(stated)),
            "obligations": ", ".join(dict.fromkeys(each.citation for each in stated)),
        }
        steps.add("holds-obligations", words, article=citation, source=text)
    else:
        steps.add("holds-no-obligation", {"citation": citation}, article=citation, source=text)


def instrument(steps: Steps, material: Material) -> None:
    """Why the instrument binds the state or not: the steps of the period, or what the sources record and cover."""
    decision = material.decision
    for step in material.period_steps:
        if step.rule not in _OWN_STEPS:
            text_read = material.context.text_source if step.act is None and step.article is not None else None
            steps.tell(step.rule, step.text, step.article, step.act, step.date, text_read)
    if decision.period is not None:
        return
    seen: set[str] = set()
    for act in material.acts:
        kind = local_name(act.kind)
        if kind in CONSENTS | SIGNATURES and act.act not in seen:
            seen.add(act.act)
            words = {"kind": pick(NAMES[kind], material.language).capitalize(), "date": act.date or pick(DATE_UNKNOWN, material.language)}
            steps.add("recorded-act", words, act=act.act, date=act.date)
    speaks = _deciding_source(decision, material.coverage)
    steps.tell(
        decision.rule,
        reason(decision, material.language),
        source=None if speaks is None else speaks.title,
        as_at=None if speaks is None or speaks.as_at is None else speaks.as_at.isoformat(),
    )


def predecessors(steps: Steps, material: Material) -> None:
    """States that this one followed and that were bound that day."""
    for each in material.predecessors:
        steps.tell("predecessor", predecessors_in_words([each], material.language), date=each.from_)


def _deciding_source(decision: Decision, coverage: Sequence[CompletenessAnswer]) -> CompletenessAnswer | None:
    """The source whose coverage the decision speaks of."""
    as_at = decision.words.get("as_at")
    return next((each for each in coverage if as_at is not None and each.as_at is not None and each.as_at.isoformat() == as_at), None)


def provision(steps: Steps, material: Material) -> None:
    """What the provision itself is subject to: parts left out, an end, an optional clause, a declaration not to accept it."""
    citation = material.context.citation
    deciding = material.decision.period
    for each in material.exclusions:
        if deciding is not None and each.period == deciding.period:
            rule = ("excluded" if each.whole else "part-excluded") if each.certain else "exclusion-not-told"
            steps.add(rule, {"part": each.citation, "citation": citation}, article=each.article, act=each.act)
    if material.spent is not None:
        spent = material.spent
        rule = "no-longer-applicable" if spent.said_on is not None and spent.said_on <= material.on else "ceased-on-unknown-day"
        said_on = str(spent.said_on or pick(DATE_UNKNOWN, material.language))
        steps.add(
            rule,
            {"reason": spent.reason, "said_on": said_on},
            article=spent.citation,
            date=str(spent.said_on) if spent.said_on else None,
            source=spent.says_so_short,
        )
    if material.clause is not None:
        _clause(steps, material)
    for limit in material.limits:
        if is_opt_out(limit) and limit.standing in {"stands", "open"}:
            template = "opt-out" if limit.reading is None else "limit"  # the reading has said that the treaty gives leave
            steps.add(
                "opt-out", _limit_words(material, limit), template=template, act=limit.act, date=limit.from_.isoformat(), place=limit.place
            )


def _clause(steps: Steps, material: Material) -> None:
    clause, on = material.clause, material.on
    assert clause is not None
    words = {"clause": clause.citation, "needed": str(clause.needed or ""), "since": str(clause.in_force or "")}
    if clause.in_force is None or on < clause.in_force:
        counted = len({each.state for each in material.acceptances if holds(each, on)})
        rule, words = "clause-lacks-declarations", {**words, "counted": str(counted)}
    else:
        rule = "clause-needs-no-number" if clause.needed is None else "clause-needs-declarations"
    steps.add(rule, words, article=clause.article, date=str(clause.in_force) if clause.in_force else None, source=clause.source)
    own = [each for each in material.own_acceptances if each.from_earliest <= on]
    for each in own:
        _declared(steps, each)
    if not own:
        newest = next((each for each in material.coverage if each.extent == "all-acts" and each.as_at is not None), None)
        as_at = "" if newest is None else str(newest.as_at)
        later = min((each.from_earliest for each in material.own_acceptances), default=None)
        steps.add(
            "clause-not-declared",
            {"clause": clause.citation, "as_at": as_at, "later": str(later or "")},
            template="clause-not-declared" if later is None else "clause-declared-later",
            source=None if newest is None else newest.title,
            as_at=as_at or None,
        )


def _declared(steps: Steps, each: ClauseAcceptanceAnswer) -> None:
    rule = "clause-declared" if each.until_latest is None else "clause-declared-until"
    words = {"clause": each.citation, "from_": each.from_latest.isoformat(), "until": str(each.until_latest or "")}
    steps.add(
        rule,
        words,
        article=each.citation,
        act=each.act,
        date=each.from_latest.isoformat(),
        source=each.source_title,
        place=each.place,
        as_at=each.as_at,
    )


def _limit_words(material: Material, limit: LimitOnDay) -> dict[str, str]:
    return {
        "date": limit.from_.isoformat(),
        "kind": pick(KINDS[limit.kind] if limit.reading is None else STATEMENT, material.language).format(reading=limit.reading),
        "provisions": ", ".join(limit.provisions) or pick(WHOLE_INSTRUMENT, material.language),
        "summary": limit.summary,
        "until": str(limit.until or ""),
    }


def limits(steps: Steps, material: Material, groups: Sequence[tuple[str, Sequence[LimitOnDay]]]) -> None:
    """The state's limits of that day, by rule, and how far statements are encoded."""
    shown = [limit for _, several in groups for limit in several]
    for rule, several in groups:
        for limit in several:
            template = "limit-ended" if rule == "limit-ended" else "limit" if limit.standing == "stands" else "limit-open"
            steps.add(
                rule,
                _limit_words(material, limit),
                template=template,
                act=limit.act,
                date=limit.from_.isoformat(),
                source=limit.source,
                place=limit.place,
                as_at=limit.as_at,
            )
    if any(limit.kind == RESERVATION for rule, several in groups for limit in several if rule != "limit-ended"):
        steps.add("effect-of-reservations", {}, article="VCLT art 21(1), 21(2)", source=VCLT_SOURCE)
    coverage = material.limit_coverage
    if coverage is None or coverage.extent == "none":
        rule, how_far = "limits-not-read", ""
    else:
        rule = "limit-coverage" if shown else "no-limit"
        how_far = pick(COVERAGE[coverage.extent], material.language).format(as_at=coverage.as_at)
    as_at = None if coverage is None else coverage.as_at
    page = next((each.title for each in material.coverage if as_at is not None and str(each.as_at) == as_at), None)
    steps.add(rule, {"coverage": how_far, "citation": material.context.citation}, source=page, as_at=as_at)


def objections(steps: Steps, material: Material, found: Sequence[ObjectionOnDay]) -> None:
    """What other states objected to, and what that does between the two."""
    unknown = pick(DATE_UNKNOWN, material.language)
    for each in found:
        if each.limits:
            steps.add(
                f"objection-{each.effect}",
                {"name": each.name, "date": each.made_on or unknown, "state": material.state_name},
                article=OBJECTION_ARTICLES.get(each.effect),
                act=each.act,
                date=each.made_on,
                source=each.source,
                place=each.place,
                as_at=each.as_at,
            )
    others = [each for each in found if not each.limits]
    if others:
        names = ", ".join(dict.fromkeys(each.name for each in others))
        steps.add("objections-to-unencoded", {"count": str(len(others)), "names": names}, source=others[0].source, as_at=others[0].as_at)


def unencoded(
    steps: Steps, material: Material, statements: Sequence[UnencodedStatement], derogations: Sequence[UnencodedStatement]
) -> None:
    """Statements that exist and that the answer cannot count."""
    unknown = pick(DATE_UNKNOWN, material.language)
    for each in statements:
        steps.add(
            "not-encoded",
            {"date": each.date or unknown},
            act=each.act,
            date=each.date,
            source=each.source,
            place=each.place,
            as_at=each.as_at,
        )
    if derogations:
        last = derogations[-1]
        barred = not derogable(material.provision)
        steps.add(
            "derogation-barred" if barred else "derogation-notices",
            {"count": str(len(derogations)), "date": last.date or unknown, "citation": material.context.citation},
            article="ICCPR art 4(2), 4(3)" if barred else "ICCPR art 4(3)",
            act=last.act,
            date=last.date,
            source=last.source,
            place=last.place,
            as_at=last.as_at,
        )


def cited_in(steps: Sequence[ExplanationStep]) -> Iterator[str]:
    """Where each fact of the steps stands: articles, and acts with their source, place and date."""
    for step in steps:
        if step.article:
            yield step.article
        if step.source:
            place = f", {step.place}" if step.place else ""
            as_at = f", as at {step.as_at}" if step.as_at else ""
            dated = f"{local_name(step.act)}: " if step.act else ""
            yield f"{dated}{step.source}{place}{as_at}"
