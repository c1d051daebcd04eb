"""A state's page: every treaty over time, and what limits its consents."""

from __future__ import annotations

import re

import httpx
import pytest


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    return client.get("/view/state", params={"state": "SAU", "on": "2023-01-01", "language": "en"}).text


def test_a_period_and_its_acts_stand_in_one_row(page: str) -> None:
    """C029: Saudi Arabia ratified on 15 June 1978 and was bound from 15 June 1979."""
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page.partition('id="history"')[2].partition('id="limits"')[0], re.DOTALL)
    (found,) = (each for each in rows if "instrument=ilo-c029&amp;" in each)
    assert "from 1979-06-15" in found
    assert "1978-06-15 consent" in found


def test_its_reservations_are_told_with_their_articles(page: str) -> None:
    """CEDAW: a general reservation, and articles 9(2) and 29(1)."""
    limits = page.partition('id="limits"')[2].partition("What it owed")[0]
    for cited in ("CEDAW art 9(2)", "CEDAW art 29(1)", "CAT art 20"):
        assert cited in limits


def test_what_had_not_been_said_yet_is_not_told(client: httpx.Client) -> None:
    early = client.get("/view/state", params={"state": "SAU", "on": "1999-01-01", "language": "en"}).text
    assert "CAT art 20" in early
    assert "CEDAW art 9(2)" not in early


@pytest.mark.parametrize(
    ("language", "summary", "read", "unread"),
    [
        ("en", "on signing in 1955", "Statements were read as at 2015-02-09", "Statements have not been read"),
        ("id", "penandatanganan tahun 1955", "Pernyataan dibaca per 2015-02-09", "Pernyataan belum dibaca"),
    ],
)
def test_older_pages_are_told_with_their_day_and_what_nobody_has_read(
    client: httpx.Client, language: str, summary: str, read: str, unread: str
) -> None:
    """The Philippines on articles 17(1) and 31(1) of the convention on stateless persons."""
    page = client.get("/view/state", params={"state": "PHL", "on": "2020-01-01", "language": language}).text
    limits = page.partition('id="limits"')[2]
    assert limits.count(summary) == 2
    assert read in limits
    assert unread in limits
