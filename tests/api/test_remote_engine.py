"""The same questions through SPARQLWrapper, asked of a remote engine: here our own endpoint, so that the answers must be equal."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import socket

import httpx
import pytest
from rdflib import Literal

from servanda.api.app import create_app
from servanda.api.settings import Settings
from servanda.graph.store import MemoryStore
from servanda.queries.binding import binding
from servanda.queries.duties import duties
from servanda.queries.errors import EngineError
from servanda.queries.lookup import find_instrument, find_state, find_topic
from servanda.queries.remote import RemoteEngine
from servanda.queries.run import ask

ON = datetime.date(2023, 1, 1)


@pytest.fixture(scope="module")
def remote(site: str) -> RemoteEngine:
    return RemoteEngine(f"{site}/sparql")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("state", "instrument"),
    [("SAU", "ilo-c029"), ("SAU", "icrmw"), ("IDN", "icrmw"), ("MEX", "icrmw"), ("USA", "crc"), ("BLR", "iccpr-op1")],
)
def test_binding_is_the_same(engine: MemoryStore, remote: RemoteEngine, state: str, instrument: str, language: str) -> None:
    near, far = (binding(each, find_state(each, state), find_instrument(each, instrument), ON, language) for each in (engine, remote))
    assert near.acts or instrument == "icrmw"
    assert dataclasses.asdict(near) == dataclasses.asdict(far)


@pytest.mark.parametrize(("state", "topic"), [("SAU", "forced-labour"), ("PHL", None), ("x-yugoslavia", None)])
def test_duties_are_the_same(engine: MemoryStore, remote: RemoteEngine, state: str, topic: str | None) -> None:
    near, far = (
        duties(each, find_state(each, state), ON, topic=None if topic is None else find_topic(each, topic)) for each in (engine, remote)
    )
    assert near == far


def test_terms_keep_their_type_and_language(engine: MemoryStore, remote: RemoteEngine) -> None:
    query = (
        'SELECT * { VALUES (?text ?day ?year ?yes ?number ?thing) { ("teks"@id "2023-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
        ' "1978"^^<http://www.w3.org/2001/XMLSchema#gYear> true 7 <http://x/y>) } }'
    )
    (near,), (far,) = list(engine.select(query)), list(remote.select(query))
    assert near == far
    assert far["text"] == Literal("teks", lang="id")


def test_the_service_answers_the_same_with_a_remote_engine(site: str, settings: Settings, client: httpx.Client) -> None:
    application = create_app(dataclasses.replace(settings, engine=f"{site}/sparql"))

    async def send(address: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://test", timeout=60) as there:
            return await there.get(address)

    for address in ("/api/states/SAU/duties?on=2023-01-01&topic=forced-labour", "/api/states/SAU/binding/icrmw?on=2023-01-01"):
        assert asyncio.run(send(address)).json() == client.get(address).json()


def test_an_engine_that_is_not_there_is_named(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/sparql"
        with pytest.raises(EngineError, match=r"the engine at http://127\.0\.0\.1:\d+/sparql did not answer"):
            list(ask(RemoteEngine(address, timeout=5), "states"))
        application = create_app(dataclasses.replace(settings, engine=address))

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://test", timeout=60) as there:
                return await there.get("/api/states")

        response = asyncio.run(send())
    assert (response.status_code, response.headers["content-type"]) == (502, "application/problem+json")
    assert "did not answer" in response.json()["detail"]


@pytest.mark.parametrize("address", ["ftp://example.org/sparql", "file:///etc/passwd", "example.org", ""])
def test_only_web_addresses_are_engines(address: str) -> None:
    with pytest.raises(EngineError, match="is no address of a SPARQL engine"):
        RemoteEngine(address)


@pytest.mark.parametrize("query", ["SELECT * {", "ASK { ?s ?p ?o }"])
def test_a_query_that_gives_no_rows_is_an_error_not_an_empty_answer(remote: RemoteEngine, query: str) -> None:
    with pytest.raises(EngineError):
        list(remote.select(query))


def test_an_address_that_answers_something_else_is_an_error(site: str) -> None:
    with pytest.raises(EngineError):
        list(RemoteEngine(f"{site}/api/states").select("SELECT * { ?s ?p ?o } LIMIT 1"))
