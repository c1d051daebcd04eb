"""The page "what if": chosen acts, the numbers of the API, and nothing that is not marked as supposed."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

MALAYSIA = {"state": "MYS", "instrument": "icrmw", "date": "2027-01-01"}


def ask(client: httpx.Client, **parameters: str) -> str:
    response = client.get("/view/what-if", params=parameters)
    assert response.status_code == 200, response.text
    return response.text


def test_malaysia_and_icrmw(client: httpx.Client) -> None:
    """Art 87(2): the first day of the month after three months, so 1 May 2027; Malaysia has not signed and so accedes."""
    corridor = {"origin": "IDN", "destination": "MYS", "worker": "migrant-worker"}
    found: dict[str, Any] = client.get("/api/what-if", params={**MALAYSIA, "kind": "accession", **corridor}).json()["answer"]
    page = ask(client, **MALAYSIA, **corridor, language="en")
    assert "from 2027-05-01 on" in page
    assert "accession, 2027-01-01" in page
    assert f"{len(found['duties_gained'])} duties, the first from 2027-05-01" in page
    assert f"{found['corridor']['closes']} gaps would close" in page
    assert "Hypothetical" in page


def test_a_second_act_is_supposed_on_top_of_the_first(client: httpx.Client) -> None:
    changes = [{**MALAYSIA, "kind": "accession"}, {"state": "MYS", "instrument": "ilo-c189", "kind": "ratification", "date": "2027-01-01"}]
    found = client.post("/api/what-if", json={"changes": changes}).json()["answer"]
    page = ask(client, **MALAYSIA, instrument2="ilo-c189", language="en")
    assert f"{len(found['duties_gained'])} duties" in page
    assert "from 2028-01-01 on" in page, "C189 art 21(3): twelve months after registration"


def test_the_form_alone_supposes_nothing(client: httpx.Client) -> None:
    page = ask(client, language="id")
    assert "Hipotetis" in page
    assert "Akibatnya <" not in page


@pytest.mark.parametrize(("wrong", "status"), [({"instrument": "nowhere"}, 404), ({"change": "undo"}, 400), ({"date": "soon"}, 400)])
def test_what_cannot_be_supposed_is_told_beside_the_form(client: httpx.Client, wrong: dict[str, str], status: int) -> None:
    response = client.get("/view/what-if", params={**MALAYSIA, **wrong, "language": "en"})
    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert "<form" in response.text


def test_what_is_typed_is_shown_as_text(client: httpx.Client) -> None:
    response = client.get("/view/what-if", params={**MALAYSIA, "kind": "</script><script>alert(1)</script>"})
    assert response.status_code == 400
    assert "<script>alert" not in response.text
