"""What the service counts about itself, in the text format of Prometheus. Nothing of it says who asked, or what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from servanda.api.answer_cache import AnswerCache
from servanda.api.editions import Edition
from servanda.api.sparql import Observed
from servanda.api.sparql_reply import Reply

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_BYTES: Final = (1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8)
#: Methods of HTTP; anything else that somebody sends is counted as one.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})


class Metrics:
    """Counts requests to the endpoint, and reads off the rest when it is asked."""

    def __init__(self, edition: Callable[[], Edition], cache: AnswerCache) -> None:
        """Begin at nothing; ``edition`` gives the one that is served."""
        self._registry = CollectorRegistry()
        self._edition = edition
        self._cache = cache
        self._requests = Counter(
            "servanda_sparql_requests",
            "Requests to the SPARQL endpoint.",
            ("method", "status", "outcome", "form"),
            registry=self._registry,
        )
        self._kinds: dict[tuple[str, int, str, str], Counter] = {}
        self._seconds = Histogram(
            "servanda_sparql_request_seconds", "From the request to the end of its answer.", buckets=_SECONDS, registry=self._registry
        )
        self._waited = Histogram(
            "servanda_sparql_waiting_seconds", "How long queries wait for a worker.", buckets=_SECONDS, registry=self._registry
        )
        self._evaluated = Histogram(
            "servanda_sparql_evaluation_seconds", "How long queries keep a worker.", buckets=_SECONDS, registry=self._registry
        )
        self._size = Histogram("servanda_sparql_answer_bytes", "Length of answers as sent.", buckets=_BYTES, registry=self._registry)
        self._registry.register(_Now(edition, cache))
        ProcessCollector(registry=self._registry)

    def __call__(self, observed: Observed) -> None:
        """Count a request."""
        method = observed.method if observed.method in _METHODS else "other"
        kind = (method, observed.status, observed.outcome, observed.form)
        if (counted := self._kinds.get(kind)) is None:  # to find it among the labels takes longer than to count
            counted = self._kinds[kind] = self._requests.labels(*kind)
        counted.inc()
        self._seconds.observe(observed.seconds)
        if observed.effort is not None:
            self._waited.observe(observed.effort.waited)
            self._evaluated.observe(observed.effort.evaluated)
        if observed.outcome == "answer":
            self._size.observe(observed.size)

    def reply(self) -> Reply:
        """All numbers as they are now."""
        body = generate_latest(self._registry)
        return Reply(200, {"cache-control": "no-store", "content-type": CONTENT_TYPE_LATEST}, body)


class _Now:
    """Numbers that are read off when they are asked for."""

    def __init__(self, edition: Callable[[], Edition], cache: AnswerCache) -> None:
        self._edition = edition
        self._cache = cache

    def describe(self) -> Iterable[Metric]:
        return ()  # what ``collect`` gives has names of its own

    def collect(self) -> Iterable[Metric]:
        edition, cache = self._edition(), self._cache
        pool = edition.pool
        yield InfoMetricFamily("servanda_data", "The data that are served.", {"version": edition.service.manifest.version})
        yield GaugeMetricFamily("servanda_ready", "Whether public queries can be evaluated.", float(pool.ready))
        yield GaugeMetricFamily("servanda_workers_free", "Workers that wait for a query.", pool.turns.free)
        yield GaugeMetricFamily("servanda_workers_at_work", "Workers that evaluate one.", pool.turns.at_work)
        yield GaugeMetricFamily("servanda_queries_waiting", "Queries that wait for a worker.", pool.turns.waiting)
        yield CounterMetricFamily("servanda_workers_ended", "Workers of this version of the data that have ended.", pool.endings)
        yield CounterMetricFamily("servanda_evaluators_replaced", "Evaluators of this version that ended unasked.", pool.restarts)
        yield GaugeMetricFamily("servanda_cached_answers", "Answers that are kept.", len(cache))
        yield GaugeMetricFamily("servanda_cached_bytes", "Bytes that they take.", cache.bytes)
        yield CounterMetricFamily("servanda_cache_hits", "Queries whose answer was kept.", cache.hits)
        yield CounterMetricFamily("servanda_cache_misses", "Queries whose answer was not.", cache.misses)
