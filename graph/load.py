"""A user's own copy of a source into the graph: whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, TABLES_FOLDER, Manifest, Progress, build, quiet
from servanda.graph.facts import acts_table
from servanda.loaders.acts import read_acts, write_acts
from servanda.loaders.errors import SourceError
from servanda.loaders.registry import loader
from servanda.loaders.source import read_source


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed.

    Attributes:
        acts: number of acts read.
        instruments: the instruments in the files.
        replaced: number of acts of the same source on these instruments that they took the place of.
        manifest: the graph as it is now.
    """

    acts: int
    instruments: tuple[str, ...]
    replaced: int
    manifest: Manifest


def load_source(name: str, files: Sequence[Path], home: Path, progress: Progress = quiet) -> Loaded:
    """Read files of a source, put their acts in the place of that source's acts on the same instruments, and rebuild the graph.

    Everything is made in a folder beside ``home`` and moved into it at the end: a failure at any point leaves ``home`` as it was.

    Raises:
        UnknownSource: there is no loader of that name.
        SourceError: a file is missing, not UTF-8, cut off, of another layout, or gives a number of acts that cannot be right.
        GraphError: the acts do not fit the rest of the tables.
    """
    read = loader(name)
    source = read_source(name)
    fresh = list(read(files, progress))
    if not fresh:
        raise SourceError("there is no act in these files; nothing was loaded")
    instruments = tuple(sorted({row.instrument for row in fresh}))
    own = home / TABLES_FOLDER
    before = read_acts(acts_table(source, own))
    kept = [row for row in before if row.instrument not in instruments]
    source.check_count(len(kept) + len(fresh))
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=f".{home.name}.") as folder:
        beside = Path(folder)
        if own.is_dir():
            shutil.copytree(own, beside / TABLES_FOLDER)
        write_acts(beside / TABLES_FOLDER / name / "acts.csv", [*kept, *fresh])
        manifest = build(beside, progress)
        target = own / name / "acts.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        for new, old in (
            (beside / TABLES_FOLDER / name / "acts.csv", target),
            (beside / GRAPH_FILE, home / GRAPH_FILE),
            (beside / MANIFEST_FILE, home / MANIFEST_FILE),
        ):
            new.replace(old)
    return Loaded(len(fresh), instruments, len(before) - len(kept), manifest)
