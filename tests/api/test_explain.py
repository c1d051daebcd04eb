"""One explanation through every door: JSON, RDF by the Accept header, the page, and the command."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from rdflib import RDF, Graph, URIRef

from servanda.ontology.namespaces import SV

VENEZUELA = {"state": "VEN", "target": "obligation/icrmw-26-1-b", "on": "2020-01-01"}
NAME = "https://w3id.org/servanda/id/explanation/VEN/obligation/icrmw-26-1-b/2020-01-01"


def answer(client: httpx.Client, **asked: str) -> dict[str, Any]:
    response = client.get("/api/explain", params={**VENEZUELA, **asked})
    assert response.status_code == 200, response.text
    found = response.json()
    assert isinstance(found, dict)
    return found


def test_the_answer_carries_its_steps_and_what_is_needed_to_check_it(client: httpx.Client) -> None:
    found = answer(client)
    assert {"answer", "sparql", "citations", "data_version", "sources_as_at"} == set(found)
    told = found["answer"]
    assert (told["status"], told["rule"], told["limited"]) == ("bound", "bound", True)
    assert told["steps"][-1]["text"] == told["conclusion"]
    assert {"binding_periods", "acts", "limits_on", "objections", "statements_not_encoded"} <= set(found["sparql"])
    assert any("declarations and reservations, block 19, as at 2026-02-03" in line for line in found["citations"])


def test_every_query_that_is_sent_along_runs_on_the_public_endpoint(client: httpx.Client) -> None:
    for name, query in answer(client)["sparql"].items():
        response = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
        assert response.status_code == 200, name


@pytest.mark.parametrize("written", ["icrmw-26-1-b", "obligation/icrmw-26-1-b", "ICRMW-26-1-B"])
def test_the_target_can_be_written_short(client: httpx.Client, written: str) -> None:
    assert answer(client, target=written)["answer"]["target"].endswith("obligation/icrmw-26-1-b")


def test_a_provision_is_asked_by_its_path(client: httpx.Client) -> None:
    told = answer(client, target="icrmw/26")["answer"]
    assert told["citation"] == "ICRMW art 26"
    assert len(told["obligations"]) > 1


@pytest.mark.parametrize(
    ("media", "form"), [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt")]
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdf_by_content_negotiation(client: httpx.Client, media: str, form: str) -> None:
    response = client.get("/api/explain", params=VENEZUELA, headers={"Accept": media})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(media)
    assert response.headers["vary"] == "Accept"
    graph = Graph().parse(data=response.text, format=form)
    this = URIRef(NAME)
    assert (this, RDF.type, SV.Explanation) in graph
    assert str(graph.value(this, SV.answerStatus)) == "bound"
    assert len(list(graph.objects(this, SV.reasonStep))) == len(answer(client)["answer"]["steps"])


def test_what_is_not_offered_is_refused(client: httpx.Client) -> None:
    assert client.get("/api/explain", params=VENEZUELA, headers={"Accept": "image/png"}).status_code == 406


def test_the_name_of_an_explanation_leads_to_it(client: httpx.Client) -> None:
    response = client.get(NAME.removeprefix("https://w3id.org/servanda"), headers={"Accept": "text/turtle"})
    assert response.status_code == 303
    followed = client.get(response.headers["location"], headers={"Accept": "text/turtle"})
    assert NAME in followed.text


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ({"state": "XXQ"}, 404, "there is no state"),
        ({"target": "icrmw-26"}, 404, "did you mean icrmw-26-1-a"),
        ({"target": "icrmw/999"}, 404, "there is no provision"),
        ({"target": "topic/wages"}, 404, "there is no provision"),
        ({"on": "soon"}, 400, "write YYYY-MM-DD"),
        ({"language": "fr"}, 400, "en or id"),
    ],
)
def test_a_wrong_question_is_answered_in_one_sentence(client: httpx.Client, asked: dict[str, str], status: int, sentence: str) -> None:
    for address in ("/api/explain", "/view/explain"):
        response = client.get(address, params={**VENEZUELA, **asked})
        assert response.status_code == status
        assert sentence in response.json()["detail"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_shows_each_step_with_its_source(client: httpx.Client, language: str) -> None:
    told = answer(client, language=language)["answer"]
    page = client.get("/view/explain", params={**VENEZUELA, "language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert page.text.count('<li id="step-') == len(told["steps"])
    assert "declarations and reservations, block 19" in page.text
    assert ("with limits" if language == "en" else "dengan pembatasan") in page.text


def test_what_is_asked_is_escaped_on_the_page(client: httpx.Client) -> None:
    response = client.get("/view/explain", params={**VENEZUELA, "target": "<script>alert(1)</script>"})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("application/problem+json")


def test_the_binding_page_leads_to_the_explanation_of_an_obligation(client: httpx.Client) -> None:
    page = client.get("/view/binding", params={"state": "VEN", "instrument": "icrmw", "on": "2020-01-01"}).text
    assert 'action="/view/explain"' in page
    assert 'value="obligation/icrmw-26-1-b"' in page


def test_the_command_says_the_same(client: httpx.Client, servanda: Any) -> None:
    told = answer(client)["answer"]
    said = servanda("explain", "VEN", "icrmw-26-1-b", "--on", "2020-01-01")
    assert said.status == 0
    assert all(step["text"] in said.out for step in told["steps"])
    assert "bound, with limits" in said.out.splitlines()[0]
    in_json = json.loads(servanda("explain", "VEN", "icrmw-26-1-b", "--on", "2020-01-01", "--json").out)
    assert in_json["answer"] == told
    in_indonesian = servanda("explain", "VEN", "icrmw-26-1-b", "--on", "2020-01-01", "--language", "id").out
    assert "mengikat Venezuela" in in_indonesian


def test_the_command_writes_turtle(servanda: Any) -> None:
    graph = Graph().parse(data=servanda("explain", "VEN", "icrmw-26-1-b", "--on", "2020-01-01", "--turtle").out, format="turtle")
    assert (URIRef(NAME), RDF.type, SV.Explanation) in graph


def test_the_command_names_what_is_not_there(servanda: Any) -> None:
    said = servanda("explain", "VEN", "icrmw-99", "--on", "2020-01-01")
    assert said.status == 2
    assert "there is no obligation 'icrmw-99'" in said.err


def test_a_statement_is_told_by_its_name_and_as_it_is_read(client: httpx.Client) -> None:
    (limit,) = answer(client)["answer"]["limits"]
    assert (limit["kind"], limit["named"]) == ("reservationKind", "declaration")
    assert limit["reading"].startswith("named a declaration by the state; read here as a reservation")
    for language, told in (("en", limit["reading"]), ("id", "dinamai deklarasi oleh negaranya; di sini dibaca sebagai reservasi")):
        page = client.get("/view/explain", params={**VENEZUELA, "language": language}).text
        assert page.count(told) >= 2, "in the step and in the answer"
