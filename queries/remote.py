"""A remote SPARQL 1.1 engine in place of the one in memory, through SPARQLWrapper."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rdflib.term import Node

from servanda.ontology import iris
from servanda.queries.errors import EngineError
from servanda.queries.remote_request import Credentials, Dataset, Patience, check_address, request
from servanda.queries.run import query_text
from servanda.queries.uploaded import Uploaded, uploaded
from servanda.queries.virtuoso_forms import for_virtuoso

TIMEOUT: Final = 30.0
#: Seconds after which the engine is asked again what it holds: it may have been loaded anew.
_KEPT: Final = 60.0
#: The union of all graphs but the claims, as `servanda upload` writes it.
DEFAULT_GRAPH: Final = str(iris.named_graph("default"))


class RemoteEngine:
    """The same questions, answered by an engine that the user runs.

    What ``servanda upload`` loaded there says itself which graph is the default one: every query then names it, so that engines whose
    default graph is the union of everything answer as the others. An engine without such a note is asked as it is.
    """

    def __init__(
        self,
        address: str,
        *,
        timeout: float = TIMEOUT,
        credentials: Credentials | None = None,
        version: str = "",
        patience: Patience | None = None,
    ) -> None:
        """Name the engine; nothing is sent yet.

        Args:
            address: its SPARQL 1.1 query address, ``http://`` or ``https://``.
            timeout: seconds for one question, all tries together.
            credentials: who asks.
            version: of the graph that it should hold, or empty for any.
            patience: how long, how often and how much, in place of ``timeout``.

        Raises:
            EngineError: the address is of another kind, or would show the credentials to others.
        """
        self._credentials = credentials or Credentials()
        check_address(address, self._credentials)
        self.address = address
        self._patience = patience or replace(Patience(), seconds=timeout)
        self._version = version
        self._lock = threading.Lock()
        self._dataset: Dataset | None = None
        self._read_at = 0.0
        self._virtuoso = False

    def select(self, query: str) -> Iterator[dict[str, Node]]:
        """The rows of a SELECT query.

        Raises:
            EngineError: the engine cannot be reached, refuses the query, does not answer in time, answers in part, or holds a graph
                that is half uploaded or of another version.
        """
        dataset = self._now()
        asked = for_virtuoso(query) if self._virtuoso else query
        yield from request(self.address, asked, dataset, self._credentials, self._patience).rows

    def holds(self) -> Uploaded | None:
        """What was uploaded there, or None where nothing says so.

        Raises:
            EngineError: the engine does not answer.
        """
        return self.holds_and_server()[0]

    def as_it_is(self) -> RemoteEngine:
        """The same engine asked over whatever it calls its default graph, with every graph that it holds."""
        other = RemoteEngine(self.address, credentials=self._credentials, patience=self._patience)
        other._dataset, other._read_at = Dataset(), math.inf
        return other

    def holds_and_server(self) -> tuple[Uploaded | None, str]:
        """What was uploaded there, and the name that the server gives itself (header ``Server``).

        Raises:
            EngineError: the engine does not answer.
        """
        query = query_text("describe", {"thing": iris.named_graph("upload")})
        found = request(self.address, query, Dataset(default=(DEFAULT_GRAPH,)), self._credentials, self._patience)
        return uploaded(found.rows), found.server

    def _now(self) -> Dataset:
        with self._lock:
            if self._dataset is not None and time.monotonic() - self._read_at < _KEPT:
                return self._dataset
            holds, server = self.holds_and_server()
            self._virtuoso = server.startswith("Virtuoso")
            if holds is None:
                dataset = Dataset()
            elif not holds.finished:
                raise EngineError(f"the upload to {self.address} is not finished: run `servanda upload {self.address}` again")
            elif self._version and holds.version != self._version:
                raise EngineError(
                    f"the engine at {self.address} holds the graph of version {holds.version}, not {self._version}: run `servanda upload`"
                )
            else:
                # Virtuoso lets GRAPH see every graph whatever is named, and takes long where many are named.
                named = () if self._virtuoso else holds.graphs
                dataset = Dataset(default=(DEFAULT_GRAPH,), named=named)
            self._dataset, self._read_at = dataset, time.monotonic()
            return dataset
