"""A remote SPARQL 1.1 engine in place of the one in memory, through SPARQLWrapper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from servanda.queries.errors import EngineError

TIMEOUT: Final = 30


class RemoteEngine:
    """The same questions, answered by an engine that the user runs."""

    def __init__(self, address: str, *, timeout: int = TIMEOUT) -> None:
        """Name the engine.

        Args:
            address: its SPARQL 1.1 query address, ``http://`` or ``https://``.
            timeout: seconds to wait for an answer.

        Raises:
            EngineError: the address is of another kind.
        """
        if not _is_address(address):
            raise EngineError(f"{address!r} is no address of a SPARQL engine: http:// or https:// is needed")
        self.address = address
        self._timeout = timeout

    def select(self, query: str) -> Iterator[dict[str, Node]]:
        """The rows of a SELECT query.

        Raises:
            EngineError: the engine cannot be reached, refuses the query or does not answer in time.
        """
        wrapper = SPARQLWrapper(self.address)
        wrapper.setTimeout(self._timeout)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(query)
        try:
            response = wrapper.query().response
            kind, body = response.headers.get_content_type(), response.read()
        except (SPARQLWrapperException, HTTPException, OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            raise EngineError(f"the engine at {self.address} did not answer: {reason}") from error
        try:
            answer = json.loads(body)
            rows = [{name: _term(value) for name, value in binding.items()} for binding in answer["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EngineError(f"the engine at {self.address} answered with {kind}, not with a table of rows (SPARQL 1.1 JSON)") from error
        yield from rows


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text and (port is None or port > 0)


def _term(value: dict[str, str]) -> Node:
    match value["type"]:
        case "uri":
            return URIRef(value["value"])
        case "bnode":
            return BNode(value["value"])
        case _:
            if language := value.get("xml:lang"):
                return Literal(value["value"], lang=language)
            datatype = value.get("datatype")
            return Literal(value["value"], datatype=URIRef(datatype) if datatype else None)
