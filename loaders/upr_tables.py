"""Makes the packaged tables of both sources of the UPR: ``python -m servanda.loaders.upr_tables FOLDER`` (the folder with both copies)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders import upr, upr_working_groups
from servanda.loaders.dropped_rows import write_dropped
from servanda.loaders.recommendations import ReadSource, write_recommendations
from servanda.loaders.source import DATA, Progress, no_progress
from servanda.loaders.upr_same import TABLE, overlaps, repeats, write_same
from servanda.loaders.upr_topics import WordTopics

#: Folder of a copy and what reads it.
_COPIES: Final[tuple[tuple[str, Callable[[Sequence[Path], Progress], ReadSource]], ...]] = (
    ("upr-info-2008-2014", upr.load),
    ("upr-working-group-reports-2009-2026", upr_working_groups.load),
)


def make(folder: Path, target: Path, progress: Progress) -> dict[str, int]:
    """Write the subsets on migrants, what was left away, and the ids of rows that stand twice (of the whole files).

    Args:
        folder: with a folder of each copy.
        target: the folder of packaged tables.
        progress: told while the copies are read.

    Returns:
        The number of rows of each table.

    Raises:
        SourceError: a copy cannot be read.
    """
    info, groups = (load([folder / name], progress) for name, load in _COPIES)
    written: dict[str, int] = {}
    for each in (info, groups):
        subset = [row for row in each.recommendations if row.subset]
        written[each.source] = write_recommendations(target / "reports" / f"{each.source}.csv", subset)
        written[f"{each.source} dropped"] = write_dropped(target / "dropped_rows" / f"{each.source}.csv", each.dropped)
    words = WordTopics()
    same = [*repeats(info.source, info.recommendations)]
    same += overlaps(groups.source, groups.recommendations, info.source, info.recommendations, words)
    written["same"] = write_same(target / TABLE.parent.name / TABLE.name, same)
    return written


if __name__ == "__main__":
    made = make(Path(sys.argv[1]), DATA, no_progress)
    sys.stdout.write("".join(f"{name}: {number}\n" for name, number in made.items()))
