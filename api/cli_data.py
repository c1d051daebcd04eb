"""Commands that make, check and serve the graph."""

from __future__ import annotations

import argparse
import contextlib
import socket
import sys
from dataclasses import asdict, replace

import uvicorn

from servanda.api.app import create_app
from servanda.api.cli_output import ProgressBar, print_json, print_line, print_table
from servanda.api.settings import Settings
from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, Manifest
from servanda.graph.build import build as build_graph
from servanda.graph.load import load_source
from servanda.graph.store import MemoryStore
from servanda.graph.validate import ONE_DUTY_IN, read_union, violations
from servanda.queries.catalogue import checks, question
from servanda.queries.run import ask


def build(options: argparse.Namespace, settings: Settings) -> int:
    """Build the graph."""
    with ProgressBar() as progress:
        manifest = build_graph(settings.home, progress)
    _report(manifest, options.json)
    return 0


def _report(manifest: Manifest, as_json: bool) -> None:
    if as_json:
        print_json(asdict(manifest))
        return
    counts = {name: value for name, value in asdict(manifest).items() if isinstance(value, int)}
    print_table(["in the graph", ""], [(name.replace("_", " "), f"{value:,}") for name, value in counts.items()])
    print_line(f"data version {manifest.version}")


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve; builds the graph first where there is none."""
    port = settings.port if options.port is None else options.port
    settings = replace(settings, port=port, host=options.host or settings.host)
    listening = _listen(settings)  # before the graph is loaded: an address in use is said at once
    if not (settings.home / MANIFEST_FILE).is_file():
        with ProgressBar() as progress:
            build_graph(settings.home, progress)
    print_line(f"loading {settings.home / GRAPH_FILE}")
    app = create_app(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print_line(f"Servanda answers on http://{host}:{listening.getsockname()[1]}")
    sys.stdout.flush()  # a log or a pipe shows it now, not when the service ends
    with contextlib.suppress(KeyboardInterrupt):  # the usual way to end it, after which uvicorn has closed everything
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
    return 0


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]  # what follows repeats the address
        raise OSError(error.errno, reason, f"{settings.host}:{settings.port}") from error


def load(options: argparse.Namespace, settings: Settings) -> int:
    """Read a user's own copy of a source and rebuild."""
    with ProgressBar() as progress:
        loaded = load_source(options.source, options.files, settings.home, progress)
    if options.json:
        print_json(asdict(loaded))
        return 0
    print_line(
        f"{options.source}: {loaded.acts:,} acts on {', '.join(loaded.instruments)} were read and took the place of {loaded.replaced:,}."
    )
    _report(loaded.manifest, as_json=False)
    return 0


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Run every check; a row is a violation."""
    store = MemoryStore.open(settings.home)
    found: list[tuple[str, str]] = []
    with ProgressBar() as progress:
        names = checks()
        for done, name in enumerate(names):
            progress(done, len(names) + 1, name)
            for row in ask(store, name):
                found.append((question(name).sentence, ", ".join(f"{key} {value}" for key, value in sorted(row.items()))))
        if not options.quick:
            progress(len(names), len(names) + 1, "shapes (SHACL)")
            for violation in violations(read_union(settings.home, ONE_DUTY_IN)):
                found.append((violation.message, f"{violation.focus} {violation.path}".strip()))
    if options.json:
        print_json([{"rule": rule, "where": where} for rule, where in found])
    elif found:
        print_table(["rule", "where"], found)
        print_line(f"{len(found)} violations")
    else:
        print_line(f"no violation of {len(names)} rules{'' if options.quick else f' and of the shapes (of duties one in {ONE_DUTY_IN})'}")
    return 1 if found else 0
