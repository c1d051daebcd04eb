"""What to cite for an explanation."""

from __future__ import annotations

import json

import httpx

ASKED = {"state": "MEX", "target": "icrmw/22/4", "on": "2012-01-01"}


def test_an_explanation_is_cited_with_its_provision_its_places_and_the_data_version(client: httpx.Client) -> None:
    """Mexico's reservation to article 22(4), withdrawn in 2014, is told in end note 3 of the status page as at 3 February 2026."""
    answer = client.get("/api/explain/references", params=ASKED)
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert lines[0] == (
        "International Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families "
        "(done 18 December 1990, entered into force 1 July 2003) MTDSG IV-13 (ICRMW) art 22(4)."
    )
    assert any("(3 February 2026)" in line and line.endswith("end note 3.") for line in lines)
    version = client.get("/api/explain", params=ASKED).json()["data_version"]
    assert lines[-1].endswith("answer for 2012-01-01.")
    assert version in lines[-1]
    assert len(lines) == len(set(lines))


def test_the_same_as_csl_json_and_bibtex(client: httpx.Client) -> None:
    items = json.loads(client.get("/api/explain/references", params={**ASKED, "format": "csl-json"}).text)
    assert items[0]["type"] == "treaty"
    assert items[0]["references"] == "art 22(4)"
    assert client.get("/api/explain/references", params={**ASKED, "format": "bibtex"}).text.startswith("@misc{icrmw-art-22-4-")


def test_a_format_that_is_not_offered_is_named(client: httpx.Client) -> None:
    answer = client.get("/api/explain/references", params={**ASKED, "format": "apa"})
    assert answer.status_code == 400
    assert "'apa' is none of oscola, bibtex, csl-json" in answer.text
