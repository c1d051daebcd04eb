"""Whether a state can act as supposed on that day, by the rules here: a reason against it for each thing that stands in the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from servanda.graph.denunciation import next_opening
from servanda.graph.derive import Context, standing
from servanda.graph.facts import Facts
from servanda.graph.period import BindingPeriod
from servanda.graph.reasons import cited
from servanda.graph.suppose import ADD, MOVE, Change, acts_of
from servanda.graph.what_if_words import Problem
from servanda.ontology import iris
from servanda.ontology.act_kinds import CONSENTS, NAMES, SIGNATURES
from servanda.ontology.day_words import on_or_in

#: The periods of a state under an instrument, as the facts stand when the change is judged.
PeriodsOf = Callable[[str, str], list[BindingPeriod]]


def judge(facts: Facts, context: Context, periods_of: PeriodsOf, number: int, change: Change) -> list[Problem]:
    """What is to be known of a change; one that is refused has a problem that says so.

    Args:
        facts: before the change.
        context: of these facts.
        periods_of: the periods that follow from these facts.
        number: of the change, from 1.
        change: what is supposed; its state, instrument and kind are known ones.
    """
    if change.way not in {ADD, MOVE} or change.date is None:
        return []
    judged = _Judged(facts, context, periods_of, number, change, change.date)
    return list(judged.problems())


class _Judged:
    """One change with all that it is judged by."""

    def __init__(self, facts: Facts, context: Context, periods_of: PeriodsOf, number: int, change: Change, date: datetime.date) -> None:
        self._facts, self._context, self._periods_of = facts, context, periods_of
        self._number, self._change, self._date = number, change, date
        self._rule = facts.rules.get(change.instrument)
        self._clause = facts.consent_clauses.get(change.instrument)
        self._acts = acts_of(facts, change.state, change.instrument)

    def _problem(self, code: str, *, article: str = "", **words: str) -> Problem:
        short = self._facts.instruments[self._change.instrument].short
        return Problem.of(self._number, code, article=article, short=short, date=self._date.isoformat(), **words)

    def problems(self) -> Iterator[Problem]:
        kind = self._change.kind
        yield from self._of_the_day()
        if kind in CONSENTS:
            yield from self._of_consent()
        elif kind in SIGNATURES:
            yield self._problem("signature-only")
        elif kind == "Denunciation" and self._change.way == ADD:
            yield from self._of_denunciation()
        elif kind == "PartialAcceptance" and self._change.way == ADD:
            yield from self._of_exclusion()

    def _of_the_day(self) -> Iterator[Problem]:
        state = self._facts.states[self._change.state]
        ceased = standing(self._facts, self._context, state.code, self._change.instrument).ceased
        begins = state.existed_from
        if (ceased is not None and self._date >= ceased.earliest) or (begins is not None and self._date < begins.earliest):
            yield self._problem("state-gone", state=state.names["en"])
        adopted = self._facts.instruments[self._change.instrument].adopted
        if adopted is not None and self._date < adopted.earliest:
            yield self._problem("before-adoption", adopted=str(adopted))
        if any(self._same(act.row.kind, str(act.row.date)) for act in self._acts):
            yield self._problem("already-recorded")

    def _same(self, kind: str, date: str) -> bool:
        alike = kind == self._change.kind or {kind, self._change.kind} <= CONSENTS
        return alike and date == self._date.isoformat() and self._change.kind != "PartialAcceptance"

    def _of_consent(self) -> Iterator[Problem]:
        if self._rule is None or self._rule.state_delay is None:
            yield self._problem("no-rule")
        if self._clause is None:
            yield self._problem("openness-unread")
        else:
            yield from self._of_openness()
        if self._change.way == MOVE:
            return
        for period in self._periods_of(self._change.state, self._change.instrument):
            consented = period.consent.chosen.row.date
            before = consented is None or consented.earliest <= self._date
            if before and (period.end is None or (self._date < period.end.earliest and not self._left(period))):
                told = {"on_consented": on_or_in(str(consented or "")), "consented": str(consented or "hari yang tidak tercatat")}
                yield self._problem("already-bound", **told, since=period.starts)

    def _left(self, period: BindingPeriod) -> bool:
        """Whether notice was given by the day: who is about to leave may consent anew."""
        notices = [act.row.date for act in period.acts if act.row.kind == "Denunciation" and act.row.status != "ineffective"]
        return any(date is not None and date.latest <= self._date for date in notices)

    def _of_openness(self) -> Iterator[Problem]:
        assert self._clause is not None
        kind, clause = self._change.kind, self._clause
        if kind not in clause.consents:
            english, indonesian = (", ".join(NAMES[each][language] for each in clause.consents) for language in (0, 1))
            words = {"kind": NAMES[kind][0], "kind_id": NAMES[kind][1], "kinds": english, "kinds_id": indonesian}
            yield self._problem("not-open", article=clause.consent_article, **words)
        signed = any(act.row.kind in SIGNATURES for act in self._acts)
        if kind == "Ratification" and "Accession" in clause.consents and not signed:
            yield self._problem("not-signed", article=clause.consent_article)
        if clause.parents and not any(self._is_in(parent, clause.parent_needs == "signature") for parent in clause.parents):
            code = "no-parent-signature" if clause.parent_needs == "signature" else "no-parent"
            parents = " / ".join(self._facts.instruments[slug].short for slug in clause.parents)
            yield self._problem(code, article=clause.parent_article, parents=parents)

    def _is_in(self, parent: str, signature_will_do: bool) -> bool:
        """Whether the state had consented to another instrument by the day and not left it, or, where that will do, signed it."""
        for period in self._periods_of(self._change.state, parent):
            consented = period.consent.chosen.row.date
            if (consented is None or consented.earliest <= self._date) and (period.end is None or self._date < period.end.latest):
                return True
        signatures = [act.row.date for act in acts_of(self._facts, self._change.state, parent) if act.row.kind in SIGNATURES]
        return signature_will_do and any(date is None or date.earliest <= self._date for date in signatures)

    def _of_denunciation(self) -> Iterator[Problem]:
        rule, day = self._rule, self._date
        periods = self._periods_of(self._change.state, self._change.instrument)
        period = next((each for each in periods if each.start.latest <= day and (each.end is None or day < each.end.latest)), None)
        if period is None:
            yield self._problem("not-bound")
            return
        if period.end is not None:
            yield self._problem("already-left", until=str(period.end))
            return
        if rule is not None and rule.denunciation_allowed is False:
            yield self._problem("no-clause")
            return
        effects_known = rule is not None and (rule.denunciation_delay is not None or rule.denounceable is not None)
        if rule is None or not rule.denunciation_allowed or not effects_known:
            yield self._problem("denunciation-unread")
            return
        if rule.denounceable is None or not rule.denounceable.form:
            yield self._problem("waiting-unread")
            return
        opening = next_opening(rule.denounceable.openings(period.start.latest, rule.denunciation_delay), day)
        if opening is None or opening.opens > day:
            opens = "" if opening is None else opening.opens.isoformat()
            yield self._problem("closed", article=rule.denunciation_article, opens=opens)
        for each in implied(self._facts, self._periods_of, self._change):
            article = self._facts.consent_clauses[each.instrument].ends_with_article
            yield self._problem("ends-with", article=article, other=self._facts.instruments[each.instrument].short)

    def _of_exclusion(self) -> Iterator[Problem]:
        if not self._change.affects:
            yield self._problem("nothing-named")
        allowed = () if self._rule is None else self._rule.excludable
        for path in self._change.affects:
            if path not in allowed:
                names = ", ".join(cited(each) for each in allowed)
                shown = {"excludable": names or "nothing", "excludable_id": names or "tidak ada"}
                yield self._problem("not-excludable", provision=cited(path), **shown)
        consented = {str(act.row.date) for act in self._acts if act.row.kind in CONSENTS}
        if self._date.isoformat() not in consented:
            yield self._problem("not-with-consent")


def implied(facts: Facts, periods_of: PeriodsOf, change: Change) -> list[Change]:
    """What else an accepted change brings about: with some conventions their protocols are denounced."""
    if (change.kind, change.way) != ("Denunciation", ADD) or change.date is None:
        return []
    day = change.date
    dependent = [clause.instrument for clause in facts.consent_clauses.values() if clause.ends_with == change.instrument]
    return [
        Change(change.state, slug, change.kind, day)
        for slug in dependent
        if any(period.end is None or day < period.end.earliest for period in periods_of(change.state, slug))
    ]


def named(change: Change) -> str:
    """A change in the words of the command line: ``SAU ilo-c189 ratification 2027-03-01``."""
    parts = (change.way if change.way != ADD else "", change.state, change.instrument, iris.hyphenated(change.kind), str(change.date or ""))
    return " ".join(part for part in parts if part)
