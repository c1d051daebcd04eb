"""A user's own copy of a source into the graph: whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda.graph.build import TABLES_FOLDER, Manifest, Progress, build, quiet
from servanda.graph.facts import acts_table
from servanda.graph.switch import finish, switched
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

    Everything is made in a folder of its own and takes its place at once, table and graph together: a failure at any point leaves
    ``home`` as it was.

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
    finish(home)
    own = home / TABLES_FOLDER
    before = read_acts(acts_table(source, own))
    kept = [row for row in before if row.instrument not in instruments]
    source.check_count(len(kept) + len(fresh))
    with switched(home) as beside:
        if own.is_dir():
            shutil.copytree(own, beside / TABLES_FOLDER)
        write_acts(beside / TABLES_FOLDER / name / "acts.csv", [*kept, *fresh])
        manifest = build(beside, progress)
    return Loaded(len(fresh), instruments, len(before) - len(kept), manifest)
