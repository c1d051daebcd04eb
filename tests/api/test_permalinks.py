"""Permalinks give the same bytes as long as their version is served, and say so when it is not."""

from __future__ import annotations

import datetime
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request

from servanda.api.data_version import another_version
from servanda.api.envelope import Service
from servanda.graph.build import Manifest, read_manifest
from servanda.graph.store import MemoryStore

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def version(built_home: Path) -> str:
    return read_manifest(built_home).version


@pytest.mark.parametrize(
    "address",
    [
        "/data/state/IDN.ttl?on=2023-01-01",
        "/data/instrument/icrmw.jsonld",
        "/api/states/SAU/binding/icrmw?on=2023-01-01",
        "/ontology.ttl",
        "/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    ],
)
def test_a_permalink_gives_what_its_address_gives_and_may_be_kept_for_ever(client: httpx.Client, version: str, address: str) -> None:
    kept, plain = client.get(f"/version/{version}{address}"), client.get(address)
    assert (kept.status_code, kept.content) == (200, plain.content)
    assert kept.headers["cache-control"] == FOR_EVER
    assert plain.headers.get("cache-control") != FOR_EVER
    head = client.head(f"/version/{version}{address}")
    assert (head.status_code, head.content) == (200, b"")


def test_a_name_stays_in_its_version(client: httpx.Client, version: str) -> None:
    response = client.get(f"/version/{version}/id/state/IDN?on=2023-01-01", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["location"]) == (303, f"/version/{version}/data/state/IDN.ttl?on=2023-01-01")


def test_a_permalink_names_the_day(client: httpx.Client, version: str) -> None:
    before = datetime.date.today()
    response = client.get(f"/version/{version}/api/states/SAU/duties?topic=wages")
    days = {f"/version/{version}/api/states/SAU/duties?topic=wages&on={day}" for day in (before, datetime.date.today())}
    assert response.status_code == 302
    assert response.headers["location"] in days


def test_what_asks_for_the_time_and_what_tells_it_are_not_kept(client: httpx.Client, version: str) -> None:
    asked = client.get(f"/version/{version}/sparql", params={"query": "SELECT (NOW() AS ?t) {}"})
    assert asked.status_code == 200
    assert asked.headers["cache-control"] != FOR_EVER
    page = client.get(f"/version/{version}/data/instrument/icrmw.html")
    assert page.headers.get("cache-control") != FOR_EVER


def test_errors_are_not_kept(client: httpx.Client, version: str) -> None:
    response = client.get(f"/version/{version}/data/state/NOBODY.ttl")
    assert response.status_code == 404
    assert response.headers.get("cache-control") != FOR_EVER


def test_another_version_is_refused_with_a_sentence_and_the_way_to_this_one(client: httpx.Client, version: str) -> None:
    response = client.get("/version/0123456789abcdef/data/state/IDN.ttl?on=2023-01-01")
    assert response.status_code == 404
    assert f"This service holds data version {version}, not 0123456789abcdef." in response.json()["detail"]
    assert f'</version/{version}/data/state/IDN.ttl>; rel="latest-version"' in response.headers["link"]
    assert client.get("/version/0123456789abcdef").status_code == 404


def test_where_its_files_are_kept_they_are_named(engine: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "dumps" / "0123456789abcdef").mkdir(parents=True)
    here = Service(engine, Manifest("fedcba9876543210", 0, 0, 0, 0, 0, 0, 0, 0, {}), tmp_path / "tables")
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    response = another_version(request, here, "0123456789abcdef")
    assert response.status_code == 410
    assert "/dumps/0123456789abcdef/" in bytes(response.body).decode()
    assert '</dumps/0123456789abcdef/>; rel="alternate"' in response.headers["link"]
    assert another_version(request, here, "../../etc").status_code == 404


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("/api/states/SAU/binding/icrmw?version={}&on=2023-01-01", "/api/states/SAU/binding/icrmw?on=2023-01-01"),
        ("/view/binding?state=SAU&version={}&instrument=icrmw", "/view/binding?state=SAU&instrument=icrmw"),
        ("/data/state/IDN.ttl?version={}", "/data/state/IDN.ttl"),
        ("/sparql?query=ASK%20%7B%7D&version={}", "/sparql?query=ASK%20%7B%7D"),
        ("/version/{0}/data/state/IDN.ttl?version={0}", "/data/state/IDN.ttl"),
    ],
)
def test_there_is_one_form_and_the_other_leads_to_it(client: httpx.Client, version: str, asked: str, rest: str) -> None:
    response = client.get(asked.format(version))
    assert (response.status_code, response.headers["location"]) == (301, f"/version/{version}{rest}")
    assert client.head(asked.format(version)).status_code == 301


def test_a_parameter_never_names_another_version_in_silence(client: httpx.Client, version: str) -> None:
    response = client.get("/api/states?version=0123456789abcdef", follow_redirects=True)
    assert response.status_code == 404
    assert f"This service holds data version {version}, not 0123456789abcdef." in response.json()["detail"]
    two = client.get(f"/version/{version}/api/states?version=0123456789abcdef")
    assert two.status_code == 400
    assert f"names the data versions {' and '.join(sorted(['0123456789abcdef', version]))}" in two.json()["detail"]


def test_a_version_of_the_language_is_no_version_of_the_data(client: httpx.Client) -> None:
    """SPARQL 1.2 Protocol: the parameter version of a query operation."""
    response = client.get("/sparql", params={"query": "ASK {}", "version": "1.2"})
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_only_reading_is_permanent(client: httpx.Client, version: str) -> None:
    address, asked = f"/version/{version}/sparql", {"query": "ASK {}"}
    plain = client.post(address, data=asked)
    assert (plain.status_code, plain.headers["allow"], plain.headers["content-type"]) == (405, "GET, HEAD", "application/problem+json")
    page = client.post(address, data=asked, headers={"Accept": "text/html", "Accept-Language": "id"})
    assert (page.status_code, page.headers["allow"]) == (405, "GET, HEAD")
    assert "Tautan tetap dibaca dengan GET; POST tidak diterima." in page.text


@pytest.mark.parametrize("name", ["servanda.nq.gz", "tables/acts.csv", ""])
def test_the_newest_file_is_that_of_the_version_served(client: httpx.Client, version: str, name: str) -> None:
    response = client.get(f"/dumps/latest/{name}")
    assert (response.status_code, response.headers["location"]) == (302, f"/dumps/{version}/{name}")


def test_the_newest_files_are_listed_with_and_without_a_slash(client: httpx.Client, version: str) -> None:
    plain = client.get("/dumps/latest", follow_redirects=True)
    assert plain.url.path == f"/dumps/{version}/"
    assert plain.history[-1].status_code == 302
