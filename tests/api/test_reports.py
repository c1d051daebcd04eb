"""Claims over HTTP and in the shell: kinds apart, each with citation and link, and never in the default graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

Command = Callable[..., Any]
Rows = Callable[[str], list[dict[str, str]]]


def get(client: httpx.Client, path: str, **parameters: str | int) -> dict[str, Any]:
    response = client.get(path, params=parameters)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_list_of_claims_is_narrowed_cited_and_linked(client: httpx.Client) -> None:
    found = get(client, "/api/reports", state="SAU", topic="identity-documents", instrument="ilo-c029", kind="supervision", body="ceacr")
    answer = found["answer"]
    assert answer["counts"] == {"supervision": 2, "complaint": 0, "recommendation": 0}
    assert [each["reported_on"] for each in answer["reports"]] == ["2012", "2014"]
    assert all(each["link"].startswith("https://normlex.ilo.org/") for each in answer["reports"])
    assert found["citations"] == [each["citation"] for each in answer["reports"]]
    assert answer["caveat"].startswith("Each of these is a claim")
    assert "GRAPH ?graph" in found["sparql"]["reports"]


def test_pages_of_the_list_follow_each_other(client: httpx.Client) -> None:
    whole = get(client, "/api/reports", instrument="ilo-c143")["answer"]
    part = get(client, "/api/reports", instrument="ilo-c143", offset=2, limit=3)["answer"]
    assert part["reports"] == whole["reports"][2:5]
    assert part["counts"] == whole["counts"]
    assert part["offset"] == 2


def test_days_narrow_the_list(client: httpx.Client) -> None:
    found = get(client, "/api/reports", **{"body": "cmw", "from": "2016-01-01", "until": "2016-12-31"})["answer"]
    assert {each["code"] for each in found["reports"]} == {"LKA", "HND"}  # concluding observations of 7 September 2016


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/reports?state=XYZ", 404, "no state"),
        ("/api/reports?kind=finding", 400, "no kind of claim"),
        ("/api/reports?from=2014", 400, "not a day"),
        ("/api/reports?limit=0", 400, "limit"),
        ("/api/reports?limit=100000", 400, "limit"),
        ("/api/reports/iachr/nothing", 404, "no claim iachr/nothing"),
        ("/api/reports?language=fr", 400, "en or id"),
    ],
)
def test_what_cannot_be_asked_is_said(client: httpx.Client, path: str, status: int, says: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert says in response.json()["detail"]


def test_one_claim_tells_its_parts_and_what_bound_the_state(client: httpx.Client) -> None:
    found = get(client, "/api/reports/iachr/iachr-50-16", language="id")
    answer = found["answer"]
    assert {part for part in ("assertion", "provenance", "publication") if answer[part]} == {"assertion", "provenance", "publication"}
    (binding,) = answer["bindings"]
    assert (binding["bound"], binding["reason_label"]) == (False, "bukan perjanjian internasional")
    assert any("iccpr" in each["period"] for each in answer["otherwise"])  # the United States since 8 September 1992
    assert found["citations"][0].startswith("Inter-American Commission on Human Rights, Report No. 50/16")


def test_a_claim_is_linked_data_of_its_own_name(client: httpx.Client) -> None:
    response = client.get("/data/report/iachr/iachr-50-16.ttl")
    assert response.status_code == 200
    assert "sv:ReportedViolation" in response.text
    assert "sv:respondent" in response.text


def test_the_public_endpoint_shows_no_claim_unless_its_graph_is_named(rows: Rows) -> None:
    assert rows("PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT ?claim { ?claim a sv:ReportedViolation }") == []
    named = "PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT ?claim { GRAPH ?graph { ?claim a sv:ReportedViolation } } LIMIT 3"
    assert len(rows(named)) == 3


def test_the_shell_lists_claims_and_tells_one(servanda: Command) -> None:
    listed = servanda("reports", "--state", "SAU", "--topic", "wages", "--kind", "supervision")
    assert listed.status == 0
    assert "supervision: 2, complaint: 0, recommendation: 0" in listed.out
    assert "it says who reported what" in listed.out
    one = servanda("reports", "normlex_supervision/art24-irq-1991", "--language", "id")
    assert "tidak diketahui" in one.out  # C095 and C118
    assert "ilo-c105" in one.out
    as_json = json.loads(servanda("reports", "iachr/iachr-50-16", "--json").out)
    assert as_json["answer"]["report"].endswith("report/iachr/iachr-50-16")


def test_the_shell_says_what_is_wrong(servanda: Command) -> None:
    for arguments, says in ((("reports", "iachr"), "names no claim"), (("reports", "--kind", "finding"), "no kind of claim")):
        wrong = servanda(*arguments)
        assert wrong.status == 2
        assert says in wrong.err


def test_a_copy_of_claims_is_held_against_its_table(servanda: Command, shared_data: Path, tmp_path: Path) -> None:
    copy = shared_data / "reports" / "un-migrant-worker-supervision" / "un_documents.jsonl"
    done = servanda("load", "un_supervision", copy, home=tmp_path)
    assert done.status == 0
    assert "13 records fit the 19 rows" in done.out
    assert "A/61/324" in done.out
    wrong = servanda("load", "iachr", copy, home=tmp_path)
    assert wrong.status == 2
