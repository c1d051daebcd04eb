"""Measures through the door: by state, obligation and topic, with the articles compared and the warning how to read them."""

from __future__ import annotations

import httpx
import pytest

CARRIED = {"answer", "sparql", "citations", "data_version", "sources_as_at"}


@pytest.mark.parametrize(
    "address",
    [
        "/api/measures?state=IDN",
        "/api/measures?state=SAU",
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


def test_a_measure_that_was_not_read_says_who_tells_of_it_in_which_document(client: httpx.Client) -> None:
    body = client.get("/api/measures?state=SAU").json()
    found = {each["measure"].rpartition("/")[2]: each for each in body["answer"]["measures"]}
    assert "no text of the measure was read" in body["answer"]["read_so"]
    assert not any(each["text_read"] for each in found.values())
    code = found["sau-labour-code-2005"]
    assert (code["adopted"], code["in_force"], code["kind"]) == ("2005", None, "law")
    first = code["told"][0]
    assert (first["told_by_name"], first["told_on"]) == ("New Zealand", "2009")
    assert all(each["citation"] in body["citations"] for each in code["told"])
    assert {each["coverage"] for measure in found.values() for each in measure["articles"]} <= {"partialCoverage", "unclearCoverage"}


def test_a_law_that_was_read_is_told_by_nobody(client: httpx.Client) -> None:
    found = client.get("/api/measures?state=PHL").json()["answer"]["measures"]
    assert [(each["text_read"], each["told"]) for each in found] == [(True, [])] * len(found)


def test_what_others_tell_takes_no_duty_off_the_list(client: httpx.Client) -> None:
    asked = "/api/measures/missing?state=SAU&on=2026-11-22&instrument=palermo-trafficking"
    (duty,) = [each for each in client.get(asked).json()["answer"]["duties"] if each["obligation"].endswith("/palermo-trafficking-5-1")]
    assert (duty["law_read"], duty["compared"], duty["told"]) == (False, False, True)


@pytest.mark.parametrize(
    ("language", "not_read", "name", "second"),
    [
        ("en", "No text of these measures was read here", "Labour Code of 2005", "read a second time by measures second reader D"),
        ("id", "tidak dibaca di sini", "Kitab Undang-Undang Ketenagakerjaan Tahun 2005", "dibaca kedua kali oleh measures second reader D"),
    ],
)
def test_the_page_of_a_state_says_who_tells_of_its_measures(
    client: httpx.Client, language: str, not_read: str, name: str, second: str
) -> None:
    page = client.get("/view/state", params={"state": "SAU", "on": "2026-11-22", "language": language}).text
    told = page[page.index(not_read) :]
    row = told[told.index(name) :]
    row = row[: row.index("</tr>")]
    for teller in ("(2009)", "(2012)", "(2013)", "UPR Info, record 4480", "comment 3056782", second):
        assert teller in row
    read = client.get("/view/state", params={"state": "IDN", "on": "2026-11-22", "language": language}).text
    assert not_read not in read


def test_the_page_of_an_obligation_marks_what_was_not_read(client: httpx.Client) -> None:
    page = client.get("/view/obligation", params={"obligation": "icrmw-21--1", "on": "2026-11-22", "language": "en"}).text
    (line,) = [line for line in page.splitlines() if "Employment of Foreign Manpower Act" in line]
    assert "Text not read here; as told by Thailand (2011)." in line
    (line,) = [line for line in page.splitlines() if "Art. 6(1)(j)" in line]
    assert "not read here" not in line


def test_pages_count_what_was_read_apart_from_what_is_told(client: httpx.Client) -> None:
    number = len(client.get("/api/measures?state=SAU").json()["answer"]["measures"])
    assert f"0; {number} more told by others, not read here" in client.get("/view/case-studies?on=2026-11-22&language=en").text
    page = client.get("/view/compare?state=IDN&state=SAU&on=2026-11-22&language=en").text
    row = page[page.index("Told by others, not read here") :]
    assert f"<summary>{number}</summary>" in row[: row.index("</tr>")]


def test_what_is_not_there_is_told(client: httpx.Client) -> None:
    assert client.get("/api/measures?state=XXX").status_code == 404
    assert client.get("/api/measures?obligation=icrmw-999").status_code == 404
    assert client.get("/api/measures/missing?state=IDN&on=soon").status_code == 400
