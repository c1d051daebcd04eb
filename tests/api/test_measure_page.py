"""The page of a measure, and where it is reached from; the page of one account of a study."""

from __future__ import annotations

import csv
from pathlib import Path

import httpx
import pytest

LAW = "idn-law-18-2017"
LINK = f"/view/measure?measure={LAW}&amp;language=en"


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    response = client.get("/view/measure", params={"measure": LAW, "language": "en"})
    assert response.status_code == 200, response.text
    return response.text


def test_it_tells_what_the_measure_is(page: str) -> None:
    """Law 18 of 2017 was enacted and promulgated on 22 November 2017, and was in force from that day (article 91)."""
    facts = page.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert "Law 18 of 2017 on the Protection of Indonesian Migrant Workers" in page
    for told in ("Indonesia", "law", "2017-11-22", "yes", "art. 91"):
        assert told in facts


def test_each_comparison_of_the_table_stands_there_with_its_judgement(page: str, root: Path) -> None:
    words = {"full": "full", "partial": "partial", "none": "none", "unclear": "unclear"}
    with (root / "loaders/data/measure_articles/indonesia.csv").open(encoding="utf-8", newline="") as table:
        rows = [each for each in csv.DictReader(table) if each["measure"] == LAW]
    assert len(rows) > 50
    assert page.count('<tr role="row" id=') == len(rows)
    for each in rows:
        row = page.partition(f'<tr role="row" id="{each["id"]}">')[2].partition("</tr>")[0]
        assert f"<strong>{words[each['coverage']]}</strong>" in row
        assert each["implements"] in row


@pytest.mark.parametrize(
    "address",
    ["/view/search?q=Law+18+of+2017", "/view/state?state=IDN&on=2026-11-22", "/view/obligation?obligation=icrmw-21--1&on=2023-01-01"],
)
def test_it_is_reached_from_search_state_and_obligation(client: httpx.Client, address: str) -> None:
    assert f"/view/measure?measure={LAW}" in client.get(f"{address}&language=en").text


def test_its_name_leads_there(client: httpx.Client) -> None:
    described = client.get(f"/id/measure/{LAW}?language=en", headers={"Accept": "text/html"}, follow_redirects=True)
    assert f'href="/view/measure?measure={LAW}' in described.text


def test_a_measure_that_is_not_recorded_is_named(client: httpx.Client) -> None:
    answer = client.get("/view/measure?measure=idn-law-99-2099")
    assert answer.status_code == 404
    assert "idn-law-99-2099" in answer.json()["detail"]


@pytest.mark.parametrize(("language", "heading"), [("en", "Case study: Saudi Arabia"), ("id", "Studi kasus: Arab Saudi")])
def test_one_account_of_a_study_stands_alone(client: httpx.Client, language: str, heading: str) -> None:
    page = client.get(f"/view/case-study?study=saudi-arabia&on=2026-11-22&language={language}").text
    assert f"<h1>{heading}</h1>" in page
    assert "/view/state?state=SAU" in page
    assert "/view/state?state=PHL" not in page


def test_the_name_of_an_account_leads_there(client: httpx.Client) -> None:
    described = client.get("/id/case-study/indonesia", headers={"Accept": "text/html"}, follow_redirects=True)
    assert 'href="/view/case-study?study=indonesia' in described.text
