"""From what a person writes to a thing of the graph, or a sentence that helps."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.binding import binding
from servanda.queries.errors import NotFound, QuestionError
from servanda.queries.lookup import find_instrument, find_obligation, find_state, find_topic, local_name, read_day, read_language


@pytest.mark.parametrize("written", ["IDN", "idn", "Idn"])
def test_a_state_by_its_code_in_capitals_or_not(engine: MemoryStore, written: str) -> None:
    assert find_state(engine, written) == iris.state("IDN")


@pytest.mark.parametrize("written", ["x-yugoslavia", "X-YUGOSLAVIA", "x-Yugoslavia"])
def test_a_state_without_an_iso_code_in_capitals_or_not(engine: MemoryStore, written: str) -> None:
    assert find_state(engine, written) == iris.state("x-yugoslavia")


def test_an_instrument_a_topic_and_an_obligation(engine: MemoryStore) -> None:
    assert find_instrument(engine, "ICRMW") == iris.instrument("icrmw")
    assert find_topic(engine, "Forced-Labour") == iris.topic("forced-labour")
    assert find_obligation(engine, "ICRMW-7") == iris.obligation("icrmw-7")


def test_a_misspelt_state_is_answered_with_close_ones(engine: MemoryStore) -> None:
    with pytest.raises(NotFound, match=r"no state 'IDX' here; did you mean .*IDN"):
        find_state(engine, "IDX")


def test_a_misspelling_in_small_letters_gets_the_same_help(engine: MemoryStore) -> None:
    with pytest.raises(NotFound, match=r"did you mean .*IDN"):
        find_state(engine, "idx")


def test_a_misspelt_instrument_is_answered_with_close_ones(engine: MemoryStore) -> None:
    with pytest.raises(NotFound, match=r"no instrument 'icrwm' here; did you mean .*icrmw"):
        find_instrument(engine, "icrwm")
    with pytest.raises(NotFound, match=r"did you mean .*ilo-c097"):
        find_instrument(engine, "ILO-C97")


def test_what_is_like_nothing_gets_no_suggestion(engine: MemoryStore) -> None:
    with pytest.raises(NotFound) as caught:
        find_instrument(engine, "§§§§")
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize("written", ["", " ", "../IDN", "IDN/", "I DN", "IDN> } #", "ID\nN", "é"])
def test_what_cannot_be_a_name_is_not_found(engine: MemoryStore, written: str) -> None:
    for find in (find_state, find_instrument, find_topic, find_obligation):
        with pytest.raises(NotFound):
            find(engine, written)


def test_an_instrument_is_no_state(engine: MemoryStore) -> None:
    with pytest.raises(NotFound):
        find_state(engine, "icrmw")


def test_a_territory_is_not_answered_as_a_state_that_has_done_nothing(engine: MemoryStore) -> None:
    """Hong Kong is bound through China where China said so: "not bound, no act" is a wrong answer."""
    try:
        state = find_state(engine, "HKG")
    except NotFound:
        return
    assert binding(engine, state, iris.instrument("iccpr"), date(2020, 1, 1)).status != "not_bound"


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (str(iris.state("IDN")), "IDN"),
        (str(iris.provision("icrmw/25/1")), "icrmw/25/1"),
        ("https://w3id.org/servanda/ontology#Ratification", "Ratification"),
    ],
)
def test_the_name_that_people_write(iri: str, name: str) -> None:
    assert local_name(iri) == name


def test_a_day_as_people_write_it() -> None:
    assert read_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2023-02-29", "2023-13-01", "2023", "01.02.2023", "", "2023-01-01T00:00", "yesterday"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QuestionError, match="YYYY-MM-DD"):
        read_day(text)


def test_languages() -> None:
    assert [read_language(code) for code in ("en", "id")] == ["en", "id"]
    for text in ("fr", "EN", "", "english"):
        with pytest.raises(QuestionError, match="en or id"):
            read_language(text)


def test_a_misspelt_topic_is_answered_with_close_ones(engine: MemoryStore) -> None:
    with pytest.raises(NotFound, match=r"no topic 'wagess' here; did you mean .*wages"):
        find_topic(engine, "wagess")
