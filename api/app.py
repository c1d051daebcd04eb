"""The web application: the API, the SPARQL endpoint, linked data and pages over one built graph."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import Depends, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from servanda.api import (
    agreements,
    calendar,
    case_studies_page,
    charts,
    claim_page,
    claims_page,
    compare_page,
    corridor_page,
    corridor_people,
    corridors,
    corridors_page,
    data_page,
    data_version,
    dumps,
    equivalents,
    errors,
    explain,
    indicators,
    instrument_page,
    instruments,
    linked_data,
    lists_page,
    measure_page,
    measures,
    networks,
    obligation_page,
    ontology_page,
    pages,
    paths,
    problem_page,
    profile,
    provision_page,
    query_page,
    questions,
    references,
    reports,
    search,
    self_description,
    sitemap,
    sparql,
    states,
    topic_page,
    views,
    what_if,
    what_if_page,
)
from servanda.api.answer_cache import AnswerCache
from servanda.api.browser_files import serve as serve_browser_files
from servanda.api.client_shares import ClientShares
from servanda.api.editions import Edition, Editions
from servanda.api.front import SPARQL, Application, Front, Page, health, readiness
from servanda.api.metrics import Metrics
from servanda.api.other_data import DESCRIPTION, not_here
from servanda.api.permalinks import Permalinks
from servanda.api.query_log import log_query
from servanda.api.settings import Settings
from servanda.api.sparql import sparql_endpoint
from servanda.api.unknown_parameters import refuse_unknown

_DESCRIPTION: Final = (
    "Which provision bound state S on day D, and why. Every answer carries the SPARQL that gives the same, its citations, the data's "
    "version and the sources' own dates. Answers are bound, not bound or not known."
)

#: What only our graph can answer.
_OURS: Final = (
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
    networks,
    charts,
    views,
    search,
    lists_page,
    instrument_page,
    provision_page,
    obligation_page,
    measure_page,
    topic_page,
    claims_page,
    claim_page,
    reports,
    what_if_page,
    data_page,
    compare_page,
    corridors_page,
    case_studies_page,
)
#: What every graph that is served can answer.
_OF_ANY_GRAPH: Final = (linked_data, ontology_page, self_description, data_version, dumps, sitemap, query_page, problem_page)


def create_app(settings: Settings, *, begin: bool = False) -> FastAPI:
    """The application over the graph in ``settings.home``, or over the file in ``settings.data``: then only SPARQL and linked data.

    Args:
        settings: how it runs.
        begin: load the graph for public queries at once, together with that of the pages, and not only when the application is run.
            Whoever asks for it has to run the application, which ends with it what was begun.

    Raises:
        NoGraph: no graph has been built there.
        NotStarted: the evaluator of public queries cannot load it.
    """
    editions = Editions(settings, begin=begin)
    cache = AnswerCache(settings.cache * 1024**2)
    metrics = Metrics(lambda: editions.current, cache)
    first = editions.current
    manifest = first.service.manifest
    endpoint = sparql_endpoint(
        first.pool,
        manifest.version,
        shares=ClientShares(settings.client_queries, settings.client_seconds),
        cache=cache,
        observers=(metrics, log_query),
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()

        async def serve(edition: Edition) -> None:
            app.state.service = edition.service
            endpoint.switch(sparql.Edition(edition.pool, edition.service.manifest.version))

        editions.start(lambda edition: asyncio.run_coroutine_threadsafe(serve(edition), loop).result())
        with contextlib.suppress(ValueError, RuntimeError):  # not in the main thread, which alone hears signals
            loop.add_signal_handler(signal.SIGHUP, editions.look_now)
        try:
            yield
        finally:
            await asyncio.to_thread(editions.stop)

    description = DESCRIPTION if settings.data else _DESCRIPTION
    app = Application(
        title="Servanda",
        version=manifest.version,
        description=description,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=errors.DESCRIBED,
        dependencies=[Depends(refuse_unknown)],
    )
    app.endpoint = endpoint
    app.state.service = first.service
    watched: dict[str, ASGIApp] = {
        SPARQL: endpoint,
        "/health": Page(health),
        "/ready": Page(lambda: readiness(editions.current)),
        "/metrics": Page(metrics.reply),
    }
    app.add_middleware(Front, paths=watched)
    app.add_middleware(Permalinks, service=lambda: app.state.service)  # before the front: a permalink may lead to what that answers
    errors.install(app)
    serve_browser_files(app)
    app.include_router(pages.router)
    for module in _OF_ANY_GRAPH if settings.data else (*_OURS, *_OF_ANY_GRAPH):
        app.include_router(module.router)
    app.router.routes += [Route(path, here) for path, here in watched.items()]
    if settings.data:
        app.add_exception_handler(404, not_here(settings.data))
    else:
        app.router.routes.append(Route(questions.PATH, questions.QuestionRows(endpoint)))

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
