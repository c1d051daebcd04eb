"""Agreements, figures and people through the door: each answer can be checked, and says how it is to be read."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

CARRIED = {"answer", "sparql", "citations", "data_version", "sources_as_at"}
ADDRESSES = [
    "/api/agreements?state=IDN&with=SAU",
    "/api/agreements/provisions",
    "/api/states/SAU/indicators",
    "/api/indicators",
    "/api/indicators/areas",
    "/api/corridors/people?destination=SAU",
]


def get(client: httpx.Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_answer_can_be_asked_again_in_sparql(client: httpx.Client, address: str) -> None:
    body = get(client, address)
    assert set(body) == CARRIED
    assert body["sources_as_at"]["migrant_stock"] == "2024"
    for query in body["sparql"].values():
        response = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
        assert response.status_code == 200
        assert response.json()["results"]["bindings"]


def test_what_indonesia_and_saudi_arabia_agreed(client: httpx.Client) -> None:
    body = get(client, "/api/agreements?state=IDN&with=SAU")
    (agreement,) = body["answer"]["agreements"]
    assert (agreement["signed"], agreement["code"], agreement["with_code"]) == ("2014-02-19", "IDN", "SAU")
    assert agreement["promises"]["passport"] == "forbids keeping the worker's travel documents"
    assert "remittances" in agreement["provisions"]["no"]
    assert len(agreement["provisions"]["yes"]) + len(agreement["provisions"]["no"]) == 38
    assert "whether it is applied" in body["answer"]["read_so"]
    assert body["citations"] == ["BLAs_Formation_Data.csv, treatyID 753"]


def test_an_agreement_that_nobody_read_has_neither_yes_nor_no(client: httpx.Client) -> None:
    several = get(client, "/api/agreements?state=IDN&with=MYS")["answer"]["agreements"]
    unread = [each for each in several if not each["coded"]]
    assert unread
    assert all(each["promises"] is None and each["provisions"] is None for each in unread)


def test_agreements_are_chosen_by_provision_and_topic(client: httpx.Client) -> None:
    by_provision = get(client, "/api/agreements?state=PHL&provision=passport")["answer"]["agreements"]
    by_topic = get(client, "/api/agreements?state=PHL&topic=identity-documents")["answer"]["agreements"]
    assert [each["agreement"] for each in by_provision] == [each["agreement"] for each in by_topic]
    assert all("passport" in each["provisions"]["yes"] for each in by_provision)


def test_agreements_in_indonesian(client: httpx.Client) -> None:
    (agreement,) = get(client, "/api/agreements?state=IDN&with=SAU&language=id")["answer"]["agreements"]
    assert agreement["title"].startswith("Perjanjian tentang pekerja antara Arab Saudi dan Indonesia")


def test_figures_come_with_their_sets_and_are_called_context(client: httpx.Client) -> None:
    body = get(client, "/api/states/SAU/indicators?topic=trafficking")
    answer = body["answer"]
    assert answer["state"] == "SAU"
    assert "not findings" in answer["read_so"]
    assert {figure["dataset"] for figure in answer["figures"]} == {each["dataset"] for each in answer["data_sets"]}
    assert all(each["does_not_say"] for each in answer["data_sets"])
    assert any("tip_tiers_orig.csv, row" in citation for citation in body["citations"])


def test_deaths_on_the_way_are_told_by_area(client: httpx.Client) -> None:
    figures = get(client, "/api/indicators/areas")["answer"]["figures"]
    assert sum(each["people"] for each in figures if each["area"].endswith("/world") and each["year"] <= "2023") == 57513


def test_the_largest_corridors_and_the_series_of_one(client: httpx.Client) -> None:
    largest = get(client, "/api/corridors/people?at_most=3")["answer"]
    assert (len(largest["corridors"]), largest["number_of_corridors"]) == (3, 8203)
    assert largest["corridors"][0]["people"] >= largest["corridors"][1]["people"]
    assert "series" not in largest
    pair = get(client, "/api/corridors/people?origin=BGD&destination=SAU")["answer"]
    assert pair["people"] == pair["series"]["2024"] == 2_362_680
    assert list(pair["series"]) == ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2024"]


def test_a_corridor_without_people_is_empty_and_not_an_error(client: httpx.Client) -> None:
    answer = get(client, "/api/corridors/people?origin=SAU&destination=TUV")["answer"]
    assert (answer["corridors"], answer["people"], answer["series"]) == ([], 0, None)
    assert answer["data_sets"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/agreements", 400, "state"),
        ("/api/agreements?state=XXX", 404, "XXX"),
        ("/api/agreements?state=IDN&with=XXX", 404, "XXX"),
        ("/api/agreements?state=IDN&provision=pets", 404, "pets"),
        ("/api/agreements?state=IDN&topic=pets", 404, "pets"),
        ("/api/states/XXX/indicators", 404, "XXX"),
        ("/api/states/SAU/indicators?indicator=pets", 404, "pets"),
        ("/api/states/SAU/indicators?language=xx", 400, "xx"),
        ("/api/corridors/people?origin=HKG", 404, "territory"),
        ("/api/corridors/people?at_most=0", 400, "at_most"),
    ],
)
def test_a_wrong_question_is_refused_in_words(client: httpx.Client, address: str, status: int, words: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert words in response.json()["detail"]
