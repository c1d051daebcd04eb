"""The web application: the API, the SPARQL endpoint, linked data and pages over one built graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from servanda.api import (
    agreements,
    calendar,
    corridor_page,
    corridor_people,
    corridors,
    equivalents,
    errors,
    explain,
    indicators,
    instruments,
    linked_data,
    measures,
    paths,
    profile,
    references,
    reports,
    states,
    views,
    what_if,
)
from servanda.api.browser_files import serve as serve_browser_files
from servanda.api.envelope import Service
from servanda.api.opening import open_engine
from servanda.api.settings import Settings
from servanda.api.sparql import sparql_endpoint
from servanda.api.workers import QueryPool
from servanda.graph.build import GRAPH_FILE, TABLES_FOLDER, read_manifest

_DESCRIPTION: Final = (
    "Which provision bound state S on day D, and why. Every answer carries the SPARQL that gives the same, its citations, the data's "
    "version and the sources' own dates. Answers are bound, not bound or not known."
)


class _Head:
    """Answers HEAD as GET without the body (RFC 9110, section 9.3.2), which the web server leaves out; FastAPI's routes know only GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD" and scope["path"] != "/sparql":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)


def create_app(settings: Settings) -> FastAPI:
    """The application over the graph in ``settings.home``.

    Raises:
        NoGraph: no graph has been built there.
        NotStarted: the evaluator of public queries cannot load it.
    """
    manifest = read_manifest(settings.home)
    engine = open_engine(settings, usual="memory")
    # always in memory: a worker may open no file once a query runs, and a folder's files are opened as they are needed
    pool = QueryPool(settings.home / GRAPH_FILE, workers=settings.workers, deadline=settings.deadline)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
        try:
            yield
        finally:
            pool.stop()

    app = FastAPI(title="Servanda", version=manifest.version, description=_DESCRIPTION, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.service = Service(engine, manifest, settings.home / TABLES_FOLDER)
    app.add_middleware(_Head)
    errors.install(app)
    serve_browser_files(app)
    for module in (
        states,
        instruments,
        paths,
        explain,
        references,
        corridors,
        equivalents,
        corridor_page,
        what_if,
        calendar,
        agreements,
        measures,
        profile,
        indicators,
        corridor_people,
        views,
        reports,
        linked_data,
    ):
        app.include_router(module.router)
    app.router.routes.append(Route("/sparql", sparql_endpoint(pool, manifest.version)))

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title="Servanda API",
            swagger_js_url="/browser/swagger-ui-bundle.js",
            swagger_css_url="/browser/swagger-ui.css",
            swagger_favicon_url="data:,",
            swagger_ui_parameters={"validatorUrl": None},
        )

    return app
