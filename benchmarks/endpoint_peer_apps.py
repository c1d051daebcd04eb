"""Two peers that are libraries and not commands, as a person would serve a file with them. Runs in the peers' own environment.

``python endpoint_peer_apps.py rdflib-endpoint|unprotected FILE PORT``
"""

from __future__ import annotations

import sys

import pyoxigraph
import uvicorn
from fastapi import FastAPI, Response


def store_of(path: str) -> pyoxigraph.Store:
    """The file in memory."""
    store = pyoxigraph.Store()
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def unprotected(path: str) -> FastAPI:
    """What one writes in ten lines: FastAPI hands a query to pyoxigraph in a thread. No limit of any kind."""
    store = store_of(path)
    app = FastAPI()

    @app.get("/sparql")
    def sparql(query: str) -> Response:
        results = store.query(query)
        if isinstance(results, pyoxigraph.QueryTriples):
            return Response(results.serialize(format=pyoxigraph.RdfFormat.TURTLE), media_type="text/turtle")
        body = results.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
        return Response(body, media_type="application/sparql-results+json")

    return app


def rdflib_endpoint(path: str) -> FastAPI:
    """rdflib-endpoint over the store of Oxigraph in memory, the quickest that it can have."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset
    from rdflib_endpoint import SparqlEndpoint

    return SparqlEndpoint(graph=Dataset(store=OxigraphStore(store=store_of(path))), path="/sparql")


if __name__ == "__main__":
    application = {"unprotected": unprotected, "rdflib-endpoint": rdflib_endpoint}[sys.argv[1]](sys.argv[2])
    uvicorn.run(application, host="127.0.0.1", port=int(sys.argv[3]), log_level="warning")
