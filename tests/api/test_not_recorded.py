"""Names that occur in answers and under which nothing is recorded lead to a sentence that says what they are."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from servanda.api.not_recorded import not_recorded
from servanda.api.problem_page import PROBLEMS
from servanda.ontology.namespaces import BASE

SUPPOSED = "supposed-action/sau/ilo-c189/ratification/2027-03-01"


def test_a_supposed_act_is_told_as_such_to_readers_of_data(client: httpx.Client) -> None:
    supposed = client.get("/api/what-if", params={"state": "SAU", "instrument": "ilo-c189", "kind": "ratification", "date": "2027-03-01"})
    assert f"{BASE}id/{SUPPOSED}" in supposed.text, "it occurs in an answer"
    answer = client.get(f"/id/{SUPPOSED}", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert answer.status_code == 404
    assert "an act that nobody did" in answer.json()["detail"]
    assert "/view/what-if?state=SAU&instrument=ilo-c189" in answer.json()["detail"]


@pytest.mark.parametrize(("language", "words"), [("en", "nobody did"), ("id", "tidak dilakukan siapa pun")])
def test_a_supposed_act_has_a_page_that_leads_to_the_supposition(client: httpx.Client, language: str, words: str) -> None:
    page = client.get(f"/data/{SUPPOSED}.html", params={"language": language})
    assert page.status_code == 404
    assert words in page.text
    (link,) = re.findall(r'href="(/view/what-if\?state=[^"]*)"', page.text)
    followed = client.get(link.replace("&amp;", "&"))
    assert followed.status_code == 200
    assert "2027-03-01" in followed.text


def test_a_step_of_an_explanation_is_told_as_such(client: httpx.Client) -> None:
    answer = client.get("/data/step/explanation/SAU/obligation/icrmw-21--1/2023-01-01/2.ttl")
    assert answer.status_code == 404
    assert "/view/explain?state=SAU&target=obligation/icrmw-21--1&on=2023-01-01" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["state/SAU", "supposed-action/sau", "supposed-action/sau/ilo-c189/ratification/soon", "step/SAU/icrmw/1"])
def test_other_names_are_none_of_these(name: str) -> None:
    assert not_recorded(name) is None


def test_every_error_of_the_endpoint_has_a_page(client: httpx.Client, root: Path) -> None:
    files = ("front.py", "sparql.py", "sparql_reply.py", "sparql_request.py")
    code = "".join((root / "api" / name).read_text(encoding="utf-8") for name in files)
    kinds = set(re.findall(r'(?:Problem\(|: \()[45]\d\d, "([a-z-]+)"', code))
    assert {"timed-out", "no-federation", "busy"} <= kinds
    assert kinds == set(PROBLEMS)
    sent = client.get("/sparql", params={"query": "SELECT * WHERE {"}).json()["type"]
    for language, words in (("en", "not SPARQL 1.1"), ("id", "bukan SPARQL 1.1")):
        page = client.get("/" + sent.removeprefix(BASE), params={"language": language})
        assert page.status_code == 200
        assert words in page.text


def test_an_error_that_there_is_not_is_named(client: httpx.Client) -> None:
    assert "there is no error 'nothing'" in client.get("/problem/nothing").json()["detail"]
