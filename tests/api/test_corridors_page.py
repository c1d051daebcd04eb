"""Corridors by people, and the gaps of one by kind of worker: the numbers are the API's."""

from __future__ import annotations

import httpx

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
    asked = {**PAIR, "on": "2023-01-01", "worker": "domestic-worker"}
    cells = [each["cell"] for each in client.get("/api/corridors/IDN/SAU", params=asked).json()["answer"]["cells"]]
    not_known = sum(cell.endswith("not_known") for cell in cells)
    gaps = sum(cell not in WHOLE for cell in cells) - not_known
    page = client.get("/view/corridor-workers", params={**asked, "language": "en"}).text
    assert f"domestic worker: {gaps} gaps, {not_known} not known" in page
    assert f"of {len(cells)}" in page


def test_an_unknown_state_is_named(client: httpx.Client) -> None:
    response = client.get("/view/corridors", params={"origin": "XYZ"})
    assert response.status_code == 404
    assert "XYZ" in response.text
