"""A part of a state that alone is bound is named, at every door, where the state is asked about."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup

MALAYSIA = {"state": "MYS", "instrument": "ilo-c097", "on": "2023-01-01"}


@pytest.mark.parametrize(("language", "text"), [("en", "Sabah: bound since 1965-03-03."), ("id", "Sabah: terikat sejak 1965-03-03.")])
def test_sabah_is_named_by_api_page_and_shell(client: httpx.Client, servanda: Callable[..., Any], language: str, text: str) -> None:
    answer = client.get("/api/states/MYS/binding/ilo-c097", params={"on": "2023-01-01", "language": language}).json()["answer"]
    (sabah,) = answer["territories"]
    assert (answer["status"], sabah["status"], sabah["text"]) == ("not_known", "bound", text)
    page = client.get("/view/binding", params={**MALAYSIA, "language": language})
    assert text in html.unescape(page.text)
    link = BeautifulSoup(page.text, "html.parser").select_one('main a[href$="/id/state/x-sabah"]')
    assert link is not None
    data = client.get(str(link["href"]), headers={"Accept": "text/html"}, follow_redirects=True)
    assert data.status_code == 200
    assert "Sabah" in data.text
    assert text in servanda("binding", "MYS", "ilo-c097", "--on", "2023-01-01", "--language", language).out


def test_a_state_without_such_parts_tells_of_none(client: httpx.Client) -> None:
    assert client.get("/api/states/SAU/binding/ilo-c097").json()["answer"]["territories"] == []
    assert "periods of their own" not in client.get("/view/binding", params={**MALAYSIA, "state": "SAU", "language": "en"}).text


def test_the_description_tells_what_a_territory_of_an_answer_is(client: httpx.Client) -> None:
    route = client.get("/openapi.json").json()["paths"]["/api/states/{iso3}/binding/{instrument}"]["get"]
    schema = route["responses"]["200"]["content"]["application/json"]["schema"]
    told = schema["properties"]["answer"]["properties"]["territories"]["items"]
    assert set(told["required"]) >= {"territory", "name", "status", "from_earliest", "from_latest", "until", "text", "acts"}
    assert told["properties"]["from_latest"] == {"type": "string", "format": "date", "title": "From Latest"}


def test_a_list_of_parties_does_not_say_that_nobody_left(client: httpx.Client) -> None:
    reason = client.get("/api/states/SAU/binding/ilo-c189", params={"on": "2027-03-01"}).json()["answer"]["reason"]
    assert reason.endswith("names the parties of 2025-04-29 only; states that had left by then are not in it.")
