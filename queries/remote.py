"""A remote SPARQL 1.1 engine in place of the one in memory, through SPARQLWrapper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

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
        if not address.startswith(("http://", "https://")):
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
            answer: Any = wrapper.queryAndConvert()
        except (SPARQLWrapperException, OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:300]
            raise EngineError(f"the engine at {self.address} did not answer: {reason}") from error
        for binding in answer["results"]["bindings"]:
            yield {name: _term(value) for name, value in binding.items()}


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
