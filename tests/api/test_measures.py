"""Measures through the door: by state, obligation and topic, with the articles compared and the warning how to read them."""

from __future__ import annotations

import httpx
import pytest

CARRIED = {"answer", "sparql", "citations", "data_version", "sources_as_at"}


@pytest.mark.parametrize(
    "address",
    [
        "/api/measures?state=IDN",
        "/api/measures?obligation=icrmw-21--1",
        "/api/measures?state=PHL&topic=identity-documents&language=id",
        "/api/measures/missing?state=IDN&on=2026-11-22&instrument=icrmw",
    ],
)
def test_each_answer_can_be_asked_again_in_sparql(client: httpx.Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.text
    body = response.json()
    assert set(body) == CARRIED
    assert "Not recorded is not the same as not there" in body["answer"]["read_so"]
    for query in body["sparql"].values():
        again = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
        assert again.json()["results"]["bindings"]


def test_a_measure_comes_once_with_all_its_articles(client: httpx.Client) -> None:
    found = client.get("/api/measures?state=IDN").json()["answer"]["measures"]
    named = [each["measure"].rpartition("/")[2] for each in found]
    assert len(named) == len(set(named)) == 17
    (law,) = [each for each in found if each["measure"].endswith("idn-law-18-2017")]
    assert (law["adopted"], law["from"], law["kind"]) == ("2017-11-22", "2017-11-22", "law")
    (passport,) = [each for each in law["articles"] if each["implements"].endswith("/icrmw-21--1")]
    assert (passport["place"], passport["coverage"]) == ("Art. 6(1)(j)", "partialCoverage")
    (old,) = [each for each in found if each["measure"].endswith("idn-law-39-2004")]
    assert (old["until"], old["articles"]) == ("2017-11-22", [])


def test_what_is_not_there_is_told(client: httpx.Client) -> None:
    assert client.get("/api/measures?state=XXX").status_code == 404
    assert client.get("/api/measures?obligation=icrmw-999").status_code == 404
    assert client.get("/api/measures/missing?state=IDN&on=soon").status_code == 400
