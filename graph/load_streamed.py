"""A user's own copy of a large source of claims into the graph: read into files record by record, then whole or not at all.

Until everything is read, what is there so far lies in a working folder that no build looks into; an interrupted load goes on from there.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from rdflib.namespace import PROV

from servanda.graph.build import TABLES_FOLDER, Manifest, Progress, build, quiet
from servanda.graph.load_reports import EXCERPTS_FOLDER
from servanda.graph.switch import finish, switched
from servanda.loaders.registry import streamed_loader
from servanda.loaders.spool import discard
from servanda.loaders.streamed_claims import LoadedClaims
from servanda.ontology import iris

#: Folder of loads that are not done yet, in the folder of the graph.
WORK_FOLDER: Final = ".loads"


@dataclass(frozen=True, slots=True)
class LoadedStream:
    """What a load changed.

    Attributes:
        source: slug.
        records, selected, claims, dropped: see ``LoadedClaims``.
        unknown_persons: groups of persons without a row in the table of labels.
        continued_from: number of records that an interrupted load had done before.
        left_away: the list of what was dropped, with reasons.
        words: the words of the source on each claim (N-Quads), for the user's own use; no part of the graph.
        manifest: the graph as it is now.
    """

    source: str
    records: int
    selected: int
    claims: int
    dropped: int
    unknown_persons: dict[str, int]
    continued_from: int
    left_away: Path
    words: Path
    manifest: Manifest


def _write_words(found: LoadedClaims, target: Path) -> None:
    """The words of each claim as N-Quads, in a claims graph of their own, one after another."""
    target.parent.mkdir(parents=True, exist_ok=True)
    graph = pyoxigraph.NamedNode(str(iris.named_graph(f"claims/{found.source}/excerpts")))
    value = pyoxigraph.NamedNode(str(PROV.value))
    with found.words.open(encoding="utf-8", newline="") as stream, target.open("w", encoding="utf-8") as out:
        rows = csv.reader(stream)
        next(rows)  # the header
        for row, words in rows:
            if words:
                claim = pyoxigraph.NamedNode(str(iris.report(found.source, row)))
                out.write(f"{pyoxigraph.Quad(claim, value, pyoxigraph.Literal(words), graph)} .\n")


def load_streamed(name: str, files: Sequence[Path], home: Path, everything: bool = False, progress: Progress = quiet) -> LoadedStream:
    """Read a copy of a large source of claims, put its claims in the place of the packaged ones, and rebuild the graph.

    Args:
        name: slug of the source.
        files: the copy.
        home: folder of the graph.
        everything: all records; else those on migrants.
        progress: told how far it is.

    Raises:
        UnknownSource: there is no such source.
        SourceError: the copy cannot be read, or names what is in no table; ``home`` is as it was, and the next load of
            the same copy goes on.
        GraphError: the claims do not fit the rest of the tables.
    """
    read = streamed_loader(name)
    finish(home)
    work = home / WORK_FOLDER / name
    found = read(files, work, everything, progress)
    own, table, list_of_dropped = home / TABLES_FOLDER, f"{TABLES_FOLDER}/{name}/reports.csv", f"{TABLES_FOLDER}/{name}/dropped.csv"
    words = f"{EXCERPTS_FOLDER}/{name}.nq"
    with switched(home) as beside:
        if own.is_dir():
            shutil.copytree(own, beside / TABLES_FOLDER)
        (beside / table).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found.rows, beside / table)
        shutil.copyfile(found.dropped_rows, beside / list_of_dropped)
        _write_words(found, beside / words)
        manifest = build(beside, progress)
    discard(work)
    return LoadedStream(
        name,
        found.records,
        found.selected,
        found.claims,
        found.dropped,
        found.unknown_persons,
        found.continued_from,
        home / list_of_dropped,
        home / words,
        manifest,
    )
