"""A graph store of another machine, over HTTP: put a graph, add to it, delete it.

Source: SPARQL 1.1 Graph Store HTTP Protocol (W3C Recommendation, 21 March 2013), indirect graph identification (``?graph=``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import httpx

from servanda.graph.errors import GraphError

#: States of a server that pass: it is asked again, later.
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_TRIES: Final = 4
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
#: Query address → graph store, for engines whose addresses are known; the first that fits both the server's name and the ending is taken.
_KNOWN: Final = (
    ("Oxigraph", "/query", "/store"),
    ("Virtuoso", "/sparql", "/sparql-graph-crud-auth"),
    ("", "/sparql", "/data"),  # Fuseki: /dataset/sparql and /dataset/data
    ("", "/query", "/data"),
)


class NotUploaded(GraphError):
    """The graph could not be loaded into another engine."""


def store_address(query_address: str, server: str) -> str:
    """Where the graph store of an engine most probably is.

    Args:
        query_address: where it answers queries.
        server: the name that it gives itself (header ``Server``).

    Raises:
        NotUploaded: no address follows from this one.
    """
    address = query_address.rstrip("/")
    if "/repositories/" in address:  # RDF4J and GraphDB
        return f"{address}/rdf-graphs/service"
    if ".neptune." in (urlsplit(address).hostname or ""):
        return f"{address}/gsp/"
    for name, ending, store in _KNOWN:
        if server.startswith(name) and address.endswith(ending):
            return address.removesuffix(ending) + store
    raise NotUploaded(f"where {query_address} keeps its graph store is not known: name it with --store")


class GraphStoreClient:
    """A graph store, asked again where it says that it cannot answer now. Use it in a ``with`` block."""

    def __init__(
        self,
        address: str,
        *,
        user: str = "",
        password: str = "",
        token: str = "",
        timeout: float = 300.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Name the store.

        Args:
            address: http or https.
            user: with the password, for digest (Virtuoso) or basic authentication, whichever the server asks for.
            token: sent as ``Bearer``.
            timeout: seconds without an answer to one piece.
            sleep: waits so many seconds.

        Raises:
            NotUploaded: the address is of another kind, or the credentials would be shown to others.
        """
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise NotUploaded(f"{address!r} is no address of a graph store (credentials come from the environment)")
        if (user or token) and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise NotUploaded(f"{address}: credentials go over https:// only, or to this machine")
        self.address = address
        self._user, self._password = user, password
        headers = {"User-Agent": "Servanda (upload)"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._client = httpx.Client(timeout=timeout, headers=headers, follow_redirects=False, trust_env=False)
        self._sleep = sleep

    def __enter__(self) -> GraphStoreClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def put(self, graph: str, turtle: bytes) -> None:
        """Put a graph in the place of the one of that name.

        Raises:
            NotUploaded: the store refuses or is not reached.
        """
        self._send("PUT", graph, turtle)

    def add(self, graph: str, turtle: bytes) -> None:
        """Add to a graph. Doing it twice is doing it once: a graph is a set, and ours have no blank nodes.

        Raises:
            NotUploaded: the store refuses or is not reached.
        """
        self._send("POST", graph, turtle)

    def delete(self, graph: str) -> None:
        """Delete a graph, where there is one.

        Raises:
            NotUploaded: the store refuses or is not reached.
        """
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str, body: bytes | None) -> None:
        wait, problem = 1.0, ""
        for number in range(1, _TRIES + 1):
            try:
                answer = self._once(method, graph, body)
            except httpx.TransportError as error:
                problem = f"it is not reached ({str(error) or type(error).__name__})"
            else:
                if answer.is_success or (method == "DELETE" and answer.status_code == 404):
                    return
                problem = self._told(answer)
                if answer.status_code not in _PASSING:
                    raise NotUploaded(f"{self.address}: {problem}")
            if number < _TRIES:
                self._sleep(wait)
                wait *= 2
        raise NotUploaded(f"{self.address}: {problem}, {_TRIES} times; run the same command again to go on from here")

    def _once(self, method: str, graph: str, body: bytes | None) -> httpx.Response:
        headers = {} if body is None else {"Content-Type": "text/turtle; charset=utf-8"}
        answer = self._client.request(method, self.address, params={"graph": graph}, content=body, headers=headers)
        if answer.status_code != 401 or not self._user or self._client.auth is not None:
            return answer
        digest = answer.headers.get("WWW-Authenticate", "").lower().startswith("digest")
        self._client.auth = httpx.DigestAuth(self._user, self._password) if digest else httpx.BasicAuth(self._user, self._password)
        return self._client.request(method, self.address, params={"graph": graph}, content=body, headers=headers)

    def _told(self, answer: httpx.Response) -> str:
        match answer.status_code:
            case 401 | 403:
                return "it wants other credentials: SERVANDA_ENGINE_USER with SERVANDA_ENGINE_PASSWORD, or SERVANDA_ENGINE_TOKEN"
            case 404 | 405 | 501:
                return f"there is no graph store here that can be written (HTTP {answer.status_code}); name it with --store"
            case 413:
                return "it takes no piece of this size: make them smaller with --piece"
            case status:
                words = " ".join(answer.text.split())[:200]
                return f"HTTP {status} {words}".rstrip()
