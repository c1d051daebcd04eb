"""A state's profile: each part is what its own question answers, and claims are never added up."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

ASKED = {"on": "2026-11-22"}


@pytest.fixture(scope="module")
def indonesia(client: httpx.Client) -> dict[str, Any]:
    response = client.get("/api/states/IDN/profile", params=ASKED)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_it_tells_what_bound_the_state(indonesia: dict[str, Any]) -> None:
    """Indonesia: ICRMW since 1 September 2012; C097, C143 and C189 are not among what bound it."""
    bound = {each["instrument"].rpartition("/")[2]: each["from"] for each in indonesia["answer"]["bound"]}
    assert bound["icrmw"] == "2012-09-01"
    assert not bound.keys() & {"ilo-c097", "ilo-c143", "ilo-c189"}


@pytest.mark.parametrize(("state", "topic"), [("PHL", "contract-terms"), ("PHL", "recruitment-agencies"), ("IDN", "labour-inspection")])
def test_what_a_state_may_have_left_out_is_not_owed_for_certain(client: httpx.Client, state: str, topic: str) -> None:
    """No source tells which annexes of C097 and which Part of C143 the Philippines, and whether Indonesia Part II of C081, left out."""
    topics = client.get(f"/api/states/{state}/profile", params=ASKED).json()["answer"]["topics"]
    duties = client.get(f"/api/states/{state}/duties", params={**ASKED, "topic": topic}).json()["answer"]["duties"]
    certain = {each["obligation"] for each in duties if each["certain"]}
    assert len(certain) < len(duties)
    assert [each["duties"] for each in topics if each["topic"] == topic] == [len(certain)]


def test_it_tells_measures_agreements_people_and_the_study(indonesia: dict[str, Any]) -> None:
    found = indonesia["answer"]
    assert any("18" in each["title"] and each["adopted"] == "2017-11-22" for each in found["measures"])
    assert any(each["with_code"] == "SAU" and each["signed"] == "2014-02-19" for each in found["agreements"])
    assert [each["people"] for each in found["people_from"]] == sorted((each["people"] for each in found["people_from"]), reverse=True)
    assert found["findings"]
    assert all(each["statement"].startswith("The study") for each in found["findings"])


def test_claims_stay_apart_by_kind(client: httpx.Client) -> None:
    found = client.get("/api/states/SAU/profile", params=ASKED).json()["answer"]
    kinds = {each["kind"].rpartition("#")[2] for each in found["reports_by_topic"]}
    assert kinds <= {"supervisionReport", "complaintReport", "recommendationReport"}
    assert len({(each["about"], each["kind"]) for each in found["reports_by_topic"]}) == len(found["reports_by_topic"])
    assert "reports" not in found, "no number of claims of all kinds together"


def test_the_queries_that_it_shows_give_its_rows(indonesia: dict[str, Any], client: httpx.Client) -> None:
    query = indonesia["sparql"]["bound"]
    response = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
    rows = response.json()["results"]["bindings"]
    assert len(rows) == len(indonesia["answer"]["bound"])


@pytest.mark.parametrize(("language", "words"), [("en", "What it owed, by topic"), ("id", "Kewajibannya menurut topik")])
def test_the_page_says_the_same_in_both_languages(client: httpx.Client, indonesia: dict[str, Any], language: str, words: str) -> None:
    page = client.get("/view/state", params={"state": "IDN", "language": language, **ASKED}).text
    assert words in page
    for each in indonesia["answer"]["bound"]:
        assert each["short"] in page.replace("&#39;", "'")


def test_a_state_of_which_little_is_recorded_says_so(client: httpx.Client) -> None:
    page = client.get("/view/state", params={"state": "TUV", **ASKED}).text
    assert "which does not mean that there is none" in page


def test_an_unknown_state_is_named(client: httpx.Client) -> None:
    response = client.get("/api/states/XYZ/profile", params=ASKED)
    assert response.status_code == 404
    assert "XYZ" in response.text
