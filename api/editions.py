"""What is served: one version of the graph at a time, and the change to the next one without a request that fails.

A newer graph is loaded beside the one that is served. When all of it is ready, new requests get it; the processes of the old one end when
their last query is answered. Where it cannot be loaded, the old one goes on.
"""

from __future__ import annotations

import datetime
import gc
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.api.case_studies_page import warm_case_studies
from servanda.api.claim_counts import warm_claim_counts
from servanda.api.envelope import Service
from servanda.api.evaluator_process import NotStarted
from servanda.api.graph_file import GraphFile, version_of
from servanda.api.opening import open_engine
from servanda.api.pages import compile_templates
from servanda.api.settings import Settings
from servanda.api.workers import QueryPool
from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, TABLES_FOLDER, Manifest, read_manifest
from servanda.graph.errors import GraphError, NoGraph
from servanda.graph.folder_store import FolderStore
from servanda.graph.switch import finish
from servanda.loaders.errors import SourceError
from servanda.queries.engine import Engine
from servanda.queries.errors import EngineError
from servanda.queries.lookup import LANGUAGES

_log: Final = logging.getLogger(__name__)

#: Workers beside those of the setting, for clients that have none at work.
_KEPT: Final = 1
#: Queries that may wait: four times as many as one client may have.
_QUEUE: Final = 256
#: Seconds between two looks whether the old edition is still needed.
_LOOK: Final = 0.05

#: What tells whether a file is still the same: where it lies on the disk, how long it is, when it was written.
Seen = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A graph that is loaded: for the pages and the API, and for public queries."""

    service: Service
    pool: QueryPool


def graph_of(settings: Settings) -> Path:
    """The file that is served."""
    return settings.data or settings.home / GRAPH_FILE


def manifest_of(settings: Settings) -> Manifest:
    """What is said about the graph that is served: of another one than ours, its version only.

    Raises:
        NoGraph: there is none.
    """
    if settings.data is None:
        finish(settings.home)
        return read_manifest(settings.home)
    try:
        content = settings.data.read_bytes()
    except OSError as error:
        raise NoGraph(f"{settings.data} cannot be read: {error.strerror}") from error
    return Manifest(version_of(content), 0, 0, 0, 0, 0, 0, 0, 0, {})


def open_edition(settings: Settings, *, begin: bool) -> Edition:
    """Load the graph.

    Args:
        settings: which one.
        begin: load it for public queries too, at the same time; otherwise the pool is only described.

    Raises:
        NoGraph, NotStarted: it cannot be loaded, or is not what its manifest says.
        EngineError: the address of a remote engine is none.
    """
    manifest = manifest_of(settings)
    # always in memory: a worker may open no file once a query runs, and a folder's files are opened as they are needed
    pool = QueryPool(
        graph_of(settings),
        workers=settings.workers,
        deadline=settings.deadline,
        memory_bytes=settings.memory * 1024**2,
        queue=_QUEUE,
        kept=_KEPT,
        version=manifest.version,
    )
    try:
        if begin:
            pool.begin()
        service = Service(_engine(settings, manifest), manifest, None if settings.data else settings.home / TABLES_FOLDER)
        if begin:
            pool.start()
    except (GraphError, NotStarted, EngineError):
        pool.stop()
        raise
    if begin and settings.data:
        _settle()
    elif begin:
        threading.Thread(target=_warm, args=(service,), name="servanda warming", daemon=True).start()
    return Edition(service, pool)


def _warm(service: Service) -> None:
    """Read what the first reader of a page, a form, the search, a corridor, a comparison or of what would follow from an act, would wait
    for."""
    try:
        compile_templates()
        service.shelf.take()
        service.search.take()
        service.choices.take(LANGUAGES[0])
        warm_claim_counts(service)
        for language in LANGUAGES:
            warm_case_studies(service, datetime.date.today(), language)
        service.facts.take()
    except (EngineError, SourceError, GraphError) as error:  # a remote engine, a table: whoever asks gets the same sentence
        _log.warning("what is kept for the search, for corridors and for what would follow could not be read: %s", error)
    _settle()


def _settle() -> None:
    """Let no later collection of garbage look through what lasts as long as an edition (half a million objects).

    Each of them would take a sixth of a second, in the middle of somebody's request. What an earlier edition has left goes first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _engine(settings: Settings, manifest: Manifest) -> Engine:
    """What answers the pages and the API: the same bytes as the public endpoint, unless the settings name something else."""
    if settings.data is None and (settings.engine or settings.store == "folder"):
        return open_engine(settings, usual="memory")
    file = GraphFile(graph_of(settings))
    try:
        return file.load(manifest.version)
    finally:
        file.close()


