"""Case studies: a finding is the study's, and what is recorded stands beside it with the API's numbers."""

from __future__ import annotations

import csv
import html

import httpx
import pytest

from servanda.loaders.case_studies import FINDINGS

ON = "2026-11-22"


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_finding_is_told_as_the_studys(client: httpx.Client, language: str) -> None:
    page = html.unescape(client.get("/view/case-studies", params={"on": ON, "language": language}).text)
    with FINDINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row[f"statement_{language}"] in page
            assert row[f"note_{language}"] in page
    assert page.count('class="claim"') == 4, "the instruments and three states, each set apart as a claim"


def test_the_graph_takes_no_side(client: httpx.Client) -> None:
    page = client.get("/view/case-studies", params={"on": ON, "language": "en"}).text
    assert "confirms none and refutes none" in page


def test_numbers_beside_it_are_those_of_the_api(client: httpx.Client) -> None:
    found = client.get("/api/states/SAU/profile", params={"on": ON}).json()["answer"]
    counts = client.get("/api/reports", params={"state": "SAU", "limit": 1}).json()["answer"]["counts"]
    page = client.get("/view/case-studies", params={"on": ON, "language": "en"}).text.partition("<h2>Saudi Arabia</h2>")[2]
    assert f">{sum(each['certain'] for each in found['bound'])}</a>" in page
    assert f"<dd>{len(found['agreements'])}</dd>" in page
    for kind, words in (("supervision", "supervision"), ("complaint", "complaints"), ("recommendation", "recommendations")):
        assert f"{words}: {counts.get(kind, 0)}<" in page
