"""What bound Hong Kong and Macao, through whom and when; and which states followed which."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from rdflib import Literal

from servanda.graph.facts import Facts
from servanda.graph.store import MemoryStore
from servanda.graph.territories import TerritorialPeriod, territories_of, territory_codes
from servanda.loaders.errors import SourceError
from servanda.loaders.state_successions import COLUMNS, read_state_successions
from servanda.ontology import iris
from servanda.queries.answers import PredecessorAnswer, TerritoryAnswer, answers
from servanda.queries.bind import day
from servanda.queries.binding import binding
from servanda.queries.lookup import local_name

NAMES = {"Hong Kong": "HKG", "Macao": "MAC"}
#: Parts of a state that alone are bound, by the headings of ILO comments.
ALONE = {("MYS", "x-sabah", "ilo-c097", None), ("TZA", "x-zanzibar", "ilo-c097", None)}


@pytest.fixture(scope="module")
def periods(facts: Facts) -> list[TerritorialPeriod]:
    return territories_of(facts)


def _bound(engine: MemoryStore, territory: str, instrument: str, on: str) -> set[tuple[str, bool]]:
    about = {"territory": iris.state(territory), "instrument": iris.instrument(instrument), "language": Literal("en")}
    rows = answers(engine, TerritoryAnswer, "territory_bound", on=day(datetime.date.fromisoformat(on)), **about)
    return {(local_name(row.state), row.certain) for row in rows}


def test_a_list_of_names_names_each_territory_in_it() -> None:
    both = "Hong Kong Special Administrative Region and Macao Special Administrative Region"
    assert territory_codes(both, NAMES) == {"HKG", "MAC"}
    assert territory_codes("HKG", NAMES) == {"HKG"}
    assert territory_codes("Bermuda", NAMES) == frozenset()


def test_a_territory_is_bound_through_the_state_that_answers_for_it_that_day(engine: MemoryStore) -> None:
    """C029: China's notification for Hong Kong has effect from 1 July 1997 (Swiss table of C029, row 30)."""
    assert _bound(engine, "HKG", "ilo-c029", "1997-06-30") == set()
    assert _bound(engine, "HKG", "ilo-c029", "1997-07-01") == {("CHN", True)}
    # the United Kingdom extended the two Covenants to Hong Kong upon ratifying them, and answered for it until 30 June 1997
    assert _bound(engine, "HKG", "iccpr", "1997-06-30") == {("GBR", True)}
    assert ("GBR", True) not in _bound(engine, "HKG", "iccpr", "1997-07-01")
    # Portugal extended CAT to Macao on 15 June 1999; whether it had effect at once or after thirty days is not told
    assert _bound(engine, "MAC", "cat", "1999-06-20") == {("PRT", False)}
    assert _bound(engine, "MAC", "cat", "1999-12-19") == {("PRT", True)}
    assert ("PRT", True) not in _bound(engine, "MAC", "cat", "1999-12-20")


def test_a_part_of_a_state_that_alone_is_bound_has_its_periods(engine: MemoryStore, periods: list[TerritorialPeriod]) -> None:
    """C097: the ILO heads its comments "Malaysia - Sabah" and "United Republic of Tanzania.Zanzibar", both with 1964."""
    assert {(each.state, each.territory, each.instrument, each.end) for each in periods if each.state in {"MYS", "TZA"}} == ALONE
    assert _bound(engine, "x-sabah", "ilo-c097", "1965-03-02") == set()
    assert _bound(engine, "x-sabah", "ilo-c097", "1965-03-03") == {("MYS", True)}
    assert _bound(engine, "x-zanzibar", "ilo-c097", "1965-06-01") == {("TZA", False)}
    for state in ("MYS", "TZA"):
        answer = binding(engine, iris.state(state), iris.instrument("ilo-c097"), datetime.date(2020, 1, 1))
        assert answer.status == "not_known"


def test_nobody_answers_for_a_territory_before_receiving_it_or_after_handing_it_over(periods: list[TerritorialPeriod]) -> None:
    handed = {("GBR", "HKG"): datetime.date(1997, 7, 1), ("PRT", "MAC"): datetime.date(1999, 12, 20)}
    for period in periods:
        if period.state == "CHN":
            assert period.start.earliest >= handed["GBR" if period.territory == "HKG" else "PRT", period.territory]
            assert period.end is None
        elif (period.state, period.territory) not in handed:
            assert (period.state, period.territory, period.instrument, period.end) in ALONE
        else:
            assert period.end is not None
            assert period.end.latest == handed[period.state, period.territory]
            assert period.start.earliest < period.end.earliest


@pytest.mark.parametrize(
    ("state", "instrument", "predecessor", "on"),
    [
        ("CZE", "iccpr", "x-czechoslovakia", "1985-01-01"),
        ("SVK", "cedaw", "x-czechoslovakia", "1990-01-01"),
        ("HRV", "iccpr", "x-yugoslavia", "1985-01-01"),
        ("DEU", "cat", "x-german-democratic-republic", "1989-01-01"),
    ],
)
def test_a_predecessor_was_bound_before_its_successor(engine: MemoryStore, state: str, instrument: str, predecessor: str, on: str) -> None:
    about = {"state": iris.state(state), "instrument": iris.instrument(instrument), "language": Literal("en")}
    (row,) = answers(engine, PredecessorAnswer, "predecessor_periods", **about)
    assert local_name(row.predecessor) == predecessor
    asked = datetime.date.fromisoformat(on)
    assert row.from_latest <= asked
    assert row.until_earliest is not None
    assert asked < row.until_earliest


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,XXX,CZE,,dissolution,1993-01-01,a,b,", "no state or territory 'XXX'"),
        ("x,GBR,CHN,,transfer,1997-07-01,a,b,", "named exactly where a territory is transferred"),
        ("x,GBR,CHN,HKG,sale,1997-07-01,a,b,", "is not in the list"),
        ("x,GBR,CHN,HKG,transfer,July 1997,a,b,", "July 1997"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "state_successions.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="row 2") as error:
        read_state_successions({"GBR", "CHN", "HKG", "CZE"}, path)
    assert message in str(error.value)


def test_an_answer_on_a_successor_names_its_predecessor(engine: MemoryStore) -> None:
    """ICCPR: Czechoslovakia ratified on 23 December 1975 and the Covenant entered into force on 23 March 1976 (end note 7; article 49)."""
    found = binding(engine, iris.state("CZE"), iris.instrument("iccpr"), datetime.date(1985, 1, 1))
    assert found.status == "not_bound"
    assert found.predecessors_text == "On that day Czechoslovakia, which it followed, was bound (from 1976-03-23 to 1993-01-01)."
    later = binding(engine, iris.state("CZE"), iris.instrument("iccpr"), datetime.date(1994, 1, 1))
    assert (later.status, later.predecessors) == ("bound", ())
