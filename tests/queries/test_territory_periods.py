"""What bound a territory or a part of a state by periods of its own is told beside the answer on the state."""

from __future__ import annotations

import datetime

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.day_words import on_or_in
from servanda.queries.binding import binding
from servanda.queries.lookup import local_name
from servanda.queries.territory_periods import TerritoryPeriod, territory_periods

LATE = "2020-01-01"


def told(engine: MemoryStore, state: str, instrument: str, on: str = LATE, language: str = "en") -> tuple[TerritoryPeriod, ...]:
    day = datetime.date.fromisoformat(on)
    return territory_periods(engine, iris.state(state), iris.instrument(instrument), day, language)


@pytest.mark.parametrize(
    ("state", "instrument", "on", "text"),
    [
        # C097 was ratified for Sabah on 3 March 1964 and takes effect twelve months later (art 13(3))
        ("MYS", "ilo-c097", LATE, "Sabah: bound since 1965-03-03."),
        ("MYS", "ilo-c097", "1964-06-01", "Sabah: not yet bound, only since 1965-03-03."),
        # of Zanzibar only the year is known
        ("TZA", "ilo-c097", LATE, "Zanzibar: bound since a day between 1964-01-01 and 1965-12-31."),
        ("TZA", "ilo-c097", "1964-06-01", "Zanzibar: not known on this day; bound since a day between 1964-01-01 and 1965-12-31."),
        # notified on 6 June 1997; Hong Kong passed to China on 1 July 1997
        ("CHN", "ilo-c087", LATE, "Hong Kong SAR China: bound since 1997-07-01."),
    ],
)
def test_each_territory_has_a_sentence_of_its_own(engine: MemoryStore, state: str, instrument: str, on: str, text: str) -> None:
    assert text in {each.text for each in told(engine, state, instrument, on)}


def test_hong_kong_and_macao_are_both_told_in_the_readers_language(engine: MemoryStore) -> None:
    found = told(engine, "CHN", "ilo-c098", language="id")
    assert {local_name(each.territory) for each in found} == {"HKG", "MAC"}
    assert all(": terikat sejak " in each.text for each in found)


def test_who_handed_a_territory_over_no_longer_binds_it(engine: MemoryStore) -> None:
    (after,) = told(engine, "GBR", "iccpr")
    (before,) = told(engine, "GBR", "iccpr", "1990-01-01")
    assert (local_name(after.territory), after.status, before.status) == ("HKG", "not_bound", "bound")
    assert (after.until, before.until) == (datetime.date(1997, 7, 1), datetime.date(1997, 7, 1))
    assert "no longer bound through this state" in after.text
    assert told(engine, "GBR", "iccpr", "1997-06-30")[0].status == "bound"
    assert told(engine, "GBR", "iccpr", "1997-07-01")[0].status == "not_bound"


def test_the_answer_on_the_state_names_them_and_stays_as_it_is(engine: MemoryStore) -> None:
    found = binding(engine, iris.state("MYS"), iris.instrument("ilo-c097"), datetime.date(2020, 1, 1))
    assert found.status == "not_known", "Sabah is a part: nothing is said of Malaysia"
    (sabah,) = found.territories
    assert sabah.acts == (str(iris.action("MYS", "ilo-c097", "TerritorialApplication", "1964-03-03")),)
    assert len(list(engine.select(found.sparql["territory_bound"]))) == 1
    assert binding(engine, iris.state("SAU"), iris.instrument("ilo-c097"), datetime.date(2020, 1, 1)).territories == ()


def test_a_year_takes_another_preposition_than_a_day() -> None:
    assert [on_or_in(date) for date in ("1962-07-03", "1962", "")] == [
        "on 1962-07-03",
        "in 1962",
        "on a day that is not recorded",
    ]
