"""The command that writes the files of the built version, for those who want all of it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from servanda.api.cli_output import ProgressBar, print_json, print_line, print_table
from servanda.api.data_version import DUMPS_FOLDER
from servanda.api.dump_folder import TABLES_OF_DUMP, BadDump, newest_of, read_dump, seal, write_changes
from servanda.api.dump_tables import write_tables
from servanda.api.opening import open_engine
from servanda.api.settings import Settings
from servanda.graph.build import GRAPH_FILE, read_manifest
from servanda.graph.dump_quads import Progress, dump_nquads, dump_trig
from servanda.graph.locks import new_folder
from servanda.graph.write_catalogue import DUMP_FORMS


def dump(options: argparse.Namespace, settings: Settings) -> int:
    """Write the files of the built version into ``dumps/<version>``: all of them or none."""
    version = read_manifest(settings.home).version
    dumps = settings.home / DUMPS_FOLDER
    target = dumps / version
    if target.is_dir():
        print_line(f"the files of version {version} are in {target} already; a version's files never change.")
        made = read_dump(target)
    else:
        previous = options.since or newest_of(dumps)
        if previous is not None and not (dumps / previous).is_dir():
            raise BadDump(f"there are no files of version {previous} in {dumps}")
        dumps.mkdir(parents=True, exist_ok=True)
        with new_folder(dumps) as around, ProgressBar() as progress:
            fresh = around / version
            fresh.mkdir()
            _write(settings, fresh, version, progress)
            if previous is not None:
                write_changes(dumps / previous, fresh, version, previous)
            made = seal(fresh, version, previous)
            fresh.replace(target)
    if options.json:
        print_json(asdict(made))
        return 0
    print_table(["file", "bytes"], [(each.name, f"{each.bytes:,}") for each in made.files])
    print_line(f"data version {version}, in {target}" + (f"; the version before is {made.previous}" if made.previous else ""))
    return 0


def _write(settings: Settings, folder: Path, version: str, progress: Progress) -> None:
    graph = settings.home / GRAPH_FILE
    for form in DUMP_FORMS:
        write = dump_trig if form.ending.startswith("trig") else dump_nquads
        write(graph, folder / f"servanda.{form.ending}", progress)
    write_tables(open_engine(settings, usual="folder"), folder / TABLES_OF_DUMP, version, progress)
