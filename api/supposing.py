"""From what people write to changes that can be supposed, and from what would follow to rows of a snapshot."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.api.facts_shelf import FactsShelf
from servanda.graph.errors import BadChange
from servanda.graph.facts import Facts
from servanda.graph.period import BindingPeriod
from servanda.graph.suppose import ADD, KINDS, REMOVE, WAYS, Change
from servanda.graph.what_if import Consequences, PairConsequence, each_alone, what_if
from servanda.loaders.dates import BadDate, PartialDate
from servanda.ontology import iris
from servanda.ontology.act_kinds import SIGNATURES
from servanda.ontology.namespaces import SV
from servanda.queries.answers import PeriodAnswer
from servanda.queries.close_names import close_among
from servanda.queries.engine import Engine
from servanda.queries.errors import Named, QuestionError
from servanda.queries.lookup import find_instrument, find_state, local_name, read_day
from servanda.queries.snapshot_rows import Pair, PeriodRow

#: Least likeness of a kind of act to what was written: there are few kinds.
_LIKE = 0.5
_KINDS = {iris.hyphenated(kind): kind for kind in sorted(KINDS)}


@dataclass(frozen=True, slots=True)
class Written:
    """A change as people write it; ``kind`` is ``ratification``, ``change`` one of add, remove, move and withdraw."""

    state: str
    instrument: str
    kind: str
    date: str | None = None
    change: str = ADD
    affects: tuple[str, ...] = ()
    of: str | None = None


def read_change(engine: Engine, written: Written) -> Change:
    """A change whose state, instrument, kind of act and dates are there.

    Raises:
        NotFound: there is no such state or instrument.
        QuestionError: no such kind of act or way to change it, or a day that is none.
    """
    kind = _KINDS.get(written.kind.lower())
    if kind is None:
        close = close_among(written.kind, [Named("", each, {}) for each in _KINDS], like=_LIKE)[:1]
        kinds = ", ".join(_KINDS)  # told where nothing is close
        raise QuestionError(
            f"{written.kind!r} is no act that can be supposed{'' if close else f'; write {kinds}'}",
            f"{written.kind!r} bukan tindakan yang dapat diandaikan{'' if close else f'; tulis {kinds}'}",
            written=written.kind,
            close=close,
        )
    if written.change not in WAYS:
        ways = ", ".join(WAYS)
        raise QuestionError(
            f"{written.change!r} is no way to change an act: write {ways}", f"{written.change!r} bukan cara mengubah tindakan: tulis {ways}"
        )
    if written.date is None and written.change != REMOVE:
        raise QuestionError(
            f"to {written.change} an act a day is needed: write date=YYYY-MM-DD",
            f"untuk mengubah tindakan ({written.change}) diperlukan tanggal: tulis date=YYYY-MM-DD",
        )
    try:
        of = None if written.of is None else PartialDate.parse(written.of)
    except BadDate as error:
        raise QuestionError(str(error)) from error
    return Change(
        state=local_name(str(find_state(engine, written.state))),
        instrument=local_name(str(find_instrument(engine, written.instrument))),
        kind=kind,
        date=None if written.date is None else read_day(written.date),
        way=written.change,
        affects=tuple(path.lower() for path in written.affects),
        of=of,
    )


def simulate(shelf: FactsShelf, changes: Sequence[Change]) -> Consequences:
    """What would follow.

    Raises:
        QuestionError: what is to be supposed is about something that is not there.
    """
    facts, derived = shelf.take()
    try:
        return what_if(facts, derived, changes)
    except BadChange as error:
        raise QuestionError(str(error)) from error


def simulate_each(shelf: FactsShelf, changes: Sequence[Change]) -> list[Consequences]:
    """What would follow from each change by itself; duties are left out.

    Raises:
        QuestionError: what is to be supposed is about something that is not there.
    """
    facts, derived = shelf.take()
    try:
        return list(each_alone(facts, derived, changes))
    except BadChange as error:
        raise QuestionError(str(error)) from error


def consent_of(facts: Facts, state: str, instrument: str, on: datetime.date) -> Change:
    """The consent by which a state would become party: an accession where it has not signed and the text knows accession."""
    clause = facts.consent_clauses.get(instrument)
    consents = () if clause is None else clause.consents
    own = (act.row.kind for act in facts.acts if act.row.state == state and act.row.instrument == instrument)
    accedes = "Accession" in consents and ("Ratification" not in consents or not any(kind in SIGNATURES for kind in own))
    return Change(state, instrument, "Accession" if accedes else "Ratification", on)


def period_row(period: BindingPeriod) -> PeriodRow:
    """A period as the snapshot has it."""
    until = period.end
    answer = PeriodAnswer(
        period=str(iris.binding(period.state, period.instrument, period.starts)),
        state=str(iris.state(period.state)),
        instrument=str(iris.instrument(period.instrument)),
        from_=period.starts,
        from_earliest=period.start.earliest,
        from_latest=period.start.latest,
        until=period.ends,
        until_earliest=None if until is None else until.earliest,
        until_latest=None if until is None else until.latest,
        precision=str(SV[period.precision]),
        consent=str(period.consent.chosen.iri),
    )
    return PeriodRow(answer, period.excludes)


def rows_after(pairs: Sequence[PairConsequence]) -> dict[Pair, list[PeriodRow]]:
    """The periods that would follow, for ``Snapshot.replace_periods``."""
    return {(pair.state, pair.instrument): [period_row(period) for period in pair.after] for pair in pairs}


def day_of_effect(found: Consequences) -> datetime.date | None:
    """The day from which all that was supposed shows in what is owed; None where nothing changes."""
    days = [each.start for each in (*found.gained, *found.lost)] + [way.bound_from for way in found.ways_out]
    return max(days, default=None)
