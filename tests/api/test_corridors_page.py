"""Corridors by people, and the gaps of one by kind of worker: the numbers are the API's."""

from __future__ import annotations

import httpx
import pytest
from bs4 import BeautifulSoup

PAIR = {"origin": "IDN", "destination": "SAU"}
WHOLE = {"both", "origin_bound", "destination_bound"}


def test_the_largest_corridors_stand_first(client: httpx.Client) -> None:
    found = client.get("/api/corridors/people", params={"destination": "SAU", "at_most": 50}).json()["answer"]
    page = client.get("/view/corridors", params={"destination": "SAU", "language": "en"}).text
    places = [page.index(f"{each['people']:,}") for each in found["corridors"]]
    assert places == sorted(places)
    assert f"{found['number_of_corridors']:,} corridors are recorded" in page


def test_the_corridor_tells_its_people(client: httpx.Client) -> None:
    people = client.get("/api/corridors/people", params=PAIR).json()["answer"]["corridors"][0]["people"]
    page = client.get("/view/corridor", params={**PAIR, "on": "2023-01-01", "language": "en"}).text
    assert f"{people:,} people born in Indonesia" in page


def test_gaps_by_kind_of_worker_are_those_of_the_corridor(client: httpx.Client) -> None:
    asked = {"on": "2023-01-01", "worker": "domestic-worker"}
    cells = [each["cell"] for each in client.get("/api/corridors/IDN/SAU", params=asked).json()["answer"]["cells"]]
    not_known = sum(cell.endswith("not_known") for cell in cells)
    gaps = sum(cell not in WHOLE for cell in cells) - not_known
    page = client.get("/view/corridor-workers", params={**PAIR, **asked, "language": "en"}).text
    assert f"domestic worker: {gaps} gaps, {not_known} not known" in page
    assert f"of {len(cells)}" in page


def test_an_unknown_state_is_named(client: httpx.Client) -> None:
    response = client.get("/view/corridors", params={"origin": "XYZ"})
    assert response.status_code == 404
    assert "XYZ" in response.text


def test_what_is_open_only_because_the_sources_end_says_until_when_it_was_not(client: httpx.Client) -> None:
    """The UN's page of 3 February 2026 tells of no consent of Saudi Arabia to the ICRMW: by article 87(2) none that it could not tell of
    binds before 1 June. The convention that was made for the worker is shown before all others."""
    asked = {"on": "2026-11-23", "worker": "domestic-worker", "topic": "identity-documents"}
    known_on = client.get("/api/corridors/IDN/SAU", params=asked).json()["answer"]["known_on"]
    page = BeautifulSoup(client.get("/view/corridor", params={**PAIR, **asked, "language": "en"}).text, "html.parser")
    one = next(each for each in page.select("div.one") if "ICRMW art 21" in each.get_text())
    assert "not bound on 2026-05-31" in one.get_text()
    headings = [each.get_text() for each in page.select("div.one h4") if each.find_parent("div", id="list")]
    not_known = [each for each in headings if each.startswith(("ICRMW", "CED "))]
    assert not_known[0].startswith("ICRMW")
    assert not_known[-1].startswith("CED ")
    earlier = next(each for each in page.select("a") if each.get_text() == f"The same corridor on {known_on}")
    then = BeautifulSoup(client.get(str(earlier["href"])).text, "html.parser")
    one = next(each for each in then.select("div.one") if "ICRMW art 21" in each.get_text())
    assert "State of destination (SAU): not bound" in one.get_text()


@pytest.mark.parametrize(
    ("language", "summary", "read", "unread"),
    [
        ("en", "on signing in 1955", "statements read as at 2015-02-09", "statements not read"),
        ("id", "penandatanganan tahun 1955", "pernyataan dibaca per 2015-02-09", "pernyataan belum dibaca"),
    ],
)
def test_a_cell_says_in_words_whether_statements_were_read(
    client: httpx.Client, language: str, summary: str, read: str, unread: str
) -> None:
    """Expulsion: the 1954 convention, whose statements were read in a copy of 2015, and texts whose statements nobody has read."""
    asked = {"origin": "PHL", "destination": "SAU", "worker": "migrant-worker", "on": "2020-01-01", "topic": "expulsion"}
    page = client.get("/view/corridor", params={**asked, "language": language}).text
    assert summary in page
    assert read in page
    assert unread in page


@pytest.mark.parametrize(("language", "words"), [("en", "of the answers “not known”"), ("id", "jawaban “tidak diketahui”")])
def test_what_is_open_only_because_the_sources_end_names_its_instruments(client: httpx.Client, language: str, words: str) -> None:
    """Of the day told, 12 September 2012, it is the list of parties to the Refugee Convention that says who had not consented."""
    asked = {"on": "2023-01-01", "language": language}
    found = client.get("/api/corridors/IDN/SAU", params=asked).json()["answer"]
    about = found["known_about"]
    assert [each["instrument"] for each in about] == ["refugee-1951"]
    assert sum(each["count"] for each in about) == found["known_then"] > 0
    page = BeautifulSoup(client.get("/view/corridor", params={**PAIR, **asked}).text, "html.parser")
    hint = next(each.get_text() for each in page.select("p") if words in each.get_text())
    assert f"({about[0]['short']}: {found['known_then']})" in hint
    assert found["known_on"] == "2012-09-12"
    assert found["known_on"] in hint


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "named a declaration by the state; read here as a reservation"),
        ("id", "dinamai deklarasi oleh negaranya; di sini dibaca sebagai reservasi"),
    ],
)
def test_a_limit_of_another_name_is_told_with_it_in_cells_and_on_the_page_of_a_state(
    client: httpx.Client, language: str, told: str
) -> None:
    """Sri Lanka's statements on ICRMW 49 and 54 stand under the heading "Declarations"."""
    asked = {"on": "2023-01-01", "language": language}
    found = client.get("/api/corridors/IDN/LKA", params=asked).json()["answer"]
    cells = [cell for cell in found["cells"] if cell["citation"].startswith("ICRMW art 54") and cell["destination"]["limits"]]
    assert cells
    for cell in cells:
        assert cell["destination"]["status"] == "limited"
        for limit in cell["destination"]["limits"]:
            assert limit["named"] == "declaration"
            assert limit["reading"].startswith(told)
    topic = cells[0]["topics"][0]
    page = client.get("/view/corridor", params={**asked, "origin": "IDN", "destination": "LKA", "topic": topic}).text
    assert told in page
    assert told in client.get("/view/state", params={**asked, "state": "LKA"}).text
