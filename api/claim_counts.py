"""How many claims there are of each kind, about a state, on a topic or naming an instrument: counted once for each version of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import Literal

from servanda.api.envelope import Service
from servanda.api.kept import Kept
from servanda.queries.answers import ListedReportAnswer, ReportBindingAnswer, answers
from servanda.queries.lookup import LANGUAGES, find_instrument, find_state
from servanda.queries.reports import KINDS, Asked, find_reports

#: The language of labels, which are not looked at here.
_LABELS: Final = LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Number of claims by the kind's IRI, for each state that they are about, and for each instrument that they name (IRIs)."""

    states: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    instruments: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])


_counted: Final = Kept[_Counted](1)
_others: Final = Kept[Mapping[str, int]](1_000)


def claim_counts(here: Service, *, state: str | None = None, topic: str | None = None, instrument: str | None = None) -> Mapping[str, int]:
    """The number of claims by kind; kinds are never added up.

    About one state, or naming one instrument, they are counted in one look at all claims, which is kept: a look for each takes as long.

    Args:
        here: the service.
        state: code of the state that they are about; None for any.
        topic: slug of their topic; None for any.
        instrument: slug of an instrument that they name; None for any.

    Raises:
        NotFound: there is no such state, topic or instrument.
    """
    if state is not None and topic is None and instrument is None:
        return _by_kind(_all_claims(here).states.get(str(find_state(here.engine, state))))
    if instrument is not None and state is None and topic is None:
        return _by_kind(_all_claims(here).instruments.get(str(find_instrument(here.engine, instrument))))

    def count() -> Mapping[str, int]:
        counts = find_reports(here.engine, Asked(state=state, topic=topic, instrument=instrument), _LABELS, most=0).counts
        return {kind: counts.get(kind, 0) for kind in KINDS}

    return _others.take(here, (state, topic, instrument), count)


def warm_claim_counts(here: Service) -> None:
    """Count the claims before somebody asks.

    Raises:
        EngineError: a remote engine does not answer.
    """
    _all_claims(here)


def _by_kind(counts: Counter[str] | None) -> Mapping[str, int]:
    return {kind: 0 if counts is None else counts[str(iri)] for kind, iri in KINDS.items()}


def _all_claims(here: Service) -> _Counted:
    return _counted.take(here, None, lambda: _count(here))


def _count(here: Service) -> _Counted:
    named: dict[str, set[str]] = {}
    for binding in answers(here.engine, ReportBindingAnswer, "binding_when_reported", language=Literal(_LABELS)):
        if binding.under is not None:
            named.setdefault(binding.report, set()).add(binding.under)
    found = _Counted()
    for claim in answers(here.engine, ListedReportAnswer, "reports", language=Literal(_LABELS)):
        found.states.setdefault(claim.state, Counter())[claim.kind] += 1
        for instrument in named.get(claim.report, ()):
            found.instruments.setdefault(instrument, Counter())[claim.kind] += 1
    return found
