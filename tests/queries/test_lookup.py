"""From what a person writes to a thing of the graph, or a sentence that helps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.binding import binding
from servanda.queries.close_names import close_among
from servanda.queries.errors import Named, NotFound, QuestionError, did_you_mean
from servanda.queries.explain_target import find_explained
from servanda.queries.lookup import (
    find_instrument,
    find_measure,
    find_obligation,
    find_place,
    find_state,
    find_topic,
    local_name,
    read_day,
    read_language,
)
from servanda.queries.reports import find_body


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


@pytest.mark.parametrize(
    ("find", "written", "hint"),
    [
        (find_state, "INDO", "IDN (Indonesia)"),  # ISO 3166-1 and CLDR: codes, English and Indonesian names
        (find_state, "Saudi", "SAU (Saudi Arabia)"),
        (find_state, "Arab Saudi", "SAU (Saudi Arabia)"),
        (find_state, "Filipina", "PHL (Philippines)"),
        (find_state, "malaysa", "MYS (Malaysia)"),
        (find_state, "Yugoslavia", "x-yugoslavia (Yugoslavia (former))"),
        (find_place, "hongkong", "HKG (Hong Kong SAR China)"),
        (find_instrument, "C189", "ilo-c189 (C189 Domestic Workers)"),
        (find_instrument, "c-189", "ilo-c189 (C189 Domestic Workers)"),
        (find_instrument, "xICRMW", "icrmw (Migrant Workers Convention (ICRMW))"),
        (find_topic, "upah", "wages"),
        (find_body, "ceacrr", "ceacr (Committee of Experts on the Application of Conventions and Recommendations)"),
        (find_state, "Hong Kong", "HKG (Hong Kong SAR China)"),  # no state, but what was meant
        (find_state, "Macao", "MAC (Macao SAR China)"),
        (find_state, "Sabah", "x-sabah (Sabah)"),
        (find_state, "zanzibar", "x-zanzibar (Zanzibar)"),
    ],
)
def test_what_begins_so_is_named_first_by_code_and_name(
    engine: MemoryStore, find: Callable[[MemoryStore, str], object], written: str, hint: str
) -> None:
    with pytest.raises(NotFound) as caught:
        find(engine, written)
    assert caught.value.close[0].told("en") == hint
    assert repr(written) in str(caught.value)
    assert f"; did you mean {hint}" in str(caught.value)
    assert f"; maksud Anda {caught.value.close[0].told('id')}" in caught.value.told("id")


@pytest.mark.parametrize(
    ("find", "written", "code"),
    [
        (find_instrument, "refugee", "refugee-1951"),
        (find_measure, "idn-law-18", "idn-law-18-2017"),
        (find_explained, "provision/icrmw/part", "icrmw/part-i"),
    ],
)
def test_of_several_that_begin_so_each_is_named(
    engine: MemoryStore, find: Callable[[MemoryStore, str], object], written: str, code: str
) -> None:
    with pytest.raises(NotFound) as caught:
        find(engine, written)
    assert code in [each.code for each in caught.value.close]
    assert f" {code}" in str(caught.value)


@pytest.mark.parametrize(
    ("written", "code"),
    [("USA ", "USA"), (" mys", "MYS"), ("Indonesia", "IDN"), ("arab saudi", "SAU"), ("Côte d’Ivoire", "CIV"), ("Samoa", "WSM")],
)
def test_what_is_called_exactly_so_stands_alone(engine: MemoryStore, written: str, code: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_state(engine, written)
    assert [each.code for each in caught.value.close] == [code]


@pytest.mark.parametrize(("written", "state"), [("HKG", "CHN"), ("mac", "CHN"), ("x-sabah", "MYS"), ("X-Zanzibar", "TZA"), ("PRI", "USA")])
def test_a_territory_leads_to_the_state_that_acts_for_it(engine: MemoryStore, written: str, state: str) -> None:
    with pytest.raises(NotFound, match="is a territory and no party of its own") as caught:
        find_state(engine, written)
    assert [each.code for each in caught.value.close] == [state]
    assert caught.value.about == str(find_place(engine, written))


def test_where_no_state_acts_for_a_territory_none_is_named(engine: MemoryStore) -> None:
    with pytest.raises(NotFound, match=r"ask for the state that acts for it$") as caught:
        find_state(engine, "ATA")  # Antarctica
    assert caught.value.close == ()


@pytest.mark.parametrize(("find", "fits"), [(find_state, False), (find_place, True)])
def test_a_territory_fits_where_a_place_is_asked_for_and_not_where_a_state_is(
    engine: MemoryStore, find: Callable[[MemoryStore, str], object], fits: bool
) -> None:
    with pytest.raises(NotFound) as caught:
        find(engine, "Sabah")
    assert [(each.code, each.fits) for each in caught.value.close] == [("x-sabah", fits)]


def test_a_prefix_keeps_out_what_is_only_written_nearly_so(engine: MemoryStore) -> None:
    with pytest.raises(NotFound) as caught:
        find_state(engine, "INDO")
    assert [each.code for each in caught.value.close] == ["IDN"]


def test_an_obligation_is_known_by_the_beginning_of_its_code(engine: MemoryStore) -> None:
    with pytest.raises(NotFound) as caught:
        find_explained(engine, "icrmw-26")
    assert {each.code for each in caught.value.close} >= {"icrmw-26-1-a", "icrmw-26-1-b", "icrmw-26-1-c"}


@pytest.mark.parametrize("written", ["x" * 10_000, "§" * 50, "\x00", "%", "a" * 101])
def test_what_no_code_can_be_like_costs_nothing(engine: MemoryStore, written: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_state(engine, written)
    assert caught.value.close == ()


def test_hints_among_given_things() -> None:
    words = [Named("", "ratification", {}), Named("", "accession", {}), Named("", "", {})]
    assert [each.code for each in close_among("Ratify", words, like=0.5)] == ["ratification"]
    assert close_among("zzz", words) == close_among("", words) == ()
    assert did_you_mean(()) == ""
    assert did_you_mean(words[:2], "id") == "; maksud Anda ratification, accession?"
    assert Named("", "IDN", {"en": "Indonesia"}).told("id") == "IDN (Indonesia)"


def test_an_error_keeps_its_sentence_and_its_hint_apart() -> None:
    close = [Named("", "IDN", {"en": "Indonesia"})]
    error = NotFound("there is no x", "tidak ada x", close=close, more=("Write y.", "Tulis y."))
    assert str(error) == error.told() == "there is no x; did you mean IDN (Indonesia)? Write y."
    assert error.told("id") == "tidak ada x; maksud Anda IDN (Indonesia)? Tulis y."
    assert error.told("id", hint=False) == "tidak ada x. Tulis y."
    assert NotFound("there is no x", close=close).told("id") == "there is no x; did you mean IDN (Indonesia)?", "English, hint and all"
    assert str(NotFound("there is no x")) == "there is no x"


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
