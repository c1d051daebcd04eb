"""Sends the W3C's protocol tests to an endpoint and judges what comes back."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pyoxigraph

from benchmarks.endpoint_manifest import Exchange, Expected, ProtocolTest

_PATIENCE: Final = 30.0
_RESULTS: Final = "{http://www.w3.org/2005/sparql-results#}"
_TABULAR: Final = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "application/json",
    "application/xml",
    "text/csv",
    "text/tab-separated-values",
}
_GRAPHS: Final = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "application/trig": pyoxigraph.RdfFormat.TRIG,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service takes queries, and where it takes updates (the same address for most)."""

    query: str
    update: str


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: a status, headers with their names in small letters, and the body.

    Status 0: the connection ended without a whole answer; -1: nothing came for as long as one waited.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def send(
    address: str,
    method: str,
    target: str,
    headers: Iterable[tuple[str, str]],
    body: bytes | None,
    source: str = "",
    patience: float = _PATIENCE,
) -> Response:
    """Send a request as it is: no header is added but ``Host`` and the length.

    Args:
        address: of the endpoint.
        target: what follows the address, beginning with a question mark or empty.
        source: the address to send from (all of 127.0.0.0/8 is this machine), or empty.
        patience: seconds to wait for the answer.

    Returns:
        The response; one of status 0 or -1 when there is none, or only half of one.
    """
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=patience, source_address=(source, 0) if source else None
    )
    try:
        connection.putrequest(method, f"{parts.path}{target}", skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None or method in {"POST", "PUT"}:
            connection.putheader("Content-Length", str(len(body or b"")))
        connection.endheaders(body)
        response = connection.getresponse()
        return Response(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    except TimeoutError:
        return Response(-1)
    except (OSError, ValueError, http.client.HTTPException):
        return Response(0)
    finally:
        connection.close()


def ask(address: str, query: str, accept: str, *, patience: float = _PATIENCE, **parameters: Sequence[str]) -> Response:
    """Ask with GET."""
    fields = urlencode({"query": query, **{name.replace("_", "-"): value for name, value in parameters.items()}}, doseq=True)
    return send(address, "GET", f"?{fields}", [("Accept", accept)], None, patience=patience)


def carry_out(test: ProtocolTest, place: Place) -> list[Response]:
    """Send a test's requests in order; an update goes where updates are taken."""
    responses = []
    for index, exchange in enumerate(test.exchanges):
        address = place.update if test.is_update and index == 0 else place.query
        responses.append(send(address, exchange.method, exchange.target, exchange.headers, exchange.body))
    return responses


def fault(exchange: Exchange, response: Response) -> str | None:
    """What is wrong with a response, in a sentence; None when it is as the W3C expects."""
    expected = exchange.expected
    if str(response.status)[0] not in expected.statuses:
        return f"the status is {response.status}, expected is one of {', '.join(f'{each}xx' for each in sorted(expected.statuses))}"
    return _wrong_body(expected, response)


def _wrong_body(expected: Expected, response: Response) -> str | None:
    if expected.kind == "tabular" and response.media_type not in _TABULAR:
        return f"a table of results comes as {response.media_type or 'nothing'}"
    if expected.kind == "RDF":
        if (rdf_format := _GRAPHS.get(response.media_type)) is None:
            return f"a graph comes as {response.media_type or 'nothing'}"
        try:
            list(pyoxigraph.parse(response.body, rdf_format, base_iri="http://example.org/"))
        except SyntaxError as error:
            return f"the graph cannot be read: {error}"
    if expected.kind == "boolean":
        given = boolean_of(response)
        if given is None or (expected.boolean is not None and given is not expected.boolean):
            return f"the answer is {given}, expected is {expected.boolean}"
    return None


def boolean_of(response: Response) -> bool | None:
    """The yes or no that a response holds."""
    try:
        if "json" in response.media_type:
            value = json.loads(response.body)["boolean"]
            return value if isinstance(value, bool) else None
        text = ElementTree.fromstring(response.body).findtext(f"{_RESULTS}boolean")
        return {"true": True, "false": False}.get(text or "")
    except (ValueError, KeyError, ElementTree.ParseError):
        return None


def passed(test: ProtocolTest, place: Place) -> bool:
    """Whether an endpoint answers all of a test's requests as the W3C expects."""
    responses = carry_out(test, place)
    return all(fault(exchange, response) is None for exchange, response in zip(test.exchanges, responses, strict=True))
