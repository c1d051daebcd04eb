"""Agreements, people and figures as the questions answer them, held against the sources' own counts."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import ANSWERS, answers
from servanda.queries.bind import Term
from servanda.queries.errors import NotFound
from servanda.queries.lookup import find_agreement_provision, find_indicator, find_place, find_state, local_name

EN, ID = Literal("en"), Literal("id")


@pytest.fixture(scope="module")
def ask(engine: MemoryStore) -> Any:
    def asking(name: str, **parameters: Term) -> list[Any]:
        return list(answers(engine, ANSWERS[name], name, **({"language": EN} | parameters)))

    return asking


def test_an_agreement_is_seen_from_both_sides(ask: Any) -> None:
    found = ask("agreements")
    assert len(found) == 2 * 1222
    assert len({row.agreement for row in found}) == 1222
    assert len({row.agreement for row in found if row.coded}) == 570


def test_agreements_between_two_states_are_the_same_from_either(ask: Any) -> None:
    idn, sau = iris.state("IDN"), iris.state("SAU")
    (one,) = ask("agreements", state=idn, **{"with": sau})
    (other,) = ask("agreements", state=sau, **{"with": idn})
    assert one.agreement == other.agreement == str(iris.instrument("bla-753"))
    assert (one.signed, one.evidence, one.coded) == ("2014-02-19", "copy", True)


def test_agreements_of_indonesia(ask: Any) -> None:
    found = ask("agreements", state=iris.state("IDN"))
    assert len(found) == 29
    assert [row.signed for row in found] == sorted(row.signed for row in found)
    assert all(row.code == "IDN" and row.place for row in found)


def test_an_agreement_of_a_territory_is_found(ask: Any) -> None:
    assert {row.with_code for row in ask("agreements", state=iris.state("TWN"))} >= {"IDN", "PHL"}


def test_agreements_with_a_provision_and_on_a_topic(ask: Any) -> None:
    passport = ask("agreements", provision=iris.agreement_provision("passport"))
    assert len({row.agreement for row in passport}) == 20
    assert {row.agreement for row in passport} == {row.agreement for row in ask("agreements", topic=iris.topic("identity-documents"))}
    assert len({row.agreement for row in ask("agreements", topic=iris.topic("recruitment-fees"))}) == 90


def test_promises_are_yes_no_or_not_coded_and_silence_is_none_of_them(ask: Any) -> None:
    everything = ask("agreement_promises")
    assert len(everything) == 570 * 38
    assert sum(row.answer == "not-coded" for row in everything) == 6
    of_one = {local_name(row.provision): row.answer for row in ask("agreement_promises", agreement=iris.instrument("bla-753"))}
    assert (of_one["passport"], of_one["remittances"]) == ("yes", "no")
    assert ask("agreement_promises", agreement=iris.instrument("bla-1190")) == []


def test_provisions_are_counted_over_coded_agreements(ask: Any) -> None:
    counts = {row.code: row.agreements for row in ask("agreement_provisions")}
    assert len(counts) == 38
    assert (counts["passport"], counts["recruit_cost_mig"], counts["contract_req"]) == (20, 90, 238)


def test_titles_and_labels_are_in_both_languages(ask: Any) -> None:
    (row,) = ask("agreements", state=iris.state("IDN"), language=ID, **{"with": iris.state("SAU")})
    assert row.title == "Perjanjian tentang pekerja antara Arab Saudi dan Indonesia (2014-02-19)"
    labels = {row.label for row in ask("agreement_promises", agreement=iris.instrument("bla-753"), language=ID)}
    assert "melarang penahanan dokumen perjalanan pekerja" in labels


def test_corridors_to_saudi_arabia_by_people(ask: Any) -> None:
    found = ask("corridor_people", destination=iris.state("SAU"))
    assert [(row.origin_code, row.people) for row in found[:2]] == [("BGD", 2_362_680), ("YEM", 1_999_619)]
    assert [row.people for row in found] == sorted((row.people for row in found), reverse=True)
    assert {row.year for row in found} == {"2024"}


def test_one_corridor_from_both_questions(ask: Any) -> None:
    (pair,) = ask("corridor_people", origin=iris.state("BGD"), destination=iris.state("SAU"))
    assert pair in ask("corridor_people", origin=iris.state("BGD"))
    assert len(ask("corridor_people")) == 8203


def test_figures_of_a_state_by_year_with_what_they_mean(ask: Any) -> None:
    tiers = ask("indicators_of_state", state=iris.state("SAU"), indicator=iris.indicator("us-tip-tier"))
    assert [row.year for row in tiers] == sorted(row.year for row in tiers)
    told = {row.year: (row.value, row.value_label) for row in tiers}
    assert (told["2014"], told["2015"]) == (("3", "Tier 3 (lowest)"), ("2-watch-list", "Tier 2, watch list"))
    assert all(row.definition and row.place and row.source for row in tiers)
    numbers = ask("indicators_of_state", state=iris.state("SAU"), indicator=iris.indicator("gsi-people"))
    assert [(row.value, row.value_label, row.unit) for row in numbers] == [("61000", None, "people")]


def test_figures_are_found_by_topic_and_by_set(ask: Any) -> None:
    on_trafficking = ask("indicators_of_state", state=iris.state("IDN"), topic=iris.topic("trafficking"))
    assert {local_name(row.indicator) for row in on_trafficking} == {"us-tip-tier", "unodc-trafficking-law"}
    everything = ask("indicators_of_state", dataset=iris.dataset("tip_tiers"))
    assert len(everything) == 2251
    assert len(ask("indicators_of_state")) == 5362 - 174, "deaths on the way belong to no state"


def test_deaths_on_the_way_by_area(ask: Any) -> None:
    world = ask("figures_of_areas", area=iris.area("world"))
    assert sum(row.people for row in world if row.year <= "2023") == 57513
    assert {row.year for row in world if row.remark} == {"2023", "2026"}


def test_every_set_of_figures_is_counted_and_says_what_it_is_not(ask: Any) -> None:
    counts = {local_name(row.dataset): row.figures for row in ask("data_sets")}
    assert counts == {
        "tip_tiers": 2251,
        "dol_goods": 142,
        "slavery_index": 1495,
        "labour_rights_indicators": 370,
        "missing_migrants": 174,
        "workplace_discrimination": 770,
        "glotip_law": 160,
        "migrant_stock": 8203,
    }
    assert all(row.does_not_say and row.rights and row.address.startswith("http") for row in ask("data_sets"))


def test_places_provisions_and_indicators_are_found_by_what_people_write(engine: MemoryStore) -> None:
    assert find_place(engine, "twn") == iris.state("TWN")
    with pytest.raises(NotFound, match="territory"):
        find_state(engine, "twn")
    assert find_agreement_provision(engine, "Passport") == iris.agreement_provision("passport")
    assert find_indicator(engine, "us-tip-tier") == iris.indicator("us-tip-tier")
    for find in (find_place, find_agreement_provision, find_indicator):
        with pytest.raises(NotFound, match="there is no"):
            find(engine, "nothing at all")
