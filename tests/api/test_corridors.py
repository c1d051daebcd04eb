"""Corridors through both doors: JSON, CSV, the page and the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

ASKED = {"on": "2023-01-01", "worker": "domestic-worker+irregular-situation"}
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def answer(client: httpx.Client) -> dict[str, Any]:
    response = client.get("/api/corridors/IDN/SAU", params=ASKED)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_a_corridor_carries_what_is_needed_to_check_it(answer: dict[str, Any], client: httpx.Client) -> None:
    assert set(answer) == {"answer", "sparql", "citations", "data_version", "sources_as_at"}
    found = answer["answer"]
    assert (found["origin"], found["destination"], found["worker"]) == ("IDN", "SAU", ["domestic-worker", "irregular-situation"])
    assert "ICRMW art 25(1)" in answer["citations"]
    assert "ICRMW art 36" in answer["citations"], "what the worker's coverage rests on"
    for query in answer["sparql"].values():
        response = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
        assert response.status_code == 200
        assert response.json()["results"]["bindings"]


def test_every_obligation_stands_in_its_topics_and_adds_up(answer: dict[str, Any]) -> None:
    found = answer["answer"]
    by_id = {cell["obligation"]: cell for cell in found["cells"]}
    assert len(by_id) == len(found["cells"])
    for topic in found["topics"]:
        listed = [identifier for group in topic["groups"] for identifier in group["obligations"]]
        assert len(listed) == len(set(listed)) == topic["obligations"] == sum(topic["counts"].values())
        for group in topic["groups"]:
            for identifier in group["obligations"]:
                cell = by_id[identifier]
                sides = cell["origin"]["status"], cell["destination"]["status"]
                assert (group["cell"], group["covers"], group["origin"], group["destination"]) == (cell["cell"], cell["covers"], *sides)


def test_part_iv_is_not_for_an_irregular_situation_and_says_why(answer: dict[str, Any]) -> None:
    found = answer["answer"]
    assert not [cell for cell in found["cells"] if cell["citation"].startswith("ICRMW art 43")]
    reasons = {each["reason"]["article"]: each for each in found["left_out"]}
    assert "icrmw-43-1-a" in reasons["ICRMW art 36"]["obligations"]


def test_each_side_leads_to_its_explanation(answer: dict[str, Any], client: httpx.Client) -> None:
    cell = next(each for each in answer["answer"]["cells"] if each["obligation"] == "icrmw-25-1")
    assert "explain" not in cell["origin"], "it is asked of the State of employment alone"
    link = urlsplit(cell["destination"]["explain"])
    asked = parse_qs(link.query)
    assert (link.path, asked["state"], asked["target"], asked["on"]) == ("/api/explain", ["SAU"], ["obligation/icrmw-25-1"], ["2023-01-01"])
    explained = client.get(cell["destination"]["explain"]).json()["answer"]
    assert explained["status"] == "not_bound"
    assert cell["destination"]["status"] in {"not_bound", "partly_matched", "matched"}


def test_topics_can_be_chosen_and_the_language_too(client: httpx.Client) -> None:
    found = client.get("/api/corridors/idn/sau", params={**ASKED, "topic": ["wages", "housing"], "language": "id"}).json()["answer"]
    assert {topic["topic"] for topic in found["topics"]} == {"wages", "housing"}
    assert "upah" in {topic["name"] for topic in found["topics"]}
    assert found["worker_name"] == "pekerja rumah tangga + dalam situasi tidak reguler"
    assert (found["origin_name"], found["destination_name"]) == ("Indonesia", "Arab Saudi")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/corridors/IDN/ZZZ", 404, "'ZZZ'"),
        ("/api/corridors/IDN/SAU?topic=wagess", 404, "did you mean wages"),
        ("/api/corridors/IDN/SAU?worker=maid", 400, "no kind of worker 'maid'"),
        ("/api/corridors/IDN/SAU?worker=regular-situation%2Birregular-situation", 400, "exclude each other"),
        ("/api/corridors/IDN/SAU?on=2023-13-01", 400, "YYYY-MM-DD"),
        ("/api/corridors?worker=maid", 400, "no kind of worker 'maid'"),
        ("/api/equivalents?state=SAU&obligation=icrmw-999", 404, "icrmw-999"),
        ("/view/corridor?origin=IDN&destination=SAU&topic=wages&cell=red", 404, "no cell 'red'"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(client: httpx.Client, path: str, status: int, said: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert said in response.json()["detail"]


def test_all_corridors_as_json_and_as_csv(client: httpx.Client, answer: dict[str, Any]) -> None:
    body = client.get("/api/corridors", params=ASKED).json()
    found = body["answer"]
    origin, destination = found["states"].index("IDN"), found["states"].index("SAU")
    sure = [cell for cell in answer["answer"]["cells"] if cell["covers"] == "yes"]
    assert found["obligations"] == len(sure)
    assert found["on_a_condition"] == len(answer["answer"]["cells"]) - len(sure)
    counted = {cell: rows[origin][destination] for cell, rows in found["counts"].items()}
    assert counted == {cell: sum(each["cell"] == cell for each in sure) for cell in counted}
    response = client.get("/api/corridors", params=ASKED, headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["etag"] == f'"{body["data_version"]}"'
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert len(rows) == len(found["states"]) * (len(found["states"]) - 1)
    (row,) = [each for each in rows if (each["origin"], each["destination"]) == ("IDN", "SAU")]
    assert {cell: int(row[cell]) for cell in counted} == counted
    assert client.get("/api/corridors", headers={"Accept": "image/png"}).status_code == 406


def test_what_else_binds_a_state(client: httpx.Client) -> None:
    body = client.get("/api/equivalents", params={"state": "SAU", "obligation": "icrmw-21", "on": "2023-01-01"}).json()
    assert [each["obligation"] for each in body["answer"]] == ["icrmw-21--1", "icrmw-21--2", "icrmw-21--3"]
    for each in body["answer"]:
        assert each["status"] == "not_bound"
        assert each["remains"] in {"whole", "part", "nothing", "not_compared", "not_known"}
        assert all(one["explain"].startswith("/api/explain?") for one in (each, *each["counterparts"]))
    (own,) = client.get("/api/equivalents", params={"state": "IDN", "obligation": "icrmw-25-1", "on": "2023-01-01"}).json()["answer"]
    assert (own["status"], own["remains"]) == ("bound", "itself")


def page(client: httpx.Client, **asked: str) -> str:
    response = client.get("/view/corridor", params={"origin": "IDN", "destination": "SAU", **ASKED, **asked})
    assert response.status_code == 200, response.text
    return response.text


def test_the_page_leads_from_a_number_to_its_list_and_to_an_explanation(client: httpx.Client, answer: dict[str, Any]) -> None:
    text = page(client)
    assert '<html lang="en">' in text
    topic = next(each for each in answer["answer"]["topics"] if each["topic"] == "wages")
    cell, number = next(iter(topic["counts"].items()))
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/view/corridor\?[^"]*topic=wages[^"]*)"', text)]
    (link,) = [each for each in links if f"cell={cell}#" in each]
    listed = client.get(link).text
    assert listed.count('class="one"') == number
    explained = re.findall(r'href="(/view/explain\?[^"]*)"', listed)
    assert explained
    assert client.get(explained[0].replace("&amp;", "&")).status_code == 200


def test_the_page_speaks_indonesian_and_escapes_what_is_asked(client: httpx.Client) -> None:
    text = page(client, language="id")
    assert '<html lang="id">' in text
    assert "Indonesia → Arab Saudi" in text
    assert "pekerja rumah tangga" in text
    refused = client.get("/view/corridor", params={"origin": "IDN", "destination": "SAU", "worker": "<script>"})
    assert refused.status_code == 400


def test_the_command_shows_a_table_and_the_same_json(servanda: Command, answer: dict[str, Any]) -> None:
    words = ("gap", "IDN", "SAU", "--worker", ASKED["worker"], "--on", ASKED["on"])
    ran = servanda(*words)
    assert (ran.status, ran.err) == (0, "")
    assert "Indonesia → Saudi Arabia, domestic worker + in an irregular situation" in ran.out
    assert "wages" in ran.out
    assert "ICRMW and C189" in ran.out
    assert json.loads(servanda(*words, "--json").out) == answer


def test_the_command_lists_the_obligations_of_a_topic(servanda: Command) -> None:
    ran = servanda("gap", "IDN", "SAU", "--topic", "wages", "--on", "2023-01-01", "--language", "id")
    assert ran.status == 0
    assert "icrmw-25-1" in ran.out
    assert "tidak terikat" in ran.out
    assert servanda("gap", "IDN", "SAU", "--worker", "maid").status == 2


def test_the_command_says_what_else_binds(servanda: Command) -> None:
    ran = servanda("equivalents", "SAU", "icrmw-21", "--on", "2023-01-01")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("SAU / ICRMW art 21") == 3
    missing = servanda("equivalents", "SAU", "icrmw-999")
    assert (missing.status, missing.out) == (2, "")
    assert "icrmw-999" in missing.err
