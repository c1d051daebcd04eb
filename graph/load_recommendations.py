"""A user's own whole copy of a source of recommendations into the graph: whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.graph.build import TABLES_FOLDER, Manifest, Progress, build, quiet
from servanda.graph.switch import finish, switched
from servanda.loaders.dropped_rows import write_dropped
from servanda.loaders.recommendations import write_recommendations
from servanda.loaders.registry import report_loader

TABLE: Final = "reports.csv"
LEFT_AWAY: Final = "dropped_rows.csv"


@dataclass(frozen=True, slots=True)
class LoadedRecommendations:
    """What a load gave.

    Attributes:
        source: slug.
        records: number of rows of the copy.
        counts: number of rows by the answer of the reviewed state.
        reports: number of recommendations in the graph.
        dropped: number of rows, or items of rows, that are left away.
        left_away: the list of them with their reasons.
        manifest: the graph as it is now.
    """

    source: str
    records: int
    counts: Mapping[str, int]
    reports: int
    dropped: int
    left_away: Path
    manifest: Manifest


def load_recommendations(name: str, files: Sequence[Path], home: Path, progress: Progress = quiet) -> LoadedRecommendations:
    """Read a whole copy, put its rows in the place of the packaged ones, and rebuild the graph.

    Table and graph take their place together: a failure at any point leaves ``home`` as it was.

    Raises:
        UnknownSource: there is no loader of that name.
        SourceError: the file is missing, cut off, of another layout or length, or names something that nobody knows.
        GraphError: the rows do not fit the rest of the tables.
    """
    found = report_loader(name)(files, progress)
    finish(home)
    own = home / TABLES_FOLDER
    with switched(home) as beside:
        if own.is_dir():
            shutil.copytree(own, beside / TABLES_FOLDER)
        folder = beside / TABLES_FOLDER / name
        reports = write_recommendations(folder / TABLE, found.recommendations)
        dropped = write_dropped(folder / LEFT_AWAY, found.dropped)
        manifest = build(beside, progress)
    return LoadedRecommendations(name, found.records, found.counts, reports, dropped, own / name / LEFT_AWAY, manifest)
