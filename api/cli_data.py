"""Commands that make, check and serve the graph."""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import sys
from dataclasses import asdict, replace

from servanda.api.app import create_app
from servanda.api.cli_output import ProgressBar, print_json, print_line, print_table
from servanda.api.connection import web_server
from servanda.api.editions import graph_of
from servanda.api.query_log import write_json_lines
from servanda.api.settings import Settings
from servanda.graph.build import MANIFEST_FILE, Manifest
from servanda.graph.build import build as build_graph
from servanda.graph.folder_store import folder_damage, instead_of_ending
from servanda.graph.load import load_source
from servanda.graph.load_recommendations import load_recommendations
from servanda.graph.load_reports import check_reports
from servanda.graph.load_streamed import load_streamed
from servanda.graph.store import MemoryStore
from servanda.graph.validate import ONE_DUTY_IN, Violation, read_union, violations
from servanda.graph.validate_all import is_installed, violations_in_file
from servanda.loaders.registry import REPORT_CHECKS, REPORT_LOADERS, STREAMED_REPORTS
from servanda.queries.catalogue import checks, question
from servanda.queries.run import ask

#: A rule that no query can check.
_AS_WRITTEN = "The folder store holds what was written into it (a damaged one is written anew by the next command)."


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
    settings = replace(settings, port=port, host=options.host or settings.host, data=options.data and options.data.resolve())
    listening = _listen(settings)  # before the graph is loaded: an address in use is said at once
    if settings.log == "json":
        write_json_lines()
    if settings.data is None and not (settings.home / MANIFEST_FILE).is_file():
        with ProgressBar() as progress:
            build_graph(settings.home, progress)
    instead_of_ending(_begin_again)
    _announce(f"loading {graph_of(settings)}")
    app = create_app(settings, begin=True)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _announce(f"Servanda answers on http://{host}:{listening.getsockname()[1]}")
    with contextlib.suppress(KeyboardInterrupt):  # the usual way to end it, after which uvicorn has closed everything
        web_server(app, settings).run(sockets=[listening])
    return 0


def _begin_again() -> None:
    """Take the place of this process, with the same words: its folder is looked at when it is opened, and written anew."""
    os.execv(sys.executable, sys.orig_argv)


def _announce(sentence: str) -> None:
    """Say it now, to a log or a pipe too, and not when the service ends; where the disk of the log is full, serve without."""
    with contextlib.suppress(OSError):
        print_line(sentence)
        sys.stdout.flush()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]  # what follows repeats the address
        raise OSError(error.errno, reason, f"{settings.host}:{settings.port}") from error


def load(options: argparse.Namespace, settings: Settings) -> int:
    """Read a user's own copy of a source and rebuild; a copy of claims is held against the packaged table."""
    if options.source in REPORT_CHECKS:
        return _check_claims(options, settings)
    if options.source in REPORT_LOADERS:
        return _load_recommendations(options, settings)
    if options.source in STREAMED_REPORTS:
        return _load_streamed(options, settings)
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


def _load_recommendations(options: argparse.Namespace, settings: Settings) -> int:
    with ProgressBar() as progress:
        found = load_recommendations(options.source, options.files, settings.home, progress)
    if options.json:
        print_json(asdict(found) | {"left_away": str(found.left_away)})
        return 0
    print_line(f"{options.source}: {found.reports:,} of {found.records:,} rows are recommendations with a known recommending state.")
    print_table(["answer", ""], [(answer, f"{number:,}") for answer, number in sorted(found.counts.items())])
    print_line(f"{found.dropped:,} rows or items of rows are left away; they and the reasons are in {found.left_away}.")
    _report(found.manifest, as_json=False)
    return 0


def _load_streamed(options: argparse.Namespace, settings: Settings) -> int:
    with ProgressBar() as progress:
        found = load_streamed(options.source, options.files, settings.home, options.all, progress)
    if options.json:
        print_json(asdict(found) | {"left_away": str(found.left_away), "words": str(found.words)})
        return 0
    if found.continued_from:
        print_line(f"An interrupted load was continued after {found.continued_from:,} records.")
    which = "records" if options.all else "records on migrants"
    print_line(f"{found.source}: {found.claims:,} claims were made of {found.selected:,} {which} ({found.records:,} records were read).")
    print_line(f"{found.dropped:,} records or states are left away; they and the reasons are in {found.left_away}.")
    if found.unknown_persons:
        named = ", ".join(f"{name} ({number:,})" for name, number in found.unknown_persons.items())
        print_line(f"groups of persons without a code here: {named}.")
    print_line(f"The words of the source are in {found.words}, for your own use; they are no part of the graph.")
    _report(found.manifest, as_json=False)
    return 0


def _check_claims(options: argparse.Namespace, settings: Settings) -> int:
    with ProgressBar() as progress:
        found = check_reports(options.source, options.files, settings.home, progress)
    if options.json:
        print_json(asdict(found) | {"file": None if found.file is None else str(found.file)})
        return 0
    print_line(f"{found.source}: {found.records:,} records fit the {found.rows:,} rows of the packaged table.")
    print_table(["records", ""], [(kind, f"{number:,}") for kind, number in sorted(found.counts.items())])
    for each in found.dropped:
        print_line(f"no row for {each.place} ({each.what}): {each.reason}")
    if found.file is not None:
        print_line(f"{found.excerpts:,} quoted passages are in {found.file}, for your own use; they are no part of the graph.")
    return 0


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Run every check; a row is a violation."""
    store = MemoryStore.open(settings.home)
    found: list[tuple[str, str]] = []
    with ProgressBar() as progress:
        names = checks()
        for done, name in enumerate(names):
            progress(done, len(names) + 2, name)
            for row in ask(store, name):
                found.append((question(name).sentence, ", ".join(f"{key} {value}" for key, value in sorted(row.items()))))
        if damaged := folder_damage(settings.home):
            found.append((_AS_WRITTEN, damaged))
        if not options.quick:
            found += _against_shapes(settings, progress, len(names))
    if options.json:
        print_json([{"rule": rule, "where": where} for rule, where in found])
    elif found:
        print_table(["rule", "where"], found)
        print_line(f"{len(found)} violations")
    else:
        print_line(f"no violation of {len(names)} rules{_shapes_checked(options.quick)}")
    return 1 if found else 0


def _against_shapes(settings: Settings, progress: ProgressBar, done: int) -> list[tuple[str, str]]:
    """The whole graph by the quick validator, where there is one, and a sample by the reference: what either of them objects to, once."""
    found: list[Violation] = []
    if is_installed():
        progress(done, done + 2, "shapes (SHACL)")
        found += violations_in_file(settings.home)
    progress(done + 1, done + 2, f"shapes (SHACL), of things alike one in {ONE_DUTY_IN}, by the reference validator")
    found += violations(read_union(settings.home, ONE_DUTY_IN))
    return list(dict.fromkeys((each.message, f"{each.focus} {each.path}".strip()) for each in found))


def _shapes_checked(quick: bool) -> str:
    if quick:
        return ""
    return " and of the shapes" if is_installed() else f" and of the shapes (of duties one in {ONE_DUTY_IN})"
