"""How many claims there are of each kind, about a state, on a topic or naming an instrument: counted once for each version of the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.api.envelope import Service
from servanda.api.kept import Kept
from servanda.queries.reports import KINDS, Asked, find_reports

_kept: Final = Kept[Mapping[str, int]](1_000)


def claim_counts(
    here: Service, language: str, *, state: str | None = None, topic: str | None = None, instrument: str | None = None
) -> Mapping[str, int]:
    """The number of claims by kind; kinds are never added up.

    Args:
        here: the service.
        language: of the claims' labels.
        state: code of the state that they are about; None for any.
        topic: slug of their topic; None for any.
        instrument: slug of an instrument that they name; None for any.

    Raises:
        NotFound: there is no such state, topic or instrument.
    """

    def count() -> Mapping[str, int]:
        counts = find_reports(here.engine, Asked(state=state, topic=topic, instrument=instrument), language, most=0).counts
        return {kind: counts.get(kind, 0) for kind in KINDS}

    return _kept.take(here, (state, topic, instrument, language), count)