class Editions:
    """Keeps one edition served, and follows the files that it comes from."""

    def __init__(self, settings: Settings, *, begin: bool) -> None:
        """Load the first edition; ``start`` begins to look for the next one.

        Args:
            settings: where the graph lies, and how often to look.
            begin: see ``open_edition``.

        Raises:
            NoGraph, NotStarted, EngineError: see ``open_edition``.
        """
        self._settings = settings
        self._seen = self._look()  # before it is loaded: what changes meanwhile is loaded next
        self.current = open_edition(settings, begin=begin)
        self._served: Callable[[Edition], None] = _nobody
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._draining: list[threading.Thread] = []

    def start(self, served: Callable[[Edition], None]) -> None:
        """Evaluate public queries, and look for newer graphs from now on, in a thread of its own.

        Args:
            served: called with each later edition; when it returns, no new request may get the old one.

        Raises:
            NotStarted: the graph cannot be loaded for public queries.
        """
        self._served = served
        if not self.current.pool.started:
            self.current.pool.start()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._follow, name="servanda editions", daemon=True)
        self._thread.start()

    def look_now(self) -> None:
        """Look at once, even if no file seems to have changed; may be called by the handler of a signal."""
        self._seen = ()
        self._wake.set()

    def stop(self) -> None:
        """Stop looking, and end what evaluates queries."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        for draining in self._draining:
            draining.join()
        self.current.pool.stop()

    def _look(self) -> Seen:
        manifest = [] if self._settings.data else [self._settings.home / MANIFEST_FILE]
        return tuple(_seen(path) for path in [graph_of(self._settings), *manifest])

    def _follow(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(self._settings.reload or None)
            self._wake.clear()
            if self._stopping.is_set() or ((seen := self._look()) == self._seen and not _damaged(self.current)):
                continue
            if self._settings.data is not None and self._seen and self._still_written(seen):
                continue
            self._seen = seen
            self._change()

    def _still_written(self, seen: Seen) -> bool:
        """Whether somebody writes the file, so that half of it may be there. (A built graph takes its place whole.)"""
        return self._stopping.wait(1.0) or self._look() != seen

    def _change(self) -> None:
        try:
            damaged = _damaged(self.current)
            if manifest_of(self._settings).version == self.current.service.manifest.version and self.current.pool.ready and not damaged:
                return  # built again from the same facts
            _log.warning("the folder of the graph is damaged: it is written anew" if damaged else "a newer graph is being loaded")
            edition = open_edition(self._settings, begin=True)
        except (GraphError, NotStarted, EngineError, OSError) as error:
            _log.error("the newer graph cannot be served, version %s goes on: %s", self.current.service.manifest.version, error)
            return
        if self._stopping.is_set():
            edition.pool.stop()
            return
        old, self.current = self.current, edition
        self._served(edition)
        _log.warning("version %s is served in place of %s", edition.service.manifest.version, old.service.manifest.version)
        self._draining = [each for each in self._draining if each.is_alive()]
        self._draining.append(threading.Thread(target=self._drain, args=(old.pool,), name="servanda draining", daemon=True))
        self._draining[-1].start()

    def _drain(self, pool: QueryPool) -> None:
        """End a pool when its last query is answered, or can be answered no more."""
        until = time.monotonic() + 2 * pool.deadline + 1
        time.sleep(_LOOK)  # for requests that have read which pool is theirs, and not asked it yet
        while time.monotonic() < until and not self._stopping.is_set() and pool.turns.waiting + pool.turns.at_work:
            time.sleep(_LOOK)
        pool.stop()
        _settle()


def _nobody(_: Edition) -> None:
    """Nobody is told yet."""


def _damaged(edition: Edition) -> bool:
    """Whether the pages are answered from a folder that has turned out to be damaged."""
    return isinstance(edition.service.engine, FolderStore) and edition.service.engine.damaged


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
