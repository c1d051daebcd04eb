"""States side by side: each cell is what the API answers for one of them."""

from __future__ import annotations

import re

import httpx
import pytest

ON = "2026-01-15"
STATES = ("IDN", "PHL", "SAU")


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    response = client.get("/view/compare", params={"state": STATES, "on": ON, "language": "en"})
    assert response.status_code == 200, response.text
    return response.text


def row(page: str, head: str) -> list[str]:
    """The texts of the cells of a row, by what its head links to."""
    (found,) = (
        each for each in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page, re.DOTALL) if f"={head}&amp;" in each.partition("</th>")[0]
    )
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.findall(r"<td.*?>(.*?)</td>", found, re.DOTALL)]


@pytest.mark.parametrize("instrument", ["icrmw", "ilo-c189", "ilo-c097", "crpd", "untoc"])
def test_a_status_is_the_one_of_the_api(page: str, client: httpx.Client, instrument: str) -> None:
    """Encoded or not: the convention on persons with disabilities has acts and no obligations here."""
    expected = [client.get(f"/api/states/{state}/binding/{instrument}", params={"on": ON}).json()["answer"]["status"] for state in STATES]
    assert [cell.split(" since")[0].replace(" ", "_") for cell in row(page, instrument)] == expected


def test_dates_are_told(page: str) -> None:
    """ICRMW bound Indonesia from 1 September 2012 and the Philippines from 1 July 2003; Saudi Arabia has done nothing (3 February 2026)."""
    assert row(page, "icrmw") == ["bound since 2012-09-01", "bound since 2003-07-01", "not bound"]


def test_duties_and_claims_are_those_of_the_api(page: str, client: httpx.Client) -> None:
    expected: list[str] = []
    for state in STATES:
        topics = client.get(f"/api/states/{state}/profile", params={"on": ON}).json()["answer"]["topics"]
        expected += [str(each["duties"]) for each in topics if each["topic"] == "wages"]
        counts = client.get("/api/reports", params={"state": state, "limit": 1}).json()["answer"]["counts"]
        for kind in ("supervision", "complaint", "recommendation"):
            assert f"kind={kind}" in page
            assert re.search(rf"state={state}&amp;kind={kind}[^>]*>{counts.get(kind, 0)}</a>", page)
    assert row(page, "wages") == expected


def test_a_link_keeps_all_states(page: str) -> None:
    other = re.search(r'<a href="([^"]*)" lang="id"', page)
    assert other is not None
    assert other[1].count("state=") == len(STATES)


def test_six_are_too_many(client: httpx.Client) -> None:
    response = client.get("/view/compare", params={"state": ["IDN", "PHL", "SAU", "QAT", "MYS", "NPL"]})
    assert response.status_code == 400
    assert "no more than 5" in response.json()["detail"]
