"""As many states are bound without an end as the depositaries themselves count parties."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from servanda.graph.derive import Derived
from servanda.graph.facts import Facts


@pytest.fixture(scope="module")
def bound(derived: Derived) -> Counter[str]:
    """By instrument, the number of periods without an end."""
    return Counter(period.instrument for period in derived.periods if period.end is None)


def test_un_human_rights_treaties(bound: Counter[str], shared_data: Path) -> None:
    table = shared_data / "ratifications" / "untc-human-rights-2026-02" / "instruments.csv"
    with table.open(encoding="utf-8", newline="") as stream:
        stated = {row["treaty_id"]: int(row["parties_stated"]) for row in csv.DictReader(stream)}
    slugs = {"cmw": "icrmw", "cerd": "icerd"}
    assert len(stated) == 18
    assert {treaty: bound[slugs.get(treaty, treaty.replace("_", "-"))] for treaty in stated} == stated


def test_ilo_fundamental_conventions(bound: Counter[str], facts: Facts) -> None:
    """The ILO's table of June 2026, without the two that left C105, and with Nepal's later ratification of P029."""
    listed = Counter(
        act.row.instrument for act in facts.acts if act.source.name == "normlex_ratifications" and act.row.kind == "Ratification"
    )
    listed["ilo-c105"] -= 2
    listed["ilo-p029"] += 1
    assert {instrument: bound[instrument] for instrument in listed} == dict(listed)
