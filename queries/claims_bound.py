"""In one word for each instrument: whether what a claim names bound the state at the time of the claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from servanda.ontology.namespaces import SV
from servanda.queries.answers import ReportBindingAnswer

Status = Literal["bound", "not_bound", "not_known", "nothing_named"]

#: Reasons that leave the question open; the others say that the state was not bound.
_OPEN: Final = frozenset(str(SV[name]) for name in ("consentNotKnown", "dateUncertain"))


@dataclass(frozen=True, slots=True)
class Then:
    """What one row of ``binding_when_reported`` comes to.

    Attributes:
        under: IRI of the instrument, or None where the claim names none.
        target: IRI of what the claim names.
        status: bound, not bound, not known, or that the claim names nothing that could bind.
        reason: why not, in the reader's language; or empty.
    """

    under: str | None
    target: str | None
    status: Status
    reason: str


def status_of(row: ReportBindingAnswer) -> Status:
    """Whether it bound the state, as ``reports_by_instrument`` counts."""
    if row.bound:
        return "bound"
    if row.reason == str(SV.noStandardNamed):
        return "nothing_named"
    return "not_known" if row.reason is None or row.reason in _OPEN else "not_bound"


def by_report(rows: Iterable[ReportBindingAnswer]) -> Mapping[str, list[Then]]:
    """Each claim's answers, one for each instrument that it names: bound if anything named of it bound the state."""
    rank: dict[Status, int] = {"bound": 0, "not_known": 1, "not_bound": 2, "nothing_named": 3}
    found: dict[str, dict[str | None, Then]] = {}
    for row in rows:
        then = Then(row.under, row.target, status_of(row), row.reason_label or "")
        several = found.setdefault(row.report, {})
        if row.under not in several or rank[then.status] < rank[several[row.under].status]:
            several[row.under] = then
    return {report: list(several.values()) for report, several in found.items()}
