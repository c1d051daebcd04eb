"""Claims counted in one look are those that the list of claims counts for one state, instrument or topic."""

from __future__ import annotations

import pytest

from servanda.api.claim_counts import claim_counts
from servanda.api.envelope import Service
from servanda.graph.build import Manifest
from servanda.graph.store import MemoryStore
from servanda.queries.errors import NotFound
from servanda.queries.reports import KINDS, Asked, find_reports


@pytest.fixture(scope="module")
def here(engine: MemoryStore) -> Service:
    return Service(engine, Manifest("0123456789abcdef", 0, 0, 0, 0, 0, 0, 0, 0, {}))


@pytest.mark.parametrize(
    "asked",
    [{"state": code} for code in ("IDN", "sau", "QAT", "VAT", "x-yugoslavia")]
    + [{"instrument": slug} for slug in ("icrmw", "ILO-C029", "ilo-c189", "vccr", "cmw-gc1")]
    + [{"topic": "wages"}, {"state": "QAT", "topic": "wages"}],
)
def test_they_are_those_of_the_list(here: Service, asked: dict[str, str]) -> None:
    asked_for = Asked(state=asked.get("state"), topic=asked.get("topic"), instrument=asked.get("instrument"))
    listed = find_reports(here.engine, asked_for, "id", most=0).counts
    assert claim_counts(here, **asked) == {kind: listed.get(kind, 0) for kind in KINDS}


def test_what_is_not_there_is_not_counted_as_none(here: Service) -> None:
    with pytest.raises(NotFound, match="did you mean IDN"):
        claim_counts(here, state="INDO")
    with pytest.raises(NotFound, match="there is no instrument 'nope'"):
        claim_counts(here, instrument="nope")
