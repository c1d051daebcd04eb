"""The command that loads the built graph into another engine."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from servanda.api.cli_output import ProgressBar, print_json, print_line
from servanda.api.opening import remote_engine
from servanda.api.settings import Settings
from servanda.graph.build import read_manifest
from servanda.graph.graph_store import GraphStoreClient, NotUploaded, store_address
from servanda.graph.upload import DEFAULT, Begun, Sent, write_quads
from servanda.graph.upload import upload as send
from servanda.queries.graph_sizes import graph_sizes
from servanda.queries.remote import RemoteEngine
from servanda.queries.uploaded import Uploaded


def upload(options: argparse.Namespace, settings: Settings) -> int:
    """Load the built graph into an engine, or write one file for its bulk loader."""
    if options.file is not None:
        with ProgressBar() as progress:
            _report(options, write_quads(settings.home, options.file, progress), str(options.file))
        return 0
    address = options.address or settings.engine
    if not address:
        raise NotUploaded("name the engine's query address, or write a file for its bulk loader with --file")
    engine = remote_engine(settings, address)
    version = read_manifest(settings.home).version
    holds, server = engine.holds_and_server()
    begun = _begun(holds, version, options.replace, address)
    if holds is not None and holds.finished and holds.version == version and not options.replace:
        print_line(f"{address} holds version {version} already; --replace loads it anew.")
        return 0
    if begun is not None:
        print_line(f"An upload of this version was not finished; it goes on after {len(begun.done)} graphs.")
    store = options.store or store_address(address, server)
    with (
        ProgressBar() as progress,
        GraphStoreClient(store, user=settings.engine_user, password=settings.engine_password, token=settings.engine_token) as client,
    ):
        earlier = holds.graphs if holds is not None else ()
        sent = send(settings.home, client, begun=begun, earlier=earlier, piece=options.piece << 20, progress=progress)
    _compare(engine, sent)
    _report(options, sent, address)
    return 0


def _begun(holds: Uploaded | None, version: str, replace: bool, address: str) -> Begun | None:
    if holds is None or replace:
        return None
    if holds.version != version:
        state = "holds" if holds.finished else "holds the beginning of"
        raise NotUploaded(f"{address} {state} version {holds.version}; --replace puts version {version} in its place")
    return Begun(frozenset(holds.done))


def _compare(engine: RemoteEngine, sent: Sent) -> None:
    """Hold what the engine counts against what was sent.

    Raises:
        NotUploaded: it holds more or less.
    """
    there = graph_sizes(engine.as_it_is(), sent.statements)
    for graph, count in sorted(sent.statements.items()):
        # the note on the upload stands in the default graph: its own statements are not counted
        if there.get(graph, 0) - (2 * (len(sent.statements) - 1) + 3 if graph == str(DEFAULT) else 0) != count:
            raise NotUploaded(f"{graph} holds {there.get(graph, 0):,} statements there and {count:,} here: load it anew with --replace")


def _report(options: argparse.Namespace, sent: Sent, where: str) -> None:
    if options.json:
        print_json(asdict(sent) | {"where": where})
        return
    print_line(f"{sum(sent.statements.values()):,} statements in {len(sent.statements)} graphs are in {where} (version {sent.version}).")
    if options.file is None:
        print_line(f"To ask it: SERVANDA_ENGINE={where} servanda query")
